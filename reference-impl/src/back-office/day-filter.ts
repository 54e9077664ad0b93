import { type Instant, instant } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** From and until which day, both included, in UTC; a day that cannot be understood does not filter. */
export function dayFilter(query: URLSearchParams): Readonly<{ from?: Instant; until?: Instant }> {
  const [from, until] = [startOf(query.get('from') ?? ''), startOf(query.get('until') ?? '')];
  return {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until: later(until, DAY_MS) }),
  };
}

function startOf(day: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) ? undefined : instant(ms);
}
