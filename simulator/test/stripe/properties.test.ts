import fc from 'fast-check';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policy } from '../../src/dialects/stripe/policy.ts';
import { balances } from '../../src/engine/balances.ts';
import type { Command } from '../../src/engine/command.ts';
import { decide } from '../../src/engine/decide.ts';
import { evolve } from '../../src/engine/evolve.ts';
import { authorizationId, captureId, type Instant, paymentId, refundId, voidId } from '../../src/engine/ids.ts';
import { money } from '../../src/engine/money.ts';
import type { Payment } from '../../src/engine/payment.ts';
import { DAY, type Running, start } from '../running-simulator.ts';
import { type Line, openLine, type StripeAccount, stripeAccount } from './stripe-account.ts';

let running: Running;
let line: Line;

beforeAll(async () => {
  running = await start();
  line = await openLine(running.provider('sandbox').url);
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
});

/** Who asks: the seller in test mode, the same seller where money is real, and somebody else. */
const ACTORS = ['test', 'live', 'stranger'] as const;
type Actor = (typeof ACTORS)[number];
type Accounts = Readonly<Record<Actor, StripeAccount>>;

type Card = 'approves' | 'declines';
/** Mostly whoever it belongs to asks, and now and then somebody who should not know of it. */
type Asker = Actor | 'owner';
type Step = Readonly<
  | { does: 'create'; who: Actor; amount: number; manual: boolean; card: Card | 'none'; key: number }
  | { does: 'confirm'; who: Asker; of: number; card: Card }
  | { does: 'capture' | 'refund'; who: Asker; of: number; amount: number | undefined }
  | { does: 'cancel'; who: Asker; of: number }
  | { does: 'pass'; days: number }
>;
type Change = Exclude<Step, { does: 'create' | 'pass' }> & Readonly<{ who: Actor }>;

const who = fc.constantFrom(...ACTORS);
const asker = fc.constantFrom<Asker>('owner', 'owner', 'owner', 'owner', ...ACTORS);
const of = fc.nat({ max: 7 });
const card = fc.constantFrom<Card>('approves', 'approves', 'declines');
const amount = fc.option(fc.integer({ min: 1, max: 1200 }), { nil: undefined });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('create' as const),
      who,
      amount: fc.integer({ min: 40, max: 1000 }),
      manual: fc.boolean(),
      card: fc.oneof(card, card, fc.constant('none' as const)),
      key: fc.nat({ max: 9 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('confirm' as const), who: asker, of, card }) },
  {
    weight: 8,
    arbitrary: fc.record({ does: fc.constantFrom('capture' as const, 'refund' as const), who: asker, of, amount }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('cancel' as const), who: asker, of }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('pass' as const), days: fc.integer({ min: 2, max: 8 }) }) },
);

/** A payment as the engine has it, and as somebody knows it by its id. */
type Known = { id: string; owner: Actor; payment: Payment };

/** What the engine says to a command: the payment after it, or that it is refused. */
function decided(before: Payment | undefined, ...commands: readonly Command[]): Payment | 'refused' {
  let payment = before;
  for (const command of commands) {
    const decision = decide(policy, payment, command);
    if (!decision.ok) return 'refused';
    payment = decision.events.reduce<Payment | undefined>(evolve, payment);
  }
  return payment ?? 'refused';
}

function statusOf(payment: Payment): Stripe.PaymentIntent.Status {
  if (payment.state === 'cancelled') return 'canceled';
  if (payment.state !== 'approved') return 'requires_payment_method';
  if (payment.hold.status === 'open') return 'requires_capture';
  return balances(payment).captured > 0n ? 'succeeded' : 'canceled';
}

let drawn = 0;

function tail(prefix: string): string {
  drawn += 1;
  return `${prefix}_${drawn}`;
}

