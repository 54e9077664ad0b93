import { expect, test } from 'vitest';
import {
  CARDS,
  card,
  euros,
  expectProblem,
  expectStatus,
  journal,
  type MerchantAccount,
  merchant,
} from './merchant-account.ts';
import { DAY, type Running, start, type Wire } from './running-simulator.ts';

const PAYMENT = { amount: euros(10_000), captureMode: 'manual', reference: 'order-1', card: card(CARDS.approves) };

function create(shop: MerchantAccount, key: string, body: object | string = PAYMENT) {
  const json = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
  return shop.ask('POST', '/v1/payments', { body, headers: { 'idempotency-key': key, ...json } });
}

async function countOf(shop: MerchantAccount): Promise<number> {
  return expectStatus<Wire['PaymentPage']>(await shop.ask('GET', '/v1/payments'), 200).payments.length;
}

test('a repeat hears the first answer byte for byte, whatever has happened since, and has no effect', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const first = await create(shop, 'k');
  const { id } = expectStatus<Wire['Payment']>(first, 201);
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  await shop.change(id, 'captures', {});
  const repeat = await create(shop, 'k');
  expect(repeat.text).toBe(first.text);
  expect(repeat.status).toBe(201);
  for (const name of ['content-type', 'location']) expect(repeat.headers.get(name)).toBe(first.headers.get(name));
  expect(repeat.headers.get('idempotent-replayed')).toBe('true');
  expect(repeat.headers.get('request-id')).not.toBe(first.headers.get('request-id'));
  expect(await countOf(shop)).toBe(1);
});

test('the journal of a repeat names the payment and shows that it was one', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const { id } = expectStatus<Wire['Payment']>(await create(shop, 'k'), 201);
  await create(shop, 'k');
  const entries = await journal(running, `merchant=${shop.id}`);
  expect(entries.map(({ paymentId }) => paymentId)).toEqual([id, id]);
  expect(entries.map(({ response }) => response.headers['idempotent-replayed'])).toEqual([undefined, 'true']);
});

test('the same request may be written in another way', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const first = await create(shop, 'k');
  const { card: reordered, ...rest } = PAYMENT;
  const spaced = JSON.stringify({ card: { ...reordered }, ...rest }, null, 4);
  expect((await create(shop, 'k', spaced)).text).toBe(first.text);
  expect((await create(shop, '"k"')).text).toBe(first.text);
});

test('a repeat may come with another security code, which is the one thing that is not remembered', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const first = await create(shop, 'k');
  const other = await create(shop, 'k', { ...PAYMENT, card: { ...PAYMENT.card, cvc: '123' } });
  expect(other.text).toBe(first.text);
});

const differences: readonly [what: string, body: object][] = [
  ['another amount', { ...PAYMENT, amount: euros(10_001) }],
  ['another currency', { ...PAYMENT, amount: { minor: 10_000, currency: 'USD' } }],
  ['another reference', { ...PAYMENT, reference: 'order-2' }],
  ['another card', { ...PAYMENT, card: card('4111111111111111') }],
  ['one field more', { ...PAYMENT, description: 'A chair' }],
];
for (const [what, body] of differences) {
  test(`a key that comes back with ${what} is refused`, async () => {
    await using running = await start();
    const shop = await merchant(running);
    await create(shop, 'k');
    expectProblem(await create(shop, 'k', body), 422, 'idempotency-key-reused');
    expect(await countOf(shop)).toBe(1);
  });
}

test('a key used for one operation, or on one payment, is not good for another', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const [a, b] = [await shop.pay(), await shop.pay()];
  const capture = (id: string, what: string) =>
    shop.ask('POST', `/v1/payments/${id}/${what}`, { body: {}, headers: { 'idempotency-key': 'k' } });
  expect((await capture(a.id, 'captures')).status).toBe(201);
  expectProblem(await capture(b.id, 'captures'), 422, 'idempotency-key-reused');
  expectProblem(await capture(a.id, 'refunds'), 422, 'idempotency-key-reused');
  expect((await shop.read(b)).status).toBe('authorized');
});

test('a refusal is replayed too, even once it would no longer be one', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const payment = await shop.pay();
  const capture = () =>
    shop.ask('POST', `/v1/payments/${payment.id}/captures`, {
      body: { amount: euros(10_500) },
      headers: { 'idempotency-key': 'k' },
    });
  const first = await capture();
  expectProblem(first, 422, 'exceeds-capturable');
  await shop.change(payment, 'increments', { amount: euros(500) });
  const repeat = await capture();
  expect(repeat.text).toBe(first.text);
  expect(repeat.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(repeat.headers.get('idempotent-replayed')).toBe('true');
  expect((await shop.read(payment)).balances.captured).toBe(0);
});

test('a payment that is not there is remembered as not there', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const asked = { body: {}, headers: { 'idempotency-key': 'k' } };
  expectProblem(await shop.ask('POST', '/v1/payments/pay_none/void', asked), 404, 'not-found');
  const repeat = await shop.ask('POST', '/v1/payments/pay_none/void', asked);
  expect(repeat.headers.get('idempotent-replayed')).toBe('true');
});

