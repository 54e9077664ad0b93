import {
  EFFECTS,
  type Effect,
  FAULT_STATUSES,
  type Fault,
  type FaultStatus,
  type Outage,
  type RetryAfter,
  type Spread,
} from '../faults/fault.ts';
import { choice, duration, integer, mapped, object, objectOr, objectTo, oneOf, type Read, text } from './read-node.ts';

const MINUTE_MS = 60_000;
// No caller waits longer for an answer, and nothing else is held open longer.
const WAIT_MAX_MS = 10 * MINUTE_MS;
const SKEW_MAX_MS = 400 * 24 * 60 * MINUTE_MS;

const wait = duration(WAIT_MAX_MS);
const effect = choice(EFFECTS);

const spread: Read<Fault> = mapped(
  object<{ fixed: number; from: number; to: number; median: number; p95: number; before: 'effect' | 'answer' }>({
    fixed: wait,
    from: wait,
    to: wait,
    median: wait,
    p95: wait,
    before: choice(['effect', 'answer']),
  }),
  ({ before = 'answer', ...given }, spot): Fault | undefined => {
    const found = spreadOf(given);
    if (found !== undefined) return { kind: 'latency', spread: found, before };
    return objectTo(spot, 'expected fixed, or from and to, or median and p95, the smaller one first');
  },
);

function spreadOf(given: Partial<Record<'fixed' | 'from' | 'to' | 'median' | 'p95', number>>): Spread | undefined {
  const { fixed, from, to, median, p95 } = given;
  switch (Object.keys(given).sort().join(' ')) {
    case 'fixed':
      return fixed === undefined ? undefined : { kind: 'fixed', ms: fixed };
    case 'from to':
      if (from === undefined || to === undefined || from > to) return undefined;
      return { kind: 'uniform', fromMs: from, toMs: to };
    case 'median p95':
      if (median === undefined || p95 === undefined || median === 0 || median > p95) return undefined;
      return { kind: 'lognormal', medianMs: median, p95Ms: p95 };
    default:
      return undefined;
  }
}

const outage: Read<Outage> = oneOf<Outage>(
  { until_cleared: { kind: 'until_cleared' } },
  {
    connections: mapped(integer({ min: 1, max: 1000 }), (count): Outage => ({ kind: 'connections', count })),
    for: mapped(duration(24 * 60 * MINUTE_MS), (ms): Outage => ({ kind: 'time', ms })),
  },
  '{ connections: 3 }',
);

const retryAfter: Read<RetryAfter> = objectOr<RetryAfter>(
  mapped(
    object<{ in: number; as: 'seconds' | 'date' }>({ in: wait, as: choice(['seconds', 'date']) }, ['in', 'as']),
    ({ in: ms = 0, as = 'seconds' }): RetryAfter => ({ ms, as }),
  ),
  mapped(wait, (ms): RetryAfter => ({ ms, as: 'seconds' })),
);

const status: Read<Fault> = mapped(
  object<{ code: FaultStatus; effect: Effect; retry_after: RetryAfter }>(
    {
      code: (node, spot) => {
        const code = integer({ min: 408, max: 503 })(node, spot);
        const known = FAULT_STATUSES.find((one) => one === code);
        if (code === undefined || known !== undefined) return known;
        return objectTo(spot, `expected one of ${FAULT_STATUSES.join(', ')}`);
      },
      effect,
      retry_after: retryAfter,
    },
    ['code'],
  ),
  ({ code = 500, effect: done = 'none', retry_after: again }): Fault => ({
    kind: 'status',
    status: code,
    effect: done,
    ...(again === undefined ? {} : { retryAfter: again }),
  }),
);

const HELD_MS = 30_000;
const PIECES = 20;
const EVERY_MS = 500;

/** What goes wrong on the wire. */
export const readFault: Read<Fault> = oneOf<Fault>(
  {
    connection_refused: { kind: 'connection_refused', outage: { kind: 'until_cleared' } },
    reset_before: { kind: 'reset_before' },
    reset_after_commit: { kind: 'reset_after_commit' },
    drop_reply: { kind: 'drop_reply', effect: 'committed', heldMs: HELD_MS },
    half_reply: { kind: 'half_reply' },
    trickle: { kind: 'trickle', pieces: PIECES, everyMs: EVERY_MS },
    wrong_content_type: { kind: 'wrong_content_type', contentType: 'text/plain' },
    html_200: { kind: 'html_200', effect: 'none' },
    malformed_json: { kind: 'malformed_json' },
    stale_read: { kind: 'stale_read' },
    duplicate_refused: { kind: 'duplicate_refused' },
  },
  {
    latency: objectOr<Fault>(
      spread,
      mapped(wait, (ms): Fault => ({ kind: 'latency', spread: { kind: 'fixed', ms }, before: 'answer' })),
    ),
    connection_refused: mapped(outage, (lasting): Fault => ({ kind: 'connection_refused', outage: lasting })),
    drop_reply: mapped(
      object<{ effect: Effect; held: number }>({ effect, held: wait }),
      ({ effect: done = 'committed', held = HELD_MS }): Fault => ({ kind: 'drop_reply', effect: done, heldMs: held }),
    ),
    trickle: mapped(
      object<{ pieces: number; every: number }>({ pieces: integer({ min: 2, max: 100 }), every: wait }),
      ({ pieces = PIECES, every = EVERY_MS }): Fault => ({ kind: 'trickle', pieces, everyMs: every }),
    ),
    wrong_content_type: mapped(
      text(/^[a-z]+\/[a-z0-9.+-]{1,60}$/, 'a media type such as text/html'),
      (contentType): Fault => ({ kind: 'wrong_content_type', contentType }),
    ),
    html_200: mapped(
      object<{ effect: Effect }>({ effect }, ['effect']),
      ({ effect: done = 'none' }): Fault => ({ kind: 'html_200', effect: done }),
    ),
    status,
    clock_skew: mapped(duration(SKEW_MAX_MS, 'any'), (byMs): Fault => ({ kind: 'clock_skew', byMs })),
  },
  '{ status: { code: 503 } }',
);
