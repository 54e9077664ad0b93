import { transactionId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { unreachable } from '../shop/unreachable.ts';
import { checkEndedBy, nextAfterCheck } from './card-check.ts';
import { guardTransaction } from './environment-guard.ts';
import { requestFor } from './follow-up-request.ts';
import type { Integration } from './integration.ts';
import { integrationById } from './integrations.ts';
import { knownOf } from './known.ts';
import type { Reading, Rejection } from './outcome.ts';
import { methodKindOf } from './payment-method.ts';
import { ask, type Withheld } from './perform.ts';
import type { Known, PurchaseCommand } from './provider.ts';
import { mismatchOf, type Occasion, settleCharge, settleHold, settlePurchase } from './settle.ts';
import {
  type FollowUp,
  followUpsOf,
  isFollowUp,
  isInFlight,
  isPurchase,
  isUnresolved,
  type PaymentTransaction,
  type Purchase,
  progressed,
} from './transaction.ts';
import type { PaymentWorld } from './world.ts';

/** How many transactions one sweep looks at, so that it ends. */
export const SWEEP_MAX = 100;

/** Why a payment could not be asked about. The transactions stay as they are. */
export type NotAsked = Withheld | Readonly<{ kind: 'integration_missing' }>;

/** What a sweep did. */
export type Sweep = Readonly<{ looked: number; resolved: number; left: number }>;

/** An order's transactions after the provider was asked about them, oldest first, and whether it has answered. */
export type Look = Readonly<{ transactions: readonly PaymentTransaction[]; isAnswered: boolean }>;

/** Asks the provider what became of an order's payments and gives its transactions as they are afterwards. */
export async function reconcileOrder(world: PaymentWorld, order: Order): Promise<readonly PaymentTransaction[]> {
  return (await lookAtOrder(world, order)).transactions;
}

/** Asks the provider what became of an order's payments and records it. Safe to repeat and to run twice at once. */
export async function lookAtOrder(world: PaymentWorld, order: Order): Promise<Look> {
  return world.inTurn(`order ${order.id}`, async () => {
    const before = await world.transactions.ofOrder(order.id);
    let isAnswered = true;
    for (const purchase of before.filter(isPurchase)) {
      const followUps = followUpsOf(purchase, before);
      if (isSettledForGood(purchase)) continue;
      const look = await reconcilePurchase(world, order, purchase, followUps);
      if (look.kind !== 'answered') isAnswered = false;
    }
    return { transactions: await world.transactions.ofOrder(order.id), isAnswered };
  });
}

/** Reconciles the orders of what is unresolved, oldest first and not more than a bounded number, for as long as it may. */
export async function sweep(world: PaymentWorld, mayGoOn: () => boolean = () => true): Promise<Sweep> {
  const unresolved = await world.transactions.unresolved(SWEEP_MAX);
  for (const id of new Set(unresolved.map(({ orderId }) => orderId))) {
    const order = mayGoOn() ? await world.orders.byId(id) : undefined;
    if (order) await reconcileOrder(world, order);
  }
  const after = await Promise.all(unresolved.map(({ id }) => world.transactions.byId(id)));
  const left = after.filter((transaction) => transaction && isUnresolved(transaction)).length;
  return { looked: unresolved.length, resolved: unresolved.length - left, left };
}

/** Sends a purchase that has been stored and not yet been sent, and records the answer. */
export async function sendPurchase(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  integration: Integration,
): Promise<Purchase> {
  const reading = await requestPurchase(world, order, purchase, integration);
  return recordPurchase(world, order, purchase, { reading, sending: 'first_send', integration });
}

/** Sends what has been stored and not yet been sent to be done to a purchase, and records the answer. */
export async function sendFollowUp(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  followUp: FollowUp,
  integration: Integration,
): Promise<void> {
  const reading = await requestFollowUp(world, order, purchase, followUp, integration);
  await recordFollowUp(world, order, purchase, followUp, reading, 'first_send');
}

async function reconcilePurchase(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  followUps: readonly FollowUp[],
): Promise<NotAsked | Readonly<{ kind: 'answered' | 'unanswered' }>> {
  const refusal = guardTransaction(world.deployment, purchase);
  if (refusal) return { kind: 'withheld', refusal };
  const found = await integrationById(world, purchase.method.integrationId);
  if (!found) return { kind: 'integration_missing' };
  if (found.kind === 'withheld') return { kind: 'withheld', refusal: found.refusal };
  const { integration } = found;

  if (isUnresolved(purchase)) {
    const reading = await lookUpPurchase(world, order, purchase, integration);
    await recordPurchase(world, order, purchase, { reading, sending: 'after_silence', integration });
    return reading.kind === 'withheld' ? reading : { kind: reading.kind === 'payment' ? 'answered' : 'unanswered' };
  }
  const payment = await lookUp(world, order, purchase, integration);
  if (payment.kind !== 'payment') return payment.kind === 'withheld' ? payment : { kind: 'unanswered' };
  await recordPayment(world, order, purchase, followUps, payment);
  for (const followUp of followUps.filter(isInFlight)) {
    await resolveFollowUp(world, order, purchase, followUp, integration);
  }
  return { kind: 'answered' };
}

/** What failed stays failed, and what a person has to look at is left to that person. */
function isSettledForGood({ action, progress, reference }: Purchase): boolean {
  if (action === 'validate' && progress.state !== 'waiting') return true;
  if (progress.state === 'failed') return true;
  if (progress.state === 'waiting') return progress.waiting.for === 'person';
  return reference === undefined;
}

/** Something that the look-up did not find: it never arrived, so the same command may go again under its own key. */
async function resolveFollowUp(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  followUp: FollowUp,
  integration: Integration,
): Promise<void> {
  const current = await world.transactions.byId(followUp.id);
  if (!current || !isFollowUp(current) || !isInFlight(current)) return;
  const source = await world.transactions.byId(purchase.id);
  if (!source || !isPurchase(source)) return;
  const reading = await requestFollowUp(world, order, source, current, integration);
  await recordFollowUp(world, order, source, current, reading, 'after_silence');
}

/** The payment by its reference, or by the command when the answer that named it was lost, or asked for once more. */
async function lookUpPurchase(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  integration: Integration,
): Promise<Reading | Withheld> {
  if (purchase.reference !== undefined) return lookUp(world, order, purchase, integration);
  const { origin } = purchase;
  if (origin.by !== 'shop') throw new Error(`purchase ${purchase.id} has no command to look for`);
  const provider = world.providers[integration.type];
  const known = await whatIsKnown(world, order, purchase, integration);
  const found = await ask(world, integration, provider.searchRequest(order.number, known), (reply) =>
    provider.readSearch(reply, origin.commandId),
  );
  return found.kind === 'absent' ? requestPurchase(world, order, purchase, integration) : found;
}

async function lookUp(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  integration: Integration,
): Promise<Reading | Withheld> {
  if (purchase.reference === undefined) throw new Error(`purchase ${purchase.id} has no reference to look up`);
  const provider = world.providers[integration.type];
  const known = await whatIsKnown(world, order, purchase, integration);
  return ask(world, integration, provider.lookupRequest(purchase.reference, known), provider.readPayment);
}

/** What the shop knows of a purchase by now, which may be more than when it was read. */
async function whatIsKnown(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  integration: Integration,
): Promise<Known> {
  const { deployment, clock, transactions } = world;
  const command = purchaseCommandOf(world, order, purchase, integration);
  const followUps = followUpsOf(purchase, await transactions.ofOrder(order.id));
  return knownOf({ deployment, integration, command, purchase, followUps, now: clock.now() });
}

/** What the provider is asked when the customer wants to pay, always the same for the same purchase. */
function purchaseCommandOf(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  integration: Integration,
): PurchaseCommand {
  const { origin, amount, card } = purchase;
  if (origin.by !== 'shop') throw new Error(`purchase ${purchase.id} was not made here`);
  const provider = world.providers[integration.type];
  const kept = card && { kind: 'kept' as const, reference: card.reference };
  const cardWanted = purchase.action === 'validate' ? { kind: 'check' as const } : kept;
  const action = purchase.action === 'validate' ? 'authorize' : purchase.action;
  return {
    action,
    method: methodKindOf(purchase.method.id, integration, provider.methods),
    ...(cardWanted === undefined ? {} : { card: cardWanted }),
    amount,
    orderNumber: order.number,
    commandId: origin.commandId,
    environment: purchase.environment,
    idempotencyKey: origin.idempotencyKey,
    returnUrl: `${world.deployment.publicUrl}/checkout/return/${purchase.accessIdentifier}`,
  };
}

async function requestPurchase(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  integration: Integration,
): Promise<Reading | Withheld> {
  const provider = world.providers[integration.type];
  const known = await whatIsKnown(world, order, purchase, integration);
  const request = provider.purchaseRequest(known.purchase, known);
  return ask(world, integration, request, provider.readPayment);
}

async function requestFollowUp(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  followUp: FollowUp,
  integration: Integration,
): Promise<Reading | Withheld> {
  const provider = world.providers[integration.type];
  const source = await world.transactions.byId(followUp.sourceId);
  const known = await whatIsKnown(world, order, purchase, integration);
  const request = requestFor(provider, purchase, followUp, { source, known });
  return ask(world, integration, request, provider.readPayment);
}

/** On the first send a rejection is final. After a silence it says nothing about what the first send did. */
type Sending = 'first_send' | 'after_silence';

async function recordPurchase(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  {
    reading,
    sending,
    integration,
  }: Readonly<{ reading: Reading | Withheld; sending: Sending; integration: Integration }>,
): Promise<Purchase> {
  const occasion = occasionOf(world);
  const changed =
    reading.kind === 'payment'
      ? settlePurchase(purchase, order.number, reading.payment, occasion)
      : withoutPayment(purchase, reading, sending, occasion);
  const next = changed.flatMap((one) => nextAfterCheck(world, one) ?? []);
  const ended = await checksEnded(world, order, changed);
  // What is paid with a card is stored together with its check, so that a crash in between forgets neither.
  const all = [
    ...changed.map((one) => next.find(({ validation }) => validation.id === one.id)?.validation ?? one),
    ...ended,
    ...next.map((one) => one.purchase),
  ];
  if (await store(world, order, all)) {
    for (const one of next) await sendPurchase(world, order, one.purchase, integration);
  }
  const stored = await world.transactions.byId(purchase.id);
  return stored && isPurchase(stored) ? stored : purchase;
}

async function checksEnded(
  world: PaymentWorld,
  order: Order,
  changed: readonly PaymentTransaction[],
): Promise<readonly PaymentTransaction[]> {
  if (!changed.some((one) => 'card' in one)) return [];
  const transactions = await world.transactions.ofOrder(order.id);
  return changed.flatMap((one) => checkEndedBy(one, transactions));
}

async function recordFollowUp(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  followUp: FollowUp,
  reading: Reading | Withheld,
  sending: Sending,
): Promise<void> {
  if (reading.kind === 'payment') {
    const followUps = followUpsOf(purchase, await world.transactions.ofOrder(order.id));
    await recordPayment(world, order, purchase, followUps, reading);
    return;
  }
  await store(world, order, withoutPayment(followUp, reading, sending, occasionOf(world)));
}

async function recordPayment(
  world: PaymentWorld,
  order: Order,
  purchase: Purchase,
  followUps: readonly FollowUp[],
  { payment }: Extract<Reading, { kind: 'payment' }>,
): Promise<void> {
  const mismatch = mismatchOf(purchase, order.number, payment);
  if (mismatch) {
    world.log.warn(`order ${order.number}: the provider's payment differs in its ${mismatch.about}; nothing changed`);
    return;
  }
  const occasion = occasionOf(world);
  const changed =
    purchase.action === 'authorize'
      ? settleHold(purchase, followUps, payment, occasion)
      : settleCharge(purchase, followUps, payment, occasion);
  await store(world, order, changed);
}

function withoutPayment<T extends PaymentTransaction>(
  transaction: T,
  reading: Exclude<Reading | Withheld, { kind: 'payment' }>,
  sending: Sending,
  { at }: Occasion,
): readonly T[] {
  switch (reading.kind) {
    case 'withheld':
      if (sending === 'after_silence') return [];
      return [
        progressed(transaction, { state: 'failed', failure: { kind: 'withheld', code: reading.refusal.code } }, at),
      ];
    case 'unknown':
      // What is known stays known: a customer who is being waited for is not forgotten over one lost look-up.
      if (sending === 'after_silence' && transaction.reference !== undefined) return [];
      return [progressed(transaction, { state: 'waiting', waiting: { for: 'reconciliation', why: reading.why } }, at)];
    case 'rejected':
      if (sending === 'after_silence' && !settlesAfterSilence(reading.rejection)) return [];
      return [progressed(transaction, { state: 'failed', failure: failureOf(reading.rejection) }, at)];
    default:
      return unreachable(reading);
  }
}

/**
 * After a silence a refusal of the caller, or of the key, tells nothing about the first send. A refusal of the request
 * or of the payment's state does: it came after a look-up that did not find the effect.
 */
function settlesAfterSilence({ about }: Rejection): boolean {
  return about === 'request' || about === 'state';
}

function failureOf({ code, requestId }: Rejection) {
  return { kind: 'rejected', code, ...(requestId === undefined ? {} : { requestId }) } as const;
}

/** A conflict means that somebody else has recorded an answer meanwhile; theirs is as good, and the next look will tell. */
async function store(world: PaymentWorld, order: Order, changed: readonly PaymentTransaction[]): Promise<boolean> {
  if (changed.length === 0) return true;
  if ((await world.transactions.commit(changed)) === 'committed') return true;
  world.log.warn(`order ${order.number}: recorded elsewhere at the same time`);
  return false;
}

function occasionOf(world: PaymentWorld): Occasion {
  const { random } = world;
  return {
    at: world.clock.now(),
    draw: () => ({ id: transactionId(random.id('transaction')), accessIdentifier: random.token() }),
  };
}
