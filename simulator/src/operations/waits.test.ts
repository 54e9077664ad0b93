import { expect, test } from 'vitest';
import { START } from '../../test/store-suite/samples.ts';
import { instant } from '../engine/ids.ts';
import { type Clock, systemClock, virtualClock } from '../platform/clock.ts';
import { openSqlite } from '../store/sqlite.ts';
import { clocksOf } from './clocks.ts';
import { openWaits } from './waits.ts';

const SHOP = { environment: 'sandbox', merchantId: 'mer_1' };

function waitsBy(machine: Clock) {
  const store = openSqlite({ file: ':memory:', lost: () => {} });
  const clocks = clocksOf(store, machine);
  return { clocks, waits: openWaits(clocks), [Symbol.asyncDispose]: () => store.close() };
}

/** Whether it has resolved by the end of this turn. */
async function isOver(waiting: Promise<void>): Promise<boolean> {
  return Promise.race([
    waiting.then(() => true),
    new Promise<boolean>((resolve) => queueMicrotask(() => resolve(false))),
  ]);
}

test('a clock that goes with the machine brings what waits for it by itself', async () => {
  await using opened = waitsBy(systemClock);
  const before = systemClock.elapsedMs();
  await opened.waits.forMs(SHOP, 20);
  expect(systemClock.elapsedMs() - before).toBeGreaterThan(18);
});

test('nothing is waited for that is over already', async () => {
  await using opened = waitsBy(virtualClock(START));
  await opened.waits.forMs(SHOP, 0);
  expect(opened.waits.next(SHOP, new Set())).toBeUndefined();
});

test('what waits by a clock that stands is let go by whoever turns it, in the order of time', async () => {
  await using opened = waitsBy(virtualClock(START));
  const { clocks, waits } = opened;
  await clocks.set({ environment: 'sandbox' }, { kind: 'frozen', at: START });
  const [late, soon] = [waits.forMs(SHOP, 2000), waits.forMs(SHOP, 1000)];
  const first = waits.next({ environment: 'sandbox' }, new Set());
  expect(first).toMatchObject({ at: START + 1000, place: SHOP });
  expect(waits.next({ environment: 'sandbox' }, new Set([first?.id ?? '']))).toMatchObject({ at: START + 2000 });
  first?.letGo();
  await soon;
  expect(await isOver(late)).toBe(false);
  waits.next({ environment: 'sandbox' }, new Set())?.letGo();
  await late;
});

test('an account with a clock of its own waits by that, and by no other', async () => {
  await using opened = waitsBy(virtualClock(START));
  const { clocks, waits } = opened;
  await clocks.set(SHOP, { kind: 'frozen', at: instant(START + 500) });
  const waiting = waits.forMs(SHOP, 1000);
  expect(waits.next({ environment: 'sandbox' }, new Set())).toBeUndefined();
  expect(waits.next({ environment: 'testing' }, new Set())).toBeUndefined();
  expect(waits.next(SHOP, new Set())).toMatchObject({ at: START + 1500 });
  waits.end();
  await waiting;
});

test('at the end everybody is let go, and nobody waits any more', async () => {
  await using opened = waitsBy(virtualClock(START));
  const waiting = opened.waits.forMs(SHOP, 60_000);
  opened.waits.end();
  await waiting;
  await opened.waits.forMs(SHOP, 60_000);
  expect(opened.waits.next({ environment: 'sandbox' }, new Set())).toBeUndefined();
});
