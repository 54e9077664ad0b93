import type { Reading } from '../../payments/outcome.ts';
import type { Known } from '../../payments/provider.ts';
import type { HttpReply } from '../../platform/http-client.ts';
import { unreachable } from '../../shop/unreachable.ts';
import { IN_PROGRESS, NOT_COUNTABLE, type Say, said } from './asking.ts';
import { paymentNeverPaid, paymentOnPage } from './payment.ts';
import { readToken } from './replies.ts';
import { pageAddress, requestOf, tokenIdOf, tokenPairs } from './requests.ts';

// https://developer.paypal.com/docs/payflow/integration-guide/secure-token/
const TOKEN_LIFETIME_MS = 30 * 60 * 1000;
// Later than this nobody is sent to a page for the first time, so that the last one ends a lifetime after it at the latest.
const ASKING_MAX_MS = 10 * 60 * 1000;

/** Asks for a page to pay on. Sent again under its key, it is answered with the page that there is. */
export async function startOnPage(say: Say, known: Known): Promise<Reading> {
  const { purchase, notificationUrl, address } = known;
  const pairs = tokenPairs({ ...purchase, notificationUrl });
  if (!pairs) return NOT_COUNTABLE;
  const id = tokenIdOf(purchase);
  const read = (reply: HttpReply) => readToken(reply, id);
  const token = await said(say, requestOf(pairs, purchase.idempotencyKey), read);
  if (token.kind !== 'token') return token;
  return paymentOnPage(known, id, pageAddress(address, { id, value: token.value }));
}

/** Nobody has paid on the page, or not with that card: there is the page, or there was one. */
export function unpaidOnPage(say: Say, known: Known): Promise<Reading> | Reading {
  const page = pageOf(known, TOKEN_LIFETIME_MS);
  switch (page) {
    case 'open':
      return startOnPage(say, known);
    case 'unknown':
      return IN_PROGRESS;
    case 'ended':
      return paymentNeverPaid(known, tokenIdOf(known.purchase));
    default:
      return unreachable(page);
  }
}

/** A token is good for another card after one was declined, so a decline ends nothing while its page is open. */
export function mayBePaidYet(known: Known): boolean {
  return pageOf(known, TOKEN_LIFETIME_MS) !== 'ended';
}

/**
 * Whether a page can still be paid on, by the shop's clock. Where it is not known whether there is one, none is made any
 * more after a while, and nobody gives up before the last one has ended.
 */
export function pageOf({ now, wishedAt, reference }: Known, lifetimeMs: number): 'open' | 'unknown' | 'ended' {
  const age = now - wishedAt;
  if (age >= ASKING_MAX_MS + lifetimeMs) return 'ended';
  return reference !== undefined || age < ASKING_MAX_MS ? 'open' : 'unknown';
}
