import type { Dialect } from '../dialect.ts';
import { DIALECT } from './call.ts';
import { credentialShapes, secretShapes } from './credentials.ts';
import { eventObject, eventsOf } from './event-object.ts';
import { notifications } from './notify.ts';
import { pageDetails } from './page-details.ts';
import { pointersOf } from './parts.ts';
import { conductIn } from './payments.ts';
import { policy } from './policy.ts';
import { paypalRoutes } from './routes.ts';

/**
 * PayPal's words, as far as a checkout needs them: see `specs/paypal.openapi.yaml`. An order is a payment; its
 * authorizations, captures and refunds have ids of their own, which follow from those of the engine (`ids.ts`) and lead back
 * to the order by pointers (`parts.ts`). What is shown is a function of the payment (`…-object.ts`), what is refused a value
 * with an issue (`issues.ts`), and what differs in behaviour is in `policy.ts`.
 */
export const paypal: Dialect = {
  name: DIALECT,
  data: {
    policy,
    credentials: credentialShapes,
    notifications,
    conductOf: conductIn,
    keeps: (changed, where) => [
      ...pointersOf(changed),
      ...eventsOf(changed, where).map((told) => eventObject(changed.stored, told)),
    ],
  },
  secretShapes,
  pageDetails,
  routes: paypalRoutes,
};
