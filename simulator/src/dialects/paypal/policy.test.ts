import { expect, test } from 'vitest';
import { instant } from '../../engine/ids.ts';
import type { Progress } from '../../webhooks/delivery.ts';
import { afterAttempt } from '../../webhooks/schedule.ts';
import { ladder } from './policy.ts';

const HOUR = 60 * 60 * 1000;

test('a notification is attempted 25 times within three days, and then no more', () => {
  const times: number[] = [];
  let progress: Progress = { status: 'pending', nextAttemptAt: instant(0), waitsFor: 'time', rung: 0 };
  while (progress.status === 'pending' && times.length < 100) {
    const at = progress.nextAttemptAt;
    times.push(at / HOUR);
    progress = afterAttempt(ladder, progress, { kind: 'unanswered', why: 'nobody is there' }, at);
  }
  expect(times).toHaveLength(25);
  expect(times.at(-1)).toBeGreaterThan(70);
  expect(times.at(-1)).toBeLessThanOrEqual(72);
});
