import { expect, test } from 'vitest';
import { euros, expectProblem, expectStatus, freshKey, journal, merchant } from './merchant-account.ts';
import { type ControlWire, SECOND, START, start, type Wire } from './running-simulator.ts';
import {
  asked,
  captured,
  captureTwice,
  endedAlready,
  FIRST_CAPTURE,
  faultJournaled,
  lastFaults,
  ledgerOf,
  shopWithPayment,
  situate,
  situateAll,
} from './simulated-world.ts';

const MINUTE = 60 * SECOND;

test('reset_after_commit: the connection is reset, the capture is made, and a repeat hears of it', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { when: FIRST_CAPTURE, fault: 'reset_after_commit' });
  const [first, again] = await captureTwice(running, shop, captures);
  expect(first).toMatchObject({ end: 'reset', status: undefined, body: '' });
  expect(again.status).toBe(201);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(await ledgerOf(running, shop)).toEqual(captured(1));
  expect(await lastFaults(running, shop, 2)).toEqual([
    'capturePayment, reset_after_commit committed, nothing sent',
    'capturePayment, no fault, 201',
  ]);
});

test('reset_before: the connection is reset, nothing is done, and a repeat does it', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { when: FIRST_CAPTURE, fault: 'reset_before' });
  const [first, again] = await captureTwice(running, shop, captures);
  expect(first).toMatchObject({ end: 'reset', status: undefined });
  expect(again.status).toBe(201);
  expect(again.headers).not.toHaveProperty('idempotent-replayed');
  expect(await ledgerOf(running, shop)).toEqual(captured(1));
  expect((await lastFaults(running, shop, 2))[0]).toBe('capturePayment, reset_before none, nothing sent');
});

for (const effect of ['committed', 'none'] as const) {
  test(`drop_reply, ${effect}: the connection stays open without an answer until its time is up`, async () => {
    const { running, shop, captures } = await shopWithPayment();
    await using _ = running;
    await situate(running, shop, { when: FIRST_CAPTURE, fault: { drop_reply: { effect, held: '30s' } } });
    const waiting = asked(running, shop, 'POST', captures, { body: { amount: euros(4_000) } });
    await faultJournaled(running, shop);
    expect(await ledgerOf(running, shop)).toEqual(captured(effect === 'committed' ? 1 : 0));
    expect(await endedAlready(running, waiting)).toBe(false);
    await running.pass(29 * SECOND);
    expect(await endedAlready(running, waiting)).toBe(false);
    await running.pass(SECOND);
    expect(await waiting).toMatchObject({ end: 'closed', status: undefined });
    expect(await lastFaults(running, shop, 1)).toEqual([`capturePayment, drop_reply ${effect}, nothing sent`]);
  });
}

test('half_reply: the whole is announced, half of it comes, and the capture is made', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { when: FIRST_CAPTURE, fault: 'half_reply' });
  const [first, again] = await captureTwice(running, shop, captures);
  expect(first).toMatchObject({ end: 'closed', status: 201, announced: again.announced });
  expect(first.body).toBe(again.body.slice(0, Math.floor(again.body.length / 2)));
  expect(await ledgerOf(running, shop)).toEqual(captured(1));
  expect(await lastFaults(running, shop, 2)).toEqual([
    'capturePayment, half_reply committed, 201',
    'capturePayment, no fault, 201',
  ]);
  const [entry] = (await journal(running, `merchant=${shop.id}`)).slice(-2);
  expect(entry?.response.truncated).toBe(true);
});

test('wrong_content_type: the right answer, called something else', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { when: FIRST_CAPTURE, fault: { wrong_content_type: 'text/html' } });
  const [first, again] = await captureTwice(running, shop, captures);
  expect(first.headers['content-type']).toBe('text/html');
  expect(first.body).toBe(again.body);
  expect(await ledgerOf(running, shop)).toEqual(captured(1));
  expect((await lastFaults(running, shop, 2))[0]).toBe('capturePayment, wrong_content_type committed, 201');
});

for (const effect of ['committed', 'none'] as const) {
  test(`html_200, ${effect}: a page for people with status 200, whatever was asked`, async () => {
    const { running, shop, captures } = await shopWithPayment();
    await using _ = running;
    await situate(running, shop, { when: FIRST_CAPTURE, fault: { html_200: { effect } } });
    const first = await asked(running, shop, 'POST', captures, { body: { amount: euros(4_000) } });
    expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(first.body).toMatch(/^<!doctype html>/);
    expect(await ledgerOf(running, shop)).toEqual(captured(effect === 'committed' ? 1 : 0));
    expect(await lastFaults(running, shop, 1)).toEqual([`capturePayment, html_200 ${effect}, 200`]);
  });
}

