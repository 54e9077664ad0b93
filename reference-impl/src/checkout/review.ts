import { createHash } from 'node:crypto';
import type { PricedLine } from '../shop/cart.ts';
import type { Totals } from '../shop/totals.ts';
import type { Checkout } from './checkout.ts';

/** What a customer reviews before ordering. */
export type Reviewed = Readonly<{ checkout: Checkout; lines: readonly PricedLine[]; totals: Totals }>;

/** Names what was reviewed: lines, amounts and addresses. It is no secret and proves nothing but that nothing changed. */
export function reviewOf({ checkout, lines, totals }: Reviewed): string {
  const { createdAt: _, ...seen } = checkout;
  const text = JSON.stringify([seen, lines, totals], (_key, part: unknown) =>
    typeof part === 'bigint' ? part.toString() : part,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
