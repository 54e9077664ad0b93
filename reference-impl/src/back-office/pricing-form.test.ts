import { expect, test } from 'vitest';
import { parsePricing, pricingFieldsOf } from './pricing-form.ts';

const TAXES = [
  'VAT | DE | standard | 19 | included | goods and shipping',
  'VAT | DE | reduced | 7 | included | goods',
  'Sales tax | US-CA | standard | 7.25 | on top | goods',
  'Sales tax | US-NY | standard | 8.875 | on top | goods and shipping',
  'Little | KW | standard | 0.0001 | on top | goods',
].join('\n');
const DISCOUNTS = ['WELCOME | Ten per cent | 10 %', 'FIVE | Five euros | EUR 5.00', 'FILS | | KWD 0.005']
  .join('\n')
  .replace('| |', '| A few fils |');

test('what is written is read, and written again as it was', () => {
  const read = parsePricing({ version: '3', taxes: TAXES, discounts: DISCOUNTS });
  if (!('version' in read)) throw new Error([...read.values()].join());
  expect(read.taxes[3]).toEqual({
    ...{ name: 'Sales tax', country: 'US', region: 'US-NY', taxClass: 'standard', partsPerMillion: 88_750 },
    ...{ how: 'on_top', onShipping: true },
  });
  expect(read.discounts[2]?.off).toEqual({ kind: 'amount', amount: { minor: 5n, currency: 'KWD' } });
  expect(pricingFieldsOf(read)).toEqual({ version: '3', taxes: TAXES, discounts: DISCOUNTS });
});

const WRONG: readonly (readonly [field: 'taxes' | 'discounts', line: string])[] = [
  ['taxes', 'VAT | DE'],
  ['taxes', 'VAT | XX | standard | 19 | included | goods'],
  ['taxes', 'VAT | DE | standard | 19,5 | included | goods'],
  ['taxes', 'VAT | DE | standard | 101 | included | goods'],
  ['taxes', 'VAT | DE | luxury | 19 | included | goods'],
  ['taxes', 'VAT | DE | standard | 19 | somehow | goods'],
  ['taxes', 'VAT | DE-Bayern | standard | 19 | included | goods'],
  ['taxes', 'VAT | DE | standard | 19 | included | goods | more'],
  ['discounts', 'WELCOME | Ten'],
  ['discounts', 'WEL COME | Ten | 10 %'],
  ['discounts', 'WELCOME | None | 0 %'],
  ['discounts', 'WELCOME | Yen | JPY 5.00'],
  ['discounts', 'WELCOME | Card 4242424242424242 | 10 %'],
];

for (const [field, line] of WRONG) {
  test(`${line} is none of the ${field}`, () => {
    const read = parsePricing({ version: '0', taxes: '', discounts: '', [field]: `\n${line}` });
    expect(read instanceof Map && read.get(field)).toContain('Line 1 cannot be read');
  });
}
