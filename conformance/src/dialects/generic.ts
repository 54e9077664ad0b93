import type { Operation } from '../bench/relay.ts';
import { signedLetter } from '../bench/standard-webhooks.ts';
import { byCard } from './cards.ts';
import {
  type Asked,
  type Dialect,
  ON_CONSOLE,
  type Refusal,
  type Retelling,
  type Said,
  type Saying,
  type Spoil,
} from './dialect.ts';
import { headerOf, pathOf, withHeader } from './headers.ts';
import { asObject, asText, objectIn } from './json.ts';
import { jsonNotices, SPOILT_BODIES, withAdded } from './json-notices.ts';

const DAY_MS = 86_400_000;
const PAYMENTS = /\/v1\/payments(?:\/[^/]+(?:\/(?<what>\w+))?)?$/;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  captures: 'capture',
  void: 'void',
  cancel: 'void',
  refunds: 'refund',
};

function operationOf({ method, target }: Asked): Operation | undefined {
  const path = pathOf({ target });
  const found = PAYMENTS.exec(path);
  if (!found) return undefined;
  if (method === 'GET') return 'look_up';
  if (method !== 'POST') return undefined;
  if (path.endsWith('/payments')) return 'create';
  return OPERATIONS[found.groups?.what ?? ''] ?? 'amend';
}

function read(request: Asked): Said {
  const operation = operationOf(request);
  const body = objectIn(request.body);
  const { minor, currency } = asObject(body.amount);
  const code = asText(currency);
  const reference = asText(body.reference);
  const returnUrl = asText(body.returnUrl);
  const mode = asText(body.captureMode);
  return {
    ...(operation === undefined ? {} : { operation }),
    key: headerOf(request, 'idempotency-key').replace(/^"|"$/g, ''),
    ...(minor === undefined
      ? {}
      : { amount: { minor: String(minor), ...(code === undefined ? {} : { currency: code }) } }),
    ...(reference === undefined ? {} : { reference }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
    ...(mode === undefined ? {} : { captures: mode === 'automatic' ? ('now' as const) : ('later' as const) }),
  };
}

const REFUSALS: Readonly<Record<Refusal, readonly [status: number, type: string]>> = {
  invalid_request: [400, 'invalid-request'],
  amount_invalid: [422, 'amount-not-positive'],
  credential_unknown: [401, 'credential-unknown'],
  credential_revoked: [401, 'credential-revoked'],
  merchant_suspended: [403, 'merchant-suspended'],
  scope_missing: [403, 'scope-missing'],
  payment_not_found: [404, 'not-found'],
  wrong_state: [409, 'wrong-state'],
  hold_released: [409, 'hold-released'],
  exceeds_capturable: [422, 'exceeds-capturable'],
  key_in_use: [409, 'idempotency-key-in-use'],
  key_reused: [422, 'idempotency-key-reused'],
  rate_limited: [429, 'rate-limited'],
  internal_error: [500, 'internal-error'],
  unavailable: [503, 'provider-unavailable'],
  unheard_of: [418, 'never-heard-of'],
  unheard_of_failure: [599, 'never-heard-of'],
};

function refusal(why: Refusal, { title = 'Refused', detail, headers = {} }: Saying = {}) {
  const [status, type] = REFUSALS[why];
  const told = detail === undefined ? {} : { detail };
  const body = JSON.stringify({ type: `/problems/${type}`, title, status, ...told });
  return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body };
}

const STATES: Readonly<Record<string, string>> = { unheard_of: 'quarantined' };

function retold(text: string, retelling: Retelling): string {
  switch (retelling.what) {
    case 'amount':
      return text.replaceAll(`"minor":${retelling.from}`, `"minor":${retelling.to}`);
    case 'currency':
      return text.replaceAll(`"currency":"${retelling.from}"`, `"currency":"${retelling.to}"`);
    case 'state':
      return text.replaceAll(`"status":"${retelling.from}"`, `"status":"${STATES[retelling.to] ?? retelling.to}"`);
    case 'environment':
      return text.replaceAll(`"environment":"${retelling.from}"`, `"environment":"${retelling.to}"`);
    case 'mode':
      return text.replaceAll('"mode":"test"', `"mode":"${retelling.to}"`);
    case 'news':
      return text.replaceAll('"status":', '"added_later":{"nested":[1,null,"x"]},"status":');
  }
}

const SIGNATURE = 'webhook-signature';
const TIME = 'webhook-timestamp';

const signature = (change: (value: string) => string | undefined): Spoil[1] => {
  return (letter) => withHeader(letter, SIGNATURE, change(headerOf(letter, SIGNATURE)));
};

const SPOILS: readonly Spoil[] = [
  ['without a signature', signature(() => undefined)],
  ['with an empty signature', signature(() => '')],
  ['with a signature of nothing', signature(() => 'v1,')],
  ['with half of the signature', signature((value) => value.slice(0, value.length / 2))],
  [
    'with one character of the signature changed',
    signature((value) => value.replace(/.(?=.{6}$)/, (c) => (c === 'A' ? 'B' : 'A'))),
  ],
  ['with the signature of another version', signature((value) => value.replace('v1,', 'v9,'))],
  ['with the signature of no version', signature((value) => value.replace('v1,', ''))],
  ['with an algorithm that anybody can do', signature(() => 'none,')],
  [
    'with the signature in hexadecimal',
    signature((value) => `v1,${Buffer.from(value.slice(3), 'base64').toString('hex')}`),
  ],
  ['without an id', (letter) => withHeader(letter, 'webhook-id')],
  ['with another id', (letter) => withHeader(letter, 'webhook-id', 'ntf_another')],
  ['without a time', (letter) => withHeader(letter, TIME)],
  ['with another time', (letter) => withHeader(letter, TIME, String(Number(headerOf(letter, TIME)) - 1))],
];

/** The generic provider: JSON, problem details and Standard Webhooks, with the environment in every credential. */
export const generic: Dialect = {
  provider: 'generic',
  kinds: ['api_key', 'oauth_client'],
  credentialTells: 'environment',
  afterDecline: 'it_ends',
  holds: 'by_itself',
  inquiries: { environment: 'told', lapsed: 'told', console: ON_CONSOLE },
  anyAmount: 'sandbox',
  versions: 'asked_for',
  keyLifetimeMs: DAY_MS,
  specification: 'generic',
  read,
  refusal,
  retold,
  added: withAdded,
  notices: {
    types: {
      action_required: 'payment.action_required',
      declined: 'payment.declined',
      authorized: 'payment.authorized',
      charged: 'payment.captured',
      captured: 'payment.captured',
      voided: 'payment.voided',
      expired: 'payment.expired',
      refunded: 'refund.succeeded',
    },
    provenBy: 'signature',
    ...jsonNotices({ typeMember: 'type', named: /ntf_[^"]+/ }),
    sign: signedLetter,
    amongOthers: (letter) => {
      const wrong = `v1,${Buffer.alloc(32).toString('base64')}`;
      return withHeader(letter, SIGNATURE, `${wrong} v9,AAAA ${headerOf(letter, SIGNATURE)}`);
    },
    spoils: [...SPOILS, ...SPOILT_BODIES],
  },
  customer: byCard,
};
