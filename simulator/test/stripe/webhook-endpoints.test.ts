import fc from 'fast-check';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectStatus } from '../merchant-account.ts';
import { type Receiver, receiver } from '../receiver.ts';
import { type ControlWire, HOUR, type Running, SECOND, start } from '../running-simulator.ts';
import { type Line, openLine, type StripeAccount, sdks, stripeAccount } from './stripe-account.ts';

let running: Running;
let line: Line;
let shop: Receiver;

beforeAll(async () => {
  running = await start();
  line = await openLine(running.provider('sandbox').url);
  shop = await receiver();
});

afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
});

const PAYMENT = {
  amount: 2000,
  currency: 'eur',
  payment_method_types: ['card'],
  payment_method: 'pm_card_visa',
  confirm: true,
} as const;

/** What has arrived at this path since the test began. */
function arrivedAt(path: string) {
  return shop.arrived.filter((one) => one.path === path);
}

let paths = 0;

/** An address that no other test has. */
function address(): Readonly<{ path: string; url: string }> {
  paths += 1;
  const path = `/hooks/${paths}`;
  return { path, url: new URL(path, shop.url).href };
}

/** Reads what arrived as a shop does: an answer, or the SDK throws. */
function constructed(stripe: Stripe, { body, headers }: Receiver['arrived'][number], secret: string): Stripe.Event {
  // Its time is that of the virtual clock, and the SDK takes the one of the machine for the tolerance.
  const at = Math.floor(running.clock.now() / 1000);
  const header = headers['stripe-signature'] ?? '';
  return stripe.webhooks.constructEvent(body, header, secret, 300, undefined, at * 1000);
}

test('endpoints are made with a secret that is shown once, listed, changed and deleted', async () => {
  const { stripe } = await stripeAccount(running, line);
  const { url } = address();
  const made = await stripe.webhookEndpoints.create({
    url,
    enabled_events: ['charge.succeeded', 'invoice.paid'],
    description: 'the shop',
    metadata: { of: 'shop' },
    api_version: '2024-04-10',
  });
  expect(made).toMatchObject({
    object: 'webhook_endpoint',
    status: 'enabled',
    livemode: false,
    api_version: '2024-04-10',
    enabled_events: ['charge.succeeded', 'invoice.paid'],
  });
  expect(made.secret).toMatch(/^whsec_/);
  expect(await stripe.webhookEndpoints.retrieve(made.id)).not.toHaveProperty('secret');
  const other = await stripe.webhookEndpoints.create({ url: address().url, enabled_events: ['*'] });
  const page = await stripe.webhookEndpoints.list({ limit: 1 });
  expect([page.has_more, page.data.map(({ id }) => id)]).toEqual([true, [other.id]]);
  const seen: string[] = [];
  for await (const { id } of stripe.webhookEndpoints.list({ limit: 1 })) seen.push(id);
  expect(seen).toEqual([other.id, made.id]);
  const before = await stripe.webhookEndpoints.list({ ending_before: made.id });
  expect(before.data.map(({ id }) => id)).toEqual([other.id]);
  const changed = await stripe.webhookEndpoints.update(made.id, {
    enabled_events: ['*'],
    description: '',
    disabled: true,
    metadata: { of: '', to: 'x' },
  });
  expect(changed).toMatchObject({
    status: 'disabled',
    description: null,
    enabled_events: ['*'],
    metadata: { to: 'x' },
  });
  expect(await stripe.webhookEndpoints.update(made.id, { disabled: false })).toMatchObject({ status: 'enabled' });
  expect(await stripe.webhookEndpoints.del(made.id)).toMatchObject({ id: made.id, deleted: true });
  await expect(stripe.webhookEndpoints.retrieve(made.id)).rejects.toMatchObject({ code: 'resource_missing' });
});

