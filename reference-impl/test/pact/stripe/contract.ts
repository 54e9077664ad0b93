import { Matchers } from '@pact-foundation/pact';
import { stripe } from '../../../src/providers/stripe/index.ts';
import { CAPTURE_PREFIX } from '../../../src/providers/stripe/requests.ts';
import { CAPTURE, PURCHASE } from '../contract/examples.ts';
import { type Exchange, injected, place, type State, type Talk } from '../interaction.ts';
import {
  eur,
  found,
  HEADERS,
  HELD,
  INTENT,
  intent,
  intentRead,
  intentTold,
  KEY,
  key,
  LAPSED,
  looks,
  mark,
  NAMES,
  onIntent,
  PAGE,
  page,
  pageRead,
  posted,
  type Refusal,
  readRefusal,
  refused,
  SESSION,
  type Standing,
  session,
  TAKEN,
  usedKey,
  VOIDED,
} from './words.ts';

const { string: text } = Matchers;

type Wanted = Readonly<{ ask: Talk['ask']; read?: Talk['read'] }>;

function talk(
  description: string,
  { ask, read = stripe.readPayment }: Wanted,
  exchanges: Talk['exchanges'],
  reading: unknown,
): Talk {
  const authorization = stripe.authorization(KEY);
  if (authorization.kind !== 'direct') throw new Error('a key is sent as it is');
  return { description, exchanges, ask, headers: authorization.headers, read, reading };
}

/** One exchange that is refused, which ends the talk. */
function refusal(wanted: Wanted, exchange: Omit<Exchange, 'response'>, how: Refusal): Talk {
  return talk(exchange.description, wanted, [{ ...exchange, response: refused(how) }], readRefusal(how));
}

const CONNECTION = { ask: stripe.connectionRequest, read: stripe.readConnection };
const balance = (of: string, state: State) => ({
  description: `the balance with ${of}`,
  given: [state],
  request: { method: 'GET' as const, path: '/v1/balance', headers: HEADERS },
});

function connected(mode: 'test' | 'live', exchange: Omit<Exchange, 'response'>): Talk {
  const merchant = { merchantId: 'unnamed', merchantName: `Stripe, ${mode} mode`, merchantStatus: 'active' };
  const response = found({ livemode: mode === 'live' });
  const reading = { kind: 'connection', connection: { mode, ...merchant, scopes: [] } };
  return talk(exchange.description, CONNECTION, [{ ...exchange, response }], reading);
}

const CONNECTIONS: readonly Talk[] = [
  connected('test', balance('a secret key', key())),
  refusal(CONNECTION, balance('a key nobody has', key({ key: 'unknown' })), { status: 401, about: 'access' }),
  refusal(CONNECTION, balance('a key that has expired', key({ key: 'expired' })), {
    ...{ status: 401, code: 'api_key_expired', about: 'access' },
  }),
  // One host for both modes: it is the shop that has to look at what it is told.
  connected('live', balance('a key of live mode', key({ environment: 'production' }))),
];

function purchase(description: string, given: readonly State[], more: Partial<typeof PURCHASE> = {}) {
  const command = { ...PURCHASE, ...more };
  const isLater = command.action === 'authorize';
  const pairs = {
    mode: 'payment',
    client_reference_id: 'N-1',
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'eur',
    'line_items[0][price_data][unit_amount]': String(command.amount.minor),
    'line_items[0][price_data][product_data][name]': 'Order N-1',
    ...named('metadata'),
    'payment_intent_data[capture_method]': isLater ? 'manual' : 'automatic',
    ...named('payment_intent_data[metadata]'),
    ...(isLater ? { 'payment_method_options[card][request_multicapture]': 'if_available' } : {}),
    success_url: command.returnUrl,
    cancel_url: command.returnUrl,
  };
  const exchange = { description, given, request: posted('/v1/checkout/sessions', pairs, command.idempotencyKey) };
  return { wanted: { ask: () => stripe.purchaseRequest(command) }, exchange };
}

function named(at: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(NAMES).map(([name, value]) => [`${at}[${name}]`, value]));
}

const OPEN = pageRead('action_required', { redirectUrl: PAGE });
const purchased = ({ wanted, exchange }: ReturnType<typeof purchase>) =>
  talk(exchange.description, wanted, [{ ...exchange, response: found(page('open')) }], OPEN);
const notPurchased = ({ wanted, exchange }: ReturnType<typeof purchase>, how: Refusal) =>
  refusal(wanted, exchange, how);

const PURCHASES: readonly Talk[] = [
  purchased(purchase('a page for a payment to authorize', [key()])),
  purchased(purchase('a page for a payment to take at once', [key()], { action: 'charge' })),
  notPurchased(purchase('a page under a key that was used for another', [key(), usedKey('key_1')]), {
    ...{ type: 'idempotency_error', about: 'conflict' },
  }),
  notPurchased(purchase('a page for a cent', [key()], { amount: eur(1) }), {
    ...{ code: 'amount_too_small', about: 'request' },
  }),
];

const sessionLook = (what: string, status: Parameters<typeof session>[0], body: unknown): Exchange => ({
  description: `a look at a page ${what}`,
  given: [key(), session(status)],
  request: {
    method: 'GET',
    path: injected(
      `/v1/checkout/sessions/${place('sessionId')}`,
      /\/v1\/checkout\/sessions\/[^/]+/,
      `/v1/checkout/sessions/${SESSION}`,
    ),
    query: { 'expand[0]': 'payment_intent.latest_charge' },
    headers: HEADERS,
  },
  response: found(body),
});
const lookAt = (reference: string): Wanted => ({ ask: () => stripe.lookupRequest(reference, { purchase: PURCHASE }) });
const AUTHORIZED = [key(), intent('authorized')];
const CAPTURED = [key(), intent('captured')];

