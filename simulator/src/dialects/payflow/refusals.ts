import type { RefusalKind } from '../../accounts/caller.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { ListenerExchange } from '../../http/exchange.ts';
import type { FaultWords } from '../../http/meet.ts';
import type { Refusals } from '../../http/route-table.ts';
import { type Refused, refused, refusedReply } from './results.ts';

/** Why a caller is refused; of another environment's user no more is said than of one that nobody has. */
export function refusedCaller(kind: RefusalKind): Refused {
  switch (kind) {
    case 'missing':
    case 'unknown':
    case 'other_environment':
    case 'revoked':
    case 'expired':
      return refused(1);
    case 'merchant_pending':
    case 'merchant_suspended':
      return refused(5);
    case 'under_scoped':
      return refused(28);
    default:
      return unreachable(kind);
  }
}

const failed = (status: number, headers: Readonly<Record<string, string>> = {}) => {
  const reply = refusedReply(refused(99), status);
  return { ...reply, headers: { ...reply.headers, ...headers } };
};

/** What the dialect says where none of its routes can answer. */
export const refusals: Refusals<ListenerExchange> = {
  noSuchRoute: () => failed(404),
  methodNotAllowed: (_exchange, allow) => failed(405, { allow }),
  bodyTooLarge: () => failed(413),
  malformedPath: () => failed(400),
  internalError: () => failed(500),
};

/** What it says when it is made to fail. Its answers hold no times. */
export const faultWords: FaultWords = {
  failed,
  inProgress: () => refusedReply(refused(30)),
  skewed: (reply) => reply,
};
