import { expect, test } from 'vitest';
import { instant } from '../../engine/ids.ts';
import { money } from '../../engine/money.ts';
import { REJECTION_CODES, type Rejection, type RejectionCode } from '../../engine/rejection.ts';
import { rejected } from './rejections.ts';

const AT = instant(0);
const EUR = money(5_000n, 'EUR');

/** A rejection of every code. */
const REJECTIONS: { readonly [Code in RejectionCode]: Extract<Rejection, { code: Code }> } = {
  no_such_payment: { code: 'no_such_payment' },
  already_exists: { code: 'already_exists' },
  already_exists_with_different_amount: { code: 'already_exists_with_different_amount', amount: EUR },
  not_supported: { code: 'not_supported', operation: 'reauthorize' },
  wrong_state: { code: 'wrong_state', state: 'declined' },
  no_such_action: { code: 'no_such_action' },
  no_such_authorization: { code: 'no_such_authorization' },
  no_such_capture: { code: 'no_such_capture' },
  no_such_void: { code: 'no_such_void' },
  no_such_refund: { code: 'no_such_refund' },
  no_such_dispute: { code: 'no_such_dispute' },
  wrong_status: { code: 'wrong_status', status: 'declined' },
  action_expired: { code: 'action_expired', expiredAt: AT },
  hold_released: { code: 'hold_released', reason: 'captured' },
  hold_expired: { code: 'hold_expired', expiredAt: AT },
  not_due: { code: 'not_due', dueAt: AT },
  reauthorize_too_early: { code: 'reauthorize_too_early', from: AT },
  reauthorize_too_late: { code: 'reauthorize_too_late', until: AT },
  response_period_over: { code: 'response_period_over', endedAt: AT },
  nothing_captured: { code: 'nothing_captured' },
  refund_period_over: { code: 'refund_period_over', endedAt: AT },
  disputed: { code: 'disputed' },
  void_after_capture: { code: 'void_after_capture' },
  nothing_to_void: { code: 'nothing_to_void' },
  nothing_to_settle: { code: 'nothing_to_settle' },
  too_many_captures: { code: 'too_many_captures', countMax: 50 },
  too_many_refunds: { code: 'too_many_refunds', countMax: 1000 },
  too_many_increments: { code: 'too_many_increments', countMax: 10 },
  too_many_reauthorizations: { code: 'too_many_reauthorizations', countMax: 1 },
  currency_mismatch: { code: 'currency_mismatch', expected: 'EUR' },
  amount_not_positive: { code: 'amount_not_positive' },
  below_minimum: { code: 'below_minimum', minimum: EUR },
  exceeds_requested: { code: 'exceeds_requested', requested: EUR },
  exceeds_capturable: { code: 'exceeds_capturable', capturable: EUR, limit: EUR },
  exceeds_refundable: { code: 'exceeds_refundable', refundable: EUR },
  exceeds_disputable: { code: 'exceeds_disputable', disputable: EUR },
};

test('every rejection of the engine has words of its own', () => {
  const told = REJECTION_CODES.map((code) => {
    const { status, error } = rejected(REJECTIONS[code], undefined);
    return `${code}: ${status} ${error.code ?? '-'} ${error.param ?? '-'}: ${error.message}`;
  });
  expect(told).toMatchInlineSnapshot(`
    [
      "no_such_payment: 404 resource_missing -: There is no such object.",
      "already_exists: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "already_exists_with_different_amount: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "not_supported: 400 - -: This account does not offer reauthorize.",
      "wrong_state: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "no_such_action: 404 resource_missing -: There is no such object.",
      "no_such_authorization: 404 resource_missing -: There is no such object.",
      "no_such_capture: 404 resource_missing -: There is no such object.",
      "no_such_void: 404 resource_missing -: There is no such object.",
      "no_such_refund: 404 resource_missing -: There is no such object.",
      "no_such_dispute: 404 resource_missing -: There is no such object.",
      "wrong_status: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "action_expired: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "hold_released: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "hold_expired: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "not_due: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "reauthorize_too_early: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "reauthorize_too_late: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "response_period_over: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "nothing_captured: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "refund_period_over: 400 - -: This charge is too old to be refunded.",
      "disputed: 400 charge_disputed -: Charge has been charged back; cannot issue a refund.",
      "void_after_capture: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "nothing_to_void: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "nothing_to_settle: 400 payment_intent_unexpected_state -: The PaymentIntent is in a state that does not allow this.",
      "too_many_captures: 400 - -: At most 50 of these are possible on one PaymentIntent.",
      "too_many_refunds: 400 - -: At most 1000 of these are possible on one PaymentIntent.",
      "too_many_increments: 400 - -: At most 10 of these are possible on one PaymentIntent.",
      "too_many_reauthorizations: 400 - -: At most 1 of these are possible on one PaymentIntent.",
      "currency_mismatch: 400 - currency: The currency has to be eur.",
      "amount_not_positive: 400 parameter_invalid_integer amount: This value must be greater than or equal to 1.",
      "below_minimum: 400 amount_too_small amount: Amount must be at least €50.00",
      "exceeds_requested: 400 amount_too_large amount: Amount must be no more than €50.00",
      "exceeds_capturable: 400 amount_too_large amount_to_capture: The amount could not be captured because it is more than the remaining authorized amount of €50.00.",
      "exceeds_refundable: 400 - amount: Refund amount is greater than unrefunded amount on charge (€50.00)",
      "exceeds_disputable: 400 - -: Only €50.00 can be disputed.",
    ]
  `);
});

test('a refund of what is gone already is told apart', () => {
  const nothing = rejected({ code: 'exceeds_refundable', refundable: money(0n, 'EUR') }, undefined);
  expect(nothing.error.code).toBe('charge_already_refunded');
});
