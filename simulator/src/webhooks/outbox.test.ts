import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '../engine/ids.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { type Delivery, newDelivery } from './delivery.ts';
import { type EndpointOf, type Outbox, type OutboxOptions, openOutbox, type Sent, type Slot } from './outbox.ts';

const NOW = instant(1_000_000);
const passage = { leave: () => {} };
type Passage = typeof passage;

/** An attempt that the test ends when it wants to. */
type Attempt = Readonly<{ delivery: Delivery; slot: Slot<Passage>; end: (how?: Sent) => Promise<void> }>;

let store: Store;
let attempts: Attempt[];
let failures: unknown[];
beforeEach(() => {
  store = openSqlite({ file: ':memory:', lost: () => {} });
  attempts = [];
  failures = [];
});
afterEach(() => store.close());

function outbox(more: Partial<OutboxOptions<Passage>> = {}): Outbox {
  return openOutbox<Passage>({
    store,
    now: () => NOW,
    machineNow: () => NOW,
    enter: () => passage,
    failed: (error) => failures.push(error),
    sends: 'at_once',
    send: (delivery, slot) => {
      const { promise, resolve } = Promise.withResolvers<Sent>();
      const end = async (how: Sent = 'ended') => {
        const progress = { status: 'delivered', deliveredAt: NOW } as const;
        await store.recordDelivery({ id: delivery.id, progress });
        resolve(how);
        await quiet();
      };
      attempts.push({ delivery, slot, end });
      return promise;
    },
    ...more,
  });
}

/** So many deliveries to an endpoint, each about a payment of its own. */
async function owe(endpointId: string, count: number): Promise<EndpointOf> {
  const of = { endpointId, environment: 'sandbox', merchantId: 'mer_1' };
  const common = { ...of, dialect: 'generic', type: 'payment.captured', body: '{}', createdAt: NOW };
  const deliveries = Array.from({ length: count }, (_, index) => {
    const id = `${endpointId}/${index}`;
    return newDelivery({ ...common, id, notificationId: id }, NOW);
  });
  await store.commit({ deliveries, at: NOW });
  return of;
}

/** Lets everything happen that needs nobody from outside. */
async function quiet(): Promise<void> {
  for (let round = 0; round < 20; round += 1)
    await store.waitingEndpoints(NOW).then(() => store.readJournal({ limit: 1 }));
  await new Promise<void>((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage('');
  });
}

const to = (endpointId: string) => attempts.filter(({ delivery }) => delivery.endpointId === endpointId);

test('a receiver gets eight attempts at once, and the next as soon as one has ended', async () => {
  const box = outbox();
  box.owed([await owe('a', 20)]);
  await quiet();
  expect(attempts).toHaveLength(8);
  await attempts[3]?.end();
  expect(attempts.map(({ delivery }) => delivery.id)).toEqual(Array.from({ length: 9 }, (_, index) => `a/${index}`));
});

test('receivers that never answer hold up nobody', async () => {
  const box = outbox();
  for (const dead of ['a', 'b', 'c']) box.owed([await owe(dead, 50)]);
  box.owed([await owe('z', 30)]);
  await quiet();
  for (let sent = 0; sent < 30; sent += 1) await to('z')[sent]?.end();
  expect(to('z')).toHaveLength(30);
  expect(to('a')).toHaveLength(8);
});

test('one that lets the time run out gets one attempt at a time until it answers in time', async () => {
  const box = outbox();
  box.owed([await owe('a', 40)]);
  await quiet();
  for (const { end } of [...attempts]) await end('timed_out');
  expect(attempts).toHaveLength(9);
  await attempts[8]?.end('timed_out');
  expect(attempts).toHaveLength(10);
  await attempts[9]?.end('ended');
  expect(attempts).toHaveLength(18);
});

test('two hundred and fifty-six attempts run at once; whoever waits for a place gets the next', async () => {
  const box = outbox();
  for (let index = 0; index < 32; index += 1) box.owed([await owe(`e${String(index).padStart(2, '0')}`, 8)]);
  await quiet();
  expect(attempts).toHaveLength(256);
  box.owed([await owe('late', 3)]);
  await quiet();
  expect(to('late')).toHaveLength(0);
  for (const { end } of attempts.slice(0, 3)) await end();
  expect(to('late')).toHaveLength(3);
});

test('about one payment one attempt runs at a time, in order, and one that has stepped aside lets the others by', async () => {
  const box = outbox();
  const of = await owe('a', 0);
  const about = { ...of, dialect: 'generic', type: 'payment.captured', body: '{}', createdAt: NOW };
  const deliveries = ['one', 'two', 'three'].map((id) =>
    newDelivery({ ...about, id, notificationId: id, paymentId: 'pay_1' as Delivery['paymentId'] & string }, NOW),
  );
  await store.commit({ deliveries, at: NOW });
  box.owed([of]);
  await quiet();
  expect(attempts.map(({ delivery }) => delivery.id)).toEqual(['one']);
  const { promise, resolve } = Promise.withResolvers<void>();
  const held = attempts[0]?.slot.aside(() => promise);
  await quiet();
  expect(attempts.map(({ delivery }) => delivery.id)).toEqual(['one', 'two']);
  await attempts[1]?.end();
  resolve();
  await held;
  await attempts[0]?.end();
  expect(attempts.map(({ delivery }) => delivery.id)).toEqual(['one', 'two', 'three']);
});

test('a drain sends all that is due, waits for it, and not for what has stepped aside', async () => {
  const box = outbox({ sends: 'when_drained' });
  box.owed([await owe('a', 10)]);
  await quiet();
  expect(attempts).toEqual([]);
  let drained: number | undefined;
  const draining = box.drain().then((count) => {
    drained = count;
  });
  await quiet();
  attempts[0]?.slot.aside(() => new Promise(() => {}));
  await quiet();
  for (let sent = 1; sent < 10; sent += 1) {
    expect(drained).toBeUndefined();
    await attempts[sent]?.end();
  }
  await draining;
  expect(drained).toBe(10);
});

test('a drain of one place leaves the others alone', async () => {
  const box = outbox({ sends: 'when_drained' });
  await owe('a', 1);
  expect(await box.drain({ environment: 'production' })).toBe(0);
  expect(await box.drain({ environment: 'sandbox', merchantId: 'mer_2' })).toBe(0);
  const draining = box.drain({ environment: 'sandbox', merchantId: 'mer_1' });
  await quiet();
  await attempts[0]?.end();
  expect(await draining).toBe(1);
});

test('an attempt that fails by a bug is told, keeps its claim, and keeps nobody waiting', async () => {
  const send = async ({ id }: Delivery): Promise<Sent> => {
    if (id === 'a/0') throw new Error('a bug');
    await store.recordDelivery({ id, progress: { status: 'delivered', deliveredAt: NOW } });
    return 'ended';
  };
  const box = outbox({ send });
  await owe('a', 3);
  expect(await box.drain()).toBe(3);
  expect(failures.map(String)).toEqual(['Error: a bug']);
  expect((await store.listDeliveries({ status: 'pending', limit: 9 })).map(({ id }) => id)).toEqual(['a/0']);
  expect(await box.drain()).toBe(0);
});

test('what is closed begins with nothing, and waits for what is on its way no longer than it was told', async () => {
  const box = outbox();
  box.owed([await owe('a', 9)]);
  await quiet();
  await box.close(5);
  await attempts[0]?.end();
  box.owed([await owe('b', 1)]);
  await box.begin();
  await quiet();
  expect(attempts).toHaveLength(8);
  const closing = box.close(60_000);
  for (const { end } of attempts.slice(1)) await end();
  await closing;
});
