import { expect, test } from 'vitest';
import { later } from '../../src/engine/ids.ts';
import { once } from '../../src/operations/idempotency.ts';
import type { World } from '../../src/operations/world.ts';
import { authorized, capture, worldOn } from '../world.ts';
import type { Given } from './given.ts';
import { captured } from './payments.ts';
import { DAY, record, START } from './samples.ts';

/** The memory of requests that may be sent twice. */
export function idempotencyTests(given: () => Given): void {
  test('an idempotency record is committed with its effect, and found as it was', async () => {
    const { store, world } = given();
    const payment = await authorized(world);
    const kept = record({ paymentId: payment.paymentId });
    expect((await capture(world, payment, 30n, () => kept)).kind).toBe('changed');
    expect(await store.findIdempotency('scope', 'key', START)).toEqual(kept);
  });

  test('a key that is taken refuses the effect', async () => {
    const { store, world } = given();
    const payment = await authorized(world);
    await store.commit({ idempotency: record({}), at: START });
    expect(await capture(world, payment, 30n, () => record({ fingerprint: 'other' }))).toEqual({ kind: 'key_taken' });
    expect(await captured(store, payment)).toBe(0n);
    expect((await store.findIdempotency('scope', 'key', START))?.fingerprint).toBe('fingerprint');
  });

  test('of two processes with one key one has the effect', async () => {
    const { store, clock, world, elsewhere } = given();
    const payment = await authorized(world);
    const worlds = [world, worldOn(await elsewhere(), clock)];
    const kinds = await Promise.all(
      worlds.map(async (one) => (await capture(one, payment, 30n, () => record({}))).kind),
    );
    expect(kinds.toSorted()).toEqual(['changed', 'key_taken']);
    expect(await captured(store, payment)).toBe(30n);
  });

  test('a key is remembered up to its expiry, in its own scope, and can be used again from then on', async () => {
    const { store } = given();
    const kept = record({ expiresAt: later(START, DAY) });
    expect(await store.commit({ idempotency: kept, at: START })).toBe('committed');
    expect(await store.findIdempotency('scope', 'key', later(START, DAY - 1))).toEqual(kept);
    expect(await store.findIdempotency('scope', 'key', later(START, DAY))).toBeUndefined();
    expect(await store.findIdempotency('other scope', 'key', START)).toBeUndefined();
    expect(await store.commit({ idempotency: record({ scope: 'other scope' }), at: START })).toBe('committed');
    expect(await store.commit({ idempotency: kept, at: later(START, DAY - 1) })).toBe('key_conflict');
    const next = record({ fingerprint: 'next', expiresAt: later(START, 2 * DAY) });
    expect(await store.commit({ idempotency: next, at: later(START, DAY) })).toBe('committed');
    expect(await store.findIdempotency('scope', 'key', later(START, DAY))).toEqual(next);
  });

  test("a key is not forgotten by another merchant account's time", async () => {
    const { store } = given();
    await store.commit({ idempotency: record({}), at: START });
    const theirs = record({ scope: 'theirs', merchantId: 'mer_2', expiresAt: later(START, 9 * DAY) });
    await store.commit({ idempotency: theirs, at: later(START, 8 * DAY) });
    expect(await store.findIdempotency('scope', 'key', START)).toBeDefined();
    await store.commit({ idempotency: record({ key: 'next' }), at: later(START, 8 * DAY) });
    expect(await store.findIdempotency('scope', 'key', START)).toBeUndefined();
  });

  test('after a crash between commit and reply the effect and its answer are there, and a repeat hears it', async () => {
    const { clock, world, elsewhere } = given();
    const payment = await authorized(world);
    const place = { environment: 'sandbox', merchantId: 'mer_1' };
    const request = { ...place, dialect: 'generic', key: 'k', fingerprint: 'f', lifetimeMs: DAY };
    const reply = { status: 201, headers: { 'content-type': 'text/plain' }, body: 'captured 30' };
    const run = (through: World) =>
      once(through, request, async (recordOf) => {
        const change = await capture(through, payment, 30n, () => recordOf(reply, payment.paymentId));
        if (change.kind === 'key_taken') return change.kind;
        throw new Error('the process dies here, before anybody is answered');
      });
    await expect(run(world)).rejects.toThrow('dies here');
    const survivor = worldOn(await elsewhere(), clock);
    expect(await captured(survivor.store, payment)).toBe(30n);
    expect(await run(survivor)).toEqual({ kind: 'replayed', reply, paymentId: payment.paymentId });
    expect(await captured(survivor.store, payment)).toBe(30n);
  });
}
