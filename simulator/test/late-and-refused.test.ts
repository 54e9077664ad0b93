import { expect, test } from 'vitest';
import {
  euros,
  expectProblem,
  expectStatus,
  freshKey,
  journal,
  type MerchantAccount,
  merchant,
} from './merchant-account.ts';
import { type ControlWire, type Running, SECOND, START, start } from './running-simulator.ts';
import {
  asked,
  captured,
  endedAlready,
  FIRST_CAPTURE,
  faultJournaled,
  lastFaults,
  ledgerOf,
  shopWithPayment,
  situate,
  situateAll,
  until,
} from './simulated-world.ts';

const MINUTE = 60 * SECOND;

test('trickle: the answer comes whole, piece by piece as the clock goes', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { when: FIRST_CAPTURE, fault: { trickle: { pieces: 4, every: '2s' } } });
  const waiting = asked(running, shop, 'POST', captures, { body: { amount: euros(4_000) } });
  await faultJournaled(running, shop);
  for (let piece = 1; piece <= 4; piece += 1) {
    expect(await endedAlready(running, waiting)).toBe(false);
    await running.pass(2 * SECOND);
  }
  const whole = await waiting;
  expect(whole).toMatchObject({ end: 'closed', status: 201 });
  expect(JSON.parse(whole.body)).toMatchObject({ status: 'partially_captured' });
  expect(await lastFaults(running, shop, 1)).toEqual(['capturePayment, trickle committed, 201']);
});

test('latency before the answer: the capture is made at once, and its answer waits for the clock', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { when: FIRST_CAPTURE, fault: { latency: '2s' } });
  const waiting = shop.ask('POST', captures, { body: { amount: euros(4_000) } });
  await until(running, shop, { resting: 1 });
  expect(await ledgerOf(running, shop)).toEqual(captured(1));
  await running.pass(2 * SECOND - 1);
  expect(await endedAlready(running, waiting)).toBe(false);
  await running.pass(1);
  expect((await waiting).status).toBe(201);
  expect(await lastFaults(running, shop, 1)).toEqual(['capturePayment, latency committed, 201']);
  expect((await journal(running, `merchant=${shop.id}`)).at(-1)?.durationMs).toBe(2000);
});

test('latency before the effect: while it is waited for nothing is done, and a repeat is told that it is running', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { when: FIRST_CAPTURE, fault: { latency: { fixed: '45s', before: 'effect' } } });
  const headers = { 'idempotency-key': freshKey() };
  const body = { amount: euros(4_000) };
  const waiting = shop.ask('POST', captures, { headers, body });
  await until(running, shop, { resting: 1 });
  expect(await ledgerOf(running, shop)).toEqual(captured(0));
  expectProblem(await shop.ask('POST', captures, { headers, body }), 409, 'idempotency-key-in-use');
  await running.pass(45 * SECOND);
  expect((await waiting).status).toBe(201);
  expect(await ledgerOf(running, shop)).toEqual(captured(1));
  expect(await lastFaults(running, shop, 2)).toEqual([
    'capturePayment, no fault, 409',
    'capturePayment, latency committed, 201',
  ]);
});

test('latency of a distribution follows from the seed, within its bounds, and is something that falls due', async () => {
  const draw = async (seed: string): Promise<readonly number[]> => {
    await using running = await start({ seed });
    const shop = await merchant(running);
    await running.control.ask('PUT', `/merchants/${shop.id}/clock`, { body: { kind: 'frozen' } });
    await situate(
      running,
      shop,
      { when: { nth: { from: 1, to: 3 } }, fault: { latency: { from: '1s', to: '3s' } } },
      { fault: { latency: { median: '1s', p95: '4s' } } },
    );
    const waits: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const before = await now(running, shop);
      const waiting = shop.ask('GET', '/v1/connection');
      await until(running, shop, { resting: 1 });
      const turned = await running.control.ask('POST', `/merchants/${shop.id}/clock/advance`, {
        body: { to: 'next_timer' },
      });
      const { ran } = expectStatus<ControlWire['ClockTurned']>(turned, 200);
      expect(ran).toEqual([{ at: expect.any(String), kind: 'wait', merchantId: shop.id }]);
      expect((await waiting).status).toBe(200);
      waits.push((await now(running, shop)) - before);
    }
    return waits;
  };
  const waits = await draw('seven');
  expect(await draw('seven')).toEqual(waits);
  expect(await draw('eight')).not.toEqual(waits);
  expect(waits.slice(0, 3).every((ms) => ms >= 1000 && ms <= 3000)).toBe(true);
  expect(new Set(waits).size).toBe(6);
});

