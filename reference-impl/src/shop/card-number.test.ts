import { expect, test } from 'vitest';
import { looksLikeCardNumber } from './card-number.ts';

const TEXTS: readonly (readonly [text: string, looks: boolean])[] = [
  ['4242424242424242', true],
  ['4242 4242 4242 4242', true],
  ['4242-4242-4242-4242', true],
  ['Main Street 4242424242424242', true],
  ['378282246310005', true],
  ['4242424242424241', false],
  ['+49 69 1234567890', false],
  ['60311', false],
  ['', false],
];

for (const [text, looks] of TEXTS) {
  test(`${JSON.stringify(text)} ${looks ? 'looks' : 'does not look'} like a card number`, () => {
    expect(looksLikeCardNumber(text)).toBe(looks);
  });
}
