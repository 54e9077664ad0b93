import type { Reading } from '../../payments/outcome.ts';
import type { Known } from '../../payments/provider.ts';
import { unreachable } from '../../shop/unreachable.ts';
import { IN_PROGRESS, inquire, inquireKnown, NOT_COUNTABLE, type Say, said } from './asking.ts';
import { isExpressToken, readDetails, readPaid, readSet } from './express-replies.ts';
import { type Approval, detailsPairs, payPairs, setPairs } from './express-requests.ts';
import { lookAtAll } from './look.ts';
import { pageOf } from './page.ts';
import { paymentNeverPaid, paymentOnPage } from './payment.ts';
import { UNREADABLE } from './replies.ts';
import { expressAddress, requestOf, tokenIdOf } from './requests.ts';

// https://developer.paypal.com/docs/payflow/express-checkout/
const TOKEN_LIFETIME_MS = 3 * 60 * 60 * 1000;

/** Asks for a page to approve on. Sent again under its key, it is answered with the page that there is. */
export async function startExpress(say: Say, known: Known): Promise<Reading> {
  const { purchase } = known;
  const pairs = setPairs(purchase);
  if (!pairs) return NOT_COUNTABLE;
  const set = await said(say, requestOf(pairs, purchase.idempotencyKey), readSet);
  return set.kind === 'token' ? onPage(known, set.token) : set;
}

/**
 * Nothing was taken or held yet. What the customer has approved is asked for now, so that a decline is the end of it: nothing
 * can come of the page any more unless the shop asks.
 */
export async function unpaidExpress(say: Say, known: Known): Promise<Reading> {
  const { reference: token, purchase } = known;
  const page = pageOf(known, TOKEN_LIFETIME_MS);
  if (!isExpressToken(token)) {
    if (page === 'ended') return paymentNeverPaid(known, tokenIdOf(purchase));
    return page === 'open' ? startExpress(say, known) : IN_PROGRESS;
  }
  const asked = await said(say, requestOf(detailsPairs(purchase, token)), (reply) => readDetails(reply, token));
  switch (asked.kind) {
    case 'approved':
      return pay(say, known, { token, payerId: asked.payerId });
    case 'waiting':
      return page === 'ended' ? paymentNeverPaid(known, token) : onPage(known, token);
    case 'expired':
      return paymentNeverPaid(known, token);
    case 'rejected':
    case 'unknown':
      return asked;
    default:
      return unreachable(asked);
  }
}

async function pay(say: Say, known: Known, approval: Approval): Promise<Reading> {
  const { commandId, idempotencyKey } = known.purchase;
  const pairs = payPairs(known.purchase, approval);
  if (!pairs) return NOT_COUNTABLE;
  // A key of its own, always the same for the same approval.
  const key = `${idempotencyKey} ${approval.token} ${approval.payerId}`;
  const paid = await said(say, requestOf(pairs, key), readPaid);
  switch (paid.kind) {
    case 'taken':
    case 'answered': {
      const found = await (paid.kind === 'taken'
        ? inquireKnown(say, known, paid.pnref)
        : inquire(say, known, { commandId }));
      if (found.kind === 'absent') return UNREADABLE;
      return found.kind === 'found' ? lookAtAll(say, { ...known, reference: found.pnref }, found) : found;
    }
    case 'expired':
      return paymentNeverPaid(known, approval.token);
    case 'rejected':
    case 'unknown':
      return paid;
    default:
      return unreachable(paid);
  }
}

function onPage(known: Known, token: string): Reading {
  return paymentOnPage(known, token, expressAddress(known.address, token));
}
