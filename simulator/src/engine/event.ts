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
import type {
  ActionKind,
  AutomaticCapture,
  CancelReason,
  CaptureMode,
  Decline,
  FailureReason,
  FinalAnswer,
  PaidEntry,
  PendingReason,
} from './payment.ts';
import type { Later, Outcome, Ruling } from './plan.ts';
import type { AfterEndedAction, Checked } from './policy.ts';

/** A fact about a payment, stored for good. A payment is its events folded by `evolve`. */
export type Event = Readonly<
  | { type: 'requested'; paymentId: PaymentId; amount: Money; captureMode: CaptureMode; at: Instant }
  | { type: 'amended'; amount: Money; captureMode: CaptureMode; at: Instant }
  | { type: 'action_required'; actionId: ActionId; kind: ActionKind; expiresAt: Instant; at: Instant }
  | { type: 'action_approved'; actionId: ActionId; at: Instant }
  | { type: 'action_failed'; actionId: ActionId; decline: Decline; at: Instant }
  | { type: 'action_cancelled'; actionId: ActionId; after: AfterEndedAction; at: Instant }
  | { type: 'action_expired'; actionId: ActionId; after: AfterEndedAction; at: Instant }
  | {
      type: 'authorization_pending';
      authorizationId: AuthorizationId;
      amount: Money;
      reason: PendingReason;
      plan: Later<FinalAnswer>;
      automaticCapture: AutomaticCapture;
      at: Instant;
    }
  /** `amount` is what the issuer consented to; less than the payment's amount is a partial approval. */
  | {
      type: 'authorized';
      authorizationId: AuthorizationId;
      amount: Money;
      expiresAt: Instant;
      honourUntil: Instant;
      at: Instant;
    }
  | { type: 'declined'; authorizationId: AuthorizationId; amount: Money; decline: Decline; at: Instant }
  | { type: 'cancelled'; reason: CancelReason; at: Instant }
  /** `amount` is what was left of the hold. */
  | { type: 'hold_expired'; authorizationId: AuthorizationId; amount: Money; at: Instant }
  | { type: 'incremented'; authorizationId: AuthorizationId; by: Money; at: Instant }
  | { type: 'increment_declined'; authorizationId: AuthorizationId; by: Money; decline: Decline; at: Instant }
  | {
      type: 'reauthorized';
      authorizationId: AuthorizationId;
      replaces: AuthorizationId;
      amount: Money;
      expiresAt: Instant;
      honourUntil: Instant;
      at: Instant;
    }
  | {
      type: 'reauthorization_declined';
      authorizationId: AuthorizationId;
      amount: Money;
      decline: Decline;
      at: Instant;
    }
  | {
      type: 'capture_accepted';
      captureId: CaptureId;
      authorizationId: AuthorizationId;
      amount: Money;
      rest: 'release' | 'keep';
      checked: Checked;
      plan: Later<Outcome>;
      at: Instant;
    }
  /** Follows `capture_accepted`, or stands alone. When the hold is `closed`, what is left of it (`released`) is given back. */
  | {
      type: 'captured';
      captureId: CaptureId;
      authorizationId: AuthorizationId;
      amount: Money;
      rest: 'release' | 'keep';
      hold: 'unchanged' | 'closed';
      released: Money;
      at: Instant;
    }
  /** Follows `capture_accepted`. */
  | { type: 'capture_failed'; captureId: CaptureId; amount: Money; failure: FailureReason; at: Instant }
  | {
      type: 'void_accepted';
      voidId: VoidId;
      authorizationId: AuthorizationId;
      checked: Checked;
      plan: Later<Outcome>;
      at: Instant;
    }
  /** Follows `void_accepted`, or stands alone; `amount` is what was given back. */
  | { type: 'voided'; voidId: VoidId; authorizationId: AuthorizationId; amount: Money; at: Instant }
  /** Follows `void_accepted`. */
  | { type: 'void_failed'; voidId: VoidId; failure: FailureReason; at: Instant }
  | {
      type: 'refund_accepted';
      refundId: RefundId;
      captureId?: CaptureId;
      amount: Money;
      checked: Checked;
      plan: Later<Outcome>;
      at: Instant;
    }
  /** Follows `refund_accepted`, or stands alone. */
  | { type: 'refunded'; refundId: RefundId; captureId?: CaptureId; amount: Money; at: Instant }
  /** Follows `refund_accepted`. */
  | { type: 'refund_failed'; refundId: RefundId; amount: Money; failure: FailureReason; at: Instant }
  /** Follows `refunded`: the money came back. */
  | { type: 'refund_returned'; refundId: RefundId; amount: Money; failure: FailureReason; at: Instant }
  | {
      type: 'dispute_opened';
      disputeId: DisputeId;
      captureId?: CaptureId;
      stage: 'inquiry' | 'chargeback';
      amount: Money;
      reason: string;
      respondBy: Instant;
      at: Instant;
    }
  | { type: 'evidence_submitted'; disputeId: DisputeId; plan: Later<Ruling>; at: Instant }
  | { type: 'dispute_escalated'; disputeId: DisputeId; amount: Money; respondBy: Instant; at: Instant }
  | { type: 'dispute_won'; disputeId: DisputeId; amount: Money; at: Instant }
  | {
      type: 'dispute_lost';
      disputeId: DisputeId;
      amount: Money;
      cause: 'ruling' | 'accepted' | 'no_response';
      at: Instant;
    }
  /** An inquiry ended without a chargeback. */
  | { type: 'dispute_closed'; disputeId: DisputeId; at: Instant }
  /** What moved before `until`, or all there was. */
  | { type: 'settled'; payoutId: PayoutId; until?: Instant; entries: readonly PaidEntry[]; at: Instant }
>;

/** The event of one type. */
export type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;

/** Every type of event. */
export const EVENT_TYPES = [
  'requested',
  'amended',
  'action_required',
  'action_approved',
  'action_failed',
  'action_cancelled',
  'action_expired',
  'authorization_pending',
  'authorized',
  'declined',
  'cancelled',
  'hold_expired',
  'incremented',
  'increment_declined',
  'reauthorized',
  'reauthorization_declined',
  'capture_accepted',
  'captured',
  'capture_failed',
  'void_accepted',
  'voided',
  'void_failed',
  'refund_accepted',
  'refunded',
  'refund_failed',
  'refund_returned',
  'dispute_opened',
  'evidence_submitted',
  'dispute_escalated',
  'dispute_won',
  'dispute_lost',
  'dispute_closed',
  'settled',
] as const satisfies readonly Event['type'][];
