import { payAgain } from '../checkout/pay-again.ts';
import { orderHistory } from '../history/order-history.ts';
import { type OrderSearch, searchOrders } from '../history/order-search.ts';
import { orderTimeline } from '../history/order-timeline.ts';
import { offeringTo } from '../http/operations.ts';
import { PAYMENT_STATUSES } from '../payments/payment-status.ts';
import { reconcileOrder, sweep } from '../payments/reconcile.ts';
import { isCurrency } from '../shop/currency.ts';
import { instant } from '../shop/ids.ts';
import { isoText } from '../shop/instant.ts';
import { unreachable } from '../shop/unreachable.ts';
import { placedOrder } from './checkout-operations.ts';
import { json, operation, orderOf } from './operation.ts';
import { type FieldError, invalid, problem } from './problem.ts';
import { wireOrder, wireTransaction } from './render.ts';
import type { QueryOf } from './schema.ts';

/** Orders and their payment history. */
export const orderOperations = {
  listOrders: operation('listOrders', { kind: 'permission', permission: 'view_orders' }, async (world, { query }) => {
    const { limit = 20, cursor } = query;
    const search = searchOf(query);
    if ('errors' in search) return invalid(...search.errors);
    const page = await searchOrders(world, search, cursor === undefined ? { limit } : { limit, cursor });
    const { nextCursor } = page;
    return json(200, { orders: page.histories.map(wireOrder), ...(nextCursor === undefined ? {} : { nextCursor }) });
  }),

  getOrder: operation('getOrder', { kind: 'order', permission: 'view_orders' }, async (world, { exchange }) => {
    const order = await orderOf(world, exchange);
    return order ? json(200, wireOrder(await orderHistory(world, order))) : problem('/problems/not-found');
  }),

  getOrderTimeline: operation(
    'getOrderTimeline',
    { kind: 'permission', permission: 'view_payment_history' },
    async (world, { exchange }) => {
      const order = await orderOf(world, exchange);
      if (!order) return problem('/problems/not-found');
      const happenings = await orderTimeline(world, order);
      return json(200, { happenings: happenings.map((one) => ({ ...one, at: isoText(one.at) })) });
    },
  ),

  payAgain: operation('payAgain', { kind: 'order' }, async (world, { exchange, body }) => {
    const order = await orderOf(world, exchange);
    if (!order) return problem('/problems/not-found');
    const result = await payAgain(world, order, body.methodId);
    switch (result.kind) {
      case 'performed':
        return json(201, await placedOrder(world, order, result.purchase));
      case 'not_payable':
        return problem('/problems/wrong-state', { detail: 'Not every attempt to pay this order has failed.' });
      case 'method_not_offered':
        return problem('/problems/method-not-offered');
      default:
        return unreachable(result);
    }
  }),

  listPaymentTransactions: operation(
    'listPaymentTransactions',
    { kind: 'permission', permission: 'view_payment_history' },
    async (world, { exchange, caller }) => {
      const order = await orderOf(world, exchange);
      if (!order) return problem('/problems/not-found');
      const { transactions } = await orderHistory(world, order);
      const offering = await offeringTo(world, caller, transactions);
      return json(200, { paymentTransactions: transactions.map((one) => wireTransaction(one, offering)) });
    },
  ),

  reconcileOrder: operation(
    'reconcileOrder',
    { kind: 'order', permission: 'reconcile_payments' },
    async (world, { exchange }) => {
      const order = await orderOf(world, exchange);
      if (!order) return problem('/problems/not-found');
      await reconcileOrder(world, order);
      return json(200, wireOrder(await orderHistory(world, order)));
    },
  ),

  reconcileAll: operation('reconcileAll', { kind: 'permission', permission: 'reconcile_payments' }, async (world) =>
    json(200, await sweep(world)),
  ),
};

function searchOf(query: QueryOf<'listOrders'>): OrderSearch | Readonly<{ errors: readonly FieldError[] }> {
  const { text, currency, from, until } = query;
  const status = PAYMENT_STATUSES.find((known) => known === query.paymentStatus);
  if (query.paymentStatus !== undefined && status === undefined) {
    return { errors: [{ pointer: 'paymentStatus', detail: 'is not a payment status' }] };
  }
  if (currency !== undefined && !isCurrency(currency)) {
    return { errors: [{ pointer: 'currency', detail: 'is not a currency' }] };
  }
  return {
    filter: {
      ...(text === undefined ? {} : { text }),
      ...(currency === undefined ? {} : { currency }),
      ...(from === undefined ? {} : { from: instant(Date.parse(from)) }),
      ...(until === undefined ? {} : { until: instant(Date.parse(until)) }),
    },
    ...(status === undefined ? {} : { status }),
  };
}
