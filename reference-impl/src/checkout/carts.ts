import { type Cart, QUANTITY_MAX, withQuantity } from '../shop/cart.ts';
import { type CatalogueCurrency, productById } from '../shop/catalogue.ts';
import { type CartId, cartId, type ProductId } from '../shop/ids.ts';
import { priceIn } from '../shop/product.ts';
import type { CheckoutWorld } from './world.ts';

/** What came of changing a cart. */
export type CartResult =
  | Readonly<{ kind: 'changed'; cart: Cart }>
  | Readonly<{ kind: 'cart_not_found' }>
  | Readonly<{ kind: 'product_not_found' }>
  | Readonly<{ kind: 'already_ordered' }>;

/** Makes an empty cart in a currency. */
export async function createCart(world: CheckoutWorld, currency: CatalogueCurrency): Promise<Cart> {
  const cart = { id: cartId(world.random.id('cart')), currency, lines: [], createdAt: world.clock.now() };
  await world.checkouts.putCart(cart);
  return cart;
}

/** Changes how many of a product are in a cart, from the number that are in it now. A cart once ordered stays as it was. */
export async function changeQuantity(
  world: CheckoutWorld,
  id: CartId,
  product: ProductId,
  quantity: (before: number) => number,
): Promise<CartResult> {
  return world.inTurn(`cart ${id}`, async () => {
    const cart = await world.checkouts.cart(id);
    if (!cart) return { kind: 'cart_not_found' };
    if (await world.orders.ofCart(id)) return { kind: 'already_ordered' };
    const known = productById(product);
    if (!known || !priceIn(known, cart.currency)) return { kind: 'product_not_found' };
    const before = cart.lines.find((line) => line.productId === product)?.quantity ?? 0;
    const next = withQuantity(cart, product, Math.min(QUANTITY_MAX, Math.max(0, quantity(before))));
    await world.checkouts.putCart(next);
    return { kind: 'changed', cart: next };
  });
}
