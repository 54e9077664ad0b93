import { createHash, verify, X509Certificate } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Arrival, NotificationReading, UnverifiedWhy, Verification } from '../../payments/notification.ts';
import type { Unknown } from '../../payments/outcome.ts';
import type { Verifying } from '../../payments/provider.ts';
import type { HttpReply } from '../../platform/http-client.ts';
import { type Instant, instant } from '../../shop/ids.ts';
import { asObject, type JsonObject, parsedJson, textField } from '../json.ts';
import { namesIn, payeeOf, refundNamesIn, unitOf } from './names.ts';

/** How far ahead the sender's clock may be. */
export const AHEAD_MS = 5 * 60 * 1000;
/** How long after it was first sent one may arrive: PayPal tries for three days. */
export const TRIED_MS = 3 * 24 * 60 * 60 * 1000;

/** For how long a certificate is taken at its word without asking again, unless it ends before. */
export const KEPT_MS = 24 * 60 * 60 * 1000;

const WEBHOOK_ID = /^[A-Z0-9]{10,36}$/;
const CERTIFICATE = /^\/v1\/notifications\/certs\/[A-Za-z0-9-]{1,100}$/;
const TRANSMISSION_ID = /^[A-Za-z0-9-]{1,100}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const SIGNATURE = /^[A-Za-z0-9+/]{1,1400}={0,2}$/;
const EVENT_ID = /^[A-Za-z0-9-]{1,100}$/;
const TYPE_LENGTH_MAX = 100;
/** Whom a certificate has to name, by how it begins. */
const NAMED = /^CN=messageverificationcerts\./m;

/** Whether a text can be the id of a webhook, which stands in the place of a secret: PayPal signs for it. */
export function isSigningSecret(text: string): boolean {
  return WEBHOOK_ID.test(text);
}

/**
 * Verifies the bytes by PayPal's certificate: RSA with SHA-256 over id, time, webhook id and checksum. Of the address of
 * the certificate only the path is taken, and asked for at the provider's own host; elsewhere nothing is fetched. A good
 * one is kept for a day.
 */
