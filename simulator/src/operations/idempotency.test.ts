import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestFingerprint } from './idempotency.ts';

const KEY = 'the key of an environment';
const asked = {
  operation: 'capturePayment',
  target: 'pay_1',
  body: { amount: { minor: 5, currency: 'EUR' }, final: true },
};

const others: readonly [what: string, fingerprint: string][] = [
  ['another operation', requestFingerprint({ ...asked, operation: 'refundPayment' }, KEY)],
  ['another payment', requestFingerprint({ ...asked, target: 'pay_2' }, KEY)],
  [
    'another amount',
    requestFingerprint({ ...asked, body: { ...asked.body, amount: { minor: 6, currency: 'EUR' } } }, KEY),
  ],
  [
    'an amount as text',
    requestFingerprint({ ...asked, body: { ...asked.body, amount: { minor: '5', currency: 'EUR' } } }, KEY),
  ],
  ['a field less', requestFingerprint({ ...asked, body: { amount: asked.body.amount } }, KEY)],
  ['no body', requestFingerprint({ ...asked, body: {} }, KEY)],
  ['parts that run together', requestFingerprint({ ...asked, operation: 'capturePaymentpay_', target: '1' }, KEY)],
  ['another key', requestFingerprint(asked, 'the key of another environment')],
];
for (const [what, fingerprint] of others) {
  test(`${what} makes another fingerprint`, () => expect(fingerprint).not.toBe(requestFingerprint(asked, KEY)));
}

test('the order of members makes none, however deep', () => {
  const reordered = { final: true, amount: { currency: 'EUR', minor: 5 } };
  expect(requestFingerprint({ ...asked, body: reordered }, KEY)).toBe(requestFingerprint(asked, KEY));
});

test('the order of a list makes another', () => {
  const of = (body: unknown) => requestFingerprint({ ...asked, body }, KEY);
  expect(of([1, 2])).not.toBe(of([2, 1]));
});

test('bodies are the same exactly when JSON says so', () => {
  let same = 0;
  const body = fc.jsonValue({ maxDepth: 2 });
  fc.assert(
    fc.property(body, body, fc.boolean(), (left, other, again) => {
      const right = again ? JSON.parse(JSON.stringify(left)) : other;
      const equal =
        requestFingerprint({ ...asked, body: left }, KEY) === requestFingerprint({ ...asked, body: right }, KEY);
      if (again) {
        same += 1;
        expect(equal).toBe(true);
      } else if (equal) expect(normal(left)).toEqual(normal(right));
    }),
  );
  expect(same).toBeGreaterThan(20);
});

/** JSON writes -0 as 0. */
function normal(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
