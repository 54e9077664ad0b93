import type { Instant, TransactionId } from '../shop/ids.ts';
import { add, inWords, type Money, sameMoney, sum } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { ProviderPayment } from './outcome.ts';
import { settleCaptures, settleDisputes, settleRefunds, settleReleases, settleRenewals } from './settle-follow-ups.ts';
import {
  type CardPurchase,
  type FollowUp,
  type Held,
  type Mismatch,
  type Origin,
  type PaymentTransaction,
  type Progress,
  type Purchase,
  progressed,
} from './transaction.ts';

/** What a settlement needs from outside: the time, and names for transactions that the provider made known. */
export type Occasion = Readonly<{
  at: Instant;
  draw: () => Readonly<{ id: TransactionId; accessIdentifier: string }>;
}>;

/**
 * What the provider's payment makes of the purchase it was asked for: the purchase, and what else came to light, such as
 * a capture made at the provider. A purchase that is done stays done, whatever a late answer says.
 */
export function settlePurchase(
  asked: Purchase,
  orderNumber: string,
  payment: ProviderPayment,
  occasion: Occasion,
): readonly PaymentTransaction[] {
  if (asked.progress.state !== 'waiting') return [];
  const account = asked.account ?? payment.account;
  const purchase = account === undefined ? asked : { ...asked, account };
  const settled = (progress: Progress) => [progressed(purchase, progress, occasion.at, payment.reference)];
  const mismatch = mismatchOf(purchase, orderNumber, payment);
  if (mismatch) return settled({ state: 'waiting', waiting: { for: 'person', mismatch } });

  switch (payment.status) {
    case 'action_required':
      return payment.redirectUrl === undefined
        ? settled({ state: 'waiting', waiting: { for: 'provider' } })
        : settled({ state: 'waiting', waiting: { for: 'customer', redirectUrl: payment.redirectUrl } });
    case 'processing':
      return settled({ state: 'waiting', waiting: { for: 'provider' } });
    case 'declined': {
      const decline = payment.decline ?? { code: 'declined', advice: 'other_method' };
      return settled({ state: 'failed', failure: { kind: 'declined', decline } });
    }
    case 'cancelled':
      return settled({ state: 'failed', failure: { kind: 'cancelled' } });
    case 'voided':
    case 'expired':
    case 'authorized':
    case 'partially_captured':
    case 'captured':
    case 'card_checked':
      if (purchase.action === 'validate') return settled({ state: 'open' });
      if (payment.authorized.minor === 0n) return settled({ state: 'failed', failure: { kind: 'cancelled' } });
      if (purchase.action === 'authorize') return settleHold(purchase, [], payment, occasion);
      return [
        ...settled(progressOfTakenAtOnce(purchase.amount, payment)),
        ...settleCharge(purchase, [], payment, occasion),
      ];
    default:
      return unreachable(payment.status);
  }
}

/**
 * What the provider's payment makes of a hold and of what was done to it, here or by somebody at the provider. Gives only
 * what has changed, the hold first.
 */
export function settleHold(
  hold: CardPurchase,
  followUps: readonly FollowUp[],
  payment: ProviderPayment,
  occasion: Occasion,
): readonly PaymentTransaction[] {
  const told = { purchase: hold, payment, occasion };
  const still = isHeld(payment) ? 'held' : 'ended';
  const captures = settleCaptures(told, followUps);
  const latest = withChanges(followUps, captures);
  const changed = [
    ...captures,
    ...settleReleases(told, latest, still),
    ...settleRenewals(told, followUps, still),
    ...settleRefunds(told, latest),
    ...settleDisputes(told, followUps),
  ];
  const state = hold.progress.state === 'finished' || still === 'ended' ? 'finished' : 'open';
  const held = heldBy(hold, payment);
  if (state === hold.progress.state && isSameHold(held, hold.held)) return changed;
  const next = progressed(hold, { state }, occasion.at, payment.reference);
  return [held === undefined ? next : { ...next, held }, ...changed];
}

