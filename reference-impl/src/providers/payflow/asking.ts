import type { Rejection, Unknown } from '../../payments/outcome.ts';
import type { Conversation, Known } from '../../payments/provider.ts';
import type { HttpReply, HttpRequest } from '../../platform/http-client.ts';
import { type Inquiry, readInquiry, UNREADABLE } from './replies.ts';
import { type Finding, inquiryPairs, requestOf, type Tender } from './requests.ts';

/** How Payflow is asked. */
export type Say = Parameters<Conversation>[0];

/** What was asked for is none of Payflow's amounts. */
export const NOT_COUNTABLE = {
  kind: 'rejected',
  rejection: { about: 'request', code: 'amount_not_countable' },
} as const;
/** A page may have been made, or not. */
export const IN_PROGRESS: Unknown = { kind: 'unknown', why: 'in_progress' };

/** By what the customer pays. */
export function tenderOf({ purchase: { method } }: Known): Tender {
  return method === 'express_checkout' ? 'P' : 'C';
}

/** Says one thing, and reads the answer. */
export async function said<Read>(
  say: Say,
  request: HttpRequest,
  read: (reply: HttpReply) => Read,
): Promise<Read | Unknown | Readonly<{ kind: 'rejected'; rejection: Rejection }>> {
  const answered = await say(request);
  return answered.kind === 'replied' ? read(answered.reply) : answered;
}

/** How a transaction stands. */
export function inquire(say: Say, known: Known, finding: Finding): Promise<Inquiry> {
  const { currency } = known.purchase.amount;
  return said(say, requestOf(inquiryPairs(finding, tenderOf(known))), (reply) => readInquiry(reply, currency));
}

/** A transaction of which the shop has the name: that there is none by it is nothing that can be made sense of. */
export async function inquireKnown(
  say: Say,
  known: Known,
  pnref: string,
): Promise<Exclude<Inquiry, { kind: 'absent' }>> {
  const inquiry = await inquire(say, known, { pnref });
  if (inquiry.kind === 'absent') return UNREADABLE;
  return inquiry.kind === 'found' && inquiry.pnref !== pnref ? UNREADABLE : inquiry;
}
