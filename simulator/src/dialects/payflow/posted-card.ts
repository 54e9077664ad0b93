import type { ListenerExchange, Reply } from '../../http/exchange.ts';
import { meet } from '../../http/meet.ts';
import { askIssuer, newAttempt } from '../../operations/attempt.ts';
import { changePayment } from '../../operations/change.ts';
import { disputeAfterCapture } from '../../operations/dispute.ts';
import type { World } from '../../operations/world.ts';
import { pageWords } from '../../pages/fault-words.ts';
import { seeOther } from '../../pages/html.ts';
import { cardDetails } from '../../situations/card-details.ts';
import { conductOf } from '../../situations/issuer.ts';
import type { About } from '../../situations/match.ts';
import type { StoredPayment } from '../../store/store.ts';
import { readCard } from './card-entry.ts';
import { decodeDetails, encodeDetails } from './codec.ts';
import type { Fields } from './fields.ts';
import { profileOf } from './options.ts';
import { pageDetails, refusedVisit } from './page-details.ts';
import { confirmed } from './silent-post.ts';
import { conductOnPage } from './test-table.ts';
import { tooLate } from './voiding.ts';

/** Whether a card may be entered now, and not the bank's question be answered first. */
export function waitsForCard(stored: StoredPayment): boolean {
  const { payment } = stored;
  const isOpen = payment.state === 'action_required' && payment.action.kind === 'redirect';
  return isOpen && decodeDetails(stored).conduct === undefined;
}

/** Pays with the card that a browser has posted beside the token: the shop's own form, and a shop that never sees the card. */
export async function payWithPosted(
  world: World,
  exchange: ListenerExchange,
  stored: StoredPayment,
  fields: Fields,
): Promise<Reply> {
  const page = seeOther(`/pay/${stored.pageToken}`);
  const merchant = await world.store.findMerchant(stored.merchantId);
  if (merchant === undefined) return page;
  const entry = readCard(fields);
  if (!entry.ok) {
    const back = refusedVisit(stored, entry.code);
    return back === undefined ? page : seeOther(back);
  }
  const { card } = entry;
  const { mode, name } = exchange.environment;
  const { number } = card;
  const own = conductOf(card, mode, world.now(stored));
  const { amount, captureMode } = stored.payment;
  const conduct = conductOnPage(profileOf(world, merchant.id), amount, { number, mode, conduct: own });
  const kept = cardDetails(card, await world.fingerprintKey(name));
  const about: About = {
    operations: ['page', 'authorize'],
    headers: exchange.headers,
    reference: stored.reference,
    amount,
    card: { number, lastFour: kept.lastFour },
  };
  const { paymentId } = stored;
  const met = {
    world,
    exchange,
    merchant,
    about,
    kind: 'change',
    paymentId,
    words: pageWords(exchange.environment),
  } as const;
  return meet(met, async ({ slowly }) => {
    await slowly();
    const asked = askIssuer(world, merchant, about, conduct, captureMode);
    const change = await changePayment(world, stored, (now, at) => {
      const { payment } = now;
      if (payment.state !== 'action_required' || !waitsForCard(now)) return tooLate(world, at);
      const attempt = newAttempt(world, asked, amount, at);
      const outcome = { kind: 'approved', attempt } as const;
      return {
        commands: [{ type: 'complete_action', actionId: payment.action.id, outcome, at }],
        next: (after) => disputeAfterCapture(world, conduct, after, at),
        details: encodeDetails({ ...decodeDetails(now), conduct, card: kept }),
      };
    });
    const after = 'stored' in change && change.stored !== undefined ? change.stored : stored;
    const { returnUrl } = decodeDetails(after).token ?? {};
    // With an open action the bank asks, and asks on the page.
    if (after.payment.state === 'action_required' || returnUrl === undefined) return page;
    return seeOther(pageDetails.backTo(await confirmed(world, after), returnUrl));
  });
}
