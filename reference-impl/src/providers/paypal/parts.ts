import type { Money } from '../../shop/money.ts';
import { asObject, type JsonObject, listField, textField } from '../json.ts';
import { amountIn, unitOf } from './names.ts';

/** The payments of an order of one kind, oldest first; nothing when they are not as described. */
export function partsOf(
  order: JsonObject,
  kind: 'authorizations' | 'captures' | 'refunds',
): readonly JsonObject[] | undefined {
  const payments = asObject(unitOf(order)?.payments) ?? {};
  return payments[kind] === undefined ? [] : listField(payments, kind);
}

/** The authorization that is used, or was last; declined ones were never any. */
export function latestAuthorization(order: JsonObject): JsonObject | undefined {
  return partsOf(order, 'authorizations')?.findLast(({ status }) => status !== 'DENIED');
}

/** How much of what was authorized has not been captured. */
export function leftToCapture(order: JsonObject): Money | undefined {
  const first = amountIn(partsOf(order, 'authorizations')?.find(({ status }) => status !== 'DENIED'));
  const captures = partsOf(order, 'captures')?.filter(({ status }) => !isFailed(status)) ?? [];
  return first && captures.reduce<Money>((left, one) => less(left, amountIn(one)), first);
}

function less(left: Money, taken: Money | undefined): Money {
  const minor = left.minor - (taken?.currency === left.currency ? taken.minor : 0n);
  return { ...left, minor: minor < 0n ? 0n : minor };
}

/** Whether a capture has come to nothing. */
export function isFailed(status: unknown): boolean {
  return status === 'DECLINED' || status === 'FAILED';
}

/** What a refund is of where nothing else is said: the first capture that there is. */
export function refundableCapture(order: JsonObject): string | undefined {
  const capture = partsOf(order, 'captures')?.find(({ status }) => !isFailed(status));
  return capture && textField(capture, 'id');
}

/** Whether a refund was made under this name. */
export function hasRefund(order: JsonObject, customId: string): boolean {
  return partsOf(order, 'refunds')?.some((refund) => refund.custom_id === customId) ?? false;
}
