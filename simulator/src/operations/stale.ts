import type { Event } from '../engine/event.ts';
import { evolve } from '../engine/evolve.ts';
import type { Payment } from '../engine/payment.ts';
import type { StoredPayment } from '../store/store.ts';
import type { World } from './world.ts';

/**
 * The payment as it was one change ago, as a copy shows it that lags behind; undefined for one that has not changed
 * since it was made, which such a copy does not know yet.
 */
export async function oneChangeAgo(world: World, stored: StoredPayment): Promise<StoredPayment | undefined> {
  if (stored.version === 1) return undefined;
  const events = await world.store.readEvents(stored.environment, stored.paymentId);
  const payment = folded(events.slice(0, -1).map(({ event }) => event));
  return payment === undefined ? undefined : { ...stored, payment };
}

function folded(events: readonly Event[]): Payment | undefined {
  return events.reduce<Payment | undefined>(evolve, undefined);
}
