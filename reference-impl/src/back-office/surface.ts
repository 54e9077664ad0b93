import type { Exchange, Surface } from '../http/exchange.ts';
import { asRoute, plainPage } from '../http/page-route.ts';
import { accessPages } from './access-pages.ts';
import { auditPages } from './audit-pages.ts';
import { customerPages } from './customer-pages.ts';
import { exportPages } from './export-pages.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficeFrame } from './frame.ts';
import { healthPages } from './health-pages.ts';
import { integrationPages } from './integration-pages.ts';
import { offeredPages } from './offered-pages.ts';
import { offlinePages } from './offline-pages.ts';
import { operationPages } from './operation-pages.ts';
import { orderPages } from './order-pages.ts';
import { outboxPages } from './outbox-pages.ts';
import { paymentRulePages } from './payment-rule-pages.ts';
import { pricingPages } from './pricing-pages.ts';
import { resetPages } from './reset-pages.ts';
import { settlementPages } from './settlement-pages.ts';
import { userPages } from './user-pages.ts';

/** Every page of the back office. */
export const BACK_OFFICE_PAGES: readonly BackOfficeRoute[] = [
  ...accessPages,
  ...resetPages,
  ...orderPages,
  ...exportPages,
  ...settlementPages,
  ...operationPages,
  ...integrationPages,
  ...paymentRulePages,
  ...offeredPages,
  ...pricingPages,
  ...customerPages,
  ...offlinePages,
  ...healthPages,
  ...userPages,
  ...outboxPages,
  ...auditPages,
];

/** The back office. */
export function backOfficeSurface(world: BackOfficeWorld): Surface {
  const refused = (status: number, title: string, text: string, headers: Record<string, string> = {}) => {
    return (exchange: Exchange) => plainPage(world, backOfficeFrame, exchange, { status, title, text, headers });
  };
  return {
    owns: (path) => path === '/admin' || path.startsWith('/admin/'),
    routes: BACK_OFFICE_PAGES.map((page) => asRoute(world, backOfficeFrame, page)),
    refusals: {
      noSuchRoute: refused(404, 'There is no such page', 'Use the navigation above.'),
      methodNotAllowed: (exchange, allow) =>
        refused(405, 'Not like this', 'This address does not know that method.', { allow })(exchange),
      bodyTooLarge: refused(413, 'Too much', 'A form may not be larger than 1 MB.'),
      malformedPath: refused(404, 'There is no such page', 'The address is not well formed.'),
      internalError: refused(
        500,
        'Something went wrong',
        'It has been logged. Look at the history before you repeat it.',
      ),
    },
  };
}
