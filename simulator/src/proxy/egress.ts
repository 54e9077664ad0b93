import type { Instant } from '../engine/ids.ts';
import type { Destination } from './route.ts';

/** How often somebody wanted to get out to one place, and when for the last time. */
export type EgressCount = Destination & Readonly<{ count: number; lastAt: Instant }>;

/** What the egress trap has caught since the program began. */
export type Egress = Readonly<{
  count: (to: Destination, at: Instant) => void;
  total: () => number;
  /** The latest first. Where there were more places than are kept, the sum of these is less than the total. */
  places: () => readonly EgressCount[];
}>;

const PLACES_MAX = 1_000;

/** Nothing caught yet. */
export function openEgress(): Egress {
  const places = new Map<string, EgressCount>();
  let total = 0;
  return {
    count: ({ host, port }, at) => {
      total += 1;
      const key = `${host}:${port}`;
      const count = (places.get(key)?.count ?? 0) + 1;
      // Taken out first, so that the latest stands last and the one that goes is the oldest.
      places.delete(key);
      const [oldest] = places.keys();
      if (places.size >= PLACES_MAX && oldest !== undefined) places.delete(oldest);
      places.set(key, { host, port, count, lastAt: at });
    },
    total: () => total,
    places: () => [...places.values()].reverse(),
  };
}
