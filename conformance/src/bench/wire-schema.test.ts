import { expect, test } from 'vitest';
import { requestComplaints } from './wire-schema.ts';

const PAYMENT = { amount: { minor: 1999, currency: 'EUR' }, captureMode: 'manual', reference: 'N-1' };

const cases: readonly (readonly [what: string, method: string, target: string, body: unknown, isRight: boolean])[] = [
  ['a payment', 'POST', '/v1/payments', PAYMENT, true],
  ['a payment under the name of the dialect', 'POST', '/generic/v1/payments', PAYMENT, true],
  ['a payment with something more', 'POST', '/v1/payments?a=1', { ...PAYMENT, mood: 'good' }, false],
  ['a payment of half a cent', 'POST', '/v1/payments', { ...PAYMENT, amount: { minor: 0.5, currency: 'EUR' } }, false],
  ['a capture without a body', 'POST', '/v1/payments/pay_1/captures', undefined, true],
  ['a capture of text', 'POST', '/v1/payments/pay_1/captures', { amount: 'all' }, false],
  ['something nobody knows', 'POST', '/v2/payments', { any: 'thing' }, true],
  ['a look-up', 'GET', '/v1/payments/pay_1', undefined, true],
];
for (const [what, method, target, body, isRight] of cases) {
  test(`${what} is ${isRight ? 'taken' : 'not taken'}`, () => {
    const text = body === undefined ? '' : JSON.stringify(body);
    expect(requestComplaints({ method, target, body: text }, 'generic').length > 0).toBe(!isRight);
  });
}

test('a body that is no JSON is told as such', () => {
  const request = { method: 'POST', target: '/v1/payments', body: '{' };
  expect(requestComplaints(request, 'generic')).toEqual(['the body is not JSON']);
});