test('malformed_json: an answer that begins well and cannot be parsed', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { when: FIRST_CAPTURE, fault: 'malformed_json' });
  const [first, again] = await captureTwice(running, shop, captures);
  expect(first).toMatchObject({ status: 201, end: 'closed' });
  expect(first.body.length).toBe(first.announced);
  expect(first.body.startsWith(again.body.slice(0, -1))).toBe(true);
  expect(() => JSON.parse(first.body)).toThrow(SyntaxError);
  expect(await ledgerOf(running, shop)).toEqual(captured(1));
  expect((await lastFaults(running, shop, 2))[0]).toBe('capturePayment, malformed_json committed, 201');
});

const statuses: readonly [code: 408 | 409 | 429 | 500 | 502 | 503, type: string][] = [
  [408, 'request-timeout'],
  [409, 'concurrent-request'],
  [429, 'rate-limited'],
  [500, 'provider-failed'],
  [502, 'bad-gateway'],
  [503, 'provider-unavailable'],
];

for (const [code, type] of statuses) {
  for (const effect of ['none', 'committed'] as const) {
    test(`status ${code}, ${effect}: a problem in the provider's words, and the truth for whoever asks again`, async () => {
      const { running, shop, captures } = await shopWithPayment();
      await using _ = running;
      await situate(running, shop, { when: FIRST_CAPTURE, fault: { status: { code, effect } } });
      const headers = { 'idempotency-key': freshKey() };
      const body = { amount: euros(4_000) };
      const first = await shop.ask('POST', captures, { headers, body });
      expectProblem(first, code, type);
      expect(first.headers.get('retry-after')).toBeNull();
      expect(await ledgerOf(running, shop)).toEqual(captured(effect === 'committed' ? 1 : 0));
      const again = await shop.ask('POST', captures, { headers, body });
      expect(again.status).toBe(201);
      expect(again.headers.get('idempotent-replayed')).toBe(effect === 'committed' ? 'true' : null);
      expect(await ledgerOf(running, shop)).toEqual(captured(1));
      expect(await lastFaults(running, shop, 2)).toEqual([
        `capturePayment, status ${effect}, ${code}`,
        'capturePayment, no fault, 201',
      ]);
    });
  }
}

test('Retry-After comes as seconds or as a date by the clock of the place', async () => {
  const { running, shop } = await shopWithPayment();
  await using _ = running;
  await situate(
    running,
    shop,
    { when: { nth: 1 }, fault: { status: { code: 429, retry_after: '1500ms' } } },
    { when: { nth: 2 }, fault: { status: { code: 503, retry_after: { in: '10m', as: 'date' } } } },
  );
  await running.pass(SECOND);
  expect((await shop.ask('GET', '/v1/connection')).headers.get('retry-after')).toBe('2');
  const until = new Date(START + SECOND + 10 * MINUTE).toUTCString();
  expect((await shop.ask('GET', '/v1/connection')).headers.get('retry-after')).toBe(until);
  expect((await shop.ask('GET', '/v1/connection')).status).toBe(200);
  expect(await lastFaults(running, shop, 3)).toEqual([
    'checkConnection, status none, 429',
    'checkConnection, status none, 503',
    'checkConnection, no fault, 200',
  ]);
});

test('clock_skew: every time in the answer is off, its Date header too, and what the shop wrote is not', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const { id } = await shop.pay({ metadata: { createdAt: '2027-01-01T12:00:00.000Z' } });
  await situate(running, shop, { fault: { clock_skew: '-10m' } });
  const answer = await asked(running, shop, 'GET', `/v1/payments/${id}`);
  const early = START - 10 * MINUTE;
  expect(answer.headers.date).toBe(new Date(early).toUTCString());
  const payment: Wire['Payment'] = JSON.parse(answer.body);
  expect(payment.createdAt).toBe(new Date(early).toISOString());
  expect(payment.authorizations[0]?.at).toBe(new Date(early).toISOString());
  expect(payment.metadata.createdAt).toBe('2027-01-01T12:00:00.000Z');
  expect(await lastFaults(running, shop, 1)).toEqual(['getPayment, clock_skew none, 200']);
});

