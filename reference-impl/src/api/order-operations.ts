import { payAgain } from '../checkout/pay-again.ts';
import { orderHistories, orderHistory } from '../history/order-history.ts';
import { offeringTo } from '../http/operations.ts';
import { reconcileOrder, sweep } from '../payments/reconcile.ts';
import { unreachable } from '../shop/unreachable.ts';
import { placedOrder } from './checkout-operations.ts';
import { json, operation, orderOf } from './operation.ts';
import { problem } from './problem.ts';
import { wireOrder, wireTransaction } from './render.ts';

/** Orders and their payment history. */
export const orderOperations = {
  listOrders: operation('listOrders', { kind: 'permission', permission: 'view_orders' }, async (world, { query }) => {
    const { limit = 20, cursor } = query;
    const page = await orderHistories(world, cursor === undefined ? { limit } : { limit, cursor });
    const { nextCursor } = page;
    return json(200, { orders: page.histories.map(wireOrder), ...(nextCursor === undefined ? {} : { nextCursor }) });
  }),

  getOrder: operation('getOrder', { kind: 'order', permission: 'view_orders' }, async (world, { exchange }) => {
    const order = await orderOf(world, exchange);
    return order ? json(200, wireOrder(await orderHistory(world, order))) : problem('/problems/not-found');
  }),

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
