import type { Instant } from '../engine/ids.ts';
import { deliveryTimer } from './delivery-timer.ts';
import { objectTimer } from './object-timers.ts';
import { paymentTimer } from './payment-timers.ts';
import { settlementTimer } from './settlement.ts';
import { nextOf, runAll, type Timer, type TimerSource, type TimersRun } from './timer.ts';
import { waitTimer } from './waits.ts';
import type { Place, World } from './world.ts';

const MONEY: readonly TimerSource[] = [paymentTimer, settlementTimer];

/** Everything that falls due by the clock of a place. */
const SOURCES: readonly TimerSource[] = [...MONEY, objectTimer, waitTimer, deliveryTimer];

/** What falls due next in a place, and when. */
export function nextTimer(world: World, place: Place): Promise<Timer | undefined> {
  return nextOf(SOURCES, world, place, new Set());
}

/** Runs everything in a place that falls due up to `until`; `before` is told when each thing is due. */
export function runTimers(
  world: World,
  place: Place,
  until: Instant,
  before?: (at: Instant) => Promise<void>,
): Promise<TimersRun> {
  return runAll(SOURCES, world, place, until, before);
}

/** Runs everything in a place that is over by its clock; notifications are sent by the outbox, which waits for nobody. */
export function runDue(world: World, place: Place): Promise<TimersRun> {
  return runAll([...MONEY, objectTimer, waitTimer], world, place, world.now(place));
}
