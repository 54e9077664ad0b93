import { afterEach, expect, test } from 'vitest';
import { authorized, worldOn } from '../../test/world.ts';
import { instant } from '../engine/ids.ts';
import { virtualClock } from '../platform/clock.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Store, StoredPayment } from '../store/store.ts';
import { runDue } from './timers.ts';
import type { World } from './world.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

function setUp() {
  const store = openSqlite({ file: ':memory:', lost: () => {} });
  stores.push(store);
  const clock = virtualClock(instant(0));
  const world = worldOn(store, clock);
  const run = async (where: World = world) => (await runDue(where, { environment: 'sandbox' })).ran.length;
  return { store, clock, world, run };
}

async function statusOf(store: Store, { environment, paymentId }: StoredPayment): Promise<string | undefined> {
  const found = await store.findPayment(environment, paymentId);
  return found?.payment.state === 'approved' ? found.payment.hold.status : undefined;
}

test('everything that is due is run, and only in its environment', async () => {
  const { store, clock, world, run } = setUp();
  const payments = await Promise.all(Array.from({ length: 230 }, () => authorized(world)));
  const elsewhere = await authorized(world, { environment: 'production' });
  clock.advance(WEEK - 1);
  expect(await run()).toBe(0);
  clock.advance(1);
  expect(await run()).toBe(230);
  for (const payment of payments) expect(await statusOf(store, payment)).toBe('expired');
  expect(await statusOf(store, elsewhere)).toBe('open');
  expect(await run()).toBe(0);
});

test('payments whose timers fail are told, and keep nobody else waiting', async () => {
  const { store, clock, world, run } = setUp();
  const broken = await Promise.all(Array.from({ length: 120 }, () => authorized(world)));
  clock.advance(1);
  const sound = await authorized(world);
  const brokenIds = new Set(broken.map(({ paymentId }) => paymentId));
  const failing: Store = {
    ...store,
    commit: async (batch) => {
      if (batch.payment && brokenIds.has(batch.payment.owner.paymentId)) throw new Error('no');
      return store.commit(batch);
    },
  };
  clock.advance(WEEK);
  const told: unknown[] = [];
  const log = { ...world.log, error: (error: unknown) => told.push(error) };
  expect(await run({ ...world, store: failing, log })).toBe(1);
  expect(told).toHaveLength(120);
  expect(await statusOf(store, sound)).toBe('expired');
});
