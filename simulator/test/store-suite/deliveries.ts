import { expect, test } from 'vitest';
import { type Instant, later } from '../../src/engine/ids.ts';
import type { Store } from '../../src/store/store.ts';
import { type Attempt, again, type Delivery, newDelivery, type Owed, parked } from '../../src/webhooks/delivery.ts';
import { authorized } from '../world.ts';
import type { Given } from './given.ts';
import { batchOf, belonging, ids, record, START, undecodable } from './samples.ts';

const NOTHING = { deliveryIds: new Set<string>(), paymentIds: new Set<string>() };

/** A notification that is owed to an endpoint of `mer_1` from the start on. */
function owed(id: string, more: Partial<Owed> = {}, now: Instant = START): Delivery {
  const whole: Owed = {
    id,
    notificationId: `ntf_${id}`,
    endpointId: 'end_1',
    environment: 'sandbox',
    merchantId: 'mer_1',
    dialect: 'generic',
    type: 'payment.captured',
    body: `{"id":"ntf_${id}"}`,
    createdAt: START,
    ...more,
  };
  return newDelivery(whole, now);
}

async function owe(store: Store, ...deliveries: readonly Delivery[]): Promise<void> {
  expect(await store.commit({ deliveries, at: START })).toBe('committed');
}

/** Claims what is due so many milliseconds after the start, by either clock. */
async function claim(
  store: Store,
  ms = 0,
  more: Partial<Parameters<Store['claimDeliveries']>[0]> = {},
): Promise<string> {
  const now = later(START, ms);
  const claimed = await store.claimDeliveries({
    endpointId: 'end_1',
    now,
    limit: 10,
    machineNow: now,
    leaseEndsAt: later(now, 1000),
    except: NOTHING,
    ...more,
  });
  return ids(claimed);
}

const attempt: Attempt = {
  at: START,
  request: { url: 'https://shop.example/', headers: { 'webhook-id': 'ntf_a' } },
  result: { kind: 'answered', status: 204, headers: {}, excerpt: '' },
  durationMs: 1.5,
};
const delivered = { status: 'delivered', deliveredAt: START } as const;

