import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiver } from '../receiver.ts';
import { DAY, HOUR, type Running, start } from '../running-simulator.ts';
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
  mode: 'payment',
  line_items: [
    { price_data: { currency: 'eur', unit_amount: 1250, product_data: { name: 'A <chair>' } }, quantity: 2 },
    { price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'Delivery' } } },
  ],
  success_url: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://shop.example/basket',
  client_reference_id: 'order-7',
  metadata: { basket: '7' },
} satisfies Stripe.Checkout.SessionCreateParams;
const FORM = { number: '4242 4242 4242 4242', expiry: '12/30', cvc: '737', email: 'jenny@example.com' };
const ENVIRONMENTS: Readonly<Record<string, string>> = { test: 'sandbox', live: 'production' };

type Page = Readonly<{ status: number; text: string; location: string | null }>;

/** What a browser gets to see that is at the page of a session, or on the page that it was sent to. */
async function browse(
  session: Stripe.Checkout.Session | string,
  path = '',
  fields?: Record<string, string>,
): Promise<Page> {
  const id = typeof session === 'string' ? session : session.id;
  const environment = ENVIRONMENTS[id.split('_')[1] ?? ''] ?? 'sandbox';
  const url = new URL(
    path.startsWith('/') ? path : `/c/pay/${id}${path === '' ? '' : `/${path}`}`,
    running.provider(environment).url,
  );
  const answer = await fetch(url, {
    redirect: 'manual',
    ...(fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }),
  });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') };
}

async function types({ stripe }: StripeAccount): Promise<string> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data
    .map(({ type }) => type)
    .toReversed()
    .join(' ');
}

for (const { major } of sdks('sk_test_nothing', { options: {} } as Line)) {
  test(`SDK ${major}: a customer is sent to the page, pays, comes back, and the merchant captures`, async () => {
    const account = await stripeAccount(running, line);
    const { stripe } = sdks(account.secret, line).find((sdk) => sdk.major === major) ?? expect.fail();
    const made = await stripe.checkout.sessions.create({
      ...ASKED,
      payment_intent_data: { capture_method: 'manual', metadata: { order: '7' } },
    });
    expect(made).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 3000, payment_intent: null });
    expect(made.url).toBe(`${running.provider('sandbox').url}/c/pay/${made.id}`);
    const opened = await browse(made);
    expect(opened.status).toBe(200);
    for (const shown of ['30.00 EUR', '2 × A &lt;chair>', 'Delivery', 'Shop &amp; Söhne', 'without paying']) {
      expect(opened.text).toContain(shown);
    }
    const paid = await browse(made, 'card', FORM);
    expect([paid.status, paid.location]).toEqual([303, `https://shop.example/thanks?session=${made.id}`]);
    const after = await stripe.checkout.sessions.retrieve(made.id, { expand: ['payment_intent', 'line_items'] });
    expect(after).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      url: null,
      client_reference_id: 'order-7',
      customer_details: { email: 'jenny@example.com' },
      payment_intent: { status: 'requires_capture', amount: 3000, metadata: { order: '7' } },
      line_items: { data: [{ description: 'A <chair>', amount_total: 2500 }, { amount_total: 500 }] },
    });
    const intent = after.payment_intent as Stripe.PaymentIntent;
    await stripe.paymentIntents.capture(intent.id);
    expect(await stripe.checkout.sessions.retrieve(made.id)).toMatchObject({ payment_status: 'paid' });
    const [found] = (await stripe.checkout.sessions.list({ payment_intent: intent.id })).data;
    expect(found?.id).toBe(made.id);
    expect(await types(account)).toBe(
      'payment_intent.created charge.succeeded payment_intent.amount_capturable_updated checkout.session.completed charge.captured payment_intent.succeeded',
    );
    const [completed] = (await stripe.events.list({ type: 'checkout.session.completed' })).data;
    expect(completed?.data.object).toMatchObject({ id: made.id, status: 'complete', payment_intent: intent.id });
  });
}

test('after a decline the customer tries again on the same page, and it is the same payment', async () => {
  const account = await stripeAccount(running, line);
  const { stripe } = account;
  const session = await stripe.checkout.sessions.create(ASKED);
  const declined = await browse(session, 'card', { ...FORM, number: '4000000000009995' });
  expect([declined.status, declined.location]).toEqual([402, null]);
  expect(declined.text).toContain('role="alert"><p>Your card has insufficient funds.');
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'open', payment_intent: null });
  expect((await browse(session, 'card', FORM)).status).toBe(303);
  const { payment_intent: intent, payment_status: paid } = await stripe.checkout.sessions.retrieve(session.id);
  expect(paid).toBe('paid');
  const { data } = await stripe.charges.list({ payment_intent: String(intent) });
  expect(data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
});