function attempt(cardIs: Card, at: Instant): Command {
  const answer =
    cardIs === 'approves'
      ? ({ kind: 'approved' } as const)
      : ({ kind: 'declined', decline: { code: 'do_not_honor', advice: 'other_method' } } as const);
  const automaticCapture = {
    captureId: captureId(tail('cap')),
    plan: { when: 'now', outcome: { kind: 'succeeded' } },
  } as const;
  const made = { authorizationId: authorizationId(tail('auth')), answer, automaticCapture };
  return { type: 'authorize', attempt: made, at };
}

const NOW = { when: 'now', outcome: { kind: 'succeeded' } } as const;
const EUR = (minor: number) => money(BigInt(minor), 'EUR');

/** A card of the mode: a test card works only without real money, and any other only with it. */
function methodOf(actor: Actor, cardIs: Card): Pick<Stripe.PaymentIntentCreateParams, 'payment_method_data'> {
  const number =
    actor === 'live' ? '4539578763621486' : cardIs === 'approves' ? '4242424242424242' : '4000000000000002';
  // The type of the SDK has no card in here, which is for whoever may see card numbers.
  const data = { type: 'card', card: { number, exp_month: 12, exp_year: 2035, cvc: '123' } };
  return { payment_method_data: data as Stripe.PaymentIntentCreateParams.PaymentMethodData };
}

/** Where money is real every card is good. */
const cardFor = (actor: Actor, cardIs: Card): Card => (actor === 'live' ? 'approves' : cardIs);

const RETURN = { return_url: 'https://shop.example' };

/** What came of it: the object, the payment intent in the error, or why not. */
async function outcome<T>(asked: Promise<T>): Promise<Readonly<{ value?: T; error?: Stripe.errors.StripeError }>> {
  try {
    return { value: await asked };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return { error };
    throw error;
  }
}

class World {
  readonly accounts: Accounts;
  readonly known: Known[] = [];
  readonly reached = { captured: 0, refunded: 0, declined: 0, expired: 0, crossed: 0, replayed: 0, refused: 0 };
  readonly #keys = new Map<string, Readonly<{ asked: string; id: string | undefined }>>();

  constructor(accounts: Accounts) {
    this.accounts = accounts;
  }

