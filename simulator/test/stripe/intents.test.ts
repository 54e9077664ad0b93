import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, type Running, SECOND, start } from '../running-simulator.ts';
import { situate } from '../simulated-world.ts';
import { type Line, openLine, type StripeAccount, sdks, stripeAccount } from './stripe-account.ts';

let running: Running;
let line: Line;
let account: StripeAccount;
let stripe: Stripe;

beforeAll(async () => {
  running = await start();
  line = await openLine(running.provider('sandbox').url);
  account = await stripeAccount(running, line);
  stripe = account.stripe;
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
});

const CARD = { allowed_payment_method_types: ['card' as const] };
const PAID = { amount: 10_000, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' };

function manual(more: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'eur',
    capture_method: 'manual',
    confirm: true,
    payment_method: 'pm_card_visa',
    ...CARD,
    ...more,
  });
}

for (const { major } of sdks('sk_test_nothing', { options: {} } as Line)) {
  test(`SDK ${major}: authorized by hand, captured in part, the rest given back, refunded twice`, async () => {
    const sdk = sdks(account.secret, line).find((one) => one.major === major)?.stripe ?? expect.fail();
    const made = await sdk.paymentIntents.create({
      amount: 10_000,
      currency: 'eur',
      capture_method: 'manual',
      ...CARD,
    });
    expect(made).toMatchObject({ status: 'requires_payment_method', amount: 10_000, latest_charge: null });
    const held = await sdk.paymentIntents.confirm(made.id, {
      payment_method: 'pm_card_visa',
      expand: ['latest_charge', 'payment_method'],
    });
    expect(held).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 10_000,
      latest_charge: { captured: false, paid: true, payment_intent: made.id, status: 'succeeded' },
      payment_method: { card: { brand: 'visa', last4: '4242' } },
    });
    const captured = await sdk.paymentIntents.capture(made.id, { amount_to_capture: 6_000 });
    expect(captured).toMatchObject({ status: 'succeeded', amount_received: 6_000, amount_capturable: 0 });
    const refund = await sdk.refunds.create({ payment_intent: made.id, amount: 2_500, metadata: { why: 'size' } });
    expect(refund).toMatchObject({ status: 'succeeded', amount: 2_500, charge: captured.latest_charge });
    const rest = await sdk.refunds.create({ charge: String(captured.latest_charge), reason: 'requested_by_customer' });
    expect(rest).toMatchObject({ amount: 3_500, payment_intent: made.id, reason: 'requested_by_customer' });
    const charge = await sdk.charges.retrieve(String(captured.latest_charge));
    expect(charge).toMatchObject({ refunded: true, amount_captured: 6_000 });
    expect((await sdk.refunds.list({ payment_intent: made.id })).data.map(({ id }) => id)).toEqual([
      rest.id,
      refund.id,
    ]);
  });
}

test('a hold that nobody captures is given back after seven days', async () => {
  const held = await manual();
  await running.pass(7 * DAY);
  expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({
    status: 'canceled',
    cancellation_reason: 'automatic',
    amount_capturable: 0,
  });
});

test('with multicapture more captures can follow, and cancelling gives back what is left', async () => {
  const options = { card: { request_multicapture: 'if_available' as const } };
  const held = await manual({ payment_method_options: options, expand: ['latest_charge'] });
  expect(held.latest_charge).toMatchObject({
    payment_method_details: { card: { multicapture: { status: 'available' }, capture_before: expect.any(Number) } },
  });
  const first = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 3_000, final_capture: false });
  expect(first).toMatchObject({ status: 'requires_capture', amount_received: 3_000, amount_capturable: 7_000 });
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 2_000, final_capture: false });
  const canceled = await stripe.paymentIntents.cancel(held.id);
  expect(canceled).toMatchObject({ status: 'succeeded', amount_received: 5_000, amount_capturable: 0 });
});

test('an authorization can grow, if the bank agrees', async () => {
  const held = await manual();
  const grown = await stripe.paymentIntents.incrementAuthorization(held.id, { amount: 15_000 });
  expect(grown).toMatchObject({ amount: 15_000, amount_capturable: 15_000, status: 'requires_capture' });
  const own = await stripeAccount(running, line);
  await situate(running, own, {
    when: { operation: 'increment' },
    issuer: { decline: 'insufficient_funds' },
  });
  const other = await own.stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'eur',
    capture_method: 'manual',
    confirm: true,
    payment_method: 'pm_card_visa',
    ...CARD,
  });
  await expect(own.stripe.paymentIntents.incrementAuthorization(other.id, { amount: 15_000 })).rejects.toMatchObject({
    type: 'StripeCardError',
    decline_code: 'insufficient_funds',
    payment_intent: { status: 'requires_capture', amount_capturable: 10_000 },
  });
});

