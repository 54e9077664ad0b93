import { expect, test } from 'vitest';
import { durationMs, durationText } from './duration.ts';

const cases: readonly [text: string, ms: number | undefined][] = [
  ['250ms', 250],
  ['5s', 5000],
  ['1m', 60_000],
  ['2h', 7_200_000],
  ['3d', 259_200_000],
  ['0s', 0],
  ['5', undefined],
  ['5 s', undefined],
  ['-5s', undefined],
  ['1.5s', undefined],
  ['5S', undefined],
  ['', undefined],
  ['9999999999s', undefined],
];

for (const [text, ms] of cases) {
  test(`${text} is ${ms} ms`, () => expect(durationMs(text)).toBe(ms));
}

test('a duration is told in its largest whole unit', () => {
  expect([0, 250, 5000, 90_000, 120_000, 7_200_000, 259_200_000].map(durationText)).toEqual([
    '0s',
    '250ms',
    '5s',
    '90s',
    '2m',
    '2h',
    '3d',
  ]);
});
