import type { Command } from '../engine/command.ts';
import { decide } from '../engine/decide.ts';
import { due, nextDueAt } from '../engine/due.ts';
import { unsettledSince } from '../engine/entries.ts';
import type { Event } from '../engine/event.ts';
import { evolve } from '../engine/evolve.ts';
import type { Instant, PaymentId } from '../engine/ids.ts';
import type { Payment } from '../engine/payment.ts';
import type { Policy } from '../engine/policy.ts';
import type { Rejection } from '../engine/rejection.ts';
import type { DialectObject } from '../store/objects.ts';
import type { Batch, Details, IdempotencyRecord, Ownership, StoredPayment } from '../store/store.ts';
import { deliveriesOwed, whereIn } from './notifications.ts';
import { type Cause, type Changed, dialectData, policyOf, type World } from './world.ts';

/** Which payment, seen by whom: a payment of another merchant account, dialect or environment does not exist. */
export type Target = Readonly<{ environment: string; merchantId: string; dialect: string; paymentId: PaymentId }>;

/**
 * What is to happen to a payment in one go: the first command that is rejected refuses all of them. `next` is asked once
 * they are all accepted, and what it adds belongs to the same step.
 */
export type Step = Readonly<{
  commands: readonly Command[];
  next?: (payment: Payment) => readonly Command[];
  details?: Details;
  /** What the dialect keeps beside the payment because of it. */
  objects?: readonly DialectObject[];
}>;

/** Who asks for a change: which request it is, and what makes the memory of its answer. */
export type Asking = Readonly<{ cause?: Cause; remember?: Remember }>;

/** What became of it. A rejection comes with the payment as it stands, where there is one. */
export type Change =
  | Readonly<{ kind: 'changed'; stored: StoredPayment; events: readonly Event[] }>
  | Readonly<{ kind: 'rejected'; rejection: Rejection; stored?: StoredPayment }>
  | Readonly<{ kind: 'not_found' }>
  /** Another process has used the idempotency key in the meantime; nothing changed. */
  | Readonly<{ kind: 'key_taken' }>;

/**
 * Makes the idempotency record that is committed together with the change it remembers, and with what the dialect keeps
 * because of it; none of what leaves no memory.
 */
type Remember = (
  change: Change,
  objects: readonly DialectObject[],
) => IdempotencyRecord | undefined | Promise<IdempotencyRecord | undefined>;

/**
 * Another process was faster with what a step was to write beside the payment. Nothing has happened, and whoever has
 * decided on it can look again and decide again.
 */
export class Overtaken extends Error {}

// With the queue in front a conflict needs a second process; five in a row mean that something is badly wrong.
const ATTEMPTS_MAX = 5;

/** Creates a payment by commands of which the first is `request`. */
export async function createPayment(world: World, owner: Ownership, step: Step, asking: Asking = {}): Promise<Change> {
  const policy = policyOf(world, { dialect: owner.dialect, details: step.details ?? {} });
  const change = decideAll(policy, owner, undefined, step);
  const done = await commit(world, change, { before: undefined, owner, at: owner.createdAt, asking, step });
  return done ?? conflict(owner.paymentId);
}

/** Changes a payment: reads it as it stands now, lets `plan` say what to do, decides and commits. */
export async function changePayment(
  world: World,
  target: Target,
  plan: (stored: StoredPayment, now: Instant) => Step,
  asking: Asking = {},
): Promise<Change> {
  return world.inTurn(target.paymentId, async () => {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const now = world.now(target);
      const stored = (await upToDate(world, target, now))?.stored;
      if (stored === undefined) {
        return (await remembered(world, { kind: 'not_found' }, now, asking)) ?? { kind: 'key_taken' };
      }
      const step = plan(stored, now);
      const change = decideAll(policyOf(world, stored), stored, stored, step);
      const done = await commit(world, change, { before: stored, owner: stored, at: now, asking, step });
      if (done !== undefined) return done;
    }
    return conflict(target.paymentId);
  });
}

/** The payment as it stands now, with everything done that time alone has brought. */
export async function readPayment(world: World, target: Target): Promise<StoredPayment | undefined> {
  const stored = await world.store.findPayment(target.environment, target.paymentId);
  if (stored === undefined || !belongs(stored, target)) return undefined;
  return caughtUp(world, stored);
}

/** The same payment, after everything that time alone has brought since it was read. */
export async function caughtUp(world: World, stored: StoredPayment): Promise<StoredPayment> {
  return (await timePassed(world, stored)).stored;
}

/** Runs the timers of a payment that are over; answers what came of them. */
export async function runTimersOf(world: World, stored: StoredPayment): Promise<readonly Event[]> {
  return (await timePassed(world, stored)).events;
}

type Passed = Readonly<{ stored: StoredPayment; events: readonly Event[] }>;

async function timePassed(world: World, stored: StoredPayment): Promise<Passed> {
  const now = world.now(stored);
  if (stored.nextDueAt === undefined || stored.nextDueAt > now) return { stored, events: [] };
  const passed = await world.inTurn(stored.paymentId, () => upToDate(world, stored, now));
  return passed ?? { stored, events: [] };
}

function belongs(stored: StoredPayment, target: Target): boolean {
  return stored.merchantId === target.merchantId && stored.dialect === target.dialect;
}

