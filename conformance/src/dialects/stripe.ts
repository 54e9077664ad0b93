import { createHmac } from 'node:crypto';
import type { Letter } from '../bench/mailbox.ts';
import type { Operation } from '../bench/relay.ts';
import { byCard } from './cards.ts';
import {
  type Asked,
  type Counting,
  type Dialect,
  ON_CONSOLE,
  type Refusal,
  type Retelling,
  type Said,
  type Saying,
  type Signing,
  type Spoil,
} from './dialect.ts';
import { headerOf, pathOf, withHeader } from './headers.ts';
import { asObject, withMembers } from './json.ts';
import { jsonNotices, SPOILT_BODIES, withAdded } from './json-notices.ts';

const DAY_MS = 86_400_000;

const POSTED: readonly (readonly [RegExp, Operation])[] = [
  [/^\/v1\/checkout\/sessions$/, 'create'],
  [/^\/v1\/checkout\/sessions\/[^/]+\/expire$/, 'void'],
  [/^\/v1\/payment_intents$/, 'create'],
  [/^\/v1\/payment_intents\/[^/]+\/confirm$/, 'complete'],
  [/^\/v1\/payment_intents\/[^/]+\/capture$/, 'capture'],
  [/^\/v1\/payment_intents\/[^/]+\/cancel$/, 'void'],
  [/^\/v1\/refunds$/, 'refund'],
  [/^\/v1\/(checkout\/sessions|payment_intents|charges|refunds)\/[^/]+/, 'amend'],
];
const LOOKED_UP = /^\/v1\/(checkout\/sessions|payment_intents|charges|refunds|disputes)(\/|$)/;

function operationOf({ method, target }: Asked): Operation | undefined {
  const path = pathOf({ target }).replace(/^\/stripe(?=\/)/, '');
  if (method === 'GET') return LOOKED_UP.test(path) ? 'look_up' : undefined;
  return method === 'POST' ? POSTED.find(([pattern]) => pattern.test(path))?.[1] : undefined;
}

