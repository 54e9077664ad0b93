import type { Instant } from '../../engine/ids.ts';
import type { Cause } from '../../operations/world.ts';
import type { DialectObject, ObjectOwner } from '../../store/objects.ts';
import { type Shown, seconds } from './call.ts';
import type { KeptEvent } from './codec.ts';
import { previousAttributes } from './event-diff.ts';
import { EVENT_TYPES, type EventType } from './event-types.ts';
import { definite } from './expand.ts';

/** The newest version of the API that the dialect is held against. */
export const API_VERSION = '2026-10-28.endive';

/** Something that is told: an object as it stands now, and as it stood before where that is told too. */
export type Told = Readonly<{ type: EventType; at: Instant; object: Shown; before?: Shown | undefined }>;

/** What is told, in the form in which it is kept. */
export function keptEvent({ type, object, before }: Told, cause: Cause | undefined): KeptEvent {
  return {
    type,
    object: definite(object),
    ...(before === undefined ? {} : { previous: previousAttributes(before, object) }),
    request: { id: cause?.requestId ?? null, idempotency_key: cause?.idempotencyKey ?? null },
  };
}

/** An event as an object beside everything else that is kept. */
export function eventObject(owner: ObjectOwner, id: string, told: Told, cause: Cause | undefined): DialectObject {
  const { environment, merchantId, dialect } = owner;
  const tags = [typeTag(told.type)];
  const value = { ...keptEvent(told, cause) };
  return { environment, merchantId, dialect, kind: 'event', id, createdAt: told.at, tags, value, version: 1 };
}

/** Finds events by their type, or by all of a group such as `charge.*`. */
export function typeTags(asked: string): readonly string[] {
  const types = asked.endsWith('.*') ? EVENT_TYPES.filter((type) => type.startsWith(asked.slice(0, -1))) : [];
  return types.length === 0 ? [typeTag(asked)] : types.map(typeTag);
}

function typeTag(type: string): string {
  return `type=${type}`;
}

/** What an event is shown with, besides what is kept of it. */
export type ShownWith = Readonly<{
  id: string;
  at: Instant;
  livemode: boolean;
  version: string;
  /** How many endpoints have not heard of it yet. */
  pending: number;
}>;

/** An event as it is answered, and as it is sent. */
export function renderEvent(kept: KeptEvent, { id, at, livemode, version, pending }: ShownWith): Shown {
  const { type, object, previous, request } = kept;
  return {
    id,
    object: 'event',
    api_version: version,
    created: seconds(at),
    data: { object, ...(previous === undefined ? {} : { previous_attributes: previous }) },
    livemode,
    pending_webhooks: pending,
    request: { ...request },
    type,
  };
}
