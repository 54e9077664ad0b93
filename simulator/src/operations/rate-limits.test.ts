import { expect, test } from 'vitest';
import { type Instant, instant } from '../engine/ids.ts';
import { rateLimitsOf } from './rate-limits.ts';

const store = { settingsOf: async () => [], putSetting: async () => {}, removeSetting: async () => 'removed' as const };
const place = { environment: 'sandbox', merchantId: 'mer_1' };
const START = instant(0);
const at = (ms: number): Instant => instant(START + ms);

const cases: readonly [askedAtMs: readonly number[], admitted: string][] = [
  // when requests are made, three a second    which of them are let in
  [[0, 0, 0, 0], 'yes yes yes no'],
  [[0, 0, 0, 333, 334, 335], 'yes yes yes no yes no'],
  [[0, 0, 0, 0, 1000, 1000, 1000, 1000], 'yes yes yes no yes yes yes no'],
  [[0, 400, 800, 1200, 1600], 'yes yes yes yes yes'],
  // Nothing is saved up beyond a second's worth.
  [[0, 60_000, 60_000, 60_000, 60_000], 'yes yes yes yes no'],
];
for (const [askedAt, expected] of cases) {
  test(`asked at ${askedAt.join(', ')} ms: ${expected}`, async () => {
    const limits = rateLimitsOf(store);
    await limits.set('sandbox', 3);
    expect(askedAt.map((ms) => (limits.admits(place, at(ms)) ? 'yes' : 'no')).join(' ')).toBe(expected);
  });
}

test('every account has its own, and none where none is set', async () => {
  const limits = rateLimitsOf(store);
  await limits.set('sandbox', 1);
  const other = { ...place, merchantId: 'mer_2' };
  expect([place, place, other].map((one) => limits.admits(one, START))).toEqual([true, false, true]);
  const live = { environment: 'production', merchantId: 'mer_3' };
  expect([live, live, live].map((one) => limits.admits(one, START))).toEqual([true, true, true]);
  await limits.set('sandbox', undefined);
  expect(limits.admits(place, START)).toBe(true);
});
