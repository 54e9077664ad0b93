import { Matchers, MatchersV3 } from '@pact-foundation/pact';
import type { ProviderPayment, Rejection } from '../../../src/payments/outcome.ts';
import { instant } from '../../../src/shop/ids.ts';
import { money } from '../../../src/shop/money.ts';
import { type Exchange, injected, pattern, place, type State } from '../interaction.ts';

const { string: text } = Matchers;

/** Opens nothing: whoever verifies puts a real one in its place. */
export const CLIENT = {
  kind: 'oauth_client',
  clientId: 'Example_0123456789',
  clientSecret: 'Secret_0123456789',
} as const;
/** What it is exchanged for. */
export const TOKEN = 'A21AAExample0123456789';
/** An order, as the examples call it. */
export const ORDER = '5O190127TN364715T';
const HOLD = '0AW2184448108334S';
const CAPTURED = '2GG279541U471931P';
const RETURNED = '1JU08902781691411';
const PAYEE = 'ABCDEFGHJKLMN';
const PAGE = 'https://pay.example/checkoutnow?token=5O190127TN364715T';
const EXPIRES = '2026-12-30T10:00:00Z';

/** So many cents. */
export const eur = (minor: number) => money(BigInt(minor), 'EUR');
/** The same in PayPal's words. */
export const value = (of: string) => ({ currency_code: 'EUR', value: of });
/** What the shop calls the example purchase at PayPal. */
export const NAMES = 'sandbox/N-1/command_1/EUR/1999';

/** An app of an account, with a token that was exchanged for it. */
export const app = (more: Readonly<Record<string, string>> = {}): State => ({
  name: 'a token of an app',
  parameters: { environment: 'sandbox', token: 'good', ...more },
});
/** The id and secret of an app. */
export const client = (more: Readonly<Record<string, string>> = {}): State => ({
  name: 'an app',
  parameters: { environment: 'sandbox', secret: 'right', ...more },
});
/** An order of the account, brought so far. */
export const order = (status: string): State => ({
  name: 'an order',
  parameters: { status, value: '19.99', currency: 'EUR', names: NAMES, reference: 'command_1' },
});

const AUTHORIZATION = injected(place('authorization'), /Bearer [A-Za-z0-9._~+/=-]+/, `Bearer ${TOKEN}`);
/** What every request shows: who asks, and that JSON is read. */
export const HEADERS = { authorization: AUTHORIZATION, accept: 'application/json' };

/** A request that changes something, under an id of its own, and wants to be told all. */
export const posted = (path: Exchange['request']['path'], requestId: Exchange['request']['path'], body?: unknown) => ({
  method: 'POST' as const,
  path,
  headers: {
    ...HEADERS,
    // Without a body the SDK says that it sends a form.
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    prefer: 'return=representation',
    'paypal-request-id': requestId,
  },
  ...(body === undefined ? {} : { body }),
});

/** An address of something whose id is a fact of the state. */
export const at = (before: string, fact: 'orderId' | 'authorizationId' | 'captureId', after = '') => {
  const examples = { orderId: ORDER, authorizationId: HOLD, captureId: CAPTURED };
  const form = new RegExp(`${before.replaceAll('/', '\\/')}[A-Z0-9]+${after.replaceAll('/', '\\/')}`);
  return injected(`${before}${place(fact)}${after}`, form, `${before}${examples[fact]}${after}`);
};

const JSON_ANSWER = { 'Content-Type': pattern(/application\/json(;.*)?/, 'application/json') };
const DEBUG_ID = { 'paypal-debug-id': pattern(/.+/, 'debug1') };
/** An answer without an error. */
export const found = (body: unknown, status = 200): Exchange['response'] => ({ status, headers: JSON_ANSWER, body });

/** How something is refused, and what the shop takes that to be about. */
export type Refusal = Readonly<{ status: number; issue: string; about: Rejection['about']; how?: 'oauth' | 'named' }>;

/** A refusal in PayPal's words: by its issue, or where there is none by its name, or as OAuth says it. */
export function refused({ status, issue, how }: Refusal): Exchange['response'] {
  const body =
    how === 'oauth'
      ? { error: issue }
      : how === 'named'
        ? { name: issue }
        : { details: [{ issue }], name: text('NAME') };
  return { status, headers: { ...JSON_ANSWER, ...DEBUG_ID }, body };
}

/** The same refusal as the adapter reads it. */
export const readRefusal = ({ issue, about }: Refusal) => ({
  kind: 'rejected',
  rejection: { about, code: issue.toLowerCase(), requestId: 'debug1' },
});