  async take(taken: Step): Promise<void> {
    switch (taken.does) {
      case 'create':
        return this.#create(taken);
      case 'pass':
        return this.#pass(taken.days);
      default: {
        const known = this.known[taken.of % Math.max(1, this.known.length)];
        if (known === undefined) return;
        const by = taken.who === 'owner' ? known.owner : taken.who;
        if (by === known.owner) return this.#change(known, { ...taken, who: by });
        const { error } = await outcome(this.#ask({ ...taken, who: by }, known));
        expect(`${error?.statusCode} ${error?.code}`).toBe('404 resource_missing');
        this.reached.crossed += 1;
        return this.#compare(known);
      }
    }
  }

  async #create(taken: Extract<Step, { does: 'create' }>): Promise<void> {
    const { stripe } = this.accounts[taken.who];
    const confirms = taken.card === 'none' ? undefined : cardFor(taken.who, taken.card);
    const asked = {
      amount: taken.amount,
      currency: 'eur',
      capture_method: taken.manual ? ('manual' as const) : ('automatic_async' as const),
      ...(confirms === undefined ? {} : { confirm: true, ...RETURN, ...methodOf(taken.who, confirms) }),
    };
    const key = `${taken.who} ${taken.key}`;
    const before = this.#keys.get(key);
    const made = await outcome(stripe.paymentIntents.create(asked, { idempotencyKey: `key-${taken.key}` }));
    const id = made.value?.id ?? made.error?.payment_intent?.id;
    if (before !== undefined) {
      this.reached.replayed += 1;
      if (before.asked === JSON.stringify(asked)) expect(id).toBe(before.id);
      else expect(made.error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
      return;
    }
    this.#keys.set(key, { asked: JSON.stringify(asked), id });
    const at = running.clock.now();
    const request: Command = {
      type: 'request',
      paymentId: paymentId(id ?? 'pi_none'),
      amount: EUR(taken.amount),
      captureMode: taken.manual ? 'manual' : 'automatic',
      at,
    };
    const payment = decided(undefined, request, ...(confirms === undefined ? [] : [attempt(confirms, at)]));
    if (payment === 'refused') {
      this.reached.refused += 1;
      expect(made.error).toMatchObject({ statusCode: 400, code: 'amount_too_small' });
      return;
    }
    expect(made.error?.statusCode).toBe(confirms === 'declines' ? 402 : undefined);
    const known = { id: id ?? expect.fail('no id'), owner: taken.who, payment };
    this.known.push(known);
    await this.#compare(known);
  }

  async #change(known: Known, taken: Change): Promise<void> {
    const payment = decided(known.payment, this.#command(known, taken));
    const { error } = await outcome(this.#ask(taken, known));
    const declines = taken.does === 'confirm' && cardFor(taken.who, taken.card) === 'declines';
    const expected = payment === 'refused' ? 400 : declines ? 402 : undefined;
    expect(error?.statusCode, `${taken.does} of ${known.payment.state}: ${error?.message}`).toBe(expected);
    if (payment === 'refused') this.reached.refused += 1;
    else {
      known.payment = payment;
      if (taken.does === 'capture') this.reached.captured += 1;
      if (taken.does === 'refund') this.reached.refunded += 1;
      if (declines) this.reached.declined += 1;
    }
    await this.#compare(known);
  }

  #command({ payment }: Known, taken: Change): Command {
    const at = running.clock.now();
    switch (taken.does) {
      case 'confirm':
        return attempt(cardFor(taken.who, taken.card), at);
      case 'capture': {
        const asked = taken.amount === undefined ? 'all' : EUR(taken.amount);
        return { type: 'capture', captureId: captureId(tail('cap')), amount: asked, rest: 'release', plan: NOW, at };
      }
      case 'refund': {
        const asked = taken.amount === undefined ? 'all' : EUR(taken.amount);
        return { type: 'refund', refundId: refundId(tail('ref')), amount: asked, plan: NOW, at };
      }
      case 'cancel':
        return payment.state === 'approved'
          ? { type: 'void', voidId: voidId(tail('void')), plan: NOW, at }
          : { type: 'cancel', reason: 'by_merchant', at };
    }
  }

  #ask(taken: Change, { id }: Known): Promise<unknown> {
    const { stripe } = this.accounts[taken.who];
    switch (taken.does) {
      case 'confirm':
        return stripe.paymentIntents.confirm(id, { ...methodOf(taken.who, taken.card), ...RETURN });
      case 'capture':
        return stripe.paymentIntents.capture(id, taken.amount === undefined ? {} : { amount_to_capture: taken.amount });
      case 'refund':
        return stripe.refunds.create({
          payment_intent: id,
          ...(taken.amount === undefined ? {} : { amount: taken.amount }),
        });
      case 'cancel':
        return stripe.paymentIntents.cancel(id);
    }
  }

