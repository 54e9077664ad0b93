import { expect, test } from 'vitest';
import type { PurchaseCommand } from '../../payments/provider.ts';
import { money } from '../../shop/money.ts';
import { type Found, paymentOf } from './payment.ts';

const address = 'https://pilot-payflowpro.paypal.com';

const eur = (minor: bigint) => money(minor, 'EUR');
const HOLD: PurchaseCommand = {
  action: 'authorize',
  method: 'card',
  amount: eur(1000n),
  orderNumber: 'N-1',
  commandId: 'command_1',
  environment: 'sandbox',
  idempotencyKey: 'key_1',
  returnUrl: 'https://shop.example/return',
};
const SALE: PurchaseCommand = { ...HOLD, action: 'charge' };
const CHECK: PurchaseCommand = { ...HOLD, amount: eur(0n), card: { kind: 'check' } };

type Standing = Exclude<Found['standing'], 'review' | 'failed' | 'declined'>;

function found(pnref: string, standing: Standing, minor: bigint): Found {
  return { kind: 'found', pnref, standing, amount: eur(minor) };
}
const review = (pnref: string): Found => ({ kind: 'found', pnref, standing: 'review', amount: eur(400n) });
const failed = (pnref: string): Found => ({ kind: 'found', pnref, standing: 'failed', amount: eur(400n) });
const declined: Found = {
  ...{ kind: 'found', pnref: 'P', standing: 'declined' },
  decline: { code: 'declined', advice: 'other_method' },
};

const cases: readonly [command: PurchaseCommand, purchase: Found, captures: readonly Found[], expected: string][] = [
  // asked for, as found, its captures                                            status: held, still capturable, captured
  [HOLD, found('P', 'held', 1000n), [], 'authorized: 1000, 1000, none'],
  [
    HOLD,
    found('P', 'partly_captured', 1000n),
    [found('D', 'taken', 400n)],
    'partially_captured: 1000, 600, D 400 succeeded',
  ],
  [HOLD, found('P', 'captured', 1000n), [found('D', 'taken', 1000n)], 'captured: 1000, 0, D 1000 succeeded'],
  // The rest was given back by the last capture.
  [HOLD, found('P', 'captured', 1000n), [found('D', 'taken', 400n)], 'captured: 1000, 0, D 400 succeeded'],
  [HOLD, found('P', 'voided', 1000n), [], 'voided: 1000, 0, none'],
  [HOLD, found('P', 'voided', 1000n), [found('D', 'taken', 400n)], 'captured: 1000, 0, D 400 succeeded'],
  [HOLD, found('P', 'held', 1000n), [failed('D')], 'authorized: 1000, 1000, D 400 failed'],
  [HOLD, found('P', 'held', 1000n), [review('D')], 'authorized: 1000, 600, D 400 pending'],
  [HOLD, review('P'), [], 'processing: 0, 0, none'],
  [HOLD, failed('P'), [], 'cancelled: 0, 0, none'],
  [HOLD, declined, [], 'declined: 0, 0, none'],
  [SALE, found('P', 'taken', 1000n), [], 'captured: 1000, 0, P 1000 succeeded'],
  [SALE, found('P', 'voided', 1000n), [], 'voided: 1000, 0, P 1000 failed'],
  [SALE, review('P'), [], 'processing: 0, 0, none'],
  [SALE, declined, [], 'declined: 0, 0, none'],
  [CHECK, found('P', 'done', 0n), [], 'card_checked: 0, 0, none'],
  [CHECK, declined, [], 'declined: 0, 0, none'],
  [HOLD, found('P', 'done', 1000n), [], 'unreadable'],
  // Another amount than was asked for is told as it is; whoever compares finds it.
  [SALE, found('P', 'taken', 1n), [], 'captured: 1, 0, P 1 succeeded'],
  // A sale where a hold was asked for, and the other way round; more captured than held; a capture that is a hold.
  [HOLD, found('P', 'taken', 1000n), [], 'unreadable'],
  [SALE, found('P', 'held', 1000n), [], 'unreadable'],
  [SALE, found('P', 'captured', 1000n), [], 'unreadable'],
  [HOLD, found('P', 'done', 1000n), [], 'unreadable'],
  [HOLD, found('P', 'partly_captured', 1000n), [found('D', 'taken', 1001n)], 'unreadable'],
  [HOLD, found('P', 'partly_captured', 1000n), [found('D', 'held', 400n)], 'unreadable'],
];
for (const [command, purchase, captures, expected] of cases) {
  const parts = captures.map(({ pnref, standing }) => `${pnref} ${standing}`).join(', ') || 'nothing';
  test(`${command.action}, ${purchase.standing}, with ${parts}: ${expected}`, () => {
    const reading = paymentOf({ purchase: command, address }, { purchase, captures, refunds: [] });
    if (reading.kind !== 'payment') return expect(reading).toEqual({ kind: 'unknown', why: expected });
    const { status, authorized, capturable, captures: made } = reading.payment;
    const captured = made.map(({ reference, amount, status: one }) => `${reference} ${amount.minor} ${one}`).join(', ');
    return expect(`${status}: ${authorized.minor}, ${capturable.minor}, ${captured || 'none'}`).toBe(expected);
  });
}

test('a payment bears the names under which the shop has asked, and a decline its reason', () => {
  const reading = paymentOf({ purchase: HOLD, address }, { purchase: declined, captures: [], refunds: [] });
  expect(reading).toMatchObject({
    payment: {
      ...{ reference: 'P', environment: 'sandbox', mode: 'test', orderNumber: 'N-1', commandId: 'command_1' },
      decline: { code: 'declined', advice: 'other_method' },
    },
  });
});

const refunds: readonly [refund: Found, expected: string][] = [
  [found('C', 'done', 400n), 'succeeded'],
  [found('C', 'taken', 400n), 'succeeded'],
  [review('C'), 'pending'],
  [failed('C'), 'failed'],
  [found('C', 'voided', 400n), 'failed'],
  [found('C', 'held', 400n), 'unreadable'],
];
for (const [refund, expected] of refunds) {
  test(`a refund that is ${refund.standing}: ${expected}`, () => {
    const told = { purchase: found('P', 'taken', 1000n), captures: [], refunds: [{ commandId: 'c_2', found: refund }] };
    const reading = paymentOf({ purchase: SALE, address }, told);
    const heard = reading.kind === 'payment' ? reading.payment.refunds : reading.kind === 'unknown' && reading.why;
    const one = { reference: 'C', amount: eur(400n), status: expected, commandId: 'c_2' };
    expect(heard).toEqual(expected === 'unreadable' ? expected : [one]);
  });
}
