import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Artefact } from '../src/accounts/artefact.ts';
import type { Credential } from '../src/accounts/credential.ts';
import type { Merchant } from '../src/accounts/merchant.ts';
import { balances } from '../src/engine/balances.ts';
import { evolve } from '../src/engine/evolve.ts';
import { instant, later, paymentId } from '../src/engine/ids.ts';
import type { Payment } from '../src/engine/payment.ts';
import { caughtUp, createPayment } from '../src/operations/change.ts';
import { once } from '../src/operations/idempotency.ts';
import type { World } from '../src/operations/world.ts';
import { type VirtualClock, virtualClock } from '../src/platform/clock.ts';
import type { JournalEntry, NumberedEntry } from '../src/store/journal.ts';
import type { Batch, IdempotencyRecord, Store, StoredPayment } from '../src/store/store.ts';
import { describeStoreModel } from './store-model.ts';
import { approval, authorized, capture, eur, owner, stored, worldOn } from './world.ts';

/** A store with whatever is needed to look at it from elsewhere. */
export type Opened = Readonly<{
  store: Store;
  /** Opens the same data as another process would; missing where the data lives in this process alone. */
  again?: () => Promise<Store>;
  /** Closes everything that was opened, and removes the data. */
  dispose: () => Promise<void>;
}>;

const START = instant(Date.UTC(2027, 0, 1));
const DAY = 24 * 60 * 60 * 1000;

