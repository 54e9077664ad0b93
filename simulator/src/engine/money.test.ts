import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCIES, isCurrency } from './currency.ts';
import {
  add,
  allocate,
  equal,
  exceeds,
  larger,
  money,
  ROUNDINGS,
  share,
  smaller,
  subtract,
  sum,
  toDecimal,
  zero,
} from './money.ts';

const minors = fc.bigInt(-(10n ** 15n), 10n ** 15n);
const currencies = fc.constantFrom(...CURRENCIES);
const amounts = fc.tuple(minors, currencies).map(([minor, currency]) => money(minor, currency));

test('parts add up to the whole and differ by one minor unit at most', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 50 }), (amount, parts) => {
      const allocated = allocate(amount, parts);
      expect(allocated).toHaveLength(parts);
      expect(sum(allocated, amount)).toEqual(amount);
      const sorted = allocated.map(({ minor }) => minor);
      expect((sorted[0] ?? 0n) - (sorted.at(-1) ?? 0n)).toBeLessThanOrEqual(1n);
    }),
  );
});

test('what was taken away can be put back', () => {
  fc.assert(
    fc.property(minors, minors, currencies, (left, right, currency) => {
      const [from, taken] = [money(left, currency), money(right, currency)];
      expect(add(subtract(from, taken), taken)).toEqual(from);
      expect(add(from, taken)).toEqual(add(taken, from));
      expect(add(smaller(from, taken), larger(from, taken))).toEqual(add(from, taken));
      expect(exceeds(from, taken)).toBe(left > right);
    }),
  );
});

test('currencies do not mix', () => {
  const [euro, yen] = [money(1n, 'EUR'), money(1n, 'JPY')];
  for (const mix of [add, subtract, exceeds, smaller, larger]) expect(() => mix(euro, yen)).toThrow('EUR and JPY');
  expect(equal(euro, yen)).toBe(false);
  expect(() => allocate(euro, 0)).toThrow('0 parts');
});

test('a hundred cents in three parts are 34, 33 and 33', () => {
  expect(allocate(money(100n, 'EUR'), 3).map(({ minor }) => minor)).toEqual([34n, 33n, 33n]);
});

// biome-ignore format: one case a line, so that the table can be read.
const SHARES = [
  // of      basis points   half to even   half up   down
  [1000n,    290n,          29n,           29n,      29n],
  [50n,      100n,          0n,            1n,       0n],
  [150n,     100n,          2n,            2n,       1n],
  [250n,     100n,          2n,            3n,       2n],
  [251n,     100n,          3n,            3n,       2n],
  [-150n,    100n,          -2n,           -2n,      -1n],
  [-250n,    100n,          -2n,           -3n,      -2n],
  [12_345n,  0n,            0n,            0n,       0n],
] as const;

for (const [minor, basisPoints, even, up, down] of SHARES) {
  test(`${basisPoints} basis points of ${minor}: ${even} to even, ${up} up, ${down} down`, () => {
    const of = money(minor, 'EUR');
    expect(share({ of, basisPoints, rounding: 'half_even' }).minor).toBe(even);
    expect(share({ of, basisPoints, rounding: 'half_up' }).minor).toBe(up);
    expect(share({ of, basisPoints, rounding: 'down' }).minor).toBe(down);
  });
}

test('a share rounds by less than one minor unit, and what comes in whole stays whole', () => {
  const rounding = fc.constantFrom(...ROUNDINGS);
  fc.assert(
    fc.property(amounts, fc.bigInt(0n, 20_000n), rounding, (of, basisPoints, how) => {
      const off = share({ of, basisPoints, rounding: how }).minor * 10_000n - of.minor * basisPoints;
      expect(off > -10_000n && off < 10_000n).toBe(true);
      expect(share({ of, basisPoints: 10_000n, rounding: how })).toEqual(of);
    }),
  );
});

test('decimal text has the digits of its currency', () => {
  expect(toDecimal(money(1999n, 'EUR'))).toBe('19.99');
  expect(toDecimal(money(5n, 'EUR'))).toBe('0.05');
  expect(toDecimal(money(-5n, 'KWD'))).toBe('-0.005');
  expect(toDecimal(money(1999n, 'JPY'))).toBe('1999');
  expect(toDecimal(money(12_345n, 'CLF'))).toBe('1.2345');
  expect(toDecimal(zero(money(1n, 'JPY')))).toBe('0');
});

test('a currency is three capital letters of the standard', () => {
  expect(isCurrency('EUR')).toBe(true);
  for (const text of ['eur', 'XXX', '', 'toString', 'EURO']) expect(isCurrency(text)).toBe(false);
  expect(CURRENCIES.length).toBeGreaterThan(160);
});
