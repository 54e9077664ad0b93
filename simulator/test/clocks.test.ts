import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { instant } from '../src/engine/ids.ts';
import {
  CARDS,
  card,
  euros,
  expectProblem,
  expectStatus,
  freshKey,
  issue,
  journal,
  merchant,
} from './merchant-account.ts';
import { type ControlWire, DAY, HOUR, type Running, SECOND, START, start } from './running-simulator.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-clocks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Clock = ControlWire['Clock'];
type Turned = ControlWire['ClockTurned'];

const iso = (ms: number) => new Date(ms).toISOString();
const environment = (name: string) => `/environments/${name}/clock`;
const ofMerchant = (id: string) => `/merchants/${id}/clock`;

/** The clocks of a running simulator, asked over the wire. */
function clocks({ control }: Running) {
  return {
    read: async (path: string) => expectStatus<Clock>(await control.ask('GET', path), 200),
    set: async (path: string, body: object) => expectStatus<Turned>(await control.ask('PUT', path, { body }), 200),
    unset: async (path: string) => expectStatus<Turned>(await control.ask('DELETE', path), 200),
    advance: async (path: string, ms: number) =>
      expectStatus<Turned>(await control.ask('POST', `${path}/advance`, { body: { ms } }), 200),
    nextTimer: async (path: string) =>
      expectStatus<Turned>(await control.ask('POST', `${path}/advance`, { body: { to: 'next_timer' } }), 200),
  };
}

test('without anybody setting it a clock goes with the machine', async () => {
  await using running = await start();
  const { read } = clocks(running);
  const { id } = await merchant(running);
  expect(await read(environment('sandbox'))).toEqual({ kind: 'system', offsetMs: 0, now: iso(START), own: true });
  expect(await read(ofMerchant(id))).toEqual({ kind: 'system', offsetMs: 0, now: iso(START), own: false });
  running.clock.advance(HOUR);
  expect((await read(ofMerchant(id))).now).toBe(iso(START + HOUR));
});

test('a frozen clock stands until it is advanced, and takes those along who follow it', async () => {
  await using running = await start();
  const { read, set, advance } = clocks(running);
  const shop = await merchant(running);
  await set(environment('sandbox'), { kind: 'frozen', at: iso(START + DAY) });
  running.clock.advance(9 * DAY);
  expect(await read(environment('sandbox'))).toEqual({ kind: 'frozen', now: iso(START + DAY), own: true });
  expect((await read(environment('testing'))).now).toBe(iso(START + 9 * DAY));
  const payment = await shop.pay();
  expect(payment.createdAt).toBe(iso(START + DAY));
  await running.simulator.tick();
  expect((await shop.read(payment)).status).toBe('authorized');
  const turned = await advance(environment('sandbox'), 7 * DAY);
  expect(turned).toEqual({
    clock: { kind: 'frozen', now: iso(START + 8 * DAY), own: true },
    ran: [{ at: iso(START + 8 * DAY), kind: 'payment', paymentId: payment.id, events: ['hold_expired'] }],
    count: 1,
    more: false,
  });
  expect((await shop.read(payment)).status).toBe('expired');
});

test('a merchant account with a clock of its own is not touched by its environment, nor the other way round', async () => {
  await using running = await start();
  const { read, set, advance } = clocks(running);
  const [alone, follower] = [await merchant(running), await merchant(running)];
  await set(ofMerchant(alone.id), { kind: 'frozen' });
  const [mine, theirs] = [await alone.pay(), await follower.pay()];

  const ran = (await advance(environment('sandbox'), 8 * DAY)).ran;
  expect(ran.map(({ paymentId }) => paymentId)).toEqual([theirs.id]);
  expect((await alone.read(mine)).status).toBe('authorized');
  await running.pass(30 * DAY);
  expect((await alone.read(mine)).status).toBe('authorized');
  expect((await read(ofMerchant(alone.id))).now).toBe(iso(START));

  const other = await follower.pay();
  await advance(ofMerchant(alone.id), 7 * DAY - 1);
  expect((await alone.read(mine)).status).toBe('authorized');
  expect((await advance(ofMerchant(alone.id), 1)).ran.map(({ paymentId }) => paymentId)).toEqual([mine.id]);
  expect((await alone.read(mine)).status).toBe('expired');
  expect((await follower.read(other)).status).toBe('authorized');
});

