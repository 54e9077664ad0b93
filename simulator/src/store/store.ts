import type { Directory } from '../accounts/directory.ts';
import type { Place } from '../accounts/environment.ts';
import type { Event } from '../engine/event.ts';
import type { Instant, PaymentId } from '../engine/ids.ts';
import type { Payment } from '../engine/payment.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { DeliveryStore } from '../webhooks/delivery-store.ts';
import type { JournalStore } from './journal.ts';
import type { NonceStore } from './nonces.ts';
import type { DialectObject, ObjectStore } from './objects.ts';
import type { PayoutStore } from './payouts.ts';
import type { SettingStore } from './settings.ts';

/**
 * What a dialect keeps beside the money: the shop's reference, the card's last four digits, metadata. Plain JSON, never
 * a card number.
 */
export type Details = Readonly<{ [name: string]: Json }>;

/** Whatever JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | Readonly<{ [name: string]: Json }>;

/** Who a payment belongs to; none of it ever changes. */
export type Ownership = Readonly<{
  paymentId: PaymentId;
  environment: string;
  merchantId: string;
  dialect: string;
  reference: string;
  /** Opens the payment's page for the customer; unguessable. */
  pageToken: string;
  createdAt: Instant;
}>;

/** A payment as it is kept, with the version a commit has to name. */
export type StoredPayment = Ownership &
  Readonly<{ version: number; payment: Payment; details: Details; nextDueAt: Instant | undefined }>;

/** An event with its place in the payment's history, counted from 1. */
export type StoredEvent = Readonly<{ number: number; event: Event }>;

/** The answer a request was given, kept to be replayed byte for byte. */
export type KeptReply = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }>;

/** The memory of one idempotent request, scoped to a merchant account and dialect. */
export type IdempotencyRecord = Readonly<{
  scope: string;
  key: string;
  merchantId: string;
  /** Hash of what was asked; the same key with another fingerprint is another request. */
  fingerprint: string;
  paymentId: PaymentId | undefined;
  reply: KeptReply;
  expiresAt: Instant;
}>;

/** What one commit writes: all of it or nothing. */
export type Batch = Readonly<{
  payment?: Readonly<{
    owner: Ownership;
    /** 0 for a payment that does not exist yet. */
    expectedVersion: number;
    events: readonly Event[];
    next: Payment;
    details: Details;
    nextDueAt: Instant | undefined;
    /** When the first of the money moved that waits for a payout. */
    unsettledSince: Instant | undefined;
  }>;
  idempotency?: IdempotencyRecord;
  /** What the dialect keeps beside payments, new or changed. */
  objects?: readonly DialectObject[];
  /** What is owed to webhook endpoints. */
  deliveries?: readonly Delivery[];
  /** The instant of the commit, to tell which idempotency records have expired. */
  at: Instant;
}>;

/**
 * A conflict writes nothing: somebody else has changed the payment, has used the key, or has changed or made an object in
 * the meantime; the first of these is told.
 */
export type CommitResult = 'committed' | 'version_conflict' | 'key_conflict' | 'object_conflict';

/** Which payments, newest first. A look-up always names the environment. */
export type PaymentQuery = Readonly<{
  environment: string;
  merchantId?: string;
  dialect?: string;
  reference?: string;
  /** Only those older than this payment. */
  before?: PaymentId;
  limit: number;
}>;

/** Keeps payments, their events, and the memory of idempotent requests. */
export interface PaymentStore {
  findPayment(environment: string, paymentId: PaymentId): Promise<StoredPayment | undefined>;
  findPaymentByPage(environment: string, pageToken: string): Promise<StoredPayment | undefined>;
  listPayments(query: PaymentQuery): Promise<readonly StoredPayment[]>;
  readEvents(environment: string, paymentId: PaymentId): Promise<readonly StoredEvent[]>;
  /**
   * Payments with something due at or before `now` by the clock of the place, the longest overdue first: those of a
   * merchant account, or those of an environment without the merchant accounts that have a clock of their own.
   */
  duePayments(place: Place, now: Instant, limit: number): Promise<readonly StoredPayment[]>;
  findIdempotency(scope: string, key: string, now: Instant): Promise<IdempotencyRecord | undefined>;
  commit(batch: Batch): Promise<CommitResult>;
  /**
   * Forgets the merchant's payments, objects, idempotency records, deliveries and journal; tells how many payments and
   * entries.
   */
  forgetMerchant(merchantId: string): Promise<Readonly<{ payments: number; journalEntries: number }>>;
}

/**
 * Keeps everything the simulator knows. It hands out no open transaction: read, think, then commit everything at once.
 * Every implementation passes the suite in `test/store-suite.ts`.
 */
export interface Store
  extends Directory,
    PaymentStore,
    ObjectStore,
    DeliveryStore,
    PayoutStore,
    JournalStore,
    NonceStore,
    SettingStore {
  /** The installation's own secret of this name; the one offered is kept when there is none yet. */
  installationSecret(name: string, fresh: string): Promise<string>;
  /** Whether the store answers. */
  ping(): Promise<void>;
  /** Writes what is waiting. What is asked of it afterwards is refused. */
  close(): Promise<void>;
}
