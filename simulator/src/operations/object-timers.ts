import { EVER, type TimerSource } from './timer.ts';
import { dialectData } from './world.ts';

/** What dialects keep beside payments and time alone brings to an end, such as a checkout session. */
export const objectTimer: TimerSource = async (world, place, skip) => {
  const due = await world.store.dueObjects(place, EVER, 1 + skip.size);
  const object = due.find(({ merchantId, id }) => !skip.has(about(merchantId, id)));
  if (object?.dueAt === undefined) return undefined;
  const { merchantId, id, dialect, dueAt: at } = object;
  return {
    about: about(merchantId, id),
    at,
    run: async () => {
      const types = (await dialectData(world, dialect).fallDue?.(world, object)) ?? [];
      return types.length === 0 ? undefined : { at, kind: 'object', merchantId, objectId: id, types };
    },
  };
};

/** Ids are unique among the objects of one account. */
function about(merchantId: string, id: string): string {
  return `object ${merchantId}/${id}`;
}
