import type { Reading, Rejection, Unknown } from '../../payments/outcome.ts';
import type { ConnectionReading, SearchReading, TokenReading } from '../../payments/provider.ts';
import type { HttpReply } from '../../platform/http-client.ts';
import { asObject, parsedJson, textField } from '../json.ts';
import { modeOf } from './page.ts';
import { paymentOf } from './payment.ts';

const UNREADABLE: Unknown = { kind: 'unknown', why: 'unreadable' };

/** Stripe's keys are sent as they are, so no token is ever asked for. */
export function readToken(): TokenReading {
  return UNREADABLE;
}

/** Whether the account's money is real. Stripe does not say which of its sandboxes a key is of. */
export function readConnection(reply: HttpReply): ConnectionReading {
  if (reply.status !== 200) return withoutReading(reply);
  const mode = modeOf(asObject(parsedJson(reply.body)) ?? {});
  if (mode === undefined) return UNREADABLE;
  const merchant = { merchantId: 'unnamed', merchantName: `Stripe, ${mode} mode`, merchantStatus: 'active' };
  return { kind: 'connection', connection: { mode, ...merchant, scopes: [] } };
}

/** The payment as it stands after what was asked. */
export function readPayment(reply: HttpReply): Reading {
  if (reply.status !== 200) return declinedIn(reply) ?? withoutReading(reply);
  const payment = paymentOf(asObject(parsedJson(reply.body)));
  return payment ? { kind: 'payment', payment } : UNREADABLE;
}

/** Nothing was looked for; the command itself, sent again under its key, finds what it made. */
export function readSearch(): SearchReading {
  return { kind: 'absent' };
}

/** A card that was kept and is declined when it is paid with: the error has the payment in it. */
function declinedIn({ status, body }: HttpReply): Reading | undefined {
  const intent = status === 402 ? asObject(asObject(asObject(parsedJson(body))?.error)?.payment_intent) : undefined;
  const payment = intent && paymentOf({ intent, refunds: [], disputes: [] });
  return payment?.status === 'declined' ? { kind: 'payment', payment } : undefined;
}

/** What a reply without a payment says: a refusal by its code, or that nothing is known. */
function withoutReading(reply: HttpReply): Unknown | Readonly<{ kind: 'rejected'; rejection: Rejection }> {
  const { status } = reply;
  // Stripe asks to take these as undecided: https://docs.stripe.com/error-low-level#server-errors
  if (status >= 500) return { kind: 'unknown', why: 'server_error' };
  const error = asObject(asObject(parsedJson(reply.body))?.error);
  const type = error && textField(error, 'type');
  if (status < 400 || !error || type === undefined) return UNREADABLE;
  const code = codeIn([textField(error, 'decline_code'), textField(error, 'code'), type]);
  // In the way of another request, perhaps of itself under the same key.
  if (status === 409) return { kind: 'unknown', why: 'in_progress' };
  // Too often: the same request may be tried again.
  if (status === 429) return { kind: 'unknown', why: 'server_error' };
  const requestId = reply.headers['request-id'];
  const rejection = { about: aboutOf(status, type, code), code };
  return { kind: 'rejected', rejection: requestId === undefined ? rejection : { ...rejection, requestId } };
}

/** What an error is called: a word of Stripe's, never a sentence, in which there may be anything. */
function codeIn(words: readonly (string | undefined)[]): string {
  return words.find((word) => word !== undefined && /^[a-z_]{1,60}$/.test(word)) ?? 'unnamed';
}

const ABOUT_STATE = [
  'amount_too_large',
  'charge_already_captured',
  'charge_already_refunded',
  'charge_disputed',
  'charge_expired_for_capture',
  'payment_intent_unexpected_state',
  'refund_disputed_payment',
];

function aboutOf(status: number, type: string, code: string): Rejection['about'] {
  if (type === 'idempotency_error') return 'conflict';
  if (type === 'card_error' || ABOUT_STATE.includes(code)) return 'state';
  return status === 400 ? 'request' : 'access';
}
