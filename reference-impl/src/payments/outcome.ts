import type { Instant } from '../shop/ids.ts';
import type { Money } from '../shop/money.ts';

/** Why there is no readable answer. `in_progress` is the provider still working on the same idempotency key. */
export const UNKNOWN_WHYS = ['timeout', 'connection_lost', 'server_error', 'unreadable', 'in_progress'] as const;
export type UnknownWhy = (typeof UNKNOWN_WHYS)[number];

/** No readable answer: it may have happened. Never a decline, and never retried under a new key. */
export type Unknown = Readonly<{ kind: 'unknown'; why: UnknownWhy }>;

/** The issuer's no, in neutral words. */
export type Decline = Readonly<{ code: string; advice: 'never_again' | 'other_method' | 'try_later' }>;

/**
 * The provider's no to a request that it did not carry out. `access` is about who asks (credential, scope, account),
 * `request` about what was asked, `state` about the payment as it stands, `conflict` about a key used for something else.
 */
export type Rejection = Readonly<{
  about: 'access' | 'request' | 'state' | 'conflict';
  code: string;
  /** The provider's name for the exchange, to quote when asking it about. */
  requestId?: string;
}>;

/** What a provider says a payment has come to. */
export const PROVIDER_STATUSES = [
  'action_required',
  'processing',
  'authorized',
  'partially_captured',
  'captured',
  'voided',
  'expired',
  'declined',
  'cancelled',
  'card_checked',
] as const;
export type ProviderStatus = (typeof PROVIDER_STATUSES)[number];

/** One capture as the provider tells it. */
export type ProviderCapture = Readonly<{
  reference: string;
  amount: Money;
  status: 'pending' | 'succeeded' | 'failed';
}>;

/** One refund as the provider tells it, with the command it came from if it is one of ours. */
export type ProviderRefund = ProviderCapture & Readonly<{ captureReference?: string; commandId?: string }>;

/** One dispute as the provider tells it: undecided, or decided for or against the shop. */
export type ProviderDispute = Readonly<{
  reference: string;
  amount: Money;
  status: 'open' | 'won' | 'lost';
  reason: string;
}>;

/** One authorization as the provider tells it. */
export type ProviderAuthorization = Readonly<{
  reference: string;
  status: 'open' | 'replaced' | 'expired' | 'ended';
  expiresAt?: Instant;
}>;

/** A payment as the provider tells it, in neutral words. All amounts are in the payment's currency. */
export type ProviderPayment = Readonly<{
  reference: string;
  environment: string;
  /** Left out where the provider does not tell whether money is real. */
  mode?: string;
  /** Whose account is paid, where the provider names it. */
  account?: string;
  status: ProviderStatus;
  amount: Money;
  orderNumber: string;
  commandId?: string;
  authorized: Money;
  capturable: Money;
  captures: readonly ProviderCapture[];
  refunds: readonly ProviderRefund[];
  disputes: readonly ProviderDispute[];
  /** Oldest first; at most one is open. */
  authorizations: readonly ProviderAuthorization[];
  redirectUrl?: string;
  decline?: Decline;
}>;

/** What a reply about a payment says. */
export type Reading =
  | Readonly<{ kind: 'payment'; payment: ProviderPayment }>
  | Readonly<{ kind: 'rejected'; rejection: Rejection }>
  | Unknown;

/** What became of one operation, as the shop's API and pages tell it. */
export type Outcome =
  | Readonly<{ kind: 'approved' }>
  | Readonly<{ kind: 'declined'; code: string; advice: Decline['advice'] }>
  | Readonly<{ kind: 'pending' }>
  | Readonly<{ kind: 'action_required'; redirectUrl: string }>
  | Readonly<{ kind: 'rejected'; code: string }>
  | Readonly<{ kind: 'cancelled' }>
  | Readonly<{ kind: 'mismatch'; about: string; expected: string; found: string }>
  | Unknown;
