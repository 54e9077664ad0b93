import type { Dialect } from '../dialect.ts';
import { DIALECT } from './call.ts';
import { credentialShapes, presentedKey, secretShapes } from './credentials.ts';
import { disputePointers, transactionPointers } from './dispute-pointers.ts';
import { conductIn } from './intent-capture.ts';
import { eventsOfChange, notifications } from './notify.ts';
import { pageDetails } from './page-details.ts';
import { pointersOf } from './pointers.ts';
import { policy } from './policy.ts';
import { stripeRoutes } from './routes.ts';
import { expireByTime } from './session-expiry.ts';

/**
 * Stripe's words, as far as a checkout needs them: see `specs/stripe.openapi.yaml`.
 *
 * How a resource is added:
 *
 * 1. The specification first: the paths, a schema for what is answered, a `…Params` schema for what each operation takes
 *    (that schema *is* the parser: types, unknown names, `x-unset`). Then `npm run generate`.
 * 2. `objects.ts`: its kind, if it is kept by itself. `codec.ts`: the type of what is kept of it. What belongs to a payment
 *    is kept in the payment's details, with a pointer object by its id (`pointers.ts`).
 * 3. `<thing>-object.ts`: how it is rendered, a pure function of what is kept. `expansions.ts`: where it can be expanded.
 * 4. `<things>.ts`: its operations, made with `question` and `change` (`operation.ts`), answered with `listOf`,
 *    `commitNew`, `commitChange` and `commitPayment`; `customers.ts` is the example. `routes.ts`: its line in the list.
 * 5. `events-of-objects.ts`, or `events-of-payment.ts` where it belongs to a payment: what is told of it. It is committed, and
 *    delivered, without anybody asking for it.
 */
export const stripe: Dialect = {
  name: DIALECT,
  data: {
    policy,
    credentials: credentialShapes,
    notifications,
    conductOf: conductIn,
    fallDue: expireByTime,
    keeps: (changed, where) => [
      ...pointersOf(changed),
      ...disputePointers(changed),
      ...transactionPointers(changed),
      ...eventsOfChange(changed, where),
    ],
  },
  secretShapes,
  pageDetails,
  presented: presentedKey,
  routes: stripeRoutes,
};
