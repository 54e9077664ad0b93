import { expect, test } from 'vitest';
import { instant, later } from './ids.ts';

test('an instant is a whole number of milliseconds', () => {
  expect(instant(1_798_761_600_000)).toBe(1_798_761_600_000);
  for (const ms of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(() => instant(ms)).toThrow('whole number');
});

test('a lifetime beyond every clock ends at the last instant', () => {
  expect(later(instant(1000), 500)).toBe(1500);
  expect(later(instant(1000), Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
});
