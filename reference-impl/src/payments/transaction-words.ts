import { inWords } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import { amountOf } from './amounts.ts';
import { isOfflineMethod } from './offline-method.ts';
import { isFollowUp, type PaymentTransaction, type Progress, type Waiting } from './transaction.ts';

/** What was wanted with a transaction, in a sentence. */
export function wantedInWords(transaction: PaymentTransaction): string {
  const { action, amount, method } = transaction;
  const money = inWords(amount);
  // A note stays with the order only when what it explains has happened.
  const isDone = transaction.progress.state === 'finished';
  const note = isDone && 'note' in transaction && transaction.note !== undefined ? ` "${transaction.note}"` : '';
  switch (action) {
    case 'validate':
      return `A card was to be checked with ${method.label}, to pay ${inWords(transaction.pays)} with it.`;
    case 'authorize':
      return `${money} was to be held with ${method.label}.`;
    case 'charge':
      return `${money} was to be taken with ${method.label}.`;
    case 'pending':
      return `The customer promised ${money} by ${method.label}.`;
    case 'capture':
      return isOfflineMethod(method.id)
        ? `${money} was said to have arrived.`
        : `${money} of the hold was to be captured.`;
    case 'cancel':
      if (transaction.of === 'card_check') return `What was to be paid with the card was called off.${note}`;
      return isOfflineMethod(method.id)
        ? `What is still to come was called off.${note}`
        : `The hold was to be given back.${note}`;
    case 'refund':
      return `${money} was to be returned.${note}`;
    case 're_authorize':
      return 'A fresh hold was asked for.';
    case 'dispute':
      return `${money} is contested.`;
    case 'invoice':
      return `An invoice for ${money} was sent.`;
    default:
      return unreachable(transaction);
  }
}

/** What became of it so far, in a sentence; nothing while it is only about to be sent. */
export function becameInWords(transaction: PaymentTransaction): string | undefined {
  const { progress } = transaction;
  switch (progress.state) {
    case 'waiting':
      return waitingInWords(progress.waiting);
    case 'open':
      return openInWords(transaction);
    case 'finished':
      return finishedInWords(transaction);
    case 'failed':
      return failedInWords(transaction, progress);
    default:
      return unreachable(progress);
  }
}

function openInWords(transaction: PaymentTransaction): string {
  const money = inWords(amountOf(transaction));
  if (transaction.action === 'dispute') return `The customer contests ${money} (${spaced(transaction.reason)}).`;
  if (transaction.action === 'pending') return `${money} is still to come.`;
  if (transaction.action === 'validate') return 'The card is good. Nothing is held or taken yet.';
  return transaction.action === 'invoice' ? `The invoice for ${money} is to be paid.` : `${money} is held.`;
}

function waitingInWords(waiting: Waiting): string | undefined {
  switch (waiting.for) {
    case 'answer':
      return undefined;
    case 'customer':
      return 'The customer was sent to the payment page.';
    case 'provider':
      return 'The provider is still working on it.';
    case 'reconciliation':
      return `No readable answer came (${spaced(waiting.why)}): it may have happened.`;
    case 'person': {
      const { about, expected, found } = waiting.mismatch;
      return `A person has to look: the ${spaced(about)} is ${found}, expected ${expected}.`;
    }
    default:
      return unreachable(waiting);
  }
}

/** Whether a cancel gives nothing back, because nothing was held. */
export function isCalledOff(transaction: PaymentTransaction): boolean {
  if (transaction.action !== 'cancel') return false;
  return transaction.of === 'card_check' || isOfflineMethod(transaction.method.id);
}

function finishedInWords(transaction: PaymentTransaction): string {
  const money = inWords(amountOf(transaction));
  switch (transaction.action) {
    case 'validate':
      return 'The card is good, and nothing more is to be paid with it.';
    case 'authorize':
      return 'Nothing is held any more.';
    case 'charge':
      return `${money} was taken.`;
    case 'capture':
      return `${money} was captured.`;
    case 'cancel':
      return isCalledOff(transaction) ? 'It was called off.' : 'The hold was given back.';
    case 'refund':
      return `${money} was returned to the customer.`;
    case 're_authorize':
      return 'A fresh hold took the place of the old one.';
    case 'dispute':
      return `The dispute over ${money} was lost.`;
    case 'pending':
      return 'Nothing is to come any more.';
    case 'invoice':
      return `The invoice for ${money} is settled.`;
    default:
      return unreachable(transaction);
  }
}

function failedInWords(transaction: PaymentTransaction, { failure }: Extract<Progress, { state: 'failed' }>): string {
  if (isFollowUp(transaction) && transaction.action === 'dispute') return 'The dispute was won.';
  switch (failure.kind) {
    case 'declined':
      return `The issuer declined (${spaced(failure.decline.code)}).`;
    case 'rejected':
      return `The provider refused it (${spaced(failure.code)}).`;
    case 'cancelled':
      return 'It was given up before it was approved.';
    case 'withheld':
      return `Nothing was sent (${spaced(failure.code)}).`;
    default:
      return unreachable(failure);
  }
}

function spaced(code: string): string {
  return code.replaceAll(/[_-]/g, ' ');
}
