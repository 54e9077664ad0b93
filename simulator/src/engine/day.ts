import { type Instant, instant } from './ids.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of an instant in UTC, such as `2027-01-31`. */
export function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** When the day of an instant began. */
export function startOfDay(at: Instant): Instant {
  return instant(Math.floor(at / DAY_MS) * DAY_MS);
}

/** When the day of an instant is over, which is when the next one begins. */
export function endOfDay(at: Instant): Instant {
  return instant(startOfDay(at) + DAY_MS);
}

/** When a day began that is written as `dayOf` writes it; undefined where there is no such day. */
export function parseDay(text: string): Instant | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) || dayOf(instant(ms)) !== text ? undefined : instant(ms);
}
