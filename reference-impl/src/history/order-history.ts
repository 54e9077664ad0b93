import { capturableHolds } from '../payments/capture.ts';
import { type PaymentStatus, paidAndDue, paymentStatus } from '../payments/payment-status.ts';
import { isUnresolved, type PaymentTransaction } from '../payments/transaction.ts';
import type { PaymentWorld } from '../payments/world.ts';
import type { Money } from '../shop/money.ts';
import type { Order } from '../shop/order.ts';

/** An order with what has been paid, computed from its payment transactions. */
export type OrderHistory = Readonly<{
  order: Order;
  status: PaymentStatus;
  paid: Money;
  due: Money;
  /** Newest first, as the history shows them. */
  transactions: readonly PaymentTransaction[];
  /** The ids of holds that can be captured. */
  capturable: ReadonlySet<string>;
  /** Whether asking the provider could tell something new. */
  isUnresolved: boolean;
}>;

/** The history of an order. */
export async function orderHistory(world: PaymentWorld, order: Order): Promise<OrderHistory> {
  const transactions = await world.transactions.ofOrder(order.id);
  const rows = transactions.map(({ action, amount, progress }) => ({ action, amount, state: progress.state }));
  return {
    order,
    status: paymentStatus(order.total, rows),
    ...paidAndDue(order.total, rows),
    transactions: transactions.toReversed(),
    capturable: new Set(capturableHolds(transactions).map(({ id }) => id)),
    isUnresolved: transactions.some(isUnresolved),
  };
}

/** A page of orders with their histories, newest first. */
export async function orderHistories(
  world: PaymentWorld,
  options: Readonly<{ limit: number; cursor?: string }>,
): Promise<Readonly<{ histories: readonly OrderHistory[]; nextCursor?: string }>> {
  const { orders, ...rest } = await world.orders.page(options);
  return { histories: await Promise.all(orders.map((order) => orderHistory(world, order))), ...rest };
}
