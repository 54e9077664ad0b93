import { expect, test } from 'vitest';
import { euros, expectProblem, expectStatus, type MerchantAccount, merchant } from './merchant-account.ts';
import { type ControlWire, type Running, SECOND, start, type Wire } from './running-simulator.ts';
import { ledgerOf, settled, situate, until } from './simulated-world.ts';

/** A shop of which two workers take care of the same order: each asks how it stands, and captures what is open. */
type Shop = (account: MerchantAccount, payment: string) => Promise<void>;

const checkThenAct: Shop = async (account, payment) => {
  const { status } = await account.read(payment);
  if (status !== 'authorized') return;
  await account.ask('POST', `/v1/payments/${payment}/captures`, { body: { amount: euros(4_000) } });
};

const oneKeyPerIntent: Shop = async (account, payment) => {
  const { status } = await account.read(payment);
  if (status !== 'authorized') return;
  const headers = { 'idempotency-key': `capture-of-${payment}` };
  await account.ask('POST', `/v1/payments/${payment}/captures`, { headers, body: { amount: euros(4_000) } });
};

/** Every order in which two readings and two captures can be let go, as far as each worker reads before it captures. */
const ORDERS = [
  ['read', 'read', 'capture', 'capture'],
  ['read', 'capture', 'read', 'capture'],
] as const;

/** Lets two workers loose on a payment, and what they ask in this order; tells how many captures came of it. */
async function captures(shop: Shop, order: (typeof ORDERS)[number]): Promise<number> {
  await using running = await start();
  const account = await merchant(running);
  const { id } = await account.pay();
  await gate(running, account, { before: ['read', 'capture'] });
  const workers = [shop(account, id), shop(account, id)];
  for (const what of order) {
    await settled(running, account);
    const next = (await held(running, account)).find((one) => one.what === what);
    if (next !== undefined) await release(running, next);
  }
  await running.control.ask('DELETE', `/merchants/${account.id}/gate`);
  await Promise.all(workers);
  const [payment] = await ledgerOf(running, account);
  return payment?.captures ?? 0;
}

test('releasing requests in chosen orders finds the double capture of a shop that checks and then acts', async () => {
  expect(await Promise.all(ORDERS.map((order) => captures(checkThenAct, order)))).toEqual([2, 1]);
});

test('the same orders find nothing with a shop that has one key for one intent', async () => {
  expect(await Promise.all(ORDERS.map((order) => captures(oneKeyPerIntent, order)))).toEqual([1, 1]);
});

test('what is held is listed in an order that does not depend on who came first', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const [one, two] = [await shop.pay({ reference: 'order-b' }), await shop.pay({ reference: 'order-a' })];
  await gate(running, shop, { before: ['capture', 'read'] });
  const capture = (payment: Wire['Payment'], minor: number) =>
    shop.ask('POST', `/v1/payments/${payment.id}/captures`, { body: { amount: euros(minor) } });
  const asked = [capture(one, 900), capture(two, 500), shop.read(one), capture(one, 100), capture(two, 500)];
  await until(running, shop, { held: 5 });
  expect((await held(running, shop)).map(({ label, detail }) => [label, detail])).toEqual([
    ['capture/order-a/1', '500 EUR'],
    ['capture/order-a/2', '500 EUR'],
    ['capture/order-b/1', '100 EUR'],
    ['capture/order-b/1', '900 EUR'],
    ['read/order-b/1', '10000 EUR'],
  ]);
  expect((await held(running, shop)).map(({ kind, point, reference }) => [kind, point, reference])[0]).toEqual([
    'request',
    'before',
    'order-a',
  ]);
  const all = await running.control.ask('POST', `/merchants/${shop.id}/gate/release`);
  expect(all.body).toEqual({ released: 5 });
  await Promise.all(asked);
  expect(await held(running, shop)).toEqual([]);
});

test('a request that is held after it was carried out has its effect, and its answer waits', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const { id } = await shop.pay();
  await gate(running, shop, { after: ['capture'] });
  const waiting = shop.change(id, 'captures', { amount: euros(4_000) });
  await until(running, shop, { held: 1 });
  expect((await ledgerOf(running, shop))[0]).toMatchObject({ captured: '4000' });
  const [only] = await held(running, shop);
  expect(only).toMatchObject({ point: 'after', what: 'capture', paymentId: id });
  await release(running, only);
  expect((await waiting).balances.captured).toBe(4_000);
});

test('what is held goes on by itself when its time is up, and that is said', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await gate(running, shop, { before: ['connection'], holdMs: 1 });
  expect((await shop.ask('GET', '/v1/connection')).status).toBe(200);
  const answer = await running.control.ask('GET', `/merchants/${shop.id}/gate`);
  expect(answer.body).toMatchObject({ before: ['connection'], holdMs: 1, held: [], lapsed: 1 });
});