test('whoever has lost the answer gets the same endpoint and its secret again, and no memory holds it', async () => {
  const { stripe } = await stripeAccount(running, line);
  const asked = { url: address().url, enabled_events: ['*'] } satisfies Stripe.WebhookEndpointCreateParams;
  const first = await stripe.webhookEndpoints.create(asked, { idempotencyKey: 'once' });
  const again = await stripe.webhookEndpoints.create(asked, { idempotencyKey: 'once' });
  expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect((await stripe.webhookEndpoints.list()).data).toHaveLength(1);
  const journal = await running.control.ask('GET', '/journal?limit=5');
  expect(journal.text).not.toContain(first.secret);
});

const MISTAKES: readonly [string, Stripe.WebhookEndpointCreateParams, string][] = [
  ['an address without a scheme', { url: 'shop.example/hooks', enabled_events: ['*'] }, 'url_invalid url'],
  ['an address of another kind', { url: 'ftp://shop.example', enabled_events: ['*'] }, 'url_invalid url'],
  ['an address with a password', { url: 'https://u:p@shop.example', enabled_events: ['*'] }, 'url_invalid url'],
  ['no event', { url: 'https://shop.example', enabled_events: [] }, 'parameter_missing enabled_events'],
  [
    'an event that there is not',
    { url: 'https://shop.example', enabled_events: ['charge.succeeded', 'charge.unheard_of' as '*'] },
    'undefined enabled_events[1]',
  ],
  [
    'a version that is none',
    { url: 'https://shop.example', enabled_events: ['*'], api_version: 'new' as '2024-04-10' },
    'undefined api_version',
  ],
];
for (const [what, params, expected] of MISTAKES) {
  test(`no endpoint is made for ${what}`, async () => {
    const { stripe } = await stripeAccount(running, line);
    const refused = await stripe.webhookEndpoints.create(params).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    const { code, param } = refused as Stripe.errors.StripeInvalidRequestError;
    expect(`${code} ${param}`).toBe(expected);
  });
}

test('an account has sixteen endpoints and no more', async () => {
  const { stripe } = await stripeAccount(running, line);
  for (let count = 0; count < 16; count += 1) {
    await stripe.webhookEndpoints.create({ url: address().url, enabled_events: ['*'] });
  }
  const seventeenth = stripe.webhookEndpoints.create({ url: address().url, enabled_events: ['*'] });
  await expect(seventeenth).rejects.toMatchObject({ message: expect.stringContaining('maximum of 16 test') });
});

for (const { major, stripe: sdk } of sdks('sk_test_nothing', { options: {} } as Line)) {
  test(`SDK ${major} accepts what is sent, and it is what the API answers`, async () => {
    const { stripe } = await stripeAccount(running, line);
    const { path, url } = address();
    const { secret = '' } = await stripe.webhookEndpoints.create({ url, enabled_events: ['payment_intent.succeeded'] });
    await stripe.paymentIntents.create(PAYMENT);
    await running.simulator.tick();
    const [arrived, ...others] = arrivedAt(path);
    if (arrived === undefined) return expect.fail('nothing has arrived');
    expect(others).toEqual([]);
    const event = constructed(sdk, arrived, secret);
    expect(event.type).toBe('payment_intent.succeeded');
    const answered = await stripe.events.retrieve(event.id);
    expect(JSON.parse(JSON.stringify(answered))).toEqual({ ...JSON.parse(arrived.body), pending_webhooks: 0 });
    expect(() => constructed(sdk, { ...arrived, body: arrived.body.replace('2000', '1') }, secret)).toThrow(
      /signature/,
    );
    expect(() => constructed(sdk, arrived, 'whsec_other')).toThrow(/signature/);
  });
}

