import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { authorized, capture, eur, stored, worldOn } from '../../test/world.ts';
import { policy } from '../dialects/generic/policy.ts';
import { balances } from '../engine/balances.ts';
import { dayOf, startOfDay } from '../engine/day.ts';
import { movements } from '../engine/entries.ts';
import { feeOf } from '../engine/fees.ts';
import { instant, later } from '../engine/ids.ts';
import type { Entry } from '../engine/payment.ts';
import { type VirtualClock, virtualClock } from '../platform/clock.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { StoredPayment } from '../store/store.ts';
import { actOnConsole, type ConsoleAction } from './console.ts';
import { type Report, readReport, settleDay } from './settlement.ts';
import { runDue } from './timers.ts';
import type { World } from './world.ts';

const HOUR = 60 * 60 * 1000;
const START = instant(Date.UTC(2027, 0, 1, 12));
const ACCOUNT = { environment: 'sandbox', merchantId: 'mer_1' };
const RUNS = 120;

/** One thing that somebody does; `which` picks among what there is to do it to. */
type Deed = Readonly<
  | { do: 'pay'; minor: bigint }
  | { do: 'capture' | 'refund' | 'dispute'; which: number; minor: bigint }
  | { do: 'win' | 'lose' | 'return_refund'; which: number }
  | { do: 'settle'; daysAgo: number }
  | { do: 'pass'; ms: number }
>;

const which = fc.nat({ max: 5 });
const minor = fc.bigInt(1n, 500n);
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pay' as const), minor: fc.bigInt(100n, 5_000n) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('capture' as const), which, minor }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('refund' as const), which, minor }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('dispute' as const), which, minor }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('win', 'lose', 'return_refund', 'return_refund'), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const), daysAgo: fc.nat({ max: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, HOUR, 11 * HOUR) }) },
);
/** What stands in one list happens all at once. */
const days = fc.array(fc.array(deeds, { minLength: 1, maxLength: 5 }), { minLength: 10, maxLength: 16 });

/** Everything that has to be reached, each once; by chance some of it comes too seldom to count on. */
const COURSE: readonly Deed[] = [
  { do: 'pay', minor: 1_000n },
  { do: 'capture', which: 0, minor: 500n },
  { do: 'capture', which: 0, minor: 400n },
  { do: 'refund', which: 0, minor: 100n },
  { do: 'pass', ms: HOUR },
  { do: 'settle', daysAgo: 0 },
  { do: 'return_refund', which: 0 },
  { do: 'dispute', which: 0, minor: 200n },
  { do: 'win', which: 0 },
  { do: 'pass', ms: 11 * HOUR },
  { do: 'settle', daysAgo: 0 },
];
const REACHED_MIN = RUNS / 20;

const reached = new Map<string, number>();

class Shop {
  readonly world: World;
  readonly #clock: VirtualClock;
  readonly #payments: StoredPayment[] = [];

  constructor(world: World, clock: VirtualClock) {
    this.world = world;
    this.#clock = clock;
  }

  async does(deed: Deed): Promise<void> {
    switch (deed.do) {
      case 'pay':
        this.#payments.push(await authorized(this.world, { amount: deed.minor }));
        return;
      case 'pass':
        this.#clock.advance(deed.ms);
        await runDue(this.world, { environment: 'sandbox' });
        return;
      case 'settle': {
        const day = dayOf(later(this.world.now(ACCOUNT), -deed.daysAgo * 24 * HOUR));
        const settlement = await settleDay(this.world, ACCOUNT, day);
        if (settlement.kind === 'settled' && settlement.made.length > 0) note('payout');
        return;
      }
      default:
        await this.#change(deed);
    }
  }

