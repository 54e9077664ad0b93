import type {
  Decline,
  ProviderAuthorization,
  ProviderCapture,
  ProviderDispute,
  ProviderPayment,
  ProviderRefund,
  ProviderStatus,
} from '../../payments/outcome.ts';
import { instant } from '../../shop/ids.ts';
import { type Money, money } from '../../shop/money.ts';
import { asObject, type JsonObject, listField, textField, wordField } from '../json.ts';
import { fromUnits } from './amounts.ts';
import { declineBy } from './declines.ts';
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
const SESSION_STATUSES = ['open', 'complete', 'expired'] as const;

type Seen = Readonly<{ session: JsonObject; intent?: JsonObject | undefined; charge?: JsonObject | undefined }>;

/** What was told of a session in neutral words; nothing when it does not have the shape it is described with. */
export function paymentOf(told: JsonObject | undefined): ProviderPayment | undefined {
  const session = asObject(told?.session);
  if (!told || !session) return undefined;
  const intent = asObject(session.payment_intent);
  const charge = asObject(intent?.latest_charge);
  if (intent && textField(intent, 'id') === undefined) return undefined;
  const metadata = asObject(session.metadata) ?? {};
  const reference = textField(session, 'id');
  const orderNumber = textField(session, 'client_reference_id');
  const environment = textField(metadata, 'environment');
  const mode = modeOf(session);
  const amount = fromUnits(session.amount_total, session.currency);
  const status = statusOf({ session, intent, charge });
  if (!reference || !orderNumber || !environment || !mode || !amount || !status) return undefined;
  const held = isApproved(charge) ? fromUnits(charge?.amount, charge?.currency) : undefined;
  const authorized = held ?? money(0n, amount.currency);
  const capturable = intent ? fromUnits(intent.amount_capturable, intent.currency) : money(0n, amount.currency);
  const captures = capturesOf(intent, charge, amount);
  const refunds = whole(listField(told, 'refunds')?.filter(isReturned), (refund) => refundOf(refund, amount));
  const disputes = whole(listField(told, 'disputes'), (dispute) => disputeOf(dispute, amount));
  if (!captures || !refunds || !disputes) return undefined;
  if (capturable?.currency !== amount.currency || authorized.currency !== amount.currency) return undefined;
  const commandId = textField(metadata, 'command');
  const redirectUrl = status === 'action_required' ? webAddress(textField(session, 'url')) : undefined;
  const decline = status === 'declined' ? declineOf(asObject(intent?.last_payment_error)) : undefined;
  return {
    reference,
    environment,
    mode,
    status,
    amount,
    orderNumber,
    authorized,
    capturable,
    captures,
    refunds,
    disputes,
    authorizations: charge && isApproved(charge) ? authorizationsOf(charge, status) : [],
    ...(commandId === undefined ? {} : { commandId }),
    ...(redirectUrl === undefined ? {} : { redirectUrl }),
    ...(decline === undefined ? {} : { decline }),
  };
}

/** Whether money is real, as every object of Stripe says. */
export function modeOf({ livemode }: JsonObject): 'live' | 'test' | undefined {
  if (typeof livemode !== 'boolean') return undefined;
  return livemode ? 'live' : 'test';
}

function statusOf({ session, intent, charge }: Seen): ProviderStatus | undefined {
  const state = wordField(session, 'status', SESSION_STATUSES);
  if (state === undefined) return undefined;
  if (!intent) return state === 'complete' ? undefined : state === 'open' ? 'action_required' : 'cancelled';
  const word = wordField(intent, 'status', INTENT_STATUSES);
  switch (word) {
    case 'requires_payment_method':
      // A card that was declined leaves the page open, on which the customer may try another.
      if (state === 'open') return 'action_required';
      return asObject(intent.last_payment_error) ? 'declined' : 'cancelled';
    case 'requires_confirmation':
    case 'requires_action':
      return state === 'open' ? 'action_required' : 'processing';
    case 'processing':
      return 'processing';
    case 'requires_capture':
      return intent.amount_received === 0 ? 'authorized' : 'partially_captured';
    case 'succeeded':
      return 'captured';
    case 'canceled':
      if (!isApproved(charge)) return 'cancelled';
      return intent.cancellation_reason === 'automatic' ? 'expired' : 'voided';
    case undefined:
      return undefined;
  }
}

/** Stripe has one charge and what was captured of it in all; our own captures are told apart by what they left there. */
function capturesOf(
  intent: JsonObject | undefined,
  charge: JsonObject | undefined,
  payment: Money,
): readonly ProviderCapture[] | undefined {
  if (!intent || intent.amount_received === 0) return [];
  const captured = fromUnits(intent.amount_received, intent.currency);
  const reference = charge && textField(charge, 'id');
  if (!reference || captured?.currency !== payment.currency) return undefined;
  const status = 'succeeded';
  const ours = Object.entries(asObject(intent.metadata) ?? {}).flatMap(([key, text]) => {
    if (!key.startsWith(CAPTURE_PREFIX) || typeof text !== 'string' || !/^\d{1,15}$/.test(text)) return [];
    const amount = fromUnits(Number(text), intent.currency);
    return amount ? [{ reference: `${reference}-${key.slice(CAPTURE_PREFIX.length)}`, amount, status } as const] : [];
  });
  const rest = ours.reduce((left, { amount }) => left - amount.minor, captured.minor);
  if (rest < 0n) return [{ reference, amount: captured, status }];
  return rest === 0n ? ours : [...ours, { reference, amount: money(rest, payment.currency), status }];
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

function declineOf(error: JsonObject | undefined): Decline {
  return declineBy(error ? [textField(error, 'decline_code'), textField(error, 'code')] : []);
}

/** Every item read, or nothing when one of them cannot be. */
function whole<Item>(
  list: readonly JsonObject[] | undefined,
  read: (item: JsonObject) => Item | undefined,
): readonly Item[] | undefined {
  const items = list?.flatMap((item) => read(item) ?? []);
  return items?.length === list?.length ? items : undefined;
}

/** Only an address that a browser opens as a page; anything else would run in the shop's name. */
function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? text : undefined;
}
