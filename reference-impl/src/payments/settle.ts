import type { Instant, TransactionId } from '../shop/ids.ts';
import { inWords, type Money, money, sum } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { ProviderCapture, ProviderPayment } from './outcome.ts';
import {
  type FollowUp,
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
  purchase: Purchase,
  orderNumber: string,
  payment: ProviderPayment,
  occasion: Occasion,
): readonly PaymentTransaction[] {
  if (purchase.progress.state !== 'waiting') return [];
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
      if (payment.authorized.minor === 0n) return settled({ state: 'failed', failure: { kind: 'cancelled' } });
      if (purchase.action === 'authorize') return settleHold(purchase, [], payment, occasion);
      return settled(progressOfTakenAtOnce(purchase.amount, payment));
    default:
      return unreachable(payment.status);
  }
}

/**
 * What the provider's payment makes of a hold and of what was done to it: captures of ours that have come to an end, and
 * captures and releases that somebody made at the provider. Gives only what has changed, the hold first.
 */
export function settleHold(
  hold: Purchase,
  followUps: readonly FollowUp[],
  payment: ProviderPayment,
  occasion: Occasion,
): readonly PaymentTransaction[] {
  const changed: PaymentTransaction[] = [];
  const known = new Set(followUps.map(({ reference }) => reference));
  const unclaimed = payment.captures.filter(({ reference }) => !known.has(reference));
  for (const followUp of followUps) {
    if (followUp.action !== 'capture' || followUp.progress.state !== 'waiting') continue;
    const capture =
      payment.captures.find(({ reference }) => reference === followUp.reference) ??
      // Its answer was lost. A hold is captured by one command at a time, so a capture of that amount is its own.
      unclaimed.findLast(({ amount }) => amount.minor === followUp.amount.minor);
    if (!capture) continue;
    if (unclaimed.includes(capture)) unclaimed.splice(unclaimed.indexOf(capture), 1);
    changed.push(progressed(followUp, progressOfCapture(capture), occasion.at, capture.reference));
  }
  for (const { status, amount, reference } of unclaimed) {
    if (status === 'succeeded') changed.push(madeAtProvider(hold, 'capture', amount, reference, occasion));
  }
  const wasReleased = payment.status === 'voided' || payment.status === 'expired';
  const released = payment.authorized.minor - capturedIn(payment).minor;
  if (wasReleased && released > 0n && !followUps.some(({ action }) => action === 'cancel')) {
    const amount = money(released, payment.amount.currency);
    changed.push(madeAtProvider(hold, 'cancel', amount, `${payment.reference}-${payment.status}`, occasion));
  }
  const state = hold.progress.state === 'finished' || !isHeld(payment) ? 'finished' : 'open';
  if (state === hold.progress.state) return changed;
  return [progressed(hold, { state }, occasion.at, payment.reference), ...changed];
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
    ['mode', purchase.mode, payment.mode],
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

function progressOfCapture({ status }: ProviderCapture): Progress {
  switch (status) {
    case 'succeeded':
      return { state: 'finished' };
    case 'pending':
      return { state: 'waiting', waiting: { for: 'provider' } };
    case 'failed':
      return { state: 'failed', failure: { kind: 'rejected', code: 'capture_failed' } };
    default:
      return unreachable(status);
  }
}

function madeAtProvider(
  hold: Purchase,
  action: FollowUp['action'],
  amount: Money,
  reference: string,
  { at, draw }: Occasion,
): FollowUp {
  const { orderId, environment, mode, method } = hold;
  return {
    ...draw(),
    orderId,
    environment,
    mode,
    method,
    amount,
    action,
    reference,
    sourceId: hold.id,
    origin: { by: 'provider' },
    progress: { state: 'finished' },
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
}

function capturedIn({ captures, amount }: ProviderPayment): Money {
  const succeeded = captures.filter(({ status }) => status === 'succeeded');
  return sum(
    succeeded.map((capture) => capture.amount),
    amount.currency,
  );
}