test('a session that nobody pays expires by the clock alone, and is told of once', async () => {
  await using shop = await receiver();
  const account = await stripeAccount(running, line);
  const { stripe } = account;
  await stripe.webhookEndpoints.create({ url: shop.url, enabled_events: ['*'] });
  const [untouched, begun, paid, ended] = [
    await stripe.checkout.sessions.create(ASKED),
    await stripe.checkout.sessions.create(ASKED),
    await stripe.checkout.sessions.create(ASKED),
    await stripe.checkout.sessions.create(ASKED),
  ];
  await browse(begun, 'card', { ...FORM, number: '4000000000003220' });
  await browse(paid, 'card', FORM);
  await stripe.checkout.sessions.expire(ended.id);
  await running.pass(DAY - 1);
  const expired = async () => (await stripe.events.list({ type: 'checkout.session.expired' })).data;
  const of = (events: readonly Stripe.Event[]) => events.map(({ data }) => ('id' in data.object ? data.object.id : ''));
  expect(of(await expired())).toEqual([ended.id]);
  await running.pass(1);
  const events = await expired();
  expect(of(events).toSorted()).toEqual([untouched.id, begun.id, ended.id].toSorted());
  const [first] = events.filter((event) => of([event])[0] === untouched.id);
  expect(first).toMatchObject({ created: untouched.expires_at, request: { id: null, idempotency_key: null } });
  expect(first?.data.object).toMatchObject({ status: 'expired', payment_status: 'unpaid', url: null });
  expect(shop.types().filter((type) => type === 'checkout.session.expired')).toHaveLength(3);
  const [intent] = (await stripe.paymentIntents.list()).data.filter(({ status }) => status !== 'succeeded');
  expect(intent?.status).toBe('canceled');
  await running.pass(DAY);
  expect(await expired()).toHaveLength(3);
  expect((await stripe.checkout.sessions.retrieve(paid.id)).status).toBe('complete');
});

test('the turn of a clock says which session it has brought to its end', async () => {
  const account = await stripeAccount(running, line);
  const session = await account.stripe.checkout.sessions.create(ASKED);
  const clock = `/merchants/${account.id}/clock`;
  await running.control.ask('PUT', clock, { body: { kind: 'frozen' } });
  const turned = await running.control.ask('POST', `${clock}/advance`, { body: { ms: DAY } });
  const at = new Date((session.expires_at ?? 0) * 1000).toISOString();
  expect(turned.body).toMatchObject({
    ran: [{ at, kind: 'object', merchantId: account.id, objectId: session.id, events: ['checkout.session.expired'] }],
  });
});

test('what is held in a session is captured in parts where that was asked for, and the rest is given back', async () => {
  const { stripe } = await stripeAccount(running, line);
  const held = {
    ...ASKED,
    payment_intent_data: { capture_method: 'manual' },
  } satisfies Stripe.Checkout.SessionCreateParams;
  const asked = { ...held, payment_method_options: { card: { request_multicapture: 'if_available' } } } as const;
  const [once, parts] = [await stripe.checkout.sessions.create(held), await stripe.checkout.sessions.create(asked)];
  const intentOf = async ({ id }: Stripe.Checkout.Session) => {
    await browse(id, 'card', FORM);
    return String((await stripe.checkout.sessions.retrieve(id)).payment_intent);
  };
  const first = { amount_to_capture: 1000, final_capture: false };
  await expect(stripe.paymentIntents.capture(await intentOf(once), first)).rejects.toMatchObject({
    param: 'final_capture',
  });
  const captured = await stripe.paymentIntents.capture(await intentOf(parts), first);
  expect(captured).toMatchObject({ status: 'requires_capture', amount_received: 1000, amount_capturable: 2000 });
  const ended = await stripe.paymentIntents.cancel(captured.id);
  expect(ended).toMatchObject({ amount_received: 1000, amount_capturable: 0 });
});

test('two clicks at once pay once', async () => {
  const { stripe } = await stripeAccount(running, line);
  const session = await stripe.checkout.sessions.create(ASKED);
  const clicks = await Promise.all([browse(session, 'card', FORM), browse(session, 'card', FORM)]);
  expect(clicks.map(({ location }) => location)).toEqual(
    clicks.map(() => `https://shop.example/thanks?session=${session.id}`),
  );
  const charges = (await stripe.charges.list()).data;
  expect(charges.map(({ amount, status }) => `${amount} ${status}`)).toEqual(['3000 succeeded']);
});

