import { expect, test } from 'vitest';
import type { Call, Exchange } from '../verdict.ts';
import { sliceOf } from './slice.ts';

type Said = readonly [method: string, params: object, reply?: object];

const shop = (shopId: string): Said => ['configure', { shopId }];
const bought = (paymentId: string, shopId = 's1'): Said => ['createPayment', { shopId }, { paymentId }];
const on = (method: string, paymentId: string): Said => [method, { paymentId }];
const SETTLE: Said = ['settle', {}];
const REFUSED: Said = ['createPayment', { shopId: 's1' }, { outcome: 'failed' }];

function callsOf(said: readonly Said[]): readonly Call[] {
  return said.map(([method, params, reply = {}], atMs) => {
    const text = JSON.stringify(reply);
    return { atMs, repliedMs: atMs, request: `${method} ${JSON.stringify(params)}`, reply: text };
  });
}

const cases: readonly (readonly [what: string, said: readonly Said[], kept: readonly number[]])[] = [
  ['nothing at all', [], []],
  ['one payment', [shop('s1'), bought('p1'), on('capture', 'p1')], [0, 1, 2]],
  [
    'another payment, before or in between',
    [shop('s1'), bought('p1'), on('capture', 'p1'), bought('p2'), on('refund', 'p1'), on('capture', 'p2')],
    [0, 3, 5],
  ],
  [
    'another payment that was only looked at last',
    [shop('s1'), bought('p1'), bought('p2'), on('capture', 'p2'), on('getPayment', 'p1')],
    [0, 2, 3],
  ],
  ['another shop', [shop('s1'), shop('s2'), bought('p2', 's2'), bought('p1'), on('capture', 'p1')], [0, 3, 4]],
  ['what is about everybody', [shop('s1'), bought('p1'), SETTLE, on('capture', 'p1')], [0, 1, 2, 3]],
  ['an order that was refused before', [shop('s1'), REFUSED, bought('p1'), on('capture', 'p1')], [0, 2, 3]],
  ['an order that was refused last', [shop('s1'), bought('p1'), on('capture', 'p1'), REFUSED], [0, 1, 2, 3]],
  ['no payment', [shop('s1'), shop('s2')], [0, 1]],
  ['a payment that nobody has seen being made', [shop('s1'), on('capture', 'p9'), bought('p1')], [0, 2]],
];
for (const [what, said, kept] of cases) {
  test(`${what}: calls ${kept.join(', ')} of ${said.length} matter`, () => {
    const calls = callsOf(said);
    const slice = sliceOf({ calls, exchanges: [] });
    expect(slice.calls.map((call) => calls.indexOf(call))).toEqual(kept);
    expect(slice.leftOut).toBe(calls.length - kept.length);
  });
}

test('where something has crossed, nothing is left out', () => {
  const crossing: Exchange = { atMs: 1, environment: 'production', presented: '', request: 'POST /', crossing: true };
  const calls = callsOf([shop('s1'), bought('p1'), bought('p2'), on('capture', 'p2')]);
  expect(sliceOf({ calls, exchanges: [crossing] })).toEqual({ calls, leftOut: 0 });
});
