import { coded } from '../../platform/coded.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { Pair } from './pairs.ts';

/** What names are made of that PayPal gives. */
export const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const REFERENCE_LENGTH = 17;
const PAYER_LENGTH = 13;

/** What is called the buyer: a page on which nobody signs in knows nobody else. */
export function payerOf({ paymentId }: Pick<StoredPayment, 'paymentId'>): string {
  return coded(`payer\n${paymentId}`, LETTERS, PAYER_LENGTH);
}

/** What is told of a transaction that was paid out of a PayPal account. */
export function walletPairs(stored: StoredPayment, pnref: string, result: number): readonly Pair[] {
  const pending = result === 126 ? 'paymentreview' : stored.payment.captureMode === 'manual' ? 'authorization' : 'none';
  return [
    ['TOKEN', stored.pageToken],
    ['PPREF', coded(`ppref\n${pnref}`, LETTERS, REFERENCE_LENGTH)],
    ['PAYMENTTYPE', 'instant'],
    ['PENDINGREASON', pending],
  ];
}
