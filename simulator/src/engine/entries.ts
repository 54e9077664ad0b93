import type { Approved, Entry } from './payment.ts';
import { unreachable } from './unreachable.ts';

/** Every movement of money there has been, whether or not a payout has it already. */
export function movements(payment: Approved): readonly Entry[] {
  const captures = payment.captures.flatMap(({ id: captureId, amount, status }): readonly Entry[] =>
    status === 'succeeded' ? [{ kind: 'capture', captureId, amount }] : [],
  );
  const refunds = payment.refunds.flatMap(({ id: refundId, amount, status }): readonly Entry[] => {
    if (status === 'succeeded') return [{ kind: 'refund', refundId, amount }];
    if (status !== 'returned') return [];
    return [
      { kind: 'refund', refundId, amount },
      { kind: 'refund_returned', refundId, amount },
    ];
  });
  const chargebacks = payment.disputes.flatMap(({ id: disputeId, amount, stage, status }): readonly Entry[] => {
    if (stage === 'inquiry') return [];
    if (status !== 'won') return [{ kind: 'chargeback', disputeId, amount }];
    return [
      { kind: 'chargeback', disputeId, amount },
      { kind: 'chargeback_reversed', disputeId, amount },
    ];
  });
  return [...captures, ...refunds, ...chargebacks];
}

/** The movements that no payout has taken into account. */
export function unsettled(payment: Approved): readonly Entry[] {
  const taken = new Set(payment.settled.map(entryKey));
  return movements(payment).filter((entry) => !taken.has(entryKey(entry)));
}

/** Distinguishes the movements of one payment. */
function entryKey(entry: Entry): string {
  switch (entry.kind) {
    case 'capture':
      return `${entry.kind} ${entry.captureId}`;
    case 'refund':
    case 'refund_returned':
      return `${entry.kind} ${entry.refundId}`;
    case 'chargeback':
    case 'chargeback_reversed':
      return `${entry.kind} ${entry.disputeId}`;
    default:
      return unreachable(entry);
  }
}
