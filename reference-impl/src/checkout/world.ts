import type { PaymentWorld } from '../payments/world.ts';
import type { AuditEntry } from '../shop/audit.ts';
import type { Cart } from '../shop/cart.ts';
import type { CartId, CheckoutId, CustomerId, Instant } from '../shop/ids.ts';
import type { Pricing } from '../shop/pricing.ts';
import type { Checkout } from './checkout.ts';
import type { Customer, CustomerSession } from './customer.ts';

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

/** Where customers who sign in are kept, and their sessions. */
export interface CustomerStore {
  /** The newest first. */
  page(limit: number): Promise<readonly Customer[]>;
  byId(id: CustomerId): Promise<Customer | undefined>;
  byEmail(email: string): Promise<Customer | undefined>;
  /** Refuses a second customer with the same e-mail address. */
  add(customer: Customer): Promise<'added' | 'email_taken'>;
  /** Replaces the version before; `conflict` when that is no longer the stored one. */
  replace(customer: Customer, entry: AuditEntry): Promise<'replaced' | 'conflict'>;
  /** Replaces the version before and uses the reset up, with all sessions gone; `conflict` where either is not there. */
  resetPassword(customer: Customer, resetTokenHash: string): Promise<'replaced' | 'conflict'>;
  /** Replaces the version before, and all sessions of the customer by this one; `conflict` as above. */
  changePassword(customer: Customer, session: CustomerSession): Promise<'replaced' | 'conflict'>;
  session(tokenHash: string): Promise<CustomerSession | undefined>;
  /** Also forgets the sessions that have expired by `now`. */
  addSession(session: CustomerSession, now: Instant): Promise<void>;
  removeSession(tokenHash: string): Promise<void>;
}

/** What selling needs. */
export type CheckoutWorld = PaymentWorld &
  Readonly<{ checkouts: CheckoutStore; pricing: PricingStore; customers: CustomerStore }>;
