import { createHash } from 'node:crypto';
import { type Instant, notificationId, type OrderId } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';
import type { Order } from '../shop/order.ts';
import { agreementOf } from './agreement.ts';
import type { Integration } from './integration.ts';
import { opened } from './integrations.ts';
import { keptOrAsked } from './kept-replies.ts';
import type {
  Arrival,
  InboxEntry,
  InboxProgress,
  NotificationReading,
  Told,
  UnverifiedWhy,
  Verification,
} from './notification.ts';
import { ask } from './perform.ts';
import type { Provider } from './provider.ts';
import { lookAtOrder } from './reconcile.ts';
import { isPurchase, type Purchase } from './transaction.ts';
import type { PaymentWorld } from './world.ts';

/** The most bytes a notification may have; a payment with its whole history is far smaller. */
export const NOTIFICATION_BYTES_MAX = 256 * 1024;

/** What came of something that arrived. */
export type Receipt =
  | Readonly<{ kind: 'no_such_address' }>
  | Readonly<{ kind: 'unverified'; why: UnverifiedWhy }>
  /** Only the provider can tell who has sent it, and has not. */
  | Readonly<{ kind: 'unasked' }>
  | Readonly<{ kind: 'recorded' | 'repeated'; entry: InboxEntry }>;

/**
 * Takes in a notification: the bytes are verified, then read, then recorded once. Nothing is done about it here; who
 * sends it has to be answered first.
 */
export async function receive(world: PaymentWorld, accessId: string, arrival: Arrival): Promise<Receipt> {
  const row = await world.integrations.byAccessId(accessId);
  const found = row && (await opened(world, row));
  if (found?.kind !== 'open') return { kind: 'no_such_address' };
  const { integration } = found;
  const now = world.clock.now();
  const provider = world.providers[integration.type];
  const verified = await verifiedBy(world, integration, provider, arrival, now);
  if (verified.kind === 'unasked') return verified;
  if (verified.kind === 'unverified') {
    await world.inbox.countUnverified(integration.id, verified.why, now);
    world.log.warn(`a notification for integration ${integration.id} was not verified: ${verified.why}`);
    return verified;
  }
  const reading = provider.readNotification(arrival.body, verified.id);
  const judged = await judge(world, integration, reading, now);
  const entry: InboxEntry = {
    id: notificationId(world.random.id('notification')),
    integrationId: integration.id,
    webhookId: verified.id,
    type: reading.kind === 'unreadable' ? 'unreadable' : reading.type,
    digest: createHash('sha256').update(arrival.body).digest('hex'),
    sentAt: verified.sentAt,
    receivedAt: now,
    ...(reading.kind === 'about_payment' ? { told: reading.told } : {}),
    ...(judged.orderId === undefined ? {} : { orderId: judged.orderId }),
    progress: judged.progress,
    version: 1,
  };
  const stored = await world.inbox.add(entry);
  if (stored !== 'known') {
    if (entry.progress.state === 'refused') {
      world.log.warn(`notification ${entry.webhookId} for integration ${integration.id}: ${entry.progress.why}`);
    }
    return { kind: 'recorded', entry };
  }
  const first = await world.inbox.byWebhookId(integration.id, verified.id);
  if (!first) throw new Error(`notification ${verified.id} was known a moment ago`);
  return { kind: 'repeated', entry: first };
}

/** Who has sent it. Where only the provider can tell and does not answer, nothing is known, and it has to come again. */
async function verifiedBy(
  world: PaymentWorld,
  integration: Integration,
  provider: Provider,
  arrival: Arrival,
  now: Instant,
): Promise<Verification | Extract<Receipt, { kind: 'unasked' }>> {
  const verifying = await provider.verifyNotification(arrival, integration.settings.signingSecrets, now);
  if (verifying.kind !== 'to_be_asked') return verifying;
  const { address: from } = integration.settings;
  const wish = keptOrAsked(world.keptReplies, verifying, { from, now });
  const told = await ask(world, integration, wish, verifying.read);
  return told.kind === 'verified' || told.kind === 'unverified' ? told : { kind: 'unasked' };
}

type Judged = Readonly<{ progress: InboxProgress; orderId?: OrderId }>;

