import type { PageDetails } from '../dialect.ts';
import { decodeDetails, encodeDetails } from './codec.ts';
import { type IntentStatus, statusOf } from './intent-state.ts';

/** How it went, as the address says it that the customer comes back to. */
const REDIRECT_STATUS: Readonly<Record<IntentStatus, 'failed' | 'pending' | 'succeeded'>> = {
  canceled: 'failed',
  processing: 'pending',
  requires_action: 'pending',
  requires_capture: 'succeeded',
  requires_confirmation: 'failed',
  requires_payment_method: 'failed',
  succeeded: 'succeeded',
};

/** What the pages need to know of a payment. */
export const pageDetails: PageDetails = {
  read: (stored) => {
    const { methods, returnUrl } = decodeDetails(stored);
    const conduct = methods.at(-1)?.conduct;
    return {
      ...(returnUrl === undefined ? {} : { returnUrl }),
      ...(conduct === undefined ? {} : { conduct }),
    };
  },
  backTo: (stored, returnUrl) => {
    const url = new URL(returnUrl);
    const { paymentId } = stored;
    url.searchParams.set('payment_intent', paymentId);
    url.searchParams.set('payment_intent_client_secret', `${paymentId}_secret_${decodeDetails(stored).clientSecret}`);
    url.searchParams.set('redirect_status', REDIRECT_STATUS[statusOf(stored)]);
    return url.href;
  },
  // There is no page here on which a card could be entered for a payment that was made without one.
  withAttempt: (stored) => encodeDetails(decodeDetails(stored)),
};
