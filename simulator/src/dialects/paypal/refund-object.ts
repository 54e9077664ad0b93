import { sum, zero } from '../../engine/money.ts';
import type { Refund } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { iso } from './authorization-object.ts';
import { refundsOf } from './capture-object.ts';
import { decodeDetails } from './codec.ts';
import { renderMoney } from './currency.ts';
import { wireId } from './ids.ts';
import { type At, link, PATHS } from './links.ts';
import { captureWireId } from './parts.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The refund that a part names; undefined where there is none. */
export function renderRefund(stored: StoredPayment, part: string, at: At): Wire['Refund'] | undefined {
  const { payment } = stored;
  const refund = payment.state === 'approved' ? payment.refunds.find(({ id }) => id === part) : undefined;
  if (refund === undefined || payment.state !== 'approved') return undefined;
  const { unit, refunds } = decodeDetails(stored);
  const { invoiceId, customId = unit.customId, noteToPayer } = refunds[refund.id] ?? {};
  const id = wireId('refund', refund.id);
  const capture = payment.captures.find((one) => refundsOf(payment, one).includes(refund));
  const up = capture === undefined ? undefined : `${PATHS.capture}/${captureWireId(payment, capture)}`;
  const total = sum(
    (capture === undefined ? payment.refunds : refundsOf(payment, capture)).flatMap(({ status, amount }) =>
      status === 'succeeded' || status === 'pending' ? [amount] : [],
    ),
    refund.amount,
  );
  return {
    id,
    status: STATUS[refund.status],
    amount: renderMoney(refund.amount),
    ...(invoiceId === undefined ? {} : { invoice_id: invoiceId }),
    ...(customId === undefined ? {} : { custom_id: customId }),
    ...(noteToPayer === undefined ? {} : { note_to_payer: noteToPayer }),
    seller_payable_breakdown: {
      gross_amount: renderMoney(refund.amount),
      // The fee of the capture is kept: https://www.paypal.com/us/business/paypal-business-fees
      paypal_fee: renderMoney(zero(refund.amount)),
      net_amount: renderMoney(refund.amount),
      total_refunded_amount: renderMoney(total),
    },
    create_time: iso(refund.at),
    update_time: iso(updatedAt(refund)),
    links: [link(at, 'self', `${PATHS.refund}/${id}`), link(at, 'up', up ?? `${PATHS.order}/${stored.paymentId}`)],
  };
}

const STATUS: Readonly<Record<Refund['status'], Wire['Refund']['status']>> = {
  pending: 'PENDING',
  succeeded: 'COMPLETED',
  failed: 'FAILED',
  returned: 'FAILED',
};

function updatedAt(refund: Refund): number {
  switch (refund.status) {
    case 'pending':
      return refund.at;
    case 'succeeded':
    case 'failed':
      return refund.decidedAt;
    case 'returned':
      return refund.returnedAt;
    default:
      return unreachable(refund);
  }
}