/** What the provider's payment makes of what was done, here or there, to a purchase that was taken at once. */
export function settleCharge(
  charge: Purchase,
  followUps: readonly FollowUp[],
  payment: ProviderPayment,
  occasion: Occasion,
): readonly PaymentTransaction[] {
  const told = { purchase: charge, payment, occasion };
  return [...settleRefunds(told, followUps), ...settleDisputes(told, followUps)];
}

function withChanges(before: readonly FollowUp[], changed: readonly FollowUp[]): readonly FollowUp[] {
  return [...new Map([...before, ...changed].map((one) => [one.id, one])).values()];
}

/** What is held as the provider tells it; once the hold has ended, as it was told last. */
function heldBy({ held }: Purchase, { authorizations, captures, capturable }: ProviderPayment): Held | undefined {
  const open = authorizations.find(({ status }) => status === 'open');
  if (!open) return held;
  const taken = captures.filter(({ status }) => status !== 'failed').map(({ amount }) => amount);
  const amount = add(capturable, sum(taken, capturable.currency));
  const { reference, expiresAt } = open;
  return expiresAt === undefined ? { reference, amount } : { reference, amount, expiresAt };
}

function isSameHold(left: Held | undefined, right: Held | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return (
    left.reference === right.reference && left.expiresAt === right.expiresAt && sameMoney(left.amount, right.amount)
  );
}

/** Whether money is still held; a capture the provider still works on may fail and leave the hold. */
function isHeld({ status, capturable, captures }: ProviderPayment): boolean {
  if (captures.some((capture) => capture.status === 'pending')) return true;
  switch (status) {
    case 'partially_captured':
      return capturable.minor > 0n;
    case 'captured':
    case 'voided':
    case 'expired':
    case 'cancelled':
    case 'declined':
      return false;
    case 'authorized':
    case 'card_checked':
    case 'processing':
    case 'action_required':
      return true;
    default:
      return unreachable(status);
  }
}

/** In what the provider's payment differs from what was asked for, if in anything. */
export function mismatchOf(purchase: Purchase, orderNumber: string, payment: ProviderPayment): Mismatch | undefined {
  const compared: readonly (readonly [Mismatch['about'], string, string])[] = [
    ['environment', purchase.environment, payment.environment],
    ['mode', purchase.mode, payment.mode ?? purchase.mode],
    // What one of the two does not say is not compared.
    ['account', purchase.account ?? payment.account ?? '', payment.account ?? purchase.account ?? ''],
    ['amount', inWords(purchase.amount), inWords(payment.amount)],
    ['order_number', orderNumber, payment.orderNumber],
    ['command', commandOf(purchase.origin), payment.commandId ?? ''],
  ];
  const differing = compared.find(([, expected, found]) => expected !== found);
  return differing && { about: differing[0], expected: differing[1], found: differing[2] };
}

function commandOf(origin: Origin): string {
  return origin.by === 'shop' ? origin.commandId : '';
}

function progressOfTakenAtOnce(asked: Money, payment: ProviderPayment): Progress {
  if (payment.status === 'authorized') return { state: 'waiting', waiting: { for: 'provider' } };
  const captured = capturedIn(payment);
  if (payment.status === 'captured' && captured.minor === asked.minor) return { state: 'finished' };
  if (captured.minor === 0n) return { state: 'failed', failure: { kind: 'cancelled' } };
  const mismatch = { about: 'captured_amount', expected: inWords(asked), found: inWords(captured) } as const;
  return { state: 'waiting', waiting: { for: 'person', mismatch } };
}

function capturedIn({ captures, amount }: ProviderPayment): Money {
  const succeeded = captures.filter(({ status }) => status === 'succeeded');
  return sum(
    succeeded.map((capture) => capture.amount),
    amount.currency,
  );
}
