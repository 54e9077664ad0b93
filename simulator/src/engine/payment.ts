import type {
  ActionId,
  AuthorizationId,
  CaptureId,
  DisputeId,
  Instant,
  PaymentId,
  PayoutId,
  RefundId,
  VoidId,
} from './ids.ts';
import type { Money } from './money.ts';
import type { Later, Outcome, Plan, Ruling, WorldFailure } from './plan.ts';
import type { Checked } from './policy.ts';
import type { RejectionCode } from './rejection.ts';

/** Captured together with the authorization, or later by a command of its own. */
export const CAPTURE_MODES = ['automatic', 'manual'] as const;
export type CaptureMode = (typeof CAPTURE_MODES)[number];

/** Something only the customer can do. */
export const ACTION_KINDS = ['redirect', 'challenge'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** Why an issuer, or the provider on its behalf, says no. */
export const DECLINE_CODES = [
  'do_not_honor',
  'insufficient_funds',
  'lost_card',
  'stolen_card',
  'expired_card',
  'incorrect_cvc',
  'invalid_number',
  'processing_error',
  'authentication_failed',
  'suspected_fraud',
  'amount_limit_exceeded',
  'test_card_in_live_environment',
  'real_card_in_test_environment',
] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

/** What the issuer advises after a decline. */
export const DECLINE_ADVICE = ['never_again', 'other_method', 'try_later'] as const;
export type DeclineAdvice = (typeof DECLINE_ADVICE)[number];

/** A business *no*: normal, not an error. */
export type Decline = Readonly<{ code: DeclineCode; advice: DeclineAdvice }>;

/** Why an answer is not there yet: somebody looks at it, or the customer's bank takes its time. */
export const PENDING_REASONS = ['review', 'bank'] as const;
export type PendingReason = (typeof PENDING_REASONS)[number];

/** Why a payment was withdrawn before it was approved. */
export const CANCEL_REASONS = ['by_merchant', 'by_customer', 'action_expired'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** Why an accepted operation came to nothing: a rule that was checked late, or the world. */
export type FailureReason = RejectionCode | WorldFailure;

/** One customer's obligation to one merchant for one amount, folded from its events. */
export type Payment = Requested | ActionRequired | Processing | Approved | Declined | Cancelled;

type Common = Readonly<{
  id: PaymentId;
  amount: Money;
  captureMode: CaptureMode;
  requestedAt: Instant;
  /** Customer actions that are over, oldest first. */
  pastActions: readonly PastAction[];
  /** Authorizations that lead nowhere any more, oldest first; `authorizations()` adds the current one. */
  pastAuthorizations: readonly PastAuthorization[];
}>;

/** Waits for the merchant: nothing was tried yet, or the customer has approved, or an action can be tried again. */
export type Requested = Common & Readonly<{ state: 'requested' }>;

/** Waits for the customer. */
export type ActionRequired = Common & Readonly<{ state: 'action_required'; action: OpenAction }>;

/** Waits for the issuer. */
type Processing = Common & Readonly<{ state: 'processing'; authorization: PendingAuthorization }>;

/** The issuer consented; only here is there a hold, and money that moves. */
export type Approved = Common &
  Readonly<{
    state: 'approved';
    /** The authorization that captures are taken from, be it still open or not. */
    hold: Hold;
    captures: readonly Capture[];
    voids: readonly Void[];
    refunds: readonly Refund[];
    disputes: readonly Dispute[];
    /** What payouts have already taken into account, oldest first. */
    settled: readonly SettledEntry[];
  }>;

/** The issuer said no, or the customer failed the challenge; a policy may allow another attempt. */
type Declined = Common & Readonly<{ state: 'declined'; decline: Decline; declinedAt: Instant }>;

/** Withdrawn before it was approved. */
type Cancelled = Common & Readonly<{ state: 'cancelled'; reason: CancelReason; cancelledAt: Instant }>;

/** A customer action that waits; from `expiresAt` on it can no longer be completed. */
type OpenAction = Readonly<{ id: ActionId; kind: ActionKind; at: Instant; expiresAt: Instant }>;

/** A customer action that is over. */
export type PastAction = Readonly<{
  id: ActionId;
  kind: ActionKind;
  outcome: 'approved' | 'failed' | 'cancelled' | 'expired';
  at: Instant;
}>;

/** One attempt to get the issuer's consent, whatever became of it. */
export type Authorization = PendingAuthorization | Hold | PastAuthorization;

type AuthorizationCommon = Readonly<{ id: AuthorizationId; amount: Money; at: Instant }>;

/** An attempt the issuer has not answered. */
type PendingAuthorization = AuthorizationCommon &
  Readonly<{
    status: 'processing';
    reason: PendingReason;
    plan: Later<FinalAnswer>;
    automaticCapture: AutomaticCapture;
  }>;

/**
 * The consented amount, including increments. It can be captured while `open`; `closed` means by captures, with what
 * was left of it released. From `expiresAt` on nothing can be captured, even while the status still reads `open`.
 */
export type Hold = AuthorizationCommon &
  Readonly<{
    status: 'open' | 'closed' | 'voided' | 'expired';
    expiresAt: Instant;
    honourUntil: Instant;
    increments: readonly Increment[];
  }>;

/**
 * An attempt that was declined, or withdrawn before the issuer answered (`voided`), or a hold that was replaced by a
 * fresh one to which it `moved` part of its amount.
 */
export type PastAuthorization =
  | (AuthorizationCommon & Readonly<{ status: 'declined'; decline: Decline }>)
  | (AuthorizationCommon & Readonly<{ status: 'voided' }>)
  | (AuthorizationCommon &
      Readonly<{
        status: 'replaced';
        expiresAt: Instant;
        honourUntil: Instant;
        increments: readonly Increment[];
        replacedBy: AuthorizationId;
        moved: Money;
      }>);

/** An attempt to enlarge the hold `by` an amount. */
export type Increment = Readonly<{ by: Money; at: Instant }> &
  (Readonly<{ status: 'approved' }> | Readonly<{ status: 'declined'; decline: Decline }>);

/** What the issuer says in the end. Without an amount it consents to all that was asked. */
export type FinalAnswer =
  | Readonly<{ kind: 'approved'; amount?: Money }>
  | Readonly<{ kind: 'declined'; decline: Decline }>;

/** How the capture that comes with an authorization goes; used only by payments captured automatically. */
export type AutomaticCapture = Readonly<{ captureId: CaptureId; plan: Plan<Outcome> }>;

/** A claim on all or part of a hold. A pending one checked when asked has its amount reserved. */
export type Capture = Readonly<{
  id: CaptureId;
  authorizationId: AuthorizationId;
  amount: Money;
  /** What it does, once it succeeds, with what is left of the hold. */
  rest: 'release' | 'keep';
  at: Instant;
}> &
  Progress;

/** A request to give back what is left of a hold. A pending one reserves nothing: captures may still win. */
export type Void = Readonly<{ id: VoidId; authorizationId: AuthorizationId; at: Instant }> & Progress;

/** Captured money on its way back, out of one capture where it names one. */
export type Refund = Readonly<{ id: RefundId; captureId?: CaptureId; amount: Money; at: Instant }> &
  (Progress | Readonly<{ status: 'returned'; decidedAt: Instant; returnedAt: Instant; failure: FailureReason }>);

/** How far an accepted operation has come. */
type Progress =
  | Readonly<{ status: 'pending'; checked: Checked; plan: Later<Outcome> }>
  | Readonly<{ status: 'succeeded'; decidedAt: Instant }>
  | Readonly<{ status: 'failed'; decidedAt: Instant; failure: FailureReason }>;

/** The cardholder contests a capture. An inquiry only asks; a chargeback has taken the amount until it is won. */
export type Dispute = Readonly<{
  id: DisputeId;
  captureId?: CaptureId;
  amount: Money;
  reason: string;
  stage: 'inquiry' | 'chargeback';
  at: Instant;
  /** When a chargeback took the amount, where it began as an inquiry; otherwise that was at once. */
  takenAt?: Instant;
}> &
  (
    | Readonly<{ status: 'needs_response'; respondBy: Instant }>
    | Readonly<{ status: 'under_review'; plan: Later<Ruling> }>
    | Readonly<{ status: 'won'; decidedAt: Instant }>
    | Readonly<{ status: 'lost'; decidedAt: Instant; cause: 'ruling' | 'accepted' | 'no_response' }>
    | Readonly<{ status: 'closed'; decidedAt: Instant }>
  );

/**
 * One movement of money as a payout sees it, and when it moved; the amount is always positive, the kind says in which
 * direction.
 */
export type Entry = Readonly<{ amount: Money; at: Instant }> &
  (
    | Readonly<{ kind: 'capture'; captureId: CaptureId }>
    | Readonly<{ kind: 'refund'; refundId: RefundId }>
    | Readonly<{ kind: 'refund_returned'; refundId: RefundId }>
    | Readonly<{ kind: 'chargeback'; disputeId: DisputeId }>
    | Readonly<{ kind: 'chargeback_reversed'; disputeId: DisputeId }>
  );

/** A movement of money as a payout took it: with the fee that it withheld. */
export type PaidEntry = Entry & Readonly<{ fee: Money }>;

/** A movement of money together with the payout it went into. */
type SettledEntry = PaidEntry & Readonly<{ payoutId: PayoutId; settledAt: Instant }>;

/** Every attempt to authorize the payment, oldest first, the current one last. */
export function authorizations(payment: Payment): readonly Authorization[] {
  if (payment.state === 'approved') return [...payment.pastAuthorizations, payment.hold];
  if (payment.state === 'processing') return [...payment.pastAuthorizations, payment.authorization];
  return payment.pastAuthorizations;
}

/** Whether the customer has approved and the payment now waits for the merchant to authorize it. */
export function customerApproved(payment: Payment): boolean {
  return payment.state === 'requested' && payment.pastActions.at(-1)?.outcome === 'approved';
}