/** How far an order has got. */
export type Standing = Readonly<{
  status: 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'COMPLETED' | 'VOIDED';
  read: ProviderPayment['status'];
  hold?: 'CREATED' | 'CAPTURED' | 'VOIDED';
  capture?: 'COMPLETED' | 'REFUNDED';
  refund?: string;
  /** A hold before this one, which this one has replaced. */
  renewed?: true;
  intent?: 'CAPTURE';
}>;

/** Waits for the customer. */
export const OPEN: Standing = { status: 'PAYER_ACTION_REQUIRED', read: 'action_required' };
/** Waits for the shop, which has it paid. */
export const APPROVED: Standing = { status: 'APPROVED', read: 'processing' };
/** An open hold on everything. */
export const HELD: Standing = { status: 'COMPLETED', read: 'authorized', hold: 'CREATED' };
/** All of the hold captured. */
export const TAKEN: Standing = { status: 'COMPLETED', read: 'captured', hold: 'CAPTURED', capture: 'COMPLETED' };
/** Given back by the shop. */
export const VOIDED: Standing = { status: 'VOIDED', read: 'voided', hold: 'VOIDED' };
/** All of it returned. */
export const REFUNDED: Standing = { ...TAKEN, capture: 'REFUNDED', refund: 'command_2' };
/** A fresh hold in place of the first. */
export const RENEWED: Standing = { ...HELD, renewed: true };

/** An order as PayPal tells it. */
export function orderTold({ status, hold, capture, refund, renewed, intent }: Standing): object {
  const amount = value('19.99');
  const holds = [
    ...(renewed ? [{ id: text('9XX'), status: 'VOIDED', amount }] : []),
    ...(hold === undefined
      ? []
      : [
          {
            ...{ id: text(HOLD), status: hold, amount },
            ...(hold === 'CREATED' ? { expiration_time: pattern(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, EXPIRES) } : {}),
          },
        ]),
  ];
  const up = pattern(
    /https?:\/\/.+\/v2\/payments\/captures\/[A-Z0-9]+/,
    `https://pay.example/v2/payments/captures/${CAPTURED}`,
  );
  const returned = {
    ...{ id: text(RETURNED), status: 'COMPLETED', amount },
    custom_id: pattern(/refund\/[A-Z0-9]+\/command_2/, `refund/${ORDER}/command_2`),
    links: MatchersV3.arrayContaining({ rel: 'up', href: up }),
  };
  return {
    id: text(ORDER),
    ...{ intent: intent ?? 'AUTHORIZE', status },
    purchase_units: [
      {
        ...{ reference_id: 'command_1', custom_id: NAMES, amount },
        payee: { merchant_id: pattern(/[A-Z0-9]{1,64}/, PAYEE) },
        ...(hold !== undefined
          ? {
              payments: {
                authorizations: holds,
                ...(capture === undefined ? {} : { captures: [{ id: text(CAPTURED), status: capture, amount }] }),
                ...(refund === undefined ? {} : { refunds: [returned] }),
              },
            }
          : {}),
      },
    ],
    ...(status === 'PAYER_ACTION_REQUIRED'
      ? { links: MatchersV3.arrayContaining({ rel: 'payer-action', href: pattern(/https?:\/\/[^/]+\/.+/, PAGE) }) }
      : {}),
  };
}

/** The same order as the adapter reads it. */
export function orderRead({ status, read, hold, capture, refund, renewed }: Standing) {
  const open = hold === 'CREATED';
  const reference = { reference: HOLD };
  const last = open
    ? { ...reference, status: 'open', expiresAt: instant(Date.parse(EXPIRES)) }
    : { ...reference, status: 'ended' };
  return {
    kind: 'payment',
    payment: {
      ...{ reference: ORDER, status: read, environment: 'sandbox', orderNumber: 'N-1', commandId: 'command_1' },
      ...{ amount: eur(1999), authorized: eur(hold === undefined ? 0 : 1999), account: PAYEE },
      capturable: eur(open ? 1999 : 0),
      captures: capture === undefined ? [] : [{ reference: CAPTURED, amount: eur(1999), status: 'succeeded' }],
      refunds:
        refund === undefined
          ? []
          : [
              {
                ...{ reference: RETURNED, amount: eur(1999), status: 'succeeded' },
                ...{ captureReference: CAPTURED, commandId: refund },
              },
            ],
      disputes: [],
      authorizations: [
        ...(renewed ? [{ reference: '9XX', status: 'replaced' }] : []),
        ...(hold === undefined ? [] : [last]),
      ],
      ...(status === 'PAYER_ACTION_REQUIRED' ? { redirectUrl: PAGE } : {}),
    },
  };
}
