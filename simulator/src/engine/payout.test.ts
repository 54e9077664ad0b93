import fc from 'fast-check';
import { expect, test } from 'vitest';
import { feeOf } from './fees.ts';
import { captureId, disputeId, paymentId, payoutId, refundId } from './ids.ts';
import { money } from './money.ts';
import type { Entry } from './payment.ts';
import { payout } from './payout.ts';
import { synchronousOneObject } from './policies.testing.ts';
import { eur, START } from './story.testing.ts';

const { fees } = synchronousOneObject;
const monday = { id: payoutId('monday'), at: START, currency: 'EUR' } as const;
const ofPayment = (entry: Entry) => ({
  paymentId: paymentId('payment'),
  entry: { ...entry, fee: feeOf(entry, fees) },
});

const at = START;
const capture: Entry = { kind: 'capture', captureId: captureId('c'), amount: eur(10_000n), at };
const refund: Entry = { kind: 'refund', refundId: refundId('r'), amount: eur(2_000n), at };
const returned: Entry = { kind: 'refund_returned', refundId: refundId('q'), amount: eur(500n), at };
const chargeback: Entry = { kind: 'chargeback', disputeId: disputeId('d'), amount: eur(3_000n), at };
const reversed: Entry = { kind: 'chargeback_reversed', disputeId: disputeId('e'), amount: eur(1_000n), at };

test('a payout is captures less refunds, chargebacks and fees', () => {
  const entries = [capture, refund, returned, chargeback, reversed].map(ofPayment);
  const paid = payout({ ...monday, entries });
  expect(paid.lines.map(({ gross, fee, net }) => [gross.minor, fee.minor, net.minor])).toEqual([
    [10_000n, 315n, 9_685n],
    [-2_000n, 0n, -2_000n],
    [500n, 0n, 500n],
    [-3_000n, 1_500n, -4_500n],
    [1_000n, 0n, 1_000n],
  ]);
  expect(paid).toMatchObject({
    captures: eur(10_000n),
    refunds: eur(1_500n),
    chargebacks: eur(2_000n),
    fees: eur(1_815n),
    net: eur(4_685n),
  });
});

test('a fee is rounded to the nearest minor unit', () => {
  const small = ofPayment({ ...capture, amount: eur(100n) });
  expect(payout({ ...monday, entries: [small] }).fees).toEqual(eur(25n + 3n));
});

test('the lines of any payout add up to it', () => {
  const kinds = fc.constantFrom<Entry>(capture, refund, returned, chargeback, reversed);
  const entries = fc.tuple(kinds, fc.bigInt(1n, 10n ** 9n)).map(([kind, minor]) => ({ ...kind, amount: eur(minor) }));
  fc.assert(
    fc.property(fc.array(entries), (some) => {
      const paid = payout({ ...monday, entries: some.map(ofPayment) });
      const { captures, refunds, chargebacks } = paid;
      expect(paid.net.minor).toBe(captures.minor - refunds.minor - chargebacks.minor - paid.fees.minor);
      expect(paid.lines.reduce((sum, { net }) => sum + net.minor, 0n)).toBe(paid.net.minor);
    }),
  );
});

test('nothing settled is a payout of nothing', () => {
  expect(payout({ ...monday, entries: [] }).net).toEqual(eur(0n));
});

test('a payout has one currency', () => {
  const yen: Entry = { ...capture, amount: money(1n, 'JPY') };
  expect(() => payout({ ...monday, entries: [ofPayment(yen)] })).toThrow('cannot mix');
});
