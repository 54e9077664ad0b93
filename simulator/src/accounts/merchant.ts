import type { Instant } from '../engine/ids.ts';

/** pending: signed up, not yet let in. active: may do business. suspended: every credential is refused for now. */
export const MERCHANT_STATUSES = ['pending', 'active', 'suspended'] as const;
export type MerchantStatus = (typeof MERCHANT_STATUSES)[number];

/** A seller's account at the provider, in one environment. A seller with two environments has two accounts. */
export type Merchant = Readonly<{
  id: string;
  environment: string;
  /** The same for all accounts of one seller; the id of the first of them. */
  sellerId: string;
  name: string;
  status: MerchantStatus;
  createdAt: Instant;
}>;

/** What the provider does to a merchant account. */
export const MERCHANT_MOVES = ['activate', 'suspend'] as const;
export type MerchantMove = (typeof MERCHANT_MOVES)[number];

const MOVES: Readonly<Record<MerchantMove, Readonly<Record<MerchantStatus, MerchantStatus | undefined>>>> = {
  //           from pending         from active            from suspended
  activate: { pending: 'active', active: undefined, suspended: 'active' },
  suspend: { pending: undefined, active: 'suspended', suspended: undefined },
};

/** The account after the move, or nothing when the move is not allowed from its present status. */
export function moved(merchant: Merchant, move: MerchantMove): Merchant | undefined {
  const status = MOVES[move][merchant.status];
  return status === undefined ? undefined : { ...merchant, status };
}

/** Where the account does business. */
export function placeOf(merchant: Merchant): Readonly<{ environment: string; merchantId: string }> {
  return { environment: merchant.environment, merchantId: merchant.id };
}