function read(request: Asked): Said {
  const operation = operationOf(request);
  const key = headerOf(request, 'idempotency-key');
  if (request.method !== 'POST') return operation === undefined ? { key } : { operation, key };
  const form = new URLSearchParams(request.body);
  const value = (...names: readonly string[]) => names.flatMap((name) => form.get(name) ?? [])[0];
  const minor = value('amount', 'amount_to_capture', 'line_items[0][price_data][unit_amount]');
  const currency = value('currency', 'line_items[0][price_data][currency]')?.toUpperCase();
  const reference = value('client_reference_id', 'metadata[order]');
  const returnUrl = value('success_url', 'return_url');
  const method = value('payment_intent_data[capture_method]', 'capture_method');
  return {
    ...(operation === undefined ? {} : { operation }),
    key,
    ...(minor === undefined ? {} : { amount: { minor, ...(currency === undefined ? {} : { currency }) } }),
    ...(reference === undefined ? {} : { reference }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
    ...(method === undefined ? {} : { captures: method === 'manual' ? ('later' as const) : ('now' as const) }),
  };
}

const INVALID = 'invalid_request_error';

const REFUSALS: Readonly<Record<Refusal, readonly [status: number, type: string, code?: string]>> = {
  invalid_request: [400, INVALID, 'parameter_unknown'],
  amount_invalid: [400, INVALID, 'parameter_invalid_integer'],
  credential_unknown: [401, INVALID],
  credential_revoked: [401, INVALID, 'api_key_expired'],
  merchant_suspended: [403, INVALID, 'account_invalid'],
  scope_missing: [403, INVALID, 'secret_key_required'],
  payment_not_found: [404, INVALID, 'resource_missing'],
  wrong_state: [400, INVALID, 'payment_intent_unexpected_state'],
  hold_released: [400, INVALID, 'payment_intent_unexpected_state'],
  exceeds_capturable: [400, INVALID, 'amount_too_large'],
  key_in_use: [409, INVALID, 'idempotency_key_in_use'],
  key_reused: [400, 'idempotency_error'],
  rate_limited: [429, INVALID, 'rate_limit'],
  internal_error: [500, 'api_error'],
  unavailable: [503, 'api_error'],
  unheard_of: [418, 'never_heard_of_error', 'never_heard_of'],
  unheard_of_failure: [599, 'never_heard_of_error', 'never_heard_of'],
};

function refusal(why: Refusal, { title, detail, headers = {} }: Saying = {}) {
  const [status, type, code] = REFUSALS[why];
  const message = [title ?? 'Refused.', ...(detail === undefined ? [] : [detail])].join(' ');
  const body = JSON.stringify({ error: { type, message, ...(code === undefined ? {} : { code }) } });
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

function retold(text: string, retelling: Retelling): string {
  switch (retelling.what) {
    case 'amount': {
      const { from, to } = retelling;
      return withMembers(text, (name, value) =>
        name.startsWith('amount') && value === Number(from) ? Number(to) : value,
      );
    }
    case 'currency': {
      const { from, to } = retelling;
      return withMembers(text, (name, value) =>
        name === 'currency' && value === from.toLowerCase() ? to.toLowerCase() : value,
      );
    }
    case 'state':
      return withMembers(text, (_, value) => {
        const object = asObject(value);
        return object.object === 'payment_intent' ? intentIn(retelling.to, object) : value;
      });
    case 'environment': {
      const { from, to } = retelling;
      const isLive = to === 'production';
      return withMembers(text, (name, value) => {
        if (name === 'livemode') return isLive;
        return name === 'environment' && value === from ? to : value;
      });
    }
    case 'mode':
      return withMembers(text, (name, value) => (name === 'livemode' ? true : value));
    case 'news':
      return withMembers(text, (_, value) => {
        const object = asObject(value);
        return 'object' in object ? { ...object, added_later: { nested: [1, null, 'x'] } } : value;
      });
  }
}

type State = Extract<Retelling, { what: 'state' }>['to'];

/** A payment intent as it would be in that state. */
function intentIn(state: State, intent: Readonly<Record<string, unknown>>) {
  const { amount } = intent;
  switch (state) {
    case 'captured':
      return { ...intent, status: 'succeeded', amount_received: amount, amount_capturable: 0 };
    case 'authorized':
      return { ...intent, status: 'requires_capture', amount_received: 0, amount_capturable: amount };
    case 'processing':
      return { ...intent, status: 'processing', amount_received: 0 };
    case 'unheard_of':
      return { ...intent, status: 'quarantined' };
  }
}

/** As Stripe signs: HMAC-SHA256 over time and body with the whole text of the secret. */
function sign(body: string, { atMs, secret }: Signing): Letter {
  const time = String(Math.floor(atMs / 1_000));
  const digest = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return {
    headers: [
      ['content-type', 'application/json; charset=utf-8'],
      [SIGNATURE, `t=${time},v1=${digest}`],
    ],
    body,
  };
}

const SIGNATURE = 'stripe-signature';

const signature = (change: (value: string) => string | undefined): Spoil[1] => {
  return (letter) => withHeader(letter, SIGNATURE, change(headerOf(letter, SIGNATURE)));
};

const SPOILS: readonly Spoil[] = [
  ['without a signature', signature(() => undefined)],
  ['with an empty signature', signature(() => '')],
  ['with a signature of nothing', signature((value) => value.replace(/v1=.*/, 'v1='))],
  ['with half of the signature', signature((value) => value.slice(0, -32))],
  [
    'with one character of the signature changed',
    signature((value) => value.replace(/.(?=.{6}$)/, (c) => (c === 'a' ? 'b' : 'a'))),
  ],
  ['with the signature of another version', signature((value) => value.replace('v1=', 'v0='))],
  ['with the signature of no version', signature((value) => value.replace('v1=', ''))],
  ['with an algorithm that anybody can do', signature((value) => value.replace(/v1=.*/, 'none='))],
  [
    'with the signature in base64',
    signature((value) =>
      value.replace(/v1=(.*)/, (_, hex: string) => `v1=${Buffer.from(hex, 'hex').toString('base64')}`),
    ),
  ],
  ['without a time', signature((value) => value.replace(/t=\d+,/, ''))],
  ['with another time', signature((value) => value.replace(/t=(\d+)/, (_, time: string) => `t=${Number(time) - 1}`))],
  [
    'with two times',
    signature((value) => value.replace(/t=(\d+)/, (_, time: string) => `t=${Number(time) - 1},t=${time}`)),
  ],
];

const THOUSANDTHS: Counting = { isoExponent: 3, exponent: 3, multipleOf: 10n };
const WITH_TWO_ZEROS: Counting = { isoExponent: 0, exponent: 2, multipleOf: 100n };

/** https://docs.stripe.com/currencies#special-cases */
const COUNTS: Readonly<Record<string, Counting>> = {
  ...{ BHD: THOUSANDTHS, JOD: THOUSANDTHS, KWD: THOUSANDTHS, OMR: THOUSANDTHS, TND: THOUSANDTHS },
  ...{ ISK: WITH_TWO_ZEROS, UGX: WITH_TWO_ZEROS },
  MGA: { isoExponent: 2, exponent: 0, multipleOf: 1n },
};

/** Stripe: forms, keys that say whether money is real and nothing more, one host for all. */
export const stripe: Dialect = {
  provider: 'stripe',
  kinds: ['api_key'],
  credentialTells: 'mode',
  afterDecline: 'try_again',
  holds: 'by_itself',
  inquiries: { environment: 'told', lapsed: 'told', console: ON_CONSOLE },
  anyAmount: 'sandbox',
  versions: 'asked_for',
  counts: COUNTS,
  keyLifetimeMs: DAY_MS,
  read,
  refusal,
  retold,
  added: withAdded,
  notices: {
    types: {
      // Nothing is told of a page before somebody has paid on it.
      action_required: undefined,
      declined: 'payment_intent.payment_failed',
      authorized: 'payment_intent.amount_capturable_updated',
      charged: 'payment_intent.succeeded',
      captured: 'payment_intent.succeeded',
      voided: 'payment_intent.canceled',
      expired: 'charge.expired',
      refunded: 'charge.refunded',
    },
    provenBy: 'signature',
    ...jsonNotices({ typeMember: 'type', named: /evt_[^"]+/ }),
    sign,
    amongOthers: (letter) => {
      const [time = '', own = ''] = headerOf(letter, SIGNATURE).split(',');
      return withHeader(letter, SIGNATURE, `${time},v1=${'0'.repeat(64)},v0=${'a'.repeat(64)},${own}`);
    },
    spoils: [...SPOILS, ...SPOILT_BODIES],
  },
  customer: byCard,
};
