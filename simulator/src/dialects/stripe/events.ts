import type { DialectObject } from '../../store/objects.ts';
import { type Answer, type Call, type Shown, show } from './call.ts';
import { readEvent } from './codec.ts';
import { invalid } from './errors.ts';
import { API_VERSION, renderEvent, typeTags } from './event-object.ts';
import { listOf } from './list.ts';
import { found } from './objects.ts';
import { type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';

const ALL = '/v1/events';
const EVENT = { object: 'event', in: 'itself' } as const;

/** Events: what has happened, as it was told. */
export const eventOperations: readonly Operation[] = [
  question(
    { path: ALL, operation: 'listEvents', scope: 'read', params: 'ListEventsParams', shows: { ...EVENT, in: 'list' } },
    listEvents,
  ),
  question(
    { path: `${ALL}/:id`, operation: 'getEvent', scope: 'read', params: 'NoParams', shows: EVENT },
    async (call) => {
      const object = await found(call, 'event', call.id);
      return object.ok ? show(await shown(call, object.value)) : object;
    },
  ),
];

async function listEvents(call: Call, params: Params<'ListEventsParams'>): Promise<Answer> {
  const { type, types } = params;
  if (type !== undefined && types !== undefined) {
    return invalid('You may only specify one of these parameters: type, types.', { param: 'type' });
  }
  const asked = types ?? (type === undefined || type === '*' ? [] : [type]);
  return listOf(call, params, {
    kind: 'event',
    url: ALL,
    anyTag: asked.length === 0 ? undefined : asked.flatMap(typeTags),
    render: (object) => shown(call, object),
  });
}

// More endpoints than an account can have.
const DELIVERIES_MAX = 100;

async function shown({ world, livemode }: Call, object: DialectObject): Promise<Shown> {
  const { id, environment, merchantId, createdAt } = object;
  const query = { environment, merchantId, notificationId: id, limit: DELIVERIES_MAX };
  const deliveries = await world.store.listDeliveries(query);
  const pending = deliveries.filter(({ progress }) => progress.status === 'pending').length;
  return renderEvent(readEvent(object), { id, at: createdAt, livemode, version: API_VERSION, pending });
}
