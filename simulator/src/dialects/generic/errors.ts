import type { Refusal, RefusalKind } from '../../accounts/caller.ts';
import type { ConnectionRefusal } from '../../accounts/connection-policy.ts';
import type { Credential, Scope } from '../../accounts/credential.ts';
import type { Rejection } from '../../engine/rejection.ts';
import { unreachable } from '../../engine/unreachable.ts';
import { jsonReply, type ListenerExchange, pathOf, type WholeReply } from '../../http/exchange.ts';
import { maskedText } from '../../http/mask.ts';
import { type FieldError, problemReply } from '../../http/problem.ts';
import type { Refusals } from '../../http/route-table.ts';
import { secretShapes } from './credentials.ts';
import type { components } from './wire.d.ts';

/** The `type` of a generic problem. */
export type ProblemType = components['schemas']['Problem']['type'];

/** A problem in the generic provider's words. `status` and `title` follow from the type. */
export function problem(
  type: ProblemType,
  more: Readonly<{
    detail?: string;
    errors?: readonly FieldError[];
    extensions?: Readonly<Record<string, unknown>>;
    headers?: Readonly<Record<string, string>>;
  }> = {},
): WholeReply {
  const [status, title] = PROBLEMS[type];
  const { detail, errors, extensions, headers } = more;
  return problemReply(
    {
      type,
      title,
      status,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
      ...extensions,
    },
    headers,
  );
}

const PROBLEMS: Readonly<Record<ProblemType, readonly [status: number, title: string]>> = {
  '/problems/malformed-json': [400, 'The body is not JSON'],
  '/problems/invalid-request': [400, 'The request is not valid'],
  '/problems/idempotency-key-missing': [400, 'The Idempotency-Key header is missing'],
  '/problems/credential-missing': [401, 'No credential was presented'],
  '/problems/credential-unknown': [401, 'The credential is not known'],
  '/problems/credential-revoked': [401, 'The credential was revoked'],
  '/problems/credential-expired': [401, 'The credential has expired'],
  '/problems/credential-of-another-environment': [401, 'The credential belongs to another environment'],
  '/problems/client-certificate-refused': [401, 'The client certificate is not good here'],
  '/problems/signature-refused': [401, 'The signature of the request is not good'],
  '/problems/connection-not-allowed': [403, 'Whoever comes this way is not answered'],
  '/problems/merchant-pending': [403, 'The merchant account is not active yet'],
  '/problems/merchant-suspended': [403, 'The merchant account is suspended'],
  '/problems/scope-missing': [403, 'The credential lacks a scope'],
  '/problems/not-found': [404, 'There is no such payment'],
  '/problems/no-such-route': [404, 'There is nothing at this path'],
  '/problems/method-not-allowed': [405, 'This path does not take this method'],
  '/problems/not-acceptable': [406, 'The answer would not be in a form you accept'],
  '/problems/request-timeout': [408, 'The request took too long to arrive'],
  '/problems/idempotency-key-in-use': [409, 'A request with this Idempotency-Key is still running'],
  '/problems/wrong-state': [409, 'The payment does not allow this now'],
  '/problems/hold-released': [409, 'There is no open hold any more'],
  '/problems/already-exists': [409, 'This exists already'],
  '/problems/period-over': [409, 'The time for this is over, or has not come'],
  '/problems/too-many': [409, 'There have been too many of these'],
  '/problems/body-too-large': [413, 'The body is too large'],
  '/problems/unsupported-media-type': [415, 'The body has to be application/json'],
  '/problems/idempotency-key-reused': [422, 'The Idempotency-Key was used for another request'],
  '/problems/currency-mismatch': [422, 'The currency is not the one of the payment'],
  '/problems/currency-unknown': [422, 'This is not a currency of ISO 4217'],
  '/problems/amount-not-positive': [422, 'The amount has to be more than nothing'],
  '/problems/amount-out-of-range': [422, 'The amount is out of range'],
  '/problems/exceeds-capturable': [422, 'The amount exceeds what can be captured'],
  '/problems/exceeds-refundable': [422, 'The amount exceeds what can be refunded'],
  '/problems/not-supported': [422, 'The provider does not offer this'],
  '/problems/issuer-declined': [422, 'The issuer declined'],
  '/problems/header-too-large': [431, 'The request headers are too large'],
  '/problems/concurrent-request': [409, 'Another request is changing this'],
  '/problems/rate-limited': [429, 'There are too many requests'],
  '/problems/provider-failed': [500, 'The provider failed'],
  '/problems/bad-gateway': [502, 'The provider could not be reached from here'],
  '/problems/provider-unavailable': [503, 'The provider is not available'],
  '/problems/internal-error': [500, 'The simulator failed'],
  '/problems/unavailable': [503, 'The simulator is not ready'],
};

