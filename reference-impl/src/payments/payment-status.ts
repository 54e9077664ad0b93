import type { Money } from '../shop/money.ts';

/** What an order's payment has come to, in OroCommerce's words. */
export const PAYMENT_STATUSES = [
  'full',
  'partially',
  'invoiced',
  'authorized',
  'authorized_partially',
  'declined',
  'pending',
  'canceled',
  'canceled_partially',
  'refunded',
  'refunded_partially',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** As much of a payment transaction as its order's status depends on. */
export type StatusRow = Readonly<{
  action: 'validate' | 'authorize' | 'charge' | 'capture' | 'purchase' | 'invoice' | 'pending' | 'cancel' | 'refund';
  state: 'waiting' | 'open' | 'finished' | 'failed';
  amount: Money;
  /** `stored_card` is a row that stands for a card kept for later, not for money. */
  standsFor?: 'money' | 'stored_card';
}>;

/**
 * The status of an order, computed by ten rules of which the first that applies decides. All amounts are in the order's
 * currency. There is no "overpaid": collecting more than the total is still paid in full.
 */
export function paymentStatus(total: Money, rows: readonly StatusRow[]): PaymentStatus {
  const succeeded = rows.filter((row) => row.state === 'open' || row.state === 'finished');
  const real = succeeded.filter((row) => row.standsFor !== 'stored_card');
  const refunds = real.filter((row) => row.action === 'refund');
  const collected = succeeded.filter((row) => COLLECTING.includes(row.action));
  const invoices = real.filter((row) => row.action === 'invoice' && row.state === 'open');
  const holds = real.filter((row) => row.action === 'authorize' && row.state === 'open');
  const cancels = real.filter((row) => row.action === 'cancel');

  if (refunds.length > 0) return minorOf(refunds) < total.minor ? 'refunded_partially' : 'refunded';
  if (collected.length > 0 && minorOf(collected) >= total.minor) return 'full';
  if (invoices.length > 0) return 'invoiced';
  if (holds.length > 0 && minorOf(holds) < total.minor) return 'authorized_partially';
  if (cancels.length > 0 && minorOf(holds) > minorOf(cancels)) return 'canceled_partially';
  if (collected.length > 0) return 'partially';
  if (holds.length > 0) return 'authorized';
  if (cancels.length > 0) return 'canceled';
  if (rows.length > 0 && rows.every((row) => row.state === 'failed')) return 'declined';
  return 'pending';
}

/** What has been collected and not given back, and what is left to collect; neither is ever below nothing. */
export function paidAndDue(total: Money, rows: readonly StatusRow[]): Readonly<{ paid: Money; due: Money }> {
  const succeeded = rows.filter((row) => row.state === 'open' || row.state === 'finished');
  const collected = minorOf(succeeded.filter((row) => COLLECTING.includes(row.action)));
  const returned = minorOf(succeeded.filter((row) => row.action === 'refund'));
  const paid = atLeastZero(collected - returned);
  const { currency } = total;
  return { paid: { minor: paid, currency }, due: { minor: atLeastZero(total.minor - paid), currency } };
}

const COLLECTING: readonly StatusRow['action'][] = ['capture', 'charge', 'purchase'];

function minorOf(rows: readonly StatusRow[]): bigint {
  return rows.reduce((sum, row) => sum + row.amount.minor, 0n);
}

function atLeastZero(minor: bigint): bigint {
  return minor > 0n ? minor : 0n;
}
