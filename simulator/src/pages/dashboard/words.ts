import type { Instant } from '../../engine/ids.ts';

/** A code as people read it: `do_not_honor` as `do not honor`. */
export function inWords(code: string): string {
  return code.replaceAll('_', ' ');
}

/** An instant for people, to the second and in UTC: `2027-01-01 12:00:00`. */
export function clockText(at: Instant): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

const UNITS: readonly [ms: number, one: string][] = [
  [24 * 60 * 60 * 1000, 'day'],
  [60 * 60 * 1000, 'hour'],
  [60 * 1000, 'minute'],
  [1000, 'second'],
];

/** How long something takes, in its two largest units: `7 days 2 hours`. */
export function durationText(ms: number): string {
  let left = ms;
  const parts: string[] = [];
  for (const [size, one] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${one}${count === 1 ? '' : 's'}`);
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? `${Math.round(ms)} ms` : parts.join(' ');
}
