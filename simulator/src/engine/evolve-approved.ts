import type { Event } from './event.ts';
import { evolveReturns } from './evolve-returns.ts';
import { existing, put } from './keyed.ts';
import { add } from './money.ts';
import type { Approved, Capture, Hold, Increment, PastAuthorization, Void } from './payment.ts';

type BeforeApproval =
  | 'requested'
  | 'amended'
  | 'action_required'
  | 'action_approved'
  | 'action_failed'
  | 'action_cancelled'
  | 'action_expired'
  | 'authorization_pending'
  | 'authorized'
  | 'declined'
  | 'cancelled';

/** The approved payment after a fact about its hold, or about what captures and voids did to it. */
export function evolveApproved(payment: Approved, event: Exclude<Event, { type: BeforeApproval }>): Approved {
  const { hold } = payment;
  switch (event.type) {
    case 'hold_expired':
      return { ...payment, hold: { ...hold, status: 'expired' } };
    case 'incremented': {
      const { by, at } = event;
      return { ...payment, hold: { ...tried(hold, { by, at, status: 'approved' }), amount: add(hold.amount, by) } };
    }
    case 'increment_declined': {
      const { by, decline, at } = event;
      return { ...payment, hold: tried(hold, { by, at, status: 'declined', decline }) };
    }
    case 'reauthorized': {
      const { authorizationId: id, amount, expiresAt, honourUntil, at } = event;
      const replaced: PastAuthorization = { ...hold, status: 'replaced', replacedBy: id, moved: amount };
      const fresh: Hold = { id, amount, at, status: 'open', expiresAt, honourUntil, increments: [] };
      return { ...payment, pastAuthorizations: [...payment.pastAuthorizations, replaced], hold: fresh };
    }
    case 'reauthorization_declined': {
      const { authorizationId: id, amount, decline, at } = event;
      const declined: PastAuthorization = { id, amount, at, status: 'declined', decline };
      return { ...payment, pastAuthorizations: [...payment.pastAuthorizations, declined] };
    }
    case 'capture_accepted': {
      const { captureId: id, authorizationId, amount, rest, checked, plan, at } = event;
      const capture: Capture = { id, authorizationId, amount, rest, at, status: 'pending', checked, plan };
      return { ...payment, captures: [...payment.captures, capture] };
    }
    case 'captured': {
      const { captureId: id, authorizationId, amount, rest, at: decidedAt } = event;
      const at = payment.captures.find((capture) => capture.id === id)?.at ?? decidedAt;
      const capture: Capture = { id, authorizationId, amount, rest, at, status: 'succeeded', decidedAt };
      const after: Hold = event.hold === 'closed' ? { ...hold, status: 'closed' } : hold;
      return { ...payment, captures: put(payment.captures, capture), hold: after };
    }
    case 'capture_failed': {
      const { failure, at: decidedAt } = event;
      const { id, authorizationId, amount, rest, at } = existing(payment.captures, event.captureId);
      const capture: Capture = { id, authorizationId, amount, rest, at, status: 'failed', decidedAt, failure };
      return { ...payment, captures: put(payment.captures, capture) };
    }
    case 'void_accepted': {
      const { voidId: id, authorizationId, checked, plan, at } = event;
      const accepted: Void = { id, authorizationId, at, status: 'pending', checked, plan };
      return { ...payment, voids: [...payment.voids, accepted] };
    }
    case 'voided': {
      const { voidId: id, authorizationId, at: decidedAt } = event;
      const at = payment.voids.find((asked) => asked.id === id)?.at ?? decidedAt;
      const done: Void = { id, authorizationId, at, status: 'succeeded', decidedAt };
      return { ...payment, voids: put(payment.voids, done), hold: { ...hold, status: 'voided' } };
    }
    case 'void_failed': {
      const { failure, at: decidedAt } = event;
      const { id, authorizationId, at } = existing(payment.voids, event.voidId);
      const failed: Void = { id, authorizationId, at, status: 'failed', decidedAt, failure };
      return { ...payment, voids: put(payment.voids, failed) };
    }
    default:
      return evolveReturns(payment, event);
  }
}

function tried(hold: Hold, increment: Increment): Hold {
  return { ...hold, increments: [...hold.increments, increment] };
}
