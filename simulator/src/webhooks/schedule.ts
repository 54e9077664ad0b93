import { type Instant, later } from '../engine/ids.ts';
import { type Pending, type Progress, parked } from './delivery.ts';

const SECOND_MS = 1000;

/** When a provider tries again. Waits are counted from the attempt before; the first is the one before any attempt. */
export type RetryLadder = Readonly<{
  waitsMs: readonly number[];
  /** The longest that a receiver may ask to be left alone. */
  retryAfterMaxMs: number;
}>;

/** What came of an attempt, as far as the ladder cares. */
export type Outcome =
  | Readonly<{ kind: 'answered'; status: number; retryAfterMs: number | undefined }>
  | Readonly<{ kind: 'unanswered'; why: string }>;

/** How a delivery goes on after an attempt at `at`. Success is any 2xx; 410 says that nobody will ever be there again. */
export function afterAttempt(ladder: RetryLadder, before: Pending, outcome: Outcome, at: Instant): Progress {
  const { rung, toCome, deliveredAt } = before;
  if (outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300) {
    const first = deliveredAt ?? at;
    if (toCome?.kind !== 'duplicate' || toCome.times < 1) return { status: 'delivered', deliveredAt: first };
    const oneLess = { ...toCome, times: toCome.times - 1 };
    return { status: 'pending', nextAttemptAt: at, waitsFor: 'time', rung, toCome: oneLess, deliveredAt: first };
  }
  if (outcome.kind === 'answered' && outcome.status === 410) {
    return parked('endpoint_gone', 'The receiver answered 410 Gone, which disables the endpoint.', at);
  }
  // It was received: a copy that gets lost is no loss.
  if (deliveredAt !== undefined) return { status: 'delivered', deliveredAt };
  const waitMs = ladder.waitsMs[rung + 1];
  if (waitMs === undefined) {
    const last = outcome.kind === 'answered' ? `the last was answered ${outcome.status}` : outcome.why;
    return parked('attempts_exhausted', `All ${ladder.waitsMs.length} attempts failed; ${last}.`, at);
  }
  const asked = outcome.kind === 'answered' ? (outcome.retryAfterMs ?? 0) : 0;
  const nextAttemptAt = later(at, Math.max(waitMs, Math.min(asked, ladder.retryAfterMaxMs)));
  // A copy of what has not been received yet is still to come; everything else went wrong already.
  const stillToCome = toCome?.kind === 'duplicate' ? { toCome } : {};
  return { status: 'pending', nextAttemptAt, waitsFor: 'time', rung: rung + 1, ...stillToCome };
}

/** Milliseconds that a Retry-After header asks for (RFC 9110 section 10.2.3): seconds, or a date; what is neither is nothing. */
export function retryAfterMs(header: string | undefined, now: Instant): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text) * SECOND_MS;
  // Only the form that is to be sent nowadays; `Date.parse` would read much else.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
