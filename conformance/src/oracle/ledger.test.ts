import { expect, test } from 'vitest';
import { conservationBreaches, type LedgerRow } from './ledger.ts';

const NOTHING: LedgerRow['balances'] = {
  ...{ authorized: '0', capturable: '0', capturing: '0', captured: '0', released: '0', expired: '0' },
  ...{ overCaptured: '0', refundable: '0', refunding: '0', refunded: '0', disputed: '0' },
};

const cases: readonly (readonly [what: string, balances: Partial<LedgerRow['balances']>, isEven: boolean])[] = [
  ['nothing', {}, true],
  ['held', { authorized: '100', capturable: '100' }, true],
  ['captured in part', { authorized: '100', captured: '40', refundable: '40', capturable: '60' }, true],
  ['refunded', { authorized: '9', captured: '9', refunded: '4', refundable: '5' }, true],
  ['captured beyond the hold', { authorized: '9', captured: '10', refundable: '10', overCaptured: '1' }, true],
  ['being captured', { authorized: '100', capturing: '30', capturable: '70' }, true],
  ['given back', { authorized: '100', captured: '40', refundable: '40', released: '60' }, true],
  ['run out', { authorized: '100', captured: '40', refundable: '40', expired: '60' }, true],
  ['being refunded', { authorized: '9', captured: '9', refunding: '4', refundable: '5' }, true],
  ['contested', { authorized: '9', captured: '9', disputed: '4', refundable: '5' }, true],
  ['captured from nowhere', { authorized: '9', captured: '10', refundable: '10' }, false],
  ['refunded from nowhere', { authorized: '9', captured: '9', refunded: '10' }, false],
  ['lost', { authorized: '9', capturable: '8' }, false],
  ['below zero', { authorized: '9', captured: '9', refunded: '10', refundable: '-1' }, false],
];
for (const [what, balances, isEven] of cases) {
  test(`${what}: ${isEven ? 'even' : 'not even'}`, () => {
    const rows = [{ paymentId: 'pay_1', balances: { ...NOTHING, ...balances } }];
    expect(conservationBreaches(rows)).toHaveLength(isEven ? 0 : 1);
  });
}

test('what does not come out even is told with the balances', () => {
  const balances = { ...NOTHING, authorized: '9' };
  expect(conservationBreaches([{ paymentId: 'pay_1', balances }])).toEqual([
    {
      expected: 'what was authorized is what was captured, given back or is still held',
      observed: `payment pay_1: ${JSON.stringify(balances)}`,
    },
  ]);
});
