import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCIES, exponentOf, isCurrency } from './currency.ts';
import { add, allocate, fromDecimal, inWords, money, sameMoney, sum, times, toDecimal } from './money.ts';

const DECIMALS: readonly (readonly [minor: bigint, currency: 'EUR' | 'JPY' | 'KWD' | 'UYW', text: string])[] = [
  [1999n, 'EUR', '19.99'],
  [5n, 'EUR', '0.05'],
  [0n, 'EUR', '0.00'],
  [-435n, 'EUR', '-4.35'],
  [3200n, 'JPY', '3200'],
  [5n, 'KWD', '0.005'],
  [425_700n, 'KWD', '425.700'],
  [1n, 'UYW', '0.0001'],
];

for (const [minor, currency, text] of DECIMALS) {
  test(`${minor} minor units of ${currency} are ${text}`, () => {
    expect(toDecimal(money(minor, currency))).toBe(text);
    expect(inWords(money(minor, currency))).toBe(`${currency} ${text}`);
  });
}

test('two currencies do not add up', () => {
  expect(() => add(money(1n, 'EUR'), money(1n, 'JPY'))).toThrow('cannot add JPY to EUR');
});

test('decimal text keeps every digit in every currency', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 14n), 10n ** 14n), fc.constantFrom(...CURRENCIES), (minor, currency) => {
      const text = toDecimal(money(minor, currency));
      expect(BigInt(text.replace('.', ''))).toBe(minor);
      expect(text.split('.')[1]?.length ?? 0).toBe(exponentOf(currency));
    }),
  );
});

test('a sum is the same in any grouping, and so many times one is a sum of that many', () => {
  const amount = fc.bigInt(-1000n, 1000n).map((minor) => money(minor, 'EUR'));
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 9 }), fc.nat(9), (amounts, cut) => {
      const whole = sum(amounts, 'EUR');
      const parts = add(sum(amounts.slice(0, cut), 'EUR'), sum(amounts.slice(cut), 'EUR'));
      expect(sameMoney(whole, parts)).toBe(true);
      expect(times(money(7n, 'EUR'), BigInt(cut))).toEqual(sum(Array(cut).fill(money(7n, 'EUR')), 'EUR'));
    }),
  );
});

test('a currency is told by its letters exactly', () => {
  expect(['EUR', 'eur', 'EURO', '', 'XXX', '__proto__'].map(isCurrency)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

const TYPED: readonly (readonly [text: string, currency: 'EUR' | 'JPY' | 'KWD', minor: bigint | undefined])[] = [
  ['19.99', 'EUR', 1999n],
  [' 19.9 ', 'EUR', 1990n],
  ['19', 'EUR', 1900n],
  ['0.05', 'EUR', 5n],
  ['3200', 'JPY', 3200n],
  ['0.005', 'KWD', 5n],
  ['19.999', 'EUR', undefined],
  ['3200.0', 'JPY', undefined],
  ['19,99', 'EUR', undefined],
  ['-1', 'EUR', undefined],
  ['1e3', 'EUR', undefined],
  ['.5', 'EUR', undefined],
  ['5.', 'EUR', undefined],
  ['', 'EUR', undefined],
  ['1234567890123', 'EUR', undefined],
];

for (const [text, currency, minor] of TYPED) {
  test(`${JSON.stringify(text)} typed in ${currency} is ${minor ?? 'no amount'}`, () => {
    expect(fromDecimal(text, currency)?.minor).toBe(minor);
  });
}

const SHARES: readonly (readonly [minor: bigint, weights: readonly bigint[], parts: readonly bigint[]])[] = [
  [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
  [1n, [3n, 5n], [0n, 1n]],
  [10n, [1n, 0n, 2n], [3n, 0n, 7n]],
  [7n, [2n, 2n, 2n, 1n], [2n, 2n, 2n, 1n]],
  [0n, [0n, 0n], [0n, 0n]],
  [5n, [5n, 0n], [5n, 0n]],
];

for (const [minor, weights, parts] of SHARES) {
  test(`${minor} by ${weights.join(' : ')} is ${parts.join(', ')}`, () => {
    expect(allocate(money(minor, 'JPY'), weights).map((part) => part.minor)).toEqual(parts);
  });
}

test('something cannot be given to parts that weigh nothing', () => {
  expect(() => allocate(money(1n, 'EUR'), [0n])).toThrow('weigh nothing');
});
