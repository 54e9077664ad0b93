import type { Instant, PaymentId } from '../engine/ids.ts';
import { type Disorder, type DisorderKind, firstAttempt } from './disorder.ts';

/** One notification that is owed to one webhook endpoint; none of it ever changes. */
export type Owed = Readonly<{
  id: string;
  /** The same for every endpoint and every attempt, so that a receiver knows what it has seen. */
  notificationId: string;
  endpointId: string;
  environment: string;
  merchantId: string;
  dialect: string;
  paymentId?: PaymentId;
  type: string;
  /** What is signed and sent, as text, byte for byte. */
  body: string;
  createdAt: Instant;
  /** What was asked to go wrong with it. */
  disorder?: Disorder;
}>;

/** How far a delivery can have come. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'parked'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why nothing more is sent by itself. Whatever it is, the delivery can be sent again by hand. */
export const PARKED_REASONS = [
  'attempts_exhausted',
  'endpoint_gone',
  'endpoint_disabled',
  'endpoint_removed',
  'host_not_allowed',
  'host_not_registered',
  'no_secret',
  'secret_unreadable',
  'dropped',
] as const;
export type ParkedReason = (typeof PARKED_REASONS)[number];

/** A delivery that waits for its next attempt. */
export type Pending = Readonly<{
  status: 'pending';
  nextAttemptAt: Instant;
  /** With `next_delivery` it goes as soon as a later one to the same endpoint was attempted. */
  waitsFor: 'time' | 'next_delivery';
  /** Rungs of the retry ladder that are behind it. */
  rung: number;
  /** What is still to go wrong with it; after its last failure, or sent by hand, nothing is. */
  toCome?: Disorder;
  /** When it was first received, where a copy is still to be sent. */
  deliveredAt?: Instant;
}>;

/** A delivery of which nothing more is sent by itself, with why in a sentence for people. */
export type Parked = Readonly<{ status: 'parked'; parkedAt: Instant; reason: ParkedReason; detail: string }>;

/** How far a delivery has come. */
export type Progress = Pending | Readonly<{ status: 'delivered'; deliveredAt: Instant }> | Parked;

/** Why no answer came. */
export const UNANSWERED_REASONS = [
  'timeout',
  'connection_refused',
  'connection_lost',
  'name_not_found',
  'tls_failed',
  'not_http',
  'unreachable',
] as const;
export type UnansweredReason = (typeof UNANSWERED_REASONS)[number];

/** What came of one attempt; of an answer's body only a masked beginning is kept. */
export type AttemptResult =
  | Readonly<{ kind: 'answered'; status: number; headers: Readonly<Record<string, string>>; excerpt: string }>
  | Readonly<{ kind: 'unanswered'; reason: UnansweredReason; detail: string }>;

/** One try of a delivery. */
export type Attempt = Readonly<{
  at: Instant;
  /** What was made to go wrong with this one. */
  disorder?: DisorderKind;
  request: Readonly<{ url: string; headers: Readonly<Record<string, string>> }>;
  result: AttemptResult;
  durationMs: number;
}>;

/** A delivery as it is kept, with how often it was attempted. */
export type Delivery = Owed & Readonly<{ attemptCount: number; progress: Progress }>;

/** The beginning of a delivery. */
export function newDelivery(owed: Owed, now: Instant): Delivery {
  const { disorder } = owed;
  const start = { status: 'pending', ...firstAttempt(now, disorder), rung: 0 } as const;
  return { ...owed, attemptCount: 0, progress: disorder === undefined ? start : { ...start, toCome: disorder } };
}

/** The beginning of a delivery that nothing is to be sent of. */
export function parked(reason: ParkedReason, detail: string, parkedAt: Instant): Parked {
  return { status: 'parked', parkedAt, reason, detail };
}

/** The same delivery, to be sent again by hand: at once, with nothing going wrong, and with the whole ladder before it. */
export function again(now: Instant): Pending {
  return { status: 'pending', nextAttemptAt: now, waitsFor: 'time', rung: 0 };
}
