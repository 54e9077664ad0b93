import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKETS, balances } from './balances.ts';
import type { Command } from './command.ts';
import { decide } from './decide.ts';
import { captureLimit } from './decide-capture.ts';
import { due, nextDueAt } from './due.ts';
import { movements, unsettled } from './entries.ts';
import { EVENT_TYPES, type Event } from './event.ts';
import { evolve, replay } from './evolve.ts';
import { type Instant, later } from './ids.ts';
import type { Approved, Entry, Payment } from './payment.ts';
import { decidedLater, separateResources, synchronousOneObject } from './policies.testing.ts';
import type { Policy } from './policy.ts';
import { earlySteps, policies, requests, type Step, steps } from './random.testing.ts';
import { REJECTION_CODES } from './rejection.ts';
import { authorize, request, START } from './story.testing.ts';

/** So many that chance does not come near it: the rarest is met a hundred times. */
const REACHED_MIN = 20;

/** Seconds of computing, on whatever machine. */
const TOLD_WITHIN_MS = 120_000;

/** How often each state, event and rejection was reached, over all runs of this file. */
const reached = new Map<string, number>();

const examples: readonly [name: string, policy: fc.Arbitrary<Policy>, stories: number][] = [
  ['synchronousOneObject', fc.constant(synchronousOneObject), 2000],
  ['separateResources', fc.constant(separateResources), 2000],
  ['decidedLater', fc.constant(decidedLater), 2000],
  ['any policy', policies, 8000],
];

type Story = readonly [policy: Policy, beginning: readonly Command[], then: readonly Step[]];

const onlyRequested = fc.constant<readonly Command[]>([request(100n)]);
const held = [request(100n), authorize()];
const taken = [request(100n, 'automatic'), authorize()];
const approved = fc.constantFrom<readonly Command[]>(held, held, held, taken, taken);

for (const [name, policy, stories] of examples) {
  describe(name, () => {
    test('an approved payment keeps every law, whatever it is told', { timeout: TOLD_WITHIN_MS }, () => {
      tellAll(stories, fc.tuple(policy, approved, fc.array(steps, { minLength: 5, maxLength: 30, size: 'max' })));
    });

    test('a payment on its way to approval keeps every law, whatever it is told', { timeout: TOLD_WITHIN_MS }, () => {
      const then = fc.tuple(
        fc.array(earlySteps, { maxLength: 12, size: 'max' }),
        fc.array(steps, { maxLength: 8, size: 'max' }),
      );
      tellAll(
        stories / 2,
        fc.tuple(
          policy,
          onlyRequested,
          then.map(([early, late]) => [...early, ...late]),
        ),
      );
    });
  });
}

test('a payment that may not even have been requested keeps every law', () => {
  const first = requests.map((command) => [command]);
  tellAll(1000, fc.tuple(policies, first, fc.array(steps, { maxLength: 5 })));
});

/** Most random commands are refused, so this is the proof that everything was there to be broken. */
test('every state, event and rejection was reached often', () => {
  const states: readonly Payment['state'][] = [
    'requested',
    'action_required',
    'processing',
    'approved',
    'declined',
    'cancelled',
  ];
  const wanted = [
    ...states.map((it) => `state ${it}`),
    ...EVENT_TYPES,
    ...REJECTION_CODES.map((it) => `refused ${it}`),
  ];
  expect(wanted.filter((it) => (reached.get(it) ?? 0) < REACHED_MIN)).toEqual([]);
});

/** Fails with the seed and the shortest story that breaks a law. */
function tellAll(numRuns: number, stories: fc.Arbitrary<Story>): void {
  let told = 0;
  const everyLaw = fc.property(stories, (story) => {
    tell(story);
    told++;
  });
  fc.assert(everyLaw, { numRuns });
  expect(told).toBe(numRuns);
}

/** Tells the story command by command, and every law is checked after every one of them. */
function tell([policy, beginning, then]: Story): void {
  freeze(policy);
  let payment: Payment | undefined;
  let at = START;
  const events: Event[] = [];
  const obey = (command: Command) => {
    const next = step(policy, payment, command);
    payment = next.payment;
    events.push(...next.events);
    if (payment !== undefined) requireConsistent(payment, events);
  };
  for (const command of beginning) obey(command);
  for (const { afterMs, command } of then) {
    at = later(at, afterMs);
    obey({ ...command, at });
  }
  require(isDeepStrictEqual(replay(events), payment), 'a payment is its events');
  if (payment !== undefined) runTimers(policy, payment);
}

