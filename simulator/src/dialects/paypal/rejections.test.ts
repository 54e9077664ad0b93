import { expect, test } from 'vitest';
import { instant } from '../../engine/ids.ts';
import { money } from '../../engine/money.ts';
import type { Rejection, RejectionCode } from '../../engine/rejection.ts';
import { ERROR_NAMES, ISSUES, isIssue } from './issues.ts';
import { rejected, TRIED } from './rejections.ts';

const at = instant(0);
const eur = money(5_000n, 'EUR');

type Row<Code extends RejectionCode> = readonly [rejection: Extract<Rejection, { code: Code }>, ...called: string[]];

// One row per rejection of the engine; a new one does not compile until it has its answer here. What is called otherwise
// depending on what was tried has five names: for an order, a capture, a void, a reauthorization and a refund.
const ROWS: { readonly [Code in RejectionCode]: Row<Code> } = {
  no_such_payment: [{ code: 'no_such_payment' }, 'INVALID_RESOURCE_ID'],
  already_exists: [{ code: 'already_exists' }, 'PREVIOUS_REQUEST_IN_PROGRESS'],
  already_exists_with_different_amount: [
    { code: 'already_exists_with_different_amount', amount: eur },
    'PREVIOUS_REQUEST_IN_PROGRESS',
  ],
  not_supported: [{ code: 'not_supported', operation: 'increment' }, 'NOT_SUPPORTED'],
  wrong_state: [
    { code: 'wrong_state', state: 'declined' },
    'ORDER_NOT_APPROVED',
    'AUTHORIZATION_DENIED',
    'AUTHORIZATION_DENIED',
    'AUTHORIZATION_DENIED',
    'REFUND_NOT_ALLOWED',
  ],
  no_such_action: [{ code: 'no_such_action' }, 'INVALID_RESOURCE_ID'],
  no_such_authorization: [{ code: 'no_such_authorization' }, 'INVALID_RESOURCE_ID'],
  no_such_capture: [{ code: 'no_such_capture' }, 'INVALID_RESOURCE_ID'],
  no_such_void: [{ code: 'no_such_void' }, 'INVALID_RESOURCE_ID'],
  no_such_refund: [{ code: 'no_such_refund' }, 'INVALID_RESOURCE_ID'],
  no_such_dispute: [{ code: 'no_such_dispute' }, 'INVALID_RESOURCE_ID'],
  wrong_status: [
    { code: 'wrong_status', status: 'declined' },
    'ORDER_NOT_APPROVED',
    'AUTHORIZATION_DENIED',
    'AUTHORIZATION_DENIED',
    'AUTHORIZATION_DENIED',
    'REFUND_NOT_ALLOWED',
  ],
  action_expired: [{ code: 'action_expired', expiredAt: at }, 'ORDER_EXPIRED'],
  hold_released: [
    { code: 'hold_released', reason: 'captured' },
    'AUTHORIZATION_ALREADY_CAPTURED',
    'AUTHORIZATION_ALREADY_CAPTURED',
    'PREVIOUSLY_CAPTURED',
    'AUTHORIZATION_ALREADY_CAPTURED',
    'AUTHORIZATION_ALREADY_CAPTURED',
  ],
  hold_expired: [{ code: 'hold_expired', expiredAt: at }, 'AUTHORIZATION_EXPIRED'],
  not_due: [{ code: 'not_due', dueAt: at }, 'ORDER_EXPIRED'],
  reauthorize_too_early: [{ code: 'reauthorize_too_early', from: at }, 'REAUTHORIZATION_TOO_SOON'],
  reauthorize_too_late: [{ code: 'reauthorize_too_late', until: at }, 'AUTHORIZATION_EXPIRED'],
  response_period_over: [{ code: 'response_period_over', endedAt: at }, 'TRANSACTION_DISPUTED'],
  nothing_captured: [{ code: 'nothing_captured' }, 'REFUND_NOT_ALLOWED'],
  refund_period_over: [{ code: 'refund_period_over', endedAt: at }, 'REFUND_TIME_LIMIT_EXCEEDED'],
  disputed: [{ code: 'disputed' }, 'TRANSACTION_DISPUTED'],
  void_after_capture: [{ code: 'void_after_capture' }, 'PREVIOUSLY_CAPTURED'],
  nothing_to_void: [{ code: 'nothing_to_void' }, 'PREVIOUSLY_CAPTURED'],
  nothing_to_settle: [{ code: 'nothing_to_settle' }, 'TRANSACTION_REFUSED'],
  too_many_captures: [{ code: 'too_many_captures', countMax: 10 }, 'MAX_CAPTURE_COUNT_EXCEEDED'],
  too_many_refunds: [{ code: 'too_many_refunds', countMax: 100 }, 'MAX_NUMBER_OF_REFUNDS_EXCEEDED'],
  too_many_increments: [{ code: 'too_many_increments', countMax: 0 }, 'TRANSACTION_REFUSED'],
  too_many_reauthorizations: [{ code: 'too_many_reauthorizations', countMax: 1 }, 'REAUTHORIZATION_NOT_ALLOWED'],
  currency_mismatch: [
    { code: 'currency_mismatch', expected: 'EUR' },
    'AUTH_CURRENCY_MISMATCH',
    'AUTH_CAPTURE_CURRENCY_MISMATCH',
    'AUTH_CURRENCY_MISMATCH',
    'AUTH_CURRENCY_MISMATCH',
    'REFUND_CAPTURE_CURRENCY_MISMATCH',
  ],
  amount_not_positive: [{ code: 'amount_not_positive' }, 'CANNOT_BE_ZERO_OR_NEGATIVE'],
  below_minimum: [{ code: 'below_minimum', minimum: eur }, 'CANNOT_BE_ZERO_OR_NEGATIVE'],
  exceeds_requested: [{ code: 'exceeds_requested', requested: eur }, 'TRANSACTION_REFUSED'],
  exceeds_capturable: [
    { code: 'exceeds_capturable', capturable: eur, limit: eur },
    'MAX_CAPTURE_AMOUNT_EXCEEDED',
    'MAX_CAPTURE_AMOUNT_EXCEEDED',
    'MAX_CAPTURE_AMOUNT_EXCEEDED',
    'MAX_AUTHORIZATION_AMOUNT_EXCEEDED',
    'MAX_CAPTURE_AMOUNT_EXCEEDED',
  ],
  exceeds_refundable: [{ code: 'exceeds_refundable', refundable: eur }, 'REFUND_AMOUNT_EXCEEDED'],
  exceeds_disputable: [{ code: 'exceeds_disputable', disputable: eur }, 'TRANSACTION_REFUSED'],
};

