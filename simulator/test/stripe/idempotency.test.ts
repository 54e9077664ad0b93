import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, type Running, SECOND, start } from '../running-simulator.ts';
import { situate, until } from '../simulated-world.ts';
import { type Line, openLine, type StripeAccount, sdks, stripeAccount } from './stripe-account.ts';

let running: Running;
let line: Line;
let account: StripeAccount;
let live: StripeAccount;
let stripe: Stripe;

beforeAll(async () => {
  running = await start();
  line = await openLine(running.provider('sandbox').url);
  account = await stripeAccount(running, line);
  live = await stripeAccount(running, line, 'production', account);
  stripe = account.stripe;
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
});

const PAY = {
  amount: 10_000,
  currency: 'eur',
  confirm: true,
  payment_method: 'pm_card_visa',
  return_url: 'https://shop.example',
};

const lastExchanges = (count: number) => line.exchanges.slice(-count);

test('a repeat hears the first answer byte for byte, and has no effect', async () => {
  const options = { idempotencyKey: 'order-1' };
  const first = await stripe.paymentIntents.create(PAY, options);
  await stripe.refunds.create({ payment_intent: first.id });
  expect(await stripe.paymentIntents.create(PAY, options)).toEqual(first);
  const [made, , repeated] = lastExchanges(3);
  expect(repeated?.text).toBe(made?.text);
  expect(made?.headers.get('idempotent-replayed')).toBeNull();
  expect(repeated?.headers.get('idempotent-replayed')).toBe('true');
  expect(repeated?.headers.get('idempotency-key')).toBe('order-1');
  expect(repeated?.headers.get('original-request')).toBe(made?.headers.get('request-id'));
  expect(repeated?.headers.get('request-id')).not.toBe(made?.headers.get('request-id'));
  expect(made?.headers.get('stripe-version')).toBe('2026-10-28.endive');
});

test('a repeat hears what was expanded as well, of what was made with it', async () => {
  const options = { idempotencyKey: 'expanded' };
  const asked = { ...PAY, expand: ['payment_method', 'latest_charge.balance_transaction'] };
  const { payment_method: method } = await stripe.paymentIntents.create(asked, options);
  expect(method).toMatchObject({ object: 'payment_method', card: { last4: '4242' } });
  await stripe.paymentIntents.create(asked, options);
  const [made, repeated] = lastExchanges(2);
  expect(repeated?.text).toBe(made?.text);
});

test('a decline is remembered as well', async () => {
  const options = { idempotencyKey: 'order-2' };
  const ask = () => stripe.paymentIntents.create({ ...PAY, payment_method: 'pm_card_chargeDeclined' }, options);
  await expect(ask()).rejects.toMatchObject({ type: 'StripeCardError' });
  await expect(ask()).rejects.toMatchObject({ type: 'StripeCardError' });
  const [first, repeated] = lastExchanges(2);
  expect(repeated?.text).toBe(first?.text);
  expect(repeated?.headers.get('idempotent-replayed')).toBe('true');
});

test('what was not valid is not remembered', async () => {
  const options = { idempotencyKey: 'order-3' };
  await expect(stripe.paymentIntents.create({ ...PAY, currency: 'xyz' }, options)).rejects.toMatchObject({
    statusCode: 400,
  });
  expect((await stripe.paymentIntents.create(PAY, options)).status).toBe('succeeded');
});

test('a key that is used for something else is an error of its own', async () => {
  const options = { idempotencyKey: 'order-4' };
  await stripe.paymentIntents.create(PAY, options);
  for (const other of [
    () => stripe.paymentIntents.create({ ...PAY, amount: 9_999 }, options),
    () => stripe.customers.create({}, options),
  ]) {
    const error = await other().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(error).toMatchObject({ statusCode: 400, message: expect.stringContaining("other than 'order-4'") });
  }
});

test('keys belong to an account and its mode', async () => {
  const options = { idempotencyKey: 'order-5' };
  const one = await stripe.customers.create({}, options);
  const other = await live.stripe.customers.create({}, options);
  expect(other.id).not.toBe(one.id);
  expect(other.livemode).toBe(true);
});

test('keys are remembered for a day of the virtual clock', async () => {
  const options = { idempotencyKey: 'order-6' };
  const { id } = await stripe.customers.create({ name: 'one' }, options);
  await running.pass(DAY - 1);
  expect((await stripe.customers.create({ name: 'one' }, options)).id).toBe(id);
  await running.pass(1);
  expect((await stripe.customers.create({ name: 'two' }, options)).id).not.toBe(id);
});

test('while the first is running, the second is told to wait', async () => {
  const own = await stripeAccount(running, line);
  const when = { operation: 'request_payment', nth: 1 } as const;
  await situate(running, own, { when, fault: { latency: { fixed: '1s', before: 'effect' } } });
  const options = { idempotencyKey: 'order-7', maxNetworkRetries: 0 };
  const first = own.stripe.paymentIntents.create(PAY, options);
  await until(running, own, { resting: 1 });
  await expect(own.stripe.paymentIntents.create(PAY, options)).rejects.toMatchObject({
    statusCode: 409,
    rawType: 'idempotency_error',
    code: 'idempotency_key_in_use',
  });
  await running.pass(SECOND);
  const { id } = await first;
  expect((await own.stripe.paymentIntents.create(PAY, options)).id).toBe(id);
});

