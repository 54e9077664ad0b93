import { paymentId } from '../../engine/ids.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import type { Route } from '../../http/route-table.ts';
import { caughtUp, changePayment } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import { seeOther } from '../../pages/html.ts';
import { noSuchPage } from '../../pages/payment-page.ts';
import type { StoredPayment } from '../../store/store.ts';
import { DIALECT } from './call.ts';
import { decodeDetails } from './codec.ts';
import { newAction, requireAction } from './order-actions.ts';
import { canBeApproved } from './order-status.ts';

/** Where a buyer is sent to approve an order. It leads to the page of its payment, and asks once more where it may. */
export function approvalRoutes(world: World): readonly Route<ListenerExchange>[] {
  return [
    { method: 'get', path: '/checkoutnow', operation: 'approveOrder', handle: (exchange) => visit(world, exchange) },
  ];
}

async function visit(world: World, exchange: ListenerExchange): Promise<WholeReply> {
  const id = paymentId(exchange.query.get('token') ?? '');
  const found = await world.store.findPayment(exchange.environment.name, id);
  if (found?.dialect !== DIALECT) return noSuchPage(exchange.environment);
  const stored = await caughtUp(world, found);
  exchange.notes.paymentId = stored.paymentId;
  exchange.notes.merchantId = stored.merchantId;
  if (canBeApproved(stored)) await askOnceMore(world, stored);
  return seeOther(`/pay/${stored.pageToken}`);
}

/** Somebody who has cancelled, was declined, or has failed the bank's question comes again. */
async function askOnceMore(world: World, stored: StoredPayment): Promise<void> {
  await changePayment(world, stored, (now, at) => {
    const isForCard = decodeDetails(now).source?.kind === 'card';
    return { commands: [requireAction(newAction(world, isForCard ? 'challenge' : 'redirect'), at)] };
  });
}
