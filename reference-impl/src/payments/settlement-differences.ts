import type { OrderId } from '../shop/ids.ts';
import { inWords, type Money } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import { amountOf } from './amounts.ts';
import type { Movement, SettlementLine, SettlementReport } from './settlement-report.ts';
import { isFollowUp, isPurchase, type PaymentTransaction } from './transaction.ts';

/** What of a report and of the shop's own transactions does not fit together. */
export type Difference =
  | Readonly<{ kind: 'unknown_payment'; line: SettlementLine }>
  | Readonly<{ kind: 'unknown_movement'; line: SettlementLine; orderId: OrderId }>
  | Readonly<{ kind: 'other_environment'; line: SettlementLine; orderId: OrderId; environment: string }>
  | Readonly<{ kind: 'order_differs'; line: SettlementLine; orderId: OrderId; expected: string }>
  | Readonly<{ kind: 'amount_differs'; line: SettlementLine; orderId: OrderId; expected: Money }>
  | Readonly<{ kind: 'not_finished_here'; line: SettlementLine; orderId: OrderId; state: string }>
  | Readonly<{ kind: 'line_does_not_add_up'; line: SettlementLine }>
  | Readonly<{ kind: 'twice'; line: SettlementLine }>
  | Readonly<{ kind: 'not_settled'; transaction: PaymentTransaction; orderNumber: string }>;

/** What there is to hold a report against. */
export type Books = Readonly<{
  environment: string;
  report: SettlementReport;
  /** Transactions of the orders that the report or its time are about, with their order's number. */
  transactions: readonly Readonly<{ transaction: PaymentTransaction; orderNumber: string }>[];
  /** References of movements that other reports of the integration have settled. */
  settledElsewhere: ReadonlySet<string>;
}>;

/** Everything that differs: line by line, and then what was taken here until then and settled nowhere. */
export function differencesOf(books: Books): readonly Difference[] {
  const { report } = books;
  const seen = new Set<string>();
  const inLines = report.lines.flatMap((line): readonly Difference[] => {
    const key = keyOf(line.movement, line.movementReference);
    if (seen.has(key)) return [{ kind: 'twice', line }];
    seen.add(key);
    const difference = differenceOf(books, line);
    return difference ? [difference] : [];
  });
  return [...inLines, ...notSettled(books, seen)];
}

/** How many lines of a report are in the payment history just so. */
export function matchedOf({ lines }: SettlementReport, differences: readonly Difference[]): number {
  return lines.length - differences.filter(({ kind }) => kind !== 'not_settled').length;
}

/** A difference in a sentence, with what to do about it. */
export function differenceInWords(difference: Difference): string {
  switch (difference.kind) {
    case 'unknown_payment':
      return `${told(difference.line)} is about a payment that this shop does not have. Ask the provider whose it is.`;
    case 'unknown_movement':
      return `${told(difference.line)} is not in the payment history. Ask the provider about the order, then look again.`;
    case 'other_environment':
      return `${told(difference.line)} is about a payment that was made in "${difference.environment}". It must not be paid out here.`;
    case 'order_differs':
      return `${told(difference.line)} names the order ${difference.line.orderNumber}; the payment belongs to ${difference.expected}.`;
    case 'amount_differs':
      return `${told(difference.line)} is ${inWords(positive(difference.line.gross))}; the payment history says ${inWords(difference.expected)}.`;
    case 'not_finished_here':
      return `${told(difference.line)} is settled, but ${difference.state} in the payment history. Ask the provider about the order.`;
    case 'line_does_not_add_up':
      return `${told(difference.line)} does not add up: ${inWords(difference.line.gross)} less ${inWords(difference.line.fee)} is not ${inWords(difference.line.net)}.`;
    case 'twice':
      return `${told(difference.line)} is in the report twice.`;
    case 'not_settled': {
      const { transaction, orderNumber } = difference;
      const taken = transaction.action === 'refund' ? 'was returned' : 'was taken';
      return `${inWords(amountOf(transaction))} of order ${orderNumber} ${taken} before this report and is in no report.`;
    }
    default:
      return unreachable(difference);
  }
}