export function verifyNotification({ headers, body }: Arrival, webhookIds: readonly string[], now: Instant): Verifying {
  const unverified = (why: UnverifiedWhy): Verification => ({ kind: 'unverified', why });
  const ids = webhookIds.filter(isSigningSecret);
  if (ids.length === 0) return unverified('no_signing_secret');
  const transmissionId = headers['paypal-transmission-id'];
  const time = headers['paypal-transmission-time'];
  const signature = headers['paypal-transmission-sig'];
  const certificate = headers['paypal-cert-url'];
  const algorithm = headers['paypal-auth-algo'];
  if (!transmissionId || !time || !signature || !certificate || !algorithm) return unverified('header_missing');
  const path = URL.canParse(certificate) ? new URL(certificate).pathname : '';
  const isWellFormed = TRANSMISSION_ID.test(transmissionId) && TIME.test(time) && SIGNATURE.test(signature);
  if (!isWellFormed || algorithm !== 'SHA256withRSA' || !CERTIFICATE.test(path)) return unverified('header_malformed');
  const sentAt = Date.parse(time);
  if (Number.isNaN(sentAt)) return unverified('header_malformed');
  if (sentAt < now - TRIED_MS) return unverified('timestamp_too_old');
  if (sentAt > now + AHEAD_MS) return unverified('timestamp_too_new');
  const checksum = crc32(body);
  const texts = ids.map((id) => Buffer.from(`${transmissionId}|${time}|${id}|${checksum}`));
  return {
    kind: 'to_be_asked',
    request: { method: 'GET', path, headers: { accept: '*/*', 'user-agent': 'assay-shop' } },
    keep: { under: path, until: (reply) => goodUntil(reply, now) },
    read: (reply) => {
      const key = keyIn(reply, now);
      if (key.kind !== 'key') return key;
      const bytes = Buffer.from(signature, 'base64');
      const isSigned = texts.map((text) => verify('sha256', text, key.key, bytes)).includes(true);
      if (!isSigned) return unverified('signature_wrong');
      const unnamed = `unnamed-${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
      return { kind: 'verified', id: idIn(body) ?? unnamed, sentAt: instant(sentAt) };
    },
  };
}

type Key = Readonly<{ kind: 'key'; key: X509Certificate['publicKey']; validTo: number }>;

/** The key of the certificate, if it is PayPal's and good now; who gave it is vouched for by the connection. */
function keyIn(reply: HttpReply, now: Instant): Key | Verification | Unknown {
  if (reply.status === 404) return { kind: 'unverified', why: 'signature_wrong' };
  if (reply.status !== 200) return { kind: 'unknown', why: 'server_error' };
  try {
    const { publicKey: key, subject, validFrom, validTo } = new X509Certificate(reply.body);
    const isGood = NAMED.test(subject) && Date.parse(validFrom) <= now && now <= Date.parse(validTo);
    return isGood && key.asymmetricKeyType === 'rsa'
      ? { kind: 'key', key, validTo: Date.parse(validTo) }
      : { kind: 'unverified', why: 'signature_wrong' };
  } catch {
    return { kind: 'unknown', why: 'unreadable' };
  }
}

function goodUntil(reply: HttpReply, now: Instant): Instant | undefined {
  const key = keyIn(reply, now);
  return key.kind === 'key' ? instant(Math.min(key.validTo, now + KEPT_MS)) : undefined;
}

/** The types this shop acts on. Each is about a payment, and what has become of that is asked of PayPal. */
const ABOUT_ORDER = ['CHECKOUT.ORDER.APPROVED', 'CHECKOUT.ORDER.COMPLETED'];
const ABOUT_PART = [
  'PAYMENT.AUTHORIZATION.CREATED',
  'PAYMENT.AUTHORIZATION.VOIDED',
  'PAYMENT.CAPTURE.COMPLETED',
  'PAYMENT.CAPTURE.DECLINED',
  'PAYMENT.CAPTURE.DENIED',
  'PAYMENT.CAPTURE.PENDING',
  'PAYMENT.CAPTURE.REFUNDED',
  'PAYMENT.CAPTURE.REVERSED',
  'PAYMENT.REFUND.FAILED',
  'PAYMENT.REFUND.PENDING',
];

/** What verified bytes say. What bears none of the shop's names belongs to somebody else who uses the account. */
export function readNotification(body: Buffer, id: string): NotificationReading {
  const event = asObject(parsedJson(body.toString('utf8')));
  const type = event && textField(event, 'event_type');
  if (!event || type === undefined || type.length > TYPE_LENGTH_MAX) return { kind: 'unreadable' };
  if (textField(event, 'id') !== id) return { kind: 'unreadable' };
  const isAboutOrder = ABOUT_ORDER.includes(type);
  if (!isAboutOrder && !ABOUT_PART.includes(type)) return { kind: 'unknown_type', type };
  const resource = asObject(event.resource);
  if (!resource) return { kind: 'unreadable' };
  return aboutOf(type, isAboutOrder ? unitOf(resource) : resource);
}

function aboutOf(type: string, named: JsonObject | undefined): NotificationReading {
  const customId = named && textField(named, 'custom_id');
  const refund = refundNamesIn(customId);
  const account = payeeOf(named);
  const paid = account === undefined ? {} : { account };
  if (refund) return { kind: 'about_payment', type, told: { paymentReference: refund.paymentReference, ...paid } };
  const names = namesIn(customId);
  if (!names) return { kind: 'unknown_type', type };
  // Told by the order and the command alone: the shop may not have heard yet what PayPal calls it.
  return { kind: 'about_payment', type, told: { ...names, ...paid } };
}

function idIn(body: Buffer): string | undefined {
  const id = textField(asObject(parsedJson(body.toString('utf8'))) ?? {}, 'id');
  return id !== undefined && EVENT_ID.test(id) ? id : undefined;
}