for (const [code, [rejection, ...called]] of Object.entries(ROWS)) {
  test(`${code}: ${called.join(', ')}`, () => {
    const told = TRIED.map((tried) => rejected(rejection, tried, 'ID').details[0]?.issue);
    expect(told).toEqual(TRIED.map((_, index) => called[index] ?? called[0]));
  });
}

test('a hold that was voided, or replaced, is told apart from one that was captured', () => {
  const issues = (reason: 'voided' | 'replaced') =>
    TRIED.map((tried) => rejected({ code: 'hold_released', reason }, tried, 'ID').details[0]?.issue);
  const voided = 'AUTHORIZATION_VOIDED';
  expect(issues('voided')).toEqual([voided, voided, 'PREVIOUSLY_VOIDED', voided, voided]);
  expect(issues('replaced')).toEqual(issues('voided'));
});

test('what is refunded already is told apart from what is asked too much of', () => {
  const nothing = rejected({ code: 'exceeds_refundable', refundable: money(0n, 'EUR') }, 'refund', 'ID');
  expect(nothing.details[0]?.issue).toBe('CAPTURE_FULLY_REFUNDED');
});

test('every issue has a name with a status, and says something', () => {
  for (const [code, [name, description]] of Object.entries(ISSUES)) {
    expect(isIssue(code)).toBe(true);
    expect(ERROR_NAMES[name][0]).toBeGreaterThanOrEqual(400);
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});
