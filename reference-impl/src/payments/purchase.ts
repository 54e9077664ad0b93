import { transactionId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { firstAskedFor } from './card-check.ts';
import type { Integration } from './integration.ts';
import type { Offer } from './payment-rules.ts';
import { reconcileOrder, sendPurchase } from './reconcile.ts';
import { isPurchase, type Purchase } from './transaction.ts';
import type { PaymentWorld } from './world.ts';

/** A purchase for an order with a method on offer, with its key, not yet stored and not yet sent. */
export function newPurchase(
  world: PaymentWorld,
  order: Pick<Order, 'id' | 'total'>,
  { method, integration, options }: Extract<Offer, { kind: 'provider' }>,
): Purchase {
  const { random, clock, deployment } = world;
  const now = clock.now();
  const { account, cardCheck = 'none' } = integration.settings;
  // Of a wallet there is no card to check.
  const check = method.declared.checksCards ? cardCheck : 'none';
  const asked = firstAskedFor(options.paymentAction ?? integration.settings.paymentAction, check);
  const common = {
    id: transactionId(random.id('transaction')),
    orderId: order.id,
    accessIdentifier: random.token(),
    environment: deployment.environment,
    mode: deployment.mode,
    method: { id: method.id, label: method.shortLabel, integrationId: integration.id },
    ...(account === undefined ? {} : { account }),
    origin: { by: 'shop', commandId: random.id('command'), idempotencyKey: random.token() },
    progress: { state: 'waiting', waiting: { for: 'answer' } },
    createdAt: now,
    updatedAt: now,
    version: 1,
  } as const;
  if (asked.action !== 'validate') return { ...common, action: asked.action, amount: order.total };
  const nothing = { ...order.total, minor: 0n };
  return { ...common, action: 'validate', amount: nothing, next: asked.next, pays: order.total };
}

/** Sends a stored purchase; when no readable answer comes, asks once what became of it. */
export async function performPurchase(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  integration: Integration,
): Promise<Purchase> {
  const sent = await world.inTurn(`order ${order.id}`, () => sendPurchase(world, order, purchase, integration));
  if (sent.progress.state !== 'waiting' || sent.progress.waiting.for !== 'reconciliation') return sent;
  const transactions = await reconcileOrder(world, order);
  return transactions.filter(isPurchase).find(({ id }) => id === purchase.id) ?? sent;
}
