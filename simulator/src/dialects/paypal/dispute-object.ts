import type { Dispute } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { iso } from './authorization-object.ts';
import { renderMoney } from './currency.ts';
import { disputeNumber } from './ids.ts';
import { type At, link } from './links.ts';
import { captureWireId } from './parts.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The dispute that a part names; undefined where there is none. */
export function renderDispute(stored: StoredPayment, part: string, at: At): Wire['Dispute'] | undefined {
  const { payment } = stored;
  const dispute = payment.state === 'approved' ? payment.disputes.find(({ id }) => id === part) : undefined;
  if (dispute === undefined || payment.state !== 'approved') return undefined;
  const contested = payment.captures.filter(
    ({ id, status }) => status === 'succeeded' && (dispute.captureId === undefined || dispute.captureId === id),
  );
  const id = disputeNumber(dispute.id);
  return {
    dispute_id: id,
    create_time: iso(dispute.at),
    update_time: iso('decidedAt' in dispute ? dispute.decidedAt : dispute.at),
    reason: REASONS[dispute.reason] ?? 'OTHER',
    status: statusOf(dispute),
    dispute_amount: renderMoney(dispute.amount),
    dispute_life_cycle_stage: dispute.stage === 'inquiry' ? 'INQUIRY' : 'CHARGEBACK',
    ...outcomeOf(dispute),
    ...(dispute.status === 'needs_response' ? { seller_response_due_date: iso(dispute.respondBy) } : {}),
    disputed_transactions: contested.map((capture) => ({ seller_transaction_id: captureWireId(payment, capture) })),
    links: [link(at, 'self', `/v1/customer/disputes/${id}`)],
  };
}

const REASONS: Readonly<Record<string, Wire['Dispute']['reason']>> = {
  fraudulent: 'UNAUTHORISED',
  unrecognized: 'UNAUTHORISED',
  product_unacceptable: 'MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED',
  credit_not_processed: 'CREDIT_NOT_PROCESSED',
  duplicate: 'DUPLICATE_TRANSACTION',
  subscription_cancelled: 'CANCELED_RECURRING_BILLING',
  product_not_received: 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
};

function statusOf({ status }: Dispute): Wire['Dispute']['status'] {
  switch (status) {
    case 'needs_response':
      return 'WAITING_FOR_SELLER_RESPONSE';
    case 'under_review':
      return 'UNDER_REVIEW';
    case 'won':
    case 'lost':
    case 'closed':
      return 'RESOLVED';
    default:
      return unreachable(status);
  }
}

function outcomeOf(dispute: Dispute): Pick<Wire['Dispute'], 'dispute_outcome'> {
  switch (dispute.status) {
    case 'needs_response':
    case 'under_review':
      return {};
    case 'won':
      return { dispute_outcome: { outcome_code: 'RESOLVED_SELLER_FAVOUR' } };
    case 'closed':
      return { dispute_outcome: { outcome_code: 'CANCELED_BY_BUYER' } };
    case 'lost':
      return { dispute_outcome: { outcome_code: dispute.cause === 'accepted' ? 'ACCEPTED' : 'RESOLVED_BUYER_FAVOUR' } };
    default:
      return unreachable(dispute);
  }
}
