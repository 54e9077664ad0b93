import type { PaymentId } from '../engine/ids.ts';
import { runTimersOf } from './change.ts';
import { EVER, type TimerSource } from './timer.ts';

/** Holds and customer actions that expire, answers and outcomes that come late, disputes that nobody answers. */
export const paymentTimer: TimerSource = async (world, place, skip) => {
  const due = await world.store.duePayments(place, EVER, 1 + skip.size);
  const stored = due.find(({ paymentId }) => !skip.has(about(paymentId)));
  if (stored?.nextDueAt === undefined) return undefined;
  const { paymentId, nextDueAt: at } = stored;
  return {
    about: about(paymentId),
    at,
    run: async () => {
      const events = await runTimersOf(world, stored);
      if (events.length === 0) return undefined;
      return { at, kind: 'payment', paymentId, events: events.map(({ type }) => type) };
    },
  };
};

function about(paymentId: PaymentId): string {
  return `payment ${paymentId}`;
}