test('what is asked for can change until somebody consents, and words at any time', async () => {
  const made = await stripe.paymentIntents.create({ amount: 500, currency: 'eur', metadata: { order: '7' }, ...CARD });
  const customer = await stripe.customers.create();
  const changed = await stripe.paymentIntents.update(made.id, {
    amount: 700,
    customer: customer.id,
    description: 'Shoes',
    metadata: { colour: 'red' },
    payment_method: 'pm_card_mastercard',
  });
  expect(changed).toMatchObject({
    amount: 700,
    customer: customer.id,
    description: 'Shoes',
    metadata: { order: '7', colour: 'red' },
    status: 'requires_confirmation',
  });
  expect((await stripe.paymentIntents.list({ customer: customer.id })).data.map(({ id }) => id)).toEqual([made.id]);
  const paid = await stripe.paymentIntents.confirm(made.id, { expand: ['latest_charge.customer'] });
  expect(paid).toMatchObject({
    status: 'succeeded',
    latest_charge: { customer: { id: customer.id, object: 'customer' } },
  });
  const after = await stripe.paymentIntents.update(made.id, { metadata: { order: '' }, description: '' });
  expect(after).toMatchObject({ metadata: { colour: 'red' }, description: null });
  expect((await stripe.charges.list({ customer: customer.id })).data.map(({ id }) => id)).toEqual([
    (paid.latest_charge as Stripe.Charge).id,
  ]);
});

test('a card is kept for a customer, used again and again, and taken away for good', async () => {
  const customer = await stripe.customers.create();
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  expect(card).toMatchObject({ customer: customer.id, card: { last4: '4242', brand: 'visa' } });
  const updated = await stripe.paymentMethods.update(card.id, {
    billing_details: { name: 'Jenny', address: { city: 'Bonn' } },
    metadata: { kept: 'yes' },
    card: { exp_year: 2035 },
  });
  expect(updated).toMatchObject({
    billing_details: { name: 'Jenny', address: { city: 'Bonn', line1: null } },
    card: { exp_year: 2035 },
  });
  for (let time = 0; time < 2; time += 1) {
    const paid = await manual({ customer: customer.id, payment_method: card.id, off_session: true });
    expect(paid).toMatchObject({ status: 'requires_capture', payment_method: card.id });
  }
  const listed = await stripe.paymentMethods.list({ customer: customer.id, type: 'card' });
  expect(listed.data.map(({ id }) => id)).toEqual([card.id]);
  expect((await stripe.paymentMethods.detach(card.id)).customer).toBeNull();
  await expect(stripe.paymentMethods.attach(card.id, { customer: customer.id })).rejects.toMatchObject({
    message: expect.stringContaining('may not be used again'),
  });
});

test('paying for later keeps the card for the customer', async () => {
  const customer = await stripe.customers.create();
  const paid = await manual({ customer: customer.id, setup_future_usage: 'off_session' });
  const [kept] = (await stripe.paymentMethods.list({ customer: customer.id })).data;
  expect(kept?.id).toBe(paid.payment_method);
});

test('a page hands over a token, which becomes a card once', async () => {
  const token = await stripe.tokens.create({
    card: { number: '5555555555554444', exp_month: '12', exp_year: '30', cvc: '123', name: 'Jenny' },
  });
  const method = await stripe.paymentMethods.create({ type: 'card', card: { token: token.id } });
  expect(method).toMatchObject({ billing_details: { name: 'Jenny' }, card: { brand: 'mastercard', last4: '4444' } });
  expect((await stripe.tokens.retrieve(token.id)).used).toBe(true);
  const named = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
  expect((await manual({ payment_method: named.id })).status).toBe('requires_capture');
});

const AMOUNTS: readonly [currency: string, amount: number][] = [
  ['jpy', 500],
  ['kwd', 12_340],
  ['isk', 50_000],
  ['ugx', 1_000_000],
  ['mga', 5_000],
  ['huf', 20_000],
];
for (const [currency, amount] of AMOUNTS) {
  test(`${amount} ${currency} come back as they were sent`, async () => {
    const paid = await manual({ amount, currency, capture_method: 'automatic' });
    expect(paid).toMatchObject({ amount, currency, amount_received: amount });
    const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: amount / 2 });
    expect(refund).toMatchObject({ amount: amount / 2, currency });
  });
}

