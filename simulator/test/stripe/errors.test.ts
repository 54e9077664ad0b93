import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import document from '../../src/dialects/stripe/wire.json' with { type: 'json' };
import { issue, signUp } from '../merchant-account.ts';
import { type Running, SECOND, start } from '../running-simulator.ts';
import { situate, until } from '../simulated-world.ts';
import { type Line, openLine, type StripeAccount, stripeAccount } from './stripe-account.ts';

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

const PAY = { amount: 10_000, currency: 'eur', allowed_payment_method_types: ['card' as const] };

function paid(more: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({ ...PAY, confirm: true, payment_method: 'pm_card_visa', ...more });
}

const held = () => paid({ capture_method: 'manual' });

/** What is sent that no type of the SDK allows. */
function untyped(params: object): Stripe.PaymentIntentCreateParams {
  return params as Stripe.PaymentIntentCreateParams;
}

/** What came of it: class, status, code, decline code, parameter. */
async function refusal(asked: Promise<unknown>): Promise<readonly string[]> {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw new Error(`no refusal: ${JSON.stringify(error)}`);
  const { type, statusCode, code = '-', decline_code: decline, param = '-', message } = error;
  return [`${type} ${statusCode} ${code} ${decline || '-'} ${param}`, message];
}

const CARD = { number: '4242424242424242', exp_month: 12, exp_year: 2030, cvc: '123' };

function cardOf(more: Partial<Stripe.PaymentMethodCreateParams.Card>): () => Promise<unknown> {
  return () => stripe.paymentMethods.create({ type: 'card', card: { ...CARD, ...more } });
}

function confirmedWith(method: string): () => Promise<unknown> {
  return () => paid({ payment_method: method });
}

/** What an account of its own is told in a situation of this one rule. */
function situated(rule: Parameters<typeof situate>[2], ask: (own: Stripe) => Promise<unknown>): () => Promise<unknown> {
  return async () => {
    const own = await stripeAccount(running, line);
    await situate(running, own, rule);
    return ask(new Stripe(own.secret, { ...line.options, maxNetworkRetries: 0 }));
  };
}

/** Two requests with one key, of which the first does not come to an end before the second is answered. */
async function repeatedTooSoon(): Promise<unknown> {
  const own = await stripeAccount(running, line);
  const latency = { fixed: '1s', before: 'effect' } as const;
  await situate(running, own, { when: { operation: 'request_payment', nth: 1 }, fault: { latency } });
  const options = { idempotencyKey: 'one-key', maxNetworkRetries: 0 };
  const first = own.stripe.paymentIntents.create(PAY, options);
  await until(running, own, { resting: 1 });
  const second = await own.stripe.paymentIntents.create(PAY, options).catch((reason: unknown) => reason);
  await running.pass(SECOND);
  await first;
  throw second;
}

/** A list asked for with a key that was issued so, after so long. */
function withKey(order: Parameters<typeof issue>[2], passMs = 0): () => Promise<unknown> {
  return async () => {
    const { secret } = await issue(running, account.id, { dialect: 'stripe', ...order });
    if (passMs > 0) await running.pass(passMs);
    return new Stripe(secret, line.options).customers.list();
  };
}

/** A list asked for with the key of an account that nobody has let in yet. */
async function notActivated(): Promise<unknown> {
  const { id } = await signUp(running, 'sandbox');
  const { secret } = await issue(running, id, { dialect: 'stripe' });
  return new Stripe(secret, line.options).customers.list();
}

const INVALID = 'StripeInvalidRequestError';
const DECLINED = 'StripeCardError 402';

