import type { Changed } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import { iso } from './authorization-object.ts';
import { asJson, asResource, type KeptEvent } from './codec.ts';
import { type EventType, resourceTypeOf, summaryOf } from './event-types.ts';
import { eventId } from './ids.ts';
import { type At, link } from './links.ts';
import { type Told, toldOf } from './told.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const ALL = '/v1/notifications/webhooks-events';

/** An event that is told, with its id: the same change has the same ids. */
export type Identified = Told & Readonly<{ id: string }>;

/** What is told of a change of a payment. */
export function eventsOf(changed: Changed, at: At): readonly Identified[] {
  const { paymentId, version } = changed.stored;
  return toldOf(changed, at).map((told, index) => ({
    ...told,
    id: eventId(paymentId, String(version), String(index)),
  }));
}

/** What is kept of an event. */
export function keptEvent({ type, resource }: Pick<Told, 'type' | 'resource'>): KeptEvent {
  const value = 'amount' in resource && resource.amount !== undefined ? ` for ${resource.amount.value} ` : ' ';
  const currency = 'amount' in resource && resource.amount !== undefined ? `${resource.amount.currency_code}` : '';
  return {
    type,
    resourceType: resourceTypeOf(type),
    summary: `${summaryOf(type)}${value}${currency}`.trim(),
    resource: asJson(resource),
  };
}

/** The event beside everything else that is kept. */
export function eventObject(
  { environment, merchantId, dialect }: Pick<DialectObject, 'environment' | 'merchantId' | 'dialect'>,
  { id, at, ...told }: Identified,
): DialectObject {
  const tags = [typeTag(told.type), transactionTag(resourceId(told.resource))];
  const value = { ...keptEvent(told) };
  return { environment, merchantId, dialect, kind: 'event', id, createdAt: at, tags, value, version: 1 };
}

/** Finds events of a type. */
export function typeTag(type: EventType | string): string {
  return `type=${type}`;
}

/** Finds events about something, by its id. */
export function transactionTag(id: string): string {
  return `transaction=${id}`;
}

function resourceId(resource: Told['resource']): string {
  return 'dispute_id' in resource ? resource.dispute_id : resource.id;
}

/** An event as it is answered, and as it is sent. */
export function renderEvent(kept: KeptEvent, id: string, createdAt: number, at: At): Wire['Event'] {
  const { type, resourceType, summary, resource } = kept;
  return {
    id,
    event_version: '1.0',
    create_time: iso(createdAt),
    resource_type: resourceType,
    resource_version: resourceType === 'dispute' ? '1.0' : '2.0',
    event_type: type,
    summary,
    resource: asResource(resource),
    links: [link(at, 'self', `${ALL}/${id}`), link(at, 'resend', `${ALL}/${id}/resend`, 'POST')],
  };
}