  /** Every payment as it stands now. */
  now(): Promise<readonly StoredPayment[]> {
    return Promise.all(this.#payments.map((payment) => this.#current(payment)));
  }

  async #change(deed: Extract<Deed, { which: number }>): Promise<void> {
    const known = this.#payments[deed.which % Math.max(1, this.#payments.length)];
    if (known === undefined) return;
    if (deed.do === 'capture') {
      if ((await capture(this.world, known, deed.minor)).kind === 'changed') note('captured');
      return;
    }
    // The first from there on with which it can be done.
    for (const payment of [...this.#payments.slice(deed.which), ...this.#payments.slice(0, deed.which)]) {
      const action = actionOf(deed, await this.#current(payment));
      if (action === undefined) continue;
      const result = await actOnConsole(this.world, payment, action);
      if (result.kind === 'changed') for (const { type } of result.events) note(type);
      return;
    }
  }

  async #current({ environment, paymentId }: StoredPayment): Promise<StoredPayment> {
    const found = await this.world.store.findPayment(environment, paymentId);
    if (found === undefined) throw new Error('the payment is gone');
    return found;
  }
}

function actionOf(deed: Extract<Deed, { which: number }>, { payment }: StoredPayment): ConsoleAction | undefined {
  if (payment.state !== 'approved') return undefined;
  switch (deed.do) {
    case 'refund':
      return { do: 'refund', amount: eur(deed.minor) };
    case 'dispute': {
      const stage = deed.minor % 3n === 0n ? 'inquiry' : 'chargeback';
      return { do: 'open_dispute', stage, amount: eur(deed.minor), reason: 'general' };
    }
    case 'win':
    case 'lose': {
      const dispute = payment.disputes.find(({ status }) => status === 'needs_response');
      return dispute === undefined ? undefined : { do: deed.do, disputeId: dispute.id };
    }
    case 'return_refund': {
      const refund = payment.refunds.find(({ status }) => status === 'succeeded');
      return refund === undefined
        ? undefined
        : { do: 'return_refund', refundId: refund.id, reason: 'returned_by_issuer' };
    }
    case 'capture':
      return undefined;
  }
}

test('whatever happens in whatever order: every movement is paid out once, and payouts are what moved less fees', async () => {
  await fc.assert(
    fc.asyncProperty(days, async (lots) => {
      const store = openSqlite({ file: ':memory:', lost: fail });
      try {
        const clock = virtualClock(START);
        const shop = new Shop(worldOn(store, clock), clock);
        for (const lot of lots) await Promise.all(lot.map((deed) => shop.does(deed)));
        await settleDay(shop.world, ACCOUNT, undefined);
        await expectEverythingPaidOnce(shop);
      } finally {
        await store.close();
      }
    }),
    { numRuns: RUNS, examples: Array.from({ length: REACHED_MIN + 1 }, () => [COURSE.map((deed) => [deed])]) },
  );
}, 60_000);

async function expectEverythingPaidOnce(shop: Shop): Promise<void> {
  const { store } = shop.world;
  const payouts = await store.listPayouts({ ...ACCOUNT, limit: 1_000 });
  const reports: Report[] = [];
  for (const { id } of payouts) reports.push((await readReport(shop.world, id)) ?? fail(`no payout ${id}`));
  const payments = await shop.now();
  const moved = payments.flatMap(({ payment }) => (payment.state === 'approved' ? movements(payment) : []));
  const paid = reports.flatMap(({ lines }) => lines.map(({ entry }) => entry));
  expect(paid.map(nameOf).toSorted()).toEqual(moved.map(nameOf).toSorted());
  if (moved.length > 0) note('moved');
  for (const { payout, lines } of reports) {
    const { captures, refunds, chargebacks, fees, net } = payout.totals;
    expect(net.minor).toBe(captures.minor - refunds.minor - chargebacks.minor - fees.minor);
    expect(lines.reduce((sum, line) => sum + line.net.minor, 0n)).toBe(net.minor);
    expect(payout.payments).toBe(new Set(lines.map(({ paymentId }) => paymentId)).size);
    for (const { entry } of lines) expect(entry.at).toBeLessThan(payout.until);
    expect(payout.day).toBe(dayOf(startOfDay(later(payout.until, -1))));
  }
  const all = payments.map(({ payment }) => balances(payment));
  const money = all.reduce((sum, { captured, refunded, disputed }) => sum + captured - refunded - disputed, 0n);
  const fees = moved.reduce((sum, entry) => sum + feeOf(entry, policy.fees).minor, 0n);
  expect(payouts.reduce((sum, { totals }) => sum + totals.net.minor, 0n)).toBe(money - fees);
  expect(await store.unsettledPayments(ACCOUNT, later(START, 10_000 * HOUR), 10)).toEqual([]);
}

afterAll(() => {
  for (const what of ['moved', 'payout', 'captured', 'refunded', 'refund_returned', 'dispute_opened', 'dispute_won']) {
    expect(reached.get(what) ?? 0, `how often ${what} was reached`).toBeGreaterThan(REACHED_MIN);
  }
});

test('a payment that cannot be settled is told, waits for the next settlement, and keeps no other waiting', async () => {
  const store = openSqlite({ file: ':memory:', lost: fail });
  const world = worldOn(store, virtualClock(START));
  const [stuck, sound] = [await authorized(world), await authorized(world)];
  for (const payment of [stuck, sound]) stored(await capture(world, payment, 30n));
  const told: string[] = [];
  const commit: typeof store.commit = async (batch) =>
    batch.payment?.owner.paymentId === stuck.paymentId ? 'version_conflict' : store.commit(batch);
  const log = { ...world.log, error: (_: unknown, message: string) => told.push(message) };
  const paid = async (through: World) => {
    const settlement = await settleDay(through, ACCOUNT, undefined);
    return settlement.kind === 'settled' ? settlement.payouts.map(({ payments }) => payments) : [];
  };
  expect(await paid({ ...world, store: { ...store, commit }, log })).toEqual([1]);
  expect(told).toEqual([`payment ${stuck.paymentId} could not be settled`]);
  expect(await paid(world)).toEqual([1, 1]);
  await store.close();
});

function nameOf(entry: Entry): string {
  const { kind } = entry;
  return `${kind} ${'captureId' in entry ? entry.captureId : 'refundId' in entry ? entry.refundId : entry.disputeId}`;
}

function note(what: string): void {
  reached.set(what, (reached.get(what) ?? 0) + 1);
}

function fail(error: unknown): never {
  throw error;
}