test('a gate holds nobody else, and opening it lets everything go', async () => {
  await using running = await start();
  const [shop, other] = [await merchant(running), await merchant(running)];
  await gate(running, shop, { before: ['connection'] });
  expect((await other.ask('GET', '/v1/connection')).status).toBe(200);
  const waiting = shop.ask('GET', '/v1/connection');
  await until(running, shop, { held: 1 });
  const opened = await running.control.ask('DELETE', `/merchants/${shop.id}/gate`);
  expect(opened.body).toMatchObject({ before: [], after: [], notifications: [], held: [] });
  expect((await waiting).status).toBe(200);
});

test('what is held when the simulator closes is let go', async () => {
  const running = await start();
  const shop = await merchant(running);
  await gate(running, shop, { before: ['connection'] });
  const waiting = shop.ask('GET', '/v1/connection');
  await until(running, shop, { held: 1 });
  await running[Symbol.asyncDispose]();
  expect((await waiting).status).toBe(200);
  expect(running.logged).toEqual([]);
});

test('nothing is released twice, and nothing that is not held', async () => {
  await using running = await start();
  const shop = await merchant(running);
  await gate(running, shop, { before: ['connection'] });
  const waiting = shop.ask('GET', '/v1/connection');
  await until(running, shop, { held: 1 });
  const [only] = await held(running, shop);
  const again = `/gate/${only?.id}/release`;
  expect((await running.control.ask('POST', again)).body).toEqual({ released: 1 });
  expectProblem(await running.control.ask('POST', again), 404, 'not-found');
  expectProblem(await running.control.ask('POST', '/gate/held_0/release'), 404, 'not-found');
  await waiting;
});

test('settle answers once nothing moves, and says what is held and what waits for the clock', async () => {
  await using running = await start();
  const shop = await merchant(running);
  expect(await settled(running, shop)).toEqual({
    settled: true,
    held: 0,
    resting: 0,
    moving: { exchanges: 0, deliveries: 0 },
  });
  await gate(running, shop, { before: ['connection'] });
  await situate(running, shop, { when: { operation: 'list' }, fault: { latency: '2s' } });
  const waiting = [shop.ask('GET', '/v1/connection'), shop.ask('GET', '/v1/payments')];
  await until(running, shop, { held: 1, resting: 1 });
  await running.pass(2 * SECOND);
  await running.control.ask('DELETE', `/merchants/${shop.id}/gate`);
  await Promise.all(waiting);
  expect(await settled(running, shop)).toMatchObject({ settled: true, held: 0, resting: 0 });
});

test('settle runs what is due by the clock of the account', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const { id } = await shop.pay();
  running.clock.advance(8 * 24 * 60 * 60 * SECOND);
  await settled(running, shop, { quietMs: 0 });
  const history = await running.control.ask('GET', `/ledger/${id}`);
  const { events } = expectStatus<ControlWire['LedgerHistory']>(history, 200);
  expect(events.map(({ type }) => type)).toContain('hold_expired');
});

test('settle says so when it was not reached in time', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const busy = { on: true };
  const traffic = (async () => {
    while (busy.on) await shop.ask('GET', '/v1/connection');
  })();
  expect(await settled(running, shop, { quietMs: 5_000, withinMs: 50 })).toMatchObject({ settled: false });
  const everybody = await running.control.ask('POST', '/settle', { body: { quietMs: 5_000, withinMs: 50 } });
  expect(everybody.body).toMatchObject({ settled: false });
  busy.on = false;
  await traffic;
  expect((await running.control.ask('POST', '/settle')).body).toMatchObject({ settled: true });
});

test('a gate of nothing, of what does not exist or of too much is refused where it is wrong', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const path = `/merchants/${shop.id}/gate`;
  const bodies: readonly [body: object, pointer: string][] = [
    [{}, ''],
    [{ before: ['pay'] }, '/before/0'],
    [{ before: ['capture', 'capture'] }, '/before'],
    [{ notifications: [''] }, '/notifications/0'],
    [{ holdMs: 600_001 }, '/holdMs'],
    [{ during: [] }, '/during'],
  ];
  for (const [body, pointer] of bodies) {
    const problem = expectProblem(await running.control.ask('PUT', path, { body }), 400, 'invalid-request');
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  }
  expectProblem(
    await running.control.ask('POST', `/merchants/${shop.id}/settle`, { body: { withinMs: 0 } }),
    400,
    'invalid-request',
  );
  expectProblem(await running.control.ask('GET', '/merchants/nobody/gate'), 404, 'not-found');
});

async function gate(running: Running, { id }: MerchantAccount, body: ControlWire['GateRequest']): Promise<void> {
  expectStatus(await running.control.ask('PUT', `/merchants/${id}/gate`, { body }), 200);
}

async function held(running: Running, { id }: MerchantAccount): Promise<readonly ControlWire['Held'][]> {
  return expectStatus<ControlWire['Gate']>(await running.control.ask('GET', `/merchants/${id}/gate`), 200).held;
}

async function release(running: Running, one: ControlWire['Held'] | undefined): Promise<void> {
  expectStatus(await running.control.ask('POST', `/gate/${one?.id}/release`), 200);
}
