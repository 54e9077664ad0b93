import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { cardNumbersIn, foreignMacs, targetBreaches } from './privacy.ts';
import { Scanner } from './scanner.ts';

const SECRET = 'gsk_production_7hTq2vXw_Zk4pQ9sLm2Rt7Vb1Yc5Nd8Wf3Gh6Jk0';
const NUMBERS = ['4242424242424242'];

function scanner(): Scanner {
  const made = new Scanner();
  const id = { text: 'gci_production_7hTq2vXw_Zk4p', label: 'client id', nature: 'name' } as const;
  made.add({ ...id, environment: 'production', account: 'mer_1' });
  made.add({ text: SECRET, label: 'API key', nature: 'secret', environment: 'production', account: 'mer_1' });
  return made;
}

test('a card number is found in a text, and shown by its end', () => {
  expect(cardNumbersIn('a log', 'paid with 4242424242424242', NUMBERS)).toMatchObject([
    { requirement: 'PRI-01', expected: 'no card number in a log', observed: 'the card number …4242 in a log' },
  ]);
  expect(cardNumbersIn('a log', 'paid with …4242', NUMBERS)).toEqual([]);
});

test('secrets and card numbers do not belong in addresses', () => {
  const target = `/v1/payments?key=${SECRET}&card=4242424242424242`;
  const told = { requirement: 'PRI-04', expected: 'no secret in the address of a request' };
  expect(targetBreaches({ name: 'GET /v1/payments', target }, scanner(), NUMBERS)).toEqual([
    { ...told, observed: 'API key in the address of GET /v1/payments' },
    { ...told, observed: 'the card number …4242 in the address of GET /v1/payments' },
  ]);
  for (const harmless of ['/v1/payments?limit=1', '/v1/payments?client=gci_production_7hTq2vXw_Zk4p']) {
    expect(targetBreaches({ name: 'GET /v1/payments', target: harmless }, scanner(), NUMBERS)).toEqual([]);
  }
});

const body = '{"amount":1}';
const macs: readonly (readonly [what: string, environment: string, key: string, count: number])[] = [
  ["another environment's key", 'sandbox', SECRET, 1],
  ['its own key', 'production', SECRET, 0],
  ['the id of a client, which is no key', 'sandbox', 'gci_production_7hTq2vXw_Zk4p', 0],
  ['a key nobody knows', 'sandbox', 'something else', 0],
];
for (const encoding of ['hex', 'base64', 'base64url'] as const) {
  for (const [what, environment, key, count] of macs) {
    test(`a signature with ${what}, ${encoding}: ${count === 0 ? 'fine' : 'found'}`, () => {
      const head = `x-signature: ${createHmac('sha256', key).update(body).digest(encoding)}`;
      const breach = {
        requirement: 'CRE-01',
        expected: 'no signature made with a secret of another environment',
        observed: 'a signature made with the API key at the address of sandbox: POST /',
      };
      expect(foreignMacs({ environment, name: 'POST /', head, body }, scanner())).toEqual(Array(count).fill(breach));
    });
  }
}

test('a request without a body has no signature of one', () => {
  const head = `x-signature: ${createHmac('sha256', SECRET).update('').digest('hex')}`;
  expect(foreignMacs({ environment: 'sandbox', name: 'GET /', head, body: '' }, scanner())).toEqual([]);
});
