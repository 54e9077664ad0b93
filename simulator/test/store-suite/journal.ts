import { expect, test } from 'vitest';
import type { NumberedEntry } from '../../src/store/journal.ts';
import type { Given } from './given.ts';
import { entry } from './samples.ts';

/** The record of exchanges. */
export function journalTests(given: () => Given): void {
  test('an entry of the journal can be read as soon as it was appended', async () => {
    const { store } = given();
    store.append(entry({ requestId: 'first' }));
    store.append(entry({ requestId: 'second' }));
    const entries = await store.readJournal({ limit: 10 });
    expect(entries.map(({ requestId }) => requestId)).toEqual(['first', 'second']);
    const [first, second] = entries.map(({ number }) => number);
    expect(second).toBeGreaterThan(first ?? Number.NaN);
    const { number: _, ...kept } = entries[0] as NumberedEntry;
    expect(kept).toEqual(entry({ requestId: 'first' }));
  });

  test('the journal keeps any body, also one that looks like our own encoding', async () => {
    const { store } = given();
    const body = { $n: 'text', __proto__: [null, { $$n: '1' }], 'ü\u0000': '\ud800' };
    store.append(entry({ request: { headers: {}, body: JSON.parse(JSON.stringify(body)) } }));
    const [read] = await store.readJournal({ limit: 1 });
    expect(read?.request.body).toEqual(JSON.parse(JSON.stringify(body)));
  });

  test('the journal is filtered by each of its fields and by all of them together', async () => {
    const { store } = given();
    store.append(entry({ requestId: '1' }));
    store.append(entry({ requestId: '2', environment: 'production', crossing: true }));
    store.append(entry({ requestId: '3', merchantId: 'mer_2' }));
    store.append(entry({ requestId: '4', credential: { fingerprint: 'f', merchantId: 'mer_2' } }));
    store.append(entry({ requestId: '5', request: { method: 'GET', path: '/v1/a_b%c?x', headers: {} } }));
    store.append(entry({ requestId: '6', response: { status: 404, headers: {} } }));
    store.append(entry({ requestId: '7', response: { headers: {} }, paymentId: 'pay_1' }));
    const read = async (query: object) =>
      (await store.readJournal({ limit: 10, ...query })).map(({ requestId }) => requestId).join('');
    const all = await store.readJournal({ limit: 10 });
    expect(await read({})).toBe('1234567');
    expect(await read({ environment: 'production' })).toBe('2');
    expect(await read({ crossing: true })).toBe('2');
    expect(await read({ crossing: false })).toBe('134567');
    expect(await read({ merchantId: 'mer_2' })).toBe('34');
    expect(await read({ paymentId: 'pay_1' })).toBe('7');
    expect(await read({ paymentId: 'pay_2' })).toBe('');
    expect(await read({ path: '/v1/a_b%c' })).toBe('5');
    expect(await read({ path: '/v1/axb' })).toBe('');
    expect(await read({ path: '/v1/A' })).toBe('');
    expect(await read({ path: '%' })).toBe('');
    expect(await read({ status: 404 })).toBe('6');
    expect(await read({ after: all[2]?.number })).toBe('4567');
    expect(await read({ after: all[2]?.number, limit: 2 })).toBe('45');
    expect(await read({ order: 'newest_first', limit: 3 })).toBe('765');
    expect(await read({ order: 'newest_first', before: all[4]?.number, limit: 3 })).toBe('432');
    expect(await read({ environment: 'production', crossing: true, status: 200, path: '/v1' })).toBe('2');
    expect(await read({ environment: 'production', crossing: false })).toBe('');
  });

  test('a follower hears every entry once, in order, from now on and until it leaves', async () => {
    const { store } = given();
    store.append(entry({ requestId: 'before' }));
    await store.readJournal({ limit: 1 });
    const heard: NumberedEntry[] = [];
    const leave = store.followJournal((one) => heard.push(one));
    for (const requestId of ['1', '2', '3']) store.append(entry({ requestId }));
    const read = await store.readJournal({ limit: 10 });
    expect(heard).toEqual(read.slice(1));
    leave();
    store.append(entry({ requestId: '4' }));
    expect(await store.readJournal({ limit: 10 })).toHaveLength(5);
    expect(heard).toHaveLength(3);
  });
}
