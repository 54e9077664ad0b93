import type { PaymentWorld } from '../payments/world.ts';
import type { Order } from '../shop/order.ts';
import { type Happening, timelineOf } from './timeline.ts';

/** More than ever happens to one order; what is older is in its history. */
const EACH_MAX = 200;

/** What happened to an order, the first thing first. */
export async function orderTimeline(world: PaymentWorld, order: Order): Promise<readonly Happening[]> {
  const [transactions, notifications, audit] = await Promise.all([
    world.transactions.ofOrder(order.id),
    world.inbox.ofOrder(order.id, EACH_MAX),
    world.audit.page({ filter: { subject: 'order', subjectId: order.id }, limit: EACH_MAX }),
  ]);
  return timelineOf({ order, transactions, entries: audit.entries, notifications });
}
