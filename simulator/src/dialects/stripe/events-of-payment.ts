import type { Event } from '../../engine/event.ts';
import { evolve } from '../../engine/evolve.ts';
import type { AuthorizationId, DisputeId, RefundId } from '../../engine/ids.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { Changed } from '../../operations/world.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { Shown } from './call.ts';
import { renderCharge } from './charge-object.ts';
import { renderDispute } from './dispute-object.ts';
import type { Told } from './event-object.ts';
import type { EventType } from './event-types.ts';
import { renderIntent } from './intent-object.ts';
import { statusOf } from './intent-state.ts';
import type { At } from './objects.ts';
import { chargeId, disputeIdOf, refundIdOf } from './pointers.ts';
import { renderRefund } from './refund-object.ts';

/** A payment before and after one event of it. */
type Moment = Readonly<{ before: StoredPayment | undefined; now: StoredPayment; event: Event; at: At }>;

/**
 * What is told of a change of a payment: the making of it first, what becomes of its charge, and then how the whole of
 * it stands.
 */
export function toldOfPayment({ before, events, stored }: Changed, at: At): readonly Told[] {
  const made: Told[] = [];
  const parts: Told[] = [];
  const whole: Told[] = [];
  let last = before;
  for (const event of events) {
    const now = { ...stored, payment: evolve(last?.payment, event) };
    for (const told of toldOf({ before: last, now, event, at })) {
      if (told.type === 'payment_intent.created') made.push(told);
      else (told.type.startsWith('payment_intent.') ? whole : parts).push(told);
    }
    last = now;
  }
  return [...made, ...parts, ...whole];
}

function toldOf(moment: Moment): readonly Told[] {
  const { event, now } = moment;
  switch (event.type) {
    case 'requested':
      return intent(moment, 'payment_intent.created');
    case 'action_required':
      return intent(moment, 'payment_intent.requires_action');
    case 'action_failed':
    case 'action_cancelled':
    case 'action_expired':
      return intent(
        moment,
        now.payment.state === 'cancelled' ? 'payment_intent.canceled' : 'payment_intent.payment_failed',
      );
    case 'authorization_pending':
      return [...charge(moment, 'charge.pending', event), ...intent(moment, 'payment_intent.processing')];
    case 'authorized':
      // What is captured with the consent is told once it is.
      if (now.payment.captureMode === 'automatic') return [];
      return [
        ...charge(moment, 'charge.succeeded', event),
        ...intent(moment, 'payment_intent.amount_capturable_updated'),
      ];
    case 'capture_accepted':
      return now.payment.captureMode === 'automatic' ? intent(moment, 'payment_intent.processing') : [];
    case 'captured': {
      const succeeded = statusOf(now) === 'succeeded' ? intent(moment, 'payment_intent.succeeded') : [];
      if (now.payment.captureMode === 'automatic') return [...charge(moment, 'charge.succeeded', event), ...succeeded];
      return [...charge(moment, succeeded.length > 0 ? 'charge.captured' : 'charge.updated', event), ...succeeded];
    }
    case 'declined':
      return [...charge(moment, 'charge.failed', event), ...intent(moment, 'payment_intent.payment_failed')];
    case 'cancelled':
      return intent(moment, 'payment_intent.canceled');
    case 'hold_expired':
      return [...charge(moment, 'charge.expired', event), ...ended(moment)];
    case 'voided':
      return ended(moment);
    case 'incremented':
      return [
        ...charge(moment, 'charge.updated', event),
        ...intent(moment, 'payment_intent.amount_capturable_updated'),
      ];
    case 'refund_accepted':
      return refund(moment, 'refund.created', event);
    case 'refunded': {
      const isKnown = refundIn(moment.before, event.refundId) !== undefined;
      return [
        ...(isKnown
          ? [...refund(moment, 'refund.updated', event), ...refund(moment, 'charge.refund.updated', event)]
          : refund(moment, 'refund.created', event)),
        ...heldCharge(moment, 'charge.refunded'),
      ];
    }
    case 'refund_failed':
    case 'refund_returned': {
      const updated = [...refund(moment, 'refund.updated', event), ...refund(moment, 'charge.refund.updated', event)];
      // What the merchant has canceled has not failed.
      if (refundIn(now, event.refundId)?.status === 'canceled') return updated;
      return [...updated, ...refund(moment, 'refund.failed', event)];
    }
    case 'dispute_opened':
      return [
        ...dispute(moment, 'charge.dispute.created', event),
        ...(event.stage === 'chargeback' ? dispute(moment, 'charge.dispute.funds_withdrawn', event) : []),
      ];
    case 'evidence_submitted':
      return dispute(moment, 'charge.dispute.updated', event);
    case 'dispute_escalated':
      return [
        ...dispute(moment, 'charge.dispute.updated', event),
        ...dispute(moment, 'charge.dispute.funds_withdrawn', event),
      ];
    case 'dispute_won':
      return [
        ...dispute(moment, 'charge.dispute.funds_reinstated', event),
        ...dispute(moment, 'charge.dispute.closed', event),
      ];
    case 'dispute_lost':
    case 'dispute_closed':
      return dispute(moment, 'charge.dispute.closed', event);
    case 'amended':
    case 'action_approved':
    case 'capture_failed':
    case 'void_accepted':
    case 'void_failed':
    case 'increment_declined':
    case 'reauthorized':
    case 'reauthorization_declined':
    case 'settled':
      return [];
    default:
      return unreachable(event);
  }
}

