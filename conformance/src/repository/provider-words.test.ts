import { expect, test } from 'vitest';
import { strayProviderWords } from './provider-words.ts';

const ENGINE = 'simulator/src/engine/payment.ts';

const cases: readonly [path: string, text: string, expected: string][] = [
  [ENGINE, 'const paymentIntent = 1;', 'paymentIntent'],
  [ENGINE, "const kind = 'payment_intent';", 'payment_intent'],
  [ENGINE, 'type ChargeId = string;', 'ChargeId'],
  [ENGINE, "const path = '/v1/charges/:id';", 'charges'],
  [ENGINE, "const field = 'PNREF';", 'PNREF'],
  [ENGINE, 'const pspReference = 1;', 'pspReference'],
  [ENGINE, 'type Chargeback = string;', ''],
  [ENGINE, '// a charge, as some providers say', ''],
  ['simulator/src/dialects/stripe/render.ts', 'const paymentIntent = 1;', ''],
  ['simulator/src/dialects/registry.ts', 'const paymentIntent = 1;', 'paymentIntent'],
  ['reference-impl/src/providers/stripe/requests.ts', "const kind = 'payment_intent';", ''],
  ['reference-impl/src/payments/transaction.ts', "const action = 'charge';", ''],
  ['reference-impl/src/checkout/place-order.ts', "const action = 'charge';", 'charge'],
  ['reference-impl/src/payments/perform.ts', "const kind = 'payment_intent';", 'payment_intent'],
  ['simulator/src/engine/payment.test.ts', 'const paymentIntent = 1;', ''],
];

for (const [path, text, expected] of cases) {
  test(`${path}: ${text} → ${expected || 'allowed'}`, () => {
    const found = strayProviderWords({ path, text }).map((violation) => violation.found);
    expect(found).toEqual(expected ? [expected] : []);
  });
}
