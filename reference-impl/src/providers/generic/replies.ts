import type { Reading, Rejection, Unknown } from '../../payments/outcome.ts';
import type { Connection, ConnectionReading, SearchReading, TokenReading } from '../../payments/provider.ts';
import type { HttpReply } from '../../platform/http-client.ts';
import { asObject, type JsonObject, listField, parsedJson, textField } from '../json.ts';
import { paymentOf } from './payment.ts';
import { bearer } from './requests.ts';
import type { components } from './wire.d.ts';

type ProblemType = NonNullable<components['schemas']['Problem']['type']>;

const UNREADABLE: Unknown = { kind: 'unknown', why: 'unreadable' };

/** The token of an exchange. Errors have OAuth's own shape. */
export function readToken(reply: HttpReply): TokenReading {
  const body = asObject(parsedJson(reply.body));
  if (reply.status === 200) {
    const token = body && textField(body, 'access_token');
    const seconds = body?.expires_in;
    if (token === undefined || typeof seconds !== 'number' || !(seconds > 0)) return UNREADABLE;
    return { kind: 'token', headers: bearer(token), lifetimeMs: Math.floor(seconds * 1000) };
  }
  const code = body && textField(body, 'error');
  if (code === undefined || !isRefusal(reply.status)) return withoutReading(reply);
  return { kind: 'rejected', rejection: named({ about: 'access', code }, reply) };
}

/** Who the provider says is calling. */
export function readConnection(reply: HttpReply): ConnectionReading {
  if (reply.status !== 200) return withoutReading(reply);
  const connection = connectionOf(asObject(parsedJson(reply.body)));
  return connection ? { kind: 'connection', connection } : UNREADABLE;
}

/** The payment as it stands after what was asked. */
export function readPayment(reply: HttpReply): Reading {
  if (reply.status !== 200 && reply.status !== 201) return withoutReading(reply);
  const payment = paymentOf(asObject(parsedJson(reply.body)));
  return payment ? { kind: 'payment', payment } : UNREADABLE;
}

/** The payment that a command made, among all of its order. */
export function readSearch(reply: HttpReply, commandId: string): SearchReading {
  if (reply.status !== 200) return withoutReading(reply);
  const body = asObject(parsedJson(reply.body));
  const found = body && listField(body, 'payments');
  if (!found) return UNREADABLE;
  const wanted = found.find((payment) => asObject(payment.metadata)?.command === commandId);
  if (!wanted) return { kind: 'absent' };
  const payment = paymentOf(wanted);
  return payment ? { kind: 'payment', payment } : UNREADABLE;
}

/** What a reply without a payment says: a refusal by its problem type, or that nothing is known. */
function withoutReading(reply: HttpReply): Unknown | Readonly<{ kind: 'rejected'; rejection: Rejection }> {
  if (reply.status >= 500) return { kind: 'unknown', why: 'server_error' };
  if (!isRefusal(reply.status)) return UNREADABLE;
  const body = asObject(parsedJson(reply.body));
  const type = body && textField(body, 'type');
  // Too early, too slow or too often: the same request may be tried again.
  if ([408, 425, 429].includes(reply.status)) return { kind: 'unknown', why: 'server_error' };
  if (type === '/problems/idempotency-key-in-use') return { kind: 'unknown', why: 'in_progress' };
  // Whatever refused it was not this provider, or does not speak its language: perhaps something in between.
  if (type === undefined) return reply.status === 401 ? foreign(reply) : UNREADABLE;
  const about = isProblemType(type) ? ABOUT[type] : aboutStatus(reply.status);
  return { kind: 'rejected', rejection: named({ about, code: type.replace('/problems/', '') }, reply) };
}

function foreign(reply: HttpReply): Readonly<{ kind: 'rejected'; rejection: Rejection }> {
  return { kind: 'rejected', rejection: named({ about: 'access', code: 'unauthorized' }, reply) };
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}

/** What each problem of the provider is about; a new one in its specification does not compile until it is placed. */
const ABOUT: Readonly<Record<ProblemType, Rejection['about']>> = {
  '/problems/malformed-json': 'request',
  '/problems/invalid-request': 'request',
  '/problems/idempotency-key-missing': 'request',
  '/problems/credential-missing': 'access',
  '/problems/credential-unknown': 'access',
  '/problems/credential-revoked': 'access',
  '/problems/credential-expired': 'access',
  '/problems/credential-of-another-environment': 'access',
  '/problems/client-certificate-refused': 'access',
  '/problems/signature-refused': 'access',
  '/problems/connection-not-allowed': 'access',
  '/problems/merchant-pending': 'access',
  '/problems/merchant-suspended': 'access',
  '/problems/scope-missing': 'access',
  '/problems/not-found': 'access',
  '/problems/no-such-route': 'access',
  '/problems/method-not-allowed': 'access',
  '/problems/not-acceptable': 'request',
  '/problems/request-timeout': 'request',
  '/problems/idempotency-key-in-use': 'conflict',
  '/problems/wrong-state': 'state',
  '/problems/hold-released': 'state',
  '/problems/already-exists': 'conflict',
  '/problems/body-too-large': 'request',
  '/problems/header-too-large': 'request',
  '/problems/unsupported-media-type': 'request',
  '/problems/idempotency-key-reused': 'conflict',
  '/problems/currency-mismatch': 'request',
  '/problems/currency-unknown': 'request',
  '/problems/amount-not-positive': 'request',
  '/problems/amount-out-of-range': 'request',
  '/problems/exceeds-capturable': 'state',
  '/problems/exceeds-refundable': 'state',
  '/problems/not-supported': 'request',
  '/problems/too-many': 'request',
  '/problems/period-over': 'state',
  '/problems/issuer-declined': 'state',
  '/problems/concurrent-request': 'conflict',
  '/problems/rate-limited': 'access',
  '/problems/provider-failed': 'access',
  '/problems/bad-gateway': 'access',
  '/problems/provider-unavailable': 'access',
  '/problems/unavailable': 'access',
  '/problems/internal-error': 'access',
};

function isProblemType(type: string): type is ProblemType {
  return Object.hasOwn(ABOUT, type);
}

function aboutStatus(status: number): Rejection['about'] {
  if (status === 400 || status === 422) return 'request';
  return status === 409 ? 'conflict' : 'access';
}

function named(rejection: Rejection, reply: HttpReply): Rejection {
  const requestId = reply.headers['request-id'];
  return requestId === undefined ? rejection : { ...rejection, requestId };
}

function connectionOf(body: JsonObject | undefined): Connection | undefined {
  const merchant = asObject(body?.merchant);
  const credential = asObject(body?.credential);
  if (!body || !merchant || !credential) return undefined;
  const environment = textField(body, 'environment');
  const mode = textField(body, 'mode');
  const merchantId = textField(merchant, 'id');
  const merchantName = textField(merchant, 'name');
  const merchantStatus = textField(merchant, 'status');
  const scopes = Array.isArray(credential.scopes) ? credential.scopes.filter((scope) => typeof scope === 'string') : [];
  if (!environment || !mode || !merchantId || !merchantName || !merchantStatus) return undefined;
  return { environment, mode, merchantId, merchantName, merchantStatus, scopes };
}
