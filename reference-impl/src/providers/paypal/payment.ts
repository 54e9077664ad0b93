import type {
  Decline,
  ProviderAuthorization,
  ProviderCapture,
  ProviderPayment,
  ProviderRefund,
  ProviderStatus,
} from '../../payments/outcome.ts';
import { instant } from '../../shop/ids.ts';
import { type Money, money } from '../../shop/money.ts';
import { asObject, type JsonObject, listField, textField, whole, wordField } from '../json.ts';
import { declineBy, isDecline } from './declines.ts';
import { amountIn, namesIn, payeeOf, refundNamesIn, unitOf } from './names.ts';
import { isFailed, leftToCapture, partsOf } from './parts.ts';

const ORDER_STATUSES = ['CREATED', 'SAVED', 'APPROVED', 'PAYER_ACTION_REQUIRED', 'VOIDED', 'COMPLETED'] as const;
const OPEN: readonly unknown[] = ['CREATED', 'PARTIALLY_CAPTURED', 'PENDING'];

/** What was told in neutral words; nothing when it does not have the shape it is described with. */
export function paymentOf(told: JsonObject | undefined): ProviderPayment | undefined {
  const order = asObject(told?.order);
  return told && order ? paymentOfOrder(order, textField(told, 'refused')) : undefined;
}

function paymentOfOrder(order: JsonObject, refused: string | undefined): ProviderPayment | undefined {
  const reference = textField(order, 'id');
  const unit = unitOf(order);
  const names = namesIn(unit && textField(unit, 'custom_id'));
  const amount = amountIn(unit);
  const attempts = partsOf(order, 'authorizations');
  const captures = whole(partsOf(order, 'captures'), (one) => captureOf(one, amount));
  const refunds = whole(partsOf(order, 'refunds'), (one) => refundOf(one, amount));
  const status = statusOf(order, refused);
  if (!reference || !names || !amount || !attempts || !captures || !refunds || !status) return undefined;
  const nothing = money(0n, amount.currency);
  const approved = attempts.filter((one) => one.status !== 'DENIED');
  const isHeld = approved.some((one) => OPEN.includes(one.status));
  const left = approved.length === 0 ? nothing : leftToCapture(order);
  const authorized = authorizedOf(order, approved, captures, amount);
  if (left?.currency !== amount.currency || authorized?.currency !== amount.currency) return undefined;
  const { environment, orderNumber, commandId } = names;
  const account = payeeOf(unit);
  const redirectUrl = status === 'action_required' ? approvalUrl(order) : undefined;
  return {
    ...{ reference, status, environment, orderNumber, commandId, amount, authorized },
    ...(account === undefined ? {} : { account }),
    capturable: isHeld ? left : nothing,
    ...{ captures, refunds, disputes: [] },
    authorizations: approved.flatMap((one, at) => authorizationOf(one, at === approved.length - 1) ?? []),
    ...(redirectUrl === undefined ? {} : { redirectUrl }),
    ...(status === 'declined' ? { decline: declineOf(order, refused) } : {}),
  };
}

function statusOf(order: JsonObject, refused: string | undefined): ProviderStatus | undefined {
  const word = wordField(order, 'status', ORDER_STATUSES);
  switch (word) {
    case 'CREATED':
    case 'SAVED':
    case 'PAYER_ACTION_REQUIRED':
      return 'action_required';
    case 'APPROVED':
      // Approved, and not paid: declined, or not what the shop has asked for, which is found out where all is compared.
      return refused !== undefined && isDecline(refused) ? 'declined' : 'processing';
    case 'VOIDED':
      return partsOf(order, 'authorizations')?.length === 0 ? 'cancelled' : 'voided';
    case 'COMPLETED':
      return order.intent === 'AUTHORIZE' ? statusOfHold(order) : statusOfCaptures(order);
    case undefined:
      return undefined;
  }
}