  async #pass(days: number): Promise<void> {
    await running.pass(days * DAY);
    const now = running.clock.now();
    for (const known of this.known) {
      const { payment } = known;
      if (payment.state !== 'approved' || payment.hold.status !== 'open' || payment.hold.expiresAt > now) continue;
      const after = decided(payment, { type: 'expire', at: payment.hold.expiresAt });
      if (after === 'refused') throw new Error('the engine does not expire its own hold');
      known.payment = after;
      this.reached.expired += 1;
      await this.#compare(known);
    }
    // Keys are remembered for a day.
    this.#keys.clear();
  }

  async #compare({ id, owner, payment }: Known): Promise<void> {
    const { stripe } = this.accounts[owner];
    const shown = await stripe.paymentIntents.retrieve(id);
    const { capturable, captured } = balances(payment);
    expect({
      status: shown.status,
      capturable: shown.amount_capturable,
      received: shown.amount_received,
      livemode: shown.livemode,
    }).toEqual({
      status: statusOf(payment),
      capturable: Number(capturable),
      received: Number(captured),
      livemode: owner === 'live',
    });
  }

  /** At the end everybody sees what is his own, and nothing else. */
  async finish(): Promise<void> {
    for (const actor of ACTORS) {
      const { stripe } = this.accounts[actor];
      const own = this.known.filter(({ owner }) => owner === actor);
      const listed: string[] = [];
      for await (const { id } of stripe.paymentIntents.list({ limit: 3 })) listed.push(id);
      expect(listed.toSorted()).toEqual(own.map(({ id }) => id).toSorted());
      const refunded = (await stripe.refunds.list({ limit: 100 })).data.map((refund) => ({
        of: String(refund.payment_intent),
        amount: refund.amount,
      }));
      for (const { id, payment } of own) {
        const sum = refunded.filter((refund) => refund.of === id).reduce((total, refund) => total + refund.amount, 0);
        expect(sum).toBe(Number(balances(payment).refunded));
      }
      expect(refunded.every((refund) => own.some(({ id }) => id === refund.of))).toBe(true);
      const charged = (await stripe.charges.list({ limit: 100 })).data;
      expect(charged.every((charge) => own.some(({ id }) => id === charge.payment_intent))).toBe(true);
      await this.#events(actor, own);
    }
  }

  /** What was told says the same as the engine, of one's own payments alone. */
  async #events(actor: Actor, own: readonly Known[]): Promise<void> {
    const told: Stripe.Event[] = [];
    for await (const event of this.accounts[actor].stripe.events.list({ limit: 100 })) told.push(event);
    expect(told.every(({ livemode }) => livemode === (actor === 'live'))).toBe(true);
    const about = (type: string) => told.filter((event) => event.type === type).map(({ data }) => data.object);
    const ids = (objects: readonly object[], name: string) =>
      objects.map((object) => String(Object.entries(object).find(([member]) => member === name)?.[1])).toSorted();
    const where = (has: (payment: Payment) => boolean) =>
      own
        .filter(({ payment }) => has(payment))
        .map(({ id }) => id)
        .toSorted();
    expect(ids(about('payment_intent.created'), 'id')).toEqual(where(() => true));
    expect(ids(about('payment_intent.succeeded'), 'id')).toEqual(where((payment) => statusOf(payment) === 'succeeded'));
    expect(ids(about('payment_intent.canceled'), 'id')).toEqual(where((payment) => statusOf(payment) === 'canceled'));
    const declines = own.flatMap(({ id, payment }) =>
      payment.pastAuthorizations.filter(({ status }) => status === 'declined').map(() => id),
    );
    expect(ids(about('charge.failed'), 'payment_intent')).toEqual(declines.toSorted());
    const refunds = own.flatMap(({ id, payment }) =>
      payment.state === 'approved' ? payment.refunds.map(() => id) : [],
    );
    expect(ids(about('refund.created'), 'payment_intent')).toEqual(refunds.toSorted());
  }
}

async function newAccounts(): Promise<Accounts> {
  const inTest = await stripeAccount(running, line);
  return {
    test: inTest,
    live: await stripeAccount(running, line, 'production', inTest),
    stranger: await stripeAccount(running, line, 'testing'),
  };
}

const RUNS = 10;

test('whatever is asked in whatever order, status and amounts are the engine’s, and nobody sees what is not his', async () => {
  const reached = { captured: 0, refunded: 0, declined: 0, expired: 0, crossed: 0, replayed: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 25, size: 'max' }), async (steps) => {
      const world = new World(await newAccounts());
      for (const taken of steps) await world.take(taken);
      await world.finish();
      for (const [name, count] of Object.entries(world.reached)) reached[name as keyof typeof reached] += count;
    }),
    { numRuns: RUNS, seed: 4242 },
  );
  for (const [name, count] of Object.entries(reached)) expect(count, name).toBeGreaterThan(0);
}, 60_000);
