import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issue, journal } from '../merchant-account.ts';
import { type Running, SECOND, start } from '../running-simulator.ts';
import { type Line, openLine, type StripeAccount, sdks, stripeAccount } from './stripe-account.ts';

let running: Running;
let line: Line;
let account: StripeAccount;
let live: StripeAccount;

beforeAll(async () => {
  running = await start();
  line = await openLine(running.provider('sandbox').url);
  account = await stripeAccount(running, line);
  live = await stripeAccount(running, line, 'production', account);
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
});

const PAY = { amount: 10_000, currency: 'eur' };

test('keys say what they are and which mode they are for', async () => {
  const restricted = await issue(running, account.id, { dialect: 'stripe', scopes: ['read'] });
  expect([account.secret, account.publishable, restricted.secret, live.secret].map((key) => key.slice(0, 8))).toEqual([
    'sk_test_',
    'pk_test_',
    'rk_test_',
    'sk_live_',
  ]);
  expect(account.secret).toMatch(/^sk_test_[A-Za-z0-9]{60}$/);
});

/** A list asked for with a key, and why it was refused. */
async function refusalOf(key: string, ask = (stripe: Stripe): Promise<unknown> => stripe.customers.list()) {
  const error = await ask(new Stripe(key, line.options)).catch((reason: unknown) => reason);
  if (!(error instanceof Stripe.errors.StripeError)) throw new Error(`no refusal: ${JSON.stringify(error)}`);
  return `${error.type} ${error.statusCode} ${error.code ?? '-'}: ${error.message}`;
}

test('a wrong key is refused, and shown only in part', async () => {
  const refused = await refusalOf(`${account.secret.slice(0, -4)}0000`);
  expect(refused).toBe('StripeAuthenticationError 401 -: Invalid API Key provided: sk_test_************0000');
  expect(await refusalOf('nonsense')).toMatch(/^StripeAuthenticationError 401 -: Invalid API Key provided: \*+/);
});

test('no key at all is told apart', async () => {
  for (const authorization of [undefined, 'Bearer', 'Basic Og==']) {
    const headers = authorization === undefined ? undefined : { authorization };
    const answer = await fetch(`${line.url}/v1/customers`, headers === undefined ? {} : { headers });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toMatch(/You did not provide an API key/);
  }
});

test('a key works as the user of HTTP Basic, as curl -u sends it', async () => {
  const authorization = `Basic ${Buffer.from(`${account.secret}:`).toString('base64')}`;
  expect((await fetch(`${line.url}/v1/customers`, { headers: { authorization } })).status).toBe(200);
});

test('a rolled key works until its time is over, and a revoked one no more', async () => {
  const issued = await issue(running, account.id, { dialect: 'stripe' });
  const body = { overlapMs: SECOND };
  const rotate = `/credentials/${issued.credential.id}/rotate`;
  const rotated = (await running.control.ask('POST', rotate, { body })).body as typeof issued;
  expect(rotated.secret).toMatch(/^sk_test_/);
  expect((await new Stripe(issued.secret, line.options).customers.list()).data).toEqual([]);
  running.clock.advance(SECOND);
  expect(await refusalOf(issued.secret)).toMatch(/^StripeAuthenticationError 401 api_key_expired: Expired API Key/);
  await running.control.ask('POST', `/credentials/${rotated.credential.id}/revoke`);
  expect(await refusalOf(rotated.secret)).toMatch(/^StripeAuthenticationError 401 -: Invalid API Key/);
});

test('a publishable key is for pages: it makes tokens, and does little else', async () => {
  const page = new Stripe(account.publishable, line.options);
  const token = await page.tokens.create({
    card: { number: '4242424242424242', exp_month: '12', exp_year: '2030', cvc: '123' },
  });
  expect(token).toMatchObject({ object: 'token', livemode: false, card: { last4: '4242', brand: 'Visa' } });
  const refused = /^StripePermissionError 403 secret_key_required:/;
  expect(await refusalOf(account.publishable)).toMatch(refused);
  expect(await refusalOf(account.publishable, (stripe) => stripe.paymentIntents.create(PAY))).toMatch(refused);
  const intent = await account.stripe.paymentIntents.create(PAY);
  expect(await refusalOf(account.publishable, (stripe) => stripe.paymentIntents.retrieve(intent.id))).toMatch(
    /parameter_missing: Missing required param: client_secret/,
  );
  const secret = { client_secret: intent.client_secret ?? '' };
  expect((await page.paymentIntents.retrieve(intent.id, secret)).id).toBe(intent.id);
  const wrong = { client_secret: `${intent.id}_secret_x` };
  expect(await refusalOf(account.publishable, (stripe) => stripe.paymentIntents.retrieve(intent.id, wrong))).toMatch(
    /client_secret provided does not match/,
  );
});

