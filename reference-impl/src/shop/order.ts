import type { Address } from './address.ts';
import type { PricedLine } from './cart.ts';
import type { CheckoutId, Instant, OrderId } from './ids.ts';
import type { Money } from './money.ts';

/** What a customer has ordered, at the prices of that moment. It never changes; what is paid is told by its transactions. */
export type Order = Readonly<{
  id: OrderId;
  /** What people and the provider call the order. */
  number: string;
  /** Opens the order to whoever knows it: the customer, who needs no account. */
  accessToken: string;
  checkoutId: CheckoutId;
  email: string;
  billingAddress: Address;
  lines: readonly PricedLine[];
  total: Money;
  placedAt: Instant;
}>;
