import type { Event } from '../../engine/event.ts';
import { evolve } from '../../engine/evolve.ts';
import type { AuthorizationId, Instant } from '../../engine/ids.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { Changed } from '../../operations/world.ts';
import type { StoredPayment } from '../../store/store.ts';
import { renderAuthorization } from './authorization-object.ts';
import { renderCapture } from './capture-object.ts';
import { renderDispute } from './dispute-object.ts';
import type { EventType } from './event-types.ts';
import type { At } from './links.ts';
import { renderOrder } from './order-object.ts';
import { isFirstCapture, shownAttempts } from './parts.ts';
import { renderRefund } from './refund-object.ts';
import type { components } from './wire.d.ts';

/** Something that is told: a resource as it stood when it happened. */
export type Told = Readonly<{ type: EventType; at: Instant; resource: components['schemas']['Event']['resource'] }>;

/** A payment as it is after one event of it. */
type Moment = Readonly<{ now: StoredPayment; event: Event; at: At }>;

/** What is told of a change of a payment: of its parts first, and then that the order is complete. */
export function toldOf({ before, events, stored }: Changed, at: At): readonly Told[] {
  const parts: Told[] = [];
  const whole: Told[] = [];
  let last = before?.payment;
  for (const [index, event] of events.entries()) {
    last = evolve(last, event);
    // Whoever is sent on to the bank at once has not approved yet.
    if (event.type === 'action_approved' && events[index + 1]?.type === 'action_required') continue;
    for (const told of toldOfEvent({ now: { ...stored, payment: last }, event, at })) {
      (told.type === 'CHECKOUT.ORDER.COMPLETED' ? whole : parts).push(told);
    }
  }
  return [...parts, ...whole];
}

function toldOfEvent(moment: Moment): readonly Told[] {
  const { event, now } = moment;
  const isCapturedAtOnce = now.payment.captureMode === 'automatic';
  switch (event.type) {
    case 'action_approved':
      return order(moment, 'CHECKOUT.ORDER.APPROVED');
    case 'authorization_pending':
      return [
        ...(isCapturedAtOnce
          ? capture(moment, 'PAYMENT.CAPTURE.PENDING', event.authorizationId)
          : authorization(moment, 'PAYMENT.AUTHORIZATION.CREATED', event)),
        ...order(moment, 'CHECKOUT.ORDER.COMPLETED'),
      ];
    case 'authorized':
      if (isCapturedAtOnce) return [];
      return [
        ...authorization(moment, 'PAYMENT.AUTHORIZATION.CREATED', event),
        ...order(moment, 'CHECKOUT.ORDER.COMPLETED'),
      ];
    case 'reauthorized':
      return authorization(moment, 'PAYMENT.AUTHORIZATION.CREATED', event);
    case 'declined':
      return isCapturedAtOnce ? capture(moment, 'PAYMENT.CAPTURE.DENIED', event.authorizationId) : [];
    case 'voided':
    case 'hold_expired':
      return authorization(moment, 'PAYMENT.AUTHORIZATION.VOIDED', event);
    case 'capture_accepted':
      return madeCapture(moment, 'PAYMENT.CAPTURE.PENDING', event.captureId);
    case 'capture_failed':
      return madeCapture(moment, 'PAYMENT.CAPTURE.DENIED', event.captureId);
    case 'captured':
      return [
        ...madeCapture(moment, 'PAYMENT.CAPTURE.COMPLETED', event.captureId),
        ...(isCapturedAtOnce ? order(moment, 'CHECKOUT.ORDER.COMPLETED') : []),
      ];
    case 'refund_accepted':
      return refund(moment, 'PAYMENT.REFUND.PENDING', event);
    case 'refunded':
      return refund(moment, 'PAYMENT.CAPTURE.REFUNDED', event);
    case 'refund_failed':
    case 'refund_returned':
      return refund(moment, 'PAYMENT.REFUND.FAILED', event);
    case 'dispute_opened':
      return dispute(moment, 'CUSTOMER.DISPUTE.CREATED', event);
    case 'evidence_submitted':
    case 'dispute_escalated':
      return dispute(moment, 'CUSTOMER.DISPUTE.UPDATED', event);
    case 'dispute_lost':
      return [...dispute(moment, 'CUSTOMER.DISPUTE.RESOLVED', event), ...reversed(moment, event.disputeId)];
    case 'dispute_won':
    case 'dispute_closed':
      return dispute(moment, 'CUSTOMER.DISPUTE.RESOLVED', event);
    case 'requested':
    case 'amended':
    case 'action_required':
    case 'action_failed':
    case 'action_cancelled':
    case 'action_expired':
    case 'cancelled':
    case 'incremented':
    case 'increment_declined':
    case 'reauthorization_declined':
    case 'void_accepted':
    case 'void_failed':
    case 'settled':
      return [];
    default:
      return unreachable(event);
  }
}

function order({ now, event, at }: Moment, type: EventType): readonly Told[] {
  return [{ type, at: event.at, resource: renderOrder(now, at) }];
}

function authorization(
  { now, event, at }: Moment,
  type: EventType,
  { authorizationId: id }: Readonly<{ authorizationId: AuthorizationId }>,
): readonly Told[] {
  return some(type, event.at, renderAuthorization(now, id, at));
}

/** A capture by the part that names it. */
function capture({ now, event, at }: Moment, type: EventType, part: string): readonly Told[] {
  const isShown = shownAttempts(now).some(({ id }) => id === part) || now.payment.state === 'approved';
  return isShown ? some(type, event.at, renderCapture(now, part, at)) : [];
}

/** A capture that was made, by the name that it has in the payment. */
function madeCapture(moment: Moment, type: EventType, captureId: string): readonly Told[] {
  const { payment } = moment.now;
  const made = payment.state === 'approved' ? payment.captures.find(({ id }) => id === captureId) : undefined;
  if (made === undefined || payment.state !== 'approved') return [];
  return capture(moment, type, isFirstCapture(payment, made) ? made.authorizationId : made.id);
}

function refund({ now, event, at }: Moment, type: EventType, { refundId }: Readonly<{ refundId: string }>) {
  return some(type, event.at, renderRefund(now, refundId, at));
}

function dispute({ now, event, at }: Moment, type: EventType, { disputeId }: Readonly<{ disputeId: string }>) {
  return some(type, event.at, renderDispute(now, disputeId, at));
}

/** The captures whose money a dispute has taken for good. */
function reversed(moment: Moment, disputeId: string): readonly Told[] {
  const { payment } = moment.now;
  if (payment.state !== 'approved') return [];
  const lost = payment.disputes.find(({ id }) => id === disputeId);
  if (lost?.stage !== 'chargeback') return [];
  return payment.captures
    .filter(({ id, status }) => status === 'succeeded' && (lost.captureId === undefined || lost.captureId === id))
    .flatMap(({ id }) => madeCapture(moment, 'PAYMENT.CAPTURE.REVERSED', id));
}

function some(type: EventType, at: Instant, resource: Told['resource'] | undefined): readonly Told[] {
  return resource === undefined ? [] : [{ type, at, resource }];
}
