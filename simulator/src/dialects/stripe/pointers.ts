import type { AuthorizationId, CaptureId, DisputeId, RefundId } from '../../engine/ids.ts';
import type { Changed } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails } from './codec.ts';
import { attempts } from './intent-state.ts';
import type { Kind } from './objects.ts';

/** An attempt to authorize is a charge here. */
export function chargeId(id: AuthorizationId): string {
  return renamed('ch', id);
}

/** The id of a refund as it is shown here. */
export function refundIdOf(id: RefundId): string {
  return renamed('re', id);
}

/** The id of a dispute as it is shown here. */
export function disputeIdOf(id: DisputeId): string {
  return renamed('du', id);
}

/** What moves the merchant's balance. */
export function transactionId(id: CaptureId | RefundId | DisputeId): string {
  return renamed('txn', id);
}

function renamed(prefix: string, id: string): string {
  return `${prefix}_${id.slice(id.indexOf('_') + 1)}`;
}

/** What finds a payment, and what belongs to it, by ids and in lists; made in the commit that makes the thing itself. */
export function pointersOf({ before, stored }: Changed): readonly DialectObject[] {
  return [...intentPointer(before, stored), ...chargePointers(before, stored), ...refundPointers(before, stored)];
}

function intentPointer(before: StoredPayment | undefined, stored: StoredPayment): readonly DialectObject[] {
  const { customer, pointerVersion } = decodeDetails(stored);
  if (before !== undefined && decodeDetails(before).pointerVersion === pointerVersion) return [];
  const tags = customer === undefined ? [] : [customerTag(customer)];
  const pointer = pointerTo(stored, 'payment_intent', { id: stored.paymentId, createdAt: stored.createdAt, tags });
  return [{ ...pointer, version: pointerVersion }];
}

function chargePointers(before: StoredPayment | undefined, stored: StoredPayment): readonly DialectObject[] {
  const known = before === undefined ? 0 : attempts(before).length;
  const { customer } = decodeDetails(stored);
  const tags = [intentTag(stored.paymentId), ...(customer === undefined ? [] : [customerTag(customer)])];
  return attempts(stored)
    .slice(known)
    .map(({ authorization: { id, at } }) => pointerTo(stored, 'charge', { id: chargeId(id), createdAt: at, tags }));
}

function refundPointers(before: StoredPayment | undefined, stored: StoredPayment): readonly DialectObject[] {
  const { payment } = stored;
  if (payment.state !== 'approved') return [];
  const known = before?.payment.state === 'approved' ? before.payment.refunds.length : 0;
  const tags = [intentTag(stored.paymentId), chargeTag(chargeId(payment.hold.id))];
  return payment.refunds
    .slice(known)
    .map(({ id, at }) => pointerTo(stored, 'refund', { id: refundIdOf(id), createdAt: at, tags }));
}

/** An object that finds a payment by the id of something that belongs to it. */
export function pointerTo(
  { environment, merchantId, dialect, paymentId }: StoredPayment,
  kind: Kind,
  made: Pick<DialectObject, 'id' | 'createdAt' | 'tags'>,
): DialectObject {
  return { environment, merchantId, dialect, kind, ...made, value: { payment: paymentId }, version: 1 };
}

/** Finds what belongs to a customer. */
export function customerTag(id: string): string {
  return `customer=${id}`;
}

/** Finds what belongs to a payment. */
export function intentTag(id: string): string {
  return `payment_intent=${id}`;
}

/** Finds what belongs to a charge. */
export function chargeTag(id: string): string {
  return `charge=${id}`;
}
