import type { Dialect } from '../dialect.ts';
import { decodeDetails, encodeDetails } from './codec.ts';
import { credentialShapes, secretShapes } from './credentials.ts';
import { notifications } from './notify.ts';
import { policy } from './policy.ts';
import { genericRoutes } from './routes.ts';

/** The generic provider: nothing but standards, see `specs/generic.openapi.yaml`. */
export const generic: Dialect = {
  name: 'generic',
  data: { policy, credentials: credentialShapes, notifications, conductOf: (stored) => decodeDetails(stored).conduct },
  secretShapes,
  pageDetails: {
    read: decodeDetails,
    backTo: ({ paymentId }, returnUrl) => {
      const url = new URL(returnUrl);
      url.searchParams.set('payment', paymentId);
      return url.href;
    },
    withAttempt: (stored, { conduct, card }) =>
      encodeDetails({ ...decodeDetails(stored), conduct, ...(card === undefined ? {} : { card }) }),
  },
  routes: genericRoutes,
};
