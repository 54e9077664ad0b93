import { expect, test } from 'vitest';
import { cancel, capture, eur, purchase, refund, renewal } from '../../test/samples.ts';
import { transactionId } from '../shop/ids.ts';
import { offeredActions } from './offered.ts';
import { OPERATIONS, type Operation } from './provider.ts';
import type { PaymentTransaction, Progress } from './transaction.ts';

const finished: Progress = { state: 'finished' };
const failed: Progress = { state: 'failed', failure: { kind: 'cancelled' } };
const unknown: Progress = { state: 'waiting', waiting: { for: 'reconciliation', why: 'timeout' } };
const pending: Progress = { state: 'waiting', waiting: { for: 'provider' } };
const hold = (progress: Progress): PaymentTransaction => purchase({ progress, reference: 'pay_1' });
const charge = (progress: Progress): PaymentTransaction => purchase({ action: 'charge', progress, reference: 'pay_1' });
const open = hold({ state: 'open' });
const charged = charge(finished);
const captured = (minor: number, progress: Progress = finished) =>
  capture({ amount: eur(minor), progress, reference: 'cap_1' });
const returned = (minor: number, progress: Progress = finished) =>
  refund({ amount: eur(minor), progress, sourceId: transactionId('transaction_1') });

const ON_HOLD = 'capture cancel re_authorize';

const CASES: readonly (readonly [what: string, transactions: readonly PaymentTransaction[], offered: string])[] = [
  // of the first transaction, where the others are its children                     offered to whoever may everything
  [
    'hold, A- (waits for the customer)',
    [hold({ state: 'waiting', waiting: { for: 'customer', redirectUrl: 'x' } })],
    '',
  ],
  ['hold, AS', [open], ON_HOLD],
  ['hold, -S (ended)', [hold(finished)], ''],
  ['hold, -- (declined)', [hold(failed)], ''],
  [
    'hold, A- (needs a person)',
    [hold({ state: 'waiting', waiting: { for: 'person', mismatch: { about: 'amount', expected: '', found: '' } } })],
    '',
  ],
  ['hold, AS, the provider has no name for it', [purchase({ progress: { state: 'open' } })], ''],
  ['hold with a capture that failed', [open, captured(100, failed)], ON_HOLD],
  ['hold captured in part', [open, captured(40)], ON_HOLD],
  ['hold captured whole, not yet ended', [open, captured(100)], ''],
  ['hold with a capture that is worked on', [open, captured(40, pending)], ON_HOLD],
  ['hold with a capture that nobody knows about', [open, captured(40, unknown)], ''],
  ['hold given back, nobody knows', [open, cancel({ progress: unknown })], ''],
  ['hold given back in vain', [open, cancel({ progress: failed })], ON_HOLD],
  ['hold renewed', [open, renewal({ progress: finished })], ON_HOLD],
  ['hold being renewed', [open, renewal({ progress: unknown })], ''],
  ['charge, A-', [charge(pending)], ''],
  ['charge, -S', [charged], 'refund'],
  ['charge, --', [charge(failed)], ''],
  ['charge returned in part', [charged, returned(40)], 'refund'],
  ['charge returned', [charged, returned(100)], ''],
  ['charge being returned', [charged, returned(100, pending)], ''],
  ['charge being returned in part', [charged, returned(40, pending)], 'refund'],
  ['charge, nobody knows what was returned', [charged, returned(40, unknown)], ''],
  ['charge, a return that failed', [charged, returned(100, failed)], 'refund'],
  ['capture, A-', [captured(100, pending), open], ''],
  ['capture, -S', [captured(100), hold(finished)], 'refund'],
  ['capture, --', [captured(100, failed), open], ''],
  ['cancel, -S', [cancel({ progress: finished, reference: 'r' }), hold(finished)], ''],
  ['refund, -S', [returned(100), charged], ''],
];

const OTHER_ROLES: readonly (readonly [allowed: readonly Operation[], of: PaymentTransaction, offered: string])[] = [
  [[], open, ''],
  [['capture'], open, 'capture'],
  [['cancel'], open, 'cancel'],
  [['capture', 're_authorize'], open, 'capture re_authorize'],
  [['refund'], open, ''],
  [['capture', 'cancel', 're_authorize'], charged, ''],
];

function offered(
  transactions: readonly PaymentTransaction[],
  allowed: readonly Operation[] = OPERATIONS,
  supported = allowed,
): string {
  const [transaction] = transactions;
  if (!transaction) throw new Error('nothing to offer anything for');
  return offeredActions(transaction, { transactions, allowed, supported: () => supported }).join(' ');
}

for (const [what, transactions, expected] of CASES) {
  test(`${what}: ${expected || 'nothing'}`, () => expect(offered(transactions)).toBe(expected));
}

for (const [allowed, transaction, expected] of OTHER_ROLES) {
  test(`a role that may ${allowed.join(', ') || 'nothing'} is offered ${expected || 'nothing'} of ${transaction.action}`, () => {
    expect(offered([transaction], allowed, OPERATIONS)).toBe(expected);
  });
}

test('what the provider cannot do is not offered, and nothing of a deleted integration', () => {
  expect(offered([open], OPERATIONS, ['capture'])).toBe('capture');
  expect(offered([open], OPERATIONS, [])).toBe('');
  expect(offered([charged], OPERATIONS, [])).toBe('');
});