function told({ movement, movementReference, orderNumber }: SettlementLine): string {
  return `The ${movement.replaceAll('_', ' ')} ${movementReference} (order ${orderNumber})`;
}

function differenceOf({ environment, transactions }: Books, line: SettlementLine): Difference | undefined {
  if (line.gross.minor - line.fee.minor !== line.net.minor) return { kind: 'line_does_not_add_up', line };
  const purchase = transactions.find(
    ({ transaction }) => isPurchase(transaction) && transaction.reference === line.paymentReference,
  );
  if (!purchase) return { kind: 'unknown_payment', line };
  const { orderId } = purchase.transaction;
  if (purchase.transaction.environment !== environment) {
    return { kind: 'other_environment', line, orderId, environment: purchase.transaction.environment };
  }
  if (purchase.orderNumber !== line.orderNumber) {
    return { kind: 'order_differs', line, orderId, expected: purchase.orderNumber };
  }
  const movement = transactions
    .map(({ transaction }) => transaction)
    .find((one) => one.orderId === orderId && isMovement(one, line, purchase.transaction));
  if (!movement) return { kind: 'unknown_movement', line, orderId };
  const expected = amountOf(movement);
  const amount = positive(line.gross);
  if (amount.currency !== expected.currency || amount.minor !== expected.minor) {
    return { kind: 'amount_differs', line, orderId, expected };
  }
  const { state } = movement.progress;
  const hasHappened = state === 'finished' || line.movement === 'refund_returned' || movement.action === 'dispute';
  return hasHappened ? undefined : { kind: 'not_finished_here', line, orderId, state };
}

/** Whether a transaction is what a line tells. What was taken at once has no capture of its own here. */
function isMovement(one: PaymentTransaction, line: SettlementLine, purchase: PaymentTransaction): boolean {
  if (line.movement === 'capture' && purchase.action === 'charge') return one.id === purchase.id;
  return one.reference === line.movementReference && one.action === ACTIONS[line.movement];
}

const ACTIONS: Readonly<Record<Movement, PaymentTransaction['action']>> = {
  capture: 'capture',
  refund: 'refund',
  refund_returned: 'refund',
  chargeback: 'dispute',
  chargeback_reversed: 'dispute',
};

/** What came in or went back here until then, in the report's currency, and is in no report. */
function notSettled({ report, transactions, settledElsewhere, environment }: Books, seen: ReadonlySet<string>) {
  const payments = new Set(report.lines.map(({ movement, paymentReference }) => keyOf(movement, paymentReference)));
  return transactions.flatMap(({ transaction, orderNumber }): readonly Difference[] => {
    const { progress, updatedAt, reference, amount } = transaction;
    if (transaction.environment !== environment || amount.currency !== report.currency) return [];
    if (progress.state !== 'finished' || updatedAt >= report.settledAt || reference === undefined) return [];
    if (transaction.action === 'charge') {
      const key = keyOf('capture', reference);
      return payments.has(key) || settledElsewhere.has(key) ? [] : [{ kind: 'not_settled', transaction, orderNumber }];
    }
    if (!isFollowUp(transaction) || (transaction.action !== 'capture' && transaction.action !== 'refund')) return [];
    const key = keyOf(transaction.action, reference);
    return seen.has(key) || settledElsewhere.has(key) ? [] : [{ kind: 'not_settled', transaction, orderNumber }];
  });
}

/** Names a movement, and for what was taken at once also its payment. */
export function keysOf({ movement, movementReference, paymentReference }: SettlementLine): readonly string[] {
  return [keyOf(movement, movementReference), keyOf(movement, paymentReference)];
}

function keyOf(movement: Movement, reference: string): string {
  return `${movement} ${reference}`;
}

function positive({ minor, currency }: Money): Money {
  return { minor: minor < 0n ? -minor : minor, currency };
}
