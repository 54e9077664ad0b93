import type { Order } from '../shop/order.ts';
import type { Offer } from './payment-rules.ts';
import { newPledge } from './pledge.ts';
import { newPurchase, performPurchase } from './purchase.ts';
import { isPledge, isPurchase, type PaymentTransaction, type Pledge, type Purchase } from './transaction.ts';
import type { PaymentWorld } from './world.ts';

/** The first transaction of an attempt to pay: asked of a provider, or promised. */
export type FirstStep = Purchase | Pledge;

/** Whether a transaction begins an attempt to pay. */
export function isFirstStep(transaction: PaymentTransaction): transaction is FirstStep {
  return isPurchase(transaction) || isPledge(transaction);
}

/** The first transaction for an order with a method on offer, not yet stored and not yet sent. */
export function newFirstStep(world: PaymentWorld, order: Pick<Order, 'id' | 'total'>, offer: Offer): FirstStep {
  return offer.kind === 'provider' ? newPurchase(world, order, offer) : newPledge(world, order, offer);
}

/** Sends a stored purchase; of a promise there is nothing to send. */
export async function performFirstStep(
  world: PaymentWorld,
  order: Order,
  step: FirstStep,
  offer: Offer,
): Promise<FirstStep> {
  if (isPledge(step) || offer.kind !== 'provider') return step;
  return performPurchase(world, order, step, offer.integration);
}
