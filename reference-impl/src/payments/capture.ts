import { type TransactionId, transactionId } from '../shop/ids.ts';
import { type Money, money } from '../shop/money.ts';
import type { Order } from '../shop/order.ts';
import { type GuardRefusal, guardTransaction } from './environment-guard.ts';
import { integrationById } from './integrations.ts';
import { reconcileOrder, sendCapture } from './reconcile.ts';
import { type FollowUp, isFollowUp, isPurchase, type PaymentTransaction, type Purchase } from './transaction.ts';
import type { PaymentWorld } from './world.ts';

/** What came of a wish to capture. What became of the money is in the capture itself. */
export type CaptureResult =
  | Readonly<{ kind: 'performed'; capture: FollowUp }>
  | Readonly<{ kind: 'not_found' }>
  | Readonly<{ kind: 'withheld'; refusal: GuardRefusal }>
  | Readonly<{ kind: 'integration_missing' }>
  | Readonly<{ kind: 'wrong_state' }>;

/**
 * Captures what is left of a hold. A second wish while one is under way or done gives the same capture and sends nothing;
 * after a failed one the hold is still open and a new wish is a new command.
 */
export async function capture(world: PaymentWorld, holdId: TransactionId): Promise<CaptureResult> {
  const hold = await world.transactions.byId(holdId);
  const order = hold && (await world.orders.byId(hold.orderId));
  if (!hold || !order) return { kind: 'not_found' };
  const refusal = guardTransaction(world.deployment, hold);
  if (refusal) return { kind: 'withheld', refusal };
  const result = await world.inTurn(`order ${order.id}`, () => captureInTurn(world, order, holdId));
  if (result.kind !== 'performed' || !deservesAnotherLook(result.capture)) return result;
  const transactions = await reconcileOrder(world, order);
  const now = transactions.filter(isFollowUp).find(({ id }) => id === result.capture.id);
  return { kind: 'performed', capture: now ?? result.capture };
}

/** The holds of an order that a sales person can capture now. */
export function capturableHolds(transactions: readonly PaymentTransaction[]): readonly Purchase[] {
  return transactions
    .filter(isPurchase)
    .filter((hold) => hold.action === 'authorize' && hold.progress.state === 'open' && !captureOf(hold, transactions))
    .filter((hold) => amountLeft(hold, transactions).minor > 0n);
}

/** What of a hold has not been captured yet. */
export function amountLeft(hold: Purchase, transactions: readonly PaymentTransaction[]): Money {
  const taken = transactions
    .filter(isFollowUp)
    .filter(({ sourceId, progress }) => sourceId === hold.id && progress.state === 'finished')
    .reduce((total, { amount }) => total + amount.minor, 0n);
  return money(hold.amount.minor - taken, hold.amount.currency);
}

async function captureInTurn(world: PaymentWorld, order: Order, holdId: TransactionId): Promise<CaptureResult> {
  const transactions = await world.transactions.ofOrder(order.id);
  const hold = transactions.filter(isPurchase).find(({ id }) => id === holdId);
  if (hold?.action !== 'authorize') return { kind: 'wrong_state' };
  const existing = captureOf(hold, transactions);
  if (existing) return { kind: 'performed', capture: existing };
  if (hold.progress.state !== 'open' || hold.reference === undefined) return { kind: 'wrong_state' };

  const found = await integrationById(world, hold.method.integrationId);
  if (!found) return { kind: 'integration_missing' };
  if (found.kind === 'withheld') return { kind: 'withheld', refusal: found.refusal };
  const wanted = newCapture(world, hold, amountLeft(hold, transactions));
  if ((await world.transactions.commit([wanted])) === 'conflict') {
    // Another process was first; its capture is the one that counts.
    const theirs = captureOf(hold, await world.transactions.ofOrder(order.id));
    return theirs ? { kind: 'performed', capture: theirs } : { kind: 'wrong_state' };
  }
  await sendCapture(world, order, hold, wanted, found.integration);
  const stored = await world.transactions.byId(wanted.id);
  return { kind: 'performed', capture: stored && isFollowUp(stored) ? stored : wanted };
}

/** After silence, and after a refusal that says the payment is not as we believed. */
function deservesAnotherLook({ progress }: FollowUp): boolean {
  if (progress.state === 'waiting') return progress.waiting.for === 'reconciliation';
  return progress.state === 'failed' && progress.failure.kind === 'rejected';
}

/** The capture of this shop that is under way or has succeeded. */
function captureOf(hold: Purchase, transactions: readonly PaymentTransaction[]): FollowUp | undefined {
  return transactions
    .filter(isFollowUp)
    .find(
      ({ sourceId, action, origin, progress }) =>
        sourceId === hold.id && action === 'capture' && origin.by === 'shop' && progress.state !== 'failed',
    );
}

function newCapture(world: PaymentWorld, hold: Purchase, amount: Money): FollowUp {
  const { random, clock } = world;
  const now = clock.now();
  const { orderId, environment, mode, method } = hold;
  return {
    id: transactionId(random.id('transaction')),
    orderId,
    accessIdentifier: random.token(),
    environment,
    mode,
    method,
    amount,
    action: 'capture',
    sourceId: hold.id,
    origin: { by: 'shop', commandId: random.id('command'), idempotencyKey: random.token() },
    progress: { state: 'waiting', waiting: { for: 'answer' } },
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}
