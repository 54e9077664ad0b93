import type { CardConduct } from '../../situations/test-cards.ts';
import type { PageDetails } from '../dialect.ts';
import { decodeDetails, encodeDetails } from './codec.ts';
import { payerId } from './order-object.ts';

// What a wallet says whose owner cannot pay with it after all.
const UNWILLING: CardConduct = { kind: 'declines', code: 'insufficient_funds' };

/**
 * What the pages need to know of an order. Nobody logs in: whoever is sent here has a wallet, and says how it goes. What
 * was said is used when the merchant asks for the money.
 */
export const pageDetails: PageDetails = {
  read: (stored) => {
    const { returnUrl } = decodeDetails(stored);
    return { method: 'wallet', ...(returnUrl === undefined ? {} : { returnUrl }) };
  },
  backTo: (stored, returnUrl) => {
    const { cancelUrl } = decodeDetails(stored);
    const { payment, paymentId } = stored;
    const outcome = payment.pastActions.at(-1)?.outcome;
    const goesBack = payment.state === 'action_required' || outcome === 'cancelled' || outcome === 'expired';
    const url = new URL(goesBack && cancelUrl !== undefined ? cancelUrl : returnUrl);
    url.searchParams.set('token', paymentId);
    if (!goesBack) url.searchParams.set('PayerID', payerId(paymentId));
    return url.href;
  },
  withAttempt: (stored, { willing = true }) => {
    const details = decodeDetails(stored);
    const conduct: CardConduct = willing ? { kind: 'approves' } : UNWILLING;
    return encodeDetails({ ...details, source: { kind: 'paypal', conduct } });
  },
};
