import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, type Running, start } from '../running-simulator.ts';
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

const CARD = { payment_method_types: ['card'] };

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
