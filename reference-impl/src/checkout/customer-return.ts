import { reconcileOrder } from '../payments/reconcile.ts';
import { isUnresolved } from '../payments/transaction.ts';
import type { Order } from '../shop/order.ts';
import type { CheckoutWorld } from './world.ts';

/**
 * The customer's browser has come back from the provider's page. The address says which transaction it is about and
 * nothing else: what became of it is asked of the provider. Coming back again asks nothing more once it is settled.
 */
export async function customerReturned(world: CheckoutWorld, accessIdentifier: string): Promise<Order | undefined> {
  const transaction = await world.transactions.byAccessIdentifier(accessIdentifier);
  const order = transaction && (await world.orders.byId(transaction.orderId));
  if (!order) return undefined;
  if (isUnresolved(transaction)) await reconcileOrder(world, order);
  return order;
}
