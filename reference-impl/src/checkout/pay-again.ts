import { type FirstStep, isFirstStep, newFirstStep, performFirstStep } from '../payments/first-step.ts';
import { type Offer, offers } from '../payments/payment-rules.ts';
import type { PaymentTransaction } from '../payments/transaction.ts';
import type { Order } from '../shop/order.ts';
import { contextOfOrder } from './rule-contexts.ts';
import type { CheckoutWorld } from './world.ts';

/** What came of trying to pay an order once more. */
export type PayAgainResult =
  | Readonly<{ kind: 'performed'; purchase: FirstStep }>
  | Readonly<{ kind: 'not_payable' }>
  | Readonly<{ kind: 'method_not_offered' }>;

/** Whether every attempt to pay has failed, so that another one cannot collect twice. */
export function canPayAgain(transactions: readonly PaymentTransaction[]): boolean {
  // A card that was checked and used is over, whatever came of using it.
  const attempts = transactions.filter(
    ({ action, progress }) => action !== 'validate' || progress.state !== 'finished',
  );
  return attempts.length > 0 && attempts.every(({ progress }) => progress.state === 'failed');
}

/** What an order can be paid with now. */
export async function offersFor(world: CheckoutWorld, order: Order): Promise<readonly Offer[]> {
  return offers(world, await contextOfOrder(world, order));
}

function isOpenPledge(step: FirstStep): boolean {
  return step.action === 'pending' && step.progress.state === 'open';
}

/** Makes a new attempt to pay an order whose attempts have all failed. A double click makes one attempt. */
export async function payAgain(world: CheckoutWorld, order: Order, methodId: string): Promise<PayAgainResult> {
  return world.inTurn(`pay-again ${order.id}`, async () => {
    const transactions = await world.transactions.ofOrder(order.id);
    const underWay = transactions
      .filter(isFirstStep)
      .findLast((step) => step.progress.state === 'waiting' || isOpenPledge(step));
    if (underWay) return { kind: 'performed', purchase: underWay };
    if (!canPayAgain(transactions)) return { kind: 'not_payable' };
    const offer = (await offersFor(world, order)).find(({ method }) => method.id === methodId);
    if (!offer) return { kind: 'method_not_offered' };
    const purchase = newFirstStep(world, order, offer);
    if ((await world.transactions.commit([purchase])) === 'conflict') return { kind: 'not_payable' };
    return { kind: 'performed', purchase: await performFirstStep(world, order, purchase, offer) };
  });
}