/** Every problem type with its status and title: what the documentation page of a problem shows. */
export const PROBLEM_TYPES = PROBLEMS;

/** What the dialect says where none of its routes can answer. */
export const refusals: Refusals<ListenerExchange> = {
  noSuchRoute: (exchange) => {
    const asked = `${exchange.method} ${maskedText(pathOf(exchange), secretShapes)}`;
    return problem('/problems/no-such-route', {
      detail: `Nothing answers at ${asked}. The paths are in specs/generic.openapi.yaml.`,
    });
  },
  methodNotAllowed: (exchange, allowed) =>
    problem('/problems/method-not-allowed', {
      detail: `${exchange.method} is not possible here; allowed: ${allowed}.`,
      headers: { allow: allowed },
    }),
  bodyTooLarge: (exchange) => {
    const detail = 'A body may have 1 MiB.';
    const isTokenRequest = exchange.method === 'POST' && pathOf(exchange).endsWith('/oauth/token');
    return isTokenRequest
      ? oauthError(413, 'invalid_request', detail)
      : problem('/problems/body-too-large', { detail });
  },
  malformedPath: () =>
    problem('/problems/invalid-request', { detail: 'The path has a percent-encoding that cannot be decoded.' }),
  internalError: () =>
    problem('/problems/internal-error', {
      detail: 'This is a bug in the simulator; its log on standard error says more.',
    }),
};

/** Why the caller is refused, on a resource. */
export function refusalProblem({ kind, credential, scopes }: Refusal, exchange: ListenerExchange): WholeReply {
  const refused = (type: ProblemType, detail?: string) =>
    problem(type, { ...(detail === undefined ? {} : { detail }), headers: challenge(kind, scopes?.needs) });
  switch (kind) {
    case 'missing':
      return refused('/problems/credential-missing', 'Send an API key or an access token as Authorization: Bearer.');
    case 'unknown':
      return refused('/problems/credential-unknown');
    case 'other_environment':
      return refused('/problems/credential-of-another-environment', belongsElsewhere('It', credential, exchange));
    case 'revoked':
      return refused('/problems/credential-revoked');
    case 'expired':
      return refused('/problems/credential-expired');
    case 'merchant_pending':
      return refused('/problems/merchant-pending');
    case 'merchant_suspended':
      return refused('/problems/merchant-suspended');
    case 'under_scoped':
      return refused('/problems/scope-missing', `It has ${scopes?.has.join(', ')}; this needs ${scopes?.needs}.`);
    default:
      return unreachable(kind);
  }
}

/** Why a known caller is refused because of how it has come, or what it has signed. */
export function connectionProblem({ kind, why }: ConnectionRefusal): WholeReply {
  return problem(connectionProblemType(kind), { detail: why });
}

function connectionProblemType(kind: ConnectionRefusal['kind']): ProblemType {
  if (kind.startsWith('certificate_')) return '/problems/client-certificate-refused';
  return kind.startsWith('signature_') ? '/problems/signature-refused' : '/problems/connection-not-allowed';
}

/** The challenge of RFC 6750 section 3: no error where no credential was presented, none where it is not to blame. */
function challenge(kind: RefusalKind, needs: Scope | undefined): Readonly<Record<string, string>> {
  const realm = 'Bearer realm="assay"';
  switch (kind) {
    case 'missing':
      return { 'www-authenticate': realm };
    case 'unknown':
    case 'other_environment':
    case 'revoked':
    case 'expired':
      return { 'www-authenticate': `${realm}, error="invalid_token"` };
    case 'under_scoped':
      return { 'www-authenticate': `${realm}, error="insufficient_scope", scope="${needs}"` };
    case 'merchant_pending':
    case 'merchant_suspended':
      return {};
    default:
      return unreachable(kind);
  }
}

function belongsElsewhere(what: string, credential: Credential | undefined, exchange: ListenerExchange): string {
  return `${what} belongs to ${credential?.environment}; this is ${exchange.environment.name}.`;
}

type OAuthErrorCode = components['schemas']['OAuthError']['error'];

/** An error of the token endpoint (RFC 6749 section 5.2). */
export function oauthError(status: number, error: OAuthErrorCode, description: string): WholeReply {
  const body: components['schemas']['OAuthError'] = { error, error_description: description };
  const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="assay"' } : {};
  return jsonReply(status, body, { 'cache-control': 'no-store', ...challenge });
}