/** What is owed to webhook endpoints. */
export function deliveryTests(given: () => Given): void {
  test('what is owed is written with the change that owes it, or not at all', async () => {
    const { store, world } = given();
    const payment = await authorized(world);
    expect(await store.commit({ ...batchOf(payment, 7), deliveries: [owed('a')] })).toBe('version_conflict');
    expect(await store.findDelivery('a')).toBeUndefined();
    expect(await store.commit({ ...batchOf(payment, 1), deliveries: [owed('a')] })).toBe('committed');
    expect(await store.findDelivery('a')).toEqual(owed('a'));
    const unwritable = { ...owed('b'), body: undecodable<string>() };
    await expect(store.commit({ ...batchOf(payment, 2), deliveries: [unwritable] })).rejects.toThrow();
    expect((await store.findPayment('sandbox', payment.paymentId))?.version).toBe(2);
    await store.commit({ idempotency: record({}), at: START });
    expect(await store.commit({ idempotency: record({}), deliveries: [owed('c')], at: START })).toBe('key_conflict');
    expect(await store.findDelivery('c')).toBeUndefined();
  });

  test('a notification is owed to an endpoint once', async () => {
    const { store } = given();
    await owe(store, owed('a'));
    await expect(store.commit({ deliveries: [owed('b', { notificationId: 'ntf_a' })], at: START })).rejects.toThrow();
    await owe(store, owed('c', { notificationId: 'ntf_a', endpointId: 'end_2' }));
    expect(await store.findDelivery('b')).toBeUndefined();
  });

  test('what is due is claimed by one, the longest overdue first, and no more than asked for', async () => {
    const { store } = given();
    await owe(store, owed('late', {}, later(START, 2)), owed('a'), owed('b'), owed('other', { endpointId: 'end_2' }));
    expect(await claim(store, -1)).toBe('');
    expect(await claim(store, 1, { limit: 1 })).toBe('a');
    expect(await claim(store, 1)).toBe('b');
    expect(await claim(store, 1)).toBe('');
    expect(await claim(store, 2)).toBe('late');
    expect(await claim(store, 2, { endpointId: 'end_2' })).toBe('other');
  });

  test('two who claim at once never get the same', async () => {
    const { store, elsewhere } = given();
    const other = await elsewhere();
    await owe(store, ...Array.from({ length: 10 }, (_, index) => owed(`d${index}`)));
    const claims = [store, other, store, other].map((one) => claim(one, 0, { limit: 3 }));
    const claimed = (await Promise.all(claims)).flatMap((text) => text.split(' ')).filter((id) => id !== '');
    expect(claimed.toSorted()).toEqual(Array.from({ length: 10 }, (_, index) => `d${index}`));
  });

  test('a claim ends by the clock of the machine, whatever the merchant account lives by', async () => {
    const { store } = given();
    await owe(store, owed('a'));
    expect(await claim(store)).toBe('a');
    expect(await claim(store, 0, { machineNow: later(START, 999) })).toBe('');
    expect(await claim(store, 0, { machineNow: later(START, 1000) })).toBe('a');
  });

  test('of one payment one is claimed at a time, and what a process is at is left out', async () => {
    const { store, world } = given();
    const [one, two] = [await authorized(world), await authorized(world)].map(({ paymentId }) => ({ paymentId }));
    await owe(store, owed('a1', one), owed('a2', one), owed('b1', two), owed('c1'), owed('c2'));
    const except = { deliveryIds: new Set(['c1']), paymentIds: new Set<string>() };
    expect(await claim(store, 0, { except })).toBe('a1 b1 c2');
    const busy = { ...NOTHING, paymentIds: new Set([one?.paymentId ?? '']) };
    expect(await claim(store, 0, { except: busy })).toBe('c1');
    expect(await claim(store)).toBe('a2');
  });

  test('what was recorded is kept with its attempts, and claimed no more unless it waits again', async () => {
    const { store } = given();
    await owe(store, owed('a'), owed('b'));
    await claim(store);
    expect(await store.recordDelivery({ id: 'a', attempt, progress: delivered })).toBe('recorded');
    const retry = { ...again(later(START, 5000)), rung: 1 };
    const failed = { ...attempt, result: { kind: 'unanswered', reason: 'timeout', detail: 'no answer' } } as const;
    await store.recordDelivery({ id: 'b', attempt: failed, progress: retry });
    expect(await store.findDelivery('a')).toEqual({ ...owed('a'), attemptCount: 1, progress: delivered });
    expect(await store.attemptsOf('a')).toEqual([attempt]);
    expect(await claim(store, 4999)).toBe('');
    expect(await claim(store, 5000)).toBe('b');
    await store.recordDelivery({ id: 'b', attempt, progress: delivered });
    expect(await store.attemptsOf('b')).toEqual([failed, attempt]);
    expect(await store.redeliver('a', again(START))).toBe('changed');
    expect(await claim(store)).toBe('a');
    await store.recordDelivery({ id: 'a', progress: parked('dropped', 'why', START) });
    expect(await store.findDelivery('a')).toMatchObject({ attemptCount: 1, progress: { status: 'parked' } });
    expect(await store.recordDelivery({ id: 'none', attempt, progress: delivered })).toBe('gone');
    expect(await store.redeliver('none', again(START))).toBe('gone');
    expect(await store.attemptsOf('none')).toEqual([]);
  });

  test('one that waits for the next is due once a later one to the same endpoint was attempted', async () => {
    const { store } = given();
    const disorder = { kind: 'reorder', withinMs: 60_000 } as const;
    await owe(store, owed('before', { endpointId: 'end_2' }), owed('held', { disorder }), owed('next'));
    expect(await store.holdsBack('end_1')).toBe(true);
    expect(await store.holdsBack('end_2')).toBe(false);
    expect(await claim(store)).toBe('next');
    expect(await claim(store)).toBe('');
    await store.recordDelivery({ id: 'next', progress: parked('dropped', 'nothing was sent', START) });
    expect(await claim(store)).toBe('');
    await store.recordDelivery({ id: 'next', attempt, progress: delivered });
    expect(await claim(store)).toBe('held');
    expect(await store.holdsBack('end_1')).toBe(false);
  });

  test('endpoints that something waits for are known, with when the first is due, unless it is claimed', async () => {
    const { store } = given();
    const production = { endpointId: 'end_3', environment: 'production', merchantId: 'mer_3' };
    await owe(store, owed('a', {}, later(START, 7)), owed('b', {}, later(START, 5)), owed('c', production));
    await owe(store, owed('d', { endpointId: 'end_2' }));
    await claim(store, 0, { endpointId: 'end_2' });
    const mine = { endpointId: 'end_1', environment: 'sandbox', merchantId: 'mer_1', nextAttemptAt: later(START, 5) };
    expect(await store.waitingEndpoints(START)).toEqual([mine, { ...production, nextAttemptAt: START }]);
    expect(await store.waitingEndpoints(later(START, 1000))).toHaveLength(3);
    expect(await store.lastDueBefore('end_1', later(START, 8))).toBe(later(START, 7));
    expect(await store.lastDueBefore('end_1', later(START, 7))).toBe(later(START, 5));
    expect(await store.lastDueBefore('end_1', START)).toBeUndefined();
  });

  test('what waits for an endpoint is parked, but for what is claimed', async () => {
    const { store } = given();
    await owe(store, owed('a'), owed('b'), owed('c'), owed('other', { endpointId: 'end_2' }));
    await claim(store, 0, { limit: 1 });
    const why = parked('endpoint_removed', 'The endpoint was removed.', START);
    expect(await store.parkDeliveries('end_1', why)).toBe(2);
    const states = await store.listDeliveries({ limit: 10 });
    expect(states.map(({ id, progress }) => `${id} ${progress.status}`)).toEqual([
      'other pending',
      'c parked',
      'b parked',
      'a pending',
    ]);
  });

  test('deliveries are listed newest first, page by page, by each of their marks', async () => {
    const { store, world } = given();
    const { paymentId } = await authorized(world);
    await owe(store, owed('a'), owed('b', { paymentId, type: 'refund.failed' }));
    await owe(store, owed('c', { environment: 'production', merchantId: 'mer_2', endpointId: 'end_2' }));
    await store.recordDelivery({ id: 'a', attempt, progress: delivered });
    const list = async (query: object) => ids(await store.listDeliveries({ limit: 10, ...query }));
    expect(await list({})).toBe('c b a');
    expect(await list({ limit: 1, before: 'c' })).toBe('b');
    expect(await list({ before: 'none' })).toBe('');
    expect(await list({ environment: 'production' })).toBe('c');
    expect(await list({ merchantId: 'mer_1' })).toBe('b a');
    expect(await list({ endpointId: 'end_2' })).toBe('c');
    expect(await list({ paymentId })).toBe('b');
    expect(await list({ notificationId: 'ntf_a' })).toBe('a');
    expect(await list({ type: 'refund.failed' })).toBe('b');
    expect(await list({ status: 'delivered' })).toBe('a');
    expect(await list({ status: 'pending', merchantId: 'mer_1' })).toBe('b');
  });

  test('forgetting a merchant takes what is owed to it, and what was attempted', async () => {
    const { store } = given();
    await owe(store, owed('a'), owed('b', { merchantId: 'mer_2' }));
    await store.recordDelivery({ id: 'a', attempt, progress: delivered });
    await store.forgetMerchant('mer_1');
    expect(ids(await store.listDeliveries({ limit: 10 }))).toBe('b');
    expect(await store.recordDelivery({ id: 'a', attempt, progress: delivered })).toBe('gone');
    await owe(store, owed('a'));
    expect(await store.attemptsOf('a')).toEqual([]);
  });

  test('webhook endpoints are found by id, merchant and address, replaced, and gone when they are removed', async () => {
    const { store } = given();
    const url = 'https://shop.example/hooks';
    const common = { kind: 'webhook_endpoint', url, dialect: 'generic', secrets: [] } as const;
    const one = { ...common, ...belonging('a') };
    const other = { ...common, ...belonging('b'), merchantId: 'mer_2', environment: 'production' };
    await store.addArtefact(one);
    await store.addArtefact({ kind: 'callback_host', host: 'shop.example', ...belonging('host') });
    await store.addArtefact(other);
    expect(await store.findEndpoint('a')).toEqual(one);
    expect(await store.findEndpoint('host')).toBeUndefined();
    expect(ids(await store.endpointsOf('mer_1'))).toBe('a');
    expect(ids(await store.endpointsAt(url))).toBe('b a');
    expect(await store.endpointsAt('https://shop.example/')).toEqual([]);
    expect(await store.callbackHostsOf('mer_1')).toEqual(['shop.example']);
    expect(await store.callbackHostsOf('mer_2')).toEqual([]);
    expect(await store.saveEndpoint({ ...one, disabledAt: START })).toBe('saved');
    expect(await store.findEndpoint('a')).toEqual({ ...one, disabledAt: START });
    await store.removeArtefact('a');
    expect(await store.saveEndpoint(one)).toBe('unknown');
    expect(await store.findEndpoint('a')).toBeUndefined();
  });
}
