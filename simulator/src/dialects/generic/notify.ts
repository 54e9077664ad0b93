import type { Event } from '../../engine/event.ts';
import { evolve } from '../../engine/evolve.ts';
import type { Payment } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import { derivedId } from '../../operations/notifications.ts';
import type { DialectNotifications, Where } from '../../operations/world.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { Notification } from '../../webhooks/notification.ts';
import { standardWebhooks } from '../../webhooks/signature.ts';
import { retryLadder } from './policy.ts';
import { renderPayment } from './render.ts';
import type { components } from './wire.d.ts';

/** The type of a notification. */
type NotificationType = components['schemas']['NotificationType'];

/** Every type of notification there is. */
export const NOTIFICATION_TYPES = [
  'payment.action_required',
  'payment.processing',
  'payment.authorized',
  'payment.declined',
  'payment.cancelled',
  'payment.expired',
  'payment.capture_pending',
  'payment.captured',
  'payment.capture_failed',
  'payment.void_pending',
  'payment.voided',
  'payment.void_failed',
  'payment.settled',
  'authorization.incremented',
  'authorization.increment_declined',
  'authorization.replaced',
  'authorization.replacement_declined',
  'refund.pending',
  'refund.succeeded',
  'refund.failed',
  'dispute.opened',
  'dispute.under_review',
  'dispute.escalated',
  'dispute.won',
  'dispute.lost',
  'dispute.closed',
] as const satisfies readonly NotificationType[];

/** How the generic provider tells merchants what happened: Standard Webhooks, the payment as it stands with each. */
export const notifications: DialectNotifications = {
  types: NOTIFICATION_TYPES,
  toldOf: ({ before, events, stored }, where, wanted) => {
    const { paymentId, version } = stored;
    const told: Notification[] = [];
    let payment = before?.payment;
    for (const [index, event] of events.entries()) {
      payment = evolve(payment, event);
      const type = notificationType(event, payment);
      if (type === undefined || !wanted(type)) continue;
      const id = derivedId('ntf', paymentId, String(version), String(index));
      const data = dataOf({ ...stored, payment }, where);
      told.push({ id, type, createdAt: event.at, environment: where.environment, data });
    }
    return told;
  },
  dataOf,
  body: ({ id, type, createdAt, environment, data }) =>
    JSON.stringify({
      id,
      type,
      createdAt: new Date(createdAt).toISOString(),
      environment: environment.name,
      mode: environment.mode,
      data,
    }),
  ladder: { test: retryLadder, live: retryLadder },
  sign: standardWebhooks,
};

/** The payment as it is told. */
function dataOf(stored: StoredPayment, { environment, pages }: Where): components['schemas']['Payment'] {
  return renderPayment(stored, environment, pages);
}

/** What an event is called outside, where anything is said about it; `payment` is as the event has left it. */
export function notificationType(event: Event, payment: Payment): NotificationType | undefined {
  switch (event.type) {
    case 'action_required':
      return 'payment.action_required';
    case 'authorization_pending':
      return 'payment.processing';
    case 'authorized':
      return 'payment.authorized';
    case 'declined':
    case 'action_failed':
      return 'payment.declined';
    case 'cancelled':
      return 'payment.cancelled';
    case 'action_cancelled':
    case 'action_expired':
      // Where the customer may try again nothing has come to an end.
      return payment.state === 'cancelled' ? 'payment.cancelled' : undefined;
    case 'hold_expired':
      return 'payment.expired';
    case 'capture_accepted':
      return 'payment.capture_pending';
    case 'captured':
      return 'payment.captured';
    case 'capture_failed':
      return 'payment.capture_failed';
    case 'void_accepted':
      return 'payment.void_pending';
    case 'voided':
      return 'payment.voided';
    case 'void_failed':
      return 'payment.void_failed';
    case 'settled':
      return 'payment.settled';
    case 'incremented':
      return 'authorization.incremented';
    case 'increment_declined':
      return 'authorization.increment_declined';
    case 'reauthorized':
      return 'authorization.replaced';
    case 'reauthorization_declined':
      return 'authorization.replacement_declined';
    case 'refund_accepted':
      return 'refund.pending';
    case 'refunded':
      return 'refund.succeeded';
    case 'refund_failed':
    case 'refund_returned':
      return 'refund.failed';
    case 'dispute_opened':
      return 'dispute.opened';
    case 'evidence_submitted':
      return 'dispute.under_review';
    case 'dispute_escalated':
      return 'dispute.escalated';
    case 'dispute_won':
      return 'dispute.won';
    case 'dispute_lost':
      return 'dispute.lost';
    case 'dispute_closed':
      return 'dispute.closed';
    case 'requested':
    case 'amended':
    case 'action_approved':
      return undefined;
    default:
      return unreachable(event);
  }
}
