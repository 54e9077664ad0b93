import { createHash } from 'node:crypto';
import { Matchers } from '@pact-foundation/pact';
import type { ProviderPayment, Rejection } from '../../../src/payments/outcome.ts';
import { CAPTURE_PREFIX } from '../../../src/providers/stripe/requests.ts';
import { instant } from '../../../src/shop/ids.ts';
import { money } from '../../../src/shop/money.ts';
import { CAPTURE } from '../contract/examples.ts';
import { type Exchange, injected, pattern, place, type State } from '../interaction.ts';

const { integer, string: text } = Matchers;

/** Opens nothing: whoever verifies puts a real one in its place. */
export const KEY = { kind: 'api_key', apiKey: 'sk_test_Example0123456789' } as const;
/** A page, as the examples call it. */
export const SESSION = 'cs_test_Example';
/** A payment, as the examples call it; whoever verifies puts a real one in its place. */
export const INTENT = 'pi_Example';
/** Where that page is. */
export const PAGE = 'https://pay.example/c/pay/cs_test_Example';
const EXPIRES_S = 1_796_000_000;

/** So many cents. */
export const eur = (minor: number) => money(BigInt(minor), 'EUR');
/** What the shop calls the example purchase at Stripe. */
export const NAMES = { command: 'command_1', environment: 'sandbox', order: 'N-1' };
const READ_NAMES = { environment: 'sandbox', orderNumber: 'N-1', commandId: 'command_1' };

// States, by the names that whoever verifies knows.
/** A secret key of an account. */
export const key = (more: Readonly<Record<string, string>> = {}): State => ({
  name: 'a secret key',
  parameters: { environment: 'sandbox', key: 'good', ...more },
});
/** A page of the account, brought so far. */
export const session = (status: 'open' | 'paid' | 'declined' | 'expired'): State => ({
  name: 'a page for a payment',
  parameters: { status, minor: 1999, currency: 'eur', ...NAMES },
});
/** A payment of the account, brought so far. */
export const intent = (status: string, more: Readonly<Record<string, string>> = {}): State => ({
  name: 'a payment',
  parameters: { status, minor: 1999, currency: 'eur', ...NAMES, ...more },
});
/** An idempotency key that the account has used for something else. */
export const usedKey = (idempotencyKey: string): State => ({
  name: 'a used idempotency key',
  parameters: { key: idempotencyKey },
});

// Requests.
const AUTHORIZATION = injected(place('authorization'), /Bearer [sr]k_(test|live)_[A-Za-z0-9]+/, `Bearer ${KEY.apiKey}`);
const VERSION = pattern(/\d{4}-\d\d-\d\d(\.[a-z]+)?/, '2026-10-28.dahlia');
/** What every request shows: who asks, and which version of the API is meant. */
export const HEADERS = { authorization: AUTHORIZATION, 'stripe-version': VERSION };
const form = (pairs: Readonly<Record<string, string>>) => new URLSearchParams(pairs).toString();
/** A request that changes something, under a key of its own. */
export const posted = (
  path: Exchange['request']['path'],
  pairs: Readonly<Record<string, string>>,
  idempotencyKey: string,
) => ({
  method: 'POST' as const,
  path,
  headers: { ...HEADERS, 'Content-Type': 'application/x-www-form-urlencoded', 'idempotency-key': idempotencyKey },
  ...(Object.keys(pairs).length === 0 ? {} : { body: form(pairs) }),
});
/** An address below that of the payment. */
export const onIntent = (rest: string) =>
  injected(
    `/v1/payment_intents/${place('intentId')}${rest}`,
    new RegExp(`/v1/payment_intents/[^/]+${rest}`),
    `/v1/payment_intents/${INTENT}${rest}`,
  );

// Answers.
const JSON_ANSWER = { 'Content-Type': pattern(/application\/json(;.*)?/, 'application/json') };
const REQUEST_ID = { 'request-id': pattern(/.+/, 'req_1') };
/** An answer without an error. */
export const found = (body: unknown): Exchange['response'] => ({ status: 200, headers: JSON_ANSWER, body });

/** How something is refused, and what the shop takes that to be about. */
export type Refusal = Readonly<{ status?: number; type?: string; code?: string; about: Rejection['about'] }>;

/** A refusal in the words of Stripe. */
export const refused = ({ status = 400, type = 'invalid_request_error', code }: Refusal): Exchange['response'] => ({
  status,
  headers: { ...JSON_ANSWER, ...REQUEST_ID },
  body: { error: code === undefined ? { type } : { type, code } },
});
/** The same refusal as the adapter reads it. */
export const readRefusal = ({ type = 'invalid_request_error', code = type, about }: Refusal) => ({
  kind: 'rejected',
  rejection: { about, code, requestId: 'req_1' },
});

