import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import { caughtUp } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import { seeOther } from '../../pages/html.ts';
import { noSuchPage } from '../../pages/payment-page.ts';
import { DIALECT } from './call.ts';
import { decodeDetails } from './codec.ts';
import { type Fields, said } from './fields.ts';
import { refusedVisit } from './page-details.ts';

/** Whether a form was posted by a browser that has a token, and not by a merchant who has a password. */
export function isVisit(fields: Fields): boolean {
  return said(fields, 'SECURETOKEN') !== undefined && said(fields, 'VENDOR') === undefined && !fields.has('PWD');
}

/** Where a customer is sent with a token. It leads to the page of its payment, or back where the token is good no more. */
export async function openTokenPage(world: World, exchange: ListenerExchange): Promise<WholeReply> {
  // What a browser posts is percent-encoded, unlike anything else here.
  const form = new URLSearchParams(exchange.body.toString('utf8'));
  const given = (name: string) => form.get(name) ?? exchange.query.get(name) ?? '';
  const found = await world.store.findPaymentByPage(exchange.environment.name, given('SECURETOKEN'));
  if (found?.dialect !== DIALECT) return noSuchPage(exchange.environment);
  if (decodeDetails(found).token?.id !== given('SECURETOKENID')) return noSuchPage(exchange.environment);
  const stored = await caughtUp(world, found);
  exchange.notes.paymentId = stored.paymentId;
  exchange.notes.merchantId = stored.merchantId;
  const { payment } = stored;
  const page = seeOther(`/pay/${stored.pageToken}`);
  if (payment.state === 'action_required') return page;
  const isLate = payment.state === 'cancelled' && payment.reason === 'action_expired';
  const back = refusedVisit(stored, isLate ? 162 : 160);
  return back === undefined ? page : seeOther(back);
}
