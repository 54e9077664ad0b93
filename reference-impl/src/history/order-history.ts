import { amountOf } from '../payments/amounts.ts';
import { type PaymentStatus, paidAndDue, paymentStatus, type StatusRow } from '../payments/payment-status.ts';
import { isUnresolved, type PaymentTransaction } from '../payments/transaction.ts';
import type { OrderFilter, PaymentWorld } from '../payments/world.ts';
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
  /** Whether asking the provider could tell something new. */
  isUnresolved: boolean;
}>;

/** The history of an order. */
export async function orderHistory(world: PaymentWorld, order: Order): Promise<OrderHistory> {
  const transactions = await world.transactions.ofOrder(order.id);
  const rows = transactions.flatMap(statusRow);
  return {
    order,
    status: paymentStatus(order.total, rows),
    ...paidAndDue(order.total, rows),
    transactions: transactions.toReversed(),
    isUnresolved: transactions.some(isUnresolved),
  };
}

/** What counts for the status. A fresh hold in place of another moves no money, and a dispute is between others. */
function statusRow(transaction: PaymentTransaction): readonly StatusRow[] {
  const { action, progress } = transaction;
  if (action === 're_authorize' || action === 'dispute') return [];
  // A card that was used is told by what was paid with it.
  if (action === 'validate' && progress.state === 'finished') return [];
  return [{ action, amount: amountOf(transaction), state: progress.state }];
}

/** A page of orders with their histories, newest first. */
export async function orderHistories(
  world: PaymentWorld,
  options: Readonly<{ limit: number; cursor?: string; filter?: OrderFilter }>,
): Promise<Readonly<{ histories: readonly OrderHistory[]; nextCursor?: string }>> {
  const { orders, ...rest } = await world.orders.page(options);
  return { histories: await Promise.all(orders.map((order) => orderHistory(world, order))), ...rest };
}