for (const [answer, status, ends] of [
  ['pass', 303, 'complete'],
  ['fail', 402, 'open'],
] as const) {
  test(`a bank that wants to be sure is told, and the customer comes back: ${answer}`, async () => {
    const account = await stripeAccount(running, line);
    const { stripe } = account;
    const session = await stripe.checkout.sessions.create(ASKED);
    const sent = await browse(session, 'card', { ...FORM, number: '4000000000003220' });
    expect(sent.location).toMatch(/^\/pay\//);
    expect((await browse(session)).location).toBe(sent.location);
    const back = await browse(session, `${sent.location}/challenge`, { answer });
    expect(back.location).toContain(`/c/pay/${session.id}?`);
    const shown = await browse(session);
    expect(shown.status).toBe(status);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe(ends);
    expect(await types(account)).toMatch(ends === 'complete' ? /checkout.session.completed$/ : /payment_failed$/);
  });
}

test('a form that is filled in wrong says where, and nothing is tried', async () => {
  const account = await stripeAccount(running, line);
  const session = await account.stripe.checkout.sessions.create({ ...ASKED, customer_email: 'jenny@example.com' });
  const wrong = await browse(session, 'card', { number: '1234', expiry: '13/30', cvc: '7' });
  expect(wrong.status).toBe(422);
  for (const name of ['number', 'expiry', 'cvc']) expect(wrong.text).toContain(`id="${name}-problem"`);
  expect(wrong.text).not.toContain('name="email"');
  expect(wrong.text).not.toContain('1234');
  const past = await browse(session, 'card', { ...FORM, expiry: '01/20' });
  expect(past.text).toContain('expiration year is invalid');
  expect(await types(account)).toBe('');
});

test('a session that was ended, or whose time is up, takes no money', async () => {
  const account = await stripeAccount(running, line);
  const { stripe } = account;
  const [ended, late] = [await stripe.checkout.sessions.create(ASKED), await stripe.checkout.sessions.create(ASKED)];
  await browse(ended, 'card', { ...FORM, number: '4000000000000002' });
  expect(await stripe.checkout.sessions.expire(ended.id)).toMatchObject({ status: 'expired', url: null });
  await expect(stripe.checkout.sessions.expire(ended.id)).rejects.toMatchObject({
    message: expect.stringContaining('expired'),
  });
  await running.pass(DAY);
  for (const session of [ended, late]) {
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
    await browse(session, 'card', FORM);
    expect((await browse(session)).text).toContain('Time is up');
  }
  expect((await stripe.charges.list()).data.map(({ status }) => status)).toEqual(['failed']);
  expect(await types(account)).toMatch(/payment_intent.canceled checkout.session.expired checkout.session.expired$/);
});

test('a session whose payment was withdrawn is over', async () => {
  const { stripe } = await stripeAccount(running, line);
  const session = await stripe.checkout.sessions.create(ASKED);
  await browse(session, 'card', { ...FORM, number: '4000000000000002' });
  const [intent] = (await stripe.paymentIntents.list()).data;
  await stripe.paymentIntents.cancel(intent?.id ?? '');
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
  expect((await browse(session)).text).toContain('Time is up');
});

const MISTAKES: readonly [string, Partial<Stripe.Checkout.SessionCreateParams>, string][] = [
  ['a subscription', { mode: 'subscription' }, 'mode'],
  [
    'two currencies',
    {
      line_items: [
        ...ASKED.line_items,
        { price_data: { currency: 'usd', unit_amount: 1, product_data: { name: 'x' } } },
      ],
    },
    'line_items[2][price_data][currency]',
  ],
  ['nothing', { line_items: [] }, 'line_items'],
  [
    'less than can be paid',
    {
      line_items: ASKED.line_items
        .slice(1)
        .map((item) => ({ ...item, price_data: { ...item.price_data, unit_amount: 49 } })),
    },
    'line_items',
  ],
  ['an address to come back to that is none', { success_url: 'shop.example' }, 'success_url'],
  ['a customer that there is not', { customer: 'cus_none' }, 'customer'],
  ['a customer and an address of one', { customer_email: 'a@example.com', customer: 'cus_x' }, 'customer'],
  ['a session of a minute', { expires_at: 1_800_000_000 }, 'expires_at'],
  ['another method', { allowed_payment_method_types: ['sepa_debit'] }, 'allowed_payment_method_types'],
  ['a promotion', { allow_promotion_codes: true }, 'allow_promotion_codes'],
];
for (const [what, params, param] of MISTAKES) {
  test(`no session is made for ${what}`, async () => {
    const { stripe } = await stripeAccount(running, line);
    const refused = await stripe.checkout.sessions.create({ ...ASKED, ...params }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect((refused as Stripe.errors.StripeInvalidRequestError).param).toBe(param);
  });
}

test('a session lives in its mode: its page, its object, its card', async () => {
  const account = await stripeAccount(running, line);
  const live = await stripeAccount(running, line, 'production', account);
  const session = await live.stripe.checkout.sessions.create({
    ...ASKED,
    expires_at: Math.floor((running.clock.now() + HOUR) / 1000),
  });
  expect(session.id).toMatch(/^cs_live_/);
  expect(session.url).toBe(`${running.provider('production').url}/c/pay/${session.id}`);
  const elsewhere = await fetch(`${running.provider('sandbox').url}/c/pay/${session.id}`);
  expect(elsewhere.status).toBe(404);
  await expect(account.stripe.checkout.sessions.retrieve(session.id)).rejects.toMatchObject({
    statusCode: 404,
    message: expect.stringContaining('a similar object exists in live mode'),
  });
  const refused = await browse(session, 'card', FORM);
  expect(refused.text).toContain('used a known test card');
  expect((await browse(session, 'card', { ...FORM, number: '4539578763621486' })).status).toBe(303);
  expect(await live.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    livemode: true,
    payment_status: 'paid',
  });
});
