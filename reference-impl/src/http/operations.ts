import type { Permission } from '../access/roles.ts';
import { supportedOperations } from '../payments/integrations.ts';
import type { Offering } from '../payments/offered.ts';
import { OPERATIONS, type Operation } from '../payments/provider.ts';
import type { PaymentTransaction } from '../payments/transaction.ts';
import type { PaymentWorld } from '../payments/world.ts';
import { type Caller, callerMay } from './caller.ts';

/** What a role has to allow for each operation. A fresh hold is for whoever may capture it. */
export const PERMISSION_FOR: Readonly<Record<Operation, Permission>> = {
  capture: 'capture_payments',
  cancel: 'cancel_payments',
  refund: 'refund_payments',
  re_authorize: 'capture_payments',
  invoice: 'capture_payments',
};

/** What is offered to a caller to do with the transactions of an order. */
export async function offeringTo(
  world: PaymentWorld,
  caller: Caller,
  transactions: readonly PaymentTransaction[],
): Promise<Offering> {
  const allowed = OPERATIONS.filter((operation) => callerMay(caller, PERMISSION_FOR[operation]));
  return { transactions, allowed, supported: await supportedOperations(world) };
}
