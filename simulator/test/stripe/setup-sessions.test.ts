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

const ASKED = {
  mode: 'setup',
  currency: 'eur',
  customer_creation: 'always',
  setup_intent_data: { metadata: { order: '7' } },
  success_url: 'https://shop.example/thanks',
  cancel_url: 'https://shop.example/basket',
} satisfies Stripe.Checkout.SessionCreateParams;
const FORM = { number: '4242 4242 4242 4242', expiry: '12/30', cvc: '737', email: 'jenny@example.com' };

/** Enters a card on the page of a session. */
async function enters({ id }: Stripe.Checkout.Session, number = FORM.number) {
  const url = `${running.provider('sandbox').url}/c/pay/${id}/card`;
  const body = new URLSearchParams({ ...FORM, number });
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', body });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') };
}

async function typesOf({ stripe }: StripeAccount): Promise<string> {
  const { data } = await stripe.events.list({ limit: 100 });
  const types = data.map(({ type }) => type).toReversed();
  return types.join(' ');
}

const COMPLETED =
  'setup_intent.created customer.created payment_method.attached setup_intent.succeeded checkout.session.completed';

for (const { major } of sdks('sk_test_nothing', { options: {} } as Line)) {
  test(`SDK ${major}: a card is kept for a customer who is made by that, and paid with later, though nobody is there`, async () => {
    const account = await stripeAccount(running, line);
    const { stripe } = sdks(account.secret, line).find((sdk) => sdk.major === major) ?? expect.fail();
    const made = await stripe.checkout.sessions.create(ASKED);
    expect(made).toMatchObject({
      ...{ mode: 'setup', status: 'open', payment_status: 'no_payment_required', amount_total: null, customer: null },
      ...{ customer_creation: 'always', payment_intent: null, setup_intent: expect.stringMatching(/^seti_/) },
    });
    expect(await enters(made)).toMatchObject({ status: 303, location: 'https://shop.example/thanks' });
    const after = await stripe.checkout.sessions.retrieve(made.id, { expand: ['setup_intent.payment_method'] });
    expect(after).toMatchObject({
      ...{ status: 'complete', url: null, customer: expect.stringMatching(/^cus_/) },
      setup_intent: {
        ...{ id: made.setup_intent, status: 'succeeded', metadata: { order: '7' }, last_setup_error: null },
        ...{ customer: after.customer, payment_method: { card: { last4: '4242' }, customer: after.customer } },
      },
    });
    const setup = await stripe.setupIntents.retrieve(String(made.setup_intent));
    const paid = await stripe.paymentIntents.create({
      ...{ amount: 1250, currency: 'eur', capture_method: 'manual', off_session: true, confirm: true },
      ...{ customer: String(setup.customer), payment_method: String(setup.payment_method) },
    });
    expect(paid).toMatchObject({ status: 'requires_capture', customer: after.customer });
    expect(await typesOf(account)).toContain(COMPLETED);
    // Who presses once more changes nothing.
    expect((await enters(made)).status).toBe(303);
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });
}

test('a card that is not good is kept by nobody, and another one may be entered', async () => {
  const account = await stripeAccount(running, line);
  const { stripe } = account;
  const session = await stripe.checkout.sessions.create(ASKED);
  const declined = await enters(session, '4000000000009995');
  expect([declined.status, declined.location]).toEqual([402, null]);
  expect(declined.text).toContain('insufficient funds');
  expect(await stripe.setupIntents.retrieve(String(session.setup_intent))).toMatchObject({
    ...{ status: 'requires_payment_method', payment_method: null, customer: null },
    last_setup_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
  });
  expect((await enters(session)).status).toBe(303);
  const after = await stripe.setupIntents.retrieve(String(session.setup_intent));
  expect(after).toMatchObject({ status: 'succeeded', last_setup_error: null });
  expect(await typesOf(account)).toBe(
    COMPLETED.replace('customer.created', 'setup_intent.setup_failed customer.created'),
  );
});

test('a card that is kept for a customer who is known belongs to that one', async () => {
  const { stripe } = await stripeAccount(running, line);
  const customer = await stripe.customers.create({ email: 'jenny@example.com' });
  const { customer_creation: _, ...asked } = ASKED;
  const session = await stripe.checkout.sessions.create({ ...asked, customer: customer.id });
  await enters(session);
  const { data } = await stripe.paymentMethods.list({ customer: customer.id });
  expect(data).toHaveLength(1);
});

const wrong: readonly [what: string, asked: object, param: string][] = [
  ['no currency', { currency: undefined }, 'currency'],
  ['how to capture what is not paid', { payment_intent_data: { capture_method: 'manual' } }, 'payment_intent_data'],
  ['a customer, and another one to be made', { customer: 'known' }, 'customer'],
  [
    'a card to be kept where something is paid',
    {
      mode: 'payment',
      line_items: [{ price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'A' } } }],
    },
    'setup_intent_data',
  ],
];
for (const [what, asked, param] of wrong) {
  test(`a session to keep a card with ${what} is refused at ${param}`, async () => {
    const { stripe } = await stripeAccount(running, line);
    const customer = 'customer' in asked ? { customer: (await stripe.customers.create()).id } : {};
    const params = { ...ASKED, ...asked, ...customer } as Stripe.Checkout.SessionCreateParams;
    await expect(stripe.checkout.sessions.create(params)).rejects.toMatchObject({ statusCode: 400, param });
  });
}
