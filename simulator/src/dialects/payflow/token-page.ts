import type { NewAction } from '../../engine/command.ts';
import { actionId, instant } from '../../engine/ids.ts';
import type { ListenerExchange, Reply } from '../../http/exchange.ts';
import { caughtUp, changePayment } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import { seeOther } from '../../pages/html.ts';
import { noSuchPage } from '../../pages/payment-page.ts';
import type { StoredPayment } from '../../store/store.ts';
import { DIALECT } from './call.ts';
import { decodeDetails, encodeDetails } from './codec.ts';
import { type Fields, said } from './fields.ts';
import { refusedVisit } from './page-details.ts';
import { TOKEN_LIFETIME_MS, TRIES_MAX } from './policy.ts';
import { payWithPosted, waitsForCard } from './posted-card.ts';

/** Whether a form was posted by a browser that has a token, and not by a merchant who has a password. */
export function isVisit(fields: Fields): boolean {
  return said(fields, 'SECURETOKEN') !== undefined && said(fields, 'VENDOR') === undefined && !fields.has('PWD');
}

/** Where a customer is sent with a token. It leads to the page of its payment, or back where the token is good no more. */
export async function openTokenPage(world: World, exchange: ListenerExchange): Promise<Reply> {
  // What a browser posts is percent-encoded, unlike anything else here.
  const form = new URLSearchParams(exchange.body.toString('utf8'));
  const given = (name: string) => form.get(name) ?? exchange.query.get(name) ?? '';
  const found = await world.store.findPaymentByPage(exchange.environment.name, given('SECURETOKEN'));
  if (found?.dialect !== DIALECT) return noSuchPage(exchange.environment);
  if (decodeDetails(found).token?.id !== given('SECURETOKENID')) return noSuchPage(exchange.environment);
  const stored = await caughtUp(world, found);
  exchange.notes.paymentId = stored.paymentId;
  exchange.notes.merchantId = stored.merchantId;
  const page = seeOther(`/pay/${stored.pageToken}`);
  const result = await resultOf(world, stored);
  const back = result === 'open' ? undefined : refusedVisit(stored, result);
  if (back !== undefined) return seeOther(back);
  if (result !== 'open' || !form.has('ACCT')) return page;
  const now = (await world.store.findPayment(stored.environment, stored.paymentId)) ?? stored;
  return waitsForCard(now) ? payWithPosted(world, exchange, now, new Map(form)) : page;
}

/** Whether there is something to pay, if need be once more with another card; else what is told at ERRORURL. */
async function resultOf(world: World, stored: StoredPayment): Promise<'open' | 160 | 162> {
  const { payment } = stored;
  if (payment.state === 'action_required') return 'open';
  if (payment.state === 'cancelled') return payment.reason === 'action_expired' ? 162 : 160;
  if (payment.state !== 'declined' || triesOf(payment) >= TRIES_MAX) return 160;
  const expiresAt = instant(stored.createdAt + TOKEN_LIFETIME_MS);
  if (world.now(stored) >= expiresAt) return 162;
  const action: NewAction = { actionId: actionId(world.random.id('act')), kind: 'redirect', expiresAt };
  // A refusal means that another tab was faster, and the page shows what came of that.
  await changePayment(world, stored, (now, at) => {
    const { conduct: _ofLastCard, card: _last, ...kept } = decodeDetails(now);
    return { commands: [{ type: 'require_action', action, at }], details: encodeDetails(kept) };
  });
  return 'open';
}

function triesOf({ pastActions }: StoredPayment['payment']): number {
  return pastActions.filter(({ kind, outcome }) => kind === 'redirect' && outcome === 'approved').length;
}