test('while a secret rolls both sign, and then the new one alone; an endpoint has its own version', async () => {
  const account = await stripeAccount(running, line);
  const { stripe } = account;
  const { path, url } = address();
  const made = await stripe.webhookEndpoints.create({
    url,
    enabled_events: ['customer.created'],
    api_version: '2024-04-10',
  });
  const artefact = await endpointIn(account);
  const rotated = await running.control.ask('POST', `/artefacts/${artefact}/rotate-secret`, {
    body: { overlapMs: HOUR },
  });
  const { secret: fresh = '' } = expectStatus<{ secret?: string }>(rotated, 201);
  await stripe.customers.create();
  await running.simulator.tick();
  await running.pass(2 * HOUR);
  await stripe.customers.create();
  await running.simulator.tick();
  const [during, after] = arrivedAt(path);
  if (during === undefined || after === undefined) return expect.fail('two were to arrive');
  expect(during.headers['stripe-signature']?.match(/v1=/g)).toHaveLength(2);
  expect(after.headers['stripe-signature']?.match(/v1=/g)).toHaveLength(1);
  expect(JSON.parse(during.body)).toMatchObject({ api_version: '2024-04-10', type: 'customer.created' });
  const verified = (one: typeof during, secret: string) =>
    stripe.webhooks.signature?.verifyHeader(one.body, one.headers['stripe-signature'] ?? '', secret, 0);
  expect(verified(during, made.secret ?? '')).toBe(true);
  expect(verified(during, fresh)).toBe(true);
  expect(verified(after, fresh)).toBe(true);
  expect(() => verified(after, made.secret ?? '')).toThrow(/signature/);
});

/** The one endpoint of an account as the console knows it. */
async function endpointIn({ id }: StripeAccount): Promise<string> {
  const answer = await running.control.ask('GET', `/merchants/${id}/artefacts`);
  const { artefacts } = expectStatus<{ artefacts: readonly ControlWire['Artefact'][] }>(answer, 200);
  return artefacts[0]?.id ?? expect.fail('there is no endpoint');
}

test('a sandbox tries three times within a few hours, and production for three days', async () => {
  const account = await stripeAccount(running, line);
  const live = await stripeAccount(running, line, 'production', account);
  const [test, real] = [address(), address()];
  await account.stripe.webhookEndpoints.create({ url: test.url, enabled_events: ['customer.created'] });
  await live.stripe.webhookEndpoints.create({ url: real.url, enabled_events: ['customer.created'] });
  shop.react(({ path }) => (path === test.path || path === real.path ? 500 : 204));
  await account.stripe.customers.create();
  await live.stripe.customers.create();
  for (let count = 0; count < 80; count += 1) await running.pass(HOUR);
  shop.react(204);
  expect([arrivedAt(test.path).length, arrivedAt(real.path).length]).toEqual([3, 10]);
  expect(arrivedAt(real.path).every(({ body }) => JSON.parse(body).livemode === true)).toBe(true);
});

test('disorder befalls them as it does any notification, and an endpoint that is disabled hears nothing', async () => {
  const account = await stripeAccount(running, line);
  const { stripe } = account;
  const { path, url } = address();
  const made = await stripe.webhookEndpoints
    .create({ url, enabled_events: ['charge.*' as '*', 'customer.created'] })
    .catch(() => undefined);
  expect(made).toBeUndefined();
  const { id, secret = '' } = await stripe.webhookEndpoints.create({
    url,
    enabled_events: ['charge.succeeded', 'customer.created'],
  });
  await running.control.ask('PUT', `/merchants/${account.id}/disorder`, {
    body: {
      rules: [
        { disorder: { kind: 'wrong_signature' }, types: ['charge.succeeded'], times: 1 },
        { disorder: { kind: 'duplicate', times: 1 }, types: ['customer.created'], times: 1 },
      ],
    },
  });
  await stripe.paymentIntents.create(PAYMENT);
  await stripe.customers.create();
  await running.simulator.tick();
  await running.pass(SECOND);
  const arrived = arrivedAt(path);
  expect(arrived.map(({ body }) => JSON.parse(body).type).toSorted()).toEqual([
    'charge.succeeded',
    'customer.created',
    'customer.created',
  ]);
  const charged = arrived.find(({ body }) => JSON.parse(body).type === 'charge.succeeded') ?? expect.fail('none');
  expect(() => constructed(stripe, charged, secret)).toThrow(/signature/);
  await stripe.webhookEndpoints.update(id, { disabled: true });
  await stripe.customers.create();
  await running.simulator.tick();
  expect(arrivedAt(path)).toHaveLength(3);
});

