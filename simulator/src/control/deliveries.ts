import type { Merchant } from '../accounts/merchant.ts';
import { paymentId } from '../engine/ids.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import { misplacedCardNumbers } from '../http/misplaced-card-numbers.ts';
import { type HandWritten, notifyByHand, redeliver } from '../operations/deliveries.ts';
import type { World } from '../operations/world.ts';
import type { DeliveryStatus } from '../webhooks/delivery.ts';
import { type Call, nextCursor, notFound, type Operation, PAGE_LENGTH, wrongCursor } from './call.ts';
import { ofMerchant } from './merchants.ts';
import { readJson, readQuery } from './parse.ts';
import { controlProblem } from './problems.ts';
import { renderAttempt, renderDelivery } from './render-deliveries.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const DIALECT = 'generic';
// No payment comes near it, and no receiver has to take more.
const DATA_LENGTH_MAX = 256 * 1024;

/** What is owed to webhook endpoints: look at it, send it again, send something else by hand. */
export function deliveryOperations(world: World): readonly Operation[] {
  const one = '/deliveries/:deliveryId';
  return [
    { method: 'get', path: '/deliveries', operation: 'listDeliveries', handle: (call) => list(world, call) },
    { method: 'get', path: one, operation: 'getDelivery', handle: (call) => get(world, call) },
    { method: 'post', path: `${one}/redeliver`, operation: 'redeliver', handle: (call) => sendAgain(world, call) },
    {
      method: 'post',
      path: '/merchants/:merchantId/notifications',
      operation: 'sendNotification',
      handle: ofMerchant(world, (merchant, call) => send(world, merchant, call)),
    },
  ];
}

async function list(world: World, { exchange }: Call): Promise<WholeReply> {
  const query = readQuery<{
    environment?: string;
    merchant?: string;
    endpoint?: string;
    payment?: string;
    notification?: string;
    type?: string;
    status?: DeliveryStatus;
    limit?: number;
    cursor?: string;
  }>(exchange, 'listDeliveries');
  if (!query.ok) return query.reply;
  const {
    environment,
    merchant,
    endpoint,
    payment,
    notification,
    type,
    status,
    limit = PAGE_LENGTH,
    cursor,
  } = query.value;
  if (cursor !== undefined && (await world.store.findDelivery(cursor)) === undefined) return wrongCursor();
  const found = await world.store.listDeliveries({
    ...(environment === undefined ? {} : { environment }),
    ...(merchant === undefined ? {} : { merchantId: merchant }),
    ...(endpoint === undefined ? {} : { endpointId: endpoint }),
    ...(payment === undefined ? {} : { paymentId: paymentId(payment) }),
    ...(notification === undefined ? {} : { notificationId: notification }),
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
    ...(cursor === undefined ? {} : { before: cursor }),
    limit: limit + 1,
  });
  return jsonReply(200, {
    deliveries: found.slice(0, limit).map(renderDelivery),
    ...nextCursor(found, limit, ({ id }) => id),
  });
}

async function get(world: World, { parameters }: Call): Promise<WholeReply> {
  const delivery = await world.store.findDelivery(parameters.deliveryId ?? '');
  if (delivery === undefined) return notFound('delivery');
  const attempts = await world.store.attemptsOf(delivery.id);
  const answer: Wire['DeliveryHistory'] = {
    delivery: renderDelivery(delivery),
    body: delivery.body,
    attempts: attempts.map(renderAttempt),
  };
  return jsonReply(200, answer);
}

async function sendAgain(world: World, { parameters }: Call): Promise<WholeReply> {
  const delivery = await redeliver(world, parameters.deliveryId ?? '');
  return delivery === undefined ? notFound('delivery') : jsonReply(202, renderDelivery(delivery));
}

async function send(world: World, merchant: Merchant, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['NotificationRequest']>(exchange, 'NotificationRequest');
  if (!body.ok) return body.reply;
  const { type, dialect = DIALECT, endpointId, disorder, paymentId: payment, data } = body.value;
  if (payment === undefined && data === undefined) return invalid('/paymentId', 'is required where there is no data');
  if (payment !== undefined && data !== undefined) return invalid('/data', 'is not possible beside a payment');
  // It is kept, shown and sent as it is.
  const errors = misplacedCardNumbers(body.value);
  if (errors.length > 0) return controlProblem('/problems/invalid-request', { errors });
  if (JSON.stringify(data ?? {}).length > DATA_LENGTH_MAX) return invalid('/data', 'is longer than 256 KiB');
  const asked: HandWritten = {
    type,
    dialect,
    about: payment === undefined ? { data } : { paymentId: paymentId(payment) },
    ...(endpointId === undefined ? {} : { endpointId }),
    ...(disorder === undefined ? {} : { disorder }),
  };
  const result = await notifyByHand(world, merchant, asked);
  switch (result.kind) {
    case 'owed':
      return jsonReply(201, { deliveries: result.deliveries.map(renderDelivery) });
    case 'no_such_endpoint':
      return invalid('/endpointId', 'is no webhook endpoint of this merchant account');
    case 'no_such_payment':
      return invalid('/paymentId', 'is no payment of this merchant account');
    case 'no_endpoints':
      return controlProblem('/problems/wrong-state', { detail: 'No webhook endpoint of the account wants this type.' });
  }
}

function invalid(pointer: string, detail: string): WholeReply {
  return controlProblem('/problems/invalid-request', { errors: [{ pointer, detail }] });
}
