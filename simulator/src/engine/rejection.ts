import type { AuthorizationId, Instant } from './ids.ts';
import type { Money } from './money.ts';
import type { Authorization, Capture, Dispute, PastAction, Payment, Refund, Void } from './payment.ts';

/** What a policy may not support at all. */
type OptionalOperation = 'amend' | 'increment' | 'reauthorize' | 'keep_rest';

/** How a hold ended, other than by time. */
type ReleaseReason = 'captured' | 'voided' | 'replaced';

/** Where the thing stands that a command is about. */
type Status = (Authorization | Capture | Void | Refund | Dispute)['status'] | PastAction['outcome'];

/**
 * Why a command is not allowed: the caller's mistake, and nothing changed. The codes are listed in order of
 * precedence: the first that applies is reported.
 */
export type Rejection = Readonly<
  | { code: 'no_such_payment' }
  /** The id was used before, for the same thing. */
  | { code: 'already_exists' }
  /** The id was used before, for another amount (or, for a payment, another way of capturing). */
  | { code: 'already_exists_with_different_amount'; amount: Money }
  | { code: 'not_supported'; operation: OptionalOperation }
  | { code: 'wrong_state'; state: Payment['state'] }
  | { code: 'no_such_action' }
  | { code: 'no_such_authorization' }
  | { code: 'no_such_capture' }
  | { code: 'no_such_void' }
  | { code: 'no_such_refund' }
  | { code: 'no_such_dispute' }
  /** What it is about has been decided, or is not far enough for it; `status` is where it stands. */
  | { code: 'wrong_status'; status: Status }
  | { code: 'action_expired'; expiredAt: Instant }
  | { code: 'hold_released'; reason: ReleaseReason; replacedBy?: AuthorizationId }
  /** By time, whether or not the expiry has been run: nobody can tell the difference. */
  | { code: 'hold_expired'; expiredAt: Instant }
  | { code: 'not_due'; dueAt: Instant }
  | { code: 'reauthorize_too_early'; from: Instant }
  | { code: 'reauthorize_too_late'; until: Instant }
  | { code: 'response_period_over'; endedAt: Instant }
  | { code: 'nothing_captured' }
  | { code: 'refund_period_over'; endedAt: Instant }
  | { code: 'disputed' }
  | { code: 'void_after_capture' }
  /** Pending captures have all that is left of the hold. */
  | { code: 'nothing_to_void' }
  | { code: 'nothing_to_settle' }
  | { code: 'too_many_captures'; countMax: number }
  | { code: 'too_many_refunds'; countMax: number }
  | { code: 'too_many_increments'; countMax: number }
  | { code: 'too_many_reauthorizations'; countMax: number }
  | { code: 'currency_mismatch'; expected: Money['currency'] }
  | { code: 'amount_not_positive' }
  | { code: 'below_minimum'; minimum: Money }
  /** The issuer's consent is for more than was asked. */
  | { code: 'exceeds_requested'; requested: Money }
  /** `capturable` is what the hold has left, `limit` how much may be captured, with over-capture where allowed. */
  | { code: 'exceeds_capturable'; capturable: Money; limit: Money }
  | { code: 'exceeds_refundable'; refundable: Money }
  | { code: 'exceeds_disputable'; disputable: Money }
>;

/** The name of a rejection, for tables that give each an answer. */
export type RejectionCode = Rejection['code'];

/** Every code, in order of precedence. */
export const REJECTION_CODES = [
  'no_such_payment',
  'already_exists',
  'already_exists_with_different_amount',
  'not_supported',
  'wrong_state',
  'no_such_action',
  'no_such_authorization',
  'no_such_capture',
  'no_such_void',
  'no_such_refund',
  'no_such_dispute',
  'wrong_status',
  'action_expired',
  'hold_released',
  'hold_expired',
  'not_due',
  'reauthorize_too_early',
  'reauthorize_too_late',
  'response_period_over',
  'nothing_captured',
  'refund_period_over',
  'disputed',
  'void_after_capture',
  'nothing_to_void',
  'nothing_to_settle',
  'too_many_captures',
  'too_many_refunds',
  'too_many_increments',
  'too_many_reauthorizations',
  'currency_mismatch',
  'amount_not_positive',
  'below_minimum',
  'exceeds_requested',
  'exceeds_capturable',
  'exceeds_refundable',
  'exceeds_disputable',
] as const satisfies readonly RejectionCode[];