/** What every store has to do. */
export function describeStore(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a store`, () => {
    let opened: Opened;
    let store: Store;
    let clock: VirtualClock;
    let world: World;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      clock = virtualClock(START);
      world = worldOn(store, clock);
    });
    afterEach(() => opened.dispose());

    /** The same data, seen by another process. */
    const elsewhere = async (): Promise<Store> => opened.again?.() ?? store;

    test('merchants are found by id and listed newest first, page by page, by environment', async () => {
      for (const id of ['a', 'b', 'c']) await store.addMerchant(merchant({ id }));
      await store.addMerchant(merchant({ id: 'd', environment: 'production' }));
      expect(await store.findMerchant('b')).toEqual(merchant({ id: 'b' }));
      expect(await store.findMerchant('e')).toBeUndefined();
      expect(ids(await store.listMerchants({ limit: 10 }))).toBe('d c b a');
      expect(ids(await store.listMerchants({ environment: 'sandbox', limit: 2 }))).toBe('c b');
      expect(ids(await store.listMerchants({ environment: 'sandbox', before: 'b', limit: 2 }))).toBe('a');
      expect(ids(await store.listMerchants({ before: 'nobody', limit: 10 }))).toBe('');
    });

    test('a merchant is moved only from the status it has', async () => {
      await store.addMerchant(merchant({ id: 'a', status: 'pending' }));
      const active = merchant({ id: 'a', status: 'active' });
      expect(await store.moveMerchant(active, 'suspended')).toBe('conflict');
      expect((await store.findMerchant('a'))?.status).toBe('pending');
      const moves = [store.moveMerchant(active, 'pending'), store.moveMerchant(active, 'pending')];
      expect((await Promise.all(moves)).toSorted()).toEqual(['committed', 'conflict']);
      expect(await store.findMerchant('a')).toEqual(active);
    });

    test('credentials are found by id, public id and merchant, and replaced by id', async () => {
      await store.saveCredentials([credential({ id: 'a' }), credential({ id: 'b', environment: 'production' })]);
      await store.saveCredentials([credential({ id: 'c', publicId: 'other', merchantId: 'mer_2' })]);
      expect(ids(await store.credentialsByPublicId('public'))).toBe('b a');
      expect(ids(await store.credentialsOf('mer_1'))).toBe('b a');
      expect(ids(await store.credentialsOf('mer_2'))).toBe('c');
      await store.saveCredentials([credential({ id: 'a', revokedAt: START })]);
      expect(await store.findCredential('a')).toEqual(credential({ id: 'a', revokedAt: START }));
      expect(ids(await store.credentialsOf('mer_1'))).toBe('b a');
      expect(await store.findCredential('z')).toBeUndefined();
    });

    test('credentials are saved all or none', async () => {
      const unwritable = { ...credential({ id: 'b' }), scopes: undecodable<Credential['scopes']>() };
      await expect(store.saveCredentials([credential({ id: 'a' }), unwritable])).rejects.toThrow();
      expect(await store.credentialsOf('mer_1')).toEqual([]);
    });

    test('a token is found in every environment, and forgotten a week after it has expired', async () => {
      const token = {
        hash: 'h1',
        credentialId: 'a',
        environment: 'sandbox',
        scopes: ['pay'],
        expiresAt: START,
      } as const;
      await store.addToken(token, START);
      await store.addToken({ ...token, hash: 'h2' }, later(START, 7 * DAY));
      expect(await store.findToken('h1')).toEqual(token);
      await store.addToken({ ...token, hash: 'h3' }, later(START, 7 * DAY + 1));
      expect(await store.findToken('h1')).toBeUndefined();
    });

    test('a key belongs to the first merchant that registers it, in whatever form', async () => {
      const key = artefact({ id: 'a' });
      expect(await store.addArtefact(key)).toEqual({ kind: 'added' });
      const certificate = { id: 'b', kind: 'client_certificate', fingerprint: 'other' } as const;
      const others = [
        artefact({ id: 'b' }),
        artefact({ id: 'b', merchantId: 'mer_2' }),
        artefact({ id: 'b', merchantId: 'mer_2', environment: 'production' }),
        artefact({ ...certificate, merchantId: 'mer_2' }),
      ];
      for (const other of others) expect(await store.addArtefact(other)).toEqual({ kind: 'known', artefact: key });
      expect(await store.addArtefact(artefact(certificate))).toEqual({ kind: 'added' });
      expect(ids(await store.artefactsOf('mer_1'))).toBe('b a');
      expect(await store.artefactsOf('mer_2')).toEqual([]);
    });

    test('of two who register a key at once one is told that it is known', async () => {
      const both = ['mer_1', 'mer_2'].map((merchantId) => store.addArtefact(artefact({ id: merchantId, merchantId })));
      expect((await Promise.all(both)).map(({ kind }) => kind).toSorted()).toEqual(['added', 'known']);
    });

    test('a key is free again once its artefact is removed; what is no key is never taken', async () => {
      await store.addArtefact(artefact({ id: 'a' }));
      expect(await store.removeArtefact('a')).toBe('removed');
      expect(await store.removeArtefact('a')).toBe('unknown');
      expect(await store.addArtefact(artefact({ id: 'b', merchantId: 'mer_2' }))).toEqual({ kind: 'added' });
      for (const id of ['c', 'd']) {
        const host: Artefact = { kind: 'callback_host', host: 'shop.example', ...belonging(id) };
        expect(await store.addArtefact(host)).toEqual({ kind: 'added' });
      }
    });

    test('a payment is found by id and by page, and only in its environment', async () => {
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
      const a = await authorized(world);
      clock.advance(1);
      const b = await authorized(world);
      await authorized(world, { environment: 'production' });
      const due = async (at: number, limit = 10) =>
        (await store.duePayments('sandbox', later(START, at), limit)).map((payment) => payment.paymentId);
      expect(await due(7 * DAY - 1)).toEqual([]);
      expect(await due(7 * DAY)).toEqual([a.paymentId]);
      expect(await due(7 * DAY + 1)).toEqual([a.paymentId, b.paymentId]);
      expect(await due(7 * DAY + 1, 1)).toEqual([a.paymentId]);
      clock.advance(7 * DAY);
      for (const payment of [a, b]) await caughtUp(world, payment);
      expect(await due(30 * DAY)).toEqual([]);
    });

    test('ten concurrent captures of 30 out of 100: exactly three succeed', async () => {
      const payment = await authorized(world);
      const changes = await Promise.all(Array.from({ length: 10 }, () => capture(world, payment, 30n)));
      const verdicts = changes.map((change) => (change.kind === 'rejected' ? change.rejection.code : change.kind));
      expect(verdicts.toSorted()).toEqual([...Array(3).fill('changed'), ...Array(7).fill('exceeds_capturable')]);
      expect(await captured(store, payment)).toBe(90n);
    });

    test('ten captures through two processes: exactly three succeed', async () => {
      const payment = await authorized(world);
      const worlds = [world, worldOn(await elsewhere(), clock)];
      const changes = await Promise.all(
        worlds.flatMap((one) => Array.from({ length: 5 }, () => capture(one, payment, 30n))),
      );
      expect(changes.filter(({ kind }) => kind === 'changed')).toHaveLength(3);
      expect(await captured(store, payment)).toBe(90n);
      expect(await replayed(store, payment)).toEqual((await store.findPayment('sandbox', payment.paymentId))?.payment);
    });

    test('a commit decided on a stale version is refused and leaves no trace', async () => {
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
      const own = owner(world);
      const creations = [1, 2].map(() => createPayment(world, own, approval(world, own, eur(100n))));
      const settled = await Promise.allSettled(creations);
      expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await store.readEvents('sandbox', own.paymentId)).toHaveLength(2);
    });

    test('a commit that cannot be written leaves no trace', async () => {
      const payment = await authorized(world);
      const batch = batchOf(payment, 1);
      const details = undecodable<StoredPayment['details']>();
      const unwritable: Batch = { ...batch, ...(batch.payment ? { payment: { ...batch.payment, details } } : {}) };
      await expect(store.commit({ ...unwritable, idempotency: record({ key: 'lost' }) })).rejects.toThrow();
      expect(await store.findPayment('sandbox', payment.paymentId)).toEqual(payment);
      expect(await store.findIdempotency('scope', 'lost', START)).toBeUndefined();
    });

    test('an idempotency record is committed with its effect, and found as it was', async () => {
      const payment = await authorized(world);
      const kept = record({ paymentId: payment.paymentId });
      expect((await capture(world, payment, 30n, () => kept)).kind).toBe('changed');
      expect(await store.findIdempotency('scope', 'key', START)).toEqual(kept);
    });

    test('a key that is taken refuses the effect', async () => {
      const payment = await authorized(world);
      await store.commit({ idempotency: record({}), at: START });
      expect(await capture(world, payment, 30n, () => record({ fingerprint: 'other' }))).toEqual({ kind: 'key_taken' });
      expect(await captured(store, payment)).toBe(0n);
      expect((await store.findIdempotency('scope', 'key', START))?.fingerprint).toBe('fingerprint');
    });

    test('of two processes with one key one has the effect', async () => {
      const payment = await authorized(world);
      const worlds = [world, worldOn(await elsewhere(), clock)];
      const kinds = await Promise.all(
        worlds.map(async (one) => (await capture(one, payment, 30n, () => record({}))).kind),
      );
      expect(kinds.toSorted()).toEqual(['changed', 'key_taken']);
      expect(await captured(store, payment)).toBe(30n);
    });

    test('a key is remembered up to its expiry, in its own scope, and can be used again from then on', async () => {
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

    test('after a crash between commit and reply the effect and its answer are there, and a repeat hears it', async () => {
      const payment = await authorized(world);
      const request = { merchantId: 'mer_1', dialect: 'generic', key: 'k', fingerprint: 'f', lifetimeMs: DAY };
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

    test('an entry of the journal can be read as soon as it was appended', async () => {
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
      const body = { $n: 'text', __proto__: [null, { $$n: '1' }], 'ü\u0000': '\ud800' };
      store.append(entry({ request: { headers: {}, body: JSON.parse(JSON.stringify(body)) } }));
      const [read] = await store.readJournal({ limit: 1 });
      expect(read?.request.body).toEqual(JSON.parse(JSON.stringify(body)));
    });

    test('the journal is filtered by each of its fields and by all of them together', async () => {
      store.append(entry({ requestId: '1' }));
      store.append(entry({ requestId: '2', environment: 'production', crossing: true }));
      store.append(entry({ requestId: '3', merchantId: 'mer_2' }));
      store.append(entry({ requestId: '4', credential: { fingerprint: 'f', merchantId: 'mer_2' } }));
      store.append(entry({ requestId: '5', request: { method: 'GET', path: '/v1/a_b%c?x', headers: {} } }));
      store.append(entry({ requestId: '6', response: { status: 404, headers: {} } }));
      store.append(entry({ requestId: '7', response: { headers: {} } }));
      const read = async (query: object) =>
        (await store.readJournal({ limit: 10, ...query })).map(({ requestId }) => requestId).join('');
      const all = await store.readJournal({ limit: 10 });
      expect(await read({})).toBe('1234567');
      expect(await read({ environment: 'production' })).toBe('2');
      expect(await read({ crossing: true })).toBe('2');
      expect(await read({ crossing: false })).toBe('134567');
      expect(await read({ merchantId: 'mer_2' })).toBe('34');
      expect(await read({ path: '/v1/a_b%c' })).toBe('5');
      expect(await read({ path: '/v1/axb' })).toBe('');
      expect(await read({ path: '/v1/A' })).toBe('');
      expect(await read({ path: '%' })).toBe('');
      expect(await read({ status: 404 })).toBe('6');
      expect(await read({ after: all[2]?.number })).toBe('4567');
      expect(await read({ after: all[2]?.number, limit: 2 })).toBe('45');
      expect(await read({ environment: 'production', crossing: true, status: 200, path: '/v1' })).toBe('2');
      expect(await read({ environment: 'production', crossing: false })).toBe('');
    });

    test('a follower hears every entry once, in order, from now on and until it leaves', async () => {
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

    test('forgetting a merchant takes its payments, keys and journal, and nothing else', async () => {
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

    test('a change that was decided before the merchant was forgotten finds nothing', async () => {
      const payment = await authorized(world);
      await store.forgetMerchant('mer_1');
      expect(await store.commit(batchOf(payment, 1))).toBe('version_conflict');
      expect(await capture(world, payment, 30n)).toEqual({ kind: 'not_found' });
    });

    test("an installation's secret is the first that was offered, by whomever", async () => {
      const offers = ['one', 'two', 'three'].map((fresh) => store.installationSecret('name', fresh));
      const kept = await Promise.all(offers);
      expect(new Set(kept).size).toBe(1);
      expect(await store.installationSecret('name', 'four')).toBe(kept[0]);
      expect(await (await elsewhere()).installationSecret('name', 'five')).toBe(kept[0]);
      expect(await store.installationSecret('another name', 'six')).toBe('six');
    });

    test('the store answers until it is closed, writes what is waiting, and then refuses', async () => {
      await store.ping();
      const waiting = store.addMerchant(merchant({ id: 'last' }));
      await store.close();
      await waiting;
      await expect(store.ping()).rejects.toThrow();
      await expect(store.addMerchant(merchant({ id: 'too late' }))).rejects.toThrow();
      if (opened.again !== undefined) expect(await (await opened.again()).findMerchant('last')).toBeDefined();
    });

    describeStoreModel(() => opened);
  });
}

async function captured(store: Store, { environment, paymentId: id }: StoredPayment): Promise<bigint> {
  const found = await store.findPayment(environment, id);
  if (found === undefined) throw new Error('the payment is gone');
  return balances(found.payment).captured;
}

async function replayed(store: Store, { environment, paymentId: id }: StoredPayment): Promise<Payment | undefined> {
  const events = await store.readEvents(environment, id);
  return events.reduce<Payment | undefined>((payment, { event }) => evolve(payment, event), undefined);
}

function merchant(more: Partial<Merchant>): Merchant {
  return { id: 'mer_1', environment: 'sandbox', name: 'Shop', status: 'active', createdAt: START, ...more };
}

function credential(more: Partial<Credential>): Credential {
  return {
    id: 'cred_1',
    merchantId: 'mer_1',
    environment: 'sandbox',
    dialect: 'generic',
    kind: 'api_key',
    publicId: 'public',
    secretHash: 'hash',
    maskedSecret: '…',
    scopes: ['pay'],
    createdAt: START,
    ...more,
  };
}

function belonging(id: string): Pick<Artefact, 'id' | 'merchantId' | 'environment' | 'createdAt'> {
  return { id, merchantId: 'mer_1', environment: 'sandbox', createdAt: START };
}

type KeyArtefact = Extract<Artefact, { keyFingerprint: string }>;

function artefact(more: Partial<KeyArtefact> & { id: string }): Artefact {
  const key = {
    pem: '',
    fingerprint: 'key',
    keyFingerprint: 'key',
    algorithm: 'ed25519',
    subject: '',
    expiresAt: START,
  };
  return { kind: 'public_key', ...key, ...belonging(more.id), ...more } as Artefact;
}

function record(more: Partial<IdempotencyRecord>): IdempotencyRecord {
  return {
    scope: 'scope',
    key: 'key',
    merchantId: 'mer_1',
    fingerprint: 'fingerprint',
    paymentId: undefined,
    reply: { status: 201, headers: { a: 'b' }, body: '{"exactly": "this" }' },
    expiresAt: later(START, DAY),
    ...more,
  };
}

function entry(more: Partial<JournalEntry>): JournalEntry {
  return {
    at: START,
    environment: 'sandbox',
    dialect: 'generic',
    requestId: 'req',
    crossing: false,
    request: { method: 'GET', path: '/v1/payments', headers: {} },
    response: { status: 200, headers: {} },
    durationMs: 0,
    ...more,
  };
}

/** A commit that would add one event more to what the payment is. */
function batchOf(payment: StoredPayment, expectedVersion: number): Batch {
  const { payment: next, details, nextDueAt } = payment;
  const event = { type: 'cancelled', reason: 'by_merchant', at: START } as const;
  return { payment: { owner: payment, expectedVersion, events: [event], next, details, nextDueAt }, at: START };
}

/** Something that no store can write down. */
function undecodable<T>(): T {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  return circle as T;
}

function ids(things: readonly { id: string }[]): string {
  return things.map(({ id }) => id).join(' ');
}