/**
 * Reads the payment and runs its timers that are over; to be called in the payment's turn. Whether it is the caller's
 * is asked first: the time of one account must not pass in another.
 */
async function upToDate(world: World, target: Target, now: Instant): Promise<Passed | undefined> {
  const { environment, paymentId } = target;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const stored = await world.store.findPayment(environment, paymentId);
    if (stored === undefined || !belongs(stored, target)) return undefined;
    if (stored.nextDueAt === undefined || stored.nextDueAt > now) return { stored, events: [] };
    const change = runTimers(policyOf(world, stored), stored, now);
    const done = await commit(world, change, { before: stored, owner: stored, at: now });
    if (done?.kind === 'changed') return done;
  }
  return conflict(paymentId);
}

// A timer may start another one; a payment with this many in one go would be running in circles.
const TIMERS_MAX = 1000;

function runTimers(policy: Policy, stored: StoredPayment, now: Instant): Change {
  let payment = stored.payment;
  const events: Event[] = [];
  for (let count = 0; count < TIMERS_MAX; count += 1) {
    const [next] = due(payment);
    if (next === undefined || next.at > now) return changed(stored, payment, events, stored.details);
    const decision = decide(policy, payment, next.command);
    if (!decision.ok)
      throw new Error(`payment ${stored.paymentId}: its own timer was refused: ${decision.rejection.code}`);
    payment = decision.events.reduce(evolve, payment);
    events.push(...decision.events);
  }
  throw new Error(`payment ${stored.paymentId}: more than ${TIMERS_MAX} timers at once`);
}

function decideAll(policy: Policy, owner: Ownership, before: StoredPayment | undefined, step: Step): Change {
  let payment: Payment | undefined = before?.payment;
  const events: Event[] = [];
  const commands = [...step.commands];
  for (let index = 0; index < commands.length; index += 1) {
    const command = commands[index];
    if (command === undefined) break;
    const decision = decide(policy, payment, command);
    if (!decision.ok) {
      const { rejection } = decision;
      return before === undefined ? { kind: 'rejected', rejection } : { kind: 'rejected', rejection, stored: before };
    }
    for (const event of decision.events) {
      payment = evolve(payment, event);
      events.push(event);
    }
    if (index === step.commands.length - 1 && payment !== undefined) commands.push(...(step.next?.(payment) ?? []));
  }
  if (payment === undefined) throw new Error(`payment ${owner.paymentId}: a step without a command`);
  return changed(before ?? owner, payment, events, step.details ?? before?.details ?? {});
}

function changed(
  before: Ownership & Readonly<{ version?: number }>,
  payment: Payment,
  events: readonly Event[],
  details: Details,
): Change {
  const { paymentId, environment, merchantId, dialect, reference, pageToken, createdAt } = before;
  const owner = { paymentId, environment, merchantId, dialect, reference, pageToken, createdAt };
  const version = (before.version ?? 0) + 1;
  return { kind: 'changed', stored: { ...owner, version, payment, details, nextDueAt: nextDueAt(payment) }, events };
}

/** What a change is committed with. */
type Committing = Readonly<{
  before: StoredPayment | undefined;
  owner: Ownership;
  at: Instant;
  asking?: Asking;
  step?: Step;
}>;

/** Writes the change with the memory of it and what is owed for it; undefined when the payment has changed under it. */
async function commit(world: World, change: Change, committing: Committing): Promise<Change | undefined> {
  const { before, owner, at, asking = {}, step } = committing;
  if (change.kind !== 'changed') return remembered(world, change, at, asking);
  const { payment: next, details, nextDueAt: due } = change.stored;
  const { keeps } = dialectData(world, owner.dialect);
  const where = whereIn(world, owner.environment);
  const { cause, remember } = asking;
  const happened: Changed = {
    before,
    events: change.events,
    stored: change.stored,
    objects: step?.objects ?? [],
    at,
    ...(cause === undefined ? {} : { cause }),
  };
  const deliveries = await deliveriesOwed(world, happened, where, at);
  const objects = [...happened.objects, ...(keeps?.(happened, where) ?? [])];
  const batch: Batch = {
    payment: {
      owner,
      expectedVersion: before?.version ?? 0,
      events: change.events,
      next,
      details,
      nextDueAt: due,
      unsettledSince: unsettledSince(next),
    },
    objects,
    deliveries,
    at,
  };
  const idempotency = await remember?.(change, objects);
  const result = await world.store.commit(idempotency === undefined ? batch : { ...batch, idempotency });
  switch (result) {
    case 'committed':
      world.outbox.owed(deliveries);
      return change;
    case 'version_conflict':
      return undefined;
    case 'key_conflict':
      return { kind: 'key_taken' };
    case 'object_conflict':
      throw new Overtaken(`payment ${owner.paymentId}: what stands beside it has changed`);
  }
}

/** Nothing changed, but what was answered is remembered all the same, so that a repeat hears it again. */
async function remembered(world: World, change: Change, at: Instant, { remember }: Asking): Promise<Change> {
  const idempotency = await remember?.(change, []);
  if (idempotency === undefined) return change;
  const result = await world.store.commit({ idempotency, at });
  return result === 'committed' ? change : { kind: 'key_taken' };
}

function conflict(paymentId: PaymentId): never {
  throw new Error(`payment ${paymentId}: gave up after ${ATTEMPTS_MAX} conflicting commits`);
}