test('a restricted key does what it may', async () => {
  const { secret } = await issue(running, account.id, { dialect: 'stripe', scopes: ['read'] });
  expect((await new Stripe(secret, line.options).paymentIntents.list()).object).toBe('list');
  expect(await refusalOf(secret, (stripe) => stripe.paymentIntents.create(PAY))).toMatch(
    /^StripePermissionError 403 -: The provided key 'rk_test_\*+\w{4}' does not have the required permissions/,
  );
});

test('a suspended seller is shut out', async () => {
  const other = await stripeAccount(running, line);
  await running.control.ask('POST', `/merchants/${other.id}/suspend`);
  expect(await refusalOf(other.secret)).toMatch(/^StripePermissionError 403 account_invalid:/);
});

for (const { major } of sdks('sk_test_nothing', { options: {} } as Line)) {
  test(`SDK ${major}: the mode lives in the key, on the listener of any environment`, async () => {
    const sdk = (key: string) => sdks(key, line).find((one) => one.major === major)?.stripe ?? expect.fail();
    const customer = await sdk(live.secret).customers.create({ name: 'real' });
    expect(customer.livemode).toBe(true);
    expect((await sdk(live.secret).customers.list()).data.map(({ id }) => id)).toContain(customer.id);
    expect((await sdk(account.secret).customers.list({ limit: 100 })).data.map(({ id }) => id)).not.toContain(
      customer.id,
    );
    const intent = await sdk(live.secret).paymentIntents.create(PAY);
    expect(intent.livemode).toBe(true);
  });
}

test('an object of the other mode does not exist, and the error says where one like it is', async () => {
  const customer = await live.stripe.customers.create();
  const intent = await live.stripe.paymentIntents.create(PAY);
  const hint = 'a similar object exists in live mode, but a test mode key was used to make this request.';
  expect(await refusalOf(account.secret, (stripe) => stripe.customers.retrieve(customer.id))).toBe(
    `StripeInvalidRequestError 404 resource_missing: No such customer: '${customer.id}'; ${hint}`,
  );
  expect(await refusalOf(account.secret, (stripe) => stripe.paymentIntents.cancel(intent.id))).toBe(
    `StripeInvalidRequestError 404 resource_missing: No such payment_intent: '${intent.id}'; ${hint}`,
  );
  const other = await account.stripe.customers.create();
  expect(await refusalOf(live.secret, (stripe) => stripe.customers.retrieve(other.id))).toContain(
    'a similar object exists in test mode, but a live mode key was used',
  );
  const stranger = await stripeAccount(running, line);
  expect(await refusalOf(stranger.secret, (stripe) => stripe.customers.retrieve(customer.id))).toBe(
    `StripeInvalidRequestError 404 resource_missing: No such customer: '${customer.id}'`,
  );
});

test('a key that is used on the listener of another environment is marked as a crossing', async () => {
  await live.stripe.customers.list();
  await account.stripe.customers.list();
  const last = async ({ id }: StripeAccount) => (await journal(running, `merchant=${id}`)).at(-1);
  expect(await last(live)).toMatchObject({ environment: 'sandbox', dialect: 'stripe', crossing: true });
  expect(await last(account)).toMatchObject({ environment: 'sandbox', dialect: 'stripe', crossing: false });
});

test('a body that is no form is refused', async () => {
  const answer = await fetch(`${line.url}/v1/customers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.secret}`, 'content-type': 'application/json' },
    body: '{"name":"Jenny"}',
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('application/x-www-form-urlencoded');
});
