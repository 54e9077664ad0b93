import type { Reading, Rejection, Unknown } from '../../payments/outcome.ts';
import type { ConnectionReading, SearchReading, TokenReading } from '../../payments/provider.ts';
import type { HttpReply } from '../../platform/http-client.ts';
import { asObject, listField, parsedJson, textField } from '../json.ts';
import { paymentOf } from './payment.ts';
import { issueIn } from './sdk.ts';

const UNREADABLE: Unknown = { kind: 'unknown', why: 'unreadable' };
const TOKEN = /^[A-Za-z0-9._~+/=-]{1,2000}$/;

/** The token of an exchange. Errors have OAuth's own shape. */
export function readToken(reply: HttpReply): TokenReading {
  const body = asObject(parsedJson(reply.body)) ?? {};
  if (reply.status === 200) {
    const token = textField(body, 'access_token');
    const { expires_in: seconds } = body;
    if (token === undefined || !TOKEN.test(token) || typeof seconds !== 'number' || !(seconds > 0)) return UNREADABLE;
    return {
      kind: 'token',
      headers: { authorization: `Bearer ${token}` },
      lifetimeMs: Math.floor(seconds * 1000),
    };
  }
  const code = textField(body, 'error');
  if ((reply.status !== 400 && reply.status !== 401) || code === undefined) return withoutReading(reply);
  return { kind: 'rejected', rejection: named('access', codeOf(code), reply) };
}

/** That the host took the credential. It says neither whose the account is nor what it is for: the host is the mode. */
export function readConnection(reply: HttpReply): ConnectionReading {
  if (reply.status !== 200) return withoutReading(reply);
  if (!listField(asObject(parsedJson(reply.body)) ?? {}, 'webhooks')) return UNREADABLE;
  const merchant = { merchantId: 'unnamed', merchantName: 'PayPal', merchantStatus: 'active' };
  return { kind: 'connection', connection: { ...merchant, scopes: [] } };
}

/** The payment as it stands after what was asked. */
export function readPayment(reply: HttpReply): Reading {
  if (reply.status !== 200) return withoutReading(reply);
  const told = asObject(parsedJson(reply.body));
  const payment = paymentOf(told);
  if (payment) return { kind: 'payment', payment };
  const refused = told && told.order === undefined ? textField(told, 'refused') : undefined;
  return refused === undefined ? UNREADABLE : { kind: 'rejected', rejection: named('state', codeOf(refused), reply) };
}

/** Nothing was looked for; the command itself, sent again under its id, finds what it made. */
export function readSearch(): SearchReading {
  return { kind: 'absent' };
}

/** What a reply without a payment says: a refusal by its issue, or that nothing is known. */
function withoutReading(reply: HttpReply): Unknown | Readonly<{ kind: 'rejected'; rejection: Rejection }> {
  const { status } = reply;
  // Too slow, too often or broken: the same request may be tried again.
  if (status >= 500 || status === 408 || status === 429) return { kind: 'unknown', why: 'server_error' };
  const error = asObject(parsedJson(reply.body));
  const issue = issueIn(error) ?? (error && textField(error, 'error'));
  if (status < 400 || issue === undefined) return UNREADABLE;
  if (status === 409) return { kind: 'unknown', why: 'in_progress' };
  return { kind: 'rejected', rejection: named(aboutOf(status), codeOf(issue), reply) };
}

function aboutOf(status: number): Rejection['about'] {
  if (status === 422) return 'state';
  return status === 401 || status === 403 || status === 404 ? 'access' : 'request';
}

/** What an error is called: a word of PayPal's, never a sentence, in which there may be anything. */
function codeOf(text: string): string {
  return /^[A-Za-z0-9_]{1,60}$/.test(text) ? text.toLowerCase() : 'unnamed';
}

function named(about: Rejection['about'], code: string, reply: HttpReply): Rejection {
  const requestId = reply.headers['paypal-debug-id'];
  return requestId === undefined ? { about, code } : { about, code, requestId };
}
