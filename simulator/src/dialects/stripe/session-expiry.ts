import { paymentId } from '../../engine/ids.ts';
import { changePayment, readPayment } from '../../operations/change.ts';
import { deliveriesFor, derivedId, whereIn } from '../../operations/notifications.ts';
import type { World } from '../../operations/world.ts';
import type { DialectObject, ObjectOwner } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { readSession } from './codec.ts';
import { eventObject } from './event-object.ts';
import { atIn } from './events-of-change.ts';
import { toldOfObject } from './events-of-objects.ts';
import { notificationOf } from './notify.ts';
import { changedObject } from './objects.ts';

// With the queue in front a conflict needs a second process.
const ATTEMPTS_MAX = 5;

/**
 * Ends a checkout session whose time is over, and what somebody has begun to pay in it; one that was paid is only taken
 * off the clock. Answers what was told, or undefined where somebody else has seen to it.
 */
export async function expireByTime(world: World, due: DialectObject): Promise<readonly string[] | undefined> {
  const owner = { environment: due.environment, merchantId: due.merchantId, dialect: due.dialect };
  return world.inTurn(due.id, async () => {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const object = await world.store.findObject(owner, 'checkout_session', due.id);
      if (object?.dueAt === undefined || object.dueAt > world.now(owner)) return undefined;
      const told = await ended(world, owner, object);
      if (told !== undefined) return told;
    }
    throw new Error(`session ${due.id}: gave up after ${ATTEMPTS_MAX} conflicting commits`);
  });
}

/** Undefined where another process has changed the session in the meantime. */
async function ended(world: World, owner: ObjectOwner, object: DialectObject): Promise<readonly string[] | undefined> {
  const { dueAt: at = object.createdAt, ...kept } = object;
  const value = readSession(object);
  const isPaid = (await withdrawn(world, owner, value.payment))?.payment.state === 'approved';
  const over = changedObject(kept, isPaid ? { ...value } : { ...value, ended: true });
  const where = whereIn(world, owner.environment);
  const told = isPaid ? [] : toldOfObject(object, over, atIn(where, at));
  const events = told.map((one) => ({ ...one, id: derivedId('evt', object.id, one.type) }));
  const notifications = events.map((one) => notificationOf(one, one.id, undefined, where));
  const deliveries = await deliveriesFor(world, notifications, owner, at);
  const objects = [over, ...events.map((one) => eventObject(owner, one.id, one, undefined))];
  if ((await world.store.commit({ objects, deliveries, at })) !== 'committed') return undefined;
  world.outbox.owed(deliveries);
  return events.map(({ type }) => type);
}

/** The payment of the session, withdrawn unless the issuer has consented to it. */
async function withdrawn(
  world: World,
  owner: ObjectOwner,
  payment: string | undefined,
): Promise<StoredPayment | undefined> {
  if (payment === undefined) return undefined;
  const target = { ...owner, paymentId: paymentId(payment) };
  await changePayment(world, target, (_, at) => ({ commands: [{ type: 'cancel', reason: 'action_expired', at }] }));
  return readPayment(world, target);
}