test('what falls due on the way is run in the order of time, each thing where it was due', async () => {
  await using running = await start();
  const { set, advance } = clocks(running);
  const shop = await merchant(running);
  await set(environment('sandbox'), { kind: 'frozen' });
  const held = await shop.pay();
  await advance(environment('sandbox'), 2 * HOUR);
  const sent = await shop.pay({ returnUrl: 'https://shop.example/' });
  const reviewed = await shop.pay({ card: card(CARDS.reviews), captureMode: 'automatic' });
  const delayed = await shop.pay({ card: card(CARDS.delaysRefunds), captureMode: 'automatic' });
  await shop.change(delayed, 'refunds', { amount: euros(1_000) });
  const disputed = await shop.pay({ card: card(CARDS.disputes), captureMode: 'automatic' });

  const { ran, count, clock } = await advance(environment('sandbox'), 30 * DAY);
  expect(ran.map(({ at, paymentId, events }) => [at, paymentId, events])).toEqual([
    [iso(START + 3 * HOUR), sent.id, ['action_expired']],
    [iso(START + 3 * HOUR), reviewed.id, ['authorized', 'captured']],
    [iso(START + 2 * HOUR + DAY), delayed.id, ['refunded']],
    [iso(START + 7 * DAY), held.id, ['hold_expired']],
    [iso(START + 2 * HOUR + 8 * DAY), disputed.id, ['dispute_lost']],
  ]);
  expect(count).toBe(5);
  expect(clock.now).toBe(iso(START + 30 * DAY + 2 * HOUR));
  for (const { paymentId, at, events } of ran) {
    const answer = await running.control.ask('GET', `/ledger/${paymentId}`);
    const history = expectStatus<ControlWire['LedgerHistory']>(answer, 200).events;
    expect(history.filter((event) => events?.includes(event.type)).at(-1)?.at).toBe(at);
  }
});

test('a clock goes to what falls due next, says what that was, and stays where it is when there is nothing', async () => {
  await using running = await start();
  const { read, set, nextTimer } = clocks(running);
  const shop = await merchant(running);
  const path = ofMerchant(shop.id);
  await set(path, { kind: 'frozen' });
  const sent = await shop.pay({ returnUrl: 'https://shop.example/' });
  const held = await shop.pay();
  expect((await read(path)).nextTimerAt).toBe(iso(START + HOUR));
  const first = await nextTimer(path);
  expect(first.clock).toEqual({
    kind: 'frozen',
    now: iso(START + HOUR),
    own: true,
    nextTimerAt: iso(START + 7 * DAY),
  });
  expect(first.ran.map(({ paymentId }) => paymentId)).toEqual([sent.id]);
  expect((await nextTimer(path)).ran.map(({ paymentId }) => paymentId)).toEqual([held.id]);
  const nothing = await nextTimer(path);
  expect(nothing).toEqual({
    clock: { kind: 'frozen', now: iso(START + 7 * DAY), own: true },
    ran: [],
    count: 0,
    more: false,
  });
});

test('a clock that goes with the machine can be ahead of it, and runs on from there', async () => {
  await using running = await start();
  const { read, set, advance, nextTimer, unset } = clocks(running);
  const shop = await merchant(running);
  const path = environment('sandbox');
  expect((await advance(path, DAY)).clock).toMatchObject({ kind: 'system', offsetMs: DAY, now: iso(START + DAY) });
  running.clock.advance(HOUR);
  expect((await read(path)).now).toBe(iso(START + DAY + HOUR));
  const held = await shop.pay();
  await running.pass(7 * DAY);
  expect((await shop.read(held)).status).toBe('expired');
  const next = await shop.pay();
  expect((await nextTimer(path)).clock.offsetMs).toBe(8 * DAY);
  expect((await shop.read(next)).status).toBe('expired');
  await set(path, { kind: 'frozen' });
  running.clock.advance(DAY);
  expect((await set(path, { kind: 'system' })).clock.offsetMs).toBe(7 * DAY);
  expect((await set(path, { kind: 'system', offsetMs: 9 * DAY })).clock.offsetMs).toBe(9 * DAY);
  expectProblem(await running.control.ask('DELETE', path), 409, 'clock-goes-back');
  expect((await unset(environment('testing'))).clock.offsetMs).toBe(0);
});

test('time does not go back', async () => {
  await using running = await start();
  const { read, set, unset } = clocks(running);
  const { id } = await merchant(running);
  const path = ofMerchant(id);
  await set(path, { kind: 'frozen', at: iso(START + DAY) });
  const refused: readonly [method: string, body: object | undefined][] = [
    ['PUT', { kind: 'frozen', at: iso(START + DAY - 1) }],
    ['PUT', { kind: 'system', offsetMs: DAY - 1 }],
    ['PUT', { kind: 'system', offsetMs: -1 }],
    ['DELETE', undefined],
  ];
  for (const [method, body] of refused) {
    const answer = await running.control.ask(method, path, body === undefined ? {} : { body });
    expect(expectProblem(answer, 409, 'clock-goes-back').detail).toContain(iso(START + DAY));
  }
  expect((await read(path)).now).toBe(iso(START + DAY));
  expect((await set(path, { kind: 'frozen', at: iso(START + DAY) })).count).toBe(0);
  running.clock.advance(2 * DAY);
  expect((await unset(path)).clock).toMatchObject({ own: false, now: iso(START + 2 * DAY) });
  expect((await unset(path)).clock.own).toBe(false);
});

