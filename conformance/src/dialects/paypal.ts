import type { Behaviour } from '../bench/buyer.ts';
import type { Letter } from '../bench/mailbox.ts';
import type { Operation } from '../bench/relay.ts';
import { byCard } from './cards.ts';
import { digitsOf } from './decimal.ts';
import {
  type Amount,
  type Asked,
  type Dialect,
  ON_CONSOLE,
  type Refusal,
  type Retelling,
  type Said,
  type Saying,
  type Spoil,
  type Temper,
} from './dialect.ts';
import { headerOf, pathOf, withHeader } from './headers.ts';
import { asObject, asText, type JsonObject, objectIn, withMembers } from './json.ts';
import { jsonNotices, SPOILT_BODIES, withAdded } from './json-notices.ts';

const DAY_MS = 86_400_000;

const POSTED: readonly (readonly [RegExp, Operation])[] = [
  [/^\/v2\/checkout\/orders$/, 'create'],
  [/^\/v2\/checkout\/orders\/[^/]+\/(authorize|capture|confirm-payment-source)$/, 'complete'],
  [/^\/v2\/payments\/authorizations\/[^/]+\/capture$/, 'capture'],
  [/^\/v2\/payments\/authorizations\/[^/]+\/void$/, 'void'],
  [/^\/v2\/payments\/captures\/[^/]+\/refund$/, 'refund'],
  [/^\/v2\/(checkout|payments)\//, 'amend'],
];
const LOOKED_UP = /^\/v2\/(checkout\/orders|payments)\//;

function operationOf({ method, target }: Asked): Operation | undefined {
  const path = pathOf({ target }).replace(/^\/paypal(?=\/)/, '');
  if (method === 'GET') return LOOKED_UP.test(path) ? 'look_up' : undefined;
  return method === 'POST' ? POSTED.find(([pattern]) => pattern.test(path))?.[1] : undefined;
}

/** Minor units of an amount as PayPal writes it; the text itself where it is finer than the currency is. */
function amountOf(value: JsonObject): Amount | undefined {
  const [currency, decimal] = [asText(value.currency_code), asText(value.value)];
  if (currency === undefined || decimal === undefined) return undefined;
  const [whole = '', rest = ''] = decimal.split('.');
  const digits = digitsOf(currency);
  const isFine = rest.length <= digits && /^\d+$/.test(whole + rest);
  return { minor: isFine ? String(BigInt(whole + rest.padEnd(digits, '0'))) : decimal, currency };
}

function decimalOf(minor: bigint, currency: string): string {
  const digits = digitsOf(currency);
  const text = minor.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function read(request: Asked): Said {
  const operation = operationOf(request);
  const body = objectIn(request.body);
  const unit = asObject(Array.isArray(body.purchase_units) ? body.purchase_units[0] : undefined);
  const amount = amountOf(asObject(operation === 'create' ? unit.amount : body.amount));
  const reference = asText(unit.custom_id);
  const context = asObject(asObject(asObject(body.payment_source).paypal).experience_context);
  const returnUrl = asText(context.return_url);
  const intent = asText(body.intent);
  return {
    ...(operation === undefined ? {} : { operation }),
    key: headerOf(request, 'paypal-request-id'),
    ...(amount === undefined ? {} : { amount }),
    ...(reference === undefined ? {} : { reference }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
    ...(intent === undefined ? {} : { captures: intent === 'CAPTURE' ? ('now' as const) : ('later' as const) }),
  };
}

const UNPROCESSABLE = 'UNPROCESSABLE_ENTITY';

const REFUSALS: Readonly<Record<Refusal, readonly [status: number, name: string, issue?: string]>> = {
  invalid_request: [400, 'INVALID_REQUEST', 'INVALID_PARAMETER_SYNTAX'],
  amount_invalid: [422, UNPROCESSABLE, 'CANNOT_BE_ZERO_OR_NEGATIVE'],
  credential_unknown: [401, 'AUTHENTICATION_FAILURE'],
  credential_revoked: [401, 'AUTHENTICATION_FAILURE'],
  merchant_suspended: [403, 'NOT_AUTHORIZED', 'PERMISSION_DENIED'],
  scope_missing: [403, 'NOT_AUTHORIZED', 'PERMISSION_DENIED'],
  payment_not_found: [404, 'RESOURCE_NOT_FOUND', 'INVALID_RESOURCE_ID'],
  wrong_state: [422, UNPROCESSABLE, 'AUTHORIZATION_ALREADY_CAPTURED'],
  hold_released: [422, UNPROCESSABLE, 'AUTHORIZATION_VOIDED'],
  exceeds_capturable: [422, UNPROCESSABLE, 'MAX_CAPTURE_AMOUNT_EXCEEDED'],
  key_in_use: [409, 'RESOURCE_CONFLICT', 'PREVIOUS_REQUEST_IN_PROGRESS'],
  key_reused: [422, UNPROCESSABLE, 'DUPLICATE_REQUEST_ID'],
  rate_limited: [429, 'RATE_LIMIT_REACHED'],
  internal_error: [500, 'INTERNAL_SERVER_ERROR'],
  unavailable: [503, 'SERVICE_UNAVAILABLE'],
  unheard_of: [418, 'NEVER_HEARD_OF', 'NEVER_HEARD_OF'],
  unheard_of_failure: [599, 'NEVER_HEARD_OF', 'NEVER_HEARD_OF'],
};

function refusal(why: Refusal, { title = 'Refused.', detail, headers = {} }: Saying = {}) {
  const [status, name, issue] = REFUSALS[why];
  const message = detail === undefined ? title : `${title} ${detail}`;
  const details = issue === undefined ? {} : { details: [{ issue, description: message }] };
  const body = JSON.stringify({ name, message, debug_id: '0123456789abc', ...details, links: [] });
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

function retold(text: string, retelling: Retelling): string {
  switch (retelling.what) {
    case 'amount':
      return withMembers(text, (_, value) => {
        const object = asObject(value);
        const amount = amountOf(object);
        if (amount?.minor !== String(retelling.from) || amount.currency === undefined) return value;
        return { ...object, value: decimalOf(retelling.to, amount.currency) };
      });
    case 'currency':
      return withMembers(text, (name, value) =>
        name === 'currency_code' && value === retelling.from ? retelling.to : value,
      );
    case 'state':
      return withMembers(text, (name, value) =>
        name === (retelling.from === 'captured' ? 'captures' : 'authorizations') && Array.isArray(value)
          ? value.map((part) => ({ ...asObject(part), status: STATUSES[retelling.to] }))
          : value,
      );
    case 'environment':
      return text.replaceAll(`"custom_id":"${retelling.from}/`, `"custom_id":"${retelling.to}/`);
    // Neither orders nor events say whether money is real.
    case 'mode':
      return text;
    case 'news':
      return withMembers(text, (_, value) => {
        const object = asObject(value);
        return 'status' in object ? { ...object, added_later: { nested: [1, null, 'x'] } } : value;
      });
  }
}

const STATUSES: Readonly<Record<Extract<Retelling, { what: 'state' }>['to'], string>> = {
  processing: 'PENDING',
  authorized: 'PENDING',
  captured: 'CAPTURED',
  unheard_of: 'QUARANTINED',
};

const SIGNATURE = 'paypal-transmission-sig';
const TIME = 'paypal-transmission-time';

const header = (name: string, change: (value: string) => string | undefined): Spoil[1] => {
  return (letter: Letter) => withHeader(letter, name, change(headerOf(letter, name)));
};

const SPOILS: readonly Spoil[] = [
  ['without a signature', header(SIGNATURE, () => undefined)],
  ['with an empty signature', header(SIGNATURE, () => '')],
  ['with half of the signature', header(SIGNATURE, (value) => value.slice(0, value.length / 2))],
  [
    'with one character of the signature changed',
    header(SIGNATURE, (value) => value.replace(/.(?=.{6}$)/, (c) => (c === 'A' ? 'B' : 'A'))),
  ],
  ['with another algorithm', header('paypal-auth-algo', () => 'SHA1withRSA')],
  ['without an algorithm', header('paypal-auth-algo', () => undefined)],
  ['without a certificate', header('paypal-cert-url', () => undefined)],
  ['with the certificate of nobody', header('paypal-cert-url', (value) => `${value}X`)],
  ['without an id', header('paypal-transmission-id', () => undefined)],
  ['with another id', header('paypal-transmission-id', () => '00000000-0000-4000-8000-000000000000')],
  ['without a time', header(TIME, () => undefined)],
  ['with another time', header(TIME, (value) => new Date(Date.parse(value) - 1_000).toISOString())],
];

/** A wallet is willing or not; what a bank says of the card in it the shop never hears. */
function customer(temper: Temper): Behaviour | undefined {
  const isRefused = temper === 'insufficient_funds' || temper === 'stolen';
  return isRefused ? { ...byCard(temper), wallet: 'decline' } : undefined;
}

/** PayPal: orders that are approved on its page, tokens for clients, and a host that alone says whether money is real. */
export const paypal: Dialect = {
  provider: 'paypal',
  kinds: ['oauth_client'],
  credentialTells: 'nothing',
  afterDecline: 'try_again',
  holds: 'when_asked',
  inquiries: { environment: 'told', lapsed: 'told', console: ON_CONSOLE },
  anyAmount: 'sandbox',
  versions: 'asked_for',
  keyLifetimeMs: 45 * DAY_MS,
  read,
  refusal,
  retold,
  added: withAdded,
  notices: {
    types: {
      action_required: undefined,
      declined: undefined,
      // The money is held, or taken, when the shop asks for it: until then the order is approved.
      authorized: 'CHECKOUT.ORDER.APPROVED',
      charged: 'CHECKOUT.ORDER.APPROVED',
      captured: 'PAYMENT.CAPTURE.COMPLETED',
      voided: 'PAYMENT.AUTHORIZATION.VOIDED',
      expired: 'PAYMENT.AUTHORIZATION.VOIDED',
      refunded: 'PAYMENT.CAPTURE.REFUNDED',
    },
    provenBy: 'signature',
    ...jsonNotices({ typeMember: 'event_type', named: /WH-[^"]+/ }),
    registration: ({ url, credential }) => ({
      path: '/v1/notifications/webhooks',
      authorization: credential.kind === 'oauth_client' ? basic(credential) : '',
      body: JSON.stringify({ url, event_types: [{ name: '*' }] }),
    }),
    amongOthers: (letter) => letter,
    spoils: [...SPOILS, ...SPOILT_BODIES],
  },
  customer,
};

function basic({ clientId, clientSecret }: Readonly<{ clientId: string; clientSecret: string }>): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}
