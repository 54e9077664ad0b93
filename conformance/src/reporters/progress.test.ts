import { expect, test } from 'vitest';
import { progressOf } from './progress.ts';

const cases: readonly (readonly [done: number, total: number, elapsedMs: number, told: string])[] = [
  // done, of, after, told
  [0, 98, 0, '[ 0/98]'],
  [1, 98, 10_000, '[ 1/98, 17 min left]'],
  [49, 98, 60_000, '[49/98, 1 min left]'],
  [49, 98, 59_000, '[49/98, 59 s left]'],
  [13, 14, 13_001, '[13/14, 2 s left]'],
  [14, 14, 14_000, '[14/14]'],
  [1, 1, 5_000, '[1/1]'],
];
for (const [done, total, elapsedMs, told] of cases) {
  test(`${done} of ${total} after ${elapsedMs} ms: ${told}`, () =>
    expect(progressOf({ done, total, elapsedMs })).toBe(told));
}