function statusOfHold(order: JsonObject): ProviderStatus | undefined {
  const attempts = partsOf(order, 'authorizations') ?? [];
  const last = attempts.findLast(({ status }) => status !== 'DENIED');
  const hasCaptures = partsOf(order, 'captures')?.some(({ status }) => !isFailed(status)) ?? false;
  if (last === undefined) return attempts.length === 0 ? undefined : 'declined';
  switch (last.status) {
    case 'PENDING':
      return 'processing';
    case 'CREATED':
    case 'PARTIALLY_CAPTURED':
      return hasCaptures ? 'partially_captured' : 'authorized';
    case 'CAPTURED':
      return 'captured';
    case 'VOIDED':
      return hasCaptures ? 'captured' : 'voided';
    default:
      return undefined;
  }
}

function statusOfCaptures(order: JsonObject): ProviderStatus | undefined {
  const captures = partsOf(order, 'captures') ?? [];
  const last = captures.at(-1);
  if (last === undefined) return undefined;
  if (isFailed(last.status)) return 'declined';
  return last.status === 'PENDING' ? 'processing' : 'captured';
}

/** What was consented to: the first hold, or what was taken at once. */
function authorizedOf(
  order: JsonObject,
  approved: readonly JsonObject[],
  captures: readonly ProviderCapture[],
  amount: Money,
): Money | undefined {
  if (order.intent === 'AUTHORIZE') {
    const [first] = approved.filter(({ status }) => status !== 'PENDING');
    return first ? amountIn(first) : money(0n, amount.currency);
  }
  const taken = captures
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, one) => sum + one.amount.minor, 0n);
  return money(taken, amount.currency);
}

const CAPTURE_STATUS: Readonly<Record<string, ProviderCapture['status']>> = {
  COMPLETED: 'succeeded',
  PARTIALLY_REFUNDED: 'succeeded',
  REFUNDED: 'succeeded',
  PENDING: 'pending',
  DECLINED: 'failed',
  FAILED: 'failed',
};

function captureOf(capture: JsonObject, payment: Money | undefined): ProviderCapture | undefined {
  const reference = textField(capture, 'id');
  const amount = amountIn(capture);
  const status = CAPTURE_STATUS[textField(capture, 'status') ?? ''];
  return reference && status && amount?.currency === payment?.currency && amount
    ? { reference, amount, status }
    : undefined;
}

const REFUND_STATUS: Readonly<Record<string, ProviderRefund['status']>> = {
  COMPLETED: 'succeeded',
  PENDING: 'pending',
  FAILED: 'failed',
  CANCELLED: 'failed',
};

function refundOf(refund: JsonObject, payment: Money | undefined): ProviderRefund | undefined {
  const reference = textField(refund, 'id');
  const amount = amountIn(refund);
  const status = REFUND_STATUS[textField(refund, 'status') ?? ''];
  if (!reference || !amount || amount.currency !== payment?.currency || !status) return undefined;
  const up = listField(refund, 'links')?.find(({ rel }) => rel === 'up');
  const [, captureReference] = /\/captures\/([A-Z0-9]{1,36})$/.exec((up && textField(up, 'href')) ?? '') ?? [];
  const commandId = refundNamesIn(textField(refund, 'custom_id'))?.commandId;
  return {
    ...{ reference, amount, status },
    ...(captureReference === undefined ? {} : { captureReference }),
    ...(commandId === undefined ? {} : { commandId }),
  };
}

function authorizationOf(one: JsonObject, isLast: boolean): ProviderAuthorization | undefined {
  const reference = textField(one, 'id');
  if (reference === undefined) return undefined;
  if (!OPEN.includes(one.status)) return { reference, status: isLast ? 'ended' : 'replaced' };
  const expiresAt = Date.parse(textField(one, 'expiration_time') ?? '');
  return Number.isNaN(expiresAt)
    ? { reference, status: 'open' }
    : { reference, status: 'open', expiresAt: instant(expiresAt) };
}

function declineOf(order: JsonObject, refused: string | undefined): Decline {
  const attempts = [...(partsOf(order, 'authorizations') ?? []), ...(partsOf(order, 'captures') ?? [])];
  const code = asObject(attempts.at(-1)?.processor_response)?.response_code;
  return declineBy(refused ?? (typeof code === 'string' ? code : undefined));
}

/** Where the customer approves; only an address that a browser can open is one. */
function approvalUrl(order: JsonObject): string | undefined {
  const found = listField(order, 'links')?.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
  const url = found && textField(found, 'href');
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
