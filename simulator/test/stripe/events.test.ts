import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, start } from '../running-simulator.ts';
import { type Line, openLine, type StripeAccount, sdks, stripeAccount } from './stripe-account.ts';

let running: Running;
let line: Line;

beforeAll(async () => {
  running = await start();
  line = await openLine(running.provider('sandbox').url);
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
});

const CARD = { currency: 'eur', payment_method_types: ['card'] } as const;
const MANUAL = {
  ...CARD,
  amount: 2000,
  payment_method: 'pm_card_visa',
  confirm: true,
  capture_method: 'manual',
} as const;

/** What has been told of an account, oldest first. */
async function told({ stripe }: StripeAccount): Promise<readonly Stripe.Event[]> {
  const events: Stripe.Event[] = [];
  for await (const event of stripe.events.list({ limit: 100 })) events.push(event);
  return events.toReversed();
}

const COURSES: readonly [string, (stripe: Stripe) => Promise<unknown>, string][] = [
  [
    'an automatic capture',
    (stripe) => stripe.paymentIntents.create({ ...MANUAL, capture_method: 'automatic' }),
    'payment_intent.created charge.succeeded payment_intent.succeeded',
  ],
  [
    'an intent that is confirmed and captured by hand',
    async (stripe) => {
      const { id } = await stripe.paymentIntents.create({ ...CARD, amount: 2000, capture_method: 'manual' });
      await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
      await stripe.paymentIntents.capture(id, { amount_to_capture: 500 });
    },
    'payment_intent.created charge.succeeded payment_intent.amount_capturable_updated charge.captured payment_intent.succeeded',
  ],
  [
    'captures of a part with more to come',
    async (stripe) => {
      const { id } = await stripe.paymentIntents.create({
        ...MANUAL,
        payment_method_options: { card: { request_multicapture: 'if_available' } },
      });
      await stripe.paymentIntents.capture(id, { amount_to_capture: 500, final_capture: false });
      await stripe.paymentIntents.capture(id, { amount_to_capture: 500 });
    },
    'payment_intent.created charge.succeeded payment_intent.amount_capturable_updated charge.updated charge.captured payment_intent.succeeded',
  ],
  [
    'a decline',
    async (stripe) => {
      const declined = stripe.paymentIntents.create({ ...MANUAL, payment_method: 'pm_card_chargeDeclined' });
      await expect(declined).rejects.toMatchObject({ type: 'StripeCardError' });
    },
    'payment_intent.created charge.failed payment_intent.payment_failed',
  ],
  [
    'a card that asks who pays',
    (stripe) => stripe.paymentIntents.create({ ...MANUAL, payment_method: 'pm_card_authenticationRequired' }),
    'payment_intent.created payment_intent.requires_action',
  ],
  [
    'a hold that is withdrawn',
    async (stripe) => stripe.paymentIntents.cancel((await stripe.paymentIntents.create(MANUAL)).id),
    'payment_intent.created charge.succeeded payment_intent.amount_capturable_updated payment_intent.canceled',
  ],
  [
    'two refunds',
    async (stripe) => {
      const { id } = await stripe.paymentIntents.create({ ...MANUAL, capture_method: 'automatic' });
      await stripe.refunds.create({ payment_intent: id, amount: 500 });
      const { id: refund } = await stripe.refunds.create({ payment_intent: id });
      await stripe.refunds.update(refund, { metadata: { why: 'broken' } });
    },
    'payment_intent.created charge.succeeded payment_intent.succeeded refund.created charge.refunded refund.created charge.refunded refund.updated charge.refund.updated',
  ],
  [
    'a refund that is canceled on its way',
    async (stripe) => {
      const pending = { capture_method: 'automatic', payment_method: 'pm_card_pendingRefund' } as const;
      const { id } = await stripe.paymentIntents.create({ ...MANUAL, ...pending });
      await stripe.refunds.cancel((await stripe.refunds.create({ payment_intent: id })).id);
    },
    'payment_intent.created charge.succeeded payment_intent.succeeded refund.created refund.updated charge.refund.updated',
  ],
  [
    'a dispute with the capture',
    (stripe) =>
      stripe.paymentIntents.create({ ...MANUAL, capture_method: 'automatic', payment_method: 'pm_card_createDispute' }),
    'payment_intent.created charge.succeeded charge.dispute.created charge.dispute.funds_withdrawn payment_intent.succeeded',
  ],
  [
    'a customer with a card',
    async (stripe) => {
      const { id } = await stripe.customers.create({ name: 'Jenny' });
      await stripe.customers.update(id, { name: 'Jane' });
      const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: id });
      await stripe.paymentMethods.update(method.id, { metadata: { of: 'Jane' } });
      await stripe.paymentMethods.detach(method.id);
      await stripe.customers.del(id);
    },
    'customer.created customer.updated payment_method.attached payment_method.updated payment_method.detached customer.deleted',
  ],
  [
    'a card that is kept by a payment',
    async (stripe) => {
      const { id: customer } = await stripe.customers.create();
      await stripe.paymentIntents.create({ ...MANUAL, customer, setup_future_usage: 'on_session' });
    },
    'customer.created payment_method.attached payment_intent.created charge.succeeded payment_intent.amount_capturable_updated',
  ],
];
for (const [what, course, expected] of COURSES) {
  test(`${what} is told in order`, async () => {
    const account = await stripeAccount(running, line);
    await course(account.stripe);
    expect((await told(account)).map(({ type }) => type).join(' ')).toBe(expected);
  });
}

