import type { Event } from '../engine/event.ts';
import { type Instant, instant, type PaymentId, type PayoutId } from '../engine/ids.ts';
import type { Place, World } from './world.ts';

/** Something that fell due by the clock of a place, and was done. */
export type Ran = Readonly<{ at: Instant }> &
  (
    | Readonly<{ kind: 'payment'; paymentId: PaymentId; events: readonly Event['type'][] }>
    | Readonly<{ kind: 'settlement'; merchantId: string; payouts: readonly PayoutId[] }>
    | Readonly<{ kind: 'notifications'; attempts: number }>
    /** Something that a dialect keeps beside payments, and what was told of its end. */
    | Readonly<{ kind: 'object'; merchantId: string; objectId: string; types: readonly string[] }>
    /** An answer that was late, or a connection that was held open. */
    | Readonly<{ kind: 'wait'; merchantId?: string }>
  );

/** The next thing that falls due; what has the same `about` is never more than one thing. */
export type Timer = Readonly<{ about: string; at: Instant; run: () => Promise<Ran | undefined> }>;

/**
 * A kind of thing that falls due: what is next of it by the clock of a place. Running a timer takes it away, or moves it
 * to a later time, unless it finds nothing to do; what is in `skip` was tried in this run and is passed over.
 */
export type TimerSource = (world: World, place: Place, skip: ReadonlySet<string>) => Promise<Timer | undefined>;

/** Later than anything falls due. */
export const EVER = instant(Number.MAX_SAFE_INTEGER);

/** What was run, in this order. `more` is said when there was more than one run takes. */
export type TimersRun = Readonly<{ ran: readonly Ran[]; more: boolean }>;

// Far more than falls due between two ticks; what is left is done by the next one.
const TIMERS_MAX = 100_000;

/** What falls due next of these kinds in a place. */
export async function nextOf(
  sources: readonly TimerSource[],
  world: World,
  place: Place,
  skip: ReadonlySet<string>,
): Promise<Timer | undefined> {
  const timers: Timer[] = [];
  for (const source of sources) {
    const timer = await source(world, place, skip);
    if (timer !== undefined) timers.push(timer);
  }
  return timers.toSorted((left, right) => left.at - right.at)[0];
}

/**
 * Runs everything of these kinds in a place that falls due up to `until`, in the order of time and one thing at a time;
 * `before` is told when each of them is due. What fails, which is a bug, is logged and keeps nothing else waiting.
 */
export async function runAll(
  sources: readonly TimerSource[],
  world: World,
  place: Place,
  until: Instant,
  before: (at: Instant) => Promise<void> = async () => {},
): Promise<TimersRun> {
  const ran: Ran[] = [];
  const tried = new Set<string>();
  for (let count = 0; count < TIMERS_MAX; count += 1) {
    const next = await nextOf(sources, world, place, tried);
    if (next === undefined || next.at > until) return { ran, more: false };
    await before(next.at);
    try {
      const done = await next.run();
      if (done === undefined) tried.add(next.about);
      else ran.push(done);
    } catch (error) {
      world.log.error(error, `${next.about} was due and could not be run`);
      tried.add(next.about);
    }
  }
  return { ran, more: true };
}
