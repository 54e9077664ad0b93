import type { Actor, AuditEntry } from '../shop/audit.ts';
import { type TransactionId, transactionId } from '../shop/ids.ts';
import { inWords, type Money, sameMoney } from '../shop/money.ts';
import type { Order } from '../shop/order.ts';
import { paidByCard, purchaseByCard } from './card-check.ts';
import { type GuardRefusal, guardTransaction } from './environment-guard.ts';
import { integrationById } from './integrations.ts';
import { asksNobody } from './offered.ts';
import { isOfflineMethod } from './offline-method.ts';
import { changedBy, recorded } from './pledge.ts';
import { reconcileOrder, sendFollowUp, sendPurchase } from './reconcile.ts';
import {
  type FollowUp,
  isFollowUp,
  isPledge,
  isPurchase,
  type PaymentTransaction,
  type Purchase,
  progressed,
  type Validation,
} from './transaction.ts';
import { type Plan, planOf, type Wanted } from './wanted.ts';
import type { PaymentWorld } from './world.ts';

/** What came of a wish. What became of the money is in the transaction itself. */
export type OperationResult =
  | Readonly<{ kind: 'performed'; transaction: FollowUp | Purchase }>
  | Readonly<{ kind: 'not_found' }>
  | Readonly<{ kind: 'withheld'; refusal: GuardRefusal }>
  | Readonly<{ kind: 'integration_missing' }>
  | Readonly<{ kind: 'not_supported' }>
  | Exclude<Plan, { kind: 'existing' | 'new' }>;

/**
 * Captures, gives back, returns or renews. The same wish again, by whomever and after whatever restart, gives the same
 * transaction and sends nothing; after a failed one a new wish is a new command. The command and its key are stored
 * before anything is sent.
 */
export async function operate(
  world: PaymentWorld,
  sourceId: TransactionId,
  wanted: Wanted,
  by: Actor,
): Promise<OperationResult> {
  const source = await world.transactions.byId(sourceId);
  const order = source && (await world.orders.byId(source.orderId));
  if (!source || !order) return { kind: 'not_found' };
  const refusal = guardTransaction(world.deployment, source);
  if (refusal) return { kind: 'withheld', refusal };
  const result = await world.inTurn(`order ${order.id}`, () => operateInTurn(world, order, sourceId, { wanted, by }));
  if (result.kind !== 'performed' || !deservesAnotherLook(result.transaction)) return result;
  const transactions = await reconcileOrder(world, order);
  const now = transactions.find(({ id }) => id === result.transaction.id);
  return { kind: 'performed', transaction: now && !isPledge(now) ? now : result.transaction };
}

async function operateInTurn(
  world: PaymentWorld,
  order: Order,
  sourceId: TransactionId,
  { wanted, by }: Readonly<{ wanted: Wanted; by: Actor }>,
): Promise<OperationResult> {
  const transactions = await world.transactions.ofOrder(order.id);
  const checked = transactions.find(({ id }) => id === sourceId);
  if (checked?.action === 'validate' && wanted.action === 'capture') {
    return payWithCard(world, order, checked, { transactions, wanted, by });
  }
  const plan = planOf(sourceId, wanted, transactions);
  if (plan.kind === 'existing') return { kind: 'performed', transaction: plan.transaction };
  if (plan.kind !== 'new') return plan;
  const source = transactions.find(({ id }) => id === sourceId);
  if (source && (isOfflineMethod(source.method.id) || asksNobody(wanted.action, source))) {
    return operateOffline(world, { order, source, transactions, plan, wanted, by });
  }
  const purchase = source && purchaseOf(source, transactions);
  if (!source || !purchase) return { kind: 'wrong_state' };

  const found = await integrationById(world, purchase.method.integrationId);
  if (!found) return { kind: 'integration_missing' };
  if (found.kind === 'withheld') return { kind: 'withheld', refusal: found.refusal };
  const { integration } = found;
  if (!world.providers[integration.type].operations.includes(wanted.action)) return { kind: 'not_supported' };
  const made = newFollowUp(world, source, plan);
  if ((await world.transactions.commit([made], asked(order, made, by))) === 'conflict') {
    return theirs(world, order, sourceId, wanted);
  }
  await sendFollowUp(world, order, purchase, made, integration);
  const stored = await world.transactions.byId(made.id);
  return { kind: 'performed', transaction: stored && isFollowUp(stored) ? stored : made };
}

/**
 * Takes the whole of what is to be paid with a card that was checked, in one payment of its own; a second wish gives the
 * same. After a decline the card can be tried again.
 */
