import { expect, test } from 'vitest';
import { instant } from '../shop/ids.ts';
import { FAILURES_MAX, type Failures, LOCK_MS, lockedUntil, withFailure } from './lockout.ts';

const now = instant(1_000_000);

function failed(times: number): Failures | undefined {
  let failures: Failures | undefined;
  for (let time = 0; time < times; time += 1) failures = withFailure(failures, 'a@b.example', now);
  return failures;
}

test('the fifth wrong password in a row locks, not the fourth', () => {
  expect(lockedUntil(failed(FAILURES_MAX - 1), now)).toBeUndefined();
  expect(lockedUntil(failed(FAILURES_MAX), now)).toBe(now + LOCK_MS);
});

test('the lock ends by itself, and counting starts anew', () => {
  const later = instant(now + LOCK_MS);
  const failures = failed(FAILURES_MAX);
  expect(lockedUntil(failures, later)).toBeUndefined();
  expect(withFailure(failures, 'a@b.example', later).count).toBe(1);
});
