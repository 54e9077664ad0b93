import { NO_ENVIRONMENT } from '../accounts/environment.ts';
import type { Instant } from '../engine/ids.ts';
import type { Masks } from '../operations/world.ts';
import type { BadTls, ConnectionEvent, JournalEntry } from '../store/journal.ts';
import type { Destination } from './route.ts';

/** Something that has become of a connection, which no listener will journal. */
export type Happening = Readonly<{
  event: ConnectionEvent;
  why: string;
  through: 'port' | 'proxy';
  address: string;
  environment?: string;
  destination?: Destination;
  provider?: string;
  bad?: BadTls;
  /** What was asked, as far as anything was. */
  request?: Readonly<{ method: string; path: string; headers: NodeJS.Dict<string | string[]> }>;
  status?: number;
}>;

/**
 * The journal's entry for it. What was said to a provider that is not spoken is not kept, since nobody knows where in it
 * a card number stands.
 */
export function happeningEntry(
  happening: Happening,
  journaling: Readonly<{ masks: Masks; at: Instant; requestId: string }>,
): JournalEntry {
  const { event, why, through, address, destination, provider, bad, request, status } = happening;
  const { masks, at, requestId } = journaling;
  return {
    at,
    environment: happening.environment ?? NO_ENVIRONMENT,
    dialect: 'none',
    requestId,
    connection: {
      event,
      why: masks.target(why),
      ...(address === '' ? {} : { address }),
      // A name is as good a place as any to put a card number.
      ...(destination === undefined ? {} : { ...destination, host: masks.target(destination.host) }),
      ...(provider === undefined ? {} : { provider }),
      ...(bad === undefined ? {} : { bad }),
    },
    arrival: { through },
    crossing: false,
    request:
      request === undefined
        ? { headers: {} }
        : {
            method: request.method,
            path: masks.target(request.path),
            headers: masks.headers(oneEach(request.headers)),
          },
    response: status === undefined ? { headers: {} } : { status, headers: {} },
    durationMs: 0,
  };
}

function oneEach(headers: NodeJS.Dict<string | string[]>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
  );
}
