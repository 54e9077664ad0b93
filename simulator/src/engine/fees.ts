import { add, type Money, money, share, zero } from './money.ts';
import type { Entry } from './payment.ts';
import type { FeeSchedule } from './policy.ts';
import { unreachable } from './unreachable.ts';

/** What a payout withholds of a movement of money. */
export function feeOf(
  { kind, amount }: Entry,
  { captureBasisPoints, captureFixed, chargebackFixed }: FeeSchedule,
): Money {
  switch (kind) {
    case 'capture': {
      const fixed = money(captureFixed[amount.currency] ?? 0n, amount.currency);
      return add(share({ of: amount, basisPoints: captureBasisPoints, rounding: 'half_even' }), fixed);
    }
    case 'chargeback':
      return money(chargebackFixed[amount.currency] ?? 0n, amount.currency);
    case 'refund':
    case 'refund_returned':
    case 'chargeback_reversed':
      return zero(amount);
    default:
      return unreachable(kind);
  }
}
