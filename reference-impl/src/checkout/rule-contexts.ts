import type { RuleContext } from '../payments/payment-rule-context.ts';
import type { Order } from '../shop/order.ts';
import type { Reviewed } from './review.ts';
import type { CheckoutWorld } from './world.ts';

/** What payment rules see of a checkout. */
export function contextOfCheckout(world: CheckoutWorld, { checkout, lines, totals }: Reviewed): RuleContext {
  const { email, billingAddress, shippingAddress = billingAddress, shippingMethod } = checkout;
  return {
    currency: totals.total.currency,
    website: websiteOf(world),
    ...{ billingAddress, shippingAddress, shippingMethod, lines },
    subtotal: totals.subtotal,
    total: totals.total,
    customer: { email, isGuest: true },
  };
}

/** What payment rules see of an order that is to be paid once more. */
export function contextOfOrder(world: CheckoutWorld, order: Order): RuleContext {
  const { email, billingAddress, shippingAddress = billingAddress, shippingMethod, lines, totals } = order;
  return {
    currency: order.total.currency,
    website: websiteOf(world),
    ...{ billingAddress, shippingAddress, shippingMethod, lines },
    subtotal: totals.subtotal,
    total: order.total,
    customer: { email, isGuest: true },
  };
}

/** The host name customers reach this shop by. */
export function websiteOf({ deployment }: CheckoutWorld): string {
  return new URL(deployment.publicUrl).hostname;
}
