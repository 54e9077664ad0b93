import { expect, test } from 'vitest';
import { dayOf, endOfDay, parseDay, startOfDay } from './day.ts';
import { instant } from './ids.ts';

const midnight = Date.UTC(2028, 1, 29);

const instants: readonly [what: string, ms: number, day: string, start: number][] = [
  ['midnight belongs to the day that begins', midnight, '2028-02-29', midnight],
  ['the millisecond before to the one that ends', midnight - 1, '2028-02-28', Date.UTC(2028, 1, 28)],
  ['noon to its own', midnight + 43_200_000, '2028-02-29', midnight],
  ['a time before 1970 to its own as well', -1, '1969-12-31', -86_400_000],
];
for (const [what, ms, day, start] of instants) {
  test(what, () => {
    const at = instant(ms);
    expect([dayOf(at), startOfDay(at), endOfDay(at)]).toEqual([day, start, start + 86_400_000]);
    expect(parseDay(dayOf(at))).toBe(startOfDay(at));
  });
}

for (const text of ['2027-02-29', '2027-13-01', '2027-1-1', '2027-01-01T00:00:00Z', 'today', '', '27-01-01']) {
  test(`"${text}" is no day`, () => expect(parseDay(text)).toBeUndefined());
}
