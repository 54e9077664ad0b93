import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { balances } from '../../src/engine/balances.ts';
import type { Command } from '../../src/engine/command.ts';
import { authorizationId, captureId, paymentId, refundId, voidId } from '../../src/engine/ids.ts';
import type { Money } from '../../src/engine/money.ts';
import { type Authorization, authorizations, type Capture, type Payment } from '../../src/engine/payment.ts';
import { DAY, type Running, start } from '../running-simulator.ts';
import type { Answer } from '../specification.ts';
import {
  ACTORS,
  type Actor,
  approval,
  askBuyer,
  attempt,
  type Change,
  capturesOf,
  decided,
  ENVIRONMENTS,
  EUR,
  expected,
  isApproved,
  type Known,
  NOW,
  type Step,
  shown,
  step,
  tail,
  wire,
} from './order-model.ts';
import {
  type Line,
  openLine,
  type PayPalAccount,
  type PayPalWire,
  paypalAccount,
  visitApproval,
} from './paypal-account.ts';

let running: Running;
let lines: Readonly<Record<Actor, Line>>;

beforeAll(async () => {
  running = await start();
  const sandbox = await openLine(running, 'sandbox');
  lines = { test: sandbox, live: await openLine(running, 'production'), stranger: sandbox };
});

afterAll(async () => {
  expect([...lines.test.problems, ...lines.live.problems]).toEqual([]);
  expect(running.logged).toEqual([]);
  await lines.test[Symbol.asyncDispose]();
  await lines.live[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
});

class World {
  readonly accounts: Readonly<Record<Actor, PayPalAccount>>;
  readonly known: Known[] = [];
  readonly reached = {
    captured: 0,
    overCaptured: 0,
    refunded: 0,
    voided: 0,
    reauthorized: 0,
    declined: 0,
    expired: 0,
    crossed: 0,
    replayed: 0,
    refused: 0,
  };
  readonly #keys = new Map<string, string>();

  constructor(accounts: Readonly<Record<Actor, PayPalAccount>>) {
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
        if (taken.does === 'approve') return this.#approve(known);
        const by = taken.who === 'owner' ? known.owner : taken.who;
        if (by === known.owner) return this.#change(known, taken);
        const { status } = await this.#ask(by, known, taken);
        expect(status).toBe(404);
        this.reached.crossed += 1;
        return this.#compare(known);
      }
    }
  }

  /** Basic works in place of a token, whatever the clock shows. */
  async #request(actor: Actor, method: string, path: string, body?: object, requestId?: string): Promise<Answer> {
    const { clientId, secret } = this.accounts[actor];
    const response = await fetch(`${lines[actor].url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
        'content-type': 'application/json',
        ...(requestId === undefined ? {} : { 'paypal-request-id': requestId }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  async #create({ who: actor, amount: minor, manual, by, key }: Extract<Step, { does: 'create' }>): Promise<void> {
    // Where money is real every card is good but those that are for tests.
    const number =
      by === 'declined_card' ? '4000000000000002' : actor === 'live' ? '4539578763621486' : '4012000033330026';
    const source = by === 'wallet' ? { paypal: {} } : { card: { number, expiry: '2049-12' } };
    const body = {
      intent: manual ? 'AUTHORIZE' : 'CAPTURE',
      purchase_units: [{ amount: wire(minor) }],
      payment_source: source,
    };
    const requestId = `key-${key}`;
    const answer = await this.#request(actor, 'POST', '/v2/checkout/orders', body, requestId);
    const { id } = answer.body as PayPalWire['Order'];
    const before = this.#keys.get(`${actor} ${requestId}`);
    if (before !== undefined) {
      expect([answer.status, id]).toEqual([200, before]);
      this.reached.replayed += 1;
      return;
    }
    expect(answer.status, answer.text).toBe(201);
    this.#keys.set(`${actor} ${requestId}`, id);
    const at = running.clock.now();
    const request: Command = {
      type: 'request',
      paymentId: paymentId(id),
      amount: EUR(minor),
      captureMode: manual ? 'manual' : 'automatic',
      at,
    };
    const then = by === 'wallet' ? askBuyer(at) : attempt(by === 'card' ? 'approves' : 'declines', at);
    const payment = decided(undefined, request, then);
    if (payment === 'refused') throw new Error('the engine refuses a new order');
    if (by === 'declined_card') this.reached.declined += 1;
    const known = { id, owner: actor, payment };
    this.known.push(known);
    await this.#compare(known);
  }

  async #approve(known: Known): Promise<void> {
    const { payment, id, owner } = known;
    if (payment.state !== 'action_required') return;
    await visitApproval(lines[owner], `${lines[owner].url}/checkoutnow?token=${id}`, 'approve');
    const after = decided(payment, approval(payment.action.id, running.clock.now()));
    if (after === 'refused') throw new Error('the engine refuses what a buyer has approved');
    known.payment = after;
    await this.#compare(known);
  }

  async #change(known: Known, taken: Change): Promise<void> {
    const command = this.#command(known, taken);
    const after = taken.does === 'pay' && !isApproved(known.payment) ? 'refused' : decided(known.payment, ...command);
    const { status, text } = await this.#ask(known.owner, known, taken);
    const named = this.#partOf(known, taken);
    // What has no such part is asked by an id that nobody has.
    const refused = taken.does !== 'pay' && named === undefined ? 404 : 422;
    const done = taken.does === 'void' ? 204 : 201;
    expect(status, `${taken.does} of ${known.payment.state}: ${text}`).toBe(after === 'refused' ? refused : done);
    if (after === 'refused') this.reached.refused += 1;
    else {
      known.payment = after;
      this.#count(taken, after);
    }
    await this.#compare(known);
  }

  #count(taken: Change, after: Payment): void {
    if (taken.does === 'capture' || taken.does === 'pay') this.reached.captured += 1;
    if (taken.does === 'refund') this.reached.refunded += 1;
    if (taken.does === 'void') this.reached.voided += 1;
    if (taken.does === 'reauthorize') this.reached.reauthorized += 1;
    if (balances(after).overCaptured > 0n) this.reached.overCaptured += 1;
  }

  /** The part that is meant, by its place in the order. */
  #partOf({ payment }: Known, taken: Change): Authorization | Capture | undefined {
    if (taken.does === 'pay') return undefined;
    if (taken.does === 'refund') return capturesOf(payment)[taken.part % Math.max(1, capturesOf(payment).length)];
    if (payment.captureMode === 'automatic') return undefined;
    const held = authorizations(payment);
    return held[taken.part % Math.max(1, held.length)];
  }

  #command(known: Known, taken: Change): readonly Command[] {
    const at = running.clock.now();
    if (taken.does === 'pay') return [attempt('approves', at)];
    const meant = this.#partOf(known, taken);
    const id = meant?.id ?? 'none';
    switch (taken.does) {
      case 'capture': {
        const whole: Money = meant?.amount ?? EUR(1);
        return [
          {
            type: 'capture',
            captureId: captureId(tail('cap')),
            authorizationId: authorizationId(id),
            amount: taken.amount === undefined ? whole : EUR(taken.amount),
            rest: taken.final ? 'release' : 'keep',
            plan: NOW,
            at,
          },
        ];
      }
      case 'refund': {
        const asked = taken.amount === undefined ? 'all' : EUR(taken.amount);
        return [
          { type: 'refund', refundId: refundId(tail('ref')), captureId: captureId(id), amount: asked, plan: NOW, at },
        ];
      }
      case 'void':
        return [{ type: 'void', voidId: voidId(tail('void')), authorizationId: authorizationId(id), plan: NOW, at }];
      case 'reauthorize':
        return [
          {
            type: 'reauthorize',
            authorizationId: authorizationId(tail('auth')),
            replaces: authorizationId(id),
            amount: 'all',
            answer: { kind: 'approved' },
            at,
          },
        ];
    }
  }

  async #ask(actor: Actor, known: Known, taken: Change): Promise<Answer> {
    const { id, payment, owner } = known;
    if (taken.does === 'pay') {
      const doing = payment.captureMode === 'automatic' ? 'capture' : 'authorize';
      return this.#request(actor, 'POST', `/v2/checkout/orders/${id}/${doing}`);
    }
    const answer = await this.#request(owner, 'GET', `/v2/checkout/orders/${id}`);
    const { authorizations: held = [], captures: made = [] } =
      (answer.body as PayPalWire['Order']).purchase_units?.[0]?.payments ?? {};
    const captures = made.filter(({ status }) => status !== 'DECLINED');
    const parts = taken.does === 'refund' ? captures : held;
    const named = parts[taken.part % Math.max(1, parts.length)]?.id ?? 'NOTHING0000000000';
    const body = 'amount' in taken && taken.amount !== undefined ? { amount: wire(taken.amount) } : {};
    if (taken.does === 'refund') return this.#request(actor, 'POST', `/v2/payments/captures/${named}/refund`, body);
    const path = `/v2/payments/authorizations/${named}/${taken.does}`;
    return this.#request(
      actor,
      'POST',
      path,
      taken.does === 'capture' ? { ...body, final_capture: taken.final } : body,
    );
  }

  async #pass(days: number): Promise<void> {
    await running.pass(days * DAY);
    const now = running.clock.now();
    for (const known of this.known) {
      const { payment } = known;
      const ends =
        payment.state === 'action_required'
          ? payment.action.expiresAt
          : payment.state === 'approved' && payment.hold.status === 'open'
            ? payment.hold.expiresAt
            : undefined;
      if (ends === undefined || ends > now) continue;
      const after = decided(payment, { type: 'expire', at: ends });
      if (after === 'refused') throw new Error('the engine does not let its own time run out');
      known.payment = after;
      this.reached.expired += 1;
      await this.#compare(known);
    }
    // For orders they are remembered for six hours.
    this.#keys.clear();
  }

  async #compare({ id, owner, payment }: Known): Promise<void> {
    const { body } = await this.#request(owner, 'GET', `/v2/checkout/orders/${id}`);
    expect(shown(body as PayPalWire['Order'])).toEqual(expected(payment));
  }

  /** At the end everybody has been told of his own, and of nothing else; every part is found by its own id. */
  async finish(): Promise<void> {
    for (const actor of ACTORS) {
      const told: PayPalWire['Event'][] = [];
      const own = this.known.filter(({ owner }) => owner === actor);
      const path = '/v1/notifications/webhooks-events?page_size=300';
      told.push(...((await this.#request(actor, 'GET', path)).body as PayPalWire['EventList']).events);
      const about = (type: string) => told.filter((event) => event.event_type === type).length;
      const count = (has: (payment: Payment) => number) => own.reduce((sum, { payment }) => sum + has(payment), 0);
      expect({
        approved: about('CHECKOUT.ORDER.APPROVED'),
        captured: about('PAYMENT.CAPTURE.COMPLETED'),
        refunded: about('PAYMENT.CAPTURE.REFUNDED'),
        held: about('PAYMENT.AUTHORIZATION.CREATED'),
      }).toEqual({
        approved: count(({ pastActions }) => pastActions.filter(({ outcome }) => outcome === 'approved').length),
        captured: count((payment) => capturesOf(payment).length),
        refunded: count((payment) => (payment.state === 'approved' ? payment.refunds.length : 0)),
        held: count((payment) =>
          payment.captureMode === 'automatic'
            ? 0
            : authorizations(payment).filter(({ status }) => status !== 'declined').length,
        ),
      });
      for (const { id } of own) await this.#found(actor, id);
    }
  }

  async #found(actor: Actor, id: string): Promise<void> {
    const order = (await this.#request(actor, 'GET', `/v2/checkout/orders/${id}`)).body as PayPalWire['Order'];
    for (const [kind, parts = []] of Object.entries(order.purchase_units?.[0]?.payments ?? {})) {
      for (const one of parts) {
        const { body } = await this.#request(actor, 'GET', `/v2/payments/${kind}/${one.id}`);
        expect(body).toMatchObject({ id: one.id, status: one.status, amount: one.amount });
      }
    }
  }
}

async function newWorld(): Promise<World> {
  const make = (actor: Actor) => paypalAccount(running, lines[actor], ENVIRONMENTS[actor]);
  return new World({ test: await make('test'), live: await make('live'), stranger: await make('stranger') });
}

// A course that gets everywhere, whatever chance brings.
const COURSE: readonly Step[] = [
  { does: 'create', who: 'test', amount: 1000, manual: true, by: 'card', key: 0 },
  { does: 'create', who: 'test', amount: 1000, manual: true, by: 'card', key: 0 },
  { does: 'capture', who: 'owner', of: 0, part: 0, amount: 300, final: false },
  { does: 'capture', who: 'stranger', of: 0, part: 0, amount: 300, final: false },
  { does: 'capture', who: 'live', of: 0, part: 0, amount: 300, final: false },
  { does: 'refund', who: 'owner', of: 0, part: 0, amount: 100 },
  { does: 'reauthorize', who: 'owner', of: 0, part: 0 },
  { does: 'pass', days: 4 },
  { does: 'reauthorize', who: 'owner', of: 0, part: 0 },
  { does: 'capture', who: 'owner', of: 0, part: 1, amount: 800, final: true },
  { does: 'create', who: 'live', amount: 500, manual: true, by: 'wallet', key: 1 },
  { does: 'pay', who: 'owner', of: 1 },
  { does: 'approve', of: 1 },
  { does: 'pay', who: 'owner', of: 1 },
  { does: 'void', who: 'owner', of: 1, part: 0 },
  { does: 'create', who: 'stranger', amount: 500, manual: false, by: 'wallet', key: 1 },
  { does: 'approve', of: 2 },
  { does: 'pay', who: 'owner', of: 2 },
  { does: 'refund', who: 'owner', of: 2, part: 0, amount: undefined },
  { does: 'create', who: 'live', amount: 100, manual: false, by: 'declined_card', key: 2 },
  { does: 'create', who: 'live', amount: 100, manual: true, by: 'card', key: 3 },
  { does: 'create', who: 'test', amount: 100, manual: true, by: 'wallet', key: 3 },
  { does: 'pass', days: 30 },
];

test('a course that gets everywhere: status, amounts and parts are those of the engine', async () => {
  const world = await newWorld();
  for (const taken of COURSE) await world.take(taken);
  await world.finish();
  for (const [name, count] of Object.entries(world.reached)) expect(count, name).toBeGreaterThan(0);
});

const RUNS = 8;

test('whatever is asked in whatever order, orders and their parts are the engine’s, and nobody sees what is not his', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 22, size: 'max' }), async (steps) => {
      const world = await newWorld();
      for (const taken of steps) await world.take(taken);
      await world.finish();
    }),
    { numRuns: RUNS, seed: 4242 },
  );
}, 60_000);
