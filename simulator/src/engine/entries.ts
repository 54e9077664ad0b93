import type { Instant } from './ids.ts';
import type { Approved, Entry, Payment } from './payment.ts';
import { unreachable } from './unreachable.ts';

/** Every movement of money there has been, whether or not a payout has it already. */
export function movements(payment: Approved): readonly Entry[] {
  const captures = payment.captures.flatMap((capture): readonly Entry[] => {
    if (capture.status !== 'succeeded') return [];
    const { id: captureId, amount, decidedAt: at } = capture;
    return [{ kind: 'capture', captureId, amount, at }];
  });
  const refunds = payment.refunds.flatMap((refund): readonly Entry[] => {
    if (refund.status !== 'succeeded' && refund.status !== 'returned') return [];
    const { id: refundId, amount, decidedAt: at } = refund;
    const made: Entry = { kind: 'refund', refundId, amount, at };
    if (refund.status === 'succeeded') return [made];
    return [made, { kind: 'refund_returned', refundId, amount, at: refund.returnedAt }];
  });
  const chargebacks = payment.disputes.flatMap((dispute): readonly Entry[] => {
    if (dispute.stage === 'inquiry') return [];
    const { id: disputeId, amount, at: openedAt, takenAt = openedAt } = dispute;
    const taken: Entry = { kind: 'chargeback', disputeId, amount, at: takenAt };
    if (dispute.status !== 'won') return [taken];
    return [taken, { kind: 'chargeback_reversed', disputeId, amount, at: dispute.decidedAt }];
  });
  return [...captures, ...refunds, ...chargebacks];
}

/** The movements that no payout has taken into account; with `until`, those before it. */
export function unsettled(payment: Approved, until?: Instant): readonly Entry[] {
  const taken = new Set(payment.settled.map(entryKey));
  return movements(payment).filter((entry) => !taken.has(entryKey(entry)) && (until === undefined || entry.at < until));
}

/** When the first of the movements was made that wait for a payout; undefined where none does. */
export function unsettledSince(payment: Payment): Instant | undefined {
  if (payment.state !== 'approved') return undefined;
  return unsettled(payment).toSorted((left, right) => left.at - right.at)[0]?.at;
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