const LOOKUPS: readonly Talk[] = [
  talk(
    'an open page',
    lookAt(SESSION),
    [sessionLook('that nobody has paid on', 'open', { ...page('open'), payment_intent: null })],
    OPEN,
  ),
  talk(
    'a page that was paid on',
    lookAt(SESSION),
    [
      sessionLook('that was paid on', 'paid', {
        id: text(SESSION),
        status: 'complete',
        payment_intent: intentTold(HELD),
      }),
    ],
    intentRead(HELD),
  ),
  talk(
    'a page that has expired',
    lookAt(SESSION),
    [sessionLook('that has expired', 'expired', { ...page('expired'), payment_intent: null })],
    pageRead('cancelled'),
  ),
  talk('a hold', lookAt(INTENT), looks('that is held', AUTHORIZED, HELD), intentRead(HELD)),
  talk('a capture', lookAt(INTENT), looks('that is taken', CAPTURED, TAKEN), intentRead(TAKEN)),
  talk('a void', lookAt(INTENT), looks('that was voided', [key(), intent('voided')], VOIDED), intentRead(VOIDED)),
  talk(
    'a hold that has lapsed',
    lookAt(INTENT),
    looks('that has lapsed', [key(), intent('expired')], LAPSED),
    intentRead(LAPSED),
  ),
  talk(
    'a refund',
    lookAt(INTENT),
    looks('that was returned', [key(), intent('refunded', { refund: 'command_2' })], TAKEN, 1999),
    intentRead(TAKEN, 1999),
  ),
  refusal(
    lookAt(INTENT),
    {
      description: 'a look at a payment of another environment',
      given: [key(), intent('authorized', { elsewhere: 'production' })],
      request: { method: 'GET', path: onIntent(''), query: { 'expand[0]': 'latest_charge' }, headers: HEADERS },
    },
    { status: 404, code: 'resource_missing', about: 'access' },
  ),
];

const MARKED = { [`${CAPTURE_PREFIX}${mark}`]: '1999' };

function capture(description: string, given: readonly State[], minor = 1999) {
  const command = { ...CAPTURE, paymentReference: INTENT, amount: eur(minor) };
  const pairs = { amount_to_capture: String(minor), [`metadata[${CAPTURE_PREFIX}${mark}]`]: String(minor) };
  return {
    wanted: { ask: () => stripe.captureRequest(command) },
    exchange: { description, given, request: posted(onIntent('/capture'), pairs, command.idempotencyKey) },
  };
}

const act = (what: 'cancel', description: string, given: readonly State[]) => ({
  wanted: { ask: () => stripe.voidRequest({ paymentReference: INTENT, idempotencyKey: 'key_2' }) },
  exchange: { description, given, request: posted(onIntent(`/${what}`), {}, 'key_2') },
});

function refund(description: string, given: readonly State[], minor = 1999) {
  const command = { paymentReference: INTENT, amount: eur(minor), commandId: 'command_2', idempotencyKey: 'key_2' };
  const pairs = { payment_intent: INTENT, amount: String(minor), 'metadata[command]': 'command_2' };
  return {
    wanted: { ask: () => stripe.refundRequest(command) },
    exchange: { description, given, request: posted('/v1/refunds', pairs, 'key_2') },
  };
}

type Act = Readonly<{ wanted: Wanted; exchange: Omit<Exchange, 'response'> }>;

/** Something that is done, and the look afterwards. */
const done = ({ wanted, exchange }: Act, body: object, after: readonly Exchange[], reading: unknown) =>
  talk(exchange.description, wanted, [{ ...exchange, response: found(body) }, ...after], reading);
const notDone = ({ wanted, exchange }: Act, code: string) => refusal(wanted, exchange, { code, about: 'state' });

const CAPTURED_BY_US: Standing = { ...TAKEN, metadata: MARKED };
const WRONG_STATE = 'payment_intent_unexpected_state';

const OPERATIONS: readonly Talk[] = [
  done(
    capture('a capture of a hold', AUTHORIZED),
    { id: text(INTENT), status: 'succeeded' },
    looks('that we have taken', [key(), intent('captured', MARKED)], CAPTURED_BY_US),
    intentRead(CAPTURED_BY_US),
  ),
  notDone(capture('a capture of a hold that was captured', CAPTURED), WRONG_STATE),
  notDone(capture('a capture of a hold that was voided', [key(), intent('voided')]), WRONG_STATE),
  notDone(capture('a capture of more than is held', AUTHORIZED, 2000), 'amount_too_large'),
  done(
    act('cancel', 'a void of a hold', AUTHORIZED),
    { id: text(INTENT), status: 'canceled' },
    looks('that was voided', [key(), intent('voided')], VOIDED),
    intentRead(VOIDED),
  ),
  notDone(act('cancel', 'a void of what was captured', CAPTURED), WRONG_STATE),
  done(
    refund('a refund of what was captured', CAPTURED),
    { id: text('re_Example'), status: 'succeeded' },
    looks('that was returned', [key(), intent('refunded', { refund: 'command_2' })], TAKEN, 1999),
    intentRead(TAKEN, 1999),
  ),
  notDone(
    refund('a refund of what was refunded', [key(), intent('refunded', { refund: 'command_2' })]),
    'charge_already_refunded',
  ),
  notDone(refund('a refund of a hold', AUTHORIZED), WRONG_STATE),
];

/** Everything the shop's Stripe adapter asks, and all that it relies on in the answers. */
export const STRIPE_TALKS: readonly Talk[] = [...CONNECTIONS, ...PURCHASES, ...LOOKUPS, ...OPERATIONS];
