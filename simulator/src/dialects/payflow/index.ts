import type { Dialect } from '../dialect.ts';
import { DIALECT } from './call.ts';
import { decodeDetails } from './codec.ts';
import { credentialShapes, secretShapes } from './credentials.ts';
import { notifications } from './notify.ts';
import { options } from './options.ts';
import { pageDetails } from './page-details.ts';
import { expressPolicy, policy } from './policy.ts';
import { payflowRoutes } from './routes.ts';
import { postsOf, postWhatIsDue } from './silent-post.ts';
import { pointersOf } from './transactions.ts';

/**
 * PayPal Payflow, in name-value pairs: see `QUIRKS.md`. An authorization or a sale is a payment; it and each of its captures,
 * voids and credits have a PNREF, which follows from the engine's id and leads back to the payment by a pointer.
 */
export const payflow: Dialect = {
  name: DIALECT,
  data: {
    policy,
    policyFor: (details) => (decodeDetails({ details }).express === undefined ? policy : expressPolicy),
    options,
    credentials: credentialShapes,
    notifications,
    conductOf: (stored) => decodeDetails(stored).conduct,
    keeps: (changed) => [...pointersOf(changed), ...postsOf(changed)],
    fallDue: postWhatIsDue,
  },
  secretShapes,
  pageDetails,
  routes: payflowRoutes,
};
