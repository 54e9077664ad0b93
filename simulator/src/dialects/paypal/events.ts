import { instant } from '../../engine/ids.ts';
import { jsonReply, type WholeReply } from '../../http/exchange.ts';
import { redeliver } from '../../operations/deliveries.ts';
import { deliveriesOf } from '../../operations/notifications.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { Delivery } from '../../webhooks/delivery.ts';
import type { Notification } from '../../webhooks/notification.ts';
import { atOf, type Call, type ChangeCall, DIALECT, debugHeader, ownerOf } from './call.ts';
import { readEvent } from './codec.ts';
import { issue, notFound, type Read } from './errors.ts';
import { keptEvent, renderEvent, transactionTag, typeTag } from './event-object.ts';
import { isEventType } from './event-types.ts';
import { derivedUuid, eventId, wireId } from './ids.ts';
import { link } from './links.ts';
import { newest } from './lists.ts';
import { change, type Made, type Operation, question } from './operation.ts';
import { type Body, readBody, readQuery } from './parameters.ts';
import { sampleResource } from './sample-resource.ts';
import { webhookOf, webhooksOf } from './webhooks.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const ALL = '/v1/notifications/webhooks-events';
const ONE = `${ALL}/:id`;

// https://developer.paypal.com/docs/api/webhooks/v1/#webhooks-events_list
const PAGE_SIZE = 10;
// More webhooks than an account can have.
const DELIVERIES_MAX = 100;

/** Events: what has happened, as it was told, and told once more. */
export const eventOperations: readonly Operation[] = [
  question({ path: ALL, operation: 'listEvents', scope: 'read' }, listEvents),
  question({ path: ONE, operation: 'getEvent', scope: 'read' }, async (call) => {
    const object = await eventOf(call);
    return object.ok ? shown(call, object.value, 200) : object;
  }),
  change(
    {
      path: `${ONE}/resend`,
      operation: 'resendEvent',
      scope: 'pay',
      reads: (call) => readBody(call.exchange, 'ResendRequest'),
    },
    resend,
  ),
  change(
    {
      path: '/v1/notifications/simulate-event',
      operation: 'simulateEvent',
      scope: 'pay',
      reads: (call) => readBody(call.exchange, 'SimulateRequest'),
    },
    simulate,
  ),
];

async function listEvents(call: Call) {
  const query = readQuery(call.exchange, 'listEvents');
  if (!query.ok) return query;
  const { page_size: limit = PAGE_SIZE, start_time: from, end_time: until } = query.value;
  const { transaction_id: transaction, event_type: type } = query.value;
  const objects = await newest(call, 'event', {
    tags: [
      ...(transaction === undefined ? [] : [transactionTag(transaction)]),
      ...(type === undefined ? [] : [typeTag(type)]),
    ],
    ...(from === undefined ? {} : { from: instant(Date.parse(from)) }),
    // The end belongs to the time that is asked for.
    ...(until === undefined ? {} : { before: instant(Date.parse(until) + 1) }),
    limit,
  });
  const events = await Promise.all(objects.map((object) => rendered(call, object)));
  const body: Wire['EventList'] = { events, count: events.length, links: [link(atOf(call), 'self', ALL)] };
  return jsonReply(200, body, debugHeader(call));
}

async function eventOf(call: Call): Promise<Read<DialectObject>> {
  const object = await call.world.store.findObject(ownerOf(call), 'event', call.id);
  return object === undefined ? notFound(call.id) : { ok: true, value: object };
}

async function shown(call: Call, object: DialectObject, status: number): Promise<WholeReply> {
  return jsonReply(status, await rendered(call, object), debugHeader(call));
}

async function rendered(call: Call, object: DialectObject): Promise<Wire['Event']> {
  const event = renderEvent(readEvent(object), object.id, object.createdAt, atOf(call));
  const deliveries = await deliveriesOfEvent(call, object.id);
  const webhooks = await webhooksOf(call);
  const transmissions = deliveries.map(({ endpointId, progress }) => ({
    webhook_url: webhooks.find(({ id }) => id === endpointId)?.url ?? '',
    transmission_id: derivedUuid('transmission', object.id, endpointId),
    status: STATUS[progress.status],
  }));
  return { ...event, transmissions };
}

const STATUS = { pending: 'PENDING', delivered: 'SUCCESS', parked: 'FAILURE' } as const;

function deliveriesOfEvent({ world, caller, exchange }: Call, notificationId: string): Promise<readonly Delivery[]> {
  const environment = exchange.environment.name;
  const query = { environment, merchantId: caller.merchant.id, notificationId, limit: DELIVERIES_MAX };
  return world.store.listDeliveries(query);
}

/** Sends an event again to the webhooks that are named, or to all that have wanted it. */
async function resend(call: ChangeCall, { webhook_ids: asked }: Body<'ResendRequest'>): Promise<Made> {
  const object = await eventOf(call);
  if (!object.ok) return object;
  const deliveries = await deliveriesOfEvent(call, call.id);
  const wanted = deliveries.filter(
    ({ endpointId }) => asked === undefined || asked.includes(wireId('webhook', endpointId)),
  );
  for (const { id } of wanted) await redeliver(call.world, id);
  return shown(call, object.value, 202);
}

/** Tells a webhook of something that has never happened. Nobody finds it afterwards. */
async function simulate(call: ChangeCall, asked: Body<'SimulateRequest'>): Promise<Made> {
  const { event_type: type, webhook_id: id, url } = asked;
  if (!isEventType(type)) return issue('INVALID_EVENT_TYPE', { field: '/event_type', value: type });
  const byUrl = (await webhooksOf(call)).find((endpoint) => endpoint.url === url);
  const named = id === undefined ? byUrl : await webhookOf(call, id);
  if (named === undefined) {
    return issue('MISSING_REQUIRED_PARAMETER', {
      field: '/webhook_id',
      description: 'Only a webhook of this application can be told, by its id or its url.',
    });
  }
  if ('ok' in named && !named.ok) return named;
  const endpoint = 'ok' in named ? named.value : named;
  const { world, exchange, caller, now } = call;
  const at = atOf(call);
  const resource = sampleResource(type, { merchantId: caller.merchant.id, now }, at);
  const kept = keptEvent({ type, resource });
  const notification: Notification = {
    id: eventId(exchange.requestId),
    type,
    createdAt: now,
    environment: exchange.environment,
    data: resource,
    beside: { kept, pages: at.pages },
  };
  const { types: _, ...whatever } = endpoint;
  const whose = { merchantId: caller.merchant.id, dialect: DIALECT };
  const deliveries = await deliveriesOf(world, [{ notification, disorder: undefined }], [whatever], whose, now);
  await world.store.commit({ deliveries, at: now });
  world.outbox.owed(deliveries);
  return jsonReply(202, renderEvent(kept, notification.id, now, at), debugHeader(call));
}
