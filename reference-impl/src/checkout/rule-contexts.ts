import type { RuleContext, RuleCustomer } from '../payments/payment-rule-context.ts';
import type { Order } from '../shop/order.ts';
import type { Customer } from './customer.ts';
import type { Reviewed } from './review.ts';
import type { CheckoutWorld } from './world.ts';

/** What payment rules see of a checkout. */
export function contextOfCheckout(
  world: CheckoutWorld,
  { checkout, lines, totals }: Reviewed,
  customer: Customer | undefined,
): RuleContext {
  const { email, billingAddress, shippingAddress = billingAddress, shippingMethod } = checkout;
  return {
    currency: totals.total.currency,
    website: websiteOf(world),
    ...{ billingAddress, shippingAddress, shippingMethod, lines },
    subtotal: totals.subtotal,
    total: totals.total,
    customer: ruleCustomer(email, customer),
  };
}

/** What payment rules see of an order that is to be paid once more. */
export async function contextOfOrder(world: CheckoutWorld, order: Order): Promise<RuleContext> {
  const customer = order.customerId && (await world.customers.byId(order.customerId));
  const { email, billingAddress, shippingAddress = billingAddress, shippingMethod, lines, totals } = order;
  return {
    currency: order.total.currency,
    website: websiteOf(world),
    ...{ billingAddress, shippingAddress, shippingMethod, lines },
    subtotal: totals.subtotal,
    total: order.total,
    customer: ruleCustomer(email, customer),
  };
}

/** What rules see of a customer as they are now; of somebody who is not signed in, no more than the e-mail address. */
function ruleCustomer(email: string, customer: Customer | undefined): RuleCustomer {
  const { paymentTermDays } = customer ?? {};
  return { email, isGuest: customer === undefined, ...(paymentTermDays === undefined ? {} : { paymentTermDays }) };
}

/** The host name customers reach this shop by. */
export function websiteOf({ deployment }: CheckoutWorld): string {
  return new URL(deployment.publicUrl).hostname;
}
