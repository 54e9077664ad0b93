import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policy } from '../../src/dialects/generic/policy.ts';
import { decide } from '../../src/engine/decide.ts';
import { due } from '../../src/engine/due.ts';
import type { Event } from '../../src/engine/event.ts';
import { evolve } from '../../src/engine/evolve.ts';
import { type Instant, instant, later, paymentId } from '../../src/engine/ids.ts';
import type { Payment } from '../../src/engine/payment.ts';
import { caughtUp, changePayment, createPayment } from '../../src/operations/change.ts';
import { runDue } from '../../src/operations/timers.ts';
import type { World } from '../../src/operations/world.ts';
import { type VirtualClock, virtualClock } from '../../src/platform/clock.ts';
import type { Ownership } from '../../src/store/store.ts';
import { eur, owner, worldOn } from '../world.ts';
import type { Given, Opened } from './given.ts';
import { approvals, asks, LIVES, type NamedAsk, TOO_LATE, waits } from './model-asks.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const RUNS = 250;

/** What should be, told by the pure engine alone. */
type Model = { now: Instant; payments: Payment[] };

/** What is, told by the operations and the store. `reached` counts what the runs have got to. */
type Real = { opened: Opened; world: World; clock: VirtualClock; owners: Ownership[]; reached: Map<string, number> };

/** The same commands for the engine alone, and for operations and store: what is stored is what should be. */
export function modelTests(given: () => Given): void {
  test('whatever is asked in whatever order: what is stored is what the engine says, and what its events replay to', async () => {
    const reached = new Map<string, number>();
    const play = async (steps: Iterable<fc.AsyncCommand<Model, Real>>) => {
      const start = instant(Date.UTC(2027, 0, 1));
      const clock = virtualClock(start);
      const { opened } = given();
      const real: Real = { opened, world: worldOn(opened.store, clock), clock, owners: [], reached };
      await fc.asyncModelRun(() => ({ model: { now: start, payments: [] }, real }), steps);
      for (const own of real.owners) await expectReplay(real, own);
    };
    await play(course());
    await fc.assert(fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: 'max' }), play), {
      numRuns: RUNS,
    });
    const missing = [...EVENTS, ...REJECTIONS].filter((name) => !reached.has(name));
    expect(missing, JSON.stringify(Object.fromEntries(reached))).toEqual([]);
  });
}

// What the runs have to reach for the property to mean something: nearly everything this policy can lead to.
const EVENTS: readonly Event['type'][] = [
  'requested',
  'action_required',
  'action_approved',
  'action_failed',
  'action_cancelled',
  'action_expired',
  'authorized',
  'declined',
  'cancelled',
  'captured',
  'voided',
  'hold_expired',
  'incremented',
  'reauthorized',
  'refunded',
  'dispute_opened',
];
const REJECTIONS = [
  'rejected exceeds_capturable',
  'rejected exceeds_refundable',
  'rejected wrong_state',
  'rejected hold_expired',
];

/** A payment that waits for the merchant, for the customer, or has an open hold. */
class Create implements fc.AsyncCommand<Model, Real> {
  readonly minor: bigint;
  readonly first: readonly NamedAsk[];
  constructor(minor: bigint, first: readonly NamedAsk[]) {
    this.minor = minor;
    this.first = first;
  }
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const at = model.now;
    const own = owner(real.world, { paymentId: paymentId(fresh('pay')), createdAt: at });
    const captureMode = this.minor % 4n === 0n ? 'automatic' : 'manual';
    const request = { type: 'request', paymentId: own.paymentId, amount: eur(this.minor), captureMode, at } as const;
    const asked = [request, ...this.first.map(({ ask }) => ask(fresh('id'), at))];
    const change = await createPayment(real.world, own, { commands: asked });
    let expected: Payment | undefined;
    for (const command of asked) {
      const decision = decide(policy, expected, command);
      if (!decision.ok) throw new Error(`refused at once: ${decision.rejection.code}`);
      note(real, decision.events);
      expected = decision.events.reduce<Payment | undefined>(evolve, expected);
    }
    expect(change).toMatchObject({ kind: 'changed', stored: { payment: expected } });
    if (expected !== undefined) model.payments.push(expected);
    real.owners.push(own);
  }
  toString = () => `create(${this.minor}${this.first.map(({ name }) => `, ${name}`).join('')})`;
}

