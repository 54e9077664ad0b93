import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  CARDS,
  card,
  expectProblem,
  expectStatus,
  journal,
  type MerchantAccount,
  merchant,
} from './merchant-account.ts';
import { type ControlWire, DAY, type Running, start, type Wire } from './running-simulator.ts';

type Trip = ControlWire['BuyerTrip'];

/** What reached the shop. The shop sends who comes to `/moved` on, and whoever comes to `/away` elsewhere. */
const reached: string[] = [];
const shopServer = createServer((request, response) => {
  reached.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
  const { pathname, search } = new URL(request.url ?? '/', 'http://shop');
  if (pathname === '/moved') response.writeHead(302, { location: `/order${search}` }).end();
  else if (pathname === '/away') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
  else if (pathname === '/round') response.writeHead(302, { location: '/round' }).end();
  else response.end('Thank you');
});
let shopUrl: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => shopServer.listen(0, '127.0.0.1', resolve));
  shopUrl = `http://127.0.0.1:${(shopServer.address() as AddressInfo).port}`;
});
beforeEach(() => {
  reached.length = 0;
});
afterAll(() => {
  shopServer.closeAllConnections();
  shopServer.close();
});

type Sent = Readonly<{
  running: Running;
  shop: MerchantAccount;
  payment: Wire['Payment'];
  send: (wish: object) => Promise<Trip>;
}>;