test('connection_refused for a while: the port is closed, for everybody, and opens again by the clock', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  const other = await merchant(running);
  const elsewhere = await merchant(running, 'production');
  await situateAll(running, 'sandbox', { when: FIRST_CAPTURE, fault: { connection_refused: { for: '2m' } } });
  const body = { amount: euros(4_000) };
  expect((await asked(running, shop, 'POST', captures, { body })).end).toBe('reset');
  expect((await asked(running, shop, 'POST', captures, { body })).end).toBe('refused');
  expect((await asked(running, other, 'GET', '/v1/connection')).end).toBe('refused');
  expect((await asked(running, elsewhere, 'GET', '/v1/connection')).status).toBe(200);
  expect(await outage(running)).toEqual({ kind: 'time', until: new Date(START + 2 * MINUTE).toISOString() });
  await running.pass(2 * MINUTE - 1);
  expect((await asked(running, shop, 'GET', '/v1/connection')).end).toBe('refused');
  await running.pass(1);
  await reopened(running);
  expect((await asked(running, shop, 'POST', captures, { body })).status).toBe(201);
  expect(await ledgerOf(running, shop)).toEqual(captured(1));
  expect(await lastFaults(running, shop, 2)).toEqual([
    'capturePayment, connection_refused none, nothing sent',
    'capturePayment, no fault, 201',
  ]);
});

test('connection_refused until it is cleared, by itself or with the situation that began it', async () => {
  const { running, shop } = await shopWithPayment();
  await using _ = running;
  const connect = async () => (await asked(running, shop, 'GET', '/v1/connection')).end;
  await running.control.ask('PUT', '/environments/sandbox/outage', { body: {} });
  expect(await connect()).toBe('refused');
  await running.pass(365 * 24 * 60 * MINUTE);
  expect(await connect()).toBe('refused');
  expect(await outage(running)).toEqual({ kind: 'until_cleared' });
  await running.control.ask('DELETE', '/environments/sandbox/outage');
  expect(await connect()).toBe('closed');
  await situateAll(running, 'sandbox', { fault: 'connection_refused' });
  expect([await connect(), await connect()]).toEqual(['reset', 'refused']);
  await running.control.ask('DELETE', '/environments/sandbox/situation');
  expect(await connect()).toBe('closed');
});

test('connection_refused for so many connections: they are taken and reset, and counted', async () => {
  const { running, shop } = await shopWithPayment();
  await using _ = running;
  const connect = async () => (await asked(running, shop, 'GET', '/v1/connection')).end;
  await running.control.ask('PUT', '/environments/sandbox/outage', { body: { connections: 2 } });
  expect(await outage(running)).toEqual({ kind: 'connections', left: 2 });
  expect(await connect()).toBe('reset');
  expect(await outage(running)).toEqual({ kind: 'connections', left: 1 });
  expect(await connect()).toBe('reset');
  expect(await outage(running)).toEqual({ kind: 'none' });
  expect(await connect()).toBe('closed');
});

test('an outage lets what is being answered end, and its connection with it', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { fault: { latency: '2s' } });
  const headers = { connection: 'keep-alive' };
  const waiting = asked(running, shop, 'POST', captures, { headers, body: { amount: euros(4_000) } });
  await until(running, shop, { resting: 1 });
  await running.control.ask('PUT', '/environments/sandbox/outage', { body: { ms: 60_000 } });
  await running.pass(2 * SECOND);
  expect(await waiting).toMatchObject({ end: 'closed', status: 201, headers: { connection: 'close' } });
});

async function outage(running: Running): Promise<ControlWire['Outage']> {
  return expectStatus(await running.control.ask('GET', '/environments/sandbox/outage'), 200);
}

const LOOKS_MAX = 500;

/** Binding a port takes a moment of its own, after the clock has said that it is time. */
async function reopened(running: Running): Promise<void> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    if ((await outage(running)).kind === 'none') return;
  }
  throw new Error('the port was not opened again');
}

async function now(running: Running, { id }: MerchantAccount): Promise<number> {
  const clock = expectStatus<ControlWire['Clock']>(await running.control.ask('GET', `/merchants/${id}/clock`), 200);
  return Date.parse(clock.now);
}
