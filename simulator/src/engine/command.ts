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
import type { ActionKind, AutomaticCapture, CancelReason, CaptureMode, FinalAnswer, PendingReason } from './payment.ts';
import type { Later, Outcome, Plan, Ruling, WorldFailure } from './plan.ts';

/** A new customer action; the policy says how long it lives, unless it comes with an end of its own. */
export type NewAction = Readonly<{ actionId: ActionId; kind: ActionKind; expiresAt?: Instant }>;

/** What the issuer answers when asked; the simulated situation wrote it. */
export type IssuerAnswer =
  | FinalAnswer
  | Readonly<{ kind: 'action_required'; action: NewAction }>
  | Readonly<{ kind: 'pending'; reason: PendingReason; plan: Later<FinalAnswer> }>;

/** One attempt to authorize: its id, the issuer's answer, and the capture to make with it if captured automatically. */
export type Attempt = Readonly<{
  authorizationId: AuthorizationId;
  answer: IssuerAnswer;
  automaticCapture: AutomaticCapture;
}>;

/** How a customer action ends. The attempt is made at once or not at all, as the policy says. */
type ActionOutcome =
  | Readonly<{ kind: 'approved'; attempt: Attempt }>
  | Readonly<{ kind: 'failed' }>
  | Readonly<{ kind: 'cancelled' }>;

/** What can be asked of a payment. Time, ids and the world's answers come in with it; deciding draws nothing. */
export type Command = Readonly<
  | { type: 'request'; paymentId: PaymentId; amount: Money; captureMode: CaptureMode; at: Instant }
  /** Changes what was requested, before the issuer has consented to it. */
  | { type: 'amend'; amount: Money; captureMode: CaptureMode; at: Instant }
  | { type: 'require_action'; action: NewAction; at: Instant }
  | { type: 'complete_action'; actionId: ActionId; outcome: ActionOutcome; at: Instant }
  | { type: 'authorize'; attempt: Attempt; at: Instant }
  | { type: 'resolve_authorization'; authorizationId: AuthorizationId; answer: FinalAnswer; at: Instant }
  | { type: 'cancel'; reason: CancelReason; at: Instant }
  /** Runs the expiry of the open action or of the open hold, whichever the payment has. */
  | { type: 'expire'; at: Instant }
  /** The hold grows `by` the amount if the issuer agrees. */
  | { type: 'increment'; authorizationId?: AuthorizationId; by: Money; answer: FinalAnswer; at: Instant }
  /** `replaces` is checked where given; `amount` may be less than what is capturable, and the difference is released. */
  | {
      type: 'reauthorize';
      authorizationId: AuthorizationId;
      replaces?: AuthorizationId;
      amount: Money | 'all';
      answer: FinalAnswer;
      at: Instant;
    }
  /** `authorizationId` is checked where given. */
  | {
      type: 'capture';
      captureId: CaptureId;
      authorizationId?: AuthorizationId;
      amount: Money | 'all';
      rest: 'release' | 'keep' | 'by_policy';
      plan: Plan<Outcome>;
      at: Instant;
    }
  | { type: 'resolve_capture'; captureId: CaptureId; outcome: Outcome; at: Instant }
  | { type: 'void'; voidId: VoidId; authorizationId?: AuthorizationId; plan: Plan<Outcome>; at: Instant }
  | { type: 'resolve_void'; voidId: VoidId; outcome: Outcome; at: Instant }
  /** With a `captureId`, out of that capture only. */
  | {
      type: 'refund';
      refundId: RefundId;
      captureId?: CaptureId;
      amount: Money | 'all';
      plan: Plan<Outcome>;
      at: Instant;
    }
  | { type: 'resolve_refund'; refundId: RefundId; outcome: Outcome; at: Instant }
  /** A refund that had succeeded comes back. */
  | { type: 'fail_refund'; refundId: RefundId; reason: WorldFailure; at: Instant }
  | {
      type: 'open_dispute';
      disputeId: DisputeId;
      captureId?: CaptureId;
      stage: 'inquiry' | 'chargeback';
      amount: Money | 'all';
      reason: string;
      at: Instant;
    }
  | { type: 'submit_evidence'; disputeId: DisputeId; plan: Later<Ruling>; at: Instant }
  /** An inquiry becomes a chargeback for as much of its amount as is left to take; it closes where nothing is left. */
  | { type: 'escalate_dispute'; disputeId: DisputeId; at: Instant }
  | { type: 'accept_dispute'; disputeId: DisputeId; at: Instant }
  | { type: 'resolve_dispute'; disputeId: DisputeId; outcome: Ruling; at: Instant }
  /** Takes every movement of money that no payout has into this one: all there were, or those before `until`. */
  | { type: 'settle'; payoutId: PayoutId; until?: Instant; at: Instant }
>;

/** The command of one type. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;
