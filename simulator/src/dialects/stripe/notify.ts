import type { WebhookEndpoint } from '../../accounts/artefact.ts';
import type { Changed, DialectNotifications, Where } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { Notification } from '../../webhooks/notification.ts';
import type { Shown } from './call.ts';
import { readData, readEndpoint, readTold } from './codec.ts';
import { API_VERSION, eventObject, keptEvent, renderEvent, type Told } from './event-object.ts';
import { EVENT_TYPES } from './event-types.ts';
import { atIn, toldOfChange } from './events-of-change.ts';
import { renderIntent } from './intent-object.ts';
import { liveLadder, testLadder } from './policy.ts';
import { stripeSignature } from './signature.ts';

/** How merchants are told what happened: an event for each thing, with the object as it stood then. */
export const notifications: DialectNotifications = {
  types: EVENT_TYPES,
  toldOf: (changed, where, wanted) =>
    toldOfChange(changed, where)
      .filter(({ type }) => wanted(type))
      .map((told) => notificationOf(told, told.id, changed.cause, where)),
  // Whatever is written by hand is told with the payment intent.
  dataOf: (stored, where) => renderIntent(stored, atIn(where, stored.createdAt)),
  body: (notification, endpoint) => JSON.stringify(eventOf(notification, endpoint)),
  ladder: { test: testLadder, live: liveLadder },
  sign: stripeSignature,
};

/** What is told of a change of a payment, to be kept with it. */
export function eventsOfChange(changed: Changed, where: Where): readonly DialectObject[] {
  return toldOfChange(changed, where).map((told) => eventObject(changed.stored, told.id, told, changed.cause));
}

/** What is told, as it is handed to whoever delivers it. */
export function notificationOf(
  told: Told,
  id: string,
  cause: Changed['cause'],
  { environment }: Pick<Where, 'environment'>,
): Notification {
  return { id, type: told.type, createdAt: told.at, environment, data: told.object, beside: keptEvent(told, cause) };
}

/** The event as an endpoint is sent it; what was written by hand is an event as well. */
function eventOf({ id, type, createdAt, environment, data, beside }: Notification, endpoint: WebhookEndpoint): Shown {
  const byHand = { object: readData(data), request: { id: null, idempotency_key: null } };
  const kept = beside === undefined ? byHand : readTold(beside);
  return renderEvent(
    { ...kept, type },
    {
      id: id.startsWith('evt_') ? id : `evt_${id.slice(id.indexOf('_') + 1)}`,
      at: createdAt,
      livemode: environment.mode === 'live',
      version: readEndpoint(endpoint).apiVersion ?? API_VERSION,
      pending: 1,
    },
  );
}