test('a decline is an answer like any other', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const body = { ...PAYMENT, card: card(CARDS.declines) };
  const first = await create(shop, 'k', body);
  expect((first.body as Wire['Payment']).status).toBe('declined');
  expect((await create(shop, 'k', body)).text).toBe(first.text);
  expect(await countOf(shop)).toBe(1);
});

test('a request that was never understood leaves its key free', async () => {
  await using running = await start();
  const shop = await merchant(running);
  expectProblem(await create(shop, 'k', { ...PAYMENT, amount: euros(-1) }), 400, 'invalid-request');
  expectProblem(await create(shop, 'k', '{"broken":'), 400, 'malformed-json');
  expectProblem(
    await create(shop, 'k', { ...PAYMENT, amount: { minor: 1, currency: 'XYZ' } }),
    422,
    'currency-unknown',
  );
  expect((await create(shop, 'k')).status).toBe(201);
});

test('an answer is remembered for 24 hours by the clock, and its key is then a fresh one', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const first = await create(shop, 'k');
  running.clock.advance(DAY - 1);
  expect((await create(shop, 'k')).text).toBe(first.text);
  running.clock.advance(1);
  const next = await create(shop, 'k');
  expect(next.headers.get('idempotent-replayed')).toBeNull();
  expect((next.body as Wire['Payment']).id).not.toBe((first.body as Wire['Payment']).id);
  expect((await create(shop, 'k')).text).toBe(next.text);
});

test('a key belongs to its merchant account', async () => {
  await using running = await start();
  const shops = [await merchant(running), await merchant(running), await merchant(running, 'testing')];
  const answers = await Promise.all(shops.map((shop) => create(shop, 'k')));
  const ids = answers.map((answer) => expectStatus<Wire['Payment']>(answer, 201).id);
  expect(new Set(ids).size).toBe(3);
});

test('of concurrent requests with one key one has the effect, and nobody is told otherwise', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(shop, 'k')));
  const done = answers.filter(({ status }) => status === 201);
  for (const answer of answers) if (answer.status !== 201) expectProblem(answer, 409, 'idempotency-key-in-use');
  expect(done.length).toBeGreaterThan(0);
  expect(new Set(done.map(({ text }) => text)).size).toBe(1);
  expect(await countOf(shop)).toBe(1);
  expect((await create(shop, 'k')).text).toBe(done[0]?.text);
});

test('of concurrent captures with keys of their own as many succeed as the hold allows', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const payment = await shop.pay({ amount: euros(100) });
  const capture = () => shop.ask('POST', `/v1/payments/${payment.id}/captures`, { body: { amount: euros(30) } });
  const answers = await Promise.all(Array.from({ length: 10 }, capture));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  for (const answer of answers) if (answer.status !== 201) expectProblem(answer, 422, 'exceeds-capturable');
  expect((await shop.read(payment)).balances).toMatchObject({ captured: 90, capturable: 10 });
});

test('a merchant that is reset can use its keys again', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const first = await create(shop, 'k');
  await running.control.ask('POST', `/merchants/${shop.id}/reset`);
  const next = await create(shop, 'k');
  expect(next.headers.get('idempotent-replayed')).toBeNull();
  expect(next.text).not.toBe(first.text);
});

const keys: readonly [what: string, key: string | undefined, status: number, type?: string][] = [
  ['no key', undefined, 400, 'idempotency-key-missing'],
  ['an empty key', '', 400, 'idempotency-key-missing'],
  ['an empty quoted key', '""', 400, 'invalid-request'],
  ['a key of a space', '" "', 400, 'invalid-request'],
  ['a key with a space in it', 'a b', 400, 'invalid-request'],
  ['two keys, as they arrive', 'a, b', 400, 'invalid-request'],
  ['a key of 256 characters', 'k'.repeat(256), 400, 'invalid-request'],
  ['a key beyond ASCII', 'schl\u00fcssel', 400, 'invalid-request'],
  ['a key that is a card number', '4242 4242 4242 4242', 400, 'invalid-request'],
  ['a key of 255 characters', 'k'.repeat(255), 201],
  ['a quoted key of 255 characters', `"${'k'.repeat(255)}"`, 201],
  ['a quoted key with a quote in it', '"a\\"b"', 201],
];
for (const [what, key, status, type] of keys) {
  test(`${what}: ${status} ${type ?? ''}`, async () => {
    await using running = await start();
    const shop = await merchant(running);
    const answer = await askWithKey(running, shop, key);
    if (type === undefined) expect(answer.status).toBe(status);
    else expectProblem(answer, status, type);
  });
}

test('every operation that changes something wants a key', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const { id } = await shop.pay();
  for (const what of ['captures', 'void', 'cancel', 'increments', 'reauthorizations', 'refunds']) {
    const headers = { authorization: `Bearer ${shop.secret}` };
    const answer = await running.provider('sandbox').ask('POST', `/v1/payments/${id}/${what}`, { headers, body: {} });
    expectProblem(answer, 400, 'idempotency-key-missing');
  }
});

/** Without the key that the account's own `ask` would add. */
function askWithKey(running: Running, shop: MerchantAccount, key: string | undefined) {
  const headers = { authorization: `Bearer ${shop.secret}`, ...(key === undefined ? {} : { 'idempotency-key': key }) };
  return running.provider('sandbox').ask('POST', '/v1/payments', { headers, body: PAYMENT });
}
