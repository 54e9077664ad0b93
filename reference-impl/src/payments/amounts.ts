import { type Money, money } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import { paidByCard } from './card-check.ts';
import { type FollowUp, isFollowUp, type PaymentTransaction, type Pledge, type Purchase } from './transaction.ts';

/** What of a purchase is held, was taken or is promised; less than was asked for when the issuer approved a part only. */
export function heldAmount(source: Purchase | Pledge): Money {
  return 'held' in source && source.held ? source.held.amount : source.amount;
}

/** What a transaction stands for now. */
export function amountOf(transaction: PaymentTransaction): Money {
  return isFollowUp(transaction) ? transaction.amount : heldAmount(transaction);
}

/** What can still be captured of a hold, or received of a pledge. What is under way counts as taken, as it may have happened. */
export function capturable(hold: Purchase | Pledge, transactions: readonly PaymentTransaction[]): Money {
  return less(heldAmount(hold), takenBy('capture', hold, transactions));
}

/** What can still be returned of a capture, or of a purchase that was taken at once. */
export function refundable(source: PaymentTransaction, transactions: readonly PaymentTransaction[]): Money {
  return less(amountOf(source), takenBy('refund', source, transactions));
}

/** What is left to do something with: to capture of a hold, to return of what was taken; nothing of all else. */
export function remaining(transaction: PaymentTransaction, transactions: readonly PaymentTransaction[]): Money {
  const { state } = transaction.progress;
  switch (transaction.action) {
    case 'validate':
      return state === 'open' && !paidByCard(transaction.id, transactions) ? transaction.pays : nothingOf(transaction);
    case 'authorize':
    case 'pending':
      return state === 'open' ? capturable(transaction, transactions) : nothingOf(transaction);
    case 'charge':
    case 'capture':
      return state === 'finished' ? refundable(transaction, transactions) : nothingOf(transaction);
    case 'cancel':
    case 'refund':
    case 're_authorize':
    case 'dispute':
    case 'invoice':
      return nothingOf(transaction);
    default:
      return unreachable(transaction);
  }
}

function takenBy(
  action: FollowUp['action'],
  source: PaymentTransaction,
  transactions: readonly PaymentTransaction[],
): bigint {
  return transactions
    .filter(isFollowUp)
    .filter((one) => one.action === action && one.sourceId === source.id && one.progress.state !== 'failed')
    .reduce((total, { amount }) => total + amount.minor, 0n);
}

function less(amount: Money, taken: bigint): Money {
  return money(amount.minor > taken ? amount.minor - taken : 0n, amount.currency);
}

function nothingOf({ amount }: PaymentTransaction): Money {
  return money(0n, amount.currency);
}
