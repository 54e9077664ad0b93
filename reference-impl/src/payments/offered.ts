import type { IntegrationId } from '../shop/ids.ts';
import { remaining } from './amounts.ts';
import { OPERATIONS, type Operation } from './provider.ts';
import { isFollowUp, isInFlight, type PaymentTransaction } from './transaction.ts';

/** What an action needs besides the transaction itself. */
export type Offering = Readonly<{
  /** All transactions of the order. */
  transactions: readonly PaymentTransaction[];
  /** What the caller's role allows. */
  allowed: readonly Operation[];
  /** What the provider behind an integration can do; nothing when the integration is gone or does not belong here. */
  supported: (integration: IntegrationId) => readonly Operation[];
}>;

/**
 * What a sales person is offered to do with a transaction: by role, by what it is, by what is left of it, by what its
 * provider can do, and not while nobody knows what became of something else that was done to it.
 */
export function offeredActions(
  transaction: PaymentTransaction,
  { transactions, allowed, supported }: Offering,
): readonly Operation[] {
  const isBusy = transactions.some((one) => isFollowUp(one) && one.sourceId === transaction.id && isInFlight(one));
  if (isBusy || remaining(transaction, transactions).minor === 0n || transaction.reference === undefined) return [];
  const able = supported(transaction.method.integrationId);
  return OPERATIONS.filter(
    (operation) => suits(operation, transaction) && allowed.includes(operation) && able.includes(operation),
  );
}

/** An open hold can be captured, given back and renewed; what was taken and has arrived can be returned. */
function suits(operation: Operation, { action, progress }: PaymentTransaction): boolean {
  if (operation === 'refund') return (action === 'charge' || action === 'capture') && progress.state === 'finished';
  return action === 'authorize' && progress.state === 'open';
}
