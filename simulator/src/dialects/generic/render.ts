import type { Environment } from '../../accounts/environment.ts';
import { balances } from '../../engine/balances.ts';
import type { Instant } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import {
  type Approved,
  type Authorization,
  authorizations,
  type Decline,
  type DeclineCode,
  type Dispute,
  type Payment,
} from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails } from './codec.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The payment in the generic provider's words; `pages` is the base address of the pages that customers see. */
export function renderPayment(stored: StoredPayment, environment: Environment, pages: string): Wire['Payment'] {
  const { payment } = stored;
  const details = decodeDetails(stored);
  const approved = payment.state === 'approved' ? payment : undefined;
  return {
    id: payment.id,
    environment: stored.environment,
    mode: environment.mode,
    status: statusOf(payment),
    amount: renderMoney(payment.amount),
    captureMode: payment.captureMode,
    method: details.method ?? 'card',
    reference: stored.reference,
    ...(details.description === undefined ? {} : { description: details.description }),
    metadata: { ...details.metadata },
    createdAt: iso(payment.requestedAt),
    balances: renderBalances(payment),
    ...(details.card === undefined ? {} : { card: details.card }),
    ...(payment.state === 'action_required'
      ? {
          action: {
            kind: payment.action.kind,
            url: `${pages}/pay/${stored.pageToken}`,
            expiresAt: iso(payment.action.expiresAt),
          },
        }
      : {}),
    ...(payment.state === 'declined' ? { decline: renderDecline(payment.decline) } : {}),
    authorizations: authorizations(payment).map(renderAuthorization),
    captures: approved === undefined ? [] : approved.captures.map((capture) => renderCapture(capture, approved)),
    refunds: (approved?.refunds ?? []).map((refund) => renderRefund(refund, details.refundReasons?.[refund.id])),
    disputes: (approved?.disputes ?? []).map(renderDispute),
  };
}

/** The generic status: read off the payment, never stored. */
export function statusOf(payment: Payment): Wire['PaymentStatus'] {
  switch (payment.state) {
    case 'requested':
    case 'processing':
      return 'processing';
    case 'action_required':
    case 'declined':
    case 'cancelled':
      return payment.state;
    case 'approved': {
      if (payment.amount.minor === 0n) return 'card_checked';
      const { captured } = balances(payment);
      const { status } = payment.hold;
      if (status === 'open') return captured > 0n ? 'partially_captured' : 'authorized';
      if (captured > 0n || status === 'closed') return 'captured';
      return status;
    }
    default:
      return unreachable(payment);
  }
}

function renderBalances(payment: Payment): Wire['Balances'] {
  const { currency, overCaptured: _, ...amounts } = balances(payment);
  return {
    currency,
    authorized: Number(amounts.authorized),
    capturable: Number(amounts.capturable),
    capturing: Number(amounts.capturing),
    captured: Number(amounts.captured),
    released: Number(amounts.released),
    expired: Number(amounts.expired),
    refundable: Number(amounts.refundable),
    refunding: Number(amounts.refunding),
    refunded: Number(amounts.refunded),
    disputed: Number(amounts.disputed),
  };
}

function renderAuthorization(authorization: Authorization): Wire['Authorization'] {
  const { id, amount, status, at } = authorization;
  const expiresAt = 'expiresAt' in authorization ? { expiresAt: iso(authorization.expiresAt) } : {};
  return { id, amount: renderMoney(amount), status, at: iso(at), ...expiresAt };
}

function renderCapture(capture: Approved['captures'][number], payment: Approved): Wire['Capture'] {
  const { id, authorizationId, amount, status, at } = capture;
  const settled = payment.settled.find((entry) => entry.kind === 'capture' && entry.captureId === id);
  return {
    id,
    authorizationId,
    amount: renderMoney(amount),
    status,
    at: iso(at),
    ...(status === 'failed' ? { failure: capture.failure } : {}),
    ...(settled === undefined ? {} : { payoutId: settled.payoutId }),
  };
}

function renderRefund(refund: Approved['refunds'][number], reason: string | undefined): Wire['Refund'] {
  const { id, captureId, amount, status, at } = refund;
  return {
    id,
    ...(captureId === undefined ? {} : { captureId }),
    amount: renderMoney(amount),
    status: status === 'returned' ? 'failed' : status,
    ...(reason === undefined ? {} : { reason }),
    at: iso(at),
    ...(status === 'failed' || status === 'returned' ? { failure: refund.failure } : {}),
  };
}

function renderDispute(dispute: Dispute): Wire['Dispute'] {
  const { id, amount, reason, at } = dispute;
  return {
    id,
    amount: renderMoney(amount),
    reason,
    status: disputeStatus(dispute),
    at: iso(at),
    ...(dispute.status === 'needs_response' ? { respondBy: iso(dispute.respondBy) } : {}),
  };
}

function disputeStatus(dispute: Dispute): Wire['Dispute']['status'] {
  if (dispute.status === 'needs_response') return dispute.stage === 'inquiry' ? 'inquiry' : 'open';
  return dispute.status;
}

const DECLINE_MESSAGES: Readonly<Record<DeclineCode, string>> = {
  do_not_honor: 'The issuer declined without saying why.',
  insufficient_funds: 'The account does not hold enough.',
  lost_card: 'The card was reported lost.',
  stolen_card: 'The card was reported stolen.',
  expired_card: 'The card has expired.',
  incorrect_cvc: 'The security code is wrong.',
  invalid_number: 'This is not a card number.',
  processing_error: 'The issuer could not process the request.',
  authentication_failed: 'The customer did not pass the challenge.',
  suspected_fraud: 'The issuer suspects fraud.',
  amount_limit_exceeded: 'The amount is above the limit of the card.',
  test_card_in_live_environment: 'This is a test card, and money is real in this environment.',
  real_card_in_test_environment: 'This is not a test card, and this environment takes only test cards.',
};

/** What to tell the customer about a decline. */
export function declineMessage(code: DeclineCode): string {
  return DECLINE_MESSAGES[code];
}

function renderDecline(decline: Decline): Wire['Decline'] {
  return { code: decline.code, message: declineMessage(decline.code), advice: decline.advice };
}

function renderMoney(amount: Money): Wire['Money'] {
  return { minor: Number(amount.minor), currency: amount.currency };
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
