import type { Refund } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { seconds } from './call.ts';
import { decodeDetails } from './codec.ts';
import { units } from './currency.ts';
import { chargeId, refundIdOf, transactionId } from './pointers.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The refund of this id, which is one of the payment's. */
export function renderRefund(stored: StoredPayment, id: string): Wire['Refund'] | undefined {
  const { payment } = stored;
  if (payment.state !== 'approved') return undefined;
  const refund = payment.refunds.find((made) => refundIdOf(made.id) === id);
  if (refund === undefined) return undefined;
  const kept = decodeDetails(stored).refunds[refund.id];
  const status = kept?.canceled === true && refund.status === 'failed' ? 'canceled' : statusOf(refund);
  return {
    id,
    object: 'refund',
    amount: units(refund.amount),
    balance_transaction: status === 'pending' ? null : transactionId(refund.id),
    charge: chargeId(payment.hold.id),
    created: seconds(refund.at),
    currency: refund.amount.currency.toLowerCase(),
    destination_details: {
      card: {
        reference_status: status === 'succeeded' ? 'pending' : 'unavailable',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
      type: 'card',
    },
    ...(status === 'failed' || status === 'canceled'
      ? {
          failure_balance_transaction: `${transactionId(refund.id)}f`,
          failure_reason: status === 'canceled' ? 'merchant_request' : failureOf(refund),
        }
      : {}),
    metadata: { ...kept?.metadata },
    payment_intent: stored.paymentId,
    ...(status === 'pending' ? { pending_reason: 'processing' } : {}),
    reason: kept?.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  };
}

function statusOf({ status }: Refund): Wire['Refund']['status'] {
  switch (status) {
    case 'pending':
    case 'succeeded':
    case 'failed':
      return status;
    case 'returned':
      return 'failed';
    default:
      return unreachable(status);
  }
}

// https://docs.stripe.com/refunds#failed-refunds
function failureOf(refund: Refund): string {
  if (!('failure' in refund)) return 'unknown';
  switch (refund.failure) {
    case 'account_closed':
      return 'expired_or_canceled_card';
    case 'declined_by_issuer':
    case 'returned_by_issuer':
      return 'declined';
    case 'insufficient_merchant_funds':
      return 'insufficient_funds';
    default:
      return 'unknown';
  }
}
