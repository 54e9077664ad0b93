import { later } from '../../engine/ids.ts';
import type { Dispute } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { renderTransaction, transactionsOf } from './balance-object.ts';
import { seconds } from './call.ts';
import { decodeDetails, type KeptDispute } from './codec.ts';
import { units } from './currency.ts';
import type { At } from './objects.ts';
import { chargeId, disputeIdOf } from './pointers.ts';
import { policy } from './policy.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What is kept of a dispute that nobody has said anything about. */
export const UNANSWERED: KeptDispute = { evidence: {}, metadata: {}, submissions: 0 };

/** The dispute of this id, if it is one of the payment's. */
export function disputeIn({ payment }: Pick<StoredPayment, 'payment'>, id: string): Dispute | undefined {
  return payment.state === 'approved' ? payment.disputes.find((dispute) => disputeIdOf(dispute.id) === id) : undefined;
}

/** The dispute of this id, which is one of the payment's. */
export function renderDispute(stored: StoredPayment, id: string, at: At): Wire['Dispute'] | undefined {
  const dispute = disputeIn(stored, id);
  if (dispute === undefined || stored.payment.state !== 'approved') return undefined;
  const { disputes = {}, methods } = decodeDetails(stored);
  const kept = disputes[dispute.id] ?? UNANSWERED;
  const brand = methods.at(-1)?.card.brand ?? 'unknown';
  const reason = reasonOf(dispute);
  const isInquiry = dispute.stage === 'inquiry';
  const code = isInquiry ? null : NETWORK_CODES[reason];
  const moved = transactionsOf(stored).filter(({ entry }) => 'disputeId' in entry && entry.disputeId === dispute.id);
  return {
    id,
    object: 'dispute',
    amount: units(dispute.amount),
    balance_transactions: moved.flatMap((transaction) => renderTransaction(stored, transaction.id, at) ?? []),
    charge: chargeId(stored.payment.hold.id),
    created: seconds(dispute.at),
    currency: dispute.amount.currency.toLowerCase(),
    enhanced_eligibility_types: [],
    evidence: evidenceOf(kept),
    evidence_details: {
      due_by: dueBy(dispute),
      enhanced_eligibility: {},
      has_evidence: Object.keys(kept.evidence).length > 0,
      past_due: dispute.status === 'lost' && dispute.cause === 'no_response',
      submission_count: kept.submissions,
    },
    is_charge_refundable: isInquiry,
    livemode: at.livemode,
    metadata: { ...kept.metadata },
    network_reason_code: code,
    payment_intent: stored.paymentId,
    payment_method_details: {
      card: { brand, case_type: isInquiry ? 'inquiry' : 'chargeback', network: brand, network_reason_code: code },
      type: 'card',
    },
    reason,
    status: statusOf(dispute),
  };
}

/** Everything that can be said, and nothing where nothing was said. */
function evidenceOf({ evidence }: KeptDispute): Wire['DisputeEvidence'] {
  const said = (name: EvidenceName) => evidence[name] ?? null;
  return {
    access_activity_log: said('access_activity_log'),
    billing_address: said('billing_address'),
    cancellation_policy: said('cancellation_policy'),
    cancellation_policy_disclosure: said('cancellation_policy_disclosure'),
    cancellation_rebuttal: said('cancellation_rebuttal'),
    customer_communication: said('customer_communication'),
    customer_email_address: said('customer_email_address'),
    customer_name: said('customer_name'),
    customer_purchase_ip: said('customer_purchase_ip'),
    customer_signature: said('customer_signature'),
    duplicate_charge_documentation: said('duplicate_charge_documentation'),
    duplicate_charge_explanation: said('duplicate_charge_explanation'),
    duplicate_charge_id: said('duplicate_charge_id'),
    enhanced_evidence: {},
    product_description: said('product_description'),
    receipt: said('receipt'),
    refund_policy: said('refund_policy'),
    refund_policy_disclosure: said('refund_policy_disclosure'),
    refund_refusal_explanation: said('refund_refusal_explanation'),
    service_date: said('service_date'),
    service_documentation: said('service_documentation'),
    shipping_address: said('shipping_address'),
    shipping_carrier: said('shipping_carrier'),
    shipping_date: said('shipping_date'),
    shipping_documentation: said('shipping_documentation'),
    shipping_tracking_number: said('shipping_tracking_number'),
    uncategorized_file: said('uncategorized_file'),
    uncategorized_text: said('uncategorized_text'),
  };
}

type EvidenceName = Exclude<keyof Wire['DisputeEvidence'], 'enhanced_evidence'>;

// Whoever disputes by hand, in the console, may give any reason.
function reasonOf({ reason }: Dispute): Wire['Dispute']['reason'] {
  return reason === 'fraudulent' || reason === 'product_not_received' ? reason : 'general';
}

// Those of Visa: https://docs.stripe.com/disputes/categories
const NETWORK_CODES: Readonly<Record<Wire['Dispute']['reason'], string | null>> = {
  fraudulent: '10.4',
  product_not_received: '13.1',
  general: null,
};

/** Until when the merchant has to say something, or had to. */
function dueBy(dispute: Dispute): number {
  if (dispute.status === 'needs_response') return seconds(dispute.respondBy);
  return seconds(later(dispute.takenAt ?? dispute.at, policy.dispute.responseMs));
}

function statusOf(dispute: Dispute): Wire['Dispute']['status'] {
  const isInquiry = dispute.stage === 'inquiry';
  switch (dispute.status) {
    case 'needs_response':
      return isInquiry ? 'warning_needs_response' : 'needs_response';
    case 'under_review':
      return isInquiry ? 'warning_under_review' : 'under_review';
    case 'closed':
      return 'warning_closed';
    case 'won':
    case 'lost':
      return dispute.status;
    default:
      return unreachable(dispute);
  }
}