async function judge(
  world: PaymentWorld,
  integration: Integration,
  reading: NotificationReading,
  now: Instant,
): Promise<Judged> {
  if (reading.kind === 'unreadable') return { progress: { state: 'refused', why: 'unreadable' } };
  if (reading.kind === 'unknown_type') return { progress: { state: 'kept', why: 'unknown_type' } };
  const { told } = reading;
  const subject = await subjectOf(world, told);
  const orderId = subject.order?.id;
  const agreement = agreementOf({ deployment: world.deployment, integrationId: integration.id, told, ...subject });
  const progress = agreement ?? ({ state: 'received', attempts: 0, nextAttemptAt: now } as const);
  return orderId === undefined ? { progress } : { progress, orderId };
}

/** The order and purchase that a notification can be about: by the payment itself, or by the order and its command. */
async function subjectOf(
  world: PaymentWorld,
  { paymentReference, orderNumber, commandId }: Told,
): Promise<Readonly<{ order?: Order; purchase?: Purchase }>> {
  const named = paymentReference === undefined ? [] : await world.transactions.byReference(paymentReference);
  const known = named.find(isPurchase);
  const byNumber = () => (orderNumber === undefined ? undefined : world.orders.byNumber(orderNumber));
  const order = await (known ? world.orders.byId(known.orderId) : byNumber());
  if (!order) return {};
  if (known) return { order, purchase: known };
  const purchases = (await world.transactions.ofOrder(order.id)).filter(isPurchase);
  if (paymentReference === undefined) {
    const ofCommand = purchases.find(({ origin }) => origin.by === 'shop' && origin.commandId === commandId);
    return ofCommand ? { order, purchase: ofCommand } : { order };
  }
  const purchase = purchases
    // Its answer has not arrived yet: the notification was faster, or the answer was lost.
    .find(({ origin, reference }) => reference === undefined && origin.by === 'shop' && origin.commandId === commandId);
  return purchase ? { order, purchase } : { order };
}

/** How many notifications one run acts on, so that it ends. */
export const INBOX_RUN_MAX = 100;
/** How many orders are asked about at once. */
const AT_ONCE = 4;

// After the last one the payment is left to the job that asks about everything unresolved.
const ATTEMPTS_MAX = 8;
const FIRST_WAIT_MS = 5_000;

/**
 * Acts on notifications that are due, the oldest first: asks the provider about their orders. Safe to repeat and to run
 * twice at once. Tells how many it has looked at.
 */
export async function workOff(world: PaymentWorld, mayGoOn: () => boolean = () => true): Promise<number> {
  const due = await world.inbox.due(world.clock.now(), INBOX_RUN_MAX);
  const byOrder = [...Map.groupBy(due, ({ orderId }) => orderId)];
  for (let at = 0; at < byOrder.length && mayGoOn(); at += AT_ONCE) {
    await Promise.all(byOrder.slice(at, at + AT_ONCE).map(([id, entries]) => actOn(world, id, entries)));
  }
  return due.length;
}

async function actOn(world: PaymentWorld, id: OrderId | undefined, entries: readonly InboxEntry[]): Promise<void> {
  const answered = await askAbout(world, id).catch((error: unknown) => {
    world.log.error(error, `acting on notifications about order ${id} failed`);
    return false;
  });
  const now = world.clock.now();
  for (const entry of entries) {
    const progress = answered ? ({ state: 'asked', at: now } as const) : postponed(entry, now);
    // A conflict means that somebody else has acted on it meanwhile.
    await world.inbox.replace({ ...entry, progress, version: entry.version + 1 });
  }
}

async function askAbout(world: PaymentWorld, id: OrderId | undefined): Promise<boolean> {
  const order = id && (await world.orders.byId(id));
  if (!order) return false;
  const { isAnswered } = await lookAtOrder(world, order);
  return isAnswered;
}

function postponed({ progress }: InboxEntry, now: Instant): InboxProgress {
  const attempts = (progress.state === 'received' ? progress.attempts : 0) + 1;
  if (attempts >= ATTEMPTS_MAX) return { state: 'given_up', at: now, attempts };
  return { state: 'received', attempts, nextAttemptAt: later(now, FIRST_WAIT_MS * 4 ** (attempts - 1)) };
}
