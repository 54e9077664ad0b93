import { Matchers } from '@pact-foundation/pact';
import type { ProviderAuthorization, ProviderPayment, Rejection } from '../../../src/payments/outcome.ts';
import { instant } from '../../../src/shop/ids.ts';
import { money } from '../../../src/shop/money.ts';
import { type Interaction, pattern } from '../interaction.ts';
import { type Showing, WITH_KEY } from './examples.ts';

const { string: text } = Matchers;

/** What the adapter says it can read: problems have a type of their own. */
export const ACCEPT = { accept: 'application/json, application/problem+json' };

const JSON_ANSWER = { 'Content-Type': pattern(/application\/json(;.*)?/, 'application/json') };
const PROBLEM = { 'Content-Type': pattern(/application\/problem\+json(;.*)?/, 'application/problem+json') };
const REQUEST_ID = { 'request-id': pattern(/.+/, 'req_1') };

/** What comes back, and what the adapter makes of it. */
export type Answer = Pick<Interaction, 'response' | 'reading'>;

/** An interaction whose request shows who asks. */
export function asked(
  question: Omit<Interaction, 'response' | 'reading'> & Readonly<{ showing?: Showing }>,
  { response, reading }: Answer,
): Interaction {
  const { description, given, request, read, showing = WITH_KEY } = question;
  return {
    description,
    given,
    ask: (adapter) => {
      const wanted = question.ask(adapter);
      return { ...wanted, headers: { ...wanted.headers, ...showing.headers(adapter) } };
    },
    request: { ...request, headers: { ...ACCEPT, ...request.headers, authorization: showing.expected } },
    response,
    read,
    reading,
  };
}

/** An answer without an error. */
export function answered(status: number, body: unknown, reading: unknown): Answer {
  return { response: { status, headers: JSON_ANSWER, body }, reading };
}

/** A refusal in the words of OAuth. */
export function refusedByOAuth(status: number, error: string): Answer {
  const rejection: Rejection = { about: 'access', code: error, requestId: 'req_1' };
  const response = { status, headers: { ...JSON_ANSWER, ...REQUEST_ID }, body: { error } };
  return { response, reading: { kind: 'rejected', rejection } };
}

/** A refusal as a problem document. */
export function refused(status: number, code: string, about: Rejection['about']): Answer {
  const response = { status, headers: { ...PROBLEM, ...REQUEST_ID }, body: { type: `/problems/${code}` } };
  return { response, reading: { kind: 'rejected', rejection: { about, code, requestId: 'req_1' } } };
}

/** What of a payment differs from one interaction to the other. Amounts are minor units of EUR. */
export type Told = Readonly<{
  status: ProviderPayment['status'];
  /** 1999 where nothing is said. */
  minor?: number;
  authorized: number;
  capturable: number;
  captured?: number;
  refunded?: number;
  /** The hold has been put in place of another. */
  renewed?: true;
  action?: 'redirect';
  decline?: NonNullable<ProviderPayment['decline']>;
}>;

const PAGE = 'https://pay.example/pay/1';

/** A payment of the example purchase as the provider tells it. */
export function paymentBody({
  status,
  minor = 1999,
  authorized,
  capturable,
  captured,
  refunded,
  renewed,
  action,
  decline,
}: Told): object {
  return {
    id: text('pay_1'),
    environment: 'sandbox',
    mode: 'test',
    status,
    amount: { minor, currency: 'EUR' },
    reference: 'N-1',
    metadata: { command: 'command_1' },
    balances: { currency: 'EUR', authorized, capturable },
    captures:
      captured === undefined
        ? []
        : [{ id: text('cap_1'), amount: { minor: captured, currency: 'EUR' }, status: 'succeeded' }],
    refunds:
      refunded === undefined
        ? []
        : [
            {
              id: text('ref_1'),
              amount: { minor: refunded, currency: 'EUR' },
              status: 'succeeded',
              reason: 'command_2',
            },
          ],
    disputes: [],
    authorizations: authorizationsOf(status, renewed).map(({ body }) => body),
    ...(action === undefined ? {} : { action: { url: pattern(/https?:\/\/[^/]+\/.+/, PAGE) } }),
    ...(decline === undefined ? {} : { decline }),
  };
}

