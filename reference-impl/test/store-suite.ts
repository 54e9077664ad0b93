import { beforeEach, describe, expect, test } from 'vitest';
import type { InboxEntry } from '../src/payments/notification.ts';
import { progressed } from '../src/payments/transaction.ts';
import { cartId, instant, integrationId, notificationId, orderId, transactionId, userId } from '../src/shop/ids.ts';
import type { Order } from '../src/shop/order.ts';
import type { Store } from '../src/store/store.ts';
import { cancel, capture, eur, placedOrderOf, purchase } from './samples.ts';

/** A database under test: empty at the beginning of each test, and open as often as a test wants. */
export type StoreUnderTest = Readonly<{
  /** Forgets everything and opens it once. */
  fresh(): Promise<Store>;
  /** Opens it once more, as another process does. */
  again(): Promise<Store>;
}>;

/** What every store promises, whatever it keeps things in. */
export function describeStore(name: string, { fresh, again }: StoreUnderTest): void {
  let current: Store;
  const store = () => current;
  const elsewhere = again;

  beforeEach(async () => {
    current = await fresh();
  });

  describe(name, () => {
    test('a cart is ordered once, by whichever process is first, and a refused order leaves no transaction', async () => {
      const [first, second] = [placedOrderOf('1', 'cart'), placedOrderOf('2', 'cart')];
      const of = (one: Order) =>
        purchase({ orderId: one.id, id: transactionId(`t${one.number}`), accessIdentifier: `a${one.number}` });
      expect(await store().orders.place(first, of(first))).toBe('placed');
      expect(await (await elsewhere()).orders.place(second, of(second))).toBe('already_placed');
      expect(await store().orders.ofCart(cartId('cart'))).toEqual(first);
      expect(await store().transactions.byId(transactionId('t2'))).toBeUndefined();
    });

    test('a way in that was sent by mail is one at a time, is used once, and ends with another password', async () => {
      const { access } = store();
      const at = instant(1);
      const ada = { id: userId('user_1'), email: 'ada@example.com', name: 'Ada', role: 'sales' } as const;
      const user = { ...ada, passwordHash: 'before', createdAt: at };
      const about = { kind: 'user', id: user.id, label: user.email } as const;
      const entry = { at, by: { kind: 'shop' }, action: 'password_reset', about, changes: [] } as const;
      await access.addUser(user, entry);
      const account = { kind: 'user', id: user.id } as const;
      const sent = (tokenHash: string) => access.putReset({ tokenHash, account, expiresAt: instant(10) }, at);
      await sent('first');
      await sent('second');
      expect([await access.reset('first'), (await access.reset('second'))?.account]).toEqual([undefined, account]);
      const chosen = (reset: string, passwordHash: string, before = user) =>
        access.changeUser(before, { ...user, passwordHash }, { entry, sessions: 'end', reset });
      expect(await chosen('first', 'after')).toBe('conflict');
      expect(await chosen('second', 'after')).toBe('changed');
      const after = { ...user, passwordHash: 'after' };
      expect(await chosen('second', 'once more', after)).toBe('conflict');
      await sent('third');
      expect(await access.changeUser(after, user, { entry, sessions: 'end' })).toBe('changed');
      expect(await access.reset('third')).toBeUndefined();
    });

    test('of two captures of one hold the second is refused, until the first has failed', async () => {
      await store().orders.place(placedOrderOf('1', 'cart'), purchase());
      const second = capture({ id: transactionId('transaction_3'), accessIdentifier: 'access3' });
      expect(await store().transactions.commit([capture()])).toBe('committed');
      expect(await (await elsewhere()).transactions.commit([second])).toBe('conflict');
      const failed = progressed(capture(), { state: 'failed', failure: { kind: 'cancelled' } }, instant(1));
      expect(await store().transactions.commit([failed])).toBe('committed');
      expect(await (await elsewhere()).transactions.commit([second])).toBe('committed');
    });

    test('one operation of a hold is in flight at a time, and a wish is carried out once', async () => {
      await store().orders.place(placedOrderOf('1', 'cart'), purchase());
      const wish = 'capture 40 of 100';
      const first = capture({ wish, amount: eur(40) });
      const other = (more: Parameters<typeof capture>[0]) =>
        capture({ id: transactionId('other'), accessIdentifier: 'other', ...more });
      expect(await store().transactions.commit([first])).toBe('committed');
      expect(await (await elsewhere()).transactions.commit([cancel()])).toBe('conflict');
      const pending = progressed(first, { state: 'waiting', waiting: { for: 'provider' } }, instant(1), 'cap_1');
      expect(await store().transactions.commit([pending])).toBe('committed');
      expect(await (await elsewhere()).transactions.commit([other({ wish })])).toBe('conflict');
      expect(await (await elsewhere()).transactions.commit([other({ wish: 'capture 40 of 60' })])).toBe('committed');
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
      expect(await store().inbox.add(entry)).toBe('added');
      expect(await (await elsewhere()).inbox.add({ ...entry, id: notificationId('n2'), type: 'other' })).toBe('known');
      expect(
        await (await elsewhere()).inbox.add({ ...entry, id: notificationId('n3'), integrationId: integrationId('i2') }),
      ).toBe('added');
      expect(await store().inbox.byWebhookId(entry.integrationId, 'ntf_1')).toEqual(entry);
      expect(await store().inbox.due(instant(4), 10)).toEqual([]);
      expect(await store().inbox.due(instant(5), 1)).toEqual([entry]);
      const asked: InboxEntry = { ...entry, progress: { state: 'asked', at: instant(6) }, version: 2 };
      expect(await store().inbox.replace(asked)).toBe('replaced');
      expect(await (await elsewhere()).inbox.replace(asked)).toBe('conflict');
      expect((await store().inbox.ofOrder(orderId('o1'), 10)).map(({ id }) => id)).toEqual(['n3', 'n1']);
      expect(await store().inbox.ofIntegration(integrationId('i1'), 10)).toEqual([asked]);
    });

    test('what nobody is known to have sent is counted by reason', async () => {
      const id = integrationId('i1');
      for (const at of [1, 2, 3]) await store().inbox.countUnverified(id, 'signature_wrong', instant(at));
      await store().inbox.countUnverified(id, 'timestamp_too_old', instant(9));
      expect(await (await elsewhere()).inbox.unverified(id)).toEqual([
        { why: 'signature_wrong', count: 3, lastAt: 3 },
        { why: 'timestamp_too_old', count: 1, lastAt: 9 },
      ]);
      expect(await store().inbox.unverified(integrationId('i2'))).toEqual([]);
    });

    test('a commit decided on a version that is no longer stored changes nothing at all', async () => {
      await store().orders.place(placedOrderOf('1', 'cart'), purchase());
      const open = progressed(purchase(), { state: 'open' }, instant(1), 'pay_1');
      expect(await store().transactions.commit([open])).toBe('committed');
      const stale = progressed(purchase(), { state: 'failed', failure: { kind: 'cancelled' } }, instant(2));
      expect(await (await elsewhere()).transactions.commit([capture(), stale])).toBe('conflict');
      expect(await store().transactions.ofOrder(placedOrderOf('1', 'cart').id)).toEqual([open]);
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
        await store().orders.place(one, purchase({ id, orderId: one.id, accessIdentifier: `a${index}`, progress }));
      }
      const listed = await store().transactions.unresolved(10);
      expect(listed.map(({ id }) => id)).toEqual(['t0', 't2', 't3']);
      expect(await store().transactions.unresolved(2)).toHaveLength(2);
    });

    test('pages of orders go from the newest to the oldest and end', async () => {
      for (const number of ['1', '2', '3', '4', '5']) {
        const id = transactionId(`t${number}`);
        await store().orders.place(
          placedOrderOf(number, `cart${number}`),
          purchase({ id, orderId: orderId(`order_${number}`), accessIdentifier: `a${number}` }),
        );
      }
      const first = await store().orders.page({ limit: 2 });
      const second = await store().orders.page({ limit: 2, cursor: first.nextCursor ?? '' });
      const third = await store().orders.page({ limit: 2, cursor: second.nextCursor ?? '' });
      const numbers = [first, second, third].map(({ orders }) => orders.map(({ number }) => number));
      expect(numbers).toEqual([['5', '4'], ['3', '2'], ['1']]);
      expect(third.nextCursor).toBeUndefined();
    });

    test('what was kept is there for whoever opens it next', async () => {
      await store().orders.place(placedOrderOf('1', 'cart'), purchase());
      const next = await elsewhere();
      expect(await next.orders.byAccessToken('token-1')).toEqual(placedOrderOf('1', 'cart'));
      expect(await next.transactions.byAccessIdentifier('access1')).toEqual(purchase());
    });

    test('ten processes that want the hold at once: one gets it, nine are told', async () => {
      await store().orders.place(placedOrderOf('1', 'cart'), purchase());
      const others = await Promise.all(Array.from({ length: 10 }, () => elsewhere()));
      const wishes = others.map((other, index) => {
        const id = transactionId(`capture_${index}`);
        return other.transactions.commit([capture({ id, accessIdentifier: `a${index}`, wish: 'capture 100 of 100' })]);
      });
      expect((await Promise.all(wishes)).toSorted()).toEqual([
        ...Array(1).fill('committed'),
        ...Array(9).fill('conflict'),
      ]);
      expect(await store().transactions.ofOrder(orderId('order_1'))).toHaveLength(2);
    });

    test('of ten that decide on the same version one is recorded, and what it says is whole', async () => {
      await store().orders.place(placedOrderOf('1', 'cart'), purchase());
      const others = await Promise.all(Array.from({ length: 10 }, () => elsewhere()));
      const results = await Promise.all(
        others.map((other, index) =>
          other.transactions.commit([progressed(purchase(), { state: 'open' }, instant(index), `pay_${index}`)]),
        ),
      );
      expect(results.filter((result) => result === 'committed')).toHaveLength(1);
      const [kept] = await store().transactions.ofOrder(orderId('order_1'));
      expect(kept?.reference).toBe(`pay_${results.indexOf('committed')}`);
      expect(await store().transactions.byReference(kept?.reference ?? '')).toEqual([kept]);
    });

    test('what is written down with a commit is there with it, and not without it; it cannot be taken back', async () => {
      await store().orders.place(placedOrderOf('1', 'cart'), purchase());
      const entry = {
        at: instant(5),
        by: { kind: 'staff', userId: userId('user_1'), name: 'Sally', role: 'sales' },
        action: 'payment_asked',
        about: { kind: 'order', id: 'order_1', label: '1' },
        changes: [],
      } as const;
      expect(await store().transactions.commit([capture()], entry)).toBe('committed');
      expect(await (await elsewhere()).transactions.commit([cancel()], entry)).toBe('conflict');
      const { entries } = await store().audit.page({ filter: { subject: 'order', subjectId: 'order_1' }, limit: 10 });
      expect(entries).toEqual([entry]);
      const none = { filter: { until: instant(5) }, limit: 10 } as const;
      expect((await store().audit.page(none)).entries).toEqual([]);
    });

    test('orders are found by part of number or address, as it stands and not as a pattern', async () => {
      for (const number of ['A-1', 'B-2', 'C%3']) {
        const id = transactionId(`t${number}`);
        await store().orders.place(
          { ...placedOrderOf(number), email: `${number.toLowerCase()}@Shop.example` },
          purchase({ id, orderId: orderId(`order_${number}`), accessIdentifier: `a${number}` }),
        );
      }
      const found = async (text: string) =>
        (await store().orders.page({ limit: 10, filter: { text } })).orders.map(({ number }) => number);
      expect(await found('a-1')).toEqual(['A-1']);
      expect(await found('%')).toEqual(['C%3']);
      expect(await found('_')).toEqual([]);
      expect(await found('SHOP.EXAMPLE')).toEqual(['C%3', 'B-2', 'A-1']);
      expect(await found("' or 1=1 --")).toEqual([]);
    });
  });
}
