import { type FirstStep, isFirstStep, newFirstStep, performFirstStep } from '../payments/first-step.ts';
import { reconcileOrder } from '../payments/reconcile.ts';
import { isUnresolved } from '../payments/transaction.ts';
import { type CartId, type CheckoutId, orderId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { type CheckoutView, checkoutView } from './checkout.ts';
import type { CheckoutWorld } from './world.ts';

/** What came of placing an order. `placed_before` is the same order again: a double click, a second tab. */
export type PlaceResult =
  /** An order that costs nothing has no purchase. */
  | Readonly<{ kind: 'placed' | 'placed_before'; order: Order; purchase: FirstStep | undefined }>
  | Readonly<{ kind: 'not_found' }>
  | Readonly<{ kind: 'cart_empty' }>
  /** Somebody has changed the cart, a price or a tax since the customer has seen it. */
  | Readonly<{ kind: 'changed_since_review' }>
  | Readonly<{ kind: 'method_missing' }>
  | Readonly<{ kind: 'method_not_offered' }>;

/** With what an order is to be paid, and which review the customer has seen; without one it is as it stands. */
export type Placement = Readonly<{ methodId: string | undefined; review: string | undefined }>;

/**
 * Places the order of a checkout and asks the provider for the payment. The order and its transaction are stored before
 * anything is sent; the rules are looked at once more, as the customer's page may be old or forged.
 */
export async function placeOrder(
  world: CheckoutWorld,
  id: CheckoutId,
  { methodId, review }: Placement,
): Promise<PlaceResult> {
  const checkout = await world.checkouts.checkout(id);
  if (!checkout) return { kind: 'not_found' };
  return world.inTurn(`cart ${checkout.cartId}`, async () => {
    const before = await placedBefore(world, checkout.cartId);
    if (before) return before;
    const view = await checkoutView(world, id);
    if (!view) return { kind: 'not_found' };
    if (view.lines.length === 0) return { kind: 'cart_empty' };
    if (review !== undefined && review !== view.review) return { kind: 'changed_since_review' };
    if (view.totals.total.minor === 0n) return placeForNothing(world, view);
    if (methodId === undefined) return { kind: 'method_missing' };
    const offer = view.offers.find(({ method }) => method.id === methodId);
    if (!offer) return { kind: 'method_not_offered' };

    const order = orderOf(world, view);
    const purchase = newFirstStep(world, order, offer);
    if ((await world.orders.place(order, purchase)) === 'already_placed') {
      return (await placedBefore(world, checkout.cartId)) ?? { kind: 'not_found' };
    }
    const performed = await performFirstStep(world, order, purchase, offer);
    return { kind: 'placed', order, purchase: performed };
  });
}

/** An order that costs nothing: there is nothing to ask a provider for. */
async function placeForNothing(world: CheckoutWorld, view: CheckoutView): Promise<PlaceResult> {
  const order = orderOf(world, view);
  if ((await world.orders.place(order, undefined)) === 'placed') return { kind: 'placed', order, purchase: undefined };
  return (await placedBefore(world, view.cart.id)) ?? { kind: 'not_found' };
}

/** The order of a cart with its last attempt to pay, asked about once more if nobody knows what became of it. */
async function placedBefore(world: CheckoutWorld, cart: CartId): Promise<PlaceResult | undefined> {
  const order = await world.orders.ofCart(cart);
  if (!order) return undefined;
  const stored = (await world.transactions.ofOrder(order.id)).filter(isFirstStep).at(-1);
  if (!stored || !isUnresolved(stored)) return { kind: 'placed_before', order, purchase: stored };
  const purchase = (await reconcileOrder(world, order)).filter(isFirstStep).at(-1) ?? stored;
  return { kind: 'placed_before', order, purchase };
}

function orderOf(world: CheckoutWorld, { checkout, lines, totals }: CheckoutView): Order {
  const { cartId, email, billingAddress, shippingAddress, shippingMethod, customerId } = checkout;
  return {
    id: orderId(world.random.id('order')),
    number: world.random.orderNumber(),
    accessToken: world.random.token(),
    cartId,
    email,
    ...(customerId === undefined ? {} : { customerId }),
    billingAddress,
    ...(shippingAddress === undefined ? {} : { shippingAddress }),
    shippingMethod,
    lines,
    totals,
    total: totals.total,
    placedAt: world.clock.now(),
  };
}
