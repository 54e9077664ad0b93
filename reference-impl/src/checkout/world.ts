import type { PaymentWorld } from '../payments/world.ts';
import type { AuditEntry } from '../shop/audit.ts';
import type { Cart } from '../shop/cart.ts';
import type { CartId, CheckoutId } from '../shop/ids.ts';
import type { Pricing } from '../shop/pricing.ts';
import type { Checkout } from './checkout.ts';

/** Where carts and checkouts are kept. Those nobody has touched for a month may be forgotten. */
export interface CheckoutStore {
  cart(id: CartId): Promise<Cart | undefined>;
  putCart(cart: Cart): Promise<void>;
  checkout(id: CheckoutId): Promise<Checkout | undefined>;
  addCheckout(checkout: Checkout): Promise<void>;
}

/** Where taxes and discounts are kept. */
export interface PricingStore {
  read(): Promise<Pricing>;
  /** Replaces the version before; `conflict` when that is no longer the stored one. */
  replace(pricing: Pricing, entry: AuditEntry): Promise<'replaced' | 'conflict'>;
}

/** What selling needs. */
export type CheckoutWorld = PaymentWorld & Readonly<{ checkouts: CheckoutStore; pricing: PricingStore }>;
