import type { EventOf } from './event.ts';
import type { Instant } from './ids.ts';
import { existing, put } from './keyed.ts';
import type { Approved, Dispute, Refund } from './payment.ts';
import { unreachable } from './unreachable.ts';

type ReturnEvent = EventOf<
  | 'refund_accepted'
  | 'refunded'
  | 'refund_failed'
  | 'refund_returned'
  | 'dispute_opened'
  | 'evidence_submitted'
  | 'dispute_escalated'
  | 'dispute_won'
  | 'dispute_lost'
  | 'dispute_closed'
  | 'settled'
>;

/** The approved payment after a fact about money that goes back to the customer, or on to the merchant. */
export function evolveReturns(payment: Approved, event: ReturnEvent): Approved {
  switch (event.type) {
    case 'refund_accepted':
      return withRefund(payment, {
        ...refundOf(event, event.at),
        status: 'pending',
        checked: event.checked,
        plan: event.plan,
      });
    case 'refunded': {
      const at = payment.refunds.find(({ id }) => id === event.refundId)?.at ?? event.at;
      return withRefund(payment, { ...refundOf(event, at), status: 'succeeded', decidedAt: event.at });
    }
    case 'refund_failed': {
      const { failure, at: decidedAt } = event;
      const { id: refundId, captureId, amount, at } = existing(payment.refunds, event.refundId);
      const about = captureId === undefined ? { refundId, amount } : { refundId, captureId, amount };
      return withRefund(payment, { ...refundOf(about, at), status: 'failed', decidedAt, failure });
    }
    case 'refund_returned': {
      const { failure, at: returnedAt } = event;
      const refund = existing(payment.refunds, event.refundId);
      if (refund.status !== 'succeeded') throw new Error(`refund ${refund.id} returned while ${refund.status}`);
      return withRefund(payment, { ...refund, status: 'returned', failure, returnedAt });
    }
    case 'dispute_opened': {
      const { type: _, disputeId: id, ...content } = event;
      return withDispute(payment, { id, ...content, status: 'needs_response' });
    }
    case 'evidence_submitted': {
      const { plan } = event;
      return withDispute(payment, { ...disputeOf(payment, event), status: 'under_review', plan });
    }
    case 'dispute_escalated': {
      const { amount, respondBy, at: takenAt } = event;
      const dispute = { ...disputeOf(payment, event), stage: 'chargeback', amount, takenAt } as const;
      return withDispute(payment, { ...dispute, status: 'needs_response', respondBy });
    }
    case 'dispute_won':
      return withDispute(payment, { ...disputeOf(payment, event), status: 'won', decidedAt: event.at });
    case 'dispute_lost': {
      const { cause, at: decidedAt } = event;
      return withDispute(payment, { ...disputeOf(payment, event), status: 'lost', decidedAt, cause });
    }
    case 'dispute_closed':
      return withDispute(payment, { ...disputeOf(payment, event), status: 'closed', decidedAt: event.at });
    case 'settled': {
      const { payoutId, at: settledAt } = event;
      return {
        ...payment,
        settled: [...payment.settled, ...event.entries.map((entry) => ({ ...entry, payoutId, settledAt }))],
      };
    }
    default:
      return unreachable(event);
  }
}

type RefundCommon = Pick<Refund, 'id' | 'captureId' | 'amount' | 'at'>;
type DisputeCommon = Pick<Dispute, 'id' | 'captureId' | 'amount' | 'reason' | 'stage' | 'at' | 'takenAt'>;

function refundOf(
  { refundId: id, captureId, amount }: Pick<EventOf<'refunded'>, 'refundId' | 'captureId' | 'amount'>,
  at: Instant,
): RefundCommon {
  return captureId === undefined ? { id, amount, at } : { id, captureId, amount, at };
}

function disputeOf(payment: Approved, event: Readonly<{ disputeId: string }>): DisputeCommon {
  const { id, captureId, amount, reason, stage, at, takenAt } = existing(payment.disputes, event.disputeId);
  const about = { id, ...(captureId === undefined ? {} : { captureId }), amount, reason, stage, at };
  return takenAt === undefined ? about : { ...about, takenAt };
}

function withRefund(payment: Approved, refund: Refund): Approved {
  return { ...payment, refunds: put(payment.refunds, refund) };
}

function withDispute(payment: Approved, dispute: Dispute): Approved {
  return { ...payment, disputes: put(payment.disputes, dispute) };
}
