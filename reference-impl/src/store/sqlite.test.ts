import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cancel, capture, eur, placedOrderOf, purchase } from '../../test/samples.ts';
import type { InboxEntry } from '../payments/notification.ts';
import { progressed } from '../payments/transaction.ts';
import { cartId, instant, integrationId, notificationId, orderId, transactionId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { decode, encode } from './codec.ts';
import { openSqlite, type Store } from './sqlite.ts';

let folder: string;
let store: Store;
const more: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  store = openSqlite(join(folder, 'shop.sqlite'));
});

afterEach(() => {
  for (const other of more.splice(0)) other.close();
  store.close();
  rmSync(folder, { recursive: true });
});

/** The same database, as another process has it open. */
function elsewhere(): Store {
  const other = openSqlite(join(folder, 'shop.sqlite'));
  more.push(other);
  return other;
}

test('a cart is ordered once, by whichever process is first, and a refused order leaves no transaction', async () => {
  const [first, second] = [placedOrderOf('1', 'cart'), placedOrderOf('2', 'cart')];
  const of = (one: Order) =>
    purchase({ orderId: one.id, id: transactionId(`t${one.number}`), accessIdentifier: `a${one.number}` });
  expect(await store.orders.place(first, of(first))).toBe('placed');
  expect(await elsewhere().orders.place(second, of(second))).toBe('already_placed');
  expect(await store.orders.ofCart(cartId('cart'))).toEqual(first);
  expect(await store.transactions.byId(transactionId('t2'))).toBeUndefined();
});

test('of two captures of one hold the second is refused, until the first has failed', async () => {
  await store.orders.place(placedOrderOf('1', 'cart'), purchase());
  const second = capture({ id: transactionId('transaction_3'), accessIdentifier: 'access3' });
  expect(await store.transactions.commit([capture()])).toBe('committed');
  expect(await elsewhere().transactions.commit([second])).toBe('conflict');
  const failed = progressed(capture(), { state: 'failed', failure: { kind: 'cancelled' } }, instant(1));
  expect(await store.transactions.commit([failed])).toBe('committed');
  expect(await elsewhere().transactions.commit([second])).toBe('committed');
});

test('one operation of a hold is in flight at a time, and a wish is carried out once', async () => {
  await store.orders.place(placedOrderOf('1', 'cart'), purchase());
  const wish = 'capture 40 of 100';
  const first = capture({ wish, amount: eur(40) });
  const other = (more: Parameters<typeof capture>[0]) =>
    capture({ id: transactionId('other'), accessIdentifier: 'other', ...more });
  expect(await store.transactions.commit([first])).toBe('committed');
  expect(await elsewhere().transactions.commit([cancel()])).toBe('conflict');
  const pending = progressed(first, { state: 'waiting', waiting: { for: 'provider' } }, instant(1), 'cap_1');
  expect(await store.transactions.commit([pending])).toBe('committed');
  expect(await elsewhere().transactions.commit([other({ wish })])).toBe('conflict');
  expect(await elsewhere().transactions.commit([other({ wish: 'capture 40 of 60' })])).toBe('committed');
});

test('a notification is kept once for each integration, and acted on by whoever is first', async () => {
  const entry: InboxEntry = {
    id: notificationId('n1'),
    integrationId: integrationId('i1'),
    webhookId: 'ntf_1',
    type: 'payment.captured',
    digest: 'd',
    sentAt: instant(1),
    receivedAt: instant(2),
    orderId: orderId('o1'),
    progress: { state: 'received', attempts: 0, nextAttemptAt: instant(5) },
    version: 1,
  };
  expect(await store.inbox.add(entry)).toBe('added');
  expect(await elsewhere().inbox.add({ ...entry, id: notificationId('n2'), type: 'other' })).toBe('known');
  expect(await elsewhere().inbox.add({ ...entry, id: notificationId('n3'), integrationId: integrationId('i2') })).toBe(
    'added',
  );
  expect(await store.inbox.byWebhookId(entry.integrationId, 'ntf_1')).toEqual(entry);
  expect(await store.inbox.due(instant(4), 10)).toEqual([]);
  expect(await store.inbox.due(instant(5), 1)).toEqual([entry]);
  const asked: InboxEntry = { ...entry, progress: { state: 'asked', at: instant(6) }, version: 2 };
  expect(await store.inbox.replace(asked)).toBe('replaced');
  expect(await elsewhere().inbox.replace(asked)).toBe('conflict');
  expect((await store.inbox.ofOrder(orderId('o1'), 10)).map(({ id }) => id)).toEqual(['n3', 'n1']);
  expect(await store.inbox.ofIntegration(integrationId('i1'), 10)).toEqual([asked]);
});

