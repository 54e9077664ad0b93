import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../../engine/money.ts';
import { decimalsOf, readMoney, renderMoney } from './currency.ts';

// currency, value, what it is: minor units of ISO 4217, or why not
const cases: readonly (readonly [string, string, bigint | string])[] = [
  ['EUR', '10', 1_000n],
  ['EUR', '10.0', 1_000n],
  ['EUR', '10.05', 1_005n],
  ['EUR', '.5', 50n],
  ['EUR', '-1.00', -100n],
  ['EUR', '10.005', 'DECIMAL_PRECISION'],
  ['EUR', '10.000', 'DECIMAL_PRECISION'],
  ['JPY', '10', 10n],
  ['JPY', '10.00', 10n],
  ['JPY', '10.5', 'DECIMALS_NOT_SUPPORTED'],
  // Two decimals in ISO 4217, and none here.
  ['HUF', '10', 1_000n],
  ['HUF', '10.50', 'DECIMALS_NOT_SUPPORTED'],
  ['TWD', '7', 700n],
  ['TWD', '7.1', 'DECIMALS_NOT_SUPPORTED'],
  ['KWD', '10', 'CURRENCY_NOT_SUPPORTED'],
  ['XYZ', '10', 'INVALID_CURRENCY_CODE'],
  ['EUR', '90071992547409.91', 9_007_199_254_740_991n],
  ['EUR', '90071992547409.92', 'MAX_VALUE_EXCEEDED'],
];
for (const [currency, value, expected] of cases) {
  test(`${value} ${currency}: ${expected}`, () => {
    const read = readMoney({ currency_code: currency, value }, '/amount');
    expect(read.ok ? read.value.minor : read.details[0]?.issue).toBe(expected);
  });
}

test('what is written is read as the same amount', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('EUR', 'USD', 'HUF', 'JPY', 'TWD'),
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      (currency, units) => {
        const scale = currency === 'HUF' || currency === 'TWD' ? 100n : 1n;
        const amount = money(units * scale, currency);
        const wire = renderMoney(amount);
        expect(wire.value).toMatch(decimalsOf(currency) === 0 ? /^\d+$/ : /^\d+\.\d\d$/);
        expect(readMoney(wire, '/amount')).toEqual({ ok: true, value: amount });
      },
    ),
  );
});