test('of many who want the same token, or a card of nobody, one gets it', async () => {
  const card = { number: '4242424242424242', exp_month: '12', exp_year: '2030', cvc: '123' };
  const token = (await stripe.tokens.create({ card })).id;
  const made = await Promise.allSettled(
    Array.from({ length: 5 }, () => stripe.paymentMethods.create({ type: 'card', card: { token } })),
  );
  const [method] = made.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : []));
  expect(made.map((result) => (result.status === 'rejected' ? result.reason.code : 'made')).toSorted()).toEqual([
    'made',
    ...Array.from({ length: 4 }, () => 'token_already_used'),
  ]);
  const paid = await Promise.allSettled(
    Array.from({ length: 5 }, () => stripe.paymentIntents.create({ ...PAY, payment_method: method ?? '' })),
  );
  expect(paid.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

for (const { major } of sdks('sk_test_nothing', { options: {} } as Line)) {
  for (const fault of ['reset_after_commit', 'half_reply'] as const) {
    test(`SDK ${major}: after a lost reply (${fault}) it asks again by itself, and there is one effect`, async () => {
      const own = await stripeAccount(running, line);
      const sdk = sdks(own.secret, line).find((one) => one.major === major)?.stripe ?? expect.fail();
      await situate(running, own, { when: { operation: 'request_payment', nth: 1 }, fault });
      const intent = await sdk.paymentIntents.create(PAY);
      expect(intent.status).toBe('succeeded');
      expect((await sdk.paymentIntents.list()).data.map(({ id }) => id)).toEqual([intent.id]);
      expect((await sdk.charges.list()).data).toHaveLength(1);
    });
  }
}

test('rate limits are off, and where a situation turns them on, say what is limited', async () => {
  const own = await stripeAccount(running, line);
  await situate(running, own, { when: { operation: 'list', nth: 1 }, fault: { status: { code: 429 } } });
  const error = await own.stripe.paymentIntents.list().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
  expect(error).toMatchObject({ statusCode: 429, code: 'rate_limit' });
  expect(lastExchanges(1)[0]?.headers.get('stripe-rate-limited-reason')).toBe('global-rate');
  expect((await own.stripe.paymentIntents.list()).data).toEqual([]);
});

test('a limit counts the requests of each account, by its clock, and says so once they are too many', async () => {
  const limit = '/environments/testing/rate-limit';
  expect((await running.control.ask('GET', limit)).body).toEqual({ requestsPerSecond: null });
  expect((await running.control.ask('PUT', limit, { body: { requestsPerSecond: 25 } })).status).toBe(200);
  const [one, other] = [await stripeAccount(running, line, 'testing'), await stripeAccount(running, line, 'testing')];
  const ask = async (own: StripeAccount, options: Stripe.RequestOptions = {}) =>
    own.stripe.customers.create({}, { maxNetworkRetries: 0, ...options }).then(
      () => 'made',
      (error: unknown) => (error instanceof Stripe.errors.StripeRateLimitError ? error.code : error),
    );
  const answers = [];
  for (let count = 0; count < 27; count += 1) answers.push(await ask(one));
  expect(answers).toEqual([...Array(25).fill('made'), 'rate_limit', 'rate_limit']);
  const refused = lastExchanges(1)[0];
  expect(refused?.status).toBe(429);
  expect(refused?.headers.get('stripe-rate-limited-reason')).toBe('global-rate');
  expect(await ask(other)).toBe('made');
  expect((await one.stripe.customers.list({ limit: 100 }).catch(() => undefined))?.data).toBeUndefined();
  await running.pass(SECOND);
  expect((await one.stripe.customers.list({ limit: 100 })).data).toHaveLength(25);
  // A key that was refused only for being one too many is as good as new.
  expect(await ask(one, { idempotencyKey: 'again' })).toBe('made');
  await running.control.ask('PUT', limit, { body: { requestsPerSecond: null } });
  for (let count = 0; count < 30; count += 1) expect(await ask(one)).toBe('made');
});

test('a reading that lags behind shows everything as it was one change ago', async () => {
  const own = await stripeAccount(running, line);
  const { id } = await own.stripe.paymentIntents.create({ ...PAY, capture_method: 'manual' });
  await own.stripe.paymentIntents.capture(id);
  await situate(running, own, { fault: 'stale_read' });
  expect((await own.stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
  expect((await own.stripe.paymentIntents.list()).data.map(({ status }) => status)).toEqual(['requires_capture']);
  expect((await own.stripe.charges.list()).data.map(({ captured }) => captured)).toEqual([false]);
});
