import { balances } from '../../engine/balances.ts';
import { type Money, money } from '../../engine/money.ts';
import type { Payment } from '../../engine/payment.ts';
import type { StoredPayment } from '../../store/store.ts';
import { seconds } from './call.ts';
import { decodeDetails, type UsedMethod } from './codec.ts';
import { units } from './currency.ts';
import { declineError } from './declines.ts';
import { attempts, type MadeAttempt } from './intent-state.ts';
import { renderBilling, renderChecks } from './method-object.ts';
import type { At } from './objects.ts';
import { chargeId, disputeIdOf, transactionId } from './pointers.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The charge of this id, which is one of the payment's attempts. */
export function renderCharge(stored: StoredPayment, id: string, at: At): Wire['Charge'] | undefined {
  const made = attempts(stored).find(({ authorization }) => chargeId(authorization.id) === id);
  return made === undefined ? undefined : chargeOf(stored, made, at);
}

/** The last attempt that was made, if one was. */
export function latestCharge(stored: StoredPayment): string | null {
  const last = attempts(stored).at(-1);
  return last === undefined ? null : chargeId(last.authorization.id);
}

function chargeOf(stored: StoredPayment, { authorization, method }: MadeAttempt, at: At): Wire['Charge'] {
  const { payment } = stored;
  const details = decodeDetails(stored);
  const id = chargeId(authorization.id);
  const approved = payment.state === 'approved' && payment.hold.id === authorization.id ? payment : undefined;
  const sums = approved === undefined ? undefined : balances(approved);
  const { currency } = authorization.amount;
  const inUnits = (minor: bigint) => units(money(minor, currency));
  const failure = authorization.status === 'declined' ? declineError(authorization.decline) : undefined;
  const capture = approved?.captures.find(({ status }) => status === 'succeeded');
  const dispute = approved?.disputes.at(-1);
  const captured = sums?.captured ?? 0n;
  const refunded = sums?.refunded ?? 0n;
  const status = chargeStatus(authorization.status, failure !== undefined);
  return {
    id,
    object: 'charge',
    amount: units(authorization.amount),
    amount_captured: inUnits(captured),
    // What an uncaptured hold gives back is shown as refunded, as what is released after a partial capture is.
    amount_refunded: inUnits(refunded + (sums === undefined ? 0n : sums.released + sums.expired)),
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: capture === undefined ? null : transactionId(capture.id),
    billing_details: renderBilling(method.billing),
    calculated_statement_descriptor: status === 'succeeded' ? (details.statementDescriptor ?? 'ASSAY') : null,
    captured: captured > 0n,
    created: seconds(authorization.at),
    currency: currency.toLowerCase(),
    customer: details.customer ?? null,
    description: details.description ?? null,
    destination: null,
    dispute: dispute === undefined ? null : disputeIdOf(dispute.id),
    disputed: dispute !== undefined,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: at.livemode,
    metadata: { ...details.metadata },
    on_behalf_of: null,
    order: null,
    outcome: outcomeOf(authorization),
    paid: status === 'succeeded',
    payment_intent: stored.paymentId,
    payment_method: method.id,
    payment_method_details: { card: cardOf(stored, authorization, method, approved !== undefined), type: 'card' },
    receipt_email: details.receiptEmail ?? null,
    receipt_number: null,
    receipt_url: null,
    refunded: captured > 0n && refunded === captured,
    review: null,
    shipping: details.shipping ?? null,
    source: null,
    source_transfer: null,
    statement_descriptor: details.statementDescriptor ?? null,
    statement_descriptor_suffix: details.statementDescriptorSuffix ?? null,
    status,
    transfer_data: null,
    transfer_group: details.transferGroup ?? null,
  };
}

function chargeStatus(status: MadeAttempt['authorization']['status'], failed: boolean): Wire['Charge']['status'] {
  if (failed) return 'failed';
  return status === 'processing' ? 'pending' : 'succeeded';
}

function outcomeOf(authorization: MadeAttempt['authorization']): Wire['Outcome'] | null {
  if (authorization.status === 'processing') return null;
  const none = { advice_code: null, network_advice_code: null, network_decline_code: null };
  if (authorization.status !== 'declined') {
    return {
      ...none,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 23,
      seller_message: 'Payment complete.',
      type: 'authorized',
    };
  }
  const { code, decline_code: declineCode, advice_code: advice } = declineError(authorization.decline);
  const blocked = authorization.decline.code === 'suspected_fraud';
  return {
    ...none,
    advice_code: advice ?? null,
    network_status: blocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: blocked ? 'highest_risk_level' : (declineCode ?? code ?? null),
    risk_level: blocked ? 'highest' : 'normal',
    risk_score: blocked ? 93 : 23,
    seller_message: blocked
      ? 'Stripe blocked this payment as too risky.'
      : 'The bank did not return any further details with this decline.',
    type: blocked ? 'blocked' : 'issuer_declined',
  };
}

function cardOf(
  { payment, details }: StoredPayment,
  authorization: MadeAttempt['authorization'],
  { card }: UsedMethod,
  approved: boolean,
): Wire['ChargeCard'] {
  const { multicapture } = decodeDetails({ details });
  const amount: Money = authorization.amount;
  const manual = payment.captureMode === 'manual';
  const open = approved && manual && payment.state === 'approved' && payment.hold.status === 'open';
  return {
    amount_authorized: approved ? units(amount) : null,
    authorization_code: approved ? authorization.id.slice(-6).toUpperCase() : null,
    brand: card.brand,
    ...(open && payment.state === 'approved' ? { capture_before: seconds(payment.hold.expiresAt) } : {}),
    checks: renderChecks(card),
    country: card.country,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    extended_authorization: { status: 'disabled' },
    fingerprint: card.fingerprint,
    funding: card.funding,
    incremental_authorization: { status: manual ? 'available' : 'unavailable' },
    installments: null,
    last4: card.last4,
    mandate: null,
    multicapture: { status: multicapture ? 'available' : 'unavailable' },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: units(amount), status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: threeDSecure(payment, authorization),
    wallet: null,
  };
}

function threeDSecure(payment: Payment, { at }: MadeAttempt['authorization']): Wire['ChargeCard']['three_d_secure'] {
  const action = payment.pastActions.findLast((past) => past.at <= at);
  if (action?.outcome !== 'approved') return null;
  return { authentication_flow: 'challenge', result: 'authenticated', version: '2.2.0' };
}
