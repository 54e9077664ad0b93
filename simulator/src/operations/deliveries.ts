import type { WebhookEndpoint } from '../accounts/artefact.ts';
import { type Merchant, placeOf } from '../accounts/merchant.ts';
import { type Instant, later, type PaymentId } from '../engine/ids.ts';
import { again, type Delivery } from '../webhooks/delivery.ts';
import type { Disorder } from '../webhooks/disorder.ts';
import type { Notification } from '../webhooks/notification.ts';
import { readPayment } from './change.ts';
import { deliveriesOf, whereIn } from './notifications.ts';
import { dialectData, type Place, type World } from './world.ts';

/** What became of asking for something about deliveries by hand. */
export type ByHand =
  | Readonly<{ kind: 'owed'; deliveries: readonly Delivery[] }>
  | Readonly<{ kind: 'no_such_endpoint' }>
  /** Nobody wants to hear of it. */
  | Readonly<{ kind: 'no_endpoints' }>
  | Readonly<{ kind: 'no_such_payment' }>;

/** A notification as somebody writes it by hand: about a payment as it stands, or whatever else. */
export type HandWritten = Readonly<{
  dialect: string;
  endpointId?: string;
  type: string;
  about: Readonly<{ paymentId: PaymentId }> | Readonly<{ data: unknown }>;
  disorder?: Disorder;
}>;

/** Owes a notification to one endpoint of a merchant account, or to all that want its type. */
export async function notifyByHand(world: World, merchant: Merchant, asked: HandWritten): Promise<ByHand> {
  const { endpointId, type, dialect, about, disorder } = asked;
  const all = (await world.store.endpointsOf(merchant.id)).filter((endpoint) => endpoint.dialect === dialect);
  const named = all.filter(({ id }) => id === endpointId);
  if (endpointId !== undefined && named.length === 0) return { kind: 'no_such_endpoint' };
  // An endpoint that is named is told, whatever types it has asked for.
  const endpoints = endpointId === undefined ? all : named.map(({ types: _, ...endpoint }) => endpoint);
  const where = whereIn(world, merchant.environment);
  const { environment } = where;
  const whose = { merchantId: merchant.id, dialect };
  const now = world.now(placeOf(merchant));
  const written = { id: world.random.id('ntf'), type, createdAt: now, environment };
  if ('data' in about) return owe(world, { ...written, data: about.data }, disorder, endpoints, whose, now);
  const stored = await readPayment(world, { ...whose, environment: environment.name, ...about });
  if (stored === undefined) return { kind: 'no_such_payment' };
  const data = dialectData(world, dialect).notifications.dataOf(stored, where);
  return owe(world, { ...written, data }, disorder, endpoints, { ...whose, ...about }, now);
}

/** Sends a delivery again, whatever has become of it, with the whole retry ladder before it. */
export async function redeliver(world: World, id: string): Promise<Delivery | undefined> {
  const delivery = await world.store.findDelivery(id);
  if (delivery === undefined) return undefined;
  const progress = again(world.now(delivery));
  if ((await world.store.redeliver(id, progress)) === 'gone') return undefined;
  world.outbox.owed([delivery]);
  return { ...delivery, progress };
}

// As a clock that runs is looked at: what is due within a second is sent at its end.
const TOGETHER_MS = 1000;

/**
 * When something is next due to be sent in a place, by its clock: all that is due within a second of the first goes
 * together, with the last of it. What is overdue counts as well.
 */
export async function nextDeliveryAt(world: World, place: Place): Promise<Instant | undefined> {
  const waiting = await world.store.waitingEndpoints(world.clocks.machine());
  const mine = waiting.filter(
    ({ environment, merchantId }) =>
      environment === place.environment &&
      (place.merchantId === undefined
        ? !world.clocks.hasOwn({ environment, merchantId })
        : merchantId === place.merchantId),
  );
  const [first] = mine.toSorted((left, right) => left.nextAttemptAt - right.nextAttemptAt);
  if (first === undefined) return undefined;
  const before = later(first.nextAttemptAt, TOGETHER_MS);
  const last = await Promise.all(
    mine
      .filter(({ nextAttemptAt }) => nextAttemptAt < before)
      .map(({ endpointId }) => world.store.lastDueBefore(endpointId, before)),
  );
  return last.reduce((latest, at) => (at === undefined || (latest ?? 0) >= at ? latest : at), first.nextAttemptAt);
}

async function owe(
  world: World,
  notification: Notification,
  disorder: Disorder | undefined,
  endpoints: readonly WebhookEndpoint[],
  whose: Pick<Delivery, 'merchantId' | 'dialect' | 'paymentId'>,
  now: Instant,
): Promise<ByHand> {
  const deliveries = await deliveriesOf(world, [{ notification, disorder }], endpoints, whose, now);
  if (deliveries.length === 0) return { kind: 'no_endpoints' };
  await world.store.commit({ deliveries, at: now });
  world.outbox.owed(deliveries);
  return { kind: 'owed', deliveries };
}
