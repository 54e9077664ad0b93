import fc from 'fast-check';
import { expect, test } from 'vitest';
import { feeOf } from './fees.ts';
import { captureId, disputeId, refundId } from './ids.ts';
import { money } from './money.ts';
import type { Entry } from './payment.ts';
import { addTotals, payoutLine, payoutTotals } from './payout.ts';
import { synchronousOneObject } from './policies.testing.ts';
import { eur, START } from './story.testing.ts';

const { fees } = synchronousOneObject;
const lineOf = (entry: Entry) => payoutLine({ ...entry, fee: feeOf(entry, fees) });
const totalsOf = (entries: readonly Entry[]) => payoutTotals(entries.map(lineOf), 'EUR');

const at = START;
const capture: Entry = { kind: 'capture', captureId: captureId('c'), amount: eur(10_000n), at };
const refund: Entry = { kind: 'refund', refundId: refundId('r'), amount: eur(2_000n), at };
const returned: Entry = { kind: 'refund_returned', refundId: refundId('q'), amount: eur(500n), at };
const chargeback: Entry = { kind: 'chargeback', disputeId: disputeId('d'), amount: eur(3_000n), at };
const reversed: Entry = { kind: 'chargeback_reversed', disputeId: disputeId('e'), amount: eur(1_000n), at };

test('a payout is captures less refunds, chargebacks and fees', () => {
  const lines = [capture, refund, returned, chargeback, reversed].map(lineOf);
  expect(lines.map(({ gross, fee, net }) => [gross.minor, fee.minor, net.minor])).toEqual([
    [10_000n, 315n, 9_685n],
    [-2_000n, 0n, -2_000n],
    [500n, 0n, 500n],
    [-3_000n, 1_500n, -4_500n],
    [1_000n, 0n, 1_000n],
  ]);
  expect(payoutTotals(lines, 'EUR')).toEqual({
    captures: eur(10_000n),
    refunds: eur(1_500n),
    chargebacks: eur(2_000n),
    fees: eur(1_815n),
    net: eur(4_685n),
  });
});

test('a fee is rounded to the nearest minor unit', () => {
  expect(totalsOf([{ ...capture, amount: eur(100n) }]).fees).toEqual(eur(25n + 3n));
});

test('the lines of any payout add up to it, in whatever lots they come', () => {
  const kinds = fc.constantFrom<Entry>(capture, refund, returned, chargeback, reversed);
  const entries = fc.tuple(kinds, fc.bigInt(1n, 10n ** 9n)).map(([kind, minor]) => ({ ...kind, amount: eur(minor) }));
  fc.assert(
    fc.property(fc.array(entries), fc.array(entries), (some, more) => {
      const paid = totalsOf([...some, ...more]);
      const { captures, refunds, chargebacks } = paid;
      expect(paid.net.minor).toBe(captures.minor - refunds.minor - chargebacks.minor - paid.fees.minor);
      expect([...some, ...more].map(lineOf).reduce((sum, { net }) => sum + net.minor, 0n)).toBe(paid.net.minor);
      expect(addTotals(totalsOf(some), totalsOf(more))).toEqual(paid);
    }),
  );
});

test('nothing settled is a payout of nothing', () => {
  expect(totalsOf([]).net).toEqual(eur(0n));
});

test('a payout has one currency', () => {
  expect(() => totalsOf([{ ...capture, amount: money(1n, 'JPY') }])).toThrow('cannot mix');
});
