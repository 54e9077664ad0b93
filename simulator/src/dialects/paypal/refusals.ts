import type { Presented, Refusal } from '../../accounts/caller.ts';
import type { ConnectionRefusal } from '../../accounts/connection-policy.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { FaultStatus } from '../../faults/fault.ts';
import { skewedTimes } from '../../faults/spoil.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import type { FaultWords } from '../../http/meet.ts';
import type { Refusals } from '../../http/route-table.ts';
import { errorReply, failure, identityError, issue, type Refused } from './errors.ts';
import type { ErrorName } from './issues.ts';

const CLIENT_FAILED = 'Client Authentication failed';

/** Why a client gets no token; that it belongs to another environment is not said. */
export function refusedClient({ kind }: Refusal, exchange: ListenerExchange): WholeReply {
  switch (kind) {
    case 'missing':
    case 'unknown':
    case 'other_environment':
    case 'revoked':
    case 'expired':
      return identityError('invalid_client', CLIENT_FAILED, exchange);
    case 'merchant_pending':
    case 'merchant_suspended':
    case 'under_scoped':
      return identityError('unauthorized_client', 'The client is not authorized to get a token.', exchange);
    default:
      return unreachable(kind);
  }
}

/** Why a caller is refused; of another environment's token no more is said than of one that nobody has. */
export function refusedCaller({ kind }: Refusal, presented: Presented, exchange: ListenerExchange): WholeReply {
  switch (kind) {
    case 'missing':
      return errorReply(failure('AUTHENTICATION_FAILURE'), exchange);
    case 'unknown':
    case 'other_environment':
      if (presented.kind === 'oauth_client') return identityError('invalid_client', CLIENT_FAILED, exchange);
      return identityError('invalid_token', 'Token signature verification failed', exchange);
    case 'revoked':
    case 'expired':
      if (presented.kind === 'oauth_client') return identityError('invalid_client', CLIENT_FAILED, exchange);
      return identityError('invalid_token', 'Access Token not found in cache', exchange);
    case 'merchant_pending':
      return errorReply(issue('PAYEE_ACCOUNT_NOT_VERIFIED'), exchange);
    case 'merchant_suspended':
      return errorReply(issue('PAYEE_ACCOUNT_LOCKED_OR_CLOSED'), exchange);
    case 'under_scoped':
      return errorReply(issue('PERMISSION_DENIED'), exchange);
    default:
      return unreachable(kind);
  }
}

/** Why a known caller is refused because of how the request has come. */
export function refusedConnection({ why }: ConnectionRefusal): Refused {
  return issue('PERMISSION_DENIED', { description: why });
}

/** What the dialect says where none of its routes can answer. */
export const refusals: Refusals<ListenerExchange> = {
  noSuchRoute: (exchange) => errorReply(failure('RESOURCE_NOT_FOUND'), exchange),
  methodNotAllowed: (exchange, allow) => errorReply(failure('METHOD_NOT_SUPPORTED'), exchange, { allow }),
  bodyTooLarge: (exchange) => errorReply(failure('REQUEST_TOO_LARGE'), exchange),
  malformedPath: (exchange) => errorReply(failure('INVALID_REQUEST'), exchange),
  internalError: (exchange) => errorReply(failure('INTERNAL_SERVER_ERROR'), exchange),
};

const FAILURES: Readonly<Record<FaultStatus, ErrorName>> = {
  408: 'REQUEST_TIMEOUT',
  409: 'RESOURCE_CONFLICT',
  429: 'RATE_LIMIT_REACHED',
  500: 'INTERNAL_SERVER_ERROR',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
};

// Names that hold a time.
const TIMES = {
  of: new Set(['create_time', 'update_time', 'expiration_time', 'seller_response_due_date']),
  except: new Set(['breakdown', 'items']),
};

/** What it says when it is made to fail. */
export function faultWords(exchange: ListenerExchange): FaultWords {
  return {
    failed: (status, headers) => errorReply(failure(FAILURES[status]), exchange, headers),
    inProgress: () => errorReply(issue('PREVIOUS_REQUEST_IN_PROGRESS'), exchange),
    skewed: (reply, byMs) => ({ ...reply, body: reply.body === '' ? '' : skewedTimes(reply.body, byMs, TIMES) }),
  };
}
