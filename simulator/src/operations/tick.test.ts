import { afterEach, expect, test } from 'vitest';
import { authorized, worldOn } from '../../test/world.ts';
import { instant } from '../engine/ids.ts';
import { virtualClock } from '../platform/clock.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Store, StoredPayment } from '../store/store.ts';
import { runDue } from './tick.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

function setUp() {
  const store = openSqlite({ file: ':memory:', lost: () => {} });
  stores.push(store);
  const clock = virtualClock(instant(0));
  return { store, clock, world: worldOn(store, clock) };
}

async function statusOf(store: Store, { environment, paymentId }: StoredPayment): Promise<string | undefined> {
  const found = await store.findPayment(environment, paymentId);
  return found?.payment.state === 'approved' ? found.payment.hold.status : undefined;
}

test('everything that is due is run, in batches, and only in its environment', async () => {
  const { store, clock, world } = setUp();
  const payments = await Promise.all(Array.from({ length: 230 }, () => authorized(world)));
  const elsewhere = await authorized(world, { environment: 'production' });
  clock.advance(WEEK - 1);
  expect(await runDue(world, 'sandbox', fail)).toBe(0);
  clock.advance(1);
  expect(await runDue(world, 'sandbox', fail)).toBe(230);
  for (const payment of payments) expect(await statusOf(store, payment)).toBe('expired');
  expect(await statusOf(store, elsewhere)).toBe('open');
  expect(await runDue(world, 'sandbox', fail)).toBe(0);
});

test('payments whose timers fail are told, and keep nobody else waiting', async () => {
  const { store, clock, world } = setUp();
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
  expect(await runDue({ ...world, store: failing }, 'sandbox', (error) => told.push(error))).toBe(1);
  expect(told).toHaveLength(120);
  expect(await statusOf(store, sound)).toBe('expired');
});

function fail(error: unknown): never {
  throw error;
}
