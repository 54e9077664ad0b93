import { mustEqual } from './law.ts';
import type { HEAPS } from './payment-model.ts';

/** Heaps as something outside tells them: as numbers, or as text. */
export type ToldHeaps = Readonly<Record<(typeof HEAPS)[number], number | string>>;

/** Both identities of a payment's money, of its sums, or of anybody's totals; and nothing is ever less than nothing. */
export function conserved(told: ToldHeaps, evidence: () => string): void {
  const heap = (name: (typeof HEAPS)[number]): bigint => BigInt(told[name]);
  mustEqual(
    'captured + capturing + capturable + released + expired = authorized + over-captured',
    heap('authorized') + heap('overCaptured'),
    heap('captured') + heap('capturing') + heap('capturable') + heap('released') + heap('expired'),
    evidence,
  );
  mustEqual(
    'refunded + refunding + refundable + disputed = captured',
    heap('captured'),
    heap('refunded') + heap('refunding') + heap('refundable') + heap('disputed'),
    evidence,
  );
  const negative = Object.entries(told).filter(([, minor]) => BigInt(minor) < 0n);
  mustEqual('no heap is less than nothing', [], negative, evidence);
}
