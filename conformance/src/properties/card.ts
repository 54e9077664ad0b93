/** What the issuer does with a card, in the words of the catalogue of test cards. */
export const CARDS = [
  'good',
  'declined',
  'reviewed',
  'approved_for_half',
  'refunded_slowly',
  'refunds_come_back',
  'disputed',
  'challenged',
  'of_other_mode',
] as const;
export type Card = (typeof CARDS)[number];

/** Whether money is real. */
export type Mode = 'test' | 'live';

const TEST_NUMBERS: Readonly<Record<Exclude<Card, 'of_other_mode'>, string>> = {
  good: '4242424242424242',
  declined: '4000000000000002',
  reviewed: '4000000000001000',
  approved_for_half: '4000000000001042',
  refunded_slowly: '4000000000007726',
  refunds_come_back: '4000000000005126',
  disputed: '4000000000000259',
  challenged: '4000000000003220',
};

// Its check digit is right, and no list of test cards has it.
const REAL_NUMBER = '4929123456789015';

/** The number of a card; where money is real, the good one looks real and all others are test cards. */
export function numberOf(card: Card, mode: Mode): string {
  if (card === 'of_other_mode') return mode === 'live' ? TEST_NUMBERS.good : REAL_NUMBER;
  return card === 'good' && mode === 'live' ? REAL_NUMBER : TEST_NUMBERS[card];
}

/** Which card a number is, where it is used. */
export function cardOf(number: string, mode: Mode): Card {
  const card = CARDS.find((candidate) => numberOf(candidate, mode) === number);
  if (card === undefined) throw new Error('not the number of any card in the list');
  return card;
}

/** The card as an issuer of this mode treats it: a card of the other mode is declined, whatever it would do at home. */
export function conductOf(card: Card, mode: Mode): Exclude<Card, 'of_other_mode'> {
  if (card === 'of_other_mode') return 'declined';
  return mode === 'live' && card !== 'good' ? 'declined' : card;
}
