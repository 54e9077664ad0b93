import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { cardNumbersIn, foreignMacs, targetBreaches } from './privacy.ts';
import { Scanner } from './scanner.ts';

const SECRET = 'gsk_production_7hTq2vXw_Zk4pQ9sLm2Rt7Vb1Yc5Nd8Wf3Gh6Jk0';
const NUMBERS = ['4242424242424242'];

function scanner(): Scanner {
  const made = new Scanner();
  made.add({ text: SECRET, label: 'API key', nature: 'secret', environment: 'production', account: 'mer_1' });
  return made;
}

test('a card number is found in a text, and shown by its end', () => {
  expect(cardNumbersIn('a log', 'paid with 4242424242424242', NUMBERS)).toMatchObject([
    { requirement: 'PRI-01', observed: 'the card number …4242 in a log' },
  ]);
  expect(cardNumbersIn('a log', 'paid with …4242', NUMBERS)).toEqual([]);
});

test('secrets and card numbers do not belong in addresses', () => {
  const target = `/v1/payments?key=${SECRET}&card=4242424242424242`;
  expect(targetBreaches({ name: 'GET /v1/payments', target }, scanner(), NUMBERS)).toHaveLength(2);
  expect(targetBreaches({ name: 'GET /v1/payments', target: '/v1/payments?limit=1' }, scanner(), NUMBERS)).toEqual([]);
});

const body = '{"amount":1}';
const macs: readonly (readonly [what: string, environment: string, key: string, count: number])[] = [
  ["another environment's key", 'sandbox', SECRET, 1],
  ['its own key', 'production', SECRET, 0],
  ['a key nobody knows', 'sandbox', 'something else', 0],
];
for (const encoding of ['hex', 'base64', 'base64url'] as const) {
  for (const [what, environment, key, count] of macs) {
    test(`a signature with ${what}, ${encoding}: ${count === 0 ? 'fine' : 'found'}`, () => {
      const head = `x-signature: ${createHmac('sha256', key).update(body).digest(encoding)}`;
      expect(foreignMacs({ environment, name: 'POST /', head, body }, scanner())).toHaveLength(count);
    });
  }
}
