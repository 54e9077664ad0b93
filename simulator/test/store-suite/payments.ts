import { expect, test } from 'vitest';
import type { Place } from '../../src/accounts/environment.ts';
import { balances } from '../../src/engine/balances.ts';
import { evolve } from '../../src/engine/evolve.ts';
import { later, paymentId } from '../../src/engine/ids.ts';
import type { Payment } from '../../src/engine/payment.ts';
import { caughtUp, createPayment } from '../../src/operations/change.ts';
import type { Batch, Store, StoredPayment } from '../../src/store/store.ts';
import { approval, authorized, capture, eur, owner, stored, worldOn } from '../world.ts';
import type { Given } from './given.ts';
import { batchOf, DAY, record, START, undecodable } from './samples.ts';

/** Payments and their events, one after the other and all at once. */
export function paymentTests(given: () => Given): void {
  test('a payment is found by id and by page, and only in its environment', async () => {
    const { store, world } = given();
    const payment = await authorized(world, { amount: 10n ** 20n });
    expect(await store.findPayment('sandbox', payment.paymentId)).toEqual(payment);
    expect(await store.findPaymentByPage('sandbox', payment.pageToken)).toEqual(payment);
    expect(await store.findPayment('production', payment.paymentId)).toBeUndefined();
    expect(await store.findPaymentByPage('production', payment.pageToken)).toBeUndefined();
    expect(await store.readEvents('production', payment.paymentId)).toEqual([]);
    const events = await store.readEvents('sandbox', payment.paymentId);
    expect(events.map(({ number, event }) => `${number} ${event.type}`)).toEqual(['1 requested', '2 authorized']);
    expect(events[0]?.event).toMatchObject({ amount: { minor: 10n ** 20n } });
  });

  test('payments are listed newest first, page by page, by environment, merchant, dialect and reference', async () => {
    const { store, world } = given();
    const a = await authorized(world);
    const b = await authorized(world, { reference: 'order-2' });
    const c = await authorized(world, { merchantId: 'mer_2' });
    const d = await authorized(world, { environment: 'production' });
    const list = async (query: object) =>
      (await store.listPayments({ environment: 'sandbox', limit: 10, ...query })).map((payment) => payment.paymentId);
    expect(await list({})).toEqual([c, b, a].map((payment) => payment.paymentId));
    expect(await list({ limit: 1 })).toEqual([c.paymentId]);
    expect(await list({ before: b.paymentId })).toEqual([a.paymentId]);
    expect(await list({ before: d.paymentId })).toEqual([]);
    expect(await list({ before: paymentId('none') })).toEqual([]);
    expect(await list({ environment: 'production' })).toEqual([d.paymentId]);
    expect(await list({ merchantId: 'mer_2' })).toEqual([c.paymentId]);
    expect(await list({ merchantId: 'mer_2', environment: 'production' })).toEqual([]);
    expect(await list({ reference: 'order-2' })).toEqual([b.paymentId]);
    expect(await list({ dialect: 'other' })).toEqual([]);
  });

  test('due payments come the longest overdue first, each in its environment, and no more than asked for', async () => {
    const { store, clock, world } = given();
    const a = await authorized(world);
    clock.advance(1);
    const b = await authorized(world);
    await authorized(world, { environment: 'production' });
    const due = async (at: number, limit = 10) =>
      (await store.duePayments({ environment: 'sandbox' }, later(START, at), limit)).map(
        (payment) => payment.paymentId,
      );
    expect(await due(7 * DAY - 1)).toEqual([]);
    expect(await due(7 * DAY)).toEqual([a.paymentId]);
    expect(await due(7 * DAY + 1)).toEqual([a.paymentId, b.paymentId]);
    expect(await due(7 * DAY + 1, 1)).toEqual([a.paymentId]);
    clock.advance(7 * DAY);
    for (const payment of [a, b]) await caughtUp(world, payment);
    expect(await due(30 * DAY)).toEqual([]);
  });

  test('a merchant account with a clock of its own is due by that, and not by its environment', async () => {
    const { store, world } = given();
    const follows = await authorized(world);
    const own = await authorized(world, { merchantId: 'mer_2' });
    const due = async (place: Place) =>
      (await store.duePayments(place, later(START, 30 * DAY), 10)).map((payment) => payment.paymentId);
    const clock = { environment: 'sandbox', merchantId: 'mer_2', kind: 'clock' } as const;
    await store.putSetting({ ...clock, value: {} });
    await store.putSetting({ ...clock, merchantId: 'mer_1', kind: 'other', value: {} });
    await store.putSetting({ ...clock, merchantId: 'mer_1', environment: 'production', value: {} });
    expect(await due({ environment: 'sandbox' })).toEqual([follows.paymentId]);
    expect(await due({ environment: 'sandbox', merchantId: 'mer_2' })).toEqual([own.paymentId]);
    expect(await due({ environment: 'production', merchantId: 'mer_2' })).toEqual([]);
    await store.removeSetting(clock);
    expect(await due({ environment: 'sandbox' })).toEqual([follows.paymentId, own.paymentId]);
  });

  test('ten concurrent captures of 30 out of 100: exactly three succeed', async () => {
    const { store, world } = given();
    const payment = await authorized(world);
    const changes = await Promise.all(Array.from({ length: 10 }, () => capture(world, payment, 30n)));
    const verdicts = changes.map((change) => (change.kind === 'rejected' ? change.rejection.code : change.kind));
    expect(verdicts.toSorted()).toEqual([...Array(3).fill('changed'), ...Array(7).fill('exceeds_capturable')]);
    expect(await captured(store, payment)).toBe(90n);
  });

  test('ten captures through two processes: exactly three succeed', async () => {
    const { store, clock, world, elsewhere } = given();
    const payment = await authorized(world);
    const worlds = [world, worldOn(await elsewhere(), clock)];
    const changes = await Promise.all(
      worlds.flatMap((one) => Array.from({ length: 5 }, () => capture(one, payment, 30n))),
    );
    expect(changes.filter(({ kind }) => kind === 'changed')).toHaveLength(3);
    expect(await captured(store, payment)).toBe(90n);
    expect(await replayed(store, payment)).toEqual((await store.findPayment('sandbox', payment.paymentId))?.payment);
  });

  test('a payment is read as another process has left it, however often it was read', async () => {
    const { store, clock, world, elsewhere } = given();
    const payment = await authorized(world);
    const read = () => store.findPayment('sandbox', payment.paymentId);
    expect([await read(), await read()]).toEqual([payment, payment]);
    const after = stored(await capture(worldOn(await elsewhere(), clock), payment, 30n));
    expect(await read()).toEqual(after);
    expect(await store.findPayment('production', payment.paymentId)).toBeUndefined();
    await store.forgetMerchant(payment.merchantId);
    expect(await read()).toBeUndefined();
  });

  test('a commit decided on a stale version is refused and leaves no trace', async () => {
    const { store, world } = given();
    const payment = await authorized(world);
    const current = stored(await capture(world, payment, 30n));
    for (const expectedVersion of [0, 1, 3]) {
      const stale = batchOf(payment, expectedVersion);
      expect(await store.commit({ ...stale, idempotency: record({ key: 'stale' }) })).toBe('version_conflict');
    }
    expect(await store.findPayment('sandbox', payment.paymentId)).toEqual(current);
    expect(await store.readEvents('sandbox', payment.paymentId)).toHaveLength(3);
    expect(await store.findIdempotency('scope', 'stale', START)).toBeUndefined();
  });

  test('a payment is created once', async () => {
    const { store, world } = given();
    const own = owner(world);
    const creations = [1, 2].map(() => createPayment(world, own, approval(world, own, eur(100n))));
    const settled = await Promise.allSettled(creations);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await store.readEvents('sandbox', own.paymentId)).toHaveLength(2);
  });

  test('a commit that cannot be written leaves no trace', async () => {
    const { store, world } = given();
    const payment = await authorized(world);
    const batch = batchOf(payment, 1);
    const details = undecodable<StoredPayment['details']>();
    const unwritable: Batch = { ...batch, ...(batch.payment ? { payment: { ...batch.payment, details } } : {}) };
    await expect(store.commit({ ...unwritable, idempotency: record({ key: 'lost' }) })).rejects.toThrow();
    expect(await store.findPayment('sandbox', payment.paymentId)).toEqual(payment);
    expect(await store.findIdempotency('scope', 'lost', START)).toBeUndefined();
  });

  test('a change that was decided before the merchant was forgotten finds nothing', async () => {
    const { store, world } = given();
    const payment = await authorized(world);
    await store.forgetMerchant('mer_1');
    expect(await store.commit(batchOf(payment, 1))).toBe('version_conflict');
    expect(await capture(world, payment, 30n)).toEqual({ kind: 'not_found' });
  });
}

/** How much of a payment has been captured, as the store has it. */
export async function captured(store: Store, { environment, paymentId: id }: StoredPayment): Promise<bigint> {
  const found = await store.findPayment(environment, id);
  if (found === undefined) throw new Error('the payment is gone');
  return balances(found.payment).captured;
}

async function replayed(store: Store, { environment, paymentId: id }: StoredPayment): Promise<Payment | undefined> {
  const events = await store.readEvents(environment, id);
  return events.reduce<Payment | undefined>((payment, { event }) => evolve(payment, event), undefined);
}
