import type { Currency } from '../shop/currency.ts';
import type { TransactionId } from '../shop/ids.ts';
import type { Money } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import { capturable, refundable, remaining } from './amounts.ts';
import { canBeSourceOf } from './offered.ts';
import { isOfflineMethod } from './offline-method.ts';
import type { Operation, Rest } from './provider.ts';
import { type FollowUp, isFollowUp, isInFlight, isPledge, isPurchase, type PaymentTransaction } from './transaction.ts';

/**
 * Part of what is left, and how much was left when it was wanted: two wishes for the same part of the same rest are one
 * wish, and one for a part of a rest that is no longer there is nobody's.
 */
export type Part = Readonly<{ amount: Money; remaining: Money }>;

/** What a sales person wants done. Without a part it is all that is left. */
export type Wanted =
  | Readonly<{ action: 'capture'; part?: Part; rest?: Rest }>
  | Readonly<{ action: 'cancel'; note: string }>
  | Readonly<{ action: 'refund'; part?: Part; note: string }>
  /** `replaces` is the authorization that was seen, so that a second press does not replace the new one. */
  | Readonly<{ action: 're_authorize'; replaces: string }>
  | Readonly<{ action: 'invoice' }>;

/** What is to be stored and sent. */
export type Content =
  | Readonly<{ action: 'capture'; rest: Rest }>
  | Readonly<{ action: 'cancel'; note: string; of?: 'card_check' }>
  | Readonly<{ action: 'refund'; note: string }>
  | Readonly<{ action: 're_authorize'; replaces: string }>
  | Readonly<{ action: 'invoice' }>;

/** What becomes of a wish, before anybody is asked. */
export type Plan =
  /** It has been carried out, or is about to be: by another press, another person, or before a restart. */
  | Readonly<{ kind: 'existing'; transaction: FollowUp }>
  | Readonly<{ kind: 'wrong_state' }>
  /** Nobody knows yet what became of something else that was done to it. */
  | Readonly<{ kind: 'in_flight'; transaction: FollowUp }>
  | Readonly<{ kind: 'changed_meanwhile'; remaining: Money }>
  | Readonly<{ kind: 'exceeds_remaining'; remaining: Money }>
  | Readonly<{ kind: 'currency_mismatch'; currency: Currency }>
  | Readonly<{ kind: 'new'; amount: Money; wish: string; content: Content }>;

/** What becomes of a wish, by the transactions of its order. */
export function planOf(sourceId: TransactionId, wanted: Wanted, transactions: readonly PaymentTransaction[]): Plan {
  const source = transactions.find(({ id }) => id === sourceId);
  if (!source || !canBeSourceOf(wanted.action, source)) return { kind: 'wrong_state' };
  const left = wanted.action === 'refund' ? refundable(source, transactions) : leftOfHold(source, transactions);
  const part = 'part' in wanted ? wanted.part : undefined;
  if (part && (part.amount.currency !== left.currency || part.remaining.currency !== left.currency)) {
    return { kind: 'currency_mismatch', currency: left.currency };
  }
  const done = transactions
    .filter(isFollowUp)
    .filter((one) => one.sourceId === sourceId && one.origin.by === 'shop' && one.progress.state !== 'failed');
  const wish = wishFor(wanted, left);
  const existing = existingFor(wanted, left, wish, done);
  if (existing) return { kind: 'existing', transaction: existing };
  if (!isReady(wanted.action, source) || left.minor === 0n) return { kind: 'wrong_state' };
  const inFlight = done.find(isInFlight);
  if (inFlight) return { kind: 'in_flight', transaction: inFlight };
  if (part && part.remaining.minor !== left.minor) return { kind: 'changed_meanwhile', remaining: left };
  if (part && part.amount.minor > left.minor) return { kind: 'exceeds_remaining', remaining: left };
  if (wanted.action === 're_authorize' && isPurchase(source) && source.held?.reference !== wanted.replaces) {
    return { kind: 'changed_meanwhile', remaining: left };
  }
  const amount = part?.amount ?? left;
  return { kind: 'new', amount, wish, content: contentOf(wanted, source, amount.minor === left.minor) };
}

function isReady(action: Operation, { progress, reference, method }: PaymentTransaction): boolean {
  const isKnown = reference !== undefined || isOfflineMethod(method.id);
  return progress.state === (action === 'refund' ? 'finished' : 'open') && isKnown;
}

function leftOfHold(source: PaymentTransaction, transactions: readonly PaymentTransaction[]): Money {
  if (source.action === 'validate') return remaining(source, transactions);
  return isPurchase(source) || isPledge(source) ? capturable(source, transactions) : { ...source.amount, minor: 0n };
}

function wishFor(wanted: Wanted, left: Money): string {
  switch (wanted.action) {
    case 'capture':
    case 'refund': {
      const { amount, remaining } = wanted.part ?? { amount: left, remaining: left };
      return `${wanted.action} ${amount.minor} of ${remaining.minor}`;
    }
    case 'cancel':
    case 'invoice':
      return wanted.action;
    case 're_authorize':
      return `re_authorize ${wanted.replaces}`;
    default:
      return unreachable(wanted);
  }
}

/** What the same wish has come to already. A wish for all that is left is the last one when nothing is left. */
function existingFor(wanted: Wanted, left: Money, wish: string, done: readonly FollowUp[]): FollowUp | undefined {
  const same = done.find((one) => one.wish === wish);
  if (same) return same;
  const isForAll = (wanted.action === 'capture' || wanted.action === 'refund') && wanted.part === undefined;
  if (!isForAll) return undefined;
  const last = done.findLast(({ action }) => action === wanted.action);
  return last && (left.minor === 0n || isInFlight(last)) ? last : undefined;
}

function contentOf(wanted: Wanted, { action }: PaymentTransaction, isAll: boolean): Content {
  switch (wanted.action) {
    case 'capture':
      return { action: 'capture', rest: wanted.rest ?? (isAll ? 'release' : 'keep') };
    case 'cancel':
      return { action: 'cancel', note: wanted.note, ...(action === 'validate' ? { of: 'card_check' } : {}) };
    case 'refund':
      return { action: 'refund', note: wanted.note };
    case 're_authorize':
      return { action: 're_authorize', replaces: wanted.replaces };
    case 'invoice':
      return { action: 'invoice' };
    default:
      return unreachable(wanted);
  }
}
