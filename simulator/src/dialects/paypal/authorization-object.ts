import { later } from '../../engine/ids.ts';
import type { Authorization, Payment } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails } from './codec.ts';
import { renderMoney } from './currency.ts';
import { accountCode, wireId } from './ids.ts';
import { type At, link, PATHS } from './links.ts';
import { shownAttempts } from './parts.ts';
import { policy } from './policy.ts';
import { APPROVED_RESPONSE, declinedResponse } from './processor.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The authorization that a part names, as it is shown by itself; undefined where there is none. */
export function renderAuthorization(stored: StoredPayment, part: string, at: At): Wire['Authorization'] | undefined {
  const found = shownAttempts(stored).find(({ id }) => id === part);
  if (found === undefined || stored.payment.captureMode === 'automatic') return undefined;
  const related = { related_ids: { order_id: stored.paymentId } };
  const payee = { merchant_id: accountCode(stored.merchantId) };
  return { ...authorizationInOrder(stored, found, at), supplementary_data: related, payee };
}

/** The authorization as it is shown with its order. */
export function authorizationInOrder(
  stored: StoredPayment,
  authorization: Authorization,
  at: At,
): Wire['Authorization'] {
  const { payment } = stored;
  const { unit, source } = decodeDetails(stored);
  const status = authorizationStatus(payment, authorization);
  const id = wireId('authorization', authorization.id);
  const path = `${PATHS.authorization}/${id}`;
  const isOpen = status === 'CREATED' || status === 'PARTIALLY_CAPTURED';
  const until = 'expiresAt' in authorization ? authorization.expiresAt : later(authorization.at, HOLD_MS);
  return {
    id,
    status,
    ...(status === 'PENDING' ? { status_details: { reason: 'PENDING_REVIEW' } as const } : {}),
    ...(status === 'DENIED' ? { status_details: { reason: 'DECLINED_BY_PROCESSOR' } as const } : {}),
    amount: renderMoney(authorization.amount),
    ...(unit.invoiceId === undefined ? {} : { invoice_id: unit.invoiceId }),
    ...(unit.customId === undefined ? {} : { custom_id: unit.customId }),
    seller_protection: SELLER_PROTECTION,
    ...(source?.kind === 'card' ? processorResponse(authorization, source.card.responseCode) : {}),
    expiration_time: iso(until),
    create_time: iso(authorization.at),
    update_time: iso(authorization.at),
    links: [
      link(at, 'self', path),
      ...(isOpen
        ? [
            link(at, 'capture', `${path}/capture`, 'POST'),
            link(at, 'void', `${path}/void`, 'POST'),
            link(at, 'reauthorize', `${path}/reauthorize`, 'POST'),
          ]
        : []),
      link(at, 'up', `${PATHS.order}/${stored.paymentId}`),
    ],
  };
}

const HOLD_MS = policy.hold.lifetimeMs;

/** What a card's processor says of an attempt that it has answered. */
export function processorResponse(
  authorization: Authorization,
  responseCode: string | undefined,
): Readonly<{ processor_response?: Wire['ProcessorResponse'] }> {
  if (authorization.status === 'processing') return {};
  if (authorization.status !== 'declined') return { processor_response: APPROVED_RESPONSE };
  return { processor_response: declinedResponse(authorization.decline.code, responseCode) };
}

/** Merchants are protected from every complaint here. */
export const SELLER_PROTECTION: Wire['SellerProtection'] = {
  status: 'ELIGIBLE',
  dispute_categories: ['ITEM_NOT_RECEIVED', 'UNAUTHORIZED_TRANSACTION'],
};

/** The status of an authorization; one that has run out is shown as voided, as PayPal tells of it. */
export function authorizationStatus(payment: Payment, authorization: Authorization): Wire['Authorization']['status'] {
  switch (authorization.status) {
    case 'processing':
      return 'PENDING';
    case 'declined':
      return 'DENIED';
    case 'voided':
    case 'expired':
    case 'replaced':
      return 'VOIDED';
    case 'closed':
      return 'CAPTURED';
    case 'open': {
      const captures = payment.state === 'approved' ? payment.captures : [];
      const own = captures.filter(
        ({ authorizationId, status }) => authorizationId === authorization.id && status !== 'failed',
      );
      return own.length > 0 ? 'PARTIALLY_CAPTURED' : 'CREATED';
    }
    default:
      return unreachable(authorization);
  }
}

/** A time on the wire: whole seconds. */
export function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
