import { expect, test } from 'vitest';
import { CURRENCIES, type Currency, exponentOf } from '../../shop/currency.ts';
import { inWords, money } from '../../shop/money.ts';
import { fromUnits, toUnits } from './amounts.ts';

const CASES: readonly (readonly [minor: bigint, currency: Currency, units: number | undefined])[] = [
  // minor units, currency,     Stripe's units
  [1999n, 'EUR', 1999],
  [1n, 'USD', 1],
  [500n, 'JPY', 500],
  [500n, 'KRW', 500],
  // Written with two zeros as before they lost their hundredths.
  [500n, 'ISK', 50_000],
  [500n, 'UGX', 50_000],
  // Have hundredths like others; only payouts are without.
  [1999n, 'HUF', 1999],
  [1999n, 'TWD', 1999],
  // Has hundredths in the standard, and none at Stripe.
  [1900n, 'MGA', 19],
  [1999n, 'MGA', undefined],
  // The last of the thousandths has to be zero.
  [5120n, 'KWD', 5120],
  [5124n, 'KWD', undefined],
  [10n, 'BHD', 10],
  [9n, 'TND', undefined],
  [2n ** 53n, 'EUR', undefined],
];
for (const [minor, currency, units] of CASES) {
  test(`${minor} of ${currency} are ${units ?? 'not to be counted'}`, () => {
    expect(toUnits(money(minor, currency))).toBe(units);
    if (units !== undefined) {
      expect(fromUnits(units, currency.toLowerCase())).toEqual(money(minor, currency));
    }
  });
}

test('a whole unit of every currency is there and back the same', () => {
  for (const currency of CURRENCIES) {
    const one = money(10n ** BigInt(exponentOf(currency)), currency);
    const back = fromUnits(toUnits(one), currency.toLowerCase());
    expect(back && inWords(back)).toBe(inWords(one));
  }
});

const UNREADABLE: readonly (readonly [units: unknown, code: unknown])[] = [
  [-1, 'eur'],
  [1.5, 'eur'],
  ['1', 'eur'],
  [2 ** 53, 'eur'],
  [null, 'eur'],
  [1, 'xxx'],
  [1, null],
  // Half an króna, which the shop cannot count.
  [50, 'isk'],
];
for (const [units, code] of UNREADABLE) {
  test(`${JSON.stringify(units)} of ${JSON.stringify(code)} is no amount`, () => {
    expect(fromUnits(units, code)).toBeUndefined();
  });
}
