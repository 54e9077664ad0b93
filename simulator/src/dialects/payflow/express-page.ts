import { actionId } from '../../engine/ids.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import { caughtUp, changePayment } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import { seeOther } from '../../pages/html.ts';
import { noSuchPage } from '../../pages/payment-page.ts';
import { DIALECT } from './call.ts';
import { decodeDetails } from './codec.ts';
import { EXPRESS_LIFETIME_MS } from './policy.ts';

/** Where a buyer is sent with a token of Express Checkout. It leads to the page of its payment, and asks once more where it may. */
export async function openExpressPage(world: World, exchange: ListenerExchange): Promise<WholeReply> {
  const found = await world.store.findPaymentByPage(exchange.environment.name, exchange.query.get('token') ?? '');
  if (found?.dialect !== DIALECT || decodeDetails(found).express === undefined) return noSuchPage(exchange.environment);
  const stored = await caughtUp(world, found);
  exchange.notes.paymentId = stored.paymentId;
  exchange.notes.merchantId = stored.merchantId;
  const { state } = stored.payment;
  const isYoung = world.now(stored) < stored.createdAt + EXPRESS_LIFETIME_MS;
  if (isYoung && (state === 'requested' || state === 'declined')) {
    // A refusal means that another tab was faster, and the page shows what came of that.
    await changePayment(world, stored, (_now, at) => {
      const action = { actionId: actionId(world.random.id('act')), kind: 'redirect' } as const;
      return { commands: [{ type: 'require_action', action, at }] };
    });
  }
  return seeOther(`/pay/${stored.pageToken}`);
}
