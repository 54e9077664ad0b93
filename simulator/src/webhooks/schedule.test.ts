import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryLadder as ladder } from '../dialects/generic/policy.ts';
import { type Instant, instant, later } from '../engine/ids.ts';
import type { Pending, Progress } from './delivery.ts';
import { afterAttempt, type Outcome, retryAfterMs } from './schedule.ts';

const AT = instant(Date.UTC(2027, 0, 1, 12));
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const fresh: Pending = { status: 'pending', nextAttemptAt: AT, waitsFor: 'time', rung: 0 };

function answered(status: number, retryAfter?: number): Outcome {
  return { kind: 'answered', status, retryAfterMs: retryAfter };
}

/** What follows, in one word or in the milliseconds until the next attempt. */
function next(before: Pending, outcome: Outcome): string {
  const progress = afterAttempt(ladder, before, outcome, AT);
  if (progress.status === 'pending') return `in ${progress.nextAttemptAt - AT}`;
  return progress.status === 'parked' ? progress.reason : progress.status;
}

const silence: Outcome = { kind: 'unanswered', why: 'no answer within 10 s' };
const cases: readonly [what: string, before: Pending, outcome: Outcome, expected: string][] = [
  // what                                before                    outcome                        next
  ['200', fresh, answered(200), 'delivered'],
  ['204', fresh, answered(204), 'delivered'],
  ['299 after retries', { ...fresh, rung: 9 }, answered(299), 'delivered'],
  ['300', fresh, answered(300), `in ${5 * SECOND}`],
  ['a redirect', fresh, answered(302), `in ${5 * SECOND}`],
  ['100', fresh, answered(100), `in ${5 * SECOND}`],
  ['400', fresh, answered(400), `in ${5 * SECOND}`],
  ['no answer', fresh, silence, `in ${5 * SECOND}`],
  ['500 on the second rung', { ...fresh, rung: 1 }, answered(500), `in ${5 * MINUTE}`],
  ['500 on the last rung but one', { ...fresh, rung: 8 }, answered(500), `in ${24 * HOUR}`],
  ['500 on the last rung', { ...fresh, rung: 9 }, answered(500), 'attempts_exhausted'],
  ['silence on the last rung', { ...fresh, rung: 9 }, silence, 'attempts_exhausted'],
  ['410', fresh, answered(410), 'endpoint_gone'],
  ['410 on the last rung', { ...fresh, rung: 9 }, answered(410), 'endpoint_gone'],
  ['Retry-After longer than the ladder', fresh, answered(503, MINUTE), `in ${MINUTE}`],
  ['Retry-After shorter than the ladder', { ...fresh, rung: 1 }, answered(503, SECOND), `in ${5 * MINUTE}`],
  ['Retry-After beyond all bounds', fresh, answered(429, 400 * DAY), `in ${DAY}`],
  ['Retry-After on the last rung', { ...fresh, rung: 9 }, answered(503, SECOND), 'attempts_exhausted'],
  ['a first copy', { ...fresh, toCome: { kind: 'duplicate', times: 2 } }, answered(200), 'in 0'],
  ['the last copy', { ...fresh, toCome: { kind: 'duplicate', times: 0 }, deliveredAt: AT }, answered(200), 'delivered'],
  ['a copy that fails', { ...fresh, toCome: { kind: 'duplicate', times: 0 }, deliveredAt: AT }, silence, 'delivered'],
  ['a failure before any copy', { ...fresh, toCome: { kind: 'duplicate', times: 2 } }, silence, `in ${5 * SECOND}`],
];
for (const [what, before, outcome, expected] of cases) {
  test(`after ${what}: ${expected}`, () => expect(next(before, outcome)).toBe(expected));
}

test('what went wrong on request goes wrong once; only copies are still to come after a failure', () => {
  const corrupt = afterAttempt(ladder, { ...fresh, toCome: { kind: 'corrupt' } }, answered(400), AT);
  expect(corrupt).not.toHaveProperty('toCome');
  const copies = { kind: 'duplicate', times: 3 } as const;
  expect(afterAttempt(ladder, { ...fresh, toCome: copies }, silence, AT)).toMatchObject({ toCome: copies });
});

test('a duplicate is sent once and then as often as was asked', () => {
  let progress: Progress = { ...fresh, toCome: { kind: 'duplicate', times: 3 } };
  let sent = 0;
  while (progress.status === 'pending') {
    sent += 1;
    progress = afterAttempt(ladder, progress, answered(200), AT);
  }
  expect(sent).toBe(4);
  expect(progress).toEqual({ status: 'delivered', deliveredAt: AT });
});

const headers: readonly [header: string | undefined, expected: number | undefined][] = [
  [undefined, undefined],
  ['', undefined],
  ['120', 120 * SECOND],
  [' 0 ', 0],
  ['-1', undefined],
  ['1.5', undefined],
  ['99999999999', undefined],
  ['Fri, 01 Jan 2027 12:00:30 GMT', 30 * SECOND],
  ['Fri, 01 Jan 2027 11:00:00 GMT', 0],
  ['2027-01-01T12:00:30Z', undefined],
  ['soon', undefined],
  ['Fri, 99 Jan 2027 12:00:30 GMT', undefined],
];
for (const [header, expected] of headers) {
  test(`Retry-After: ${header ?? '(none)'} asks for ${expected ?? 'nothing'}`, () => {
    expect(retryAfterMs(header, AT)).toBe(expected);
  });
}

const failure = fc.oneof(
  fc.constant(silence),
  fc
    .tuple(
      fc.integer({ min: 100, max: 999 }).filter((status) => status !== 410 && (status < 200 || status > 299)),
      fc.option(fc.integer({ min: 0, max: 100 * DAY }), { nil: undefined }),
    )
    .map(([status, retryAfter]) => answered(status, retryAfter)),
);

test('whatever fails in whatever way: each wait is at least its rung, none is longer than a day, and there are ten attempts', () => {
  fc.assert(
    fc.property(fc.array(failure, { minLength: 10, maxLength: 10 }), (failures) => {
      let progress: Progress = fresh;
      let now: Instant = AT;
      const waits: number[] = [];
      for (const outcome of failures) {
        if (progress.status !== 'pending') throw new Error('given up too early');
        progress = afterAttempt(ladder, progress, outcome, now);
        if (progress.status !== 'pending') break;
        waits.push(progress.nextAttemptAt - now);
        now = later(progress.nextAttemptAt, 1);
      }
      expect(progress).toMatchObject({ status: 'parked', reason: 'attempts_exhausted' });
      expect(waits).toHaveLength(9);
      waits.forEach((wait, index) => {
        expect(wait).toBeGreaterThanOrEqual(ladder.waitsMs[index + 1] ?? Number.NaN);
        expect(wait).toBeLessThanOrEqual(DAY);
      });
    }),
  );
});

test('the ladder only gets longer', () => {
  expect(ladder.waitsMs.toSorted((left, right) => left - right)).toEqual(ladder.waitsMs);
});
