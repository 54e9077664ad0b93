import { expect, test } from 'vitest';
import { type Cart, pricedLines, totalOf, withQuantity } from './cart.ts';
import { CATALOGUE, CATALOGUE_CURRENCIES, productById } from './catalogue.ts';
import { cartId, instant, productId } from './ids.ts';
import { toDecimal } from './money.ts';

const touchstone = productId('touchstone');
const cupels = productId('cupel-set');

function cart(currency: Cart['currency']): Cart {
  return { id: cartId('cart'), currency, lines: [], createdAt: instant(0) };
}

test('quantities replace each other, and none takes the line away', () => {
  const one = withQuantity(cart('EUR'), touchstone, 2);
  expect(withQuantity(one, touchstone, 3).lines).toEqual([{ productId: touchstone, quantity: 3 }]);
  expect(withQuantity(one, touchstone, 0).lines).toEqual([]);
});

const TOTALS: readonly (readonly [currency: Cart['currency'], total: string])[] = [
  ['EUR', '64.32'],
  ['USD', '69.16'],
  ['JPY', '10300'],
  ['KWD', '21.250'],
];

for (const [currency, total] of TOTALS) {
  test(`three touchstones and a set of cupels come to ${total} ${currency}`, () => {
    const filled = withQuantity(withQuantity(cart(currency), touchstone, 3), cupels, 1);
    expect(toDecimal(totalOf(pricedLines(filled, productById), currency))).toBe(total);
  });
}

test('a product that is gone is not charged for', () => {
  const filled = withQuantity(cart('EUR'), productId('gone'), 3);
  expect(pricedLines(filled, productById)).toEqual([]);
});

test('everything in the catalogue has a price in each of its currencies', () => {
  for (const { prices } of CATALOGUE) expect(prices.map(({ currency }) => currency)).toEqual(CATALOGUE_CURRENCIES);
});
