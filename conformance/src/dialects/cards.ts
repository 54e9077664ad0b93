import type { Behaviour } from '../bench/buyer.ts';
import type { Temper } from './dialect.ts';

const card = (number: string, challenge: Behaviour['challenge'] = 'pass'): Behaviour => ({
  card: { number, expiry: '12/70', cvc: '123' },
  challenge,
});

const CARDS: Readonly<Record<Temper, Behaviour>> = {
  insufficient_funds: card('4000000000009995'),
  stolen: card('4000000000009979'),
  challenged: card('4000000000003220'),
  challenge_failed: card('4000000000003220', 'fail'),
  refund_pending: card('4000000000007726'),
  refund_comes_back: card('4000000000005126'),
};

/** A customer who pays by the test card whose bank behaves so. */
export function byCard(temper: Temper): Behaviour {
  return CARDS[temper];
}
