import type { Reading, Rejection, Unknown } from '../../payments/outcome.ts';
import type { CaptureCommand, Conversation, RefundCommand, VoidCommand } from '../../payments/provider.ts';
import type { HttpReply, HttpRequest } from '../../platform/http-client.ts';
import type { Pair } from './pairs.ts';
import { type Asked, type Found, paymentNeverPaid, paymentOf, paymentOnPage } from './payment.ts';
import { type Inquiry, readInquiry, readOperation, readToken } from './replies.ts';
import {
  capturePairs,
  type Finding,
  inquiryPairs,
  type Login,
  pageAddress,
  refundPairs,
  requestOf,
  tokenIdOf,
  tokenPairs,
  voidPairs,
} from './requests.ts';

/**
 * What the shop knows of a payment, which it has to bring along: Payflow tells of one transaction at a time, and never what
 * else was done to it. Captures and refunds are those whose PNREF is known; others are sent again under their own key.
 */
export type Known = Asked &
  Readonly<{
    login: Login;
    address: string;
    notificationUrl: string;
    /** Whether its token can still be paid with, by the shop's clock and the lifetime of tokens. */
    page: 'open' | 'ended';
    /** What Payflow calls the purchase, once somebody has paid; by the shop's own name it looks back thirty days only. */
    pnref?: string;
    captures: readonly string[];
    refunds: readonly Readonly<{ commandId: string; pnref: string }>[];
  }>;

type Say = Parameters<Conversation>[0];
type Done = Pick<Known, 'captures' | 'refunds'>;

// As many as are ever done to one payment; each is inquired about by itself.
const INQUIRIES_MAX = 100;
const NOT_COUNTABLE = { kind: 'rejected', rejection: { about: 'request', code: 'amount_not_countable' } } as const;
const UNREADABLE: Unknown = { kind: 'unknown', why: 'unreadable' };

/** Asks for a page to pay on. Sent again under its key, it is answered with the page that there is. */
export async function startPurchase(say: Say, known: Known): Promise<Reading> {
  const { command, notificationUrl, address } = known;
  const pairs = tokenPairs({ ...command, notificationUrl });
  if (!pairs) return NOT_COUNTABLE;
  const id = tokenIdOf(command);
  const read = (reply: HttpReply) => readToken(reply, id);
  const token = await said(say, requestOf(known.login, pairs, command.idempotencyKey), read);
  if (token.kind !== 'token') return token;
  return paymentOnPage(known, id, pageAddress(address, { id, value: token.value }));
}

/**
 * How a payment stands. A token is good for another card after one was declined, so nothing is over while its page is open:
 * neither by a decline nor because nobody has paid. Otherwise money could come for what the shop has given up.
 */
export async function lookUp(say: Say, known: Known): Promise<Reading> {
  const { command, captures, refunds } = known;
  if (captures.length + refunds.length > INQUIRIES_MAX) return UNREADABLE;
  const { pnref } = known;
  const purchase = await (pnref === undefined
    ? inquire(say, known, { commandId: command.commandId })
    : inquireKnown(say, known, pnref));
  const isUntouched = captures.length + refunds.length === 0;
  if (purchase.kind === 'absent') return isUntouched ? unpaid(say, known) : UNREADABLE;
  if (purchase.kind !== 'found') return purchase;
  if (purchase.standing === 'declined' && known.page === 'open') return startPurchase(say, known);
  const taken: Found[] = [];
  for (const pnref of captures) {
    const one = await inquireKnown(say, known, pnref);
    if (one.kind !== 'found') return one;
    taken.push(one);
  }
  const returned: Readonly<{ commandId: string; found: Found }>[] = [];
  for (const { commandId, pnref } of refunds) {
    const found = await inquireKnown(say, known, pnref);
    if (found.kind !== 'found') return found;
    returned.push({ commandId, found });
  }
  return paymentOf(known, { purchase, captures: taken, refunds: returned });
}

function unpaid(say: Say, known: Known): Promise<Reading> | Reading {
  return known.page === 'open' ? startPurchase(say, known) : paymentNeverPaid(known, tokenIdOf(known.command));
}

/** Captures, and looks at all of it afterwards. */
export function capture(say: Say, known: Known, command: CaptureCommand): Promise<Reading> {
  return operate(say, known, command, capturePairs(command), (pnref) => ({
    ...known,
    captures: withOne(known.captures, pnref),
  }));
}

/** Gives back the rest of a hold, and looks at all of it afterwards. */
export function release(say: Say, known: Known, command: VoidCommand): Promise<Reading> {
  return operate(say, known, command, voidPairs(command), () => known);
}

/** Returns an amount, and looks at all of it afterwards. */
export function refund(say: Say, known: Known, command: RefundCommand): Promise<Reading> {
  const { commandId } = command;
  return operate(say, known, command, refundPairs(command), (pnref) => {
    const others = known.refunds.filter((one) => one.pnref !== pnref);
    return { ...known, refunds: [...others, { commandId, pnref }] };
  });
}

async function operate(
  say: Say,
  known: Known,
  { paymentReference, idempotencyKey }: VoidCommand,
  pairs: readonly Pair[] | undefined,
  afterwards: (pnref: string) => Done,
): Promise<Reading> {
  if (!pairs) return NOT_COUNTABLE;
  const done = await said(say, requestOf(known.login, pairs, idempotencyKey), readOperation);
  if (done.kind !== 'taken') return done;
  return lookUp(say, { ...known, ...afterwards(done.pnref), pnref: paymentReference });
}

/** A transaction of which the shop has the name: that there is none by it is nothing that can be made sense of. */
async function inquireKnown(say: Say, known: Known, pnref: string): Promise<Exclude<Inquiry, { kind: 'absent' }>> {
  const inquiry = await inquire(say, known, { pnref });
  if (inquiry.kind === 'absent') return UNREADABLE;
  return inquiry.kind === 'found' && inquiry.pnref !== pnref ? UNREADABLE : inquiry;
}

function inquire(say: Say, { login, command }: Known, finding: Finding): Promise<Inquiry> {
  return said(say, requestOf(login, inquiryPairs(finding)), (reply) => readInquiry(reply, command.amount.currency));
}

async function said<Read>(
  say: Say,
  request: HttpRequest,
  read: (reply: HttpReply) => Read,
): Promise<Read | Unknown | Readonly<{ kind: 'rejected'; rejection: Rejection }>> {
  const answered = await say(request);
  return answered.kind === 'replied' ? read(answered.reply) : answered;
}

function withOne(all: readonly string[], one: string): readonly string[] {
  return all.includes(one) ? all : [...all, one];
}