/** A payment that waits for its customer. */
async function waiting(
  more: Partial<Wire['PaymentRequest']> = {},
  environment = 'sandbox',
): Promise<Sent & AsyncDisposable> {
  const running = await start();
  const shop = await merchant(running, environment);
  const payment = await shop.pay({ returnUrl: `${shopUrl}/back?order=7`, ...more });
  return {
    running,
    shop,
    payment,
    send: async (wish) =>
      expectStatus(await running.control.ask('POST', `/payments/${payment.id}/buyer`, { body: wish }), 200),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

const back = ({ payment }: Sent) => `${shopUrl}/back?order=7&payment=${payment.id}`;
/** What the browser did, line by line. */
const told = ({ steps }: Trip) =>
  steps.map(({ at, method, url, status }) => `${at} ${method} ${lastOf(url)} ${status ?? '-'}`);
const lastOf = (url: string) => new URL(url).pathname.replace(/^\/pay\/\w+/, '/pay');

test('a customer pays by card and comes back to the shop', async () => {
  await using sent = await waiting();
  const trip = await sent.send({ do: 'approve' });
  expect(told(trip)).toEqual(['provider GET /pay 200', 'provider POST /pay/card 303', 'shop GET /back 200']);
  expect(trip.ended).toEqual({ at: 'shop', url: back(sent) });
  expect(trip.steps[1]).toMatchObject({
    url: `${sent.payment.action?.url}/card`,
    fields: { number: '••••4242', expiry: '12/2030', cvc: '•••' },
    location: back(sent),
  });
  expect(trip.payment).toMatchObject({ paymentId: sent.payment.id, state: 'approved' });
  expect((await sent.shop.read(sent.payment)).status).toBe('authorized');
  expect(reached).toHaveLength(1);
  expect(reached[0]).not.toMatch(/referer|cookie/i);
});

const ends: readonly [wish: object, asked: Partial<Wire['PaymentRequest']>, status: string, visited: string][] = [
  //                                          what is asked for       becomes          forms submitted
  [{ do: 'approve', card: CARDS.approves }, {}, 'authorized', 'card'],
  [{ do: 'approve', card: CARDS.challenges }, {}, 'authorized', 'card challenge'],
  [{ do: 'decline' }, {}, 'declined', 'card'],
  [{ do: 'decline', card: CARDS.noFunds }, {}, 'declined', 'card'],
  [{ do: 'fail_challenge' }, {}, 'declined', 'card challenge'],
  [{ do: 'cancel' }, {}, 'cancelled', 'cancel'],
  [{ do: 'nothing' }, {}, 'action_required', ''],
  [{ do: 'approve' }, { card: card(CARDS.challenges) }, 'authorized', 'challenge'],
  [{ do: 'fail_challenge' }, { card: card(CARDS.challenges) }, 'declined', 'challenge'],
  [{ do: 'cancel' }, { card: card(CARDS.challenges) }, 'cancelled', 'cancel'],
  [{ do: 'approve' }, { method: 'wallet' }, 'authorized', 'wallet'],
  [{ do: 'decline' }, { method: 'wallet' }, 'declined', 'wallet'],
  [{ do: 'fail_challenge' }, { method: 'wallet' }, 'action_required', ''],
  [{ do: 'approve' }, { method: 'bank_transfer', captureMode: 'automatic' }, 'processing', 'transfer'],
  [{ do: 'decline' }, { method: 'bank_transfer', captureMode: 'automatic' }, 'processing', 'transfer'],
];
for (const [wish, asked, status, forms] of ends) {
  test(`${JSON.stringify(wish)} on ${asked.method ?? (asked.card ? 'a challenge' : 'a card form')}: ${status}`, async () => {
    await using sent = await waiting(asked);
    const trip = await sent.send(wish);
    const submitted = trip.steps.flatMap(({ method, url }) => (method === 'POST' ? [url.split('/').at(-1)] : []));
    expect(submitted.join(' ')).toBe(forms);
    expect((await sent.shop.read(sent.payment)).status).toBe(status);
    expect(trip.ended).toEqual({ at: 'shop', url: back(sent) });
  });
}

test('a bank transfer that the customer makes fail has failed a day later', async () => {
  await using sent = await waiting({ method: 'bank_transfer', captureMode: 'automatic' });
  await sent.send({ do: 'decline' });
  await sent.running.pass(DAY);
  expect((await sent.shop.read(sent.payment)).status).toBe('declined');
});

test('a customer who closes the tab has paid, and the shop sees nobody', async () => {
  await using sent = await waiting({ captureMode: 'automatic' });
  const trip = await sent.send({ do: 'approve', back: 'never' });
  expect(trip.ended).toEqual({ at: 'provider', url: `${sent.payment.action?.url}/card` });
  expect((await sent.shop.read(sent.payment)).status).toBe('captured');
  expect(reached).toEqual([]);
  await using looked = await waiting();
  expect((await looked.send({ do: 'nothing', back: 'never' })).steps).toHaveLength(1);
  expect((await looked.shop.read(looked.payment)).status).toBe('action_required');
});

test('a customer who comes back twice is seen twice', async () => {
  await using sent = await waiting();
  const trip = await sent.send({ do: 'approve', back: 'twice' });
  expect(told(trip).slice(-2)).toEqual(['shop GET /back 200', 'shop GET /back 200']);
  expect(reached).toHaveLength(2);
});

test('a customer may come back with another address than the one that was given', async () => {
  await using sent = await waiting();
  const other = await sent.shop.pay({ returnUrl: `${shopUrl}/back` });
  const tamper = { payment: other.id, set: { status: 'paid', order: '8' }, remove: ['token'] };
  const trip = await sent.send({ do: 'decline', back: 'tampered', tamper });
  expect(trip.ended.url).toBe(`${shopUrl}/back?order=8&payment=${other.id}&status=paid`);
  expect(reached[0]).toContain(`GET /back?order=8&payment=${other.id}&status=paid`);
  expect((await sent.shop.read(sent.payment)).status).toBe('declined');
});

test('the shop sends the customer on, and the browser follows as far as it may', async () => {
  await using sent = await waiting({ returnUrl: `${shopUrl}/moved` });
  const moved = await sent.send({ do: 'approve' });
  expect(moved.ended.url).toBe(`${shopUrl}/order?payment=${sent.payment.id}`);
  await using round = await waiting({ returnUrl: `${shopUrl}/round` });
  expect((await round.send({ do: 'nothing' })).steps).toHaveLength(7);
  await using away = await waiting({ returnUrl: `${shopUrl}/away` });
  const trip = await away.send({ do: 'nothing' });
  expect(trip.ended).toEqual({ at: 'shop', url: 'http://169.254.169.254/latest' });
  expect(trip.steps.at(-1)).toMatchObject({ at: 'shop', unanswered: { reason: 'host_not_allowed' } });
});

test('a shop on another machine is where the way ends, and nobody is asked for it', async () => {
  await using sent = await waiting({ returnUrl: 'https://shop.example/back' });
  const trip = await sent.send({ do: 'approve' });
  expect(trip.ended).toEqual({ at: 'shop', url: `https://shop.example/back?payment=${sent.payment.id}` });
  expect(trip.steps.at(-1)).toMatchObject({ unanswered: { reason: 'host_not_allowed' } });
  expect((await sent.shop.read(sent.payment)).status).toBe('authorized');
});

test('a shop that is down is told, and the payment is made all the same', async () => {
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  await using sent = await waiting({ returnUrl: `http://127.0.0.1:${port}/` });
  const trip = await sent.send({ do: 'approve' });
  expect(trip.steps.at(-1)).toMatchObject({ at: 'shop', unanswered: { reason: 'connection_refused' } });
  expect(trip.payment.state).toBe('approved');
});

test('without an address of the shop the way ends at the provider', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const payment = await shop.pay({ card: card(CARDS.challenges) });
  const answer = await running.control.ask('POST', `/payments/${payment.id}/buyer`, { body: { do: 'approve' } });
  const trip = expectStatus<Trip>(answer, 200);
  expect(told(trip)).toEqual(['provider GET /pay 200', 'provider POST /pay/challenge 303', 'provider GET /pay 200']);
  expect(trip.ended).toEqual({ at: 'provider', url: payment.action?.url });
  expect(trip.payment.state).toBe('approved');
});

test('whoever comes again finds how the payment stands, and goes back', async () => {
  await using sent = await waiting();
  await sent.send({ do: 'approve' });
  const again = await sent.send({ do: 'cancel' });
  expect(told(again)).toEqual(['provider GET /pay 200', 'shop GET /back 200']);
  expect((await sent.shop.read(sent.payment)).status).toBe('authorized');
});

test('where money is real a card is entered that is good there, and one that is not for who wants to be declined', async () => {
  await using sent = await waiting({}, 'production');
  await sent.send({ do: 'approve' });
  expect((await sent.shop.read(sent.payment)).status).toBe('authorized');
  await using declined = await waiting({}, 'production');
  await declined.send({ do: 'decline' });
  expect((await declined.shop.read(declined.payment)).decline?.code).toBe('test_card_in_live_environment');
});

test('the pages do not care who asks: the trip is in the journal, without the card', async () => {
  await using sent = await waiting();
  await sent.send({ do: 'approve', card: CARDS.challenges });
  const entries = await journal(sent.running, `merchant=${sent.shop.id}&path=/pay/`);
  expect(entries.map(({ operation }) => operation)).toEqual([
    'showPaymentPage',
    'submitCard',
    'showPaymentPage',
    'submitChallenge',
  ]);
  expect(JSON.stringify(entries)).not.toContain(CARDS.challenges);
  expect(sent.running.answers.join()).not.toContain(CARDS.challenges);
});

test('a page that fails is where the way ends', async () => {
  await using sent = await waiting();
  const rules = [{ when: { operation: 'page' }, fault: { status: { code: 503 } } }];
  const situation = { name: 'for-this-story', about: 'The page is down.', rules };
  const set = await sent.running.control.ask('PUT', `/merchants/${sent.shop.id}/situation`, { body: { situation } });
  expect(set.status, set.text).toBe(200);
  const trip = await sent.send({ do: 'approve' });
  expect(told(trip)).toEqual(['provider GET /pay 503']);
  expect(trip.ended.at).toBe('provider');
});

test('what a customer is to do is read as strictly as everything else', async () => {
  await using sent = await waiting();
  const path = `/payments/${sent.payment.id}/buyer`;
  const wrong: readonly [body: object, pointer: string][] = [
    [{}, '/do'],
    [{ do: 'steal' }, '/do'],
    [{ do: 'approve', card: '4242' }, '/card'],
    [{ do: 'cancel', card: CARDS.approves }, '/card'],
    [{ do: 'nothing', card: CARDS.approves }, '/card'],
    [{ do: 'approve', back: 'thrice' }, '/back'],
    [{ do: 'approve', back: 'tampered' }, '/tamper'],
    [{ do: 'approve', tamper: { set: { a: 'b' } } }, '/tamper'],
    [{ do: 'approve', back: 'tampered', tamper: {} }, '/tamper'],
    [{ do: 'approve', back: 'tampered', tamper: { set: { 'a b': 'c' } } }, '/tamper/set'],
  ];
  for (const [body, pointer] of wrong) {
    const problem = expectProblem(await sent.running.control.ask('POST', path, { body }), 400, 'invalid-request');
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(JSON.stringify(problem)).not.toContain(CARDS.approves);
  }
  const nobody = await sent.running.control.ask('POST', '/payments/none/buyer', { body: { do: 'approve' } });
  expectProblem(nobody, 404, 'not-found');
  expect((await sent.shop.read(sent.payment)).status).toBe('action_required');
  expect(sent.running.logged).toEqual([]);
});
