import type { IssuerAnswer } from '../engine/command.ts';
import { type Instant, later } from '../engine/ids.ts';
import type { DeclineCode, FinalAnswer } from '../engine/payment.ts';
import { adviceFor } from './test-cards.ts';

/** What a customer can pay with on the provider's pages. */
export const PAYMENT_METHODS = ['card', 'wallet', 'bank_transfer'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

// A transfer that is sent today has arrived tomorrow, or is known not to.
const TRANSFER_MS = 24 * 60 * 60 * 1000;

/** What a wallet says whose owner does not want to pay, or cannot. */
export const WALLET_DECLINES: FinalAnswer = declined('insufficient_funds');

/** What the bank says of a transfer: nothing yet, and later whether it has arrived. */
export function transferAnswer(becomes: 'arrives' | 'fails', now: Instant): IssuerAnswer {
  const outcome: FinalAnswer = becomes === 'arrives' ? { kind: 'approved' } : declined('insufficient_funds');
  return { kind: 'pending', reason: 'bank', plan: { when: 'later', decideAt: later(now, TRANSFER_MS), outcome } };
}

function declined(code: DeclineCode): FinalAnswer {
  return { kind: 'declined', decline: { code, advice: adviceFor(code) } };
}
