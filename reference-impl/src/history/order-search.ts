import type { PaymentStatus } from '../payments/payment-status.ts';
import type { OrderFilter, PaymentWorld } from '../payments/world.ts';
import { type OrderHistory, orderHistories } from './order-history.ts';

/** Which orders are looked for. The payment status is computed, so it is looked at one order after the other. */
export type OrderSearch = Readonly<{ filter: OrderFilter; status?: PaymentStatus }>;

/** What was found. `isCut` when so many orders were looked at that it stopped; there may be more after the cursor. */
export type Found = Readonly<{ histories: readonly OrderHistory[]; nextCursor?: string; isCut: boolean }>;

/** How many orders one search looks at. */
export const SEARCH_ORDERS_MAX = 1_000;

/** At most so many orders that fit, newest first. */
export async function searchOrders(
  world: PaymentWorld,
  { filter, status }: OrderSearch,
  { limit, cursor }: Readonly<{ limit: number; cursor?: string }>,
): Promise<Found> {
  const found: OrderHistory[] = [];
  let at = cursor;
  for (let looked = 0; looked < SEARCH_ORDERS_MAX; ) {
    const wanted = limit - found.length;
    const page = await orderHistories(world, { limit: wanted, filter, ...(at === undefined ? {} : { cursor: at }) });
    looked += wanted;
    found.push(...page.histories.filter((history) => status === undefined || history.status === status));
    at = page.nextCursor;
    if (at === undefined) return { histories: found, isCut: false };
    if (found.length === limit) return { histories: found, nextCursor: at, isCut: false };
  }
  return { histories: found, ...(at === undefined ? {} : { nextCursor: at }), isCut: true };
}
