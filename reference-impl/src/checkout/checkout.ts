import { type Offer, offers } from '../payments/payment-rules.ts';
import type { Address } from '../shop/address.ts';
import { type Cart, type PricedLine, pricedLines, totalOf } from '../shop/cart.ts';
import { productById } from '../shop/catalogue.ts';
import { type CartId, type CheckoutId, checkoutId, type Instant } from '../shop/ids.ts';
import type { Money } from '../shop/money.ts';
import type { CheckoutWorld } from './world.ts';

/** A customer's wish to order a cart: who it is for and where the bill goes. */
export type Checkout = Readonly<{
  id: CheckoutId;
  cartId: CartId;
  email: string;
  billingAddress: Address;
  createdAt: Instant;
}>;

/** A checkout as it stands now: what it comes to and what it can be paid with. */
export type CheckoutView = Readonly<{
  checkout: Checkout;
  cart: Cart;
  lines: readonly PricedLine[];
  total: Money;
  offers: readonly Offer[];
}>;

/** What came of starting a checkout. */
export type StartResult =
  | Readonly<{ kind: 'started'; view: CheckoutView }>
  | Readonly<{ kind: 'cart_not_found' }>
  | Readonly<{ kind: 'cart_empty' }>
  | Readonly<{ kind: 'already_ordered' }>;

/** Starts a checkout of a cart that has something in it and has not been ordered. */
export async function startCheckout(
  world: CheckoutWorld,
  wanted: Pick<Checkout, 'cartId' | 'email' | 'billingAddress'>,
): Promise<StartResult> {
  const cart = await world.checkouts.cart(wanted.cartId);
  if (!cart) return { kind: 'cart_not_found' };
  if (await world.orders.ofCart(cart.id)) return { kind: 'already_ordered' };
  if (pricedLines(cart, productById).length === 0) return { kind: 'cart_empty' };
  const checkout = { ...wanted, id: checkoutId(world.random.id('checkout')), createdAt: world.clock.now() };
  await world.checkouts.addCheckout(checkout);
  return { kind: 'started', view: await view(world, checkout, cart) };
}

/** A checkout with prices, total and offered methods of this moment. */
export async function checkoutView(world: CheckoutWorld, id: CheckoutId): Promise<CheckoutView | undefined> {
  const checkout = await world.checkouts.checkout(id);
  const cart = checkout && (await world.checkouts.cart(checkout.cartId));
  return checkout && cart && view(world, checkout, cart);
}

async function view(world: CheckoutWorld, checkout: Checkout, cart: Cart): Promise<CheckoutView> {
  const lines = pricedLines(cart, productById);
  const total = totalOf(lines, cart.currency);
  const context = { currency: cart.currency, billingCountry: checkout.billingAddress.country };
  return { checkout, cart, lines, total, offers: await offers(world, context, total) };
}