/** A hold is given back: the whole of it, or what was left after captures. */
function ended(moment: Moment): readonly Told[] {
  const status = statusOf(moment.now);
  if (status === 'succeeded') return intent(moment, 'payment_intent.succeeded');
  return status === 'canceled' ? intent(moment, 'payment_intent.canceled') : [];
}

function intent({ now, event, at }: Moment, type: EventType): readonly Told[] {
  return [{ type, at: event.at, object: renderIntent(now, at) }];
}

// Where it is told what was otherwise before.
const WITH_PREVIOUS: ReadonlySet<EventType> = new Set([
  'charge.captured',
  'charge.updated',
  'charge.expired',
  'charge.refunded',
  'refund.updated',
  'charge.refund.updated',
  'charge.dispute.updated',
  'charge.dispute.closed',
]);

function told(
  { before, now, event }: Moment,
  type: EventType,
  render: (stored: StoredPayment) => Shown | undefined,
): readonly Told[] {
  const object = render(now);
  if (object === undefined) return [];
  const earlier = before === undefined || !WITH_PREVIOUS.has(type) ? undefined : render(before);
  return [{ type, at: event.at, object, before: earlier }];
}

function charge(
  moment: Moment,
  type: EventType,
  { authorizationId: id }: Readonly<{ authorizationId: AuthorizationId }>,
) {
  return told(moment, type, (stored) => renderCharge(stored, chargeId(id), moment.at));
}

/** The charge that money goes back from. */
function heldCharge(moment: Moment, type: EventType): readonly Told[] {
  const { payment } = moment.now;
  return payment.state === 'approved' ? charge(moment, type, { authorizationId: payment.hold.id }) : [];
}

function refund(moment: Moment, type: EventType, { refundId: id }: Readonly<{ refundId: RefundId }>): readonly Told[] {
  return told(moment, type, (stored) => renderRefund(stored, refundIdOf(id)));
}

function refundIn(stored: StoredPayment | undefined, id: RefundId): Shown | undefined {
  return stored === undefined ? undefined : renderRefund(stored, refundIdOf(id));
}

function dispute(
  moment: Moment,
  type: EventType,
  { disputeId: id }: Readonly<{ disputeId: DisputeId }>,
): readonly Told[] {
  return told(moment, type, (stored) => renderDispute(stored, disputeIdOf(id), moment.at));
}
