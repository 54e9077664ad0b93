import type { PageDetails } from '../dialect.ts';
import { decodeDetails, encodeDetails } from './codec.ts';

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
  // There is no page here on which a card could be entered for a payment that was made without one.
  withAttempt: (stored) => encodeDetails(decodeDetails(stored)),
};
