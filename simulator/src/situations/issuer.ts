import type { Mode } from '../accounts/environment.ts';
import type { IssuerAnswer } from '../engine/command.ts';
import { type ActionId, type Instant, later } from '../engine/ids.ts';
import { type Money, money } from '../engine/money.ts';
import type { DeclineCode, FinalAnswer } from '../engine/payment.ts';
import type { Outcome, Plan } from '../engine/plan.ts';
import { hasCheckDigit } from './card.ts';
import type { IssuerRule, OutcomeRule } from './situation.ts';
import { adviceFor, type CardConduct, isTestCard, TEST_CARDS } from './test-cards.ts';

/** What the customer types in. It lives only as long as the request. */
export type CardEntry = Readonly<{ number: string; expiryMonth: number; expiryYear: number }>;

const REVIEW_MS = 60 * 60 * 1000;
const REFUND_RETURNS_MS = 3 * 24 * 60 * 60 * 1000;
const REFUND_DELAY_MS = 24 * 60 * 60 * 1000;

/**
 * What the issuer will do with a card in an environment of this mode. Test cards are declined where money is real, and
 * real-looking ones where it is not, each with a code of its own.
 */
export function conductOf(card: CardEntry, mode: Mode, now: Instant): CardConduct {
  if (!hasCheckDigit(card.number)) return declines('invalid_number');
  if (mode === 'live' && isTestCard(card.number)) return declines('test_card_in_live_environment');
  if (mode === 'test' && !isTestCard(card.number)) return declines('real_card_in_test_environment');
  // A card is good until the end of its month, in the time zone that is last to get there.
  if (Date.UTC(card.expiryYear, card.expiryMonth, 1) + 12 * 60 * 60 * 1000 <= now) return declines('expired_card');
  return TEST_CARDS[card.number] ?? { kind: 'approves' };
}

/** The issuer's first answer, by the rule that applies or else by the card; `challengeId` names the challenge if it asks for one. */
export function firstAnswer(
  conduct: CardConduct,
  about: Readonly<{ amount: Money; challengeId: ActionId; now: Instant; rule?: IssuerRule | undefined }>,
): IssuerAnswer {
  const { amount, challengeId, now } = about;
  const rule = isUnknownToIssuers(conduct) ? undefined : about.rule;
  if (rule?.kind === 'challenge') {
    return { kind: 'action_required', action: { actionId: challengeId, kind: rule.action } };
  }
  if (rule?.kind === 'review') return reviewed(later(now, rule.afterMs), rule.decide);
  if (rule !== undefined) return finalAnswer(conduct, amount, rule);
  switch (conduct.kind) {
    case 'challenges':
      return { kind: 'action_required', action: { actionId: challengeId, kind: 'challenge' } };
    case 'reviews':
      return reviewed(later(now, REVIEW_MS), 'approve');
    default:
      return finalAnswer(conduct, amount);
  }
}

/**
 * The issuer's answer once the customer has passed the challenge, or where no customer can be asked and nobody waits
 * for a review: a rule that asks for one of them leaves it to the card.
 */
export function finalAnswer(conduct: CardConduct, amount: Money, rule?: IssuerRule): FinalAnswer {
  const ruled = rule === undefined || isUnknownToIssuers(conduct) ? undefined : ruledAnswer(rule, amount);
  if (ruled !== undefined) return ruled;
  switch (conduct.kind) {
    case 'declines':
      return declined(conduct.code);
    case 'challenges':
      return conduct.afterwards === 'approves' ? { kind: 'approved' } : declined('do_not_honor');
    case 'approves_half':
      return { kind: 'approved', amount: money((amount.minor + 1n) / 2n, amount.currency) };
    case 'approves':
    case 'reviews':
    case 'returns_refunds':
    case 'delays_refunds':
    case 'disputes':
      return { kind: 'approved' };
  }
}

/** How a refund to this card will go, unless a rule says how. */
export function refundPlan(conduct: CardConduct, now: Instant, rule?: OutcomeRule): Plan<Outcome> {
  if (rule !== undefined) return outcomePlan(rule, now);
  switch (conduct.kind) {
    case 'returns_refunds': {
      const decideAt = later(now, REFUND_RETURNS_MS);
      return { when: 'later', decideAt, outcome: { kind: 'failed', reason: 'returned_by_issuer' } };
    }
    case 'delays_refunds':
      return { when: 'later', decideAt: later(now, REFUND_DELAY_MS), outcome: { kind: 'succeeded' } };
    default:
      return { when: 'now', outcome: { kind: 'succeeded' } };
  }
}

/** How a capture or a void will go: well and at once, unless a rule says how. */
export function outcomePlan(rule: OutcomeRule | undefined, now: Instant): Plan<Outcome> {
  if (rule === undefined) return { when: 'now', outcome: { kind: 'succeeded' } };
  const outcome: Outcome = rule.ends === 'succeed' ? { kind: 'succeeded' } : { kind: 'failed', reason: rule.ends };
  return rule.afterMs === 0 ? { when: 'now', outcome } : { when: 'later', decideAt: later(now, rule.afterMs), outcome };
}

function ruledAnswer(rule: IssuerRule, amount: Money): FinalAnswer | undefined {
  switch (rule.kind) {
    case 'approve':
      return { kind: 'approved' };
    case 'decline':
      return declined(rule.code);
    case 'approve_part': {
      if (amount.minor === 0n) return { kind: 'approved' };
      // To the nearest minor unit, and never nothing.
      const minor = (amount.minor * BigInt(rule.percent) + 50n) / 100n;
      return { kind: 'approved', amount: money(minor > 0n ? minor : 1n, amount.currency) };
    }
    case 'challenge':
    case 'review':
      return undefined;
  }
}

function reviewed(decideAt: Instant, decide: 'approve' | DeclineCode): IssuerAnswer {
  const outcome: FinalAnswer = decide === 'approve' ? { kind: 'approved' } : declined(decide);
  return { kind: 'pending', reason: 'review', plan: { when: 'later', decideAt, outcome } };
}

/** A number that is none, or of the wrong world, never gets as far as an issuer: no rule changes what is said of it. */
function isUnknownToIssuers(conduct: CardConduct): boolean {
  if (conduct.kind !== 'declines') return false;
  return ['invalid_number', 'test_card_in_live_environment', 'real_card_in_test_environment'].includes(conduct.code);
}

function declines(code: DeclineCode): CardConduct {
  return { kind: 'declines', code };
}

function declined(code: DeclineCode): FinalAnswer {
  return { kind: 'declined', decline: { code, advice: adviceFor(code) } };
}
