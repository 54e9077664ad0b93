import { expect, test } from 'vitest';
import { Scanner } from '../oracle/scanner.ts';
import { redactedError, withoutSecrets } from './redact.ts';

const SECRET = 'gsk_sandbox_k1_AbCdEfGhIjKlMnOpQrStUvWx';
const scanner = new Scanner();
scanner.add({
  text: SECRET,
  label: 'a secret of sandbox',
  nature: 'secret',
  environment: 'sandbox',
  account: 'seller',
});

const hidden: readonly [what: string, text: string, shown: string][] = [
  ['a secret in a body', `{"apiKey":"${SECRET}","kind":"api_key"}`, '{"apiKey":"…","kind":"api_key"}'],
  ['a known secret', `sent ${SECRET}`, 'sent ‹a secret of sandbox›'],
  ['a known secret without its front', 'sent AbCdEfGhIjKlMnOpQrStUvWx', 'sent ‹a secret of sandbox›'],
  ['a secret of somebody else', '"gcs_production_Zz9Yy8Xx7"', '"gcs_production_…"'],
  ['an access token', 'Bearer gat_testing_Zz9Yy8Xx7', 'Bearer gat_testing_…'],
  ['a session', 'cookie: session-sandbox=abc123; other=1', 'cookie: session-sandbox=…; other=1'],
  ['a password', '{"email":"a@b.example","password":"open sesame"}', '{"email":"a@b.example","password":"…"}'],
  ['a card number', 'number=4242424242424242', 'number=…4242'],
  ['a payment page', 'GET /pay/lSaagFamYfIpn47zpgw6xPE4 → 200', 'GET /pay/… → 200'],
  ['an order page', 'http://127.0.0.1:1/orders/lSaagFamYfIpn47zpgw6xPE4', 'http://127.0.0.1:1/orders/…'],
];
for (const [what, text, shown] of hidden) {
  test(`${what} is taken out`, () => expect(withoutSecrets(text, scanner)).toBe(shown));
}

test('what is no secret stays: ids, times, amounts', () => {
  const text = 'pay_zCCT72RCJVaB5PEld2eU took 1999 EUR at 1700000000000, order LTC7Q-JDKZD, client gci_sandbox_k1';
  expect(withoutSecrets(text, scanner)).toBe(text);
});

test('a failure is told without secrets, in its message and in its stack', () => {
  const error = new TypeError(`expected status 201, body ${SECRET}`);
  const redacted = redactedError(error, scanner);
  expect(redacted.message).toBe('expected status 201, body ‹a secret of sandbox›');
  expect(redacted.name).toBe('TypeError');
  expect(redacted.stack).toContain('redact.test.ts');
  expect(redacted.stack).not.toContain('AbCdEfGh');
  expect(redactedError(`thrown ${SECRET}`, scanner).message).toBe('thrown ‹a secret of sandbox›');
});