test('stale_read: a payment as it was one change ago, and none that has only just been made', async () => {
  const { running, shop, id } = await shopWithPayment();
  await using _ = running;
  await shop.change(id, 'captures', { amount: euros(4_000) });
  await shop.change(id, 'refunds', { amount: euros(1_000) });
  const fresh = await shop.pay({ reference: 'order-2' });
  await situate(running, shop, { when: { operation: ['read', 'list'], nth: { from: 1, to: 3 } }, fault: 'stale_read' });
  expect(await shop.read(id)).toMatchObject({
    status: 'partially_captured',
    balances: { captured: 4_000, refunded: 0 },
  });
  expectProblem(await shop.ask('GET', `/v1/payments/${fresh.id}`), 404, 'not-found');
  const page = await shop.ask('GET', '/v1/payments');
  expect(expectStatus<Wire['PaymentPage']>(page, 200).payments.map((payment) => payment.balances.refunded)).toEqual([
    0,
  ]);
  expect(await shop.read(id)).toMatchObject({ balances: { captured: 4_000, refunded: 1_000 } });
  expect(await shop.read(fresh)).toMatchObject({ status: 'authorized' });
  expect((await lastFaults(running, shop, 5)).slice(0, 3)).toEqual([
    'getPayment, stale_read none, 200',
    'getPayment, stale_read none, 404',
    'listPayments, stale_read none, 200',
  ]);
});

test('duplicate_refused: the request is taken for a repeat, and nothing is done', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { when: FIRST_CAPTURE, fault: 'duplicate_refused' });
  expectProblem(await shop.ask('POST', captures, { body: {} }), 409, 'idempotency-key-in-use');
  expect(await ledgerOf(running, shop)).toEqual(captured(0));
  expect(await lastFaults(running, shop, 1)).toEqual(['capturePayment, duplicate_refused none, 409']);
});

test('a refused request leaves no effect, whatever goes wrong with its answer', async () => {
  const { running, shop, id, captures } = await shopWithPayment();
  await using _ = running;
  await situate(running, shop, { fault: 'reset_after_commit' });
  await asked(running, shop, 'POST', captures, { body: { amount: euros(10_001) } });
  await asked(running, shop, 'GET', `/v1/payments/${id}`);
  expect(await lastFaults(running, shop, 2)).toEqual([
    'capturePayment, reset_after_commit none, nothing sent',
    'getPayment, reset_after_commit none, nothing sent',
  ]);
});

test('nothing goes wrong for whoever is not known, nor with a request that is not one', async () => {
  const { running, shop, captures } = await shopWithPayment();
  await using _ = running;
  await situateAll(running, 'sandbox', { fault: 'reset_before' });
  const wrong = { authorization: 'Bearer gsk_sandbox_none_none' };
  expect((await asked(running, shop, 'GET', '/v1/connection', { headers: wrong })).status).toBe(401);
  expect((await asked(running, shop, 'POST', captures, { body: { amount: 1 } })).status).toBe(400);
  expect((await asked(running, shop, 'POST', captures, { headers: { 'idempotency-key': '' } })).status).toBe(400);
  expect((await asked(running, shop, 'POST', captures, { body: {} })).end).toBe('reset');
});

test('the payment page and the token service fail as the API does', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const { action } = await shop.pay({ returnUrl: 'https://shop.example/' });
  const { pathname } = new URL(action?.url ?? '');
  const { body } = await running.control.ask('POST', `/merchants/${shop.id}/credentials`, {
    body: { dialect: 'generic', kind: 'oauth_client' },
  });
  const client = body as ControlWire['IssuedCredential'];
  await situate(running, shop, {
    when: { operation: ['page', 'token'], nth: { from: 1, to: 3 } },
    fault: { status: { code: 503, retry_after: '5s' } },
  });
  const provider = running.provider('sandbox');
  const page = await provider.ask('GET', pathname);
  expect([page.status, page.headers.get('retry-after'), page.text.includes('does not work right now')]).toEqual([
    503,
    '5',
    true,
  ]);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await provider.ask('POST', `${pathname}/cancel`, { headers, body: '' })).status).toBe(503);
  const form = `grant_type=client_credentials&client_id=${client.credential.publicId}&client_secret=${client.secret}`;
  expectProblem(await provider.ask('POST', '/oauth/token', { headers, body: form }), 503, 'provider-unavailable');
  expect((await provider.ask('POST', '/oauth/token', { headers, body: form })).status).toBe(200);
  expect((await provider.ask('GET', pathname)).status).toBe(200);
  expect(await lastFaults(running, shop, 5)).toEqual([
    'showPaymentPage, status none, 503',
    'cancelOnPage, status none, 503',
    'createToken, status none, 503',
    'createToken, no fault, 200',
    'showPaymentPage, no fault, 200',
  ]);
});
