import { balances } from '../../engine/balances.ts';
import type { Payment } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails } from './codec.ts';
import type { components } from './wire.d.ts';

/** The status of an order. */
export type OrderStatus = components['schemas']['Order']['status'];

/** The status: read off the payment, never stored. */
export function statusOf(stored: Pick<StoredPayment, 'payment' | 'details'>): OrderStatus {
  const { payment } = stored;
  switch (payment.state) {
    case 'requested':
      return hasApproved(payment) ? 'APPROVED' : waiting(stored);
    case 'declined':
      if (lastOutcome(payment) === 'failed') return waiting(stored);
      // A card is tried once; with a wallet the buyer may choose something else.
      return decodeDetails(stored).source?.kind === 'card' ? 'COMPLETED' : 'APPROVED';
    case 'action_required':
      return waiting(stored);
    case 'processing':
      return 'COMPLETED';
    case 'cancelled':
      return 'VOIDED';
    case 'approved': {
      const { captured, capturing } = balances(payment);
      const isOver = payment.hold.status === 'voided' || payment.hold.status === 'expired';
      return isOver && captured === 0n && capturing === 0n ? 'VOIDED' : 'COMPLETED';
    }
    default:
      return unreachable(payment);
  }
}

/** Whether a buyer could approve it now, or once more. */
export function canBeApproved(stored: StoredPayment): boolean {
  const { payment } = stored;
  if (payment.state === 'declined') return statusOf(stored) !== 'COMPLETED';
  return payment.state === 'requested' && !hasApproved(payment);
}

function waiting({ details, payment }: Pick<StoredPayment, 'payment' | 'details'>): OrderStatus {
  const isChallenge = payment.state === 'action_required' && payment.action.kind === 'challenge';
  return isChallenge || decodeDetails({ details }).madeWith === 'source' ? 'PAYER_ACTION_REQUIRED' : 'CREATED';
}

function hasApproved(payment: Payment): boolean {
  return lastOutcome(payment) === 'approved';
}

function lastOutcome(payment: Payment) {
  return payment.pastActions.at(-1)?.outcome;
}
