import type { Artefact } from '../../src/accounts/artefact.ts';
import type { Credential } from '../../src/accounts/credential.ts';
import type { Merchant } from '../../src/accounts/merchant.ts';
import { instant, later } from '../../src/engine/ids.ts';
import type { JournalEntry } from '../../src/store/journal.ts';
import type { Batch, IdempotencyRecord, StoredPayment } from '../../src/store/store.ts';

/** When every test of the suite begins. */
export const START = instant(Date.UTC(2027, 0, 1));
/** A day in milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;

/** A merchant account of the sandbox. */
export function merchant(more: Partial<Merchant>): Merchant {
  const id = more.id ?? 'mer_1';
  return { id, sellerId: id, environment: 'sandbox', name: 'Shop', status: 'active', createdAt: START, ...more };
}

/** A credential of that merchant. */
export function credential(more: Partial<Credential>): Credential {
  return {
    id: 'cred_1',
    merchantId: 'mer_1',
    environment: 'sandbox',
    dialect: 'generic',
    kind: 'api_key',
    publicId: 'public',
    secretHash: 'hash',
    maskedSecret: '…',
    scopes: ['pay'],
    createdAt: START,
    ...more,
  };
}

/** Whose artefact it is. */
export function belonging(id: string): Pick<Artefact, 'id' | 'merchantId' | 'environment' | 'createdAt'> {
  return { id, merchantId: 'mer_1', environment: 'sandbox', createdAt: START };
}

type KeyArtefact = Extract<Artefact, { keyFingerprint: string }>;

/** A public key of that merchant, unless told otherwise. */
export function artefact(more: Partial<KeyArtefact> & { id: string }): Artefact {
  const key = {
    pem: '',
    fingerprint: 'key',
    keyFingerprint: 'key',
    algorithm: 'ed25519',
    subject: '',
    expiresAt: START,
  };
  return { kind: 'public_key', ...key, ...belonging(more.id), ...more } as Artefact;
}

/** The memory of an answer. */
export function record(more: Partial<IdempotencyRecord>): IdempotencyRecord {
  return {
    scope: 'scope',
    key: 'key',
    merchantId: 'mer_1',
    fingerprint: 'fingerprint',
    paymentId: undefined,
    reply: { status: 201, headers: { a: 'b' }, body: '{"exactly": "this" }' },
    expiresAt: later(START, DAY),
    ...more,
  };
}

/** An exchange that went well. */
export function entry(more: Partial<JournalEntry>): JournalEntry {
  return {
    at: START,
    environment: 'sandbox',
    dialect: 'generic',
    requestId: 'req',
    crossing: false,
    request: { method: 'GET', path: '/v1/payments', headers: {} },
    response: { status: 200, headers: {} },
    durationMs: 0,
    ...more,
  };
}

/** A commit that would add one event more to what the payment is. */
export function batchOf(payment: StoredPayment, expectedVersion: number): Batch {
  const { payment: next, details, nextDueAt } = payment;
  const event = { type: 'cancelled', reason: 'by_merchant', at: START } as const;
  return {
    payment: { owner: payment, expectedVersion, events: [event], next, details, nextDueAt, unsettledSince: undefined },
    at: START,
  };
}

/** Something that no store can write down. */
export function undecodable<T>(): T {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  return circle as T;
}

/** The ids of things, in their order. */
export function ids(things: readonly { id: string }[]): string {
  return things.map(({ id }) => id).join(' ');
}
