import { expect, test } from 'vitest';
import { CARDS, card, euros, expectProblem, expectStatus, type MerchantAccount, merchant } from './merchant-account.ts';
import { DAY, HOUR, type Running, START, start, type Wire } from './running-simulator.ts';

async function shopping(
  environment = 'sandbox',
): Promise<Readonly<{ running: Running; shop: MerchantAccount }> & AsyncDisposable> {
  const running = await start();
  const shop = await merchant(running, environment);
  return { running, shop, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

const instantAfter = (ms: number) => new Date(START + ms).toISOString();

test('a card is authorized, captured in parts, and the rest is given back', async () => {
  await using story = await shopping();
  const { shop } = story;
  const authorized = await shop.pay({ description: 'Two chairs', metadata: { cart: '7' } });
  expect(authorized).toMatchObject({
    status: 'authorized',
    environment: 'sandbox',
    mode: 'test',
    reference: 'order-1',
    description: 'Two chairs',
    metadata: { cart: '7' },
    createdAt: instantAfter(0),
    balances: { authorized: 10_000, capturable: 10_000, captured: 0 },
    card: { brand: 'visa', lastFour: '4242', expiryMonth: 12, expiryYear: 2030 },
    authorizations: [{ status: 'open', amount: euros(10_000), expiresAt: instantAfter(7 * DAY) }],
  });

  const first = await shop.change(authorized, 'captures', { amount: euros(3_000) });
  expect(first).toMatchObject({ status: 'partially_captured', balances: { captured: 3_000, capturable: 7_000 } });
  const second = await shop.change(authorized, 'captures', { amount: euros(2_000), final: false });
  expect(second.captures.map(({ amount, status }) => `${amount.minor} ${status}`)).toEqual([
    '3000 succeeded',
    '2000 succeeded',
  ]);
  const voided = await shop.change(authorized, 'void');
  expect(voided).toMatchObject({ status: 'captured', balances: { captured: 5_000, capturable: 0, released: 5_000 } });
  expect(await shop.read(authorized)).toEqual(voided);
  const again = await shop.ask('POST', `/v1/payments/${authorized.id}/captures`, { body: {} });
  expect(expectProblem(again, 409, 'hold-released').detail).toBe('It was voided.');
});

test('a payment that is captured automatically has no hold left', async () => {
  await using story = await shopping();
  const paid = await story.shop.pay({ captureMode: 'automatic' });
  expect(paid).toMatchObject({ status: 'captured', balances: { captured: 10_000, capturable: 0, refundable: 10_000 } });
  const again = await story.shop.ask('POST', `/v1/payments/${paid.id}/captures`, { body: {} });
  expect(expectProblem(again, 409, 'hold-released').detail).toBe('It was captured.');
});

test('a capture without an amount takes all that is left, a final one releases the rest', async () => {
  await using story = await shopping();
  const { shop } = story;
  const whole = await shop.pay();
  await shop.change(whole, 'captures', { amount: euros(1) });
  expect((await shop.change(whole, 'captures', {})).balances).toMatchObject({ captured: 10_000, capturable: 0 });
  const final = await shop.pay();
  expect(await shop.change(final, 'captures', { amount: euros(4_000), final: true })).toMatchObject({
    status: 'captured',
    balances: { captured: 4_000, released: 6_000, capturable: 0 },
  });
});

test('a capture or a refund of all that there is has to be asked for: no body is no request', async () => {
  await using story = await shopping();
  const { shop } = story;
  const payment = await shop.pay();
  expectProblem(await shop.ask('POST', `/v1/payments/${payment.id}/captures`), 400, 'malformed-json');
  await shop.change(payment, 'captures', {});
  expectProblem(await shop.ask('POST', `/v1/payments/${payment.id}/refunds`), 400, 'malformed-json');
  expect((await shop.read(payment)).balances).toMatchObject({ captured: 10_000, refunded: 0 });
});

test('a hold that is voided whole is voided, not captured', async () => {
  await using story = await shopping();
  const voided = await story.shop.change(await story.shop.pay(), 'void', {});
  expect(voided).toMatchObject({ status: 'voided', balances: { released: 10_000 } });
});

test('a hold expires by the clock, whoever looks first', async () => {
  await using story = await shopping();
  const { running, shop } = story;
  const [read, listed, captured, ticked] = [await shop.pay(), await shop.pay(), await shop.pay(), await shop.pay()];
  await shop.change(ticked, 'captures', { amount: euros(1_000) });
  running.clock.advance(7 * DAY - 1);
  expect((await shop.read(read)).status).toBe('authorized');
  running.clock.advance(1);
  expect(await shop.read(read)).toMatchObject({ status: 'expired', balances: { expired: 10_000, capturable: 0 } });
  const page = expectStatus<Wire['PaymentPage']>(await shop.ask('GET', '/v1/payments'), 200);
  expect(page.payments.find(({ id }) => id === listed.id)?.status).toBe('expired');
  const late = await shop.ask('POST', `/v1/payments/${captured.id}/captures`, { body: {} });
  expect(expectProblem(late, 409, 'hold-released').detail).toBe(`It expired at ${instantAfter(7 * DAY)}.`);
  await running.simulator.tick();
  const ledger = await running.control.ask('GET', `/ledger/${ticked.id}`);
  expect(ledger.text).toContain('hold_expired');
  expect(await shop.read(ticked)).toMatchObject({ status: 'captured', balances: { captured: 1_000, expired: 9_000 } });
});

test('a hold grows by increments and moves to a fresh authorization', async () => {
  await using story = await shopping();
  const { running, shop } = story;
  const payment = await shop.pay();
  const grown = await shop.change(payment, 'increments', { amount: euros(500) });
  expect(grown.balances).toMatchObject({ authorized: 10_500, capturable: 10_500 });
  await shop.change(payment, 'captures', { amount: euros(2_500) });
  running.clock.advance(3 * DAY);
  const moved = await shop.change(payment, 'reauthorizations', {});
  expect(moved.authorizations).toMatchObject([
    { id: payment.authorizations[0]?.id, status: 'replaced' },
    { status: 'open', amount: euros(8_000), expiresAt: instantAfter(10 * DAY) },
  ]);
  expect(moved.authorizations[1]?.id).not.toBe(payment.authorizations[0]?.id);
  running.clock.advance(5 * DAY);
  const captured = await shop.change(payment, 'captures', {});
  expect(captured).toMatchObject({ status: 'captured', balances: { captured: 10_500 } });
  expect(captured.captures.map(({ authorizationId }) => authorizationId)).toEqual(
    moved.authorizations.map(({ id }) => id),
  );
});

test('a card that approves half approves half of whatever is asked', async () => {
  await using story = await shopping();
  const { shop } = story;
  const half = await shop.pay({ card: card(CARDS.approvesHalf), amount: euros(10_001) });
  expect(half.balances.authorized).toBe(5_001);
  expect((await shop.change(half, 'increments', { amount: euros(100) })).balances.authorized).toBe(5_051);
  await shop.change(half, 'captures', { amount: euros(3_051) });
  const moved = await shop.change(half, 'reauthorizations');
  expect(moved.balances).toMatchObject({ captured: 3_051, capturable: 1_000, released: 1_000 });
});

test('captured money goes back in parts, from a capture or from all of them', async () => {
  await using story = await shopping();
  const { shop } = story;
  const payment = await shop.pay();
  const once = await shop.change(payment, 'captures', { amount: euros(3_000) });
  await shop.change(payment, 'captures', { amount: euros(2_000) });
  const captureId = once.captures[0]?.id ?? '';
  const refunded = await shop.change(payment, 'refunds', { amount: euros(1_000), captureId, reason: 'damaged' });
  expect(refunded.refunds).toMatchObject([{ amount: euros(1_000), captureId, reason: 'damaged', status: 'succeeded' }]);
  const tooMuch = { body: { amount: euros(2_001), captureId } };
  const refused = await shop.ask('POST', `/v1/payments/${payment.id}/refunds`, tooMuch);
  expect(expectProblem(refused, 422, 'exceeds-refundable')).toMatchObject({
    refundable: { minor: '2000', currency: 'EUR' },
  });
  const rest = await shop.change(payment, 'refunds', {});
  expect(rest.balances).toMatchObject({ captured: 5_000, refunded: 5_000, refundable: 0 });
  expect(rest.refunds[1]).not.toHaveProperty('reason');
  expectProblem(await shop.ask('POST', `/v1/payments/${payment.id}/refunds`, { body: {} }), 422, 'exceeds-refundable');
});

test('a refund can be pending for a day', async () => {
  await using story = await shopping();
  const { running, shop } = story;
  const payment = await shop.pay({ card: card(CARDS.delaysRefunds), captureMode: 'automatic' });
  const asked = await shop.change(payment, 'refunds', { amount: euros(4_000) });
  expect(asked).toMatchObject({ refunds: [{ status: 'pending' }], balances: { refunding: 4_000, refundable: 6_000 } });
  await running.pass(DAY);
  expect(await shop.read(payment)).toMatchObject({
    refunds: [{ status: 'succeeded' }],
    balances: { refunded: 4_000, refunding: 0 },
  });
});

test('a refund can come back days later', async () => {
  await using story = await shopping();
  const { running, shop } = story;
  const payment = await shop.pay({ card: card(CARDS.returnsRefunds), captureMode: 'automatic' });
  await shop.change(payment, 'refunds', { amount: euros(4_000) });
  await running.pass(3 * DAY);
  expect(await shop.read(payment)).toMatchObject({
    refunds: [{ status: 'failed', failure: 'returned_by_issuer' }],
    balances: { refunded: 0, refunding: 0, refundable: 10_000 },
  });
});

test('a cardholder who disputes everything takes the money back, and silence loses it', async () => {
  await using story = await shopping();
  const { running, shop } = story;
  const disputed = await shop.pay({ card: card(CARDS.disputes), captureMode: 'automatic' });
  expect(disputed).toMatchObject({
    status: 'captured',
    disputes: [{ status: 'open', amount: euros(10_000), reason: 'fraudulent', respondBy: instantAfter(8 * DAY) }],
    balances: { disputed: 10_000, refundable: 0 },
  });
  await running.pass(8 * DAY);
  const lost = await shop.read(disputed);
  expect(lost.disputes).toMatchObject([{ status: 'lost' }]);
  expect(lost.disputes[0]).not.toHaveProperty('respondBy');
  const twice = await shop.pay({ card: card(CARDS.disputes) });
  await shop.change(twice, 'captures', { amount: euros(1_000) });
  expect((await shop.change(twice, 'captures', { amount: euros(2_000) })).disputes).toHaveLength(2);
});

test('a payment in review is processing, and approved an hour later', async () => {
  await using story = await shopping();
  const { running, shop } = story;
  const reviewed = await shop.pay({ card: card(CARDS.reviews), captureMode: 'automatic' });
  expect(reviewed).toMatchObject({ status: 'processing', authorizations: [{ status: 'processing' }], captures: [] });
  await running.pass(HOUR);
  expect(await shop.read(reviewed)).toMatchObject({ status: 'captured', balances: { captured: 10_000 } });
  const cancelled = await shop.pay({ card: card(CARDS.reviews) });
  expect((await shop.change(cancelled, 'cancel')).status).toBe('cancelled');
  await running.pass(HOUR);
  expect((await shop.read(cancelled)).status).toBe('cancelled');
});

const declines: readonly [what: string, environment: string, number: string, code: string, advice: string][] = [
  ['a declining card', 'sandbox', CARDS.declines, 'do_not_honor', 'other_method'],
  ['a card without funds', 'testing', CARDS.noFunds, 'insufficient_funds', 'try_later'],
  [
    'a real-looking card where no money moves',
    'sandbox',
    CARDS.realLooking,
    'real_card_in_test_environment',
    'other_method',
  ],
  ['a test card where money is real', 'production', CARDS.approves, 'test_card_in_live_environment', 'other_method'],
  [
    'a test card that would challenge, where money is real',
    'production',
    CARDS.challenges,
    'test_card_in_live_environment',
    'other_method',
  ],
  ['a number that is none', 'production', '4242424242424241', 'invalid_number', 'other_method'],
];
for (const [what, environment, number, code, advice] of declines) {
  test(`${what} is declined: ${code}`, async () => {
    await using story = await shopping(environment);
    const declined = await story.shop.pay({ card: card(number) });
    expect(declined).toMatchObject({ status: 'declined', decline: { code, advice }, captures: [] });
    expect(declined.balances.authorized).toBe(0);
    const capture = await story.shop.ask('POST', `/v1/payments/${declined.id}/captures`, { body: {} });
    expect(expectProblem(capture, 409, 'wrong-state').detail).toBe('The payment is declined.');
  });
}

test('a real-looking card pays where money is real', async () => {
  await using story = await shopping('production');
  expect(await story.shop.pay({ card: card(CARDS.realLooking) })).toMatchObject({ status: 'authorized', mode: 'live' });
});

test('a card past its month is declined', async () => {
  await using story = await shopping();
  const declined = await story.shop.pay({ card: { ...card(CARDS.approves), expiryMonth: 12, expiryYear: 2026 } });
  expect(declined.decline?.code).toBe('expired_card');
});

test('equal numbers have equal fingerprints within an environment, and only there', async () => {
  await using running = await start();
  const [sandbox, testing] = [await merchant(running, 'sandbox'), await merchant(running, 'testing')];
  const other = await merchant(running, 'sandbox');
  const fingerprints = await Promise.all(
    [sandbox, other, testing].map(async (shop) => (await shop.pay()).card?.fingerprint),
  );
  expect(fingerprints[0]).toBe(fingerprints[1]);
  expect(fingerprints[2]).not.toBe(fingerprints[0]);
  expect((await sandbox.pay({ card: card('4111111111111111') })).card?.fingerprint).not.toBe(fingerprints[0]);
});

const amounts: readonly [what: string, amount: object, status: number, type: string][] = [
  ['less than nothing', { minor: -1, currency: 'EUR' }, 400, 'invalid-request'],
  ['half a cent', { minor: 0.5, currency: 'EUR' }, 400, 'invalid-request'],
  ['text', { minor: '100', currency: 'EUR' }, 400, 'invalid-request'],
  ['more than anything', { minor: 1_000_000_000_000, currency: 'EUR' }, 400, 'invalid-request'],
  ['a currency in small letters', { minor: 1, currency: 'eur' }, 400, 'invalid-request'],
  ['a currency that is none', { minor: 1, currency: 'XYZ' }, 422, 'currency-unknown'],
];
for (const [what, amount, status, type] of amounts) {
  test(`an amount of ${what} is refused: ${status} ${type}`, async () => {
    await using story = await shopping();
    const body = { amount, captureMode: 'manual', reference: 'order-1', card: card(CARDS.approves) };
    expectProblem(await story.shop.ask('POST', '/v1/payments', { body }), status, type);
  });
}

test('amounts of every exponent are whole minor units', async () => {
  await using story = await shopping();
  for (const currency of ['JPY', 'KWD', 'EUR']) {
    const amount = { minor: 999_999_999_999, currency };
    expect((await story.shop.pay({ amount })).balances).toMatchObject({ currency, authorized: 999_999_999_999 });
  }
});

test('increments may bring a hold beyond what one request can ask for', async () => {
  await using story = await shopping();
  const payment = await story.shop.pay({ amount: euros(999_999_999_999) });
  const grown = await story.shop.change(payment, 'increments', { amount: euros(999_999_999_999) });
  expect(grown.authorizations[0]?.amount.minor).toBe(1_999_999_999_998);
});

test('another currency is refused with the one that is expected', async () => {
  await using story = await shopping();
  const payment = await story.shop.pay();
  const body = { amount: { minor: 1, currency: 'USD' } };
  const refused = await story.shop.ask('POST', `/v1/payments/${payment.id}/captures`, { body });
  expect(expectProblem(refused, 422, 'currency-mismatch').detail).toBe('Expected EUR.');
});

test('payments are listed newest first, page by page, and by reference', async () => {
  await using story = await shopping();
  const { shop } = story;
  const paid: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    paid.unshift((await shop.pay({ reference: count === 2 ? 'a b&c=d/é' : 'order' })).id);
  }
  const page = async (query: string) =>
    expectStatus<Wire['PaymentPage']>(await shop.ask('GET', `/v1/payments?${query}`), 200);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { payments, nextCursor } = await page(`limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    seen.push(...payments.map(({ id }) => id));
    cursor = nextCursor;
    // What comes in while pages are turned stays out of them, and moves nothing.
    if (seen.length === 2) await shop.pay();
  } while (cursor !== undefined);
  expect(seen).toEqual(paid);
  expect((await page('limit=6')).nextCursor).toBeUndefined();
  const found = await page(`reference=${encodeURIComponent('a b&c=d/é')}`);
  expect(found.payments.map(({ id }) => id)).toEqual([paid[2]]);
  expect((await page('reference=none')).payments).toEqual([]);
  for (const [query, pointer] of [
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=2&limit=3', 'limit'],
    ['cursor=pay_none', 'cursor'],
    ['cursor=', 'cursor'],
    ['page=2', 'page'],
  ]) {
    const problem = expectProblem(await shop.ask('GET', `/v1/payments?${query}`), 400, 'invalid-request');
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer]);
  }
});

test("another merchant's payment does not exist, whatever is asked of it", async () => {
  await using running = await start();
  const [mine, theirs] = [await merchant(running), await merchant(running)];
  const elsewhere = await merchant(running, 'testing');
  const payment = await mine.pay();
  for (const stranger of [theirs, elsewhere]) {
    expectProblem(await stranger.ask('GET', `/v1/payments/${payment.id}`), 404, 'not-found');
    for (const what of ['captures', 'void', 'cancel', 'reauthorizations', 'refunds']) {
      expectProblem(await stranger.ask('POST', `/v1/payments/${payment.id}/${what}`, { body: {} }), 404, 'not-found');
    }
    const body = { amount: euros(1) };
    expectProblem(await stranger.ask('POST', `/v1/payments/${payment.id}/increments`, { body }), 404, 'not-found');
    expectProblem(await stranger.ask('GET', `/v1/payments?cursor=${payment.id}`), 400, 'invalid-request');
    expect(expectStatus<Wire['PaymentPage']>(await stranger.ask('GET', '/v1/payments'), 200).payments).toEqual([]);
  }
  expect(await mine.read(payment)).toEqual(payment);
});

test('everything is also reached under the name of the dialect', async () => {
  await using story = await shopping();
  const { running, shop } = story;
  const payment = await shop.pay();
  expect((await shop.ask('GET', `/generic/v1/payments/${payment.id}`)).body).toEqual(payment);
  expectProblem(await shop.ask('GET', '/generic/v1/nothing'), 404, 'no-such-route');
  expectProblem(await shop.ask('DELETE', '/generic/v1/payments'), 405, 'method-not-allowed');
  const entries = await running.control.ask('GET', '/journal?path=/generic/v1/payments/');
  expect(entries.text).toContain(`"path":"/generic/v1/payments/${payment.id}"`);
});

test('the listener says which environment it is, and explains every problem it answers with', async () => {
  await using running = await start();
  const about = await running.provider('production').ask('GET', '/');
  expect(about.body).toMatchObject({ environment: 'production', mode: 'live' });
  const missing = await running.provider('sandbox').ask('GET', '/v1/payments');
  const { type, title, status } = expectProblem(missing, 401, 'credential-missing');
  expect((await running.provider('sandbox').ask('GET', type)).body).toEqual({ type, title, status });
  expectProblem(await running.provider('sandbox').ask('GET', '/problems/none'), 404, 'no-such-route');
  expectProblem(await running.provider('sandbox').ask('GET', '/problems/__proto__'), 404, 'no-such-route');
});