test('what is written by hand is an event as well, and the SDK accepts it', async () => {
  const account = await stripeAccount(running, line);
  const { stripe } = account;
  const { path, url } = address();
  const { secret = '' } = await stripe.webhookEndpoints.create({
    url,
    enabled_events: ['payment_intent.succeeded', 'invoice.paid'],
  });
  const { id } = await stripe.paymentIntents.create({ ...PAYMENT, capture_method: 'manual' });
  const byHand = (body: object) =>
    running.control.ask('POST', `/merchants/${account.id}/notifications`, { body: { dialect: 'stripe', ...body } });
  expect((await byHand({ type: 'payment_intent.succeeded', paymentId: id })).status).toBe(201);
  expect((await byHand({ type: 'invoice.paid', data: { object: 'invoice', id: 'in_1' } })).status).toBe(201);
  await running.simulator.tick();
  const events = arrivedAt(path).map((arrived) => constructed(stripe, arrived, secret));
  expect(events).toMatchObject([
    { type: 'payment_intent.succeeded', livemode: false, data: { object: { id, status: 'requires_capture' } } },
    { type: 'invoice.paid', data: { object: { id: 'in_1' } } },
  ]);
});

test('an endpoint, an event and a secret of one mode are nothing to the other', async () => {
  const account = await stripeAccount(running, line);
  const live = await stripeAccount(running, line, 'production', account);
  const places = [account, live].map((of) => ({ of, ...address(), made: [] as string[], events: [] as string[] }));
  const secrets: string[] = [];
  for (const place of places) {
    const endpoint = await place.of.stripe.webhookEndpoints.create({ url: place.url, enabled_events: ['*'] });
    place.made.push(endpoint.id);
    secrets.push(endpoint.secret ?? '');
  }
  let acted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 4 }), async (turns) => {
      for (const turn of turns) {
        const place = places[turn] ?? expect.fail('no such place');
        await place.of.stripe.customers.create({ name: String(turn) });
        acted += 1;
      }
      await running.simulator.tick();
      for (const [index, place] of places.entries()) {
        const other = places[1 - index] ?? expect.fail('no such place');
        for (const { body, headers } of arrivedAt(place.path)) {
          const header = headers['stripe-signature'] ?? '';
          expect(place.of.stripe.webhooks.signature?.verifyHeader(body, header, secrets[index] ?? '', 0)).toBe(true);
          expect(() =>
            place.of.stripe.webhooks.signature?.verifyHeader(body, header, secrets[1 - index] ?? '', 0),
          ).toThrow();
          expect(JSON.parse(body)).toMatchObject({ livemode: index === 1, data: { object: { name: String(index) } } });
        }
        const { data } = await place.of.stripe.events.list({ limit: 100 });
        expect(data.every(({ livemode }) => livemode === (index === 1))).toBe(true);
        const id = data[0]?.id;
        if (id === undefined) continue;
        const hint = expect.stringContaining(`a similar object exists in ${index === 1 ? 'live' : 'test'} mode`);
        await expect(other.of.stripe.events.retrieve(id)).rejects.toMatchObject({ statusCode: 404, message: hint });
        const foreign = other.of.stripe.webhookEndpoints.update(place.made[0] ?? '', { disabled: true });
        await expect(foreign).rejects.toMatchObject({ statusCode: 404, message: hint });
      }
    }),
    { numRuns: 8, examples: [[[0, 1]], [[1, 0]]] },
  );
  expect(acted).toBeGreaterThan(8);
  expect(arrivedAt(places[0]?.path ?? '').length + arrivedAt(places[1]?.path ?? '').length).toBe(acted);
});
