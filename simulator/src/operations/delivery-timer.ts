import { nextDeliveryAt } from './deliveries.ts';
import type { TimerSource } from './timer.ts';

/** Notifications that are due by the clock of a place: all those of one instant are sent together. */
export const deliveryTimer: TimerSource = async (world, place, skip) => {
  const at = await nextDeliveryAt(world, place);
  const about = `notifications at ${at}`;
  if (at === undefined || skip.has(about)) return undefined;
  return {
    about,
    at,
    run: async () => {
      const attempts = await world.outbox.drain(place);
      return attempts === 0 ? undefined : { at, kind: 'notifications', attempts };
    },
  };
};
