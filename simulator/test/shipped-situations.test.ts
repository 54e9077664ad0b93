import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSituationFolders, shippedFolder } from '../src/operations/situation-files.ts';
import { euros, expectStatus, freshKey, issue, journal, type MerchantAccount, merchant } from './merchant-account.ts';
import type { Heard } from './raw-exchange.ts';
import { goodSignatures, type Receiver, receiver, register } from './receiver.ts';
import { DAY, HOUR, type Running, SECOND, start, type Wire } from './running-simulator.ts';
import { asked, ledgerOf, situateAll, until } from './simulated-world.ts';

const MINUTE = 60 * SECOND;

/** One shop in one situation that ships. */
type Stage = Readonly<{ running: Running; shop: MerchantAccount; hooks: Receiver }>;

let running: Running;
beforeAll(async () => {
  running = await start({ seed: 'shipped' });
});
afterAll(() => running[Symbol.asyncDispose]());

/** What each situation does, seen over the wire: it has to do what it says. */
const EXERCISES: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'nothing-unusual': async ({ shop }) => {
    await situateAll(running, 'sandbox', { fault: 'reset_before' });
    expect((await shop.pay()).status).toBe('authorized');
    await running.control.ask('DELETE', '/environments/sandbox/situation');
  },
  'lost-capture-response': async (stage) => {
    expect(await capturedTwice(stage)).toEqual(['reset', 201]);
    await expectFaults(stage, 'reset_after_commit committed');
  },
  'lost-payment-response': async (stage) => {
    const lost = asked(running, stage.shop, 'POST', '/v1/payments', { body: request });
    await journaled(stage);
    await running.pass(30 * SECOND);
    expect(await lost).toMatchObject({ end: 'closed', status: undefined });
    expect(await ledgerOf(running, stage.shop)).toHaveLength(1);
  },
  'lost-refund-response': async (stage) => {
    const { id } = await stage.shop.pay({ captureMode: 'automatic' });
    const refunded = await asked(running, stage.shop, 'POST', `/v1/payments/${id}/refunds`, { body: {} });
    expect(refunded.end).toBe('reset');
    expect((await stage.shop.read(id)).balances.refunded).toBe(10_000);
  },
  'swallowed-request': async (stage) => {
    const lost = asked(running, stage.shop, 'POST', '/v1/payments', { body: request });
    await journaled(stage);
    await running.pass(30 * SECOND);
    expect((await lost).status).toBeUndefined();
    expect(await ledgerOf(running, stage.shop)).toEqual([]);
  },
  'reply-cut-in-half': async (stage) => {
    const { first } = await capture(stage);
    expect(first.body.length).toBeLessThan(first.announced ?? 0);
    await expectFaults(stage, 'half_reply committed');
  },
  'reset-before-anything': async (stage) => {
    expect((await asked(running, stage.shop, 'POST', '/v1/payments', { body: request })).end).toBe('reset');
    expect((await stage.shop.pay()).status).toBe('authorized');
    expect(await ledgerOf(running, stage.shop)).toHaveLength(1);
  },
  'html-error-page': async (stage) => {
    const page = await asked(running, stage.shop, 'POST', '/v1/payments', { body: request });
    expect([page.status, page.body.slice(0, 9)]).toEqual([200, '<!doctype']);
    expect(await ledgerOf(running, stage.shop)).toEqual([]);
  },
  'html-after-commit': async (stage) => {
    const { first } = await capture(stage);
    expect([first.status, first.body.slice(0, 9)]).toEqual([200, '<!doctype']);
    expect((await ledgerOf(running, stage.shop))[0]?.captures).toBe(1);
  },
  'malformed-json': async (stage) => {
    const paid = await asked(running, stage.shop, 'POST', '/v1/payments', { body: request });
    expect(() => JSON.parse(paid.body)).toThrow(SyntaxError);
    expect(await ledgerOf(running, stage.shop)).toHaveLength(1);
  },
  'wrong-content-type': async (stage) => {
    const answers: unknown[] = [];
    for (let count = 0; count < 4; count += 1) {
      answers.push((await asked(running, stage.shop, 'GET', '/v1/connection')).headers['content-type']);
    }
    expect(answers.map((type) => String(type).split(';')[0])).toEqual([...plain(3), 'application/json']);
  },
  'error-after-commit': async (stage) => {
    const { first } = await capture(stage);
    expect(first.status).toBe(500);
    expect((await ledgerOf(running, stage.shop))[0]?.captures).toBe(1);
  },
  'bad-gateway': async (stage) => {
    expect(await statusesOf(stage, 3, 'POST', '/v1/payments', request)).toEqual([502, 502, 201]);
    expect(await ledgerOf(running, stage.shop)).toHaveLength(1);
  },
  'request-timeout': async (stage) => {
    expect(await statusesOf(stage, 2, 'POST', '/v1/payments', request)).toEqual([408, 201]);
  },
  'rate-limited-then-fine': async (stage) => {
    expect((await stage.shop.ask('GET', '/v1/connection')).headers.get('retry-after')).toBe('2');
    expect(await statusesOf(stage, 2, 'GET', '/v1/connection')).toEqual([429, 200]);
  },
  'maintenance-until-a-date': async (stage) => {
    const first = await stage.shop.ask('POST', '/v1/payments', { body: request });
    expect(Date.parse(first.headers.get('retry-after') ?? '')).toBe(running.clock.now() + 10 * MINUTE);
    expect(await statusesOf(stage, 3, 'POST', '/v1/payments', request)).toEqual([503, 503, 201]);
  },
  'still-in-progress': async (stage) => {
    expect(await capturedTwice(stage)).toEqual([409, 201]);
  },
  'concurrent-change': async (stage) => {
    expect(await capturedTwice(stage)).toEqual([409, 201]);
  },
  'slow-authorization': async (stage) => {
    const waiting = stage.shop.pay();
    await until(running, stage.shop, { resting: 1 });
    expect(await ledgerOf(running, stage.shop)).toEqual([]);
    await running.pass(45 * SECOND);
    expect((await waiting).status).toBe('authorized');
  },
  'slow-everything': async (stage) => {
    const waiting = stage.shop.ask('GET', '/v1/connection');
    await until(running, stage.shop, { resting: 1 });
    await running.pass(10 * MINUTE);
    expect((await waiting).status).toBe(200);
  },
  'trickling-answer': async (stage) => {
    const waiting = asked(running, stage.shop, 'GET', '/v1/payments');
    await journaled(stage);
    for (let piece = 0; piece < 40; piece += 1) await running.pass(2 * SECOND);
    expect(JSON.parse((await waiting).body)).toEqual({ payments: [] });
  },
  'provider-unreachable': async (stage) => {
    const connect = () => asked(running, stage.shop, 'GET', '/v1/connection');
    expect([(await connect()).end, (await connect()).end]).toEqual(['reset', 'refused']);
    await running.control.ask('DELETE', '/environments/sandbox/outage');
    expect((await connect()).status).toBe(200);
  },
  'token-service-down': async ({ shop }) => {
    const { credential, secret } = await issue(running, shop.id, { kind: 'oauth_client' });
    const body = `grant_type=client_credentials&client_id=${credential.publicId}&client_secret=${secret}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const token = async () => (await running.provider('sandbox').ask('POST', '/oauth/token', { headers, body })).status;
    expect([await token(), await token(), await token()]).toEqual([503, 503, 200]);
  },
  'payment-page-down': async ({ shop }) => {
    const { action } = await shop.pay({ returnUrl: 'https://shop.example/' });
    const page = async () => (await running.provider('sandbox').ask('GET', new URL(action?.url ?? '').pathname)).status;
    expect([await page(), await page(), await page()]).toEqual([503, 503, 200]);
  },
  'stale-read-after-capture': async ({ shop }) => {
    const payment = await shop.pay();
    await shop.change(payment, 'captures', {});
    const seen = [await shop.read(payment), await shop.read(payment), await shop.read(payment)];
    expect(seen.map(({ status }) => status)).toEqual(['authorized', 'authorized', 'captured']);
  },
  'provider-clock-ahead': async ({ shop }) => {
    expect(Date.parse((await shop.pay()).createdAt)).toBe(running.clock.now() + 10 * MINUTE);
  },
  'webhook-before-response': async (stage) => {
    const waiting = stage.shop.pay();
    await until(running, stage.shop, { resting: 1 });
    await running.simulator.tick();
    expect(stage.hooks.types()).toEqual(['payment.authorized']);
    await running.pass(5 * SECOND);
    expect((await waiting).status).toBe('authorized');
  },
  'issuer-outage': async ({ shop }) => {
    expect(await shop.pay()).toMatchObject({
      status: 'declined',
      decline: { code: 'processing_error', advice: 'try_later' },
    });
  },
  'fraud-rule-gone-wild': async ({ shop }) => {
    expect(await shop.pay()).toMatchObject({ status: 'authorized' });
    const large = await shop.pay({ amount: euros(50_000) });
    expect(large).toMatchObject({ status: 'declined', decline: { code: 'suspected_fraud', advice: 'never_again' } });
  },
  'now-and-then-declined': async ({ shop }) => {
    const all: string[] = [];
    for (let count = 0; count < 40; count += 1) all.push((await shop.pay()).status);
    const declined = all.filter((status) => status === 'declined').length;
    expect([declined > 2, declined < 18]).toEqual([true, true]);
  },
  'partial-approval': async ({ shop }) => {
    expect((await shop.pay()).balances.authorized).toBe(6_000);
  },
  'held-for-review': async ({ shop }) => {
    await expectLater(shop, await shop.pay(), ['processing', 2 * HOUR, 'authorized']);
  },
  'declined-after-review': async ({ shop }) => {
    await expectLater(shop, await shop.pay(), ['processing', DAY, 'declined']);
  },
  'challenge-for-everybody': async ({ shop }) => {
    const payment = await shop.pay();
    expect(payment).toMatchObject({ status: 'action_required', action: { kind: 'challenge' } });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { pathname } = new URL(payment.action?.url ?? '');
    await running.provider('sandbox').ask('POST', `${pathname}/challenge`, { headers, body: 'answer=pass' });
    expect((await shop.read(payment)).status).toBe('authorized');
  },
  'capture-declined-late': async ({ shop }) => {
    const payment = await shop.change(await shop.pay(), 'captures', {});
    expect(payment.captures[0]?.status).toBe('pending');
    await running.pass(HOUR);
    expect((await shop.read(payment)).captures[0]).toMatchObject({ status: 'failed', failure: 'declined_by_issuer' });
  },
  'capture-takes-a-day': async ({ shop }) => {
    const payment = await shop.change(await shop.pay(), 'captures', {});
    expect(payment.balances).toMatchObject({ capturing: 10_000, captured: 0 });
    await running.pass(DAY);
    expect((await shop.read(payment)).balances).toMatchObject({ capturing: 0, captured: 10_000 });
  },
  'void-takes-a-while': async ({ shop }) => {
    await expectLater(shop, await shop.change(await shop.pay(), 'void'), ['authorized', 6 * HOUR, 'voided']);
  },
  'refund-returned-days-later': async ({ shop }) => {
    const payment = await shop.change(await shop.pay({ captureMode: 'automatic' }), 'refunds', {});
    expect(payment.refunds[0]?.status).toBe('pending');
    await running.pass(3 * DAY);
    const { refunds, balances } = await shop.read(payment);
    expect([refunds[0]?.status, refunds[0]?.failure, balances.refundable]).toEqual([
      'failed',
      'returned_by_issuer',
      10_000,
    ]);
  },
  'refund-without-funds': async ({ shop }) => {
    const payment = await shop.change(await shop.pay({ captureMode: 'automatic' }), 'refunds', {});
    expect(payment.refunds[0]).toMatchObject({ status: 'failed', failure: 'insufficient_merchant_funds' });
    expect((await shop.change(payment, 'refunds', {})).balances.refunded).toBe(10_000);
  },
  'double-notification': async (stage) => {
    expect(await toldOf(stage)).toEqual(['payment.authorized', 'payment.authorized']);
    expect(new Set(stage.hooks.arrived.map(({ json }) => json.id)).size).toBe(1);
  },
  'late-notification': async (stage) => {
    expect(await toldOf(stage)).toEqual([]);
    await running.pass(2 * HOUR);
    expect(stage.hooks.types()).toEqual(['payment.authorized']);
  },
  'notifications-out-of-order': async (stage) => {
    const payment = await stage.shop.pay();
    await stage.shop.change(payment, 'captures', {});
    await running.pass(MINUTE);
    expect(stage.hooks.types()).toEqual(['payment.captured', 'payment.authorized']);
  },
  'lost-notifications': async (stage) => {
    expect(await toldOf(stage)).toEqual([]);
    await running.pass(3 * DAY);
    expect(stage.hooks.types()).toEqual([]);
  },
  'tampered-notification': (stage) => expectSignatures(stage, []),
  'forged-notification': (stage) => expectSignatures(stage, []),
  'notification-from-sandbox': async (stage) => {
    const elsewhere = await register(running, await merchant(running, 'testing'), stage.hooks.url);
    await expectSignatures(stage, []);
    expect(stage.hooks.arrived.slice(0, 1).flatMap((first) => goodSignatures(first, elsewhere))).toEqual(['v1', 'v1a']);
  },
  'replayed-notification': async (stage) => {
    await expectSignatures(stage, ['v1', 'v1a']);
    const stamp = Number(stage.hooks.arrived[0]?.headers['webhook-timestamp']) * 1000;
    expect(stamp).toBe(Math.floor((running.clock.now() - HOUR) / 1000) * 1000);
  },
  'unknown-notification-type': async (stage) => {
    expect(await toldOf(stage)).toEqual(['payment.unheard_of']);
  },
};

const files = readSituationFolders([shippedFolder() ?? 'nowhere']);
const library = files.ok ? files.library.map(({ situation }) => situation) : [];

test('every situation that ships is exercised, and every exercise is about one', () => {
  expect(files.ok ? [] : files.problems).toEqual([]);
  expect(library.map(({ name }) => name)).toEqual(Object.keys(EXERCISES).toSorted());
});

for (const { name, about } of library) {
  test(`${name}: ${about}`, async () => {
    await using hooks = await receiver();
    const shop = await merchant(running);
    const endpoint = await register(running, shop, hooks.url);
    endpoints.set(shop.id, endpoint);
    const isForAll = name === 'provider-unreachable';
    const place = isForAll ? '/environments/sandbox' : `/merchants/${shop.id}`;
    expectStatus(await running.control.ask('PUT', `${place}/situation`, { body: { name } }), 200);
    await EXERCISES[name]?.({ running, shop, hooks });
    expectStatus(await running.control.ask('DELETE', `${place}/situation`), 200);
    expect(running.logged).toEqual([]);
  });
}

const endpoints = new Map<string, Awaited<ReturnType<typeof register>>>();

const request: Wire['PaymentRequest'] = {
  amount: euros(10_000),
  captureMode: 'manual',
  reference: 'order-1',
  card: { number: '4242424242424242', expiryMonth: 12, expiryYear: 2030, cvc: '737' },
};

const plain = (count: number) => Array.from({ length: count }, () => 'text/plain');

/** Captures a payment once, and once more with the same key. */
async function capture({ shop }: Stage): Promise<Readonly<{ first: Heard; again: Heard }>> {
  const { id } = await shop.pay();
  const sent = { headers: { 'idempotency-key': freshKey() }, body: { amount: euros(4_000) } };
  const first = await asked(running, shop, 'POST', `/v1/payments/${id}/captures`, sent);
  return { first, again: await asked(running, shop, 'POST', `/v1/payments/${id}/captures`, sent) };
}

/** How the two went; whatever that was, there is one capture. */
async function capturedTwice(stage: Stage): Promise<readonly unknown[]> {
  const { first, again } = await capture(stage);
  expect(await ledgerOf(running, stage.shop)).toMatchObject([{ captured: '4000', captures: 1 }]);
  return [first.status ?? first.end, again.status ?? again.end];
}

async function statusesOf(
  { shop }: Stage,
  count: number,
  method: string,
  target: string,
  body?: object,
): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) {
    statuses.push((await shop.ask(method, target, body === undefined ? {} : { body })).status);
  }
  return statuses;
}

async function expectLater(
  shop: MerchantAccount,
  payment: Wire['Payment'],
  [first, ms, last]: readonly [Wire['PaymentStatus'], number, Wire['PaymentStatus']],
): Promise<void> {
  expect(payment.status).toBe(first);
  await running.pass(ms - 1);
  expect((await shop.read(payment)).status).toBe(first);
  await running.pass(1);
  expect((await shop.read(payment)).status).toBe(last);
}

/** The types of what the shop is told of one payment. */
async function toldOf({ shop, hooks }: Stage): Promise<readonly string[]> {
  await shop.pay();
  await running.simulator.tick();
  return hooks.types();
}

/** Which signatures of the first notification are good; what comes after it is as it should be. */
async function expectSignatures(stage: Stage, good: readonly string[]): Promise<void> {
  await toldOf(stage);
  const endpoint = endpoints.get(stage.shop.id);
  const [first] = stage.hooks.arrived;
  if (endpoint === undefined || first === undefined) throw new Error('nothing has arrived');
  expect(goodSignatures(first, endpoint)).toEqual(good);
}

async function faultsOf({ shop }: Stage): Promise<readonly string[]> {
  const entries = await journal(running, `merchant=${shop.id}`);
  return entries.flatMap(({ fault }) => (fault === undefined ? [] : [`${fault.kind} ${fault.effect}`]));
}

async function expectFaults(stage: Stage, ...expected: readonly string[]): Promise<void> {
  expect(await faultsOf(stage)).toEqual(expected);
}

const LOOKS_MAX = 500;

/** Waits until a fault is in the journal, where it stands before anything is sent. */
async function journaled(stage: Stage): Promise<void> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    if ((await faultsOf(stage)).length > 0) return;
  }
  throw new Error('no fault was journaled');
}
