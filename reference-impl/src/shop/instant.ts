import { type Instant, instant } from './ids.ts';

/** The instant so many milliseconds later. */
export function later(from: Instant, ms: number): Instant {
  return instant(from + ms);
}

/** An instant as ISO 8601 text in UTC. */
export function isoText(at: Instant): string {
  return new Date(at).toISOString();
}
