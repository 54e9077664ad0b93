import type { Surface } from '../http/exchange.ts';
import { accessOperations } from './access-operations.ts';
import { auditOperations } from './audit-operations.ts';
import { checkoutOperations } from './checkout-operations.ts';
import { customerOperations } from './customer-operations.ts';
import { healthOperations } from './health-operations.ts';
import { integrationOperations } from './integration-operations.ts';
import { notificationOperations } from './notification-operations.ts';
import { offlineOperations } from './offline-operations.ts';
import type { ApiOperation, ApiWorld } from './operation.ts';
import { orderOperations } from './order-operations.ts';
import { paymentOperations } from './payment-operations.ts';
import { paymentRuleOperations } from './payment-rule-operations.ts';
import { pricingOperations } from './pricing-operations.ts';
import { problem } from './problem.ts';
import { resetOperations } from './reset-operations.ts';
import type { OperationId } from './schema.ts';
import { settlementOperations } from './settlement-operations.ts';
import { standingOperations } from './standing-operations.ts';

/** Every operation of the specification: one that is missing does not compile, nor does one it does not have. */
export const OPERATIONS: Readonly<Record<OperationId, ApiOperation>> = {
  ...healthOperations,
  ...accessOperations,
  ...resetOperations,
  ...auditOperations,
  ...settlementOperations,
  ...standingOperations,
  ...integrationOperations,
  ...paymentRuleOperations,
  ...checkoutOperations,
  ...pricingOperations,
  ...customerOperations,
  ...offlineOperations,
  ...orderOperations,
  ...paymentOperations,
  ...notificationOperations,
};

/** The JSON API. */
export function apiSurface(world: ApiWorld): Surface {
  return {
    owns: (path) =>
      path === '/health' || path === '/api' || path.startsWith('/api/') || path.startsWith('/notifications/'),
    routes: Object.values(OPERATIONS).map(({ route }) => route(world)),
    refusals: {
      noSuchRoute: async () => problem('/problems/no-such-route'),
      methodNotAllowed: async (_exchange, allow) => problem('/problems/method-not-allowed', {}, { allow }),
      bodyTooLarge: async () => problem('/problems/body-too-large'),
      malformedPath: async () => problem('/problems/not-found'),
      internalError: async () => problem('/problems/internal-error'),
    },
  };
}
