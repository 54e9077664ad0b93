import { expect, test } from 'vitest';
import { inWords, moneyOf } from './money.ts';

const amounts: readonly [text: string, minor: bigint][] = [
  ['19.99 EUR', 1999n],
  ['0.00 USD', 0n],
  ['3200 JPY', 3200n],
  ['6.605 KWD', 6605n],
  ['0.005 KWD', 5n],
];
for (const [text, minor] of amounts) {
  test(`${text} is ${minor} minor units, and is written that way`, () => {
    expect(moneyOf(text).minor).toBe(minor);
    expect(inWords(moneyOf(text))).toBe(text);
  });
}

const vague: readonly [text: string, complaint: string][] = [
  ['19.9 EUR', 'EUR has 2 digits after the point'],
  ['19 EUR', 'EUR has 2 digits after the point'],
  ['3200.00 JPY', 'JPY has 0 digits after the point'],
  ['1.00 GBP', 'the shop sells nothing in "GBP"'],
  ['much', 'the shop sells nothing in ""'],
];
for (const [text, complaint] of vague) {
  test(`${text} is refused: ${complaint}`, () => expect(() => moneyOf(text)).toThrow(complaint));
}
