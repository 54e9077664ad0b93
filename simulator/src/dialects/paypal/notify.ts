import type { DialectNotifications } from '../../operations/world.ts';
import type { Notification } from '../../webhooks/notification.ts';
import { asJson, type KeptEvent, readTold } from './codec.ts';
import { eventsOf, keptEvent, renderEvent } from './event-object.ts';
import { EVENT_TYPES, isEventType, resourceTypeOf, summaryOf } from './event-types.ts';
import { eventId } from './ids.ts';
import { renderOrder } from './order-object.ts';
import { ladder } from './policy.ts';
import { paypalSignature } from './signature.ts';

/** How merchants are told what has happened: an event for each thing, with the resource as it stood then. */
export const notifications: DialectNotifications = {
  types: EVENT_TYPES,
  toldOf: (changed, where, wanted) =>
    eventsOf(changed, where)
      .filter(({ type }) => wanted(type))
      .map((told) => ({
        id: told.id,
        type: told.type,
        createdAt: told.at,
        environment: where.environment,
        data: told.resource,
        beside: { kept: keptEvent(told), pages: where.pages },
      })),
  // Whatever is written by hand is told with the order.
  dataOf: (stored, where) => renderOrder(stored, where),
  body: (notification) => JSON.stringify(eventIn(notification)),
  ladder: { test: ladder, live: ladder },
  sign: paypalSignature,
};

/** The event as it is sent; what was written by hand is an event as well. */
function eventIn({ id, type, createdAt, data, beside }: Notification) {
  const { kept, pages } = beside === undefined ? { kept: byHand(type, data), pages: NOWHERE } : readTold(beside);
  return renderEvent({ ...kept, type }, id.startsWith('WH-') ? id : eventId(id), createdAt, { pages });
}

// Where nobody has said where it is from.
const NOWHERE = 'https://api-m.sandbox.paypal.com';

function byHand(type: string, data: unknown): KeptEvent {
  return isEventType(type)
    ? { type, resourceType: resourceTypeOf(type), summary: summaryOf(type), resource: asJson(data) }
    : { type, resourceType: 'checkout-order', summary: 'An event of an unknown type', resource: asJson(data) };
}