test('a hold that nobody captures expires by the clock, and nobody has asked for it', async () => {
  const account = await stripeAccount(running, line);
  await account.stripe.paymentIntents.create(MANUAL, { idempotencyKey: 'the-key' });
  await running.pass(8 * 24 * 60 * 60 * 1000);
  const events = await told(account);
  expect(events.slice(3).map(({ type, request }) => [type, request])).toEqual([
    ['charge.expired', { id: null, idempotency_key: null }],
    ['payment_intent.canceled', { id: null, idempotency_key: null }],
  ]);
  const made = line.exchanges.find(({ request }) => request['idempotency-key'] === 'the-key');
  expect(events[0]?.request).toEqual({ id: made?.headers.get('request-id'), idempotency_key: 'the-key' });
});

test('what was otherwise before is told with what changes, and only that', async () => {
  const account = await stripeAccount(running, line);
  const { stripe } = account;
  const { id } = await stripe.paymentIntents.create(MANUAL);
  await stripe.paymentIntents.capture(id, { amount_to_capture: 1500 });
  await stripe.refunds.create({ payment_intent: id, amount: 300 });
  const customer = await stripe.customers.create({ name: 'Jenny', metadata: { a: '1', b: '2' } });
  await stripe.customers.update(customer.id, { name: 'Jane', metadata: { b: '3' } });
  const previous = Object.fromEntries(
    (await told(account)).flatMap(({ type, data }) =>
      data.previous_attributes === undefined ? [] : [[type, data.previous_attributes]],
    ),
  );
  expect(previous).toMatchObject({
    'charge.captured': { captured: false, amount_captured: 0, amount_refunded: 0, balance_transaction: null },
    'charge.refunded': { amount_refunded: 500 },
    'customer.updated': { name: 'Jenny', metadata: { b: '2' } },
  });
  expect(Object.keys(previous['customer.updated'] ?? {})).toEqual(['metadata', 'name']);
});

test('an event shows its object as it stood then, whatever has become of it', async () => {
  const account = await stripeAccount(running, line);
  const { stripe } = account;
  const { id } = await stripe.paymentIntents.create(MANUAL);
  await stripe.paymentIntents.cancel(id);
  const [created] = (await stripe.events.list({ type: 'payment_intent.amount_capturable_updated' })).data;
  expect(created?.data.object).toMatchObject({ id, status: 'requires_capture', amount_capturable: 2000 });
  const again = await stripe.events.retrieve(created?.id ?? '');
  expect(JSON.stringify(again)).toBe(JSON.stringify(created));
});

for (const { major } of sdks('sk_test_nothing', { options: {} } as Line)) {
  test(`SDK ${major} lists events by type, by group, by several types and by time`, async () => {
    const account = await stripeAccount(running, line);
    const { stripe } = sdks(account.secret, line).find((sdk) => sdk.major === major) ?? expect.fail();
    await stripe.paymentIntents.create(MANUAL);
    running.clock.advance(5000);
    const { created } = await stripe.customers.create({ name: 'later' });
    const types = async (asked: Stripe.EventListParams) =>
      (await stripe.events.list(asked)).data.map(({ type }) => type).join(' ');
    expect(await types({ type: 'charge.succeeded' })).toBe('charge.succeeded');
    expect(await types({ type: 'payment_intent.*' })).toBe(
      'payment_intent.amount_capturable_updated payment_intent.created',
    );
    expect(await types({ types: ['charge.succeeded', 'customer.created'] })).toBe('customer.created charge.succeeded');
    expect(await types({ created: { gte: created } })).toBe('customer.created');
    const page = await stripe.events.list({ limit: 2 });
    expect([page.has_more, page.data.length]).toEqual([true, 2]);
    await expect(stripe.events.list({ type: 'a.b', types: ['a.c'] })).rejects.toMatchObject({ param: 'type' });
  });
}
