import type { DeclineAdvice, DeclineCode } from '../engine/payment.ts';

/** What the simulated issuer does with a card, at once and later on. */
export type CardConduct =
  | Readonly<{ kind: 'approves' }>
  | Readonly<{ kind: 'declines'; code: DeclineCode }>
  /** Approves after the customer has passed a challenge. */
  | Readonly<{ kind: 'challenges'; afterwards: 'approves' | 'declines' }>
  /** Keeps the payment in review for a while, then approves. */
  | Readonly<{ kind: 'reviews' }>
  /** Approves half of the amount, rounded up to a minor unit. */
  | Readonly<{ kind: 'approves_half' }>
  /** Approves; a refund fails days later. */
  | Readonly<{ kind: 'returns_refunds' }>
  /** Approves; a refund is pending for a day, then succeeds. */
  | Readonly<{ kind: 'delays_refunds' }>
  /** Approves; the cardholder disputes the capture as fraudulent, or for another reason, or only asks about it. */
  | Readonly<{ kind: 'disputes'; reason?: 'product_not_received'; stage?: 'inquiry' }>;

/**
 * The test cards, in the numbers that developers know. They work only in an environment of mode test; in a live one
 * they are declined, and there any other number is good.
 */
export const TEST_CARDS: Readonly<Record<string, CardConduct>> = {
  '4242424242424242': { kind: 'approves' },
  '4111111111111111': { kind: 'approves' },
  '5555555555554444': { kind: 'approves' },
  '2223003122003222': { kind: 'approves' },
  '378282246310005': { kind: 'approves' },
  '6011111111111117': { kind: 'approves' },
  '3056930009020004': { kind: 'approves' },
  '3566002020360505': { kind: 'approves' },
  '6200000000000005': { kind: 'approves' },
  '4000056655665556': { kind: 'approves' },
  '5200828282828210': { kind: 'approves' },
  '5105105105105100': { kind: 'approves' },
  '4000000000000077': { kind: 'approves' },
  '4012000033330026': { kind: 'approves' },
  '4005519200000004': { kind: 'approves' },
  '2223000048400011': { kind: 'approves' },
  '371449635398431': { kind: 'approves' },
  '4000000000000002': { kind: 'declines', code: 'do_not_honor' },
  '4000000000000341': { kind: 'declines', code: 'do_not_honor' },
  '4000000000009995': { kind: 'declines', code: 'insufficient_funds' },
  '4000000000009987': { kind: 'declines', code: 'lost_card' },
  '4000000000009979': { kind: 'declines', code: 'stolen_card' },
  '4000000000000069': { kind: 'declines', code: 'expired_card' },
  '4000000000000127': { kind: 'declines', code: 'incorrect_cvc' },
  '4000000000000119': { kind: 'declines', code: 'processing_error' },
  '4100000000000019': { kind: 'declines', code: 'suspected_fraud' },
  '4000000000003220': { kind: 'challenges', afterwards: 'approves' },
  '4000000000003063': { kind: 'challenges', afterwards: 'approves' },
  '4000002500003155': { kind: 'challenges', afterwards: 'approves' },
  '4000002760003184': { kind: 'challenges', afterwards: 'approves' },
  '4868719460707704': { kind: 'challenges', afterwards: 'approves' },
  '4868719796782421': { kind: 'challenges', afterwards: 'declines' },
  '4000008400001629': { kind: 'challenges', afterwards: 'declines' },
  '4000008260003178': { kind: 'challenges', afterwards: 'declines' },
  '4000000000001000': { kind: 'reviews' },
  '4000000000001042': { kind: 'approves_half' },
  '4000000000005126': { kind: 'returns_refunds' },
  '4000000000007726': { kind: 'delays_refunds' },
  '4000000000000259': { kind: 'disputes' },
  '4000000000002685': { kind: 'disputes', reason: 'product_not_received' },
  '4000000000001976': { kind: 'disputes', stage: 'inquiry' },
};

/** Whether a number is a test card's, in any dialect. */
export function isTestCard(number: string): boolean {
  return Object.hasOwn(TEST_CARDS, number);
}

const ADVICE: Readonly<Record<DeclineCode, DeclineAdvice>> = {
  do_not_honor: 'other_method',
  insufficient_funds: 'try_later',
  lost_card: 'never_again',
  stolen_card: 'never_again',
  expired_card: 'other_method',
  incorrect_cvc: 'other_method',
  invalid_number: 'other_method',
  processing_error: 'try_later',
  authentication_failed: 'other_method',
  suspected_fraud: 'never_again',
  amount_limit_exceeded: 'other_method',
  test_card_in_live_environment: 'other_method',
  real_card_in_test_environment: 'other_method',
};

/** What the issuer advises the shop to do after a decline with this code. */
export function adviceFor(code: DeclineCode): DeclineAdvice {
  return ADVICE[code];
}
