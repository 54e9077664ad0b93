import { changeQuantity, createCart } from '../checkout/carts.ts';
import { checkoutView, startCheckout } from '../checkout/checkout.ts';
import { placeOrder } from '../checkout/place-order.ts';
import { orderHistory } from '../history/order-history.ts';
import type { Exchange } from '../http/exchange.ts';
import type { FirstStep } from '../payments/first-step.ts';
import type { Outcome } from '../payments/outcome.ts';
import { outcomeOf } from '../payments/transaction.ts';
import { CATALOGUE } from '../shop/catalogue.ts';
import { type CartId, type CheckoutId, cartId, checkoutId, productId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { unreachable } from '../shop/unreachable.ts';
import { checkoutEntryOf } from './checkout-entry.ts';
import { customerIn } from './customer-operations.ts';
import { type Access, type ApiWorld, json, operation } from './operation.ts';
import { invalid, problem } from './problem.ts';
import { wireCart, wireCheckout, wireProduct } from './render.ts';
import type { components } from './wire.d.ts';

const ANYONE: Access = { kind: 'anyone' };

/** What a customer does, up to placing the order. */
export const checkoutOperations = {
  listProducts: operation('listProducts', ANYONE, async () => json(200, { products: CATALOGUE.map(wireProduct) })),

  createCart: operation('createCart', ANYONE, async (world, { body }) =>
    json(201, wireCart(await createCart(world, body.currency))),
  ),

  getCart: operation('getCart', ANYONE, async (world, { exchange }) => {
    const cart = await world.checkouts.cart(cartIn(exchange));
    return cart ? json(200, wireCart(cart)) : problem('/problems/not-found');
  }),

  setCartLine: operation('setCartLine', ANYONE, async (world, { exchange, body }) => {
    const product = productId(exchange.parameters.productId ?? '');
    const result = await changeQuantity(world, cartIn(exchange), product, () => body.quantity);
    switch (result.kind) {
      case 'changed':
        return json(200, wireCart(result.cart));
      case 'cart_not_found':
      case 'product_not_found':
        return problem('/problems/not-found');
      case 'already_ordered':
        return problem('/problems/already-ordered');
      default:
        return unreachable(result);
    }
  }),

  startCheckout: operation('startCheckout', ANYONE, async (world, { exchange, body }) => {
    const entry = checkoutEntryOf(body);
    if ('errors' in entry) return invalid(...entry.errors);
    const customer = await customerIn(world, exchange);
    const by = customer ? { customerId: customer.id } : {};
    const result = await startCheckout(world, { ...entry, ...by, cartId: cartId(body.cartId) });
    switch (result.kind) {
      case 'started':
        return json(201, wireCheckout(result.view));
      case 'cart_not_found':
        return problem('/problems/not-found', { detail: 'There is no such cart.' });
      case 'cart_empty':
        return problem('/problems/cart-empty');
      case 'already_ordered':
        return problem('/problems/already-ordered');
      case 'discount_not_good':
        return invalid({ pointer: '/discountCode', detail: 'is not the code of a discount for this order' });
      default:
        return unreachable(result);
    }
  }),

  getCheckout: operation('getCheckout', ANYONE, async (world, { exchange }) => {
    const view = await checkoutView(world, checkoutIn(exchange));
    return view ? json(200, wireCheckout(view)) : problem('/problems/not-found');
  }),

  placeOrder: operation('placeOrder', ANYONE, async (world, { exchange, body }) => {
    const result = await placeOrder(world, checkoutIn(exchange), { methodId: body.methodId, review: body.review });
    switch (result.kind) {
      case 'placed':
        return json(201, await placedOrder(world, result.order, result.purchase));
      case 'placed_before':
        return json(200, await placedOrder(world, result.order, result.purchase));
      case 'not_found':
        return problem('/problems/not-found');
      case 'cart_empty':
        return problem('/problems/cart-empty');
      case 'changed_since_review':
        return problem('/problems/changed-meanwhile', {
          detail: 'The order is not what was reviewed. Ask for the checkout again; nothing was ordered.',
        });
      case 'method_missing':
        return invalid({ pointer: '/methodId', detail: 'is required, as there is something to pay' });
      case 'method_not_offered':
        return problem('/problems/method-not-offered', {
          detail: 'Ask for the checkout again and choose another one.',
        });
      default:
        return unreachable(result);
    }
  }),
};

/** An order just placed or paid again: what the customer needs to go on. */
export async function placedOrder(
  world: ApiWorld,
  order: Order,
  purchase: FirstStep | undefined,
): Promise<components['schemas']['PlacedOrder']> {
  // What costs nothing needs nobody's consent.
  const outcome: Outcome = purchase ? outcomeOf(purchase) : { kind: 'approved' };
  return {
    orderId: order.id,
    orderNumber: order.number,
    orderToken: order.accessToken,
    paymentStatus: (await orderHistory(world, order)).status,
    outcome,
    ...(outcome.kind === 'action_required' ? { redirectUrl: outcome.redirectUrl } : {}),
  };
}

function cartIn(exchange: Exchange): CartId {
  return cartId(exchange.parameters.cartId ?? '');
}

function checkoutIn(exchange: Exchange): CheckoutId {
  return checkoutId(exchange.parameters.checkoutId ?? '');
}
