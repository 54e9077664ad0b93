import type {
  ProviderCapture,
  ProviderPayment,
  ProviderRefund,
  ProviderStatus,
  Reading,
  Unknown,
} from '../../payments/outcome.ts';
import type { PurchaseCommand } from '../../payments/provider.ts';
import { money } from '../../shop/money.ts';
import { unreachable } from '../../shop/unreachable.ts';
import type { Inquiry } from './replies.ts';
import { modeOf } from './requests.ts';

/** The answer to an inquiry about one transaction, if there is one. */
export type Found = Extract<Inquiry, { kind: 'found' }>;

/**
 * What Payflow has told about a payment, transaction by transaction: it never tells of all at once, so each command of the
 * shop's has been inquired about by itself.
 */
export type ToldOf = Readonly<{
  purchase: Found;
  /** Captures of a hold, in the order in which they were made. */
  captures: readonly Found[];
  refunds: readonly Readonly<{ commandId: string; found: Found }>[];
}>;

/** What the shop knows by itself: what it has asked for, and where; the address may say whether money is real. */
type Asked = Readonly<{ purchase: PurchaseCommand; address: string }>;

const UNREADABLE: Unknown = { kind: 'unknown', why: 'unreadable' };

/**
 * The payment as it stands. What it is for is what the shop has asked for under the name by which it was found; what has
 * been held and taken is what Payflow says. Nothing known when the two kinds of transactions do not go together.
 */
export function paymentOf({ purchase: command, address }: Asked, told: ToldOf): Reading {
  const { purchase } = told;
  const status = statusOf(command, purchase, told.captures);
  const nothing = money(0n, command.amount.currency);
  const amount = purchase.amount ?? command.amount;
  const isHeld = isApproved(purchase);
  const captures = isHeld ? capturesOf(command.action, purchase, told.captures) : [];
  const refunds = told.refunds.map(({ commandId, found }) => refundOf(found, commandId));
  const taken = captures
    ?.filter(({ status: one }) => one !== 'failed')
    .reduce((sum, one) => sum + one.amount.minor, 0n);
  if (!status || !captures || taken === undefined || refunds.includes(undefined)) return UNREADABLE;
  const isOpen = status === 'authorized' || status === 'partially_captured';
  const left = isHeld && isOpen && command.action === 'authorize' ? amount.minor - taken : 0n;
  if (left < 0n) return UNREADABLE;
  const { orderNumber, commandId, environment } = command;
  const payment: ProviderPayment = {
    ...{ reference: purchase.pnref, environment, ...modeIn(address), status, amount, orderNumber, commandId },
    authorized: isHeld ? amount : nothing,
    capturable: money(left, amount.currency),
    captures,
    refunds: refunds.flatMap((refund) => refund ?? []),
    disputes: [],
    authorizations:
      isHeld && status !== 'card_checked' ? [{ reference: purchase.pnref, status: isOpen ? 'open' : 'ended' }] : [],
    ...(purchase.standing === 'declined' ? { decline: purchase.decline } : {}),
  };
  return { kind: 'payment', payment };
}

/** A payment for which the customer has a page and has not paid yet, called by the name of its token until then. */
export function paymentOnPage(asked: Asked, reference: string, redirectUrl: string): Reading {
  return { kind: 'payment', payment: { ...withoutMoney(asked, reference), status: 'action_required', redirectUrl } };
}

/** A payment whose page has ended without anybody having paid. */
export function paymentNeverPaid(asked: Asked, reference: string): Reading {
  return { kind: 'payment', payment: { ...withoutMoney(asked, reference), status: 'cancelled' } };
}

function withoutMoney({ purchase, address }: Asked, reference: string): Omit<ProviderPayment, 'status'> {
  const { amount, orderNumber, commandId, environment } = purchase;
  const nothing = money(0n, amount.currency);
  const sums = { amount, authorized: nothing, capturable: nothing, captures: [], refunds: [], disputes: [] };
  return { reference, environment, ...modeIn(address), orderNumber, commandId, ...sums, authorizations: [] };
}

function modeIn(address: string): Pick<ProviderPayment, 'mode'> {
  const mode = modeOf(address);
  return mode === undefined ? {} : { mode };
}

function statusOf(
  { action, card }: PurchaseCommand,
  { standing }: Found,
  captures: readonly Found[],
): ProviderStatus | undefined {
  switch (standing) {
    case 'review':
      return 'processing';
    case 'declined':
      return 'declined';
    case 'failed':
      return 'cancelled';
    case 'voided':
      return captures.some(isApproved) ? 'captured' : 'voided';
    case 'taken':
      return action === 'charge' ? 'captured' : undefined;
    case 'held':
    case 'partly_captured':
      if (action === 'charge') return undefined;
      return captures.some(isApproved) ? 'partially_captured' : 'authorized';
    case 'captured':
      return action === 'authorize' ? 'captured' : undefined;
    case 'done':
      return card?.kind === 'check' ? 'card_checked' : undefined;
    default:
      return unreachable(standing);
  }
}

/** Whether the issuer has said yes to it, whatever has become of it since. */
function isApproved({ standing }: Found): boolean {
  return standing !== 'review' && standing !== 'declined' && standing !== 'failed';
}

function capturesOf(
  action: PurchaseCommand['action'],
  purchase: Found,
  captures: readonly Found[],
): readonly ProviderCapture[] | undefined {
  const all = action === 'charge' ? [purchase] : captures;
  const read = all.map((one) => captureOf(one));
  const known = read.flatMap((one) => one ?? []);
  return known.length === all.length ? known.filter(({ amount }) => amount.minor > 0n) : undefined;
}

function captureOf(found: Found): ProviderCapture | undefined {
  const { pnref: reference, amount } = found;
  const status = moneyStatusOf(found);
  return amount && status ? { reference, amount, status } : undefined;
}

function refundOf(found: Found, commandId: string): ProviderRefund | undefined {
  const capture = captureOf(found);
  return capture && { ...capture, commandId };
}

/** What has become of money that was taken or returned; what was voided has come to nothing. */
function moneyStatusOf({ standing }: Found): ProviderCapture['status'] | undefined {
  switch (standing) {
    case 'taken':
    case 'done':
      return 'succeeded';
    case 'review':
      return 'pending';
    case 'voided':
    case 'failed':
    case 'declined':
      return 'failed';
    case 'held':
    case 'partly_captured':
    case 'captured':
      return undefined;
    default:
      return unreachable(standing);
  }
}
