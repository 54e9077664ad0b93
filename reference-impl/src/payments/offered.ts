import type { IntegrationId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import { remaining } from './amounts.ts';
import { isOfflineMethod, OFFLINE_OPERATIONS } from './offline-method.ts';
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
  const isKnown = transaction.reference !== undefined || isOfflineMethod(transaction.method.id);
  const isBusy = transactions.some((one) => isFollowUp(one) && one.sourceId === transaction.id && isInFlight(one));
  if (isBusy || remaining(transaction, transactions).minor === 0n || !isKnown) return [];
  const { method } = transaction;
  const able = isOfflineMethod(method.id) ? OFFLINE_OPERATIONS : supported(method.integrationId);
  return OPERATIONS.filter(
    (operation) =>
      suits(operation, transaction, transactions) &&
      allowed.includes(operation) &&
      (able.includes(operation) || asksNobody(operation, transaction)),
  );
}

/** Whether it is only written down, though there is a provider: nothing is held of a card that was only checked. */
export function asksNobody(operation: Operation, { action }: PaymentTransaction): boolean {
  return operation === 'cancel' && action === 'validate';
}

/**
 * What an operation can be done to at all: holds are captured, given back and renewed; what is pledged is received,
 * called off and billed; a checked card is paid with, or that is called off; what was taken is returned.
 */
export function canBeSourceOf(operation: Operation, { action }: PaymentTransaction): boolean {
  switch (operation) {
    case 'capture':
    case 'cancel':
      return action === 'authorize' || action === 'pending' || action === 'validate';
    case 'refund':
      return action === 'charge' || action === 'capture';
    case 're_authorize':
      return action === 'authorize';
    case 'invoice':
      return action === 'pending';
    default:
      return unreachable(operation);
  }
}

/** Holds and pledges while they are open, once each for a bill; what was taken once it has arrived. */
function suits(
  operation: Operation,
  transaction: PaymentTransaction,
  transactions: readonly PaymentTransaction[],
): boolean {
  if (!canBeSourceOf(operation, transaction)) return false;
  if (transaction.progress.state !== (operation === 'refund' ? 'finished' : 'open')) return false;
  if (operation !== 'invoice') return true;
  return !transactions.some((one) => isFollowUp(one) && one.action === 'invoice' && one.sourceId === transaction.id);
}
