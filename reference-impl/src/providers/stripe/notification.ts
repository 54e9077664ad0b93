import { createHash } from 'node:crypto';
import type { Arrival, NotificationReading, UnverifiedWhy, Verification } from '../../payments/notification.ts';
import { type Instant, instant } from '../../shop/ids.ts';
import { asObject, parsedJson, textField } from '../json.ts';
import { fromUnits } from './amounts.ts';
import { modeOf, namesOn } from './page.ts';
import { sdk } from './sdk.ts';

/** How far the sender's clock and ours may be apart, and how long an attempt may be on its way; as in the SDK. */
export const TOLERANCE_MS = 5 * 60 * 1000;

// While a secret is rolled there are two signatures; more than this is nobody's roll.
const SIGNATURES_MAX = 10;
const HEADER_LENGTH_MAX = 2_000;
const SECRET = /^whsec_[A-Za-z0-9+/=]{16,200}$/;
const EVENT_ID = /^[A-Za-z0-9_]{1,100}$/;
const TYPE_LENGTH_MAX = 100;

/** Whether a text can be a signing secret. */
export function isSigningSecret(text: string): boolean {
  return SECRET.test(text);
}

/**
 * Verifies the bytes by the SDK: HMAC-SHA256 over time and body by one of the secrets, sent not longer ago than the
 * tolerance. From further ahead than that, which the SDK would take, it is refused as well.
 */
export async function verifyNotification(
  { headers, body }: Arrival,
  secrets: readonly string[],
  now: Instant,
): Promise<Verification> {
  const unverified = (why: UnverifiedWhy): Verification => ({ kind: 'unverified', why });
  const keys = secrets.filter(isSigningSecret);
  if (keys.length === 0) return unverified('no_signing_secret');
  const { 'stripe-signature': header } = headers;
  if (header === undefined) return unverified('header_missing');
  const sentAt = timeIn(header);
  if (sentAt === undefined) return unverified('header_malformed');
  if (sentAt < now - TOLERANCE_MS) return unverified('timestamp_too_old');
  if (sentAt > now + TOLERANCE_MS) return unverified('timestamp_too_new');
  const { Stripe } = await sdk();
  const isSignedBy = (key: string): boolean => {
    try {
      return Stripe.webhooks.signature?.verifyHeader(body, header, key, TOLERANCE_MS / 1000, undefined, now) === true;
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
      throw error;
    }
  };
  // With every secret, so that the time taken does not tell which one it was.
  if (!keys.map(isSignedBy).includes(true)) return unverified('signature_wrong');
  const unnamed = `unnamed-${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
  return { kind: 'verified', id: idIn(body) ?? unnamed, sentAt };
}

/** When it was sent; nothing where the SDK would take the last of two times, or fail over a signature of nothing. */
function timeIn(header: string): Instant | undefined {
  if (header.length > HEADER_LENGTH_MAX) return undefined;
  const parts = header.split(',').map((part) => part.split('='));
  const times = parts.filter(([name]) => name === 't');
  const signatures = parts.filter(([name]) => name === 'v1');
  const [[, seconds = ''] = []] = times;
  if (times.length !== 1 || !/^(0|[1-9]\d{0,11})$/.test(seconds)) return undefined;
  if (signatures.length === 0 || signatures.length > SIGNATURES_MAX) return undefined;
  return signatures.every(([, value = '']) => value !== '') ? instant(Number(seconds) * 1000) : undefined;
}

/** The types this shop acts on. Each is about a payment, and what has become of that is asked of Stripe. */
const ABOUT_SESSION = [
  'checkout.session.async_payment_failed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.completed',
  'checkout.session.expired',
];
const ABOUT_MONEY = [
  'charge.captured',
  'charge.expired',
  'charge.refunded',
  // Captured in part, with more to come.
  'charge.updated',
  'payment_intent.amount_capturable_updated',
  'payment_intent.canceled',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.succeeded',
];
/** About a card that was to be checked: no amount is in it. */
const ABOUT_CARD = ['setup_intent.setup_failed', 'setup_intent.succeeded'];
/** About a part of a payment, and bearing the name of that alone. */
const ABOUT_PART = [
  'charge.dispute.closed',
  'charge.dispute.created',
  'charge.dispute.funds_reinstated',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.updated',
  'charge.refund.updated',
  'refund.failed',
  'refund.updated',
];

/** What verified bytes say. What bears none of the shop's names belongs to somebody else who uses the account. */
export function readNotification(body: Buffer, id: string): NotificationReading {
  const event = asObject(parsedJson(body.toString('utf8')));
  const type = event && textField(event, 'type');
  if (!event || type === undefined || type.length > TYPE_LENGTH_MAX) return { kind: 'unreadable' };
  if (textField(event, 'id') !== id) return { kind: 'unreadable' };
  const isAboutSession = ABOUT_SESSION.includes(type);
  const isAboutPart = ABOUT_PART.includes(type);
  const isAboutCard = ABOUT_CARD.includes(type);
  if (!isAboutSession && !isAboutPart && !isAboutCard && !ABOUT_MONEY.includes(type))
    return { kind: 'unknown_type', type };
  const object = asObject(asObject(event.data)?.object);
  const mode = modeOf(event);
  if (!object || mode === undefined) return { kind: 'unreadable' };
  // A refund is the one that does not say.
  if ('livemode' in object && modeOf(object) !== mode) return { kind: 'unreadable' };
  if (isAboutPart) {
    const paymentReference = textField(object, 'payment_intent');
    return paymentReference ? { kind: 'about_payment', type, told: { mode, paymentReference } } : somebodyElses(type);
  }
  if (textField(asObject(object.metadata) ?? {}, 'command') === undefined) return somebodyElses(type);
  const names = namesOn(object);
  if (!names) return { kind: 'unreadable' };
  if (isAboutCard || object.mode === 'setup') return { kind: 'about_payment', type, told: { mode, ...names } };
  const amount = fromUnits(isAboutSession ? object.amount_total : object.amount, object.currency);
  if (!amount) return { kind: 'unreadable' };
  // Told by the order and the command alone: the shop may not have heard yet what Stripe calls it.
  return { kind: 'about_payment', type, told: { mode, ...names, amount } };
}

function somebodyElses(type: string): NotificationReading {
  return { kind: 'unknown_type', type };
}

function idIn(body: Buffer): string | undefined {
  const id = textField(asObject(parsedJson(body.toString('utf8'))) ?? {}, 'id');
  return id !== undefined && EVENT_ID.test(id) ? id : undefined;
}