/** The same payment as the adapter reads it. */
export function paymentRead({
  status,
  minor = 1999,
  authorized,
  capturable,
  captured,
  refunded,
  renewed,
  action,
  decline,
}: Told) {
  const eur = (minor: number) => money(BigInt(minor), 'EUR');
  const captures =
    captured === undefined ? [] : [{ reference: 'cap_1', amount: eur(captured), status: 'succeeded' as const }];
  const payment: ProviderPayment = {
    reference: 'pay_1',
    environment: 'sandbox',
    mode: 'test',
    status,
    amount: eur(minor),
    orderNumber: 'N-1',
    commandId: 'command_1',
    authorized: eur(authorized),
    capturable: eur(capturable),
    captures,
    refunds:
      refunded === undefined
        ? []
        : [
            {
              reference: 'ref_1',
              amount: eur(refunded),
              status: 'succeeded',
              commandId: 'command_2',
            },
          ],
    disputes: [],
    authorizations: authorizationsOf(status, renewed).map(({ read }) => read),
    ...(action === undefined ? {} : { redirectUrl: PAGE }),
    ...(decline === undefined ? {} : { decline }),
  };
  return { kind: 'payment', payment } as const;
}

const EXPIRES = pattern(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/, '2026-12-08T10:00:00.000Z');
const EXPIRES_AT = instant(Date.parse('2026-12-08T10:00:00Z'));

const held = (wire: string, read: ProviderAuthorization['status']) => ({
  body: { id: text('auth_1'), status: wire, expiresAt: EXPIRES },
  read: { reference: 'auth_1', status: read, expiresAt: EXPIRES_AT },
});
const notHeld = (wire: string) => ({
  body: { id: text('auth_1'), status: wire },
  read: { reference: 'auth_1', status: 'ended' as const },
});

const AUTHORIZATIONS: Readonly<
  Record<ProviderPayment['status'], readonly Readonly<{ body: object; read: ProviderAuthorization }>[]>
> = {
  action_required: [],
  processing: [notHeld('processing')],
  authorized: [held('open', 'open')],
  partially_captured: [held('open', 'open')],
  captured: [held('closed', 'ended')],
  voided: [held('voided', 'ended')],
  expired: [held('expired', 'expired')],
  declined: [notHeld('declined')],
  cancelled: [],
  card_checked: [held('open', 'open')],
};

/** The authorizations of a payment: the one of its status, and the one before it when that was put in its place. */
function authorizationsOf(status: ProviderPayment['status'], renewed: true | undefined) {
  return renewed ? [held('replaced', 'replaced'), ...AUTHORIZATIONS[status]] : AUTHORIZATIONS[status];
}

/** An answer with a payment. */
export function told(status: number, payment: Told): Answer {
  return answered(status, paymentBody(payment), paymentRead(payment));
}

/** A payment with an open hold on everything. */
export const AUTHORIZED: Told = { status: 'authorized', authorized: 1999, capturable: 1999 };
/** A payment of which everything has been captured. */
export const CAPTURED: Told = { status: 'captured', authorized: 1999, capturable: 0, captured: 1999 };
/** A payment that waits for the customer. */
export const ACTION_REQUIRED: Told = { status: 'action_required', authorized: 0, capturable: 0, action: 'redirect' };
/** A payment the issuer has said no to. */
export const DECLINED: Told = {
  status: 'declined',
  authorized: 0,
  capturable: 0,
  decline: { code: 'insufficient_funds', advice: 'try_later' },
};
/** A card that was checked with an amount of nothing. */
export const CARD_CHECKED: Told = { status: 'card_checked', minor: 0, authorized: 0, capturable: 0 };