/** Why a client gets no token. */
export function clientRefusal({ kind, credential }: Refusal, exchange: ListenerExchange): WholeReply {
  switch (kind) {
    case 'missing':
      return oauthError(401, 'invalid_client', 'No client authentication was presented.');
    case 'unknown':
      return oauthError(401, 'invalid_client', 'The client is not known, or its secret is wrong.');
    case 'other_environment':
      return oauthError(401, 'invalid_client', belongsElsewhere('The client', credential, exchange));
    case 'revoked':
      return oauthError(401, 'invalid_client', 'The client was revoked.');
    case 'expired':
      return oauthError(401, 'invalid_client', 'The client secret has expired.');
    case 'merchant_pending':
      return oauthError(400, 'unauthorized_client', 'The merchant account is not active yet.');
    case 'merchant_suspended':
      return oauthError(400, 'unauthorized_client', 'The merchant account is suspended.');
    case 'under_scoped':
      return oauthError(400, 'invalid_scope', 'The client lacks a scope that was asked for.');
    default:
      return unreachable(kind);
  }
}

/** Why the engine does not allow it. */
export function rejectionProblem(rejection: Rejection): WholeReply {
  switch (rejection.code) {
    case 'no_such_payment':
      return problem('/problems/not-found');
    case 'already_exists':
    case 'already_exists_with_different_amount':
      return problem('/problems/already-exists');
    case 'not_supported':
      return problem('/problems/not-supported', {
        detail: `Not offered: ${rejection.operation.replaceAll('_', ' ')}.`,
      });
    case 'wrong_state':
      return problem('/problems/wrong-state', { detail: `The payment is ${rejection.state.replaceAll('_', ' ')}.` });
    case 'no_such_action':
    case 'no_such_authorization':
    case 'no_such_capture':
    case 'no_such_void':
    case 'no_such_refund':
    case 'no_such_dispute':
      return problem('/problems/not-found', {
        detail: `The payment has ${rejection.code.replaceAll('_', ' ')}.`,
      });
    case 'wrong_status':
      return problem('/problems/wrong-state', { detail: `It is ${rejection.status.replaceAll('_', ' ')}.` });
    case 'nothing_captured':
      return problem('/problems/wrong-state', { detail: 'Nothing has been captured.' });
    case 'disputed':
      return problem('/problems/wrong-state', { detail: 'The payment is disputed.' });
    case 'void_after_capture':
      return problem('/problems/wrong-state', { detail: 'Part of the hold has been captured already.' });
    case 'nothing_to_void':
      return problem('/problems/wrong-state', { detail: 'Pending captures claim all that is left of the hold.' });
    case 'nothing_to_settle':
      return problem('/problems/wrong-state', { detail: 'Nothing is waiting for a payout.' });
    case 'hold_released':
      return problem('/problems/hold-released', { detail: `It was ${rejection.reason}.` });
    case 'hold_expired':
      return problem('/problems/hold-released', { detail: `It expired at ${iso(rejection.expiredAt)}.` });
    case 'action_expired':
      return problem('/problems/period-over', { detail: `The customer's time was up at ${iso(rejection.expiredAt)}.` });
    case 'not_due':
      return problem('/problems/period-over', { detail: `It is due at ${iso(rejection.dueAt)}.` });
    case 'reauthorize_too_early':
      return problem('/problems/period-over', { detail: `Possible from ${iso(rejection.from)}.` });
    case 'reauthorize_too_late':
      return problem('/problems/period-over', { detail: `Possible until ${iso(rejection.until)}.` });
    case 'response_period_over':
    case 'refund_period_over':
      return problem('/problems/period-over', { detail: `The time was up at ${iso(rejection.endedAt)}.` });
    case 'too_many_captures':
    case 'too_many_refunds':
    case 'too_many_increments':
    case 'too_many_reauthorizations':
      return problem('/problems/too-many', { detail: `At most ${rejection.countMax} are possible.` });
    case 'currency_mismatch':
      return problem('/problems/currency-mismatch', { detail: `Expected ${rejection.expected}.` });
    case 'amount_not_positive':
      return problem('/problems/amount-not-positive');
    case 'below_minimum':
      return problem('/problems/amount-out-of-range', { extensions: { minimum: amountText(rejection.minimum) } });
    case 'exceeds_requested':
      return problem('/problems/amount-out-of-range', { extensions: { requested: amountText(rejection.requested) } });
    case 'exceeds_capturable':
      return problem('/problems/exceeds-capturable', {
        detail: `${rejection.capturable.minor} minor units of ${rejection.capturable.currency} can be captured.`,
        extensions: { capturable: amountText(rejection.capturable) },
      });
    case 'exceeds_refundable':
      return problem('/problems/exceeds-refundable', {
        detail: `${rejection.refundable.minor} minor units of ${rejection.refundable.currency} can be refunded.`,
        extensions: { refundable: amountText(rejection.refundable) },
      });
    case 'exceeds_disputable':
      return problem('/problems/amount-out-of-range', { extensions: { disputable: amountText(rejection.disputable) } });
    default:
      return unreachable(rejection);
  }
}

function amountText(
  amount: Readonly<{ minor: bigint; currency: string }>,
): Readonly<{ minor: string; currency: string }> {
  return { minor: amount.minor.toString(), currency: amount.currency };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
