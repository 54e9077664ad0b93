import { expect, test } from 'vitest';
import type { Currency } from '../../shop/currency.ts';
import { money } from '../../shop/money.ts';
import { fromText, toText } from './amounts.ts';

const written: readonly [minor: bigint, currency: Currency, expected: string | undefined][] = [
  [1999n, 'USD', '19.99'],
  [5n, 'EUR', '0.05'],
  [500n, 'JPY', '500.00'],
  [1n, 'GBP', '0.01'],
  [0n, 'USD', undefined],
  [-1n, 'USD', undefined],
  [5000n, 'KWD', undefined],
  [5000n, 'CHF', undefined],
];
for (const [minor, currency, expected] of written) {
  test(`${minor} ${currency} is written ${expected}`, () => {
    expect(toText(money(minor, currency))).toBe(expected);
    if (expected !== undefined) expect(fromText(expected, currency)).toEqual(money(minor, currency));
  });
}

const read: readonly [text: string | undefined, currency: Currency, minor: bigint | undefined][] = [
  ['500', 'JPY', 500n],
  ['19', 'USD', 1900n],
  ['0.00', 'USD', 0n],
  ['500.50', 'JPY', undefined],
  ['19.9', 'USD', undefined],
  ['19.999', 'USD', undefined],
  ['1,999.00', 'USD', undefined],
  ['-1.00', 'USD', undefined],
  ['', 'USD', undefined],
  [undefined, 'USD', undefined],
  ['19.99', 'CHF', undefined],
];
for (const [text, currency, minor] of read) {
  test(`${text} ${currency} is read as ${minor}`, () => expect(fromText(text, currency)?.minor).toBe(minor));
}
