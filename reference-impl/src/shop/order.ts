import type { Address } from './address.ts';
import type { PricedLine } from './cart.ts';
import type { CartId, CustomerId, Instant, OrderId } from './ids.ts';
import type { Money } from './money.ts';
import type { ShippingMethod } from './shipping.ts';
import type { Totals } from './totals.ts';

/** What a customer has ordered, at the prices of that moment. It never changes; what is paid is told by its transactions. */
export type Order = Readonly<{
  id: OrderId;
  /** What people and the provider call the order. */
  number: string;
  /** Opens the order to whoever knows it: the customer, who needs no account. */
  accessToken: string;
  /** A cart is ordered once, however often and from however many tabs the button is pressed. */
  cartId: CartId;
  email: string;
  /** Who was signed in, if anybody was. */
  customerId?: CustomerId;
  billingAddress: Address;
  /** Left out when it is the billing address. */
  shippingAddress?: Address;
  shippingMethod: ShippingMethod;
  lines: readonly PricedLine[];
  totals: Totals;
  /** What there is to pay, as the totals have it. */
  total: Money;
  placedAt: Instant;
}>;
