import { expect, test } from 'vitest';
import { CURRENCIES, type Currency, exponentOf } from '../../shop/currency.ts';
import { money } from '../../shop/money.ts';
import { fromValue, isTaken, toValue } from './amounts.ts';

const CASES: readonly (readonly [minor: bigint, currency: Currency, value: string | undefined])[] = [
  // minor units, currency, as PayPal writes it
  [1999n, 'EUR', '19.99'],
  [5n, 'USD', '0.05'],
  [0n, 'GBP', '0.00'],
  [500n, 'JPY', '500'],
  // Hundredths in the standard, and none at PayPal.
  [1900n, 'HUF', '19'],
  [1999n, 'HUF', undefined],
  [1900n, 'TWD', '19'],
  [1901n, 'TWD', undefined],
  // Thousandths are not taken.
  [5120n, 'KWD', undefined],
];
for (const [minor, currency, value] of CASES) {
  test(`${minor} of ${currency} are ${value ?? 'not to be counted'}`, () => {
    expect(toValue(money(minor, currency))?.value).toBe(value);
    if (value !== undefined) expect(fromValue(currency, value)).toEqual(money(minor, currency));
  });
}

test('a whole unit of every currency that can be written is there and back the same', () => {
  for (const currency of CURRENCIES.filter((one) => exponentOf(one) <= 2)) {
    const one = money(10n ** BigInt(exponentOf(currency)), currency);
    expect(fromValue(currency, toValue(one)?.value)).toEqual(one);
  }
});

const READ: readonly (readonly [code: unknown, value: unknown, minor: bigint | undefined])[] = [
  ['JPY', '500.00', 500n],
  ['EUR', '5', 500n],
  ['EUR', '5.1', 510n],
  ['JPY', '500.5', undefined],
  ['EUR', '5.001', undefined],
  ['EUR', '-5', undefined],
  ['EUR', '05.00', undefined],
  ['EUR', '5e2', undefined],
  ['EUR', 5, undefined],
  ['eur', '5', undefined],
  [null, '5', undefined],
];
for (const [code, value, minor] of READ) {
  test(`${JSON.stringify(value)} of ${JSON.stringify(code)} is ${minor ?? 'no amount'}`, () => {
    expect(fromValue(code, value)?.minor).toBe(minor);
  });
}

const TAKEN: readonly (readonly [amount: ReturnType<typeof money>, isTaken: boolean])[] = [
  [money(1999n, 'EUR'), true],
  [money(500n, 'JPY'), true],
  [money(100n, 'HUF'), true],
  [money(101n, 'HUF'), false],
  [money(1000n, 'KWD'), false],
  [money(1000n, 'INR'), false],
];
for (const [amount, taken] of TAKEN) {
  test(`PayPal ${taken ? 'takes' : 'does not take'} ${amount.minor} of ${amount.currency}`, () => {
    expect(isTaken(amount)).toBe(taken);
  });
}
