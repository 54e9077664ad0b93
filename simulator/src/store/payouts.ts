import type { Place } from '../accounts/environment.ts';
import type { Currency } from '../engine/currency.ts';
import type { Instant, PaymentId, PayoutId } from '../engine/ids.ts';
import type { PaidEntry } from '../engine/payment.ts';
import type { PayoutTotals } from '../engine/payout.ts';
import type { StoredPayment } from './store.ts';

/** A payout as it is kept; what it pays is in the `settled` events of its payments, and comes to be with the first. */
export type StoredPayout = Readonly<{
  id: PayoutId;
  environment: string;
  merchantId: string;
  currency: Currency;
  /** The day whose end it is made for, or during which it was made. */
  day: string;
  /** It takes what moved before. */
  until: Instant;
  at: Instant;
  /** Of how many payments it took something. */
  payments: number;
  /** What it adds up to, as `payout` says it. */
  totals: PayoutTotals;
}>;

/** What a payout took of one payment. */
export type PaidOut = Readonly<{ paymentId: PaymentId; reference: string; entries: readonly PaidEntry[] }>;

/** Which payouts, newest first; `before` is the id of the last one already seen. */
export type PayoutQuery = Readonly<{
  environment?: string;
  merchantId?: string;
  day?: string;
  before?: string;
  limit: number;
}>;

/** Keeps which payout took what. */
export interface PayoutStore {
  /**
   * Payments with money that moved before `until` and that no payout has, the longest waiting first; whose they are is
   * told by the clock of the place, as with `duePayments`.
   */
  unsettledPayments(place: Place, until: Instant, limit: number): Promise<readonly StoredPayment[]>;
  findPayout(id: string): Promise<StoredPayout | undefined>;
  listPayouts(query: PayoutQuery): Promise<readonly StoredPayout[]>;
  /** What a payout took, payment by payment in the order in which it did. */
  paidOut(id: PayoutId): Promise<readonly PaidOut[]>;
}
