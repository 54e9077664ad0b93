import type { Presented, Refusal } from '../../accounts/caller.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { FaultStatus } from '../../faults/fault.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import { pathOf } from '../../http/exchange.ts';
import { maskedText } from '../../http/mask.ts';
import type { FaultWords } from '../../http/meet.ts';
import type { Refusals } from '../../http/route-table.ts';
import { maskedKey, secretShapes } from './credentials.ts';
import { errorReply, failed, invalid, lockTimeout, type Refused } from './errors.ts';

/** Why a caller is refused. */
export function refusedCaller({ kind, credential, scopes }: Refusal, presented: Presented): Refused {
  switch (kind) {
    case 'missing':
      return invalid(
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
        { status: 401 },
      );
    case 'unknown':
    // A key of another environment is no other than one that is not known; it is not asked for, as keys work everywhere.
    case 'other_environment':
    case 'revoked':
      return invalid(`Invalid API Key provided: ${maskedKey(textOf(presented))}`, { status: 401 });
    case 'expired':
      return invalid(`Expired API Key provided: ${maskedKey(textOf(presented))}`, {
        status: 401,
        code: 'api_key_expired',
      });
    case 'merchant_pending':
      return invalid('Your account cannot currently make charges: it has not been activated.', {
        status: 403,
        code: 'testmode_charges_only',
      });
    case 'merchant_suspended':
      return invalid(
        `The provided key '${maskedKey(textOf(presented))}' does not have access to account '${accountId(credential?.merchantId)}' (or that account does not exist). Application access may have been revoked.`,
        { status: 403, code: 'account_invalid' },
      );
    case 'under_scoped':
      return invalid(
        `The provided key '${maskedKey(textOf(presented))}' does not have the required permissions for this endpoint on account '${accountId(credential?.merchantId)}'. It would need the permission '${scopes?.needs}'.`,
        { status: 403 },
      );
    default:
      return unreachable(kind);
  }
}

/** A publishable key where only a secret one will do. */
export function publishableKey(): Refused {
  return invalid(
    'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
    { status: 403, code: 'secret_key_required' },
  );
}

/** The account as it is named here. */
export function accountId(merchantId = ''): string {
  return `acct_${merchantId.slice(merchantId.indexOf('_') + 1)}`;
}

function textOf(presented: Presented): string {
  switch (presented.kind) {
    case 'nothing':
      return '';
    case 'unreadable':
      return presented.text;
    case 'token':
      return presented.token;
    default:
      return presented.secret;
  }
}

/** What the dialect says where none of its routes can answer. */
export const refusals: Refusals<ListenerExchange> = {
  noSuchRoute: (exchange) => unrecognized(exchange),
  methodNotAllowed: (exchange) => unrecognized(exchange),
  bodyTooLarge: (exchange) => reply(invalid('The request body is too large.', { status: 413 }), exchange),
  malformedPath: (exchange) => reply(invalid('The path cannot be decoded.'), exchange),
  internalError: (exchange) => reply(failed(500, 'The simulator failed: this is a bug of its own.'), exchange),
};

function unrecognized(exchange: ListenerExchange): WholeReply {
  const asked = `${exchange.method}: ${maskedText(pathOf(exchange), secretShapes)}`;
  const message = `Unrecognized request URL (${asked}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.`;
  return reply(invalid(message, { status: 404 }), exchange);
}

function reply(refused: Refused, { requestId, environment }: ListenerExchange): WholeReply {
  return errorReply(refused, { requestId, livemode: environment.mode === 'live' });
}

/** The key is used by a request that is still running. */
export function keyInUse(key: string): Refused {
  return {
    ok: false,
    status: 409,
    error: {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    },
  };
}

/** Too many requests; the header says of which kind. */
export function rateLimited(headers: Readonly<Record<string, string>> = {}): Refused {
  return {
    ...invalid(
      'Request rate limit exceeded. You can learn more about rate limits here https://docs.stripe.com/rate-limits.',
      { status: 429, code: 'rate_limit' },
    ),
    headers: { 'stripe-rate-limited-reason': 'global-rate', ...headers },
  };
}

const FAILURES: Readonly<Record<Exclude<FaultStatus, 429>, Refused>> = {
  408: invalid('The request took too long to arrive.', { status: 408 }),
  409: lockTimeout(),
  500: failed(500, 'An unknown error occurred', { 'stripe-should-retry': 'true' }),
  502: failed(502, 'The service could not be reached.', { 'stripe-should-retry': 'true' }),
  503: failed(503, 'The service is not available right now.', { 'stripe-should-retry': 'true' }),
};

/** What it says when it is made to fail. */
export function faultWords(exchange: ListenerExchange): FaultWords {
  return {
    failed: (status, headers) => {
      if (status === 429) return reply(rateLimited(headers), exchange);
      const refused = FAILURES[status];
      return reply({ ...refused, headers: { ...refused.headers, ...headers } }, exchange);
    },
    inProgress: () => reply(keyInUse(exchange.headers['idempotency-key'] ?? ''), exchange),
    skewed: (answer, byMs) => ({ ...answer, body: skewedSeconds(answer.body, Math.trunc(byMs / 1000)) }),
  };
}

const TIMES = new Set(['created', 'canceled_at', 'expires_at', 'capture_before', 'available_on', 'due_by']);

function skewedSeconds(json: string, by: number): string {
  return JSON.stringify(
    JSON.parse(json, (name, value: unknown) => (TIMES.has(name) && typeof value === 'number' ? value + by : value)),
  );
}
