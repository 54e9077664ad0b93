import type { CatalogueCurrency } from './catalogue.ts';
import type { CartId, Instant, ProductId } from './ids.ts';
import { type Money, sum, times } from './money.ts';
import { type Product, priceIn } from './product.ts';

/** How many of one product a cart holds at most, so that a total always fits what providers accept. */
export const QUANTITY_MAX = 99;

/** What a customer means to buy, in one currency. */
export type Cart = Readonly<{
  id: CartId;
  currency: CatalogueCurrency;
  lines: readonly CartLine[];
  createdAt: Instant;
}>;

/** So many of one product. */
export type CartLine = Readonly<{ productId: ProductId; quantity: number }>;

/** A line with what it costs now. */
export type PricedLine = Readonly<{
  productId: ProductId;
  name: string;
  quantity: number;
  unitPrice: Money;
  lineTotal: Money;
}>;

/** The cart with that many of the product; none takes the line away. The quantity is a whole number up to the maximum. */
export function withQuantity(cart: Cart, productId: ProductId, quantity: number): Cart {
  const known = cart.lines.some((line) => line.productId === productId);
  const lines = known
    ? cart.lines.map((line) => (line.productId === productId ? { productId, quantity } : line))
    : [...cart.lines, { productId, quantity }];
  return { ...cart, lines: lines.filter((line) => line.quantity > 0) };
}

/** The cart's lines at today's prices; what is no longer sold in its currency is left out. */
export function pricedLines(cart: Cart, find: (id: ProductId) => Product | undefined): readonly PricedLine[] {
  return cart.lines.flatMap(({ productId, quantity }) => {
    const product = find(productId);
    const unitPrice = product && priceIn(product, cart.currency);
    if (!product || !unitPrice) return [];
    return [{ productId, name: product.name, quantity, unitPrice, lineTotal: times(unitPrice, BigInt(quantity)) }];
  });
}

/** What priced lines come to. */
export function totalOf(lines: readonly PricedLine[], currency: Money['currency']): Money {
  return sum(
    lines.map((line) => line.lineTotal),
    currency,
  );
}