// biome-ignore format: a table, one row to the line.
const cases: readonly [what: string, ask: () => Promise<unknown>, expected: string, message: RegExp][] = [
  // what                          asked                                                          class status code decline param
  ['an unknown parameter', () => stripe.paymentIntents.create(untyped({ ...PAY, payment_method_data: { type: 'card', x: 1 } })), `${INVALID} 400 parameter_unknown - payment_method_data[x]`, /^Received unknown parameter: payment_method_data\[x\]$/],
  ['two unknown parameters', () => stripe.paymentIntents.create(untyped({ ...PAY, a: 1, b: 2 })), `${INVALID} 400 parameter_unknown - a`, /^Received unknown parameters: a, b$/],
  ['no amount', () => stripe.paymentIntents.create(untyped({ currency: 'eur' })), `${INVALID} 400 parameter_missing - amount`, /^Missing required param: amount\.$/],
  ['no integer', () => stripe.paymentIntents.create(untyped({ ...PAY, amount: 'abc' })), `${INVALID} 400 parameter_invalid_integer - amount`, /^Invalid integer: abc$/],
  ['half a cent', () => stripe.paymentIntents.create({ ...PAY, amount: 10.5 }), `${INVALID} 400 parameter_invalid_integer - amount`, /^Invalid integer: 10\.5$/],
  ['nothing to pay', () => stripe.paymentIntents.create({ ...PAY, amount: 0 }), `${INVALID} 400 parameter_invalid_integer - amount`, /greater than or equal to 1/],
  ['too little', () => stripe.paymentIntents.create({ ...PAY, amount: 49 }), `${INVALID} 400 amount_too_small - amount`, /at least €0\.50/],
  ['too much', () => stripe.paymentIntents.create({ ...PAY, amount: 100_000_000 }), `${INVALID} 400 amount_too_large - amount`, /no more than/],
  ['no boolean', () => stripe.paymentIntents.create(untyped({ ...PAY, confirm: 'perhaps' })), `${INVALID} 400 - - confirm`, /^Invalid boolean: perhaps$/],
  ['none of the choices', () => stripe.paymentIntents.create(untyped({ ...PAY, capture_method: 'later' })), `${INVALID} 400 - - capture_method`, /must be one of automatic, automatic_async or manual/],
  ['text for a hash', () => stripe.paymentIntents.create(untyped({ ...PAY, metadata: 'x' })), `${INVALID} 400 - - metadata`, /^Invalid hash/],
  ['an empty amount', () => stripe.paymentIntents.create(untyped({ ...PAY, amount: '' })), `${INVALID} 400 parameter_invalid_empty - amount`, /cannot be unset/],
  ['a currency that is none', () => stripe.paymentIntents.create({ ...PAY, currency: 'xyz' }), `${INVALID} 400 - - currency`, /^Invalid currency: xyz/],
  ['half a dinar', () => stripe.paymentIntents.create({ ...PAY, amount: 1_001, currency: 'kwd' }), `${INVALID} 400 - - amount`, /multiple of 10/],
  ['a payment method that nobody offers', () => stripe.paymentIntents.create({ ...PAY, ...untyped({ allowed_payment_method_types: ['shells'] }) }), `${INVALID} 400 payment_intent_invalid_parameter - allowed_payment_method_types`, /"shells" is invalid/],
  ['an address that is none', () => paid({ return_url: 'shop' }), `${INVALID} 400 url_invalid - return_url`, /^Not a valid URL$/],
  ['an address without confirming', () => stripe.paymentIntents.create({ ...PAY, return_url: 'https://shop.example' }), `${INVALID} 400 - - return_url`, /only pass `return_url` when `confirm`/],
  ['chosen methods and no way back', () => stripe.paymentIntents.create({ amount: 500, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' }), `${INVALID} 400 - - -`, /you must provide a `return_url`/],
  ['a property that cannot be expanded', () => paid({ expand: ['amount'] }), `${INVALID} 400 - - expand`, /cannot be expanded \(amount\)/],
  ['a list expanded without data', () => stripe.paymentIntents.list({ expand: ['customer'] }), `${INVALID} 400 - - expand`, /try expanding 'data\.customer' instead/],
  ['five levels', () => paid({ expand: ['a.b.c.d.e'] }), `${INVALID} 400 - - expand`, /more than 4 levels/],
  ['a page of 101', () => stripe.customers.list({ limit: 101 }), `${INVALID} 400 parameter_invalid_integer - limit`, /less than or equal to 100/],
  ['an unknown cursor', () => stripe.customers.list({ starting_after: 'cus_x' }), `${INVALID} 400 resource_missing - starting_after`, /^No such customer: 'cus_x'$/],
  ['two cursors', () => stripe.customers.list({ starting_after: 'cus_x', ending_before: 'cus_y' }), `${INVALID} 400 - - ending_before`, /cannot specify both/],
  ['an unknown payment intent', () => stripe.paymentIntents.retrieve('pi_x'), `${INVALID} 404 resource_missing - intent`, /^No such payment_intent: 'pi_x'$/],
  ['an unknown one to capture', () => stripe.paymentIntents.capture('pi_x'), `${INVALID} 404 resource_missing - intent`, /^No such payment_intent: 'pi_x'$/],
  ['an unknown charge', () => stripe.charges.retrieve('ch_x'), `${INVALID} 404 resource_missing - id`, /^No such charge: 'ch_x'$/],
  ['an unknown refund', () => stripe.refunds.retrieve('re_x'), `${INVALID} 404 resource_missing - id`, /^No such refund: 're_x'$/],
  ['a refund of an unknown charge', () => stripe.refunds.create({ charge: 'ch_x' }), `${INVALID} 404 resource_missing - id`, /^No such charge: 'ch_x'$/],
  ['a refund of nothing', () => stripe.refunds.create({}), `${INVALID} 400 parameter_missing - -`, /payment_intent or charge/],
  ['an unknown customer', () => stripe.customers.retrieve('cus_x'), `${INVALID} 404 resource_missing - id`, /^No such customer: 'cus_x'$/],
  ['a payment of an unknown customer', () => stripe.paymentIntents.create({ ...PAY, customer: 'cus_x' }), `${INVALID} 400 resource_missing - customer`, /^No such customer: 'cus_x'$/],
  ['an unknown payment method', () => paid({ payment_method: 'pm_x' }), `${INVALID} 400 resource_missing - payment_method`, /^No such PaymentMethod: 'pm_x'$/],
  ['an unknown token', () => stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_x' } }), `${INVALID} 400 resource_missing - card[token]`, /^No such token: 'tok_x'$/],
  ['a path that is none', () => stripe.rawRequest('GET', '/v1/nothing'), `${INVALID} 404 - - -`, /^Unrecognized request URL \(GET: \/v1\/nothing\)/],
  ['a method that is none', () => stripe.rawRequest('DELETE', '/v1/payment_intents/pi_x'), `${INVALID} 404 - - -`, /^Unrecognized request URL \(DELETE/],
  // states
  ['captured before it is held', async () => stripe.paymentIntents.capture((await stripe.paymentIntents.create(PAY)).id), `${INVALID} 400 payment_intent_unexpected_state - -`, /status is requires_payment_method.*requires_capture/],
  ['captured twice', async () => stripe.paymentIntents.capture((await paid()).id), `${INVALID} 400 payment_intent_unexpected_state - -`, /already been captured/],
  ['captured for more', async () => stripe.paymentIntents.capture((await held()).id, { amount_to_capture: 10_001 }), `${INVALID} 400 amount_too_large - amount_to_capture`, /more than the remaining/],
  ['more to come without multicapture', async () => stripe.paymentIntents.capture((await held()).id, { amount_to_capture: 1, final_capture: false }), `${INVALID} 400 - - final_capture`, /multicapture is not available/],
  ['confirmed without a card', async () => stripe.paymentIntents.confirm((await stripe.paymentIntents.create(PAY)).id), `${INVALID} 400 payment_intent_unexpected_state - -`, /missing a payment method/],
  ['confirmed twice', async () => stripe.paymentIntents.confirm((await paid()).id), `${INVALID} 400 payment_intent_unexpected_state - -`, /status is succeeded: it could not be confirmed/],
  ['canceled when it is paid', async () => stripe.paymentIntents.cancel((await paid()).id), `${INVALID} 400 payment_intent_unexpected_state - -`, /requires_payment_method, requires_capture/],
  ['another amount when it is paid', async () => stripe.paymentIntents.update((await paid()).id, { amount: 500 }), `${INVALID} 400 payment_intent_unexpected_state - -`, /could not be updated/],
  ['grown when it is paid', async () => stripe.paymentIntents.incrementAuthorization((await paid()).id, { amount: 20_000 }), `${INVALID} 400 payment_intent_unexpected_state - -`, /could not be incremented/],
  ['grown by nothing', async () => stripe.paymentIntents.incrementAuthorization((await held()).id, { amount: 10_000 }), `${INVALID} 400 - - amount`, /greater than the amount/],
  ['refunded before it is captured', async () => stripe.refunds.create({ payment_intent: (await held()).id }), `${INVALID} 400 payment_intent_unexpected_state - -`, /requires_capture/],
  ['refunded before it is paid', async () => stripe.refunds.create({ payment_intent: (await stripe.paymentIntents.create(PAY)).id }), `${INVALID} 400 - - -`, /does not have a successful charge/],
  ['refunded for more', async () => stripe.refunds.create({ payment_intent: (await paid()).id, amount: 10_001 }), `${INVALID} 400 - - amount`, /^Refund amount \(€100\.01\) is greater than unrefunded amount on charge \(€100\.00\)$/],
  ['refunded twice', async () => { const { id } = await paid(); await stripe.refunds.create({ payment_intent: id }); return stripe.refunds.create({ payment_intent: id }); }, `${INVALID} 400 charge_already_refunded - -`, /already been refunded/],
  ['refunded while it is disputed', async () => stripe.refunds.create({ payment_intent: (await paid({ payment_method: 'pm_card_createDispute' })).id }), `${INVALID} 400 charge_disputed - -`, /charged back/],
  ['a refund canceled', async () => stripe.refunds.cancel((await stripe.refunds.create({ payment_intent: (await paid()).id })).id), `${INVALID} 400 - - -`, /status of succeeded/],
  ['a card used up', async () => { const { id } = await stripe.paymentMethods.create({ type: 'card', card: CARD }); await paid({ payment_method: id }); return paid({ payment_method: id }); }, `${INVALID} 400 - - payment_method`, /may not be used again/],
  ['a card of somebody', async () => { const customer = await stripe.customers.create(); const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id }); return paid({ payment_method: id }); }, `${INVALID} 400 resource_missing - payment_method`, /belongs to a Customer/],
  ['a token used twice', async () => { const { id } = await stripe.tokens.create({ card: { ...CARD, exp_month: '12', exp_year: '2030' } }); const type = 'card'; await stripe.paymentMethods.create({ type, card: { token: id } }); return stripe.paymentMethods.create({ type, card: { token: id } }); }, `${INVALID} 400 token_already_used - card[token]`, /more than once/],
  ['detached from nobody', async () => stripe.paymentMethods.detach((await stripe.paymentMethods.create({ type: 'card', card: CARD })).id), `${INVALID} 400 - - -`, /not attached/],
  // cards
  ['a number that is none', cardOf({ number: '4242424242424241' }), `${DECLINED} incorrect_number - number`, /number is incorrect/],
  ['month 13', cardOf({ exp_month: 13 }), `${DECLINED} invalid_expiry_month - exp_month`, /expiration month is invalid/],
  ['last year', cardOf({ exp_year: 2026 }), `${DECLINED} invalid_expiry_year - exp_year`, /expiration year is invalid/],
  ['a code of two digits', cardOf({ cvc: '99' }), `${DECLINED} invalid_cvc - cvc`, /security code is invalid/],
  ['no number', () => stripe.paymentMethods.create({ type: 'card', card: { exp_month: 1, exp_year: 2030 } as Stripe.PaymentMethodCreateParams.Card }), `${INVALID} 400 parameter_missing - card[number]`, /card\[number\]/],
  ['a real card with a test key', cardOf({ number: '4539578763621486' }), `${DECLINED} card_declined test_mode_live_card -`, /in test mode, but used a non test \(live\) card/],
  ['a test card with a live key', () => live.stripe.paymentMethods.create({ type: 'card', card: CARD }), `${DECLINED} card_declined live_mode_test_card -`, /in live mode, but used a known test card/],
  ['a test card by name with a live key', () => live.stripe.paymentIntents.create({ ...PAY, payment_method: 'pm_card_visa' }), `${INVALID} 400 resource_missing - payment_method`, /similar object exists in test mode/],
  ['declined', confirmedWith('pm_card_chargeDeclined'), `${DECLINED} card_declined generic_decline -`, /was declined/],
  ['no funds', confirmedWith('pm_card_chargeDeclinedInsufficientFunds'), `${DECLINED} card_declined insufficient_funds -`, /insufficient funds/],
  ['lost', confirmedWith('pm_card_chargeDeclinedLostCard'), `${DECLINED} card_declined lost_card -`, /was declined/],
  ['stolen', confirmedWith('pm_card_chargeDeclinedStolenCard'), `${DECLINED} card_declined stolen_card -`, /was declined/],
  ['expired', confirmedWith('pm_card_chargeDeclinedExpiredCard'), `${DECLINED} expired_card expired_card exp_month`, /has expired/],
  ['a wrong code', confirmedWith('pm_card_chargeDeclinedIncorrectCvc'), `${DECLINED} incorrect_cvc incorrect_cvc cvc`, /security code is incorrect/],
  ['a trouble of the bank', confirmedWith('pm_card_chargeDeclinedProcessingError'), `${DECLINED} processing_error processing_error -`, /Try again in a little bit/],
  ['fraud', confirmedWith('pm_card_chargeDeclinedFraudulent'), `${DECLINED} card_declined fraudulent -`, /was declined/],
  ['a card that cannot be kept', async () => stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer: (await stripe.customers.create()).id }), `${DECLINED} card_declined generic_decline -`, /was declined/],
  ['a card number in the metadata', () => stripe.customers.create({ metadata: { number: 'my card is 4242 4242 4242 4242' } }), `${INVALID} 400 - - metadata[number]`, /holds a card number/],
  ['a card number for an id', () => stripe.customers.retrieve('4242424242424242'), `${INVALID} 404 resource_missing - id`, /^No such customer: '•{12}4242'$/],
  ['a bank that wants to see the customer', () => paid({ payment_method: 'pm_card_authenticationRequired', off_session: true }), `${DECLINED} authentication_required authentication_required -`, /requires authentication/],
  ['too often, or too much', situated({ issuer: { decline: 'amount_limit_exceeded' } }, (own) => own.paymentIntents.create({ ...PAY, confirm: true, payment_method: 'pm_card_visa' })), `${DECLINED} card_declined card_velocity_exceeded -`, /too frequently/],
  // keys
  ['a key that is over', withKey({ lifetimeMs: SECOND }, SECOND), 'StripeAuthenticationError 401 api_key_expired - -', /^Expired API Key provided/],
  ['a key for everybody', withKey({ kind: 'publishable_key' }), 'StripePermissionError 403 secret_key_required - -', /publishable API key/],
  ['an account that is not let in', notActivated, 'StripePermissionError 403 testmode_charges_only - -', /has not been activated/],
  // what the provider has trouble with
  ['an object that somebody else is at', situated({ fault: { status: { code: 409 } } }, (own) => own.customers.list()), 'StripeAPIError 409 lock_timeout - -', /currently accessing it/],
  ['too many requests', situated({ fault: { status: { code: 429 } } }, (own) => own.customers.list()), 'StripeRateLimitError 429 rate_limit - -', /rate limit exceeded/],
  ['trouble of kind 408', situated({ fault: { status: { code: 408 } } }, (own) => own.customers.list()), 'StripeAPIError 408 - - -', /took too long to arrive/],
  ['trouble of kind 500', situated({ fault: { status: { code: 500 } } }, (own) => own.customers.list()), 'StripeAPIError 500 - - -', /unknown error occurred/],
  ['trouble of kind 502', situated({ fault: { status: { code: 502 } } }, (own) => own.customers.list()), 'StripeAPIError 502 - - -', /could not be reached/],
  ['trouble of kind 503', situated({ fault: { status: { code: 503 } } }, (own) => own.customers.list()), 'StripeAPIError 503 - - -', /not available right now/],
  ['a key that is in use', repeatedTooSoon, 'StripeAPIError 409 idempotency_key_in_use - -', /in-progress request/],
  // headers
  ['a version that is none', () => new Stripe(account.secret, { ...line.options, apiVersion: 'newest' as '2026-10-28.endive' }).customers.list(), `${INVALID} 400 - - -`, /Invalid Stripe API version/],
  ['an account of somebody else', () => stripe.customers.list({}, { stripeAccount: 'acct_other' }), 'StripePermissionError 403 account_invalid - -', /does not have access to account 'acct_other'/],
  ['a key that holds a card number', () => stripe.customers.create({}, { idempotencyKey: 'order-4242424242424242' }), `${INVALID} 400 - - -`, /card number/],
  ['an idempotency key that is too long', () => stripe.customers.create({}, { idempotencyKey: 'x'.repeat(256) }), `${INVALID} 400 - - -`, /1 to 255 characters/],
];
for (const [what, ask, expected, message] of cases) {
  test(`${what}: ${expected}`, async () => {
    const [told, said] = await refusal(ask());
    expect(told).toBe(expected);
    expect(said).toMatch(message);
  });
}

test('every code of the specification has a row, but for one that no answer has', () => {
  const told = cases.map(([, , expected]) => expected.split(' '));
  const { ErrorCode, DeclineCode } = document.components.schemas;
  const seen = (at: number) => new Set(told.map((words) => words[at]));
  // Told on the payment intent, to whoever asks for it after a challenge: challenge.test.ts.
  expect(ErrorCode.enum.filter((code) => !seen(2).has(code))).toEqual(['payment_intent_authentication_failure']);
  expect(DeclineCode.enum.filter((code) => !seen(3).has(code))).toEqual([]);
});

test('a decline leaves its traces: a failed charge, the error on the payment intent, and no card', async () => {
  const error = await paid({ payment_method: 'pm_card_chargeDeclined' }).catch((reason: unknown) => reason);
  if (!(error instanceof Stripe.errors.StripeCardError)) throw new Error(`no decline: ${String(error)}`);
  const { charge = '', payment_intent: intent, payment_method: method, advice_code: advice } = error;
  expect(intent).toMatchObject({ status: 'requires_payment_method', payment_method: null, latest_charge: charge });
  expect(method).toMatchObject({ object: 'payment_method', card: { last4: '0002' } });
  expect(advice).toBe('confirm_card_data');
  expect(await stripe.charges.retrieve(charge)).toMatchObject({
    status: 'failed',
    paid: false,
    failure_code: 'card_declined',
    outcome: { network_status: 'declined_by_network', reason: 'generic_decline', type: 'issuer_declined' },
  });
  const after = await stripe.paymentIntents.retrieve(intent?.id ?? '');
  expect(after.last_payment_error).toMatchObject({ charge, code: 'card_declined', decline_code: 'generic_decline' });
  const again = await stripe.paymentIntents.confirm(after.id, { payment_method: 'pm_card_visa' });
  expect(again).toMatchObject({ status: 'succeeded', last_payment_error: null });
  expect((await stripe.charges.list({ payment_intent: after.id })).data.map(({ status }) => status)).toEqual([
    'succeeded',
    'failed',
  ]);
});

test('no card number, no security code and no key is in the journal or in any answer', async () => {
  const journal = await running.control.ask('GET', `/journal?merchant=${account.id}&limit=500`);
  expect(journal.status, journal.text).toBe(200);
  for (const text of [journal.text, ...line.exchanges.map((exchange) => exchange.text)]) {
    expect(text).not.toMatch(/4242424242424242|4539578763621486/);
    expect(text).not.toContain(account.secret);
  }
});