/** A page as Stripe tells it. */
export const page = (status: 'open' | 'expired') => ({
  id: text(SESSION),
  livemode: false,
  amount_total: 1999,
  currency: 'eur',
  metadata: NAMES,
  status,
  ...(status === 'open' ? { url: pattern(/https?:\/\/[^/]+\/.+/, PAGE) } : {}),
});
const NOTHING = {
  authorized: eur(0),
  capturable: eur(0),
  captures: [],
  refunds: [],
  disputes: [],
  authorizations: [],
};
/** The same page as the adapter reads it. */
export const pageRead = (status: ProviderPayment['status'], more: Partial<ProviderPayment> = {}) => ({
  kind: 'payment',
  payment: { reference: SESSION, mode: 'test', status, ...READ_NAMES, amount: eur(1999), ...NOTHING, ...more },
});

/** How a payment stands: in Stripe's words, and what the adapter reads of it. */
export type Standing = Readonly<{
  status: 'requires_capture' | 'succeeded' | 'canceled';
  read: ProviderPayment['status'];
  capturable: number;
  captured: number;
  reason?: string;
  metadata?: Readonly<Record<string, string>>;
}>;

/** What the adapter keeps with a payment of its own capture. */
export const mark = createHash('sha256').update(CAPTURE.idempotencyKey).digest('hex').slice(0, 16);
/** An open hold on everything. */
export const HELD: Standing = { status: 'requires_capture', read: 'authorized', capturable: 1999, captured: 0 };
/** All of it captured. */
export const TAKEN: Standing = { status: 'succeeded', read: 'captured', capturable: 0, captured: 1999 };
/** Given back by the shop. */
export const VOIDED: Standing = { status: 'canceled', read: 'voided', capturable: 0, captured: 0 };
/** Given back by the clock. */
export const LAPSED: Standing = { ...VOIDED, read: 'expired', reason: 'automatic' };

/** A payment as Stripe tells it. */
export function intentTold({ status, capturable, captured, reason, metadata = {} }: Standing): object {
  return {
    id: text(INTENT),
    livemode: false,
    status,
    amount: 1999,
    amount_capturable: capturable,
    amount_received: captured,
    currency: 'eur',
    metadata: { ...NAMES, ...metadata },
    ...(reason === undefined ? {} : { cancellation_reason: reason }),
    latest_charge: {
      id: text('ch_Example'),
      status: 'succeeded',
      amount: 1999,
      currency: 'eur',
      ...(status === 'requires_capture'
        ? { payment_method_details: { card: { capture_before: integer(EXPIRES_S) } } }
        : {}),
    },
  };
}

/** The same payment as the adapter reads it. */
export function intentRead({ status, read, capturable, captured, metadata = {} }: Standing, refunded?: number) {
  const own = Object.keys(metadata).find((name) => name.startsWith(CAPTURE_PREFIX));
  const reference = own === undefined ? 'ch_Example' : `ch_Example-${own.slice(CAPTURE_PREFIX.length)}`;
  const hold = { reference: 'ch_Example' };
  const captures = captured === 0 ? [] : [{ reference, amount: eur(captured), status: 'succeeded' }];
  return {
    kind: 'payment',
    payment: {
      ...{ reference: INTENT, mode: 'test', status: read, ...READ_NAMES, amount: eur(1999), authorized: eur(1999) },
      capturable: eur(capturable),
      captures,
      refunds:
        refunded === undefined
          ? []
          : [{ reference: 're_Example', amount: eur(refunded), status: 'succeeded', commandId: 'command_2' }],
      disputes: [],
      authorizations: [
        status === 'requires_capture'
          ? { ...hold, status: 'open', expiresAt: instant(EXPIRES_S * 1000) }
          : { ...hold, status: read === 'expired' ? 'expired' : 'ended' },
      ],
    },
  };
}

/** A look at a payment intent; what was returned of it is asked for where something was taken. */
export function looks(
  what: string,
  given: readonly State[],
  standing: Standing,
  refunded?: number,
): readonly Exchange[] {
  const look: Exchange = {
    description: `a look at a payment ${what}`,
    given,
    request: { method: 'GET', path: onIntent(''), query: { 'expand[0]': 'latest_charge' }, headers: HEADERS },
    response: found(intentTold(standing)),
  };
  if (standing.captured === 0) return [look];
  const refund = {
    id: text('re_Example'),
    amount: refunded,
    currency: 'eur',
    status: 'succeeded',
    metadata: { command: 'command_2' },
  };
  return [
    look,
    {
      description: `a look at what was returned of a payment ${what}`,
      given,
      request: {
        method: 'GET',
        path: '/v1/refunds',
        query: { payment_intent: injected(place('intentId'), /pi_[A-Za-z0-9]+/, INTENT), limit: '100' },
        headers: HEADERS,
      },
      response: found({ data: refunded === undefined ? [] : [refund] }),
    },
  ];
}
