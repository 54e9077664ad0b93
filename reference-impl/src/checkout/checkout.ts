import type { RuleContext } from '../payments/payment-rule-context.ts';
import { type Offer, offers } from '../payments/payment-rules.ts';
import type { Address } from '../shop/address.ts';
import { type Cart, type PricedLine, pricedLines } from '../shop/cart.ts';
import { productById } from '../shop/catalogue.ts';
import { type CartId, type CheckoutId, type CustomerId, checkoutId, type Instant } from '../shop/ids.ts';
import { type Discount, discountOf, type Pricing, taxesAt } from '../shop/pricing.ts';
import { type ShippingMethod, shippingCost } from '../shop/shipping.ts';
import { type Totals, totalsOf } from '../shop/totals.ts';
import { reviewOf } from './review.ts';
import { contextOfCheckout } from './rule-contexts.ts';
import type { CheckoutWorld } from './world.ts';

/** What a customer enters to check out. */
export type CheckoutEntry = Readonly<{
  email: string;
  billingAddress: Address;
  /** Left out when it is the billing address. */
  shippingAddress?: Address;
  shippingMethod: ShippingMethod;
  discountCode?: string;
}>;

/** A customer's wish to order a cart: who it is for, where the goods go and where the bill. */
export type Checkout = CheckoutEntry &
  Readonly<{ id: CheckoutId; cartId: CartId; customerId?: CustomerId; createdAt: Instant }>;

/** A checkout as it stands now: what it comes to and what it can be paid with. */
export type CheckoutView = Readonly<{
  checkout: Checkout;
  cart: Cart;
  lines: readonly PricedLine[];
  /** Nothing when the code is not good any more, or was never given. */
  discount: Discount | undefined;
  totals: Totals;
  /** Names all that the customer sees; another one means that something of it has changed. */
  review: string;
  context: RuleContext;
  offers: readonly Offer[];
}>;

/** What came of starting a checkout. */
export type StartResult =
  | Readonly<{ kind: 'started'; view: CheckoutView }>
  | Readonly<{ kind: 'cart_not_found' }>
  | Readonly<{ kind: 'cart_empty' }>
  | Readonly<{ kind: 'already_ordered' }>
  | Readonly<{ kind: 'discount_not_good' }>;

/** Starts a checkout of a cart that has something in it and has not been ordered. */
export async function startCheckout(
  world: CheckoutWorld,
  wanted: CheckoutEntry & Pick<Checkout, 'cartId' | 'customerId'>,
): Promise<StartResult> {
  const cart = await world.checkouts.cart(wanted.cartId);
  if (!cart) return { kind: 'cart_not_found' };
  if (await world.orders.ofCart(cart.id)) return { kind: 'already_ordered' };
  const lines = pricedLines(cart, productById);
  if (lines.length === 0) return { kind: 'cart_empty' };
  const pricing = await world.pricing.read();
  const { discountCode } = wanted;
  if (discountCode !== undefined && !discountOf(pricing, discountCode, lines)) return { kind: 'discount_not_good' };
  const checkout = { ...wanted, id: checkoutId(world.random.id('checkout')), createdAt: world.clock.now() };
  await world.checkouts.addCheckout(checkout);
  return { kind: 'started', view: await view(world, { checkout, cart, pricing }) };
}

/** A checkout with prices, totals and offered methods of this moment. */
export async function checkoutView(world: CheckoutWorld, id: CheckoutId): Promise<CheckoutView | undefined> {
  const checkout = await world.checkouts.checkout(id);
  const cart = checkout && (await world.checkouts.cart(checkout.cartId));
  return checkout && cart && view(world, { checkout, cart, pricing: await world.pricing.read() });
}

type Parts = Readonly<{ checkout: Checkout; cart: Cart; pricing: Pricing }>;

async function view(world: CheckoutWorld, { checkout, cart, pricing }: Parts): Promise<CheckoutView> {
  const lines = pricedLines(cart, productById);
  const { currency } = cart;
  const { billingAddress, shippingAddress = billingAddress, shippingMethod, discountCode } = checkout;
  const discount = discountCode === undefined ? undefined : discountOf(pricing, discountCode, lines);
  const totals = totalsOf({
    lines: lines.map((line) => ({ ...line, taxClass: productById(line.productId)?.taxClass ?? 'standard' })),
    currency,
    shipping: shippingCost(shippingMethod, currency),
    discount,
    taxes: taxesAt(pricing, shippingAddress),
  });
  const customer = checkout.customerId && (await world.customers.byId(checkout.customerId));
  const context = contextOfCheckout(world, { checkout, lines, totals }, customer);
  const review = reviewOf({ checkout, lines, totals });
  return { checkout, cart, lines, discount, totals, review, context, offers: await offers(world, context) };
}
