import { caughtUp } from './change.ts';
import type { World } from './world.ts';

const BATCH = 100;
// Far more than falls due between two ticks; what is left is done by the next one.
const ROUNDS_MAX = 1000;

/** Runs every timer of the environment that is over; answers how many payments that changed. */
export async function runDue(world: World, environment: string): Promise<number> {
  let count = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const overdue = await world.store.duePayments(environment, world.clock.now(), BATCH);
    if (overdue.length === 0) return count;
    for (const stored of overdue) await caughtUp(world, stored);
    count += overdue.length;
  }
  return count;
}
