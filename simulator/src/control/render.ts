import type { Artefact, EndpointSecret } from '../accounts/artefact.ts';
import { type Credential, credentialStatus } from '../accounts/credential.ts';
import type { Merchant } from '../accounts/merchant.ts';
import { type Balances, balances } from '../engine/balances.ts';
import type { Event } from '../engine/event.ts';
import type { Instant } from '../engine/ids.ts';
import { authorizations } from '../engine/payment.ts';
import { liveSecrets } from '../operations/webhook-endpoints.ts';
import type { NumberedEntry } from '../store/journal.ts';
import type { StoredEvent, StoredPayment } from '../store/store.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** A merchant account on the wire. */
export function renderMerchant(merchant: Merchant): Wire['Merchant'] {
  const { id, environment, sellerId, name, status, createdAt } = merchant;
  return { id, environment, sellerId, name, status, createdAt: iso(createdAt) };
}

/** A credential on the wire, without its secret and without the hash of it. */
export function renderCredential(credential: Credential, now: Instant): Wire['Credential'] {
  const { id, merchantId, environment, dialect, kind, publicId, maskedSecret, scopes, successorId } = credential;
  return {
    id,
    merchantId,
    environment,
    dialect,
    kind,
    publicId,
    maskedSecret,
    scopes: [...scopes],
    status: credentialStatus(credential, now),
    createdAt: iso(credential.createdAt),
    ...(credential.expiresAt === undefined ? {} : { expiresAt: iso(credential.expiresAt) }),
    ...(credential.revokedAt === undefined ? {} : { revokedAt: iso(credential.revokedAt) }),
    ...(successorId === undefined ? {} : { successorId }),
  };
}

/** An artefact on the wire; the key itself is told by its fingerprint. */
export function renderArtefact(artefact: Artefact, now: Instant): Wire['Artefact'] {
  const { id, merchantId, environment, createdAt } = artefact;
  const common = { id, merchantId, environment, createdAt: iso(createdAt) };
  switch (artefact.kind) {
    case 'public_key':
      return {
        ...common,
        kind: artefact.kind,
        fingerprint: artefact.fingerprint,
        algorithm: artefact.algorithm,
        ...revoked(artefact),
      };
    case 'client_certificate':
      return {
        ...common,
        kind: artefact.kind,
        fingerprint: artefact.fingerprint,
        algorithm: artefact.algorithm,
        subject: artefact.subject,
        expiresAt: iso(artefact.expiresAt),
        ...revoked(artefact),
      };
    case 'webhook_endpoint':
      return {
        ...common,
        kind: artefact.kind,
        url: artefact.url,
        dialect: artefact.dialect,
        ...(artefact.types === undefined ? {} : { types: [...artefact.types] }),
        status: artefact.disabledAt === undefined ? 'enabled' : 'disabled',
        secrets: liveSecrets(artefact, now).map(renderEndpointSecret),
      };
    case 'callback_host':
      return { ...common, kind: artefact.kind, host: artefact.host };
  }
}

function revoked({ revokedAt }: Readonly<{ revokedAt?: Instant }>): Readonly<{ revokedAt?: string }> {
  return revokedAt === undefined ? {} : { revokedAt: iso(revokedAt) };
}

function renderEndpointSecret(secret: EndpointSecret): Wire['EndpointSecret'] {
  const { masked: maskedSecret, publicKey, createdAt, expiresAt } = secret;
  return {
    maskedSecret,
    publicKey,
    createdAt: iso(createdAt),
    ...(expiresAt === undefined ? {} : { expiresAt: iso(expiresAt) }),
  };
}

/** A payment as the ledger shows it. */
export function renderLedgerPayment(stored: StoredPayment): Wire['LedgerPayment'] {
  const { payment } = stored;
  const approved = payment.state === 'approved' ? payment : undefined;
  // Only what the issuer consented to has an end.
  const consented = authorizations(payment).filter((authorization) => 'expiresAt' in authorization);
  return {
    paymentId: stored.paymentId,
    environment: stored.environment,
    merchantId: stored.merchantId,
    dialect: stored.dialect,
    reference: stored.reference,
    state: payment.state,
    balances: renderBalances(balances(payment)),
    counts: {
      authorizations: consented.length,
      captures: (approved?.captures ?? []).filter(({ status }) => status === 'succeeded').length,
      refunds: (approved?.refunds ?? []).filter(({ status }) => status === 'succeeded').length,
    },
    createdAt: iso(stored.createdAt),
  };
}

/** The sums of several payments, one entry per currency in alphabetical order. */
export function renderTotals(payments: readonly StoredPayment[]): Wire['Balances'][] {
  const byCurrency = Map.groupBy(payments, ({ payment }) => payment.amount.currency);
  return [...byCurrency.values()]
    .map((group) => group.map(({ payment }) => balances(payment)).reduce(addBalances))
    .map(renderBalances)
    .sort((left, right) => (left.currency < right.currency ? -1 : 1));
}

/** An event of a payment's history. */
export function renderEvent({ number, event }: StoredEvent): Wire['LedgerHistory']['events'][number] {
  return { version: number, ...renderFact(event) };
}

/** An event by itself. */
export function renderFact({ type, at, ...detail }: Event): Wire['Event'] {
  return { type, at: iso(at), detail: JSON.parse(withBigintsAsText(detail)) };
}

/** A journal entry on the wire. */
export function renderEntry(entry: NumberedEntry): Wire['JournalEntry'] {
  return { ...entry, direction: entry.delivery === undefined ? 'incoming' : 'outgoing', at: iso(entry.at) };
}

function addBalances(left: Balances, right: Balances): Balances {
  return {
    currency: left.currency,
    authorized: left.authorized + right.authorized,
    capturable: left.capturable + right.capturable,
    capturing: left.capturing + right.capturing,
    captured: left.captured + right.captured,
    released: left.released + right.released,
    expired: left.expired + right.expired,
    overCaptured: left.overCaptured + right.overCaptured,
    refundable: left.refundable + right.refundable,
    refunding: left.refunding + right.refunding,
    refunded: left.refunded + right.refunded,
    disputed: left.disputed + right.disputed,
  };
}

function renderBalances(amounts: Balances): Wire['Balances'] {
  const { currency } = amounts;
  return {
    currency,
    authorized: amounts.authorized.toString(),
    capturable: amounts.capturable.toString(),
    capturing: amounts.capturing.toString(),
    captured: amounts.captured.toString(),
    released: amounts.released.toString(),
    expired: amounts.expired.toString(),
    overCaptured: amounts.overCaptured.toString(),
    refundable: amounts.refundable.toString(),
    refunding: amounts.refunding.toString(),
    refunded: amounts.refunded.toString(),
    disputed: amounts.disputed.toString(),
  };
}

/** JSON with amounts as text, so that no reader loses a digit. */
export function withBigintsAsText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
}

/** An instant on the wire. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}
