import type { CardConduct } from '../../situations/test-cards.ts';
import type { PageDetails } from '../dialect.ts';
import { decodeDetails, encodeDetails } from './codec.ts';
import { payerId } from './order-object.ts';

// What a wallet says whose owner cannot pay with it after all.
const UNWILLING: CardConduct = { kind: 'declines', code: 'insufficient_funds' };

/**
 * What the pages need to know of an order. Nobody logs in: whoever is sent here has a wallet, and says how it goes, or has
 * none and enters a card. What was said is used when the merchant asks for the money.
 */
export const pageDetails: PageDetails = {
  read: (stored) => {
    const { returnUrl, forGuests = false } = decodeDetails(stored);
    return { method: forGuests ? 'card' : 'wallet', ...(returnUrl === undefined ? {} : { returnUrl }) };
  },
  backTo: (stored, returnUrl) => {
    const { cancelUrl, source } = decodeDetails(stored);
    const { payment, paymentId } = stored;
    const outcome = payment.pastActions.at(-1)?.outcome;
    // A guest whose bank did not let the card through has approved nothing.
    const hasFailed = outcome === 'failed' && source?.kind === 'paypal';
    const isOver = outcome === 'cancelled' || outcome === 'expired' || hasFailed;
    const goesBack = payment.state === 'action_required' || isOver;
    const url = new URL(goesBack && cancelUrl !== undefined ? cancelUrl : returnUrl);
    url.searchParams.set('token', paymentId);
    if (!goesBack) url.searchParams.set('PayerID', payerId(paymentId));
    return url.href;
  },
  withAttempt: (stored, { willing = true, card, conduct: ofCard }) => {
    const details = decodeDetails(stored);
    if (card !== undefined) {
      const guest = { lastDigits: card.lastFour };
      return encodeDetails({ ...details, source: { kind: 'paypal', conduct: ofCard, guest } });
    }
    const conduct: CardConduct = willing ? { kind: 'approves' } : UNWILLING;
    return encodeDetails({ ...details, source: { kind: 'paypal', conduct } });
  },
};
