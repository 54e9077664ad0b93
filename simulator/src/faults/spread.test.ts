import { expect, test } from 'vitest';
import { fractionOf } from '../platform/random.ts';
import type { Spread } from './fault.ts';
import { DRAWN_MAX_MS, spreadMs } from './spread.ts';

function drawn(spread: Spread): readonly number[] {
  return Array.from({ length: 2000 }, (_, index) =>
    spreadMs(spread, [fractionOf('seed', `first ${index}`), fractionOf('seed', `second ${index}`)]),
  ).toSorted((left, right) => left - right);
}

const at = (values: readonly number[], share: number) => values[Math.floor(values.length * share)] ?? Number.NaN;

test('fixed takes as long every time', () => {
  expect(new Set(drawn({ kind: 'fixed', ms: 250 }))).toEqual(new Set([250]));
});

test('uniform keeps within its bounds and reaches all of them', () => {
  const values = drawn({ kind: 'uniform', fromMs: 100, toMs: 300 });
  expect(values[0]).toBeGreaterThanOrEqual(100);
  expect(values.at(-1)).toBeLessThanOrEqual(300);
  expect(Math.abs(at(values, 0.5) - 200)).toBeLessThan(10);
  expect(at(values, 0.1)).toBeLessThan(130);
});

test('lognormal has the median and the tail that were asked for, and an end', () => {
  const values = drawn({ kind: 'lognormal', medianMs: 200, p95Ms: 2000 });
  expect(Math.abs(at(values, 0.5) - 200)).toBeLessThan(20);
  expect(Math.abs(at(values, 0.95) - 2000)).toBeLessThan(400);
  const extreme = spreadMs({ kind: 'lognormal', medianMs: 60_000, p95Ms: 600_000 }, [1 - 2 ** -48, 0]);
  expect(extreme).toBe(DRAWN_MAX_MS);
});
