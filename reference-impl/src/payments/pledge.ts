import { transactionId } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';
import type { Order } from '../shop/order.ts';
import { capturable } from './amounts.ts';
import { instructionsFor, type OfflineMethod, offlineMethodOf } from './offline-method.ts';
import {
  type FollowUp,
  isFollowUp,
  isPledge,
  type PaymentTransaction,
  type Pledge,
  progressed,
} from './transaction.ts';
import type { Content } from './wanted.ts';
import type { PaymentWorld } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a customer promises to send for an order, not yet stored. Nobody is asked for it. */
export function newPledge(
  { random, clock, deployment }: PaymentWorld,
  order: Pick<Order, 'id' | 'total'>,
  { offline, termDays: days }: Readonly<{ offline: OfflineMethod; termDays: number | undefined }>,
): Pledge {
  const now = clock.now();
  const termDays = offline.settings.type === 'payment_term' ? days : undefined;
  const { id: methodId, shortLabel } = offlineMethodOf(offline);
  return {
    id: transactionId(random.id('transaction')),
    orderId: order.id,
    accessIdentifier: random.token(),
    environment: deployment.environment,
    mode: deployment.mode,
    method: { id: methodId, label: shortLabel, integrationId: offline.id },
    action: 'pending',
    amount: order.total,
    instructions: instructionsFor(offline, termDays),
    ...(termDays === undefined ? {} : { dueAt: later(now, termDays * DAY_MS) }),
    origin: { by: 'shop', commandId: random.id('command'), idempotencyKey: random.token() },
    progress: { state: 'open' },
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}

/** Something done to a pledge, to money that came for one or to the check of a card: it is done once it is written down. */
export function recorded(made: FollowUp, content: Content): FollowUp {
  return { ...made, progress: { state: content.action === 'invoice' ? 'open' : 'finished' } };
}

/**
 * What else changes with it. A pledge that is fulfilled or called off is over, and so is its invoice; so is the check of a card. What it is done to
 * always moves one version on, so that of two that were decided on the same rest only one is stored.
 */
export function changedBy(made: FollowUp, transactions: readonly PaymentTransaction[]): readonly PaymentTransaction[] {
  const source = transactions.find(({ id }) => id === made.sourceId);
  if (!source) return [];
  if (source.action === 'validate') return [progressed(source, { state: 'finished' }, made.createdAt)];
  if (!isPledge(source) || !endsPledge(made, source, transactions)) {
    return [progressed(source, source.progress, made.createdAt)];
  }
  const invoices = transactions
    .filter(isFollowUp)
    .filter(
      ({ action, sourceId, progress }) => action === 'invoice' && sourceId === source.id && progress.state === 'open',
    );
  return [source, ...invoices].map((one) => progressed(one, { state: 'finished' }, made.createdAt));
}

function endsPledge(made: FollowUp, pledge: Pledge, transactions: readonly PaymentTransaction[]): boolean {
  if (made.action === 'invoice') return false;
  return made.action === 'cancel' || capturable(pledge, [...transactions, made]).minor === 0n;
}
