import type { Address } from '../shop/address.ts';
import type { PricedLine } from '../shop/cart.ts';
import type { Currency } from '../shop/currency.ts';
import type { Money } from '../shop/money.ts';

/** What payment rules look at: a checkout, or an order to be paid once more. */
export type RuleContext = Readonly<{
  /** Without one no rule counts. */
  currency?: Currency;
  /** The host name customers reach the shop by. */
  website: string;
  billingAddress?: Address;
  shippingAddress?: Address;
  /** Which of the shop's ways the goods go. */
  shippingMethod: string;
  lines: readonly PricedLine[];
  /** What the lines come to, before discount, shipping and taxes. */
  subtotal: Money;
  total: Money;
  customer: RuleCustomer;
}>;

/** As much of the customer as rules look at. */
export type RuleCustomer = Readonly<{
  email: string;
  isGuest: boolean;
  /** How long the customer may take to pay an invoice; nothing for whoever may not. */
  paymentTermDays?: number;
}>;
