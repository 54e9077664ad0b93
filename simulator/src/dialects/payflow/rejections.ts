import type { Rejection, RejectionCode } from '../../engine/rejection.ts';
import type { ResultCode } from './results.ts';
import type { Transaction } from './transactions.ts';

// The provider has one code for each kind of transaction that is not possible now.
const BY_TYPE: Readonly<Record<Transaction['type'], ResultCode>> = { A: 99, S: 99, D: 111, V: 108, C: 105 };

const RESULTS: Readonly<Record<RejectionCode, ResultCode | 'by_type'>> = {
  no_such_payment: 19,
  already_exists: 30,
  already_exists_with_different_amount: 30,
  not_supported: 'by_type',
  wrong_state: 'by_type',
  no_such_action: 19,
  no_such_authorization: 19,
  no_such_capture: 19,
  no_such_void: 19,
  no_such_refund: 19,
  no_such_dispute: 19,
  wrong_status: 'by_type',
  action_expired: 'by_type',
  hold_released: 'by_type',
  hold_expired: 'by_type',
  not_due: 'by_type',
  reauthorize_too_early: 'by_type',
  reauthorize_too_late: 'by_type',
  response_period_over: 'by_type',
  nothing_captured: 'by_type',
  refund_period_over: 'by_type',
  disputed: 'by_type',
  void_after_capture: 'by_type',
  nothing_to_void: 'by_type',
  nothing_to_settle: 'by_type',
  too_many_captures: 'by_type',
  too_many_refunds: 'by_type',
  too_many_increments: 'by_type',
  too_many_reauthorizations: 'by_type',
  currency_mismatch: 6,
  amount_not_positive: 4,
  below_minimum: 4,
  exceeds_requested: 'by_type',
  exceeds_capturable: 'by_type',
  exceeds_refundable: 'by_type',
  exceeds_disputable: 'by_type',
};

/** What the provider says where the engine does not allow it. */
export function rejectedAs(type: Transaction['type'], { code }: Rejection): ResultCode {
  const result = RESULTS[code];
  return result === 'by_type' ? BY_TYPE[type] : result;
}
