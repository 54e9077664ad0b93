import type { Changed } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import { transactionsOf } from './balance-object.ts';
import { chargeId, chargeTag, disputeIdOf, intentTag, pointerTo } from './pointers.ts';

/** What finds the payment of a dispute; made in the commit that opens it. */
export function disputePointers({ before, stored }: Changed): readonly DialectObject[] {
  const { payment } = stored;
  if (payment.state !== 'approved') return [];
  const known = before?.payment.state === 'approved' ? before.payment.disputes.length : 0;
  const tags = [intentTag(stored.paymentId), chargeTag(chargeId(payment.hold.id))];
  return payment.disputes
    .slice(known)
    .map(({ id, at }) => pointerTo(stored, 'dispute', { id: disputeIdOf(id), createdAt: at, tags }));
}

/** What finds the payment of a movement of the balance; made in the commit that moves it. */
export function transactionPointers({ before, stored }: Changed): readonly DialectObject[] {
  const known = new Set(before === undefined ? [] : transactionsOf(before).map(({ id }) => id));
  return transactionsOf(stored)
    .filter(({ id }) => !known.has(id))
    .map(({ id, entry }) => pointerTo(stored, 'balance_transaction', { id, createdAt: entry.at, tags: [] }));
}