test('a merchant account that follows its environment again catches up with what fell due meanwhile', async () => {
  await using running = await start();
  const { set, unset } = clocks(running);
  const shop = await merchant(running);
  await set(ofMerchant(shop.id), { kind: 'frozen' });
  const held = await shop.pay();
  running.clock.advance(10 * DAY);
  const { ran } = await unset(ofMerchant(shop.id));
  expect(ran).toMatchObject([{ at: iso(START + 7 * DAY), paymentId: held.id }]);
});

test('a clock is set with what a clock can be, and nothing else', async () => {
  await using running = await start();
  const { id } = await merchant(running);
  const wrong: readonly [method: string, path: string, body: object, pointer: string][] = [
    ['PUT', '', { kind: 'sundial' }, '/kind'],
    ['PUT', '', { kind: 'frozen', at: 'tomorrow' }, '/at'],
    ['PUT', '', { kind: 'frozen', at: '2027-02-30T00:00:00Z' }, '/at'],
    ['PUT', '', { kind: 'frozen', at: '2028-12-31T23:59:60Z' }, '/at'],
    ['PUT', '', { kind: 'frozen', at: '3000-01-01T00:00:00.001Z' }, '/at'],
    ['PUT', '', { kind: 'system', offsetMs: 3_155_760_000_001 }, '/offsetMs'],
    ['PUT', '', { kind: 'system', at: iso(START) }, '/at'],
    ['POST', '/advance', { ms: -1 }, '/ms'],
    ['POST', '/advance', { ms: 315_360_000_001 }, '/ms'],
    ['POST', '/advance', { ms: 1.5 }, '/ms'],
    ['POST', '/advance', { to: 'yesterday' }, '/to'],
  ];
  for (const path of [environment('sandbox'), ofMerchant(id)]) {
    for (const [method, more, body, pointer] of wrong) {
      const problem = expectProblem(
        await running.control.ask(method, `${path}${more}`, { body }),
        400,
        'invalid-request',
      );
      expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    }
    for (const body of [{}, { ms: 1, to: 'next_timer' }]) {
      expectProblem(await running.control.ask('POST', `${path}/advance`, { body }), 400, 'invalid-request');
    }
  }
  const follower = await running.control.ask('POST', `${ofMerchant(id)}/advance`, { body: { ms: 1 } });
  expectProblem(follower, 409, 'wrong-state');
  for (const path of [environment('nowhere'), ofMerchant('nobody')]) {
    for (const [method, target] of [
      ['GET', path],
      ['PUT', path],
      ['DELETE', path],
      ['POST', `${path}/advance`],
    ] as const) {
      expectProblem(await running.control.ask(method, target), 404, 'not-found');
    }
  }
  expect(running.logged).toEqual([]);
});

test('ten years are the most that a clock is advanced at once, and the year 3000 the last', async () => {
  await using running = await start();
  const { set, advance } = clocks(running);
  const path = environment('sandbox');
  await advance(path, 315_360_000_000);
  await set(path, { kind: 'frozen', at: '3000-01-01T00:00:00Z' });
  expectProblem(await running.control.ask('POST', `${path}/advance`, { body: { ms: 1 } }), 400, 'invalid-request');
});