test('a refund may take a day, and may fail later', async () => {
  const slow = await manual({ capture_method: 'automatic', payment_method: 'pm_card_pendingRefund' });
  const pending = await stripe.refunds.create({ payment_intent: slow.id });
  expect(pending).toMatchObject({ status: 'pending', pending_reason: 'processing', balance_transaction: null });
  const bad = await manual({ capture_method: 'automatic', payment_method: 'pm_card_refundFail' });
  const failing = await stripe.refunds.create({ payment_intent: bad.id });
  await running.pass(DAY);
  expect((await stripe.refunds.retrieve(pending.id)).status).toBe('succeeded');
  await running.pass(2 * DAY);
  expect(await stripe.refunds.retrieve(failing.id)).toMatchObject({ status: 'failed', failure_reason: 'declined' });
  const noted = await stripe.refunds.update(failing.id, { metadata: { seen: 'yes' } });
  expect(noted.metadata).toEqual({ seen: 'yes' });
});

test('a refund that is still on its way can be canceled: no money has moved, and it can be refunded again', async () => {
  const paid = await manual({ capture_method: 'automatic', payment_method: 'pm_card_pendingRefund' });
  const { id } = await stripe.refunds.create({ payment_intent: paid.id, amount: 400, metadata: { of: 'order' } });
  const canceled = await stripe.refunds.cancel(id);
  expect(canceled).toMatchObject({ status: 'canceled', failure_reason: 'merchant_request', metadata: { of: 'order' } });
  await expect(stripe.refunds.cancel(id)).rejects.toThrow('has a status of canceled');
  await running.pass(2 * DAY);
  expect(await stripe.refunds.retrieve(id)).toEqual(canceled);
  const charge = await stripe.charges.retrieve(String(paid.latest_charge));
  expect(charge).toMatchObject({ refunded: false, amount_refunded: 0 });
  expect((await stripe.refunds.create({ payment_intent: paid.id })).amount).toBe(paid.amount);
});

for (const status of ['canceled', 'failed'] as const) {
  test(`what a refund that has ${status} took and gave back is in the balance, and is nothing together`, async () => {
    const own = await stripeAccount(running, line);
    const outcome = { later: { after: '1h', end: { fail: 'insufficient_merchant_funds' } } } as const;
    await situate(running, own, { when: { operation: 'refund' }, outcome });
    const paid = await own.stripe.paymentIntents.create({ ...PAID, ...CARD });
    const { id } = await own.stripe.refunds.create({ payment_intent: paid.id });
    if (status === 'canceled') await own.stripe.refunds.cancel(id);
    await running.pass(DAY);
    const expand = ['balance_transaction', 'failure_balance_transaction'];
    expect(await own.stripe.refunds.retrieve(id, { expand })).toMatchObject({
      status,
      failure_reason: status === 'canceled' ? 'merchant_request' : 'insufficient_funds',
      balance_transaction: { type: 'refund', amount: -paid.amount, fee: 0, source: id },
      failure_balance_transaction: { type: 'refund_failure', amount: paid.amount, fee: 0, source: id },
    });
    for (const transaction of [`txn_${id.slice('re_'.length)}`, `txn_${id.slice('re_'.length)}f`]) {
      expect((await own.stripe.balanceTransactions.retrieve(transaction)).source).toBe(id);
    }
  });
}

test('lists are cut by the second in which something was made', async () => {
  const own = await stripeAccount(running, line);
  const made: Stripe.PaymentIntent[] = [];
  for (let count = 0; count < 3; count += 1) {
    made.push(await own.stripe.paymentIntents.create({ amount: 500, currency: 'eur' }));
    await running.pass(SECOND);
  }
  const [first, second] = made;
  const since = await own.stripe.paymentIntents.list({ created: { gt: first?.created ?? 0 }, limit: 1 });
  expect(since).toMatchObject({ has_more: true, data: [{ id: made[2]?.id }] });
  const at = await own.stripe.paymentIntents.list({ created: second?.created ?? 0 });
  expect(at.data.map(({ id }) => id)).toEqual([second?.id]);
});
