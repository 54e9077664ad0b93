import { expect, test } from 'vitest';
import { measured, median, percentile } from './statistics.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

const cases: readonly [values: readonly number[], share: number, expected: number][] = [
  [hundred, 0.5, 50],
  [hundred, 0.99, 99],
  [hundred, 1, 100],
  [[7], 0.5, 7],
  [[7], 0.99, 7],
  [[1, 2, 3], 0.5, 2],
  [[], 0.5, Number.NaN],
];

for (const [values, share, expected] of cases) {
  test(`the ${share} percentile of ${values.length} values is ${expected}`, () => {
    expect(percentile(values, share)).toBe(expected);
  });
}

test('latencies need not be sorted, and throughput is over the time they took together', () => {
  expect(measured([30, 10, 20], { seconds: 1.5, cpuMs: 6 })).toEqual({
    requests: 3,
    seconds: 1.5,
    requestsPerSecond: 2,
    cpuMs: 2,
    p50Ms: 20,
    p99Ms: 30,
    maxMs: 30,
  });
  expect(median([3, 1, 2])).toBe(2);
});
