import type { Credential, CredentialField } from '../../payments/credential.ts';
import type { Deployment } from '../../payments/deployment.ts';
import { type Declaration, notIssued } from '../../payments/environment-guard.ts';
import type {
  Authorization,
  CaptureCommand,
  PurchaseCommand,
  ReauthorizeCommand,
  RefundCommand,
  SettingsForm,
  VoidCommand,
} from '../../payments/provider.ts';
import type { HttpRequest } from '../../platform/http-client.ts';
import type { Money } from '../../shop/money.ts';
import { unreachable } from '../../shop/unreachable.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const ACCEPT = { accept: 'application/json, application/problem+json', 'user-agent': 'assay-shop' };
const JSON_BODY = { ...ACCEPT, 'content-type': 'application/json' };

/** Both kinds of credential name their environment. */
export function settingsForm({ environment }: Pick<Deployment, 'environment'>): SettingsForm {
  const masked = 'and is shown masked once saved; leave the mask to keep it.';
  return {
    credentials: [
      {
        kind: 'oauth_client',
        hints: {
          clientId: `Starts with gci_${environment}_`,
          clientSecret: `Starts with gcs_${environment}_ ${masked}`,
        },
      },
      {
        kind: 'api_key',
        hints: { apiKey: `Starts with gsk_${environment}_; only in place of client id and secret.` },
      },
    ],
    signingSecret: 'Starts with whsec_. The provider shows it when the address for notifications is registered there.',
  };
}

/** What each part of a credential says about its environment: it stands between the prefix and the next underscore. */
export function declarations(credential: Credential): readonly Declaration[] {
  switch (credential.kind) {
    case 'oauth_client':
      return [
        declaration('clientId', 'gci', credential.clientId),
        declaration('clientSecret', 'gcs', credential.clientSecret),
      ];
    case 'api_key':
      return [declaration('apiKey', 'gsk', credential.apiKey)];
    case 'login':
      return notIssued(credential);
    default:
      return unreachable(credential);
  }
}

/** An API key goes with every request; a client id and secret are exchanged for a token first. */
export function authorization(credential: Credential): Authorization {
  switch (credential.kind) {
    case 'api_key':
      return { kind: 'direct', headers: bearer(credential.apiKey) };
    case 'oauth_client': {
      const { clientId, clientSecret } = credential;
      // RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
      const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
      const headers = {
        ...ACCEPT,
        authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const body = new URLSearchParams({ grant_type: 'client_credentials' }).toString();
      return { kind: 'exchange', request: { method: 'POST', path: '/oauth/token', headers, body } };
    }
    case 'login':
      throw new Error('the guard lets no such credential through');
    default:
      return unreachable(credential);
  }
}

/** The header that carries a key or token. */
export function bearer(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}

/** Asks who is calling. */
export function connectionRequest(): HttpRequest {
  return { method: 'GET', path: '/v1/connection', headers: ACCEPT };
}

/** Asks for a payment. The customer enters a card on the provider's own page, unless one was checked before. */
export function purchaseRequest(command: PurchaseCommand): HttpRequest {
  const body: Wire['PaymentRequest'] = {
    amount: wireMoney(command.amount),
    captureMode: command.action === 'charge' ? 'automatic' : 'manual',
    reference: command.orderNumber,
    description: `Order ${command.orderNumber}`,
    ...(command.card?.kind === 'kept' ? { cardOf: command.card.reference } : { returnUrl: command.returnUrl }),
    metadata: { command: command.commandId },
  };
  return posted('/v1/payments', command.idempotencyKey, body);
}

/** Captures an amount; the rest of the hold is given back, or stays open. */
export function captureRequest({ paymentReference, amount, rest, idempotencyKey }: CaptureCommand): HttpRequest {
  const body: Wire['CaptureRequest'] = { amount: wireMoney(amount), final: rest === 'release' };
  return posted(`${paymentPath(paymentReference)}/captures`, idempotencyKey, body);
}

/** Gives back what is left of the hold. */
export function voidRequest({ paymentReference, idempotencyKey }: VoidCommand): HttpRequest {
  return posted(`${paymentPath(paymentReference)}/void`, idempotencyKey, {});
}

/** Returns an amount. The command goes as the reason, which comes back with the refund and tells it from others. */
export function refundRequest(command: RefundCommand): HttpRequest {
  const { paymentReference, amount, commandId, captureReference, idempotencyKey } = command;
  const body: Wire['RefundRequest'] = {
    amount: wireMoney(amount),
    reason: commandId,
    ...(captureReference === undefined ? {} : { captureId: captureReference }),
  };
  return posted(`${paymentPath(paymentReference)}/refunds`, idempotencyKey, body);
}

/** Asks for a fresh hold for what is left to capture. The old one ends only when there is the new one. */
export function reauthorizeRequest({ paymentReference, idempotencyKey }: ReauthorizeCommand): HttpRequest {
  return posted(`${paymentPath(paymentReference)}/reauthorizations`, idempotencyKey, {});
}

/** Asks how a payment stands. */
export function lookupRequest(paymentReference: string): HttpRequest {
  return { method: 'GET', path: paymentPath(paymentReference), headers: ACCEPT };
}

/** Asks for the payments of an order, newest first: a page holds every attempt a customer would make. */
export function searchRequest(orderNumber: string): HttpRequest {
  const query = new URLSearchParams({ reference: orderNumber, limit: '100' });
  return { method: 'GET', path: `/v1/payments?${query}`, headers: ACCEPT };
}

function paymentPath(reference: string): string {
  return `/v1/payments/${encodeURIComponent(reference)}`;
}

function posted(path: string, idempotencyKey: string, body: object): HttpRequest {
  const headers = { ...JSON_BODY, 'idempotency-key': `"${idempotencyKey}"` };
  return { method: 'POST', path, headers, body: JSON.stringify(body) };
}

/** The wire has integers; the shop's largest order is far below where they lose precision, and the check says so. */
function wireMoney({ minor, currency }: Money): Wire['PositiveMoney'] {
  const number = Number(minor);
  if (!Number.isSafeInteger(number)) throw new Error(`too large for the wire: ${minor}`);
  return { minor: number, currency };
}

function declaration(field: CredentialField, prefix: string, value: string): Declaration {
  const [, found] = new RegExp(`^${prefix}_([a-z][a-z0-9-]{0,31})_[A-Za-z0-9_]+$`).exec(value) ?? [];
  return { field, environment: found };
}
