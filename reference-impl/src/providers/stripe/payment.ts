import type {
  ProviderAuthorization,
  ProviderCapture,
  ProviderDispute,
  ProviderPayment,
  ProviderRefund,
  ProviderStatus,
} from '../../payments/outcome.ts';
import { instant } from '../../shop/ids.ts';
import { type Money, money } from '../../shop/money.ts';
import { asObject, type JsonObject, listField, textField, whole, wordField } from '../json.ts';
import { fromUnits } from './amounts.ts';
import { declineOf, modeOf, namesOn, paymentOfPage } from './page.ts';
import { CAPTURE_PREFIX } from './requests.ts';

const INTENT_STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
] as const;

/** What was told in neutral words; nothing when it does not have the shape it is described with. */
export function paymentOf(told: JsonObject | undefined): ProviderPayment | undefined {
  const session = asObject(told?.session);
  if (session) return paymentOfPage(session);
  const intent = asObject(told?.intent);
  return told && intent ? paymentOfIntent(told, intent) : undefined;
}

function paymentOfIntent(told: JsonObject, intent: JsonObject): ProviderPayment | undefined {
  const charge = asObject(intent.latest_charge);
  const reference = textField(intent, 'id');
  const status = statusOf(intent, charge);
  const names = namesOn(intent);
  const mode = modeOf(intent);
  const amount = fromUnits(intent.amount, intent.currency);
  if (!reference || !status || !names || !mode || !amount) return undefined;
  const isHeld = isApproved(charge);
  const authorized = isHeld ? fromUnits(charge?.amount, charge?.currency) : money(0n, amount.currency);
  const capturable = fromUnits(intent.amount_capturable, intent.currency);
  const captures = capturesOf(intent, charge);
  const refunds = whole(listField(told, 'refunds')?.filter(isReturned), (refund) => refundOf(refund, amount));
  const disputes = whole(listField(told, 'disputes'), (dispute) => disputeOf(dispute, amount));
  if (!capturable || authorized?.currency !== amount.currency || !captures || !refunds || !disputes) return undefined;
  const decline = status === 'declined' ? declineOf(asObject(intent.last_payment_error)) : undefined;
  const sums = { amount, authorized, capturable, captures, refunds, disputes };
  const authorizations = charge && isHeld ? authorizationsOf(charge, status) : [];
  return { reference, mode, status, ...names, ...sums, authorizations, ...(decline ? { decline } : {}) };
}

function statusOf(intent: JsonObject, charge: JsonObject | undefined): ProviderStatus | undefined {
  const word = wordField(intent, 'status', INTENT_STATUSES);
  switch (word) {
    case 'requires_payment_method':
      return asObject(intent.last_payment_error) ? 'declined' : 'processing';
    case 'requires_confirmation':
    case 'requires_action':
    case 'processing':
      return 'processing';
    case 'requires_capture':
      return intent.amount_received === 0 ? 'authorized' : 'partially_captured';
    case 'succeeded':
      return 'captured';
    case 'canceled': {
      if (!isApproved(charge)) return 'cancelled';
      const { cancellation_reason: reason } = intent;
      return reason === 'automatic' || reason === 'expired' ? 'expired' : 'voided';
    }
    case undefined:
      return undefined;
  }
}

/** Stripe has one charge and what was captured of it in all; our own captures are told apart by what they left there. */
function capturesOf(intent: JsonObject, charge: JsonObject | undefined): readonly ProviderCapture[] | undefined {
  if (intent.amount_received === 0) return [];
  const captured = fromUnits(intent.amount_received, intent.currency);
  const reference = charge && textField(charge, 'id');
  if (!reference || !captured) return undefined;
  const status = 'succeeded';
  const ours = Object.entries(asObject(intent.metadata) ?? {}).flatMap(([key, text]) => {
    if (!key.startsWith(CAPTURE_PREFIX) || typeof text !== 'string' || !/^\d{1,15}$/.test(text)) return [];
    const amount = fromUnits(Number(text), intent.currency);
    return amount ? [{ reference: `${reference}-${key.slice(CAPTURE_PREFIX.length)}`, amount, status } as const] : [];
  });
  const rest = ours.reduce((left, { amount }) => left - amount.minor, captured.minor);
  if (rest < 0n) return [{ reference, amount: captured, status }];
  return rest === 0n ? ours : [...ours, { reference, amount: money(rest, captured.currency), status }];
}

const REFUND_STATUS: Readonly<Record<string, ProviderRefund['status']>> = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

/** What was held and never captured is given back as a refund too, and returns nothing. */
function isReturned({ reason }: JsonObject): boolean {
  return reason !== 'expired_uncaptured_charge';
}

function refundOf(refund: JsonObject, payment: Money): ProviderRefund | undefined {
  const reference = textField(refund, 'id');
  const amount = fromUnits(refund.amount, refund.currency);
  const status = REFUND_STATUS[textField(refund, 'status') ?? ''];
  if (!reference || amount?.currency !== payment.currency || !status) return undefined;
  const commandId = textField(asObject(refund.metadata) ?? {}, 'command');
  return commandId === undefined ? { reference, amount, status } : { reference, amount, status, commandId };
}

const DISPUTE_STATUS: Readonly<Record<string, ProviderDispute['status']>> = {
  warning_needs_response: 'open',
  warning_under_review: 'open',
  warning_closed: 'won',
  needs_response: 'open',
  under_review: 'open',
  prevented: 'won',
  won: 'won',
  lost: 'lost',
};

function disputeOf(dispute: JsonObject, payment: Money): ProviderDispute | undefined {
  const reference = textField(dispute, 'id');
  const amount = fromUnits(dispute.amount, dispute.currency);
  const reason = textField(dispute, 'reason');
  const status = DISPUTE_STATUS[textField(dispute, 'status') ?? ''];
  if (!reference || !reason || !status || amount?.currency !== payment.currency) return undefined;
  return { reference, amount, reason, status };
}

function authorizationsOf(charge: JsonObject, status: ProviderStatus): readonly ProviderAuthorization[] {
  const reference = textField(charge, 'id');
  if (reference === undefined) return [];
  if (status === 'expired') return [{ reference, status: 'expired' }];
  if (status !== 'authorized' && status !== 'partially_captured') return [{ reference, status: 'ended' }];
  const card = asObject(asObject(charge.payment_method_details)?.card);
  const before = card?.capture_before;
  return typeof before === 'number' && Number.isSafeInteger(before)
    ? [{ reference, status: 'open', expiresAt: instant(before * 1000) }]
    : [{ reference, status: 'open' }];
}

function isApproved(charge: JsonObject | undefined): boolean {
  return charge?.status === 'succeeded';
}
