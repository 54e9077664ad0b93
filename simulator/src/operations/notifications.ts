import { hash } from 'node:crypto';
import type { WebhookEndpoint } from '../accounts/artefact.ts';
import type { Environment } from '../accounts/environment.ts';
import type { Instant } from '../engine/ids.ts';
import type { ObjectOwner } from '../store/objects.ts';
import type { StoredPayment } from '../store/store.ts';
import { type Delivery, newDelivery, type Owed, parked } from '../webhooks/delivery.ts';
import { type Disorder, matchesTypes, UNKNOWN_TYPE } from '../webhooks/disorder.ts';
import type { Notification } from '../webhooks/notification.ts';
import { type Changed, dialectData, type Where, type World } from './world.ts';

/**
 * What is owed to the merchant's webhook endpoints for a change of a payment: one delivery for each endpoint that wants
 * to hear of it. Ids follow from the change, so that whatever is decided twice is owed once.
 */
export async function deliveriesOwed(
  world: World,
  changed: Changed,
  where: Where,
  now: Instant,
): Promise<readonly Delivery[]> {
  const { merchantId, dialect, paymentId } = changed.stored;
  const endpoints = await endpointsFor(world, changed.stored);
  if (endpoints.length === 0) return [];
  const { toldOf } = dialectData(world, dialect).notifications;
  const wanted = (type: string) => endpoints.some((endpoint) => matchesTypes(endpoint.types, type));
  const told: Told[] = [];
  for (const notification of toldOf(changed, where, wanted)) {
    told.push({ notification, disorder: await disorderOf(world, changed.stored, notification.type) });
  }
  return deliveriesOf(world, told, endpoints, { merchantId, dialect, paymentId }, now);
}

/** What is owed for notifications that are about no payment. */
export async function deliveriesFor(
  world: World,
  notifications: readonly Notification[],
  { environment, merchantId, dialect }: ObjectOwner,
  now: Instant,
): Promise<readonly Delivery[]> {
  if (notifications.length === 0) return [];
  const endpoints = await endpointsFor(world, { merchantId, dialect });
  const told: Told[] = [];
  for (const notification of notifications) {
    if (!endpoints.some((endpoint) => matchesTypes(endpoint.types, notification.type))) continue;
    const disorder = await world.disorders.take({ environment, merchantId }, notification.type);
    told.push({ notification, disorder });
  }
  return deliveriesOf(world, told, endpoints, { merchantId, dialect }, now);
}

/** The environment of this name, with where its pages are. */
export function whereIn(world: World, name: string): Where {
  return { environment: environmentOf(world, name), pages: world.pageAddress(name) };
}

async function endpointsFor(
  world: World,
  { merchantId, dialect }: Pick<ObjectOwner, 'merchantId' | 'dialect'>,
): Promise<readonly WebhookEndpoint[]> {
  return (await world.store.endpointsOf(merchantId)).filter((endpoint) => endpoint.dialect === dialect);
}

/** A notification, with what is to go wrong with it. */
export type Told = Readonly<{ notification: Notification; disorder: Disorder | undefined }>;

/** One delivery of each notification to each of the endpoints that want it, in the order in which they are to arrive. */
export async function deliveriesOf(
  world: World,
  told: readonly Told[],
  endpoints: readonly WebhookEndpoint[],
  whose: Pick<Owed, 'merchantId' | 'dialect' | 'paymentId'>,
  now: Instant,
): Promise<readonly Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const { notification, disorder } of told) {
    for (const endpoint of endpoints) {
      if (!matchesTypes(endpoint.types, notification.type)) continue;
      const befalls = await befallen(world, endpoint, disorder, deliveries);
      const delivery = newDelivery(owed(world, notification, endpoint, befalls, whose), now);
      if (endpoint.disabledAt === undefined) deliveries.push(delivery);
      else {
        const progress = parked('endpoint_disabled', 'The endpoint was disabled when this was owed to it.', now);
        deliveries.push({ ...delivery, progress });
      }
    }
  }
  return deliveries;
}

/** An id that follows from what it names; in an index it stands beside those that follow from the same id. */
export function derivedId(prefix: string, from: string, ...parts: readonly string[]): string {
  const beside = from.slice(from.indexOf('_') + 1).slice(0, BESIDE_LENGTH);
  return `${prefix}_${beside}${hash('sha256', [from, ...parts].join('\n'), 'hex').slice(0, 24 - beside.length)}`;
}

const BESIDE_LENGTH = 6;

/** The environment of this name; throws when there is none, since what is stored names only those that are configured. */
export function environmentOf(world: World, name: string): Environment {
  const found = world.environments.find((environment) => environment.name === name);
  if (found === undefined) throw new Error(`no environment ${name}`);
  return found;
}

/** What befalls a notification: what was asked for on this account, else what the situation does that it is in. */
async function disorderOf(world: World, stored: StoredPayment, notification: string): Promise<Disorder | undefined> {
  const { environment, merchantId, payment, reference } = stored;
  const asked = await world.disorders.take({ environment, merchantId }, notification);
  if (asked !== undefined || world.situations.at({ environment, merchantId }) === undefined) return asked;
  const merchant = await world.store.findMerchant(merchantId);
  if (merchant === undefined) return undefined;
  return world.situations.notification(merchant, { operations: [], amount: payment.amount, reference, notification });
}

/** One waits for the next; that next one is its partner, and goes ahead. */
async function befallen(
  world: World,
  endpoint: WebhookEndpoint,
  disorder: Disorder | undefined,
  sameCommit: readonly Delivery[],
): Promise<Disorder | undefined> {
  if (disorder?.kind !== 'reorder') return disorder;
  const waits = sameCommit.findLast(({ endpointId }) => endpointId === endpoint.id);
  if (waits !== undefined) return waits.disorder?.kind === 'reorder' ? undefined : disorder;
  return (await world.store.holdsBack(endpoint.id)) ? undefined : disorder;
}

function owed(
  world: World,
  notification: Notification,
  endpoint: WebhookEndpoint,
  disorder: Disorder | undefined,
  whose: Pick<Owed, 'merchantId' | 'dialect' | 'paymentId'>,
): Owed {
  const unknown = disorder?.kind === 'unknown_type' ? { type: disorder.type ?? UNKNOWN_TYPE } : {};
  return {
    ...whose,
    id: derivedId('dlv', notification.id, endpoint.id),
    notificationId: notification.id,
    endpointId: endpoint.id,
    environment: notification.environment.name,
    type: notification.type,
    body: dialectData(world, whose.dialect).notifications.body({ ...notification, ...unknown }, endpoint),
    createdAt: notification.createdAt,
    ...(disorder === undefined ? {} : { disorder }),
  };
}
