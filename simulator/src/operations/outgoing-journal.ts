import type { WebhookEndpoint } from '../accounts/artefact.ts';
import type { JournalEntry, JournalMessage } from '../store/journal.ts';
import type { Attempt, Delivery } from '../webhooks/delivery.ts';
import type { World } from './world.ts';

/** What the journal tells about an attempt beyond what the delivery keeps. */
type Made = Readonly<{ made: Attempt; number: number; sentBody: string; crossing: boolean }>;

/** The journal's entry for one attempt at a delivery. */
export function attemptEntry(
  world: World,
  delivery: Delivery,
  { made, number, sentBody, crossing }: Made,
): JournalEntry {
  const { at, disorder, request, result, durationMs } = made;
  const { headers, url } = request;
  return {
    ...commonEntry(world, delivery, url, sentBody, headers),
    at,
    requestId: `${delivery.id}-${number}`,
    delivery: {
      ...attemptOf(delivery),
      attempt: number,
      ...(disorder === undefined ? {} : { disorder }),
      ...(result.kind === 'unanswered' ? { unanswered: result.reason } : {}),
    },
    crossing,
    response: result.kind === 'answered' ? answer(result) : { headers: {} },
    durationMs,
  };
}

/** The journal's entry for a notification that was dropped on request: what would have been sent, and no answer. */
export function droppedEntry(world: World, delivery: Delivery, { url }: WebhookEndpoint): JournalEntry {
  return {
    ...commonEntry(world, delivery, world.masks.target(url), delivery.body, {}),
    at: world.now(delivery),
    requestId: `${delivery.id}-dropped`,
    delivery: { ...attemptOf(delivery), disorder: 'drop' },
    crossing: false,
    response: { headers: {} },
    durationMs: 0,
  };
}

function commonEntry(
  world: World,
  { environment, dialect, merchantId, paymentId }: Delivery,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>>,
) {
  const request: JournalMessage = {
    method: 'POST',
    path,
    headers: world.masks.headers(headers),
    ...world.masks.body('application/json', body),
  };
  return {
    environment,
    dialect,
    operation: 'receiveNotification',
    merchantId,
    ...(paymentId === undefined ? {} : { paymentId }),
    request,
  };
}

function attemptOf({ id: deliveryId, notificationId, endpointId, type }: Delivery) {
  return { deliveryId, notificationId, endpointId, type };
}

function answer({ status, headers, excerpt }: Extract<Attempt['result'], { kind: 'answered' }>): JournalMessage {
  return { status, headers, ...(excerpt === '' ? {} : { body: excerpt }) };
}
