import { DECLINE_CODES, type DeclineCode } from '../engine/payment.ts';
import { WORLD_FAILURES, type WorldFailure } from '../engine/plan.ts';
import type { Disorder } from '../webhooks/disorder.ts';
import { choice, duration, integer, mapped, object, oneOf, type Read } from './read-node.ts';
import type { IssuerRule, OutcomeRule } from './situation.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// Longer than any hold or refund window; later than that, nobody's test looks.
const LATER_MAX_MS = 400 * DAY_MS;
const STALE_MS = HOUR_MS;

const later = duration(LATER_MAX_MS);

const decision: Read<'approve' | DeclineCode> = oneOf<'approve' | DeclineCode>(
  { approve: 'approve', decline: 'do_not_honor' },
  { decline: choice(DECLINE_CODES) },
  'decline: suspected_fraud',
);

/** What the issuer answers. */
export const readIssuer: Read<IssuerRule> = oneOf<IssuerRule>(
  { approve: { kind: 'approve' }, decline: { kind: 'decline', code: 'do_not_honor' } },
  {
    decline: mapped(choice(DECLINE_CODES), (code): IssuerRule => ({ kind: 'decline', code })),
    challenge: mapped(
      choice<'redirect' | 'challenge'>(['redirect', 'challenge']),
      (action): IssuerRule => ({ kind: 'challenge', action }),
    ),
    approve_part: mapped(integer({ min: 1, max: 99 }), (percent): IssuerRule => ({ kind: 'approve_part', percent })),
    review: mapped(
      object<{ decide: 'approve' | DeclineCode; after: number }>({ decide: decision, after: later }, [
        'decide',
        'after',
      ]),
      ({ decide = 'approve', after: afterMs = 0 }): IssuerRule => ({ kind: 'review', afterMs, decide }),
    ),
  },
  '{ decline: insufficient_funds }',
);

const ending: Read<'succeed' | WorldFailure> = oneOf<'succeed' | WorldFailure>(
  { succeed: 'succeed', fail: 'technical_error' },
  { fail: choice(WORLD_FAILURES) },
  'fail: returned_by_issuer',
);

/** How a capture, a refund or a void ends. */
export const readOutcome: Read<OutcomeRule> = oneOf<OutcomeRule>(
  { succeed: { afterMs: 0, ends: 'succeed' }, fail: { afterMs: 0, ends: 'technical_error' } },
  {
    fail: mapped(choice(WORLD_FAILURES), (ends): OutcomeRule => ({ afterMs: 0, ends })),
    later: mapped(
      object<{ after: number; end: 'succeed' | WorldFailure }>({ after: later, end: ending }, ['after', 'end']),
      (found): OutcomeRule => ({ afterMs: found.after ?? 0, ends: found.end ?? 'succeed' }),
    ),
  },
  '{ later: { after: 2d, end: succeed } }',
);

/** What happens to a notification. */
export const readDisorder: Read<Disorder> = oneOf<Disorder>(
  {
    reorder: { kind: 'reorder' },
    drop: { kind: 'drop' },
    corrupt: { kind: 'corrupt' },
    wrong_signature: { kind: 'wrong_signature' },
    other_environment_signature: { kind: 'other_environment_signature' },
    stale_timestamp: { kind: 'stale_timestamp', ms: STALE_MS },
    unknown_type: { kind: 'unknown_type' },
  },
  {
    duplicate: mapped(integer({ min: 2, max: 10 }), (inAll): Disorder => ({ kind: 'duplicate', times: inAll - 1 })),
    delay: mapped(later, (ms): Disorder => ({ kind: 'delay', ms })),
    stale_timestamp: mapped(later, (ms): Disorder => ({ kind: 'stale_timestamp', ms })),
  },
  '{ delay: 2h }',
);
