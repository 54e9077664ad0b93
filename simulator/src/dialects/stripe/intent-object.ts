import { balances } from '../../engine/balances.ts';
import { money } from '../../engine/money.ts';
import type { Payment } from '../../engine/payment.ts';
import type { StoredPayment } from '../../store/store.ts';
import { seconds } from './call.ts';
import { latestCharge } from './charge-object.ts';
import { decodeDetails } from './codec.ts';
import { units } from './currency.ts';
import { declineError, NOT_AUTHENTICATED } from './declines.ts';
import { currentMethod, lastFailure, statusOf } from './intent-state.ts';
import { methodOf } from './method-object.ts';
import type { At } from './objects.ts';
import { chargeId } from './pointers.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** A payment intent as it is answered. */
export function renderIntent(stored: StoredPayment, at: At): Wire['PaymentIntent'] {
  const { payment } = stored;
  const details = decodeDetails(stored);
  const { currency } = payment.amount;
  const sums = balances(payment);
  const inUnits = (minor: bigint) => units(money(minor, currency));
  const canceledAt = canceled(payment);
  const isCanceled = statusOf(stored) === 'canceled';
  return {
    id: stored.paymentId,
    object: 'payment_intent',
    allowed_payment_method_types: details.allowRedirects === undefined ? [...details.methodTypes] : null,
    amount: units(amountOf(payment)),
    amount_capturable: inUnits(sums.capturable),
    amount_details: { tip: {} },
    amount_received: inUnits(sums.captured),
    application: null,
    application_fee_amount: null,
    automatic_payment_methods:
      details.allowRedirects === undefined ? null : { allow_redirects: details.allowRedirects, enabled: true },
    canceled_at: isCanceled && canceledAt !== undefined ? seconds(canceledAt.at) : null,
    cancellation_reason: isCanceled ? (details.cancellationReason ?? canceledAt?.reason ?? null) : null,
    capture_method: details.captureMethod,
    client_secret: `${stored.paymentId}_secret_${details.clientSecret}`,
    confirmation_method: details.confirmationMethod,
    created: seconds(stored.createdAt),
    currency: currency.toLowerCase(),
    customer: details.customer ?? null,
    description: details.description ?? null,
    last_payment_error: lastError(stored, at),
    latest_charge: latestCharge(stored),
    livemode: at.livemode,
    metadata: { ...details.metadata },
    next_action: nextAction(stored, at),
    on_behalf_of: null,
    payment_method: currentMethod(stored)?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: details.requestThreeDSecure,
      },
    },
    payment_method_types: [...details.methodTypes],
    processing: null,
    receipt_email: details.receiptEmail ?? null,
    review: null,
    setup_future_usage: details.setupFutureUsage ?? null,
    shipping: details.shipping ?? null,
    source: null,
    statement_descriptor: details.statementDescriptor ?? null,
    statement_descriptor_suffix: details.statementDescriptorSuffix ?? null,
    status: statusOf(stored),
    transfer_data: null,
    transfer_group: details.transferGroup ?? null,
  };
}

/** What was asked for: with what a hold has grown by. */
function amountOf(payment: Payment) {
  const grown = payment.state === 'approved' && payment.hold.increments.some(({ status }) => status === 'approved');
  return grown && payment.state === 'approved' ? payment.hold.amount : payment.amount;
}

function canceled(payment: Payment): Readonly<{ at: Payment['requestedAt']; reason: 'automatic' | null }> | undefined {
  if (payment.state === 'cancelled') return { at: payment.cancelledAt, reason: null };
  if (payment.state !== 'approved') return undefined;
  const voided = payment.voids.findLast(({ status }) => status === 'succeeded');
  if (voided !== undefined && 'decidedAt' in voided) return { at: voided.decidedAt, reason: null };
  return payment.hold.status === 'expired' ? { at: payment.hold.expiresAt, reason: 'automatic' } : undefined;
}

function nextAction({ payment, details, pageToken }: StoredPayment, { pages }: At): Wire['NextAction'] | null {
  if (payment.state !== 'action_required') return null;
  const url = `${pages}/pay/${pageToken}`;
  const { returnUrl } = decodeDetails({ details });
  if (returnUrl !== undefined) {
    return { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } };
  }
  const source = `src_${payment.action.id.slice(payment.action.id.indexOf('_') + 1)}`;
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { source, stripe_js: url, type: 'three_d_secure_redirect' },
  };
}

/** Why the last attempt came to nothing, with the payment method that it was made with. */
export function lastError(stored: StoredPayment, { livemode }: At): Wire['PaymentError'] | null {
  const failure = lastFailure(stored);
  if (failure === undefined) return null;
  const {
    code,
    message,
    decline_code: declineCode,
    advice_code: advice,
    param,
  } = failure.kind === 'declined' ? declineError(failure.decline) : NOT_AUTHENTICATED;
  const { method } = failure;
  return {
    code,
    message,
    type: failure.kind === 'declined' ? 'card_error' : 'invalid_request_error',
    ...(failure.kind === 'declined' ? { charge: chargeId(failure.authorization.id) } : {}),
    ...(declineCode === undefined ? {} : { decline_code: declineCode }),
    ...(advice === undefined ? {} : { advice_code: advice }),
    ...(param === undefined ? {} : { param }),
    doc_url: `https://docs.stripe.com/error-codes#${code.replaceAll('_', '-')}`,
    ...(method === undefined
      ? {}
      : {
          payment_method: methodOf(
            method.id,
            { allowRedisplay: 'unspecified', metadata: {}, ...method },
            { created: seconds(stored.createdAt), livemode },
          ),
        }),
  };
}
