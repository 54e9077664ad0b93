import { secretBox } from '../src/accounts/secret-box.ts';
import { generic } from '../src/dialects/generic/index.ts';
import { authorizationId, captureId, paymentId } from '../src/engine/ids.ts';
import { type Money, money } from '../src/engine/money.ts';
import type { Payment } from '../src/engine/payment.ts';
import type { Plan } from '../src/engine/plan.ts';
import { openGate } from '../src/gate/gate.ts';
import { masksOf } from '../src/http/mask.ts';
import { type Change, changePayment, createPayment, type Step } from '../src/operations/change.ts';
import { clocksOf } from '../src/operations/clocks.ts';
import { connectionPoliciesOf } from '../src/operations/connection-policies.ts';
import { dialectOptionsOf } from '../src/operations/dialect-options.ts';
import { disordersOf } from '../src/operations/disorder.ts';
import { inTurn } from '../src/operations/in-turn.ts';
import { openOutages } from '../src/operations/outages.ts';
import { rateLimitsOf } from '../src/operations/rate-limits.ts';
import { situationsOf } from '../src/operations/situations.ts';
import { openWaits } from '../src/operations/waits.ts';
import type { World } from '../src/operations/world.ts';
import type { Clock } from '../src/platform/clock.ts';
import { systemRandom } from '../src/platform/random.ts';
import type { IdempotencyRecord, Ownership, Store, StoredPayment } from '../src/store/store.ts';
import { keyringOf } from '../src/webhooks/keyring.ts';

/** What the operations work with, on a store of the test's own. */
export function worldOn(store: Store, clock: Clock): World {
  const clocks = clocksOf(store, clock);
  const waits = openWaits(clocks);
  return {
    store,
    situations: situationsOf(store, { library: [], seed: 'seven', fresh: () => 'now', trouble: () => {} }),
    gate: openGate(),
    waits,
    outages: openOutages({
      waits,
      now: () => clock.now(),
      connectionsOf: () => ({ refuse: async () => {}, refusesNext: () => 0 }),
      failed: () => {},
    }),
    now: clocks.now,
    clocks,
    settlements: { of: () => 'manual', set: async () => {} },
    rateLimits: rateLimitsOf(store),
    log: {
      error: (error) => {
        throw error;
      },
      warn: () => {},
    },
    elapsedMs: () => clock.elapsedMs(),
    keyring: keyringOf(secretBox(Buffer.alloc(32, 1))),
    masks: masksOf([]),
    poster: { post: async () => ({ kind: 'forbidden', detail: 'nothing is sent here' }) },
    outbox: { owed: () => {}, begin: async () => {}, drain: async () => 0, close: async () => {} },
    disorders: disordersOf(store),
    connectionPolicies: connectionPoliciesOf(store),
    dialectOptions: dialectOptionsOf(store),
    random: systemRandom(),
    environments: [
      { name: 'sandbox', mode: 'test', port: 0 },
      { name: 'production', mode: 'live', port: 0 },
    ],
    dialects: { generic: generic.data },
    inTurn: inTurn(),
    running: new Set(),
    fingerprintKey: async () => 'the same key for all',
    listenerAddress: () => 'http://127.0.0.1:0',
    browse: async () => ({ kind: 'cancelled' }),
    pageAddress: () => 'http://pages.example',
  };
}

/** An amount of euro cents. */
export const eur = (minor: bigint): Money => money(minor, 'EUR');

/** It succeeds at once. */
export const NOW: Plan<{ kind: 'succeeded' }> = { when: 'now', outcome: { kind: 'succeeded' } };

/** Whose payment it is: merchant `mer_1` in the sandbox, unless told otherwise. */
export function owner(world: World, more: Partial<Ownership> = {}): Ownership {
  return {
    paymentId: paymentId(world.random.id('pay')),
    environment: 'sandbox',
    merchantId: 'mer_1',
    dialect: 'generic',
    reference: 'order-1',
    pageToken: world.random.secret(),
    createdAt: world.now({ environment: 'sandbox' }),
    ...more,
  };
}

/** A payment with an open hold, stored. */
export async function authorized(
  world: World,
  more: Partial<Ownership> & { amount?: bigint } = {},
): Promise<StoredPayment> {
  const { amount = 100n, ...given } = more;
  const own = owner(world, given);
  return stored(await createPayment(world, own, approval(world, own, eur(amount))));
}

/** What makes a payment with an open hold. */
export function approval(world: World, own: Ownership, amount: Money): Step {
  const at = own.createdAt;
  const attempt = {
    authorizationId: authorizationId(world.random.id('auth')),
    answer: { kind: 'approved' },
    automaticCapture: { captureId: captureId(world.random.id('cap')), plan: NOW },
  } as const;
  return {
    commands: [
      { type: 'request', paymentId: own.paymentId, amount, captureMode: 'manual', at },
      { type: 'authorize', attempt, at },
    ],
  };
}

/** Captures part of the hold. */
export function capture(
  world: World,
  of: StoredPayment,
  minor: bigint,
  remember?: (change: Change) => IdempotencyRecord,
): Promise<Change> {
  const plan = (_: StoredPayment, at: Payment['requestedAt']): Step => ({
    commands: [
      {
        type: 'capture',
        captureId: captureId(world.random.id('cap')),
        amount: eur(minor),
        rest: 'keep',
        plan: NOW,
        at,
      },
    ],
  });
  return changePayment(world, of, plan, remember === undefined ? {} : { remember });
}

/** The payment that a change has stored; any other end is a mistake of the test. */
export function stored(change: Change): StoredPayment {
  if (change.kind !== 'changed') throw new Error(`not changed: ${JSON.stringify(change)}`);
  return change.stored;
}
