import type { Instant } from '../../engine/ids.ts';
import { derivedId } from '../../operations/notifications.ts';
import type { Changed, Where } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { renderSession } from './checkout-session-object.ts';
import { decodeDetails, readMethod } from './codec.ts';
import { renderDispute } from './dispute-object.ts';
import type { Told } from './event-object.ts';
import { toldOfPayment } from './events-of-payment.ts';
import { renderMethod } from './method-object.ts';
import type { At } from './objects.ts';
import { disputeIdOf, refundIdOf } from './pointers.ts';
import { renderRefund } from './refund-object.ts';

/** What is told of a change, with the ids that it is told with every time the same change is decided. */
export function toldOfChange(changed: Changed, where: Where): readonly (Told & Readonly<{ id: string }>)[] {
  const at = atIn(where, changed.at);
  const { paymentId, version } = changed.stored;
  const kept = changed.objects.flatMap((object) => toldOfAttached(object, at));
  const payment = [...toldOfPayment(changed, at), ...toldOfDetails(changed, at)];
  return [...kept, ...payment, ...toldOfSession(changed, at)].map((told, index) => ({
    ...told,
    id: derivedId('evt', paymentId, String(version), String(index)),
  }));
}

/** What answers show of where something has happened. */
export function atIn({ environment, pages }: Where, now: Instant): At {
  return { livemode: environment.mode === 'live', pages, now };
}

/** A payment method that a payment has made a customer's. */
function toldOfAttached(object: DialectObject, at: At): readonly Told[] {
  if (object.kind !== 'payment_method' || readMethod(object).customer === undefined) return [];
  return [{ type: 'payment_method.attached', at: at.now, object: renderMethod(object, at.livemode) }];
}

/** The session that a payment is made in is over as soon as the payment is made. */
function toldOfSession({ before, stored }: Changed, at: At): readonly Told[] {
  const { session } = decodeDetails(stored);
  const isPaid = (payment: StoredPayment | undefined) => payment?.payment.state === 'approved';
  if (session === undefined || !isPaid(stored) || isPaid(before)) return [];
  return [{ type: 'checkout.session.completed', at: at.now, object: renderSession(session, stored, at) }];
}

/** What was only written down: no money has moved. */
function toldOfDetails({ before, events, stored }: Changed, at: At): readonly Told[] {
  if (before === undefined || events.length > 0 || stored.payment.state !== 'approved') return [];
  const { refunds, disputes = {} } = decodeDetails(stored);
  const then = decodeDetails(before);
  const changedRefunds = stored.payment.refunds.filter(({ id }) => differs(then.refunds[id], refunds[id]));
  const changedDisputes = stored.payment.disputes.filter(({ id }) => differs(then.disputes?.[id], disputes[id]));
  const pair = (render: (payment: StoredPayment) => Told['object'] | undefined, type: Told['type']) => {
    const object = render(stored);
    return object === undefined ? [] : [{ type, at: at.now, object, before: render(before) }];
  };
  return [
    ...changedRefunds.flatMap(({ id }) => [
      ...pair((payment) => renderRefund(payment, refundIdOf(id)), 'refund.updated'),
      ...pair((payment) => renderRefund(payment, refundIdOf(id)), 'charge.refund.updated'),
    ]),
    ...changedDisputes.flatMap(({ id }) =>
      pair((payment) => renderDispute(payment, disputeIdOf(id), at), 'charge.dispute.updated'),
    ),
  ];
}

function differs(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) !== JSON.stringify(right);
}
