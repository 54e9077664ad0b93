import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATALOGUE, CATALOGUE_CURRENCIES, type CatalogueCurrency } from './catalogue.ts';
import { productId } from './ids.ts';
import { money, sum, times, toDecimal } from './money.ts';
import type { Discount, Tax } from './pricing.ts';
import type { TaxClass } from './product.ts';
import { SHIPPING_METHODS, shippingCost } from './shipping.ts';
import { type TotalsOf, totalsOf } from './totals.ts';

function line(unit: bigint, quantity: number, currency: CatalogueCurrency, taxClass: TaxClass = 'standard') {
  const unitPrice = money(unit, currency);
  const lineTotal = times(unitPrice, BigInt(quantity));
  return { productId: productId('p'), name: 'P', quantity, unitPrice, lineTotal, taxClass };
}

function tax(percent: number, how: Tax['how'], more: Partial<Tax> = {}): Tax {
  const base = { name: 'Tax', country: 'DE', taxClass: 'standard', onShipping: true } as const;
  return { ...base, partsPerMillion: percent * 10_000, how, ...more };
}

const share = (percent: number): Discount => ({
  code: 'X',
  name: 'X',
  off: { kind: 'share', partsPerMillion: percent * 10_000 },
});
const amountOff = (minor: bigint, currency: CatalogueCurrency): Discount => ({
  code: 'X',
  name: 'X',
  off: { kind: 'amount', amount: money(minor, currency) },
});

type Row = readonly [
  what: string,
  currency: CatalogueCurrency,
  lines: TotalsOf['lines'],
  shipping: bigint,
  discount: Discount | undefined,
  taxes: readonly Tax[],
  comes: string,
];

const ROWS: readonly Row[] = [
  //                                                          subtotal − discount + shipping; taxes; total
  ['nothing else', 'EUR', [line(1999n, 1, 'EUR')], 0n, undefined, [], '19.99 - 0.00 + 0.00; ; 19.99'],
  [
    'on top',
    'USD',
    [line(2149n, 1, 'USD')],
    590n,
    undefined,
    [tax(8.875, 'on_top')],
    '21.49 - 0.00 + 5.90; 2.43; 29.82',
  ],
  [
    'goods only',
    'USD',
    [line(2149n, 1, 'USD')],
    590n,
    undefined,
    [tax(8.875, 'on_top', { onShipping: false })],
    '21.49 - 0.00 + 5.90; 1.91; 29.30',
  ],
  [
    'included',
    'EUR',
    [line(11_900n, 1, 'EUR')],
    0n,
    undefined,
    [tax(19, 'included')],
    '119.00 - 0.00 + 0.00; 19.00; 119.00',
  ],
  ['half a yen', 'JPY', [line(5n, 1, 'JPY')], 0n, undefined, [tax(10, 'on_top')], '5 - 0 + 0; 1; 6'],
  [
    'a fils',
    'KWD',
    [line(6_605n, 3, 'KWD')],
    1_605n,
    undefined,
    [tax(5, 'on_top')],
    '19.815 - 0.000 + 1.605; 1.071; 22.491',
  ],
  ['a third off', 'EUR', [line(1000n, 1, 'EUR')], 0n, share(33.3333), [], '10.00 - 3.33 + 0.00; ; 6.67'],
  [
    'more off than it costs',
    'EUR',
    [line(435n, 1, 'EUR')],
    490n,
    amountOff(1000n, 'EUR'),
    [],
    '4.35 - 4.35 + 4.90; ; 4.90',
  ],
  [
    'two classes, discount shared between them',
    'EUR',
    [line(1999n, 1, 'EUR'), line(820n, 1, 'EUR', 'reduced')],
    490n,
    amountOff(100n, 'EUR'),
    [tax(19, 'on_top'), tax(7, 'on_top', { taxClass: 'reduced', onShipping: false })],
    '28.19 - 1.00 + 4.90; 4.59 0.55; 37.23',
  ],
  [
    'two taxes, neither on the other',
    'USD',
    [line(10_000n, 1, 'USD')],
    0n,
    undefined,
    [tax(5, 'on_top'), tax(7, 'on_top')],
    '100.00 - 0.00 + 0.00; 5.00 7.00; 112.00',
  ],
];

for (const [what, currency, lines, shipping, discount, taxes, comes] of ROWS) {
  test(`${what}: ${comes}`, () => {
    const totals = totalsOf({ lines, currency, shipping: money(shipping, currency), discount, taxes });
    const { subtotal, discount: off, shipping: sent, total } = totals;
    const told = totals.taxes.map(({ amount }) => toDecimal(amount)).join(' ');
    const parts = `${toDecimal(subtotal)} - ${toDecimal(off)} + ${toDecimal(sent)}; ${told}`;
    expect(`${parts}; ${toDecimal(total)}`).toBe(comes);
  });
}

const anyOrder = fc.constantFrom(...CATALOGUE_CURRENCIES).chain((currency) =>
  fc.record({
    currency: fc.constant(currency),
    lines: fc.array(
      fc
        .tuple(fc.constantFrom(...CATALOGUE), fc.integer({ min: 1, max: 99 }))
        .map(([{ prices, taxClass }, quantity]) =>
          line(prices.find((price) => price.currency === currency)?.minor ?? 0n, quantity, currency, taxClass),
        ),
      { minLength: 1, maxLength: 6 },
    ),
    shipping: fc.constantFrom(...SHIPPING_METHODS).map((method) => shippingCost(method, currency)),
    discount: fc.oneof(
      fc.constant(undefined),
      fc.integer({ min: 0, max: 100 }).map(share),
      fc.bigInt({ min: 0n, max: 1_000_000n }).map((minor) => amountOff(minor, currency)),
    ),
    taxes: fc.array(
      fc
        .record({
          percent: fc.integer({ min: 0, max: 30 }),
          how: fc.constantFrom('included' as const, 'on_top' as const),
          taxClass: fc.constantFrom('standard' as const, 'reduced' as const),
          onShipping: fc.boolean(),
        })
        .map(({ percent, how, ...more }) => tax(percent, how, more)),
      { maxLength: 3 },
    ),
  }),
);

test('lines - discount + shipping + taxes on top = total, in every currency, and nothing is ever negative', () => {
  let discounted = 0;
  fc.assert(
    fc.property(anyOrder, (order) => {
      const { subtotal, discount, discountShares, shipping, taxes, total } = totalsOf(order);
      const { currency, lines } = order;
      const taxed = sum(
        taxes.filter(({ how }) => how === 'on_top').map(({ amount }) => amount),
        currency,
      );
      const lineTotals = lines.map(({ lineTotal }) => lineTotal);
      expect(total.minor).toBe(sum(lineTotals, currency).minor - discount.minor + shipping.minor + taxed.minor);
      expect(subtotal).toEqual(sum(lineTotals, currency));
      expect(sum(discountShares, currency)).toEqual(discount);
      for (const [index, part] of discountShares.entries()) {
        expect(part.minor >= 0n && part.minor <= (lineTotals[index]?.minor ?? 0n)).toBe(true);
      }
      for (const { amount, how } of taxes) {
        expect(amount.minor >= 0n).toBe(true);
        if (how === 'included') expect(amount.minor <= subtotal.minor + shipping.minor).toBe(true);
      }
      expect(total.minor >= 0n).toBe(true);
      if (discount.minor > 0n && taxed.minor > 0n) discounted += 1;
    }),
    { numRuns: 300 },
  );
  expect(discounted).toBeGreaterThan(20);
});
