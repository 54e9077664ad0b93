import { expect, test } from 'vitest';
import { START } from '../../test/store-suite/samples.ts';
import { authorized, worldOn } from '../../test/world.ts';
import { instant } from '../engine/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { openSqlite } from '../store/sqlite.ts';
import { turnClock } from './clocks.ts';

const SANDBOX = { environment: 'sandbox' };
const SHOP = { environment: 'sandbox', merchantId: 'mer_1' };
const DAY_MS = 24 * 60 * 60 * 1000;

/** A machine that is so slow that a millisecond passes whenever somebody looks at its clock. */
function slowMachine(): Clock {
  let now = START;
  return {
    now: () => {
      now = instant(now + 1);
      return now;
    },
    elapsedMs: () => now,
  };
}

function opened() {
  const store = openSqlite({ file: ':memory:', lost: () => {} });
  return { world: worldOn(store, slowMachine()), [Symbol.asyncDispose]: () => store.close() };
}

for (const [whose, place] of [
  ['an environment', SANDBOX],
  ['a merchant account', SHOP],
] as const) {
  test(`the running clock of ${whose} is stopped at exactly the time that was asked for, whatever is due before`, async () => {
    await using own = opened();
    const { world } = own;
    const held = await authorized(world);
    // Close enough for the machine to get there by itself while the clock is being stopped.
    for (const at of [START + 12, START + 14 * DAY_MS].map(instant)) {
      await turnClock(world, place, { to: 'system', offsetMs: 0 });
      const turned = await turnClock(world, place, { to: 'frozen', at });
      expect(turned).toMatchObject({ kind: 'turned', more: false });
      expect(world.clocks.setting(place)).toEqual({ kind: 'frozen', at });
      expect(world.now(SHOP)).toBe(at);
    }
    const [expired] = await world.store.readEvents(held.environment, held.paymentId).then((all) => all.slice(-1));
    expect(expired?.event).toMatchObject({ type: 'hold_expired' });
  });
}

test('a clock that is stopped where it stands shows nobody a time that it then goes back behind', async () => {
  await using own = opened();
  const { world } = own;
  const told = world.now(SHOP);
  const stopping = turnClock(world, SHOP, { to: 'frozen' });
  const seen = [world.now(SHOP)];
  await stopping;
  seen.push(world.now(SHOP), world.now(SHOP));
  expect(seen.toSorted((left, right) => left - right)).toEqual(seen);
  expect(seen[0]).toBeGreaterThanOrEqual(told);
  expect(seen[1]).toBe(seen[2]);
});

test('a time that has been told already is refused, and the clock goes on', async () => {
  await using own = opened();
  const { world } = own;
  const told = world.now(SANDBOX);
  expect(await turnClock(world, SANDBOX, { to: 'frozen', at: told })).toMatchObject({ kind: 'back', asked: told });
  expect(world.clocks.setting(SANDBOX).kind).toBe('system');
});
