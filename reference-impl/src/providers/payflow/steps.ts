import type { Reading, Rejection, Unknown } from '../../payments/outcome.ts';
import type { CaptureCommand, Conversation, Known, RefundCommand, VoidCommand } from '../../payments/provider.ts';
import type { HttpReply, HttpRequest } from '../../platform/http-client.ts';
import { unreachable } from '../../shop/unreachable.ts';
import type { Pair } from './pairs.ts';
import { type Found, paymentNeverPaid, paymentOf, paymentOnPage } from './payment.ts';
import { type Inquiry, isPnref, readInquiry, readOperation, readToken } from './replies.ts';
import {
  capturePairs,
  type Finding,
  inquiryPairs,
  pageAddress,
  refundPairs,
  requestOf,
  tokenIdOf,
  tokenPairs,
  voidPairs,
} from './requests.ts';

type Say = Parameters<Conversation>[0];
type Done = Pick<Known, 'captures' | 'refunds' | 'unanswered'>;

// As many as are ever done to one payment; each is inquired about by itself.
const INQUIRIES_MAX = 100;
const NOT_COUNTABLE = { kind: 'rejected', rejection: { about: 'request', code: 'amount_not_countable' } } as const;
const UNREADABLE: Unknown = { kind: 'unknown', why: 'unreadable' };
const IN_PROGRESS: Unknown = { kind: 'unknown', why: 'in_progress' };
// https://developer.paypal.com/docs/payflow/integration-guide/secure-token/
const TOKEN_LIFETIME_MS = 30 * 60 * 1000;
// Later than this no token is asked for, so that the last one ends a lifetime after it at the latest.
const ASKING_MAX_MS = 10 * 60 * 1000;

/** Asks for a page to pay on. Sent again under its key, it is answered with the page that there is. */
export async function startPurchase(say: Say, known: Known): Promise<Reading> {
  const { purchase, notificationUrl, address } = known;
  const pairs = tokenPairs({ ...purchase, notificationUrl });
  if (!pairs) return NOT_COUNTABLE;
  const id = tokenIdOf(purchase);
  const read = (reply: HttpReply) => readToken(reply, id);
  const token = await said(say, requestOf(pairs, purchase.idempotencyKey), read);
  if (token.kind !== 'token') return token;
  return paymentOnPage(known, id, pageAddress(address, { id, value: token.value }));
}

/**
 * How a payment stands. A token is good for another card after one was declined, so nothing is over while its page is open:
 * neither by a decline nor because nobody has paid. Otherwise money could come for what the shop has given up.
 */
export async function lookUp(say: Say, known: Known): Promise<Reading> {
  const { unanswered, refunds, reference } = known;
  if (known.captures.length + unanswered.length + refunds.length > INQUIRIES_MAX) return UNREADABLE;
  const purchase = await (isPnref(reference)
    ? inquireKnown(say, known, reference)
    : inquire(say, known, { commandId: known.purchase.commandId }));
  const isUntouched = known.captures.length + unanswered.length + refunds.length === 0;
  if (purchase.kind === 'absent') return isUntouched ? unpaid(say, known) : UNREADABLE;
  if (purchase.kind !== 'found') return purchase;
  if (purchase.standing === 'declined' && pageOf(known) !== 'ended') return unpaid(say, known);
  const captures = await capturesWith(say, known);
  if (!('made' in captures)) return captures;
  const taken: Found[] = [];
  for (const pnref of captures.made) {
    const one = await inquireKnown(say, known, pnref);
    if (one.kind !== 'found') return one;
    taken.push(one);
  }
  const returned: Readonly<{ commandId: string; found: Found }>[] = [];
  for (const { commandId, reference: pnref } of refunds) {
    const found = await inquireKnown(say, known, pnref);
    if (found.kind !== 'found') return found;
    returned.push({ commandId, found });
  }
  // Told again after that, the purchase says what the captures have made of it.
  const after = unanswered.length === 0 ? purchase : await inquireKnown(say, known, purchase.pnref);
  return after.kind === 'found' ? paymentOf(known, { purchase: after, captures: taken, refunds: returned }) : after;
}

/**
 * The captures by their names. One whose answer was lost is sent again under its own key, which tells its name: without it,
 * what it has taken would look given back. To be refused means that it was never made.
 */
async function capturesWith(say: Say, known: Known): Promise<Readonly<{ made: readonly string[] }> | Unknown> {
  let made = known.captures;
  for (const command of known.unanswered) {
    const pairs = capturePairs(command);
    const done = pairs && (await said(say, requestOf(pairs, command.idempotencyKey), readOperation));
    if (done?.kind === 'unknown') return done;
    if (done?.kind === 'rejected' && done.rejection.about !== 'state') return UNREADABLE;
    if (done?.kind === 'taken') made = withOne(made, done.pnref);
  }
  return { made };
}

/** Nobody has paid, or not with that card: there is the page, or there was one. */
function unpaid(say: Say, known: Known): Promise<Reading> | Reading {
  const page = pageOf(known);
  switch (page) {
    case 'open':
      return startPurchase(say, known);
    case 'unknown':
      return IN_PROGRESS;
    case 'ended':
      return paymentNeverPaid(known, tokenIdOf(known.purchase));
    default:
      return unreachable(page);
  }
}

/**
 * Whether a token can still be paid with, by the shop's clock. Where it is not known whether there is one, none is made any
 * more after a while, and nobody gives up before the last one has ended.
 */
function pageOf({ now, wishedAt, reference }: Known): 'open' | 'unknown' | 'ended' {
  const age = now - wishedAt;
  if (age >= ASKING_MAX_MS + TOKEN_LIFETIME_MS) return 'ended';
  return reference !== undefined || age < ASKING_MAX_MS ? 'open' : 'unknown';
}

/** Captures, and looks at all of it afterwards. */
export function capture(say: Say, known: Known, command: CaptureCommand): Promise<Reading> {
  return operate(say, known, command, capturePairs(command), (pnref) => ({
    ...known,
    captures: withOne(known.captures, pnref),
    // Of a hold one thing is done at a time: whatever was unanswered is this.
    unanswered: [],
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
    const others = known.refunds.filter((one) => one.reference !== pnref);
    return { ...known, refunds: [...others, { commandId, reference: pnref }] };
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
  const done = await said(say, requestOf(pairs, idempotencyKey), readOperation);
  if (done.kind !== 'taken') return done;
  return lookUp(say, { ...known, ...afterwards(done.pnref), reference: paymentReference });
}

/** A transaction of which the shop has the name: that there is none by it is nothing that can be made sense of. */
async function inquireKnown(say: Say, known: Known, pnref: string): Promise<Exclude<Inquiry, { kind: 'absent' }>> {
  const inquiry = await inquire(say, known, { pnref });
  if (inquiry.kind === 'absent') return UNREADABLE;
  return inquiry.kind === 'found' && inquiry.pnref !== pnref ? UNREADABLE : inquiry;
}

function inquire(say: Say, { purchase }: Known, finding: Finding): Promise<Inquiry> {
  return said(say, requestOf(inquiryPairs(finding)), (reply) => readInquiry(reply, purchase.amount.currency));
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