test('credentials, tokens and idempotency keys live by the clock of their merchant account', async () => {
  await using running = await start();
  const { set, advance } = clocks(running);
  const shop = await merchant(running);
  const neighbour = await merchant(running);
  await set(ofMerchant(shop.id), { kind: 'frozen' });
  const client = await issue(running, shop.id, { kind: 'oauth_client' });
  const brief = await issue(running, shop.id, { lifetimeMs: 2 * HOUR });
  const provider = running.provider('sandbox');
  const form = `grant_type=client_credentials&client_id=${client.credential.publicId}&client_secret=${client.secret}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const granted = await provider.ask('POST', '/oauth/token', { headers, body: form });
  const { access_token: token } = expectStatus<{ access_token: string }>(granted, 200);
  const connect = (secret: string) =>
    provider.ask('GET', '/v1/connection', { headers: { authorization: `Bearer ${secret}` } });
  const key = freshKey();
  const pay = (who: typeof shop) =>
    who.ask('POST', '/v1/payments', {
      headers: { 'idempotency-key': key },
      body: { amount: euros(100), captureMode: 'manual', reference: 'r', card: card(CARDS.approves) },
    });
  const [first, theirs] = [await pay(shop), await pay(neighbour)];

  await advance(environment('sandbox'), 2 * DAY);
  expectStatus(await connect(token), 200);
  expect((await pay(shop)).text).toBe(first.text);
  expect((await pay(neighbour)).text).not.toBe(theirs.text);

  await advance(ofMerchant(shop.id), HOUR - 1);
  expectStatus(await connect(token), 200);
  await advance(ofMerchant(shop.id), 1);
  expectProblem(await connect(token), 401, 'credential-expired');
  expectStatus(await connect(brief.secret), 200);
  await advance(ofMerchant(shop.id), HOUR);
  expectProblem(await connect(brief.secret), 401, 'credential-expired');
  expect((await pay(shop)).text).toBe(first.text);
  await advance(ofMerchant(shop.id), 22 * HOUR);
  expect((await pay(shop)).text).not.toBe(first.text);
});

test('the journal tells the time of whoever an exchange was about', async () => {
  await using running = await start();
  const { set } = clocks(running);
  const shop = await merchant(running);
  await set(environment('sandbox'), { kind: 'frozen', at: iso(START + DAY) });
  await set(ofMerchant(shop.id), { kind: 'frozen', at: iso(START + 9 * DAY) });
  await shop.pay();
  await running.provider('sandbox').ask('GET', '/v1/connection');
  const entries = await journal(running, 'environment=sandbox');
  expect(entries.map(({ at }) => at)).toEqual([iso(START + 9 * DAY), iso(START + DAY)]);
});

test('clocks are there after a restart, and what fell due while nobody looked is run', async () => {
  const database = join(folder, 'restart.sqlite');
  const settings = { database, seed: 'restart' };
  let shopId: string;
  {
    await using running = await start(settings);
    const { set } = clocks(running);
    shopId = (await merchant(running)).id;
    await set(environment('sandbox'), { kind: 'frozen', at: iso(START + DAY) });
    await set(ofMerchant(shopId), { kind: 'system', offsetMs: 30 * DAY });
  }
  await using running = await start(settings);
  const { read } = clocks(running);
  running.clock.advance(SECOND);
  expect(await read(environment('sandbox'))).toMatchObject({ kind: 'frozen', now: iso(START + DAY) });
  expect(await read(ofMerchant(shopId))).toMatchObject({ kind: 'system', now: iso(START + 30 * DAY + SECOND) });
});

test('an environment can stand still from its first start on, and is not set back by another start', async () => {
  const database = join(folder, 'at-start.sqlite');
  const past = instant(Date.UTC(2026, 0, 1));
  const clock = { database, clocks: { sandbox: { at: past } } };
  {
    await using running = await start(clock);
    const { read, advance } = clocks(running);
    expect(await read(environment('sandbox'))).toMatchObject({ kind: 'frozen', now: iso(past) });
    await advance(environment('sandbox'), DAY);
    await merchant(running, 'testing');
  }
  {
    await using running = await start(clock);
    expect((await clocks(running).read(environment('sandbox'))).now).toBe(iso(past + DAY));
  }
  await expect(start({ database, clocks: { testing: { at: past } } })).rejects.toThrow(
    'time does not go back in testing',
  );
  await using running = await start({ database, clocks: { testing: {} } });
  expect((await clocks(running).read(environment('testing'))).now).toBe(iso(START));
});

test('many who turn one clock at once turn it one after the other, and nothing is run twice', async () => {
  await using running = await start();
  const { set, advance } = clocks(running);
  const shop = await merchant(running);
  await set(environment('sandbox'), { kind: 'frozen' });
  for (let count = 0; count < 5; count += 1) await shop.pay();
  const turns = await Promise.all(Array.from({ length: 8 }, () => advance(environment('sandbox'), DAY)));
  expect(turns.map(({ clock }) => clock.now).toSorted()).toEqual(
    Array.from({ length: 8 }, (_, index) => iso(START + (index + 1) * DAY)),
  );
  const ran = turns.flatMap((turned) => turned.ran.map(({ paymentId }) => paymentId));
  expect(ran).toHaveLength(5);
  expect(new Set(ran).size).toBe(5);
});

test('the time of one account does not pass in another whose payment it asks for', async () => {
  await using running = await start();
  const { set, advance } = clocks(running);
  const [shop, neighbour] = [await merchant(running), await merchant(running)];
  await set(ofMerchant(shop.id), { kind: 'frozen' });
  await set(ofMerchant(neighbour.id), { kind: 'frozen' });
  const theirs = await neighbour.pay();
  await advance(ofMerchant(shop.id), 8 * DAY);
  for (const what of ['captures', 'void']) {
    expectProblem(await shop.ask('POST', `/v1/payments/${theirs.id}/${what}`, { body: {} }), 404, 'not-found');
  }
  expect((await neighbour.read(theirs)).status).toBe('authorized');
});
