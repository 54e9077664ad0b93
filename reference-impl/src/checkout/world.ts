import type { PaymentWorld } from '../payments/world.ts';
import type { Cart } from '../shop/cart.ts';
import type { CartId, CheckoutId } from '../shop/ids.ts';
import type { Checkout } from './checkout.ts';

/** Where carts and checkouts are kept. Those nobody has touched for a month may be forgotten. */
export interface CheckoutStore {
  cart(id: CartId): Promise<Cart | undefined>;
  putCart(cart: Cart): Promise<void>;
  checkout(id: CheckoutId): Promise<Checkout | undefined>;
  addCheckout(checkout: Checkout): Promise<void>;
}

/** What selling needs. */
export type CheckoutWorld = PaymentWorld & Readonly<{ checkouts: CheckoutStore }>;
