import { expect, test } from 'vitest';
import { later } from '../../src/engine/ids.ts';
import type { DialectObject, ObjectQuery } from '../../src/store/objects.ts';
import { authorized } from '../world.ts';
import type { Given } from './given.ts';
import { batchOf, ids, record, START } from './samples.ts';

const OWNER = { environment: 'sandbox', merchantId: 'mer_1', dialect: 'other' } as const;

function object(id: string, more: Partial<DialectObject> = {}): DialectObject {
  return { ...OWNER, kind: 'customer', id, createdAt: START, tags: [], value: { named: id }, version: 1, ...more };
}

/** What dialects keep beside payments. */
export function objectTests(given: () => Given): void {
  const commit = (...objects: readonly DialectObject[]) => given().store.commit({ objects, at: START });
  const list = async (more: Partial<ObjectQuery> = {}) =>
    ids(await given().store.listObjects({ ...OWNER, kind: 'customer', limit: 10, ...more }));

  test('an object is found by its kind and id, by its owner alone', async () => {
    const { store, elsewhere } = given();
    const one = object('one', { tags: ['a=1'], value: { $n: 'text', list: [1, null] } });
    expect(await commit(one)).toBe('committed');
    expect(await store.findObject(OWNER, 'customer', 'one')).toEqual(one);
    expect(await (await elsewhere()).findObject(OWNER, 'customer', 'one')).toEqual(one);
    expect(await store.findObject(OWNER, 'card', 'one')).toBeUndefined();
    expect(await store.findObject(OWNER, 'customer', 'two')).toBeUndefined();
    expect(await store.findObject({ ...OWNER, environment: 'production' }, 'customer', 'one')).toBeUndefined();
    expect(await store.findObject({ ...OWNER, merchantId: 'mer_2' }, 'customer', 'one')).toBeUndefined();
    expect(await store.findObject({ ...OWNER, dialect: 'generic' }, 'customer', 'one')).toBeUndefined();
  });

  test('objects are listed newest first, by kind, tags and time, on either side of a cursor', async () => {
    await commit(
      object('a', { tags: ['of=1', 'red'] }),
      object('card', { kind: 'card' }),
      object('b', { tags: ['of=2'] }),
    );
    await commit(object('c', { tags: ['of=1', 'blue'], createdAt: later(START, 5) }));
    await commit(object('d', { merchantId: 'mer_2' }), object('e', { environment: 'production', merchantId: 'mer_3' }));
    expect(await list()).toBe('c b a');
    expect(await list({ kind: 'card' })).toBe('card');
    expect(await list({ limit: 2 })).toBe('c b');
    expect(await list({ tags: ['of=1'] })).toBe('c a');
    expect(await list({ tags: ['of=1', 'red'] })).toBe('a');
    expect(await list({ anyTag: ['red', 'blue'] })).toBe('c a');
    expect(await list({ tags: ['of=2'], anyTag: ['red'] })).toBe('');
    expect(await list({ from: later(START, 1) })).toBe('c');
    expect(await list({ before: later(START, 1) })).toBe('b a');
    expect(await list({ olderThan: 'c', limit: 1 })).toBe('b');
    expect(await list({ newerThan: 'a', limit: 1 })).toBe('b');
    expect(await list({ newerThan: 'a' })).toBe('c b');
    expect(await list({ olderThan: 'card' })).toBe('');
    expect(await list({ environment: 'production' })).toBe('');
  });

  test('what falls due is found by the clock that its account lives by, the longest overdue first', async () => {
    const { store } = given();
    const due = (id: string, ms: number, more: Partial<DialectObject> = {}) =>
      object(id, { dueAt: later(START, ms), ...more });
    const own = { merchantId: 'mer_2' };
    await commit(due('late', 3), due('soon', 1), object('never'), due('own', 1, own));
    await commit(due('elsewhere', 1, { environment: 'production', merchantId: 'mer_3' }));
    await store.putSetting({ environment: 'sandbox', merchantId: 'mer_2', kind: 'clock', value: 1 });
    const found = async (place: { merchantId?: string }, ms: number) =>
      ids(await store.dueObjects({ environment: 'sandbox', ...place }, later(START, ms), 10));
    expect(await found({}, 0)).toBe('');
    expect(await found({}, 2)).toBe('soon');
    expect(await found({}, 3)).toBe('soon late');
    expect(await found(own, 3)).toBe('own');
    await commit(object('soon', { version: 2 }));
    expect(await found({}, 3)).toBe('late');
  });

  test('a change names the version that it follows, and takes the tags along', async () => {
    const { store } = given();
    await commit(object('one', { tags: ['of=1'] }));
    expect(await commit(object('one', { tags: ['of=2'], value: 2, version: 2 }))).toBe('committed');
    expect(await commit(object('one', { value: 3, version: 2 }))).toBe('object_conflict');
    expect(await commit(object('one', { value: 3 }))).toBe('object_conflict');
    expect(await commit(object('two', { value: 3, version: 2 }))).toBe('object_conflict');
    expect(await store.findObject(OWNER, 'customer', 'one')).toMatchObject({ value: 2, version: 2, tags: ['of=2'] });
    expect(await list({ tags: ['of=1'] })).toBe('');
    expect(await list({ tags: ['of=2'] })).toBe('one');
  });

  test('a conflict about one object writes nothing else of the commit', async () => {
    const { store } = given();
    await commit(object('one'));
    const batch = { objects: [object('two'), object('one')], idempotency: record({}), at: START };
    expect(await store.commit(batch)).toBe('object_conflict');
    expect(await list()).toBe('one');
    expect(await store.findIdempotency('scope', 'key', START)).toBeUndefined();
  });

  test('what stands beside a payment is told apart from the payment, which is looked at first', async () => {
    const { store, world } = given();
    const payment = await authorized(world);
    await commit(object('one'));
    const taken = { ...batchOf(payment, payment.version), objects: [object('one')] };
    expect(await store.commit(taken)).toBe('object_conflict');
    expect(await store.commit({ ...taken, ...batchOf(payment, payment.version - 1) })).toBe('version_conflict');
    expect(await store.findPayment('sandbox', payment.paymentId)).toEqual(payment);
  });

  test('objects are forgotten with their merchant account', async () => {
    const { store } = given();
    await commit(object('one', { tags: ['of=1'] }), object('two', { merchantId: 'mer_2' }));
    await store.forgetMerchant('mer_1');
    expect(await list()).toBe('');
    expect(await list({ merchantId: 'mer_2' })).toBe('two');
    expect(await commit(object('one', { tags: ['of=2'] }))).toBe('committed');
    expect(await list({ tags: ['of=1'] })).toBe('');
  });
}