function step(
  policy: Policy,
  payment: Payment | undefined,
  command: Command,
): Readonly<{ payment: Payment | undefined; events: readonly Event[] }> {
  freeze(command);
  const decision = decide(policy, payment, command);
  require(isDeepStrictEqual(decide(policy, payment, command), decision), 'the same question gets the same answer');
  if (!decision.ok) {
    count(`refused ${decision.rejection.code}`);
    return { payment, events: [] };
  }
  require(decision.events.length > 0, 'something happens');
  let next = payment;
  for (const event of decision.events) {
    freeze(event);
    count(event.type);
    require(event.at === command.at, 'it happens when the command says');
    next = evolve(next, event);
    freeze(next);
  }
  if (next === undefined) throw new Error('events lead to a payment');
  count(`state ${next.state}`);
  if (hasNewId(command)) {
    const again = decide(policy, next, command);
    require(!again.ok && again.rejection.code === 'already_exists', 'what has an id is made once');
  }
  if (next.state === 'approved') requireWithinLimit(policy, next);
  return { payment: next, events: decision.events };
}

/** Whether what a command makes has an id of its own, so that it can be made once only. */
function hasNewId(command: Command): boolean {
  return ['request', 'require_action', 'reauthorize', 'capture', 'void', 'refund', 'open_dispute', 'settle'].includes(
    command.type,
  );
}

function requireConsistent(payment: Payment, events: readonly Event[]): void {
  const is = balances(payment);
  for (const bucket of BUCKETS) require(is[bucket] >= 0n, `${bucket} is not negative`);
  const claimed = is.captured + is.capturing + is.capturable + is.released + is.expired;
  require(claimed === is.authorized + is.overCaptured, 'nothing authorized is lost');
  require(is.refunded + is.refunding + is.refundable + is.disputed === is.captured, 'nothing captured is lost');
  require(isDeepStrictEqual({ ...is, ...ledger(events) }, is), 'the events add up to the balances');
  if (payment.state !== 'approved') return;
  const moved = signed(movements(payment));
  require(moved === is.captured - is.refunded - is.disputed, 'what moved is what payouts see');
  require(signed([...payment.settled, ...unsettled(payment)]) === moved, 'every movement is settled or unsettled');
  require(payment.hold.status === 'open' || is.capturable === 0n, 'only an open hold can be captured');
}

/** The same heaps added up by somebody who knows the events only. */
function ledger(events: readonly Event[]): Readonly<Record<'captured' | 'refunded' | 'disputed', bigint>> {
  const heaps = { captured: 0n, refunded: 0n, disputed: 0n };
  for (const event of events) {
    if (event.type === 'captured') heaps.captured += event.amount.minor;
    if (event.type === 'refunded') heaps.refunded += event.amount.minor;
    if (event.type === 'refund_returned') heaps.refunded -= event.amount.minor;
    if (event.type === 'dispute_opened' && event.stage === 'chargeback') heaps.disputed += event.amount.minor;
    if (event.type === 'dispute_escalated') heaps.disputed += event.amount.minor;
    if (event.type === 'dispute_won') heaps.disputed -= event.amount.minor;
  }
  return heaps;
}

/** Captures never exceed their authorization by more than the policy has room for. */
function requireWithinLimit(policy: Policy, payment: Approved): void {
  const untouched: Approved = { ...payment, captures: [] };
  const claimed = payment.captures
    .filter((it) => it.authorizationId === payment.hold.id)
    .filter((it) => it.status === 'succeeded' || (it.status === 'pending' && it.checked === 'when_asked'));
  const total = claimed.reduce((sum, { amount }) => sum + amount.minor, 0n);
  require(total <= captureLimit(policy, untouched).minor, 'captures stay within the limit');
}

function signed(entries: readonly Entry[]): bigint {
  const outwards = (kind: Entry['kind']) => kind === 'refund' || kind === 'chargeback';
  return entries.reduce((sum, { kind, amount }) => (outwards(kind) ? sum - amount.minor : sum + amount.minor), 0n);
}

/** Every timer is allowed when its time has come, is gone afterwards, and the payment comes to rest. */
function runTimers(policy: Policy, unrested: Payment): void {
  let payment: Payment | undefined = unrested;
  let last: Instant = START;
  for (let turns = 0; turns < 100; turns++) {
    const [next] = payment === undefined ? [] : due(payment);
    if (payment === undefined || next === undefined) return;
    require(nextDueAt(payment) === next.at, 'the soonest timer comes first');
    last = later(START, Math.max(next.at, last) - START);
    const decision = decide(policy, payment, { ...next.command, at: last });
    if (!decision.ok) throw new Error(`the timer ${next.command.type} was refused: ${decision.rejection.code}`);
    payment = decision.events.reduce<Payment | undefined>(evolve, payment);
    const left = payment === undefined ? [] : due(payment);
    require(!left.some((timer) => isDeepStrictEqual(timer, next)), 'a timer that has run is gone');
  }
  throw new Error('the timers never end');
}

/** Far cheaper than `expect` where nothing is wrong, and this is asked millions of times. */
function require(holds: boolean, law: string): void {
  if (!holds) throw new Error(`broken: ${law}`);
}

function count(what: string): void {
  reached.set(what, (reached.get(what) ?? 0) + 1);
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
