import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Arrival, NotificationReading, Told, UnverifiedWhy, Verification } from '../../payments/notification.ts';
import { type Instant, instant } from '../../shop/ids.ts';
import { asObject, type JsonObject, parsedJson, textField } from '../json.ts';
import { moneyOf } from './payment.ts';
import type { components } from './wire.d.ts';

/** How far the sender's clock and ours may be apart, and how long an attempt may be on its way. */
export const TOLERANCE_MS = 5 * 60 * 1000;

// While a secret is rotated a sender signs with two; more than this is nobody's rotation.
const SIGNATURES_MAX = 10;
const SECRET = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;
// Without a dot, which is what separates the parts that are signed, and without the comma that joins repeated headers.
const ID = /^[\x21-\x2b\x2d\x2f-\x7e]{1,200}$/;

/** Whether a text can be a signing secret: 24 to 64 bytes in base64 after the prefix, as Standard Webhooks has it. */
export function isSigningSecret(text: string): boolean {
  const size = keyOf(text)?.length ?? 0;
  return size >= 24 && size <= 64;
}

/**
 * Verifies the bytes as Standard Webhooks has it: HMAC-SHA256 over id, time and body by one of the secrets, sent not
 * longer ago than the tolerance and not from further ahead. Every signature is compared with every secret, so that the
 * time taken tells nothing.
 */
export function verifyNotification({ headers, body }: Arrival, secrets: readonly string[], now: Instant): Verification {
  const unverified = (why: UnverifiedWhy): Verification => ({ kind: 'unverified', why });
  const keys = secrets.flatMap((secret) => keyOf(secret) ?? []);
  if (keys.length === 0) return unverified('no_signing_secret');
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures } = headers;
  if (id === undefined || time === undefined || signatures === undefined) return unverified('header_missing');
  const presented = signatures.split(' ').filter((part) => part !== '');
  if (!ID.test(id) || !/^(0|[1-9]\d{0,11})$/.test(time) || presented.length > SIGNATURES_MAX) {
    return unverified('header_malformed');
  }
  const sentAt = instant(Number(time) * 1000);
  if (sentAt < now - TOLERANCE_MS) return unverified('timestamp_too_old');
  if (sentAt > now + TOLERANCE_MS) return unverified('timestamp_too_new');
  const signed = Buffer.concat([Buffer.from(`${id}.${time}.`), body]);
  const expected = keys.map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  const matches = expected.flatMap((right) => presented.map((given) => sameText(given, right)));
  return matches.includes(true) ? { kind: 'verified', id, sentAt } : unverified('signature_wrong');
}

/** What verified bytes say. The id inside has to be the one that was signed outside. */
export function readNotification(body: Buffer, id: string): NotificationReading {
  const notification = asObject(parsedJson(body.toString('utf8')));
  const type = notification && textField(notification, 'type');
  if (!notification || type === undefined || type.length > TYPE_LENGTH_MAX) return { kind: 'unreadable' };
  if (textField(notification, 'id') !== id) return { kind: 'unreadable' };
  if (!isKnownType(type)) return { kind: 'unknown_type', type };
  const told = toldIn(notification, asObject(notification.data));
  return told ? { kind: 'about_payment', type, told } : { kind: 'unreadable' };
}

const TYPE_LENGTH_MAX = 100;

/** The types this shop acts on. Each is about a payment, and what has become of that is asked of the provider. */
const KNOWN_TYPES: Readonly<Record<components['schemas']['NotificationType'], true>> = {
  'payment.action_required': true,
  'payment.processing': true,
  'payment.authorized': true,
  'payment.declined': true,
  'payment.cancelled': true,
  'payment.expired': true,
  'payment.capture_pending': true,
  'payment.captured': true,
  'payment.capture_failed': true,
  'payment.void_pending': true,
  'payment.voided': true,
  'payment.void_failed': true,
  'payment.settled': true,
  'authorization.incremented': true,
  'authorization.increment_declined': true,
  'authorization.replaced': true,
  'authorization.replacement_declined': true,
  'refund.pending': true,
  'refund.succeeded': true,
  'refund.failed': true,
  'dispute.opened': true,
  'dispute.under_review': true,
  'dispute.escalated': true,
  'dispute.won': true,
  'dispute.lost': true,
  'dispute.closed': true,
};

function isKnownType(type: string): type is keyof typeof KNOWN_TYPES {
  return Object.hasOwn(KNOWN_TYPES, type);
}

/** The payment inside says where it was made as well as the envelope does; both have to say the same. */
function toldIn(envelope: JsonObject, payment: JsonObject | undefined): Told | undefined {
  const environment = textField(envelope, 'environment');
  const mode = textField(envelope, 'mode');
  if (!payment || !environment || !mode) return undefined;
  if (textField(payment, 'environment') !== environment || textField(payment, 'mode') !== mode) return undefined;
  const paymentReference = textField(payment, 'id');
  const orderNumber = textField(payment, 'reference');
  const amount = moneyOf(payment.amount);
  const commandId = textField(asObject(payment.metadata) ?? {}, 'command');
  if (!paymentReference || !orderNumber || !amount) return undefined;
  const told = { environment, mode, paymentReference, orderNumber, amount };
  return commandId === undefined ? told : { ...told, commandId };
}

function keyOf(secret: string): Buffer | undefined {
  const [, text] = SECRET.exec(secret) ?? [];
  return text === undefined || text === '' ? undefined : Buffer.from(text, 'base64');
}

function sameText(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
