import type { Event } from './event.ts';
import { evolveApproved } from './evolve-approved.ts';
import type { Instant } from './ids.ts';
import type {
  ActionRequired,
  CancelReason,
  Hold,
  PastAction,
  PastAuthorization,
  Payment,
  Requested,
} from './payment.ts';

/** The payment after a fact. It never refuses; it throws where the stored events cannot have come from `decide`. */
export function evolve(payment: Payment | undefined, event: Event): Payment {
  if (payment === undefined) {
    if (event.type !== 'requested') throw new Error(`${event.type} before requested`);
    const { paymentId: id, amount, captureMode, at: requestedAt } = event;
    return { state: 'requested', id, amount, captureMode, requestedAt, pastActions: [], pastAuthorizations: [] };
  }
  switch (event.type) {
    case 'requested':
      throw new Error(`payment ${payment.id} requested twice`);
    case 'amended': {
      if (payment.state !== 'requested' && payment.state !== 'declined') {
        throw new Error(`payment ${payment.id} amended while ${payment.state}`);
      }
      const { amount, captureMode } = event;
      return { ...payment, amount, captureMode };
    }
    case 'action_required': {
      const { actionId: id, kind, expiresAt, at } = event;
      return { ...common(payment), state: 'action_required', action: { id, kind, expiresAt, at } };
    }
    case 'action_approved':
      return reopened(payment, event, 'approved');
    case 'action_failed': {
      const { decline, at: declinedAt } = event;
      return { ...reopened(payment, event, 'failed'), state: 'declined', decline, declinedAt };
    }
    case 'action_cancelled': {
      const open = reopened(payment, event, 'cancelled');
      return event.after === 'reopen' ? open : cancelled(open, 'by_customer', event.at);
    }
    case 'action_expired': {
      const open = reopened(payment, event, 'expired');
      return event.after === 'reopen' ? open : cancelled(open, 'action_expired', event.at);
    }
    case 'authorization_pending': {
      const { authorizationId: id, amount, reason, plan, automaticCapture, at } = event;
      const authorization = { id, amount, at, status: 'processing', reason, plan, automaticCapture } as const;
      return { ...common(payment), state: 'processing', authorization };
    }
    case 'authorized': {
      const { authorizationId: id, amount, expiresAt, honourUntil, at } = event;
      const hold: Hold = { id, amount, at, status: 'open', expiresAt, honourUntil, increments: [] };
      const nothingYet = { captures: [], voids: [], refunds: [], disputes: [], settled: [] };
      return { ...common(payment), state: 'approved', hold, ...nothingYet };
    }
    case 'declined': {
      const { authorizationId: id, amount, decline, at } = event;
      const pastAuthorizations = [
        ...payment.pastAuthorizations,
        { id, amount, at, status: 'declined', decline } as const,
      ];
      return { ...common(payment), pastAuthorizations, state: 'declined', decline, declinedAt: at };
    }
    case 'cancelled':
      return cancelled(payment, event.reason, event.at);
    default:
      if (payment.state !== 'approved') throw new Error(`payment ${payment.id}: ${event.type} while ${payment.state}`);
      return evolveApproved(payment, event);
  }
}

/** The payment that a history of events leads to; undefined where there is none. */
export function replay(events: readonly Event[]): Payment | undefined {
  return events.reduce<Payment | undefined>(evolve, undefined);
}

type Common = Omit<Requested, 'state'>;

function common({ id, amount, captureMode, requestedAt, pastActions, pastAuthorizations }: Payment): Common {
  return { id, amount, captureMode, requestedAt, pastActions, pastAuthorizations };
}

/** The customer action is over, and the payment waits for the merchant again. */
function reopened(
  payment: Payment,
  { actionId, at, type }: Readonly<{ actionId: string; at: Instant; type: string }>,
  outcome: PastAction['outcome'],
): Requested {
  const { id, kind } = openAction(payment, actionId, type).action;
  return { ...common(payment), state: 'requested', pastActions: [...payment.pastActions, { id, kind, outcome, at }] };
}

function openAction(payment: Payment, actionId: string, type: string): ActionRequired {
  if (payment.state === 'action_required' && payment.action.id === actionId) return payment;
  throw new Error(`payment ${payment.id}: ${type} of ${actionId}, which is not open`);
}

/** An authorization that was still pending is withdrawn with the payment. */
function cancelled(payment: Payment, reason: CancelReason, cancelledAt: Instant): Payment {
  return { ...common(payment), pastAuthorizations: withdrawn(payment), state: 'cancelled', reason, cancelledAt };
}

function withdrawn(payment: Payment): readonly PastAuthorization[] {
  if (payment.state !== 'processing') return payment.pastAuthorizations;
  const { id, amount, at } = payment.authorization;
  return [...payment.pastAuthorizations, { id, amount, at, status: 'voided' }];
}