class Change implements fc.AsyncCommand<Model, Real> {
  readonly which: number;
  readonly asked: NamedAsk;
  constructor(which: number, asked: NamedAsk) {
    this.which = which;
    this.asked = asked;
  }
  check = (model: Readonly<Model>) => model.payments.length > 0;
  async run(model: Model, real: Real): Promise<void> {
    const at = this.which % model.payments.length;
    const own = real.owners[at] as Ownership;
    const before = timePassed(model.payments[at] as Payment, model.now, real);
    const command = this.asked.ask(fresh('id'), model.now);
    const decision = decide(policy, before, command);
    const change = await changePayment(real.world, own, () => ({ commands: [command] }));
    if (decision.ok) {
      note(real, decision.events);
      model.payments[at] = decision.events.reduce(evolve, before);
      expect(change).toMatchObject({ kind: 'changed', events: decision.events });
    } else {
      count(real, `rejected ${decision.rejection.code}`);
      model.payments[at] = before;
      expect(change).toMatchObject({ kind: 'rejected', rejection: decision.rejection });
    }
    const found = await real.world.store.findPayment(own.environment, own.paymentId);
    expect(found?.payment).toEqual(model.payments[at]);
    expect(found?.nextDueAt).toBe(due(model.payments[at] as Payment)[0]?.at);
  }
  toString = () => `${this.asked.name} on ${this.which}`;
}

class Pass implements fc.AsyncCommand<Model, Real> {
  readonly ms: number;
  readonly afterwards: 'tick' | 'read' | 'nothing';
  constructor(ms: number, afterwards: 'tick' | 'read' | 'nothing') {
    this.ms = ms;
    this.afterwards = afterwards;
  }
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    real.clock.advance(this.ms);
    model.now = later(model.now, this.ms);
    if (this.afterwards === 'nothing') return;
    model.payments = model.payments.map((payment) => timePassed(payment, model.now, real));
    if (this.afterwards === 'tick') await runDue(real.world, { environment: 'sandbox' });
    for (const [index, own] of real.owners.entries()) {
      const found = await real.world.store.findPayment(own.environment, own.paymentId);
      const current = found === undefined ? undefined : await caughtUp(real.world, found);
      expect(current?.payment).toEqual(model.payments[index]);
    }
  }
  toString = () => `pass(${this.ms / HOUR} h, ${this.afterwards})`;
}

/** Another process takes over, where there can be one. */
class Restart implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(_: Model, real: Real): Promise<void> {
    const store = (await real.opened.again?.()) ?? real.world.store;
    real.world = worldOn(store, real.clock);
  }
  toString = () => 'restart';
}

function timePassed(payment: Payment, now: Instant, real: Real): Payment {
  let current = payment;
  for (let [next] = due(current); next !== undefined && next.at <= now; [next] = due(current)) {
    const decision = decide(policy, current, next.command);
    if (!decision.ok) throw new Error(`a timer was refused: ${decision.rejection.code}`);
    note(real, decision.events);
    current = decision.events.reduce(evolve, current);
  }
  return current;
}

async function expectReplay(real: Real, own: Ownership): Promise<void> {
  const events = await real.world.store.readEvents(own.environment, own.paymentId);
  expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1));
  const found = await real.world.store.findPayment(own.environment, own.paymentId);
  const replayed = events.reduce<Payment | undefined>((payment, { event }) => evolve(payment, event), undefined);
  expect(replayed).toEqual(found?.payment);
}

let drawn = 0;

function fresh(prefix: string): string {
  drawn += 1;
  return `${prefix}_${drawn}`;
}

function note(real: Real, events: readonly Event[]): void {
  for (const { type } of events) count(real, type);
}

function count(real: Real, name: string): void {
  real.reached.set(name, (real.reached.get(name) ?? 0) + 1);
}

const create = fc
  .tuple(fc.bigInt(1n, 200n), fc.oneof({ weight: 1, arbitrary: approvals }, { weight: 1, arbitrary: waits }))
  .map(([minor, first]) => new Create(minor, first));
const change = fc.tuple(fc.nat({ max: 5 }), asks).map(([which, asked]) => new Change(which, asked));
const pass = fc
  .tuple(fc.constantFrom(1, HOUR, DAY, DAY, 7 * DAY, 30 * DAY), fc.constantFrom('tick', 'read', 'nothing'))
  .map(([ms, afterwards]) => new Pass(ms, afterwards));
// As often as they stand here.
const commands: fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] = [
  ...[create, create],
  ...Array.from({ length: 14 }, () => change),
  pass,
  fc.constant(new Restart()),
];

/** Gets everywhere, so that nothing of what is wanted above is left to chance. */
function course(): readonly fc.AsyncCommand<Model, Real>[] {
  return [
    ...LIVES.flatMap(([first, then], at) => [new Create(99n, first), ...then.map((asked) => new Change(at, asked))]),
    new Pass(30 * DAY, 'tick'),
    new Change(LIVES.length - 1, TOO_LATE),
  ];
}
