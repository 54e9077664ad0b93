import type { DialectObject } from '../../store/objects.ts';
import { renderSession, sessionIn } from './checkout-session-object.ts';
import { isDeleted, readMethod, readSession } from './codec.ts';
import { renderCustomer } from './customer-object.ts';
import type { Told } from './event-object.ts';
import { renderMethod } from './method-object.ts';
import type { At } from './objects.ts';
import { renderSetup } from './setup-intent-object.ts';

/** What is told of an object that is kept by itself, as it is now and as it was before; nothing of most of them. */
export function toldOfObject(before: DialectObject | undefined, now: DialectObject, at: At): readonly Told[] {
  switch (now.kind) {
    case 'customer':
      return [toldOfCustomer(before, now, at)];
    case 'payment_method':
      return toldOfMethod(before, now, at);
    case 'checkout_session':
      return toldOfSession(before, now, at);
    case 'setup_intent':
      return toldOfSetup(before, now, at);
    default:
      return [];
  }
}

/** One that is paid in is told of with its payment. */
function toldOfSession(before: DialectObject | undefined, now: DialectObject, at: At): readonly Told[] {
  const [then, kept] = [before && readSession(before), readSession(now)];
  const object = renderSession(sessionIn(now), undefined, at);
  if (kept.setup?.done === true && then?.setup?.done !== true) {
    return [{ type: 'checkout.session.completed', at: at.now, object }];
  }
  const isOver = kept.ended === true && then?.ended !== true;
  return isOver ? [{ type: 'checkout.session.expired', at: at.now, object }] : [];
}

function toldOfSetup(before: DialectObject | undefined, now: DialectObject, at: At): readonly Told[] {
  const object = renderSetup(now, at.livemode);
  if (before === undefined) return [{ type: 'setup_intent.created', at: at.now, object }];
  return [
    {
      type: object.status === 'succeeded' ? 'setup_intent.succeeded' : 'setup_intent.setup_failed',
      at: at.now,
      object,
    },
  ];
}

function toldOfCustomer(before: DialectObject | undefined, now: DialectObject, at: At): Told {
  if (before === undefined) return { type: 'customer.created', at: at.now, object: renderCustomer(now, at.livemode) };
  const earlier = renderCustomer(before, at.livemode);
  // Of one that is gone it is told as it was.
  if (isDeleted(now)) return { type: 'customer.deleted', at: at.now, object: earlier };
  return { type: 'customer.updated', at: at.now, object: renderCustomer(now, at.livemode), before: earlier };
}

function toldOfMethod(before: DialectObject | undefined, now: DialectObject, at: At): readonly Told[] {
  const then = before === undefined ? undefined : readMethod(before).customer;
  const { customer } = readMethod(now);
  const object = renderMethod(now, at.livemode);
  if (then === customer) {
    if (before === undefined || customer === undefined) return [];
    return [{ type: 'payment_method.updated', at: at.now, object, before: renderMethod(before, at.livemode) }];
  }
  if (customer !== undefined) return [{ type: 'payment_method.attached', at: at.now, object }];
  const earlier = before === undefined ? undefined : renderMethod(before, at.livemode);
  return [{ type: 'payment_method.detached', at: at.now, object, before: earlier }];
}
