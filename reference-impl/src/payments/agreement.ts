import type { IntegrationId } from '../shop/ids.ts';
import { inWords } from '../shop/money.ts';
import type { Order } from '../shop/order.ts';
import type { Deployment } from './deployment.ts';
import type { InboxProgress, RefusedWhy, Told } from './notification.ts';
import type { Purchase } from './transaction.ts';

/** What a verified notification is held against. */
export type Agreeing = Readonly<{
  deployment: Pick<Deployment, 'environment' | 'mode'>;
  /** The integration at whose address it arrived, and whose secret has signed it. */
  integrationId: IntegrationId;
  told: Told;
  order?: Order;
  purchase?: Purchase;
}>;

/**
 * Why a verified notification is not acted on; nothing when it fits the deployment, the integration and the payment in
 * all it says. Whoever has the secret of one account can speak of that account only.
 */
export function agreementOf({
  deployment,
  integrationId,
  told,
  order,
  purchase,
}: Agreeing): Extract<InboxProgress, { state: 'kept' | 'refused' }> | undefined {
  const differing = firstDifference([
    ['environment_mismatch', deployment.environment, told.environment],
    ['mode_mismatch', deployment.mode, told.mode],
  ]);
  if (differing) return differing;
  if (!order) return { state: 'kept', why: 'unknown_order' };
  if (!purchase) return { state: 'kept', why: 'unknown_payment' };
  return firstDifference([
    ['account_mismatch', integrationId, purchase.method.integrationId],
    ['account_mismatch', purchase.account ?? told.account ?? '', told.account],
    ['environment_mismatch', purchase.environment, told.environment],
    ['mode_mismatch', purchase.mode, told.mode],
    ['order_mismatch', order.number, told.orderNumber],
    ['currency_mismatch', purchase.amount.currency, told.amount?.currency],
    ['amount_mismatch', inWords(purchase.amount), told.amount && inWords(told.amount)],
  ]);
}

function firstDifference(
  compared: readonly (readonly [RefusedWhy, expected: string, found: string | undefined])[],
): Extract<InboxProgress, { state: 'refused' }> | undefined {
  for (const [why, expected, found] of compared) {
    if (found !== undefined && found !== expected) return { state: 'refused', why, expected, found };
  }
  return undefined;
}
