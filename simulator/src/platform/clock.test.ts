import { expect, test } from 'vitest';
import { instant } from '../engine/ids.ts';
import { afterThisTurn, systemClock, virtualClock } from './clock.ts';

test('a virtual clock stands still until it is turned, and does not go back', () => {
  const clock = virtualClock(instant(1_000));
  expect([clock.now(), clock.now()]).toEqual([1_000, 1_000]);
  clock.advance(500);
  clock.advance(0);
  expect(clock.now()).toBe(1_500);
  for (const ms of [-1, Number.NaN]) expect(() => clock.advance(ms)).toThrow('does not go back');
  expect(() => clock.advance(0.5)).toThrow('whole number');
  expect(clock.now()).toBe(1_500);
});

test("the machine's clock tells whole milliseconds", () => {
  expect(Number.isSafeInteger(systemClock.now())).toBe(true);
  expect(systemClock.elapsedMs()).toBeLessThanOrEqual(systemClock.elapsedMs());
});

test('what comes after this turn comes after all its promises', async () => {
  const order: string[] = [];
  const later = new Promise<void>((resolve) =>
    afterThisTurn(() => {
      order.push('turn');
      resolve();
    }),
  );
  await Promise.resolve().then(() => order.push('promise'));
  await later;
  expect(order).toEqual(['promise', 'turn']);
});
