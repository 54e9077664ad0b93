import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCIES } from './currency.ts';
import { money, toDecimal } from './money.ts';
import {
  DECIMAL_LENGTH_MAX,
  type ExponentTable,
  fromDialect,
  parseDecimal,
  toDialect,
  toDialectDecimal,
} from './representation.ts';

/** Differs in every way there is: coarser, finer, in steps. */
const table: ExponentTable = {
  HUF: { exponent: 0 },
  ISK: { exponent: 2, multipleOf: 100n },
  CLP: { exponent: 2 },
  KWD: { exponent: 3, multipleOf: 10n },
};

const amounts = fc
  .tuple(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.constantFrom(...CURRENCIES))
  .map(([minor, currency]) => money(minor, currency));

test('decimal text comes back as the same amount, in every currency', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      expect(parseDecimal(toDecimal(amount), amount.currency)).toEqual({ ok: true, value: amount });
    }),
  );
});

test('what a dialect can write comes back as the same amount', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      const units = toDialect(amount, table);
      const text = toDialectDecimal(amount, table);
      expect(text.ok).toBe(units.ok);
      if (!units.ok || !text.ok) return;
      expect(fromDialect(units.value, amount.currency, table)).toEqual({ ok: true, value: amount });
      expect(parseDecimal(text.value, amount.currency, table)).toEqual({ ok: true, value: amount });
    }),
    { numRuns: 500 },
  );
});

// biome-ignore format: one case a line, so that the table can be read.
const INTEGERS = [
  // minor in the engine   currency   in the dialect
  [1999n,                  'EUR',     1999n],
  [12_300n,                'HUF',     123n],
  [12_345n,                'HUF',     'too_precise'],
  [7n,                     'ISK',     700n],
  [7n,                     'CLP',     700n],
  [1230n,                  'KWD',     1230n],
  [1234n,                  'KWD',     'too_precise'],
] as const;

for (const [minor, currency, units] of INTEGERS) {
  test(`${minor} minor units of ${currency} are written as ${units}`, () => {
    const converted = toDialect(money(minor, currency), table);
    expect(converted.ok ? converted.value : converted.why).toBe(units);
  });
}

test('an integer that is finer than the minor unit, or no multiple of the step, is not taken', () => {
  expect(fromDialect(750n, 'CLP', table)).toEqual({ ok: false, why: 'too_precise' });
  expect(fromDialect(750n, 'ISK', table)).toEqual({ ok: false, why: 'too_precise' });
  expect(fromDialect(1234n, 'KWD', table)).toEqual({ ok: false, why: 'too_precise' });
});

// biome-ignore format: one case a line, so that the table can be read.
const TEXTS = [
  ['19.99',   'EUR', 1999n],
  ['19.9',    'EUR', 1990n],
  ['19',      'EUR', 1900n],
  ['.5',      'EUR', 50n],
  ['-0.05',   'EUR', -5n],
  ['19.990',  'EUR', 1999n],
  ['19.999',  'EUR', 'too_precise'],
  ['0.005',   'KWD', 5n],
  ['10',      'JPY', 10n],
  ['10.00',   'JPY', 10n],
  ['10.5',    'JPY', 'too_precise'],
  ['0001.00', 'EUR', 100n],
  ['',        'EUR', 'malformed'],
  ['.',       'EUR', 'malformed'],
  ['-',       'EUR', 'malformed'],
  ['19.',     'EUR', 'malformed'],
  ['+19',     'EUR', 'malformed'],
  ['1e3',     'EUR', 'malformed'],
  ['1,99',    'EUR', 'malformed'],
  [' 1',      'EUR', 'malformed'],
  ['0x10',    'EUR', 'malformed'],
  ['١٢',      'EUR', 'malformed'],
  ['1\n',     'EUR', 'malformed'],
] as const;

for (const [text, currency, expected] of TEXTS) {
  test(`${JSON.stringify(text)} ${currency} reads as ${expected}`, () => {
    const parsed = parseDecimal(text, currency);
    expect(parsed.ok ? parsed.value.minor : parsed.why).toBe(expected);
  });
}

test('text longer than any amount is not read', () => {
  expect(parseDecimal('9'.repeat(DECIMAL_LENGTH_MAX), 'EUR').ok).toBe(true);
  expect(parseDecimal('9'.repeat(DECIMAL_LENGTH_MAX + 1), 'EUR')).toEqual({ ok: false, why: 'malformed' });
});

test('any text is read as the grammar says, never thrown at', () => {
  const texts = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('-', '.', '0', '7'), maxLength: 8 }));
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseDecimal(text, 'EUR');
      const wellFormed = parsed.ok || parsed.why === 'too_precise';
      expect(wellFormed).toBe(/^-?(\d+|\d*\.\d+)$/.test(text));
    }),
    { numRuns: 1000 },
  );
});
