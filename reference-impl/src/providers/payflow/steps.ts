import type { Reading } from '../../payments/outcome.ts';
import type { CaptureCommand, Known, RefundCommand, VoidCommand } from '../../payments/provider.ts';
import { inquire, inquireKnown, NOT_COUNTABLE, type Say, said, tenderOf } from './asking.ts';
import { startExpress, unpaidExpress } from './express.ts';
import { payWithKept } from './kept-card.ts';
import { lookAtAll, withOne } from './look.ts';
import { mayBePaidYet, startOnPage, unpaidOnPage } from './page.ts';
import type { Pair } from './pairs.ts';
import { isPnref, readOperation, UNREADABLE } from './replies.ts';
import { capturePairs, refundPairs, requestOf, voidPairs } from './requests.ts';

type Done = Pick<Known, 'captures' | 'refunds' | 'unanswered'>;

// As many as are ever done to one payment; each is inquired about by itself.
const INQUIRIES_MAX = 100;

/** Begins a payment: a page for the customer to enter a card or to approve on, or the card that was verified before. */
export function startPurchase(say: Say, known: Known): Promise<Reading> {
  const { card, method } = known.purchase;
  if (method === 'express_checkout') return startExpress(say, known);
  return card?.kind === 'kept' ? payWithKept(say, known, card) : startOnPage(say, known);
}

/**
 * How a payment stands. A token is good for another card after one was declined, so nothing is over while its page is open:
 * neither by a decline nor because nobody has paid. Otherwise money could come for what the shop has given up. What a
 * customer has approved with a PayPal account is asked for, once.
 */
export async function lookUp(say: Say, known: Known): Promise<Reading> {
  const { unanswered, refunds, reference } = known;
  const doneCount = known.captures.length + unanswered.length + refunds.length;
  if (doneCount > INQUIRIES_MAX) return UNREADABLE;
  const purchase = await (isPnref(reference)
    ? inquireKnown(say, known, reference)
    : inquire(say, known, { commandId: known.purchase.commandId }));
  if (purchase.kind === 'absent') return doneCount === 0 ? unpaid(say, known) : UNREADABLE;
  if (purchase.kind !== 'found') return purchase;
  const isOnPage = known.purchase.method === 'card' && known.purchase.card?.kind !== 'kept';
  if (purchase.standing === 'declined' && isOnPage && mayBePaidYet(known)) return unpaidOnPage(say, known);
  return lookAtAll(say, known, purchase);
}

/** Nobody has paid: what was asked for once is asked for again, as long as that may still be. */
function unpaid(say: Say, known: Known): Promise<Reading> | Reading {
  const { card, method } = known.purchase;
  if (method === 'express_checkout') return unpaidExpress(say, known);
  return card?.kind === 'kept' ? payWithKept(say, known, card) : unpaidOnPage(say, known);
}

/** Captures, and looks at all of it afterwards. */
export function capture(say: Say, known: Known, command: CaptureCommand): Promise<Reading> {
  return operate(say, known, command, capturePairs(command, tenderOf(known)), (pnref) => ({
    ...known,
    captures: withOne(known.captures, pnref),
    // Of a hold one thing is done at a time: whatever was unanswered is this.
    unanswered: [],
  }));
}

/** Gives back the rest of a hold, and looks at all of it afterwards. */
export function release(say: Say, known: Known, command: VoidCommand): Promise<Reading> {
  return operate(say, known, command, voidPairs(command, tenderOf(known)), () => known);
}

/** Returns an amount, and looks at all of it afterwards. */
export function refund(say: Say, known: Known, command: RefundCommand): Promise<Reading> {
  const { commandId } = command;
  return operate(say, known, command, refundPairs(command, tenderOf(known)), (pnref) => {
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
