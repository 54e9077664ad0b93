import type { PaymentId } from '../engine/ids.ts';
import { caughtUp } from './change.ts';
import type { World } from './world.ts';

const BATCH = 100;
// Far more than falls due between two ticks; what is left is done by the next one.
const ROUNDS_MAX = 1000;

/**
 * Runs every timer of the environment that is over; answers how many payments that changed. A payment whose timer fails,
 * which is a bug, is told to `failed` and keeps nobody else waiting.
 */
export async function runDue(world: World, environment: string, failed: (error: unknown) => void): Promise<number> {
  let count = 0;
  const stuck = new Set<PaymentId>();
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    // Those that are stuck stay due, and must not fill the batch for ever.
    const due = await world.store.duePayments(environment, world.now({ environment }), BATCH + stuck.size);
    const overdue = due.filter(({ paymentId }) => !stuck.has(paymentId));
    if (overdue.length === 0) return count;
    for (const stored of overdue) {
      try {
        await caughtUp(world, stored);
        count += 1;
      } catch (error) {
        failed(error);
        stuck.add(stored.paymentId);
      }
    }
  }
  return count;
}