async function payWithCard(
  world: PaymentWorld,
  order: Order,
  checked: Validation,
  {
    transactions,
    wanted,
    by,
  }: Readonly<{
    transactions: readonly PaymentTransaction[];
    wanted: Extract<Wanted, { action: 'capture' }>;
    by: Actor;
  }>,
): Promise<OperationResult> {
  const existing = paidByCard(checked.id, transactions);
  if (existing) return { kind: 'performed', transaction: existing };
  if (checked.progress.state !== 'open') return { kind: 'wrong_state' };
  if (wanted.part && !sameMoney(wanted.part.amount, checked.pays)) return { kind: 'not_supported' };
  const found = await integrationById(world, checked.method.integrationId);
  if (!found) return { kind: 'integration_missing' };
  if (found.kind === 'withheld') return { kind: 'withheld', refusal: found.refusal };
  const made = purchaseByCard(world, checked, 'charge');
  // The check moves one version on, so that of paying with its card and calling it off only one is stored.
  const moved = progressed(checked, checked.progress, made.createdAt);
  if ((await world.transactions.commit([made, moved], asked(order, made, by))) === 'conflict') {
    const theirs = paidByCard(checked.id, await world.transactions.ofOrder(order.id));
    return theirs ? { kind: 'performed', transaction: theirs } : { kind: 'wrong_state' };
  }
  return { kind: 'performed', transaction: await sendPurchase(world, order, made, found.integration) };
}

/** Another process was first. Its command is the one that counts, if it is for the same. */
async function theirs(
  world: PaymentWorld,
  { id }: Order,
  sourceId: TransactionId,
  wanted: Wanted,
): Promise<OperationResult> {
  const plan = planOf(sourceId, wanted, await world.transactions.ofOrder(id));
  if (plan.kind === 'existing') return { kind: 'performed', transaction: plan.transaction };
  return plan.kind === 'new' ? { kind: 'wrong_state' } : plan;
}

type Offline = Readonly<{
  order: Order;
  source: PaymentTransaction;
  transactions: readonly PaymentTransaction[];
  plan: Extract<Plan, { kind: 'new' }>;
  wanted: Wanted;
  by: Actor;
}>;

/** What needs no provider is done by being written down, with all that changes by it, in one commit. */
async function operateOffline(
  world: PaymentWorld,
  { order, source, transactions, plan, wanted, by }: Offline,
): Promise<OperationResult> {
  const made = recorded(newFollowUp(world, source, plan), plan.content);
  const changed = [made, ...changedBy(made, transactions)];
  const result = await world.transactions.commit(changed, asked(order, made, by));
  return result === 'conflict' ? theirs(world, order, source.id, wanted) : { kind: 'performed', transaction: made };
}

/** What is written down about a wish, in the same commit as its command. */
function asked({ id, number }: Order, made: FollowUp | Purchase, by: Actor): AuditEntry {
  const note = 'note' in made && made.note !== undefined ? [{ field: 'note', after: made.note }] : [];
  return {
    at: made.createdAt,
    by,
    action: 'payment_asked',
    about: { kind: 'order', id, label: number },
    changes: [
      { field: 'operation', after: made.action },
      { field: 'amount', after: inWords(made.amount) },
      { field: 'transaction', after: made.id },
      ...note,
    ],
  };
}

/** The purchase that a transaction is, or was done to. */
function purchaseOf(source: PaymentTransaction, transactions: readonly PaymentTransaction[]): Purchase | undefined {
  if (isPurchase(source)) return source;
  return transactions.filter(isPurchase).find(({ id }) => isFollowUp(source) && id === source.sourceId);
}

/** After silence, and after a refusal that says the payment is not as we believed. */
function deservesAnotherLook({ progress }: FollowUp | Purchase): boolean {
  if (progress.state === 'waiting') return progress.waiting.for === 'reconciliation';
  return progress.state === 'failed' && progress.failure.kind === 'rejected';
}

function newFollowUp(
  world: PaymentWorld,
  source: PaymentTransaction,
  { amount, wish, content }: Readonly<{ amount: Money } & Pick<Extract<Plan, { kind: 'new' }>, 'wish' | 'content'>>,
): FollowUp {
  const { random, clock } = world;
  const now = clock.now();
  const { orderId, environment, mode, method } = source;
  return {
    id: transactionId(random.id('transaction')),
    orderId,
    accessIdentifier: random.token(),
    environment,
    mode,
    method,
    amount,
    ...content,
    wish,
    sourceId: source.id,
    origin: { by: 'shop', commandId: random.id('command'), idempotencyKey: random.token() },
    progress: { state: 'waiting', waiting: { for: 'answer' } },
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}
