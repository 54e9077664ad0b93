import type { FaultStatus } from '../../faults/fault.ts';
import { skewedTimes } from '../../faults/spoil.ts';
import type { FaultWords } from '../../http/meet.ts';
import { type ProblemType, problem } from './errors.ts';

const FAILURES: Readonly<Record<FaultStatus, ProblemType>> = {
  408: '/problems/request-timeout',
  409: '/problems/concurrent-request',
  429: '/problems/rate-limited',
  500: '/problems/provider-failed',
  502: '/problems/bad-gateway',
  503: '/problems/provider-unavailable',
};

// Names that hold a time; what the shop put into the metadata is its own.
const TIMES = { of: new Set(['at', 'createdAt', 'expiresAt', 'respondBy']), except: new Set(['metadata']) };

/** What the generic provider says when it is made to fail. */
export const faultWords: FaultWords = {
  failed: (status, headers) => problem(FAILURES[status], { headers }),
  inProgress: () => problem('/problems/idempotency-key-in-use', { detail: 'Wait, then repeat with the same key.' }),
  skewed: (reply, byMs) => ({ ...reply, body: skewedTimes(reply.body, byMs, TIMES) }),
};
