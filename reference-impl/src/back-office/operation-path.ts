import type { Operation } from '../payments/provider.ts';
import type { TransactionId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';

/** What each operation is called in addresses. */
export const OPERATION_SEGMENTS: Readonly<Record<Operation, string>> = {
  capture: 'capture',
  cancel: 'cancel',
  refund: 'refund',
  re_authorize: 'reauthorize',
  invoice: 'invoice',
};

/** The page where an operation is confirmed. */
export function operationPath({ id }: Pick<Order, 'id'>, operation: Operation, transaction: TransactionId): string {
  return `/admin/orders/${id}/${OPERATION_SEGMENTS[operation]}/${transaction}`;
}
