import { expect, test } from 'vitest';
import { authorized } from '../world.ts';
import type { Given } from './given.ts';
import { artefact, credential, entry, ids, merchant, record, START } from './samples.ts';

/** What concerns the store as a whole: forgetting, the installation's own secrets, closing. */
export function lifeTests(given: () => Given): void {
  test('forgetting a merchant takes its payments, keys and journal, and nothing else', async () => {
    const { store, world } = given();
    await store.addMerchant(merchant({ id: 'mer_1' }));
    await store.saveCredentials([credential({ id: 'a' })]);
    await store.addArtefact(artefact({ id: 'a' }));
    const mine = await authorized(world);
    const other = await authorized(world, { merchantId: 'mer_2' });
    await store.commit({ idempotency: record({}), at: START });
    await store.commit({ idempotency: record({ key: 'theirs', merchantId: 'mer_2' }), at: START });
    store.append(entry({ merchantId: 'mer_1' }));
    store.append(entry({ merchantId: 'mer_1' }));
    store.append(entry({ merchantId: 'mer_2' }));
    store.append(entry({}));
    const [, last] = await store.readJournal({ merchantId: 'mer_1', limit: 10 });

    expect(await store.forgetMerchant('mer_1')).toEqual({ payments: 1, journalEntries: 2 });
    expect(await store.findPayment('sandbox', mine.paymentId)).toBeUndefined();
    expect(await store.readEvents('sandbox', mine.paymentId)).toEqual([]);
    expect(await store.findIdempotency('scope', 'key', START)).toBeUndefined();
    expect(await store.findPayment('sandbox', other.paymentId)).toEqual(other);
    expect(await store.readEvents('sandbox', other.paymentId)).toHaveLength(2);
    expect(await store.findIdempotency('scope', 'theirs', START)).toBeDefined();
    expect((await store.readJournal({ limit: 10 })).map((one) => one.merchantId)).toEqual(['mer_2', undefined]);
    expect(await store.findMerchant('mer_1')).toBeDefined();
    expect(ids(await store.credentialsOf('mer_1'))).toBe('a');
    expect(ids(await store.artefactsOf('mer_1'))).toBe('a');

    store.append(entry({ merchantId: 'mer_1' }));
    const [next] = await store.readJournal({ merchantId: 'mer_1', limit: 1 });
    expect(next?.number).toBeGreaterThan(last?.number ?? Number.NaN);
    expect(await store.forgetMerchant('nobody')).toEqual({ payments: 0, journalEntries: 0 });
  });

  test("an installation's secret is the first that was offered, by whomever", async () => {
    const { store, elsewhere } = given();
    const offers = ['one', 'two', 'three'].map((fresh) => store.installationSecret('name', fresh));
    const kept = await Promise.all(offers);
    expect(new Set(kept).size).toBe(1);
    expect(await store.installationSecret('name', 'four')).toBe(kept[0]);
    expect(await (await elsewhere()).installationSecret('name', 'five')).toBe(kept[0]);
    expect(await store.installationSecret('another name', 'six')).toBe('six');
  });

  test('the store answers until it is closed, writes what is waiting, and then refuses', async () => {
    const { store, opened } = given();
    await store.ping();
    const waiting = store.addMerchant(merchant({ id: 'last' }));
    await store.close();
    await waiting;
    await expect(store.ping()).rejects.toThrow();
    await expect(store.addMerchant(merchant({ id: 'too late' }))).rejects.toThrow();
    if (opened.again !== undefined) expect(await (await opened.again()).findMerchant('last')).toBeDefined();
  });
}
