import { feeOf } from '../../engine/fees.ts';
import type { Instant } from '../../engine/ids.ts';
import { type Money, smaller, subtract, sum } from '../../engine/money.ts';
import type { Approved, Authorization, Capture, Refund } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { iso, processorResponse, SELLER_PROTECTION } from './authorization-object.ts';
import { decodeDetails } from './codec.ts';
import { renderMoney } from './currency.ts';
import { accountCode, wireId } from './ids.ts';
import { type At, link, PATHS } from './links.ts';
import { captureOfPart, captureWireId, isFirstCapture, shownAttempts } from './parts.ts';
import { policy } from './policy.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The capture that a part names, as it is shown by itself; undefined where there is none. */
export function renderCapture(stored: StoredPayment, part: string, at: At): Wire['Capture'] | undefined {
  const { payment, paymentId, merchantId } = stored;
  const payee = { merchant_id: accountCode(merchantId) };
  const capture = payment.state === 'approved' ? captureOfPart(payment, part) : undefined;
  if (capture === undefined || payment.state !== 'approved') {
    const attempt = shownAttempts(stored).find(({ id }) => id === part);
    if (attempt === undefined || payment.captureMode !== 'automatic') return undefined;
    const related = { related_ids: { order_id: paymentId } };
    return { ...attemptAsCapture(stored, attempt, at), supplementary_data: related, payee };
  }
  const authorization =
    payment.captureMode === 'manual' ? { authorization_id: wireId('authorization', capture.authorizationId) } : {};
  const related = { related_ids: { order_id: paymentId, ...authorization } };
  return { ...captureInOrder(stored, payment, capture, at), supplementary_data: related, payee };
}

/** Every capture of an order, oldest first: where money is taken at once, attempts that have come to nothing as well. */
export function capturesInOrder(stored: StoredPayment, at: At): readonly Wire['Capture'][] {
  const { payment } = stored;
  const made = payment.state === 'approved' ? payment.captures : [];
  const attempts = payment.captureMode === 'automatic' ? shownAttempts(stored) : [];
  const bare = attempts.filter(({ id }) => !made.some(({ authorizationId }) => authorizationId === id));
  return [
    ...bare.map((attempt) => attemptAsCapture(stored, attempt, at)),
    ...(payment.state === 'approved' ? made.map((capture) => captureInOrder(stored, payment, capture, at)) : []),
  ];
}

/** An attempt to take money at once that is not decided, or was declined. */
function attemptAsCapture(stored: StoredPayment, attempt: Authorization, at: At): Wire['Capture'] {
  const isDecided = attempt.status !== 'processing';
  const { source } = decodeDetails(stored);
  return {
    ...common(stored, {
      id: wireId('capture', attempt.id),
      status: isDecided ? 'DECLINED' : 'PENDING',
      reason: isDecided ? 'DECLINED_BY_PROCESSOR' : 'PENDING_REVIEW',
      amount: attempt.amount,
      final: true,
      at,
      times: [attempt.at, attempt.at],
    }),
    ...(source?.kind === 'card' ? processorResponse(attempt, source.card.responseCode) : {}),
  };
}

function captureInOrder(stored: StoredPayment, payment: Approved, capture: Capture, at: At): Wire['Capture'] {
  const { source, captures } = decodeDetails(stored);
  const status = captureStatus(payment, capture);
  const kept = captures[capture.id];
  const authorization = isFirstCapture(payment, capture)
    ? shownAttempts(stored).find(({ id }) => id === capture.authorizationId)
    : undefined;
  const reason = status === 'PENDING' ? 'OTHER' : status === 'DECLINED' ? 'DECLINED_BY_PROCESSOR' : undefined;
  return {
    ...common(stored, {
      id: captureWireId(payment, capture),
      status,
      reason,
      amount: capture.amount,
      final: kept?.final ?? capture.rest === 'release',
      invoiceId: kept?.invoiceId,
      at,
      times: [capture.at, 'decidedAt' in capture ? capture.decidedAt : capture.at],
    }),
    ...(capture.status === 'succeeded' ? { seller_receivable_breakdown: receivable(capture) } : {}),
    ...(source?.kind === 'card' && authorization !== undefined
      ? processorResponse(authorization, source.card.responseCode)
      : {}),
  };
}

type Common = Readonly<{
  id: string;
  status: Wire['Capture']['status'];
  reason: Wire['StatusDetails']['reason'] | undefined;
  amount: Money;
  final: boolean;
  invoiceId?: string | undefined;
  at: At;
  times: readonly [created: Instant, updated: Instant];
}>;

function common(stored: StoredPayment, is: Common): Wire['Capture'] {
  const { id, status, reason, amount, final, at, times } = is;
  const { unit } = decodeDetails(stored);
  const invoiceId = is.invoiceId ?? unit.invoiceId;
  const path = `${PATHS.capture}/${id}`;
  const [created, updated] = times;
  return {
    id,
    status,
    ...(reason === undefined ? {} : { status_details: { reason } }),
    amount: renderMoney(amount),
    final_capture: final,
    ...(invoiceId === undefined ? {} : { invoice_id: invoiceId }),
    ...(unit.customId === undefined ? {} : { custom_id: unit.customId }),
    seller_protection: SELLER_PROTECTION,
    create_time: iso(created),
    update_time: iso(updated),
    links: [
      link(at, 'self', path),
      ...(REFUNDABLE.has(status) ? [link(at, 'refund', `${path}/refund`, 'POST')] : []),
      link(at, 'up', `${PATHS.order}/${stored.paymentId}`),
    ],
  };
}

const REFUNDABLE: ReadonlySet<Wire['Capture']['status']> = new Set(['COMPLETED', 'PARTIALLY_REFUNDED']);

function captureStatus(payment: Approved, capture: Capture): Wire['Capture']['status'] {
  switch (capture.status) {
    case 'pending':
      return 'PENDING';
    case 'failed':
      return 'DECLINED';
    case 'succeeded': {
      const back = sum(
        refundsOf(payment, capture).flatMap(({ status, amount }) => (status === 'succeeded' ? [amount] : [])),
        capture.amount,
      );
      if (back.minor === 0n) return 'COMPLETED';
      return back.minor < capture.amount.minor ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
    }
    default:
      return unreachable(capture);
  }
}

/** The refunds out of a capture; what was refunded of the whole payment is out of the only one there is. */
export function refundsOf(payment: Approved, capture: Capture): readonly Refund[] {
  return payment.refunds.filter(
    ({ captureId }) => captureId === capture.id || (captureId === undefined && payment.captures.length === 1),
  );
}

function receivable({ id, amount, at }: Capture): Wire['ReceivableBreakdown'] {
  const fee = smaller(feeOf({ kind: 'capture', captureId: id, amount, at }, policy.fees), amount);
  return {
    gross_amount: renderMoney(amount),
    paypal_fee: renderMoney(fee),
    net_amount: renderMoney(subtract(amount, fee)),
  };
}