test('what nobody is known to have sent is counted by reason', async () => {
  const id = integrationId('i1');
  for (const at of [1, 2, 3]) await store.inbox.countUnverified(id, 'signature_wrong', instant(at));
  await store.inbox.countUnverified(id, 'timestamp_too_old', instant(9));
  expect(await elsewhere().inbox.unverified(id)).toEqual([
    { why: 'signature_wrong', count: 3, lastAt: 3 },
    { why: 'timestamp_too_old', count: 1, lastAt: 9 },
  ]);
  expect(await store.inbox.unverified(integrationId('i2'))).toEqual([]);
});

test('a commit decided on a version that is no longer stored changes nothing at all', async () => {
  await store.orders.place(placedOrderOf('1', 'cart'), purchase());
  const open = progressed(purchase(), { state: 'open' }, instant(1), 'pay_1');
  expect(await store.transactions.commit([open])).toBe('committed');
  const stale = progressed(purchase(), { state: 'failed', failure: { kind: 'cancelled' } }, instant(2));
  expect(await elsewhere().transactions.commit([capture(), stale])).toBe('conflict');
  expect(await store.transactions.ofOrder(placedOrderOf('1', 'cart').id)).toEqual([open]);
});

test('what waits for a person is not listed as unresolved, what waits for anything else is, oldest first', async () => {
  const mismatch = { about: 'amount', expected: 'EUR 1.00', found: 'EUR 0.01' } as const;
  const waits = [
    { for: 'answer' },
    { for: 'person', mismatch },
    { for: 'customer', redirectUrl: 'https://pay.example' },
    { for: 'reconciliation', why: 'timeout' },
  ] as const;
  for (const [index, waiting] of waits.entries()) {
    const id = transactionId(`t${index}`);
    const progress = { state: 'waiting', waiting } as const;
    const one = placedOrderOf(`${index}`, `cart${index}`);
    await store.orders.place(one, purchase({ id, orderId: one.id, accessIdentifier: `a${index}`, progress }));
  }
  const listed = await store.transactions.unresolved(10);
  expect(listed.map(({ id }) => id)).toEqual(['t0', 't2', 't3']);
  expect(await store.transactions.unresolved(2)).toHaveLength(2);
});

test('pages of orders go from the newest to the oldest and end', async () => {
  for (const number of ['1', '2', '3', '4', '5']) {
    const id = transactionId(`t${number}`);
    await store.orders.place(
      placedOrderOf(number, `cart${number}`),
      purchase({ id, orderId: orderId(`order_${number}`), accessIdentifier: `a${number}` }),
    );
  }
  const first = await store.orders.page({ limit: 2 });
  const second = await store.orders.page({ limit: 2, cursor: first.nextCursor ?? '' });
  const third = await store.orders.page({ limit: 2, cursor: second.nextCursor ?? '' });
  const numbers = [first, second, third].map(({ orders }) => orders.map(({ number }) => number));
  expect(numbers).toEqual([['5', '4'], ['3', '2'], ['1']]);
  expect(third.nextCursor).toBeUndefined();
});

test('what was kept is there after closing', async () => {
  await store.orders.place(placedOrderOf('1', 'cart'), purchase());
  store.close();
  store = openSqlite(join(folder, 'shop.sqlite'));
  expect(await store.orders.byAccessToken('token-1')).toEqual(placedOrderOf('1', 'cart'));
  expect(await store.transactions.byAccessIdentifier('access1')).toEqual(purchase());
});

test('a database of a newer program is left alone', () => {
  const newer = join(folder, 'newer.sqlite');
  const db = new DatabaseSync(newer);
  db.exec('pragma user_version = 99');
  db.close();
  expect(() => openSqlite(newer)).toThrow('the database is of version 99');
});

test('minor units survive the database, and a customer cannot type what stands for them', () => {
  const value = { amount: 2n ** 70n, text: '{"$minor":"5"}', nested: [{ minor: -1n }] };
  expect(decode(encode(value))).toEqual(value);
});
