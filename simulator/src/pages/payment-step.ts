import type { PageDetails } from '../dialects/dialect.ts';
import type { Payment } from '../engine/payment.ts';
import { unreachable } from '../engine/unreachable.ts';
import type { WholeReply } from '../http/exchange.ts';
import { seeOther } from './html.ts';
import {
  cardPage,
  challengePage,
  donePage,
  type PageEnd,
  type PaymentStep,
  type PaymentView,
  transferPage,
  walletPage,
} from './payment-page.ts';

/** What there is to do. Once an attempt was made, whoever is asked again is asked by the bank, whatever the method. */
export function stepOf(payment: Payment, details: ReturnType<PageDetails['read']>): PaymentStep {
  if (payment.state !== 'action_required') return 'nothing';
  if (payment.action.kind === 'challenge' || details.conduct !== undefined) return 'prove_identity';
  switch (details.method) {
    case 'wallet':
      return 'approve_in_wallet';
    case 'bank_transfer':
      return 'send_transfer';
    case 'card':
    case undefined:
      return 'enter_card';
    default:
      return unreachable(details.method);
  }
}

/** After something was submitted: the next thing to do, or back to the shop. */
export function next(view: PaymentView): WholeReply {
  const { stored, returnUrl } = view;
  if (stored.payment.state === 'action_required') return seeOther(`/pay/${stored.pageToken}`);
  return returnUrl === undefined ? seeOther(`/pay/${stored.pageToken}`) : seeOther(returnUrl);
}

/** What the page shows when it is opened, or opened again. */
export function show(view: PaymentView): WholeReply {
  switch (view.step) {
    case 'enter_card':
      return cardPage(view);
    case 'prove_identity':
      return challengePage(view);
    case 'approve_in_wallet':
      return walletPage(view);
    case 'send_transfer':
      return transferPage(view);
    case 'nothing':
      return donePage(view, endOf(view.stored.payment));
    default:
      return unreachable(view.step);
  }
}

/** How the payment stands that the customer has nothing more to do with. */
function endOf(payment: Payment): PageEnd {
  switch (payment.state) {
    case 'approved':
      return { heading: 'Paid', sentence: 'This payment has been made.' };
    case 'declined':
      return {
        heading: 'Declined',
        sentence: 'This payment was declined. Nothing was taken from your account.',
      };
    case 'cancelled':
      return payment.reason === 'action_expired'
        ? {
            heading: 'Time is up',
            sentence: 'You had no more time to pay. This payment was cancelled. Nothing was taken from your account.',
          }
        : {
            heading: 'Cancelled',
            sentence: 'This payment was cancelled. Nothing was taken from your account.',
          };
    case 'processing':
      return payment.authorization.reason === 'bank'
        ? { heading: 'On its way', sentence: 'Your bank is at it. The shop will hear when the money has arrived.' }
        : UNDECIDED;
    case 'requested':
    case 'action_required':
      return UNDECIDED;
    default:
      return unreachable(payment);
  }
}

const UNDECIDED: PageEnd = {
  heading: 'Not decided yet',
  sentence: 'This payment is being looked at. The shop will hear how it went.',
};
