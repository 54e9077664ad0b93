import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, type Running, start } from '../running-simulator.ts';
import { type Line, openLine, type StripeAccount, stripeAccount } from './stripe-account.ts';

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

const RETURN = 'https://shop.example/thanks?order=1';

function challenged(more: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_authenticationRequired',
    allowed_payment_method_types: ['card'],
    return_url: RETURN,
    ...more,
  });
}

function pageOf({ next_action: next }: Stripe.PaymentIntent): string {
  return new URL(next?.redirect_to_url?.url ?? '').pathname;
}

async function answer(intent: Stripe.PaymentIntent, how: 'pass' | 'fail'): Promise<URL> {
  const page = running.provider('sandbox');
  const shown = await page.ask('GET', pageOf(intent));
  expect(shown.text).toContain('Confirm with your bank');
  const submitted = await page.ask('POST', `${pageOf(intent)}/challenge`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `answer=${how}`,
  });
  expect(submitted.status).toBe(303);
  return new URL(submitted.headers.get('location') ?? '');
}

test('the customer is sent to the bank, passes, and comes back with the id and the secret', async () => {
  const intent = await challenged();
  expect(intent).toMatchObject({
    status: 'requires_action',
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: RETURN } },
    latest_charge: null,
  });
  const back = await answer(intent, 'pass');
  expect(Object.fromEntries(back.searchParams)).toEqual({
    order: '1',
    payment_intent: intent.id,
    payment_intent_client_secret: intent.client_secret,
    redirect_status: 'succeeded',
  });
  const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
  expect(paid).toMatchObject({
    status: 'succeeded',
    amount_received: 10_000,
    latest_charge: { payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
  });
});

test('whoever fails can try again with another card', async () => {
  const intent = await challenged({ capture_method: 'manual' });
  expect((await answer(intent, 'fail')).searchParams.get('redirect_status')).toBe('failed');
  const failed = await stripe.paymentIntents.retrieve(intent.id);
  expect(failed).toMatchObject({
    status: 'requires_payment_method',
    payment_method: null,
    latest_charge: null,
    last_payment_error: { code: 'payment_intent_authentication_failure', type: 'invalid_request_error' },
  });
  const again = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
  expect(again).toMatchObject({ status: 'requires_capture', last_payment_error: null });
});

test('a bank that approves the challenge may still decline the payment', async () => {
  const intent = await challenged({ payment_method: 'pm_card_threeDSecureRequiredChargeDeclined' });
  expect((await answer(intent, 'pass')).searchParams.get('redirect_status')).toBe('failed');
  const failed = await stripe.paymentIntents.retrieve(intent.id);
  expect(failed).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'card_declined', decline_code: 'generic_decline', charge: failed.latest_charge },
  });
});

test('confirming again begins a challenge of its own, and the old page is of no use', async () => {
  const intent = await challenged();
  const again = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
  expect(again.status).toBe('succeeded');
  const page = await running.provider('sandbox').ask('GET', pageOf(intent));
  expect(page.text).toContain('This payment has been made.');
});

test('a challenge that nobody answers is over after a day, and the payment open again', async () => {
  const intent = await challenged();
  await running.pass(DAY);
  expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
});

test('without an address to come back to the action is for a script', async () => {
  const intent = await stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_threeDSecure2Required',
    allowed_payment_method_types: ['card'],
  });
  expect(intent.next_action?.type).toBe('use_stripe_sdk');
});

const ALONE: readonly Partial<Stripe.PaymentIntentCreateParams>[] = [
  { off_session: true },
  { off_session: 'one_off' },
  { error_on_requires_action: true },
];
for (const alone of ALONE) {
  test(`with ${JSON.stringify(alone)} nobody can be asked, and the card is declined`, async () => {
    const refusal = await challenged(alone).catch((error: Stripe.errors.StripeCardError) => error);
    expect(refusal).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'authentication_required',
      payment_intent: { status: 'requires_payment_method' },
    });
  });
}
