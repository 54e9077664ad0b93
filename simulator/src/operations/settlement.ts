import type { Currency } from '../engine/currency.ts';
import { dayOf, endOfDay, parseDay } from '../engine/day.ts';
import { unsettledSince } from '../engine/entries.ts';
import { type Instant, later, type PaymentId, type PayoutId, payoutId } from '../engine/ids.ts';
import { type PayoutLine, payoutLine } from '../engine/payout.ts';
import type { PaidOut, StoredPayout } from '../store/payouts.ts';
import type { StoredPayment } from '../store/store.ts';
import { changePayment } from './change.ts';
import { paymentTimer } from './payment-timers.ts';
import { EVER, runAll, type TimerSource } from './timer.ts';
import type { Place, World } from './world.ts';

/** A merchant account, whose captures are settled together. */
export type Account = Required<Place>;

/** What a settlement of a day leads to: every payout of the day, also those made before. */
export type Settlement =
  | Readonly<{ kind: 'settled'; day: string; payouts: readonly StoredPayout[]; made: readonly PayoutId[] }>
  | Readonly<{ kind: 'day_not_begun'; today: string }>
  | Readonly<{ kind: 'no_such_day' }>;

// A payout is looked at and handed out whole, so it does not grow for ever.
const PAYMENTS_PER_PAYOUT_MAX = 10_000;
const BATCH = 100;
const ROUNDS_MAX = 100_000;
// How many payouts of one day are told at most.
const PAYOUTS_MAX = 1000;

/**
 * Settles what moved up to the end of a day in UTC, or of a day that is not over up to now: whatever no payout has goes
 * into one payout per currency. Done again it finds nothing more and answers the same.
 */
export async function settleDay(world: World, account: Account, day: string | undefined): Promise<Settlement> {
  const now = world.now(account);
  const today = dayOf(now);
  const start = parseDay(day ?? today);
  if (start === undefined) return { kind: 'no_such_day' };
  if (start > now) return { kind: 'day_not_begun', today };
  // Up to and with this instant, which is what stands still while several things happen by a frozen clock.
  const until = day === undefined || day === today ? later(now, 1) : endOfDay(start);
  const made = await settleUntil(world, account, until);
  const settled = day ?? today;
  const payouts = await world.store.listPayouts({ ...account, day: settled, limit: PAYOUTS_MAX });
  return { kind: 'settled', day: settled, payouts, made };
}

/** Settles what moved before an instant; answers the payouts that were made. */
export async function settleUntil(world: World, account: Account, until: Instant): Promise<readonly PayoutId[]> {
  return world.inTurn(turnOf(account), async () => {
    // What fell due before may be a capture that nobody has looked at yet.
    await runAll([paymentTimer], world, account, world.now(account));
    const made: PayoutId[] = [];
    const open = new Map<Currency, Readonly<{ id: PayoutId; payments: number }>>();
    // Those that could not be settled go on waiting, and must not fill the batch for ever.
    const passedOver = new Set<PaymentId>();
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const found = await world.store.unsettledPayments(account, until, BATCH + passedOver.size);
      const waiting = found.filter(({ paymentId }) => !passedOver.has(paymentId));
      if (waiting.length === 0) break;
      for (const stored of waiting) {
        const { currency } = stored.payment.amount;
        const { id, payments } = roomFor(world, open.get(currency));
        if (!(await settlePayment(world, stored, id, until))) {
          passedOver.add(stored.paymentId);
          continue;
        }
        open.set(currency, { id, payments: payments + 1 });
        if (payments === 0) made.push(id);
      }
    }
    return made;
  });
}

/** The payout that another payment goes into: the one that was begun, or a new one when that is full. */
function roomFor(world: World, begun: Readonly<{ id: PayoutId; payments: number }> | undefined) {
  if (begun !== undefined && begun.payments < PAYMENTS_PER_PAYOUT_MAX) return begun;
  return { id: payoutId(world.random.id('po')), payments: 0 };
}

/** Settles one payment; one that fails, which is a bug, is logged and waits for the next settlement. */
async function settlePayment(world: World, stored: StoredPayment, id: PayoutId, until: Instant): Promise<boolean> {
  try {
    const change = await changePayment(world, stored, (_, at) => ({
      commands: [{ type: 'settle', payoutId: id, until, at }],
    }));
    return change.kind === 'changed';
  } catch (error) {
    world.log.error(error, `payment ${stored.paymentId} could not be settled`);
    return false;
  }
}

/** One line of a settlement report: a movement of money, and the payment it belongs to. */
export type ReportLine = PayoutLine & Pick<PaidOut, 'paymentId' | 'reference'>;

/** What a payout paid, line by line. */
export type Report = Readonly<{ payout: StoredPayout; lines: readonly ReportLine[] }>;

/** The settlement report of a payout; while it is being made, this waits for all of it. */
export async function readReport(world: World, id: string): Promise<Report | undefined> {
  const found = await world.store.findPayout(id);
  if (found === undefined) return undefined;
  return world.inTurn(turnOf(found), async () => {
    const payout = await world.store.findPayout(id);
    if (payout === undefined) return undefined;
    const lines = (await world.store.paidOut(payout.id)).flatMap(({ paymentId, reference, entries }) =>
      entries.map((entry) => ({ paymentId, reference, ...payoutLine(entry) })),
    );
    return { payout, lines };
  });
}

// More merchant accounts than this cannot have failed in one run.
const PASSED_OVER_MAX = 1000;

/** Where captures are settled at the end of every day: the merchant account whose day is over next. */
export const settlementTimer: TimerSource = async (world, place, skip) => {
  const { environment } = place;
  if (world.settlements.of(environment) !== 'daily') return undefined;
  const limit = skip.size === 0 ? 1 : PASSED_OVER_MAX;
  const waiting = await world.store.unsettledPayments(place, EVER, limit);
  const stored = waiting.find(({ merchantId }) => !skip.has(turnOf({ environment, merchantId })));
  const since = stored === undefined ? undefined : unsettledSince(stored.payment);
  if (stored === undefined || since === undefined) return undefined;
  const { merchantId } = stored;
  const account = { environment, merchantId };
  const at = endOfDay(since);
  return {
    about: turnOf(account),
    at,
    run: async () => {
      const payouts = await settleUntil(world, account, at);
      return payouts.length === 0 ? undefined : { at, kind: 'settlement', merchantId, payouts };
    },
  };
};

function turnOf({ environment, merchantId }: Account): string {
  return `settlement of ${environment}/${merchantId}`;
}
