import type { Command } from './command.ts';
import type { Instant } from './ids.ts';
import type { Approved, Dispute, Payment } from './payment.ts';
import { unreachable } from './unreachable.ts';

/** A command that a payment is owed at a time, by the clock alone. */
export type Due = Readonly<{ at: Instant; command: Command }>;

/** The timers a payment has running, soonest first. Each is accepted when its time has come, and is then gone. */
export function due(payment: Payment): readonly Due[] {
  return timers(payment).toSorted((left, right) => left.at - right.at);
}

/** When the payment next needs attention; undefined while no timer runs. */
export function nextDueAt(payment: Payment): Instant | undefined {
  return due(payment)[0]?.at;
}

function timers(payment: Payment): readonly Due[] {
  switch (payment.state) {
    case 'action_required':
      return [timer({ type: 'expire', at: payment.action.expiresAt })];
    case 'processing': {
      const { id, plan } = payment.authorization;
      if (plan.when === 'unplanned') return [];
      const { decideAt: at, outcome: answer } = plan;
      return [timer({ type: 'resolve_authorization', authorizationId: id, answer, at })];
    }
    case 'approved':
      return approvedTimers(payment);
    case 'requested':
    case 'declined':
    case 'cancelled':
      return [];
    default:
      return unreachable(payment);
  }
}

function approvedTimers(payment: Approved): readonly Due[] {
  const found: Due[] = [];
  if (payment.hold.status === 'open') found.push(timer({ type: 'expire', at: payment.hold.expiresAt }));
  for (const { id, ...capture } of payment.captures) {
    if (capture.status !== 'pending' || capture.plan.when === 'unplanned') continue;
    const { decideAt: at, outcome } = capture.plan;
    found.push(timer({ type: 'resolve_capture', captureId: id, outcome, at }));
  }
  for (const { id, ...asked } of payment.voids) {
    if (asked.status !== 'pending' || asked.plan.when === 'unplanned') continue;
    const { decideAt: at, outcome } = asked.plan;
    found.push(timer({ type: 'resolve_void', voidId: id, outcome, at }));
  }
  for (const { id, ...refund } of payment.refunds) {
    if (refund.status !== 'pending' || refund.plan.when === 'unplanned') continue;
    const { decideAt: at, outcome } = refund.plan;
    found.push(timer({ type: 'resolve_refund', refundId: id, outcome, at }));
  }
  return [...found, ...payment.disputes.flatMap(disputeTimers)];
}

/** Without an answer in time a chargeback is lost, and an inquiry closes. */
function disputeTimers(dispute: Dispute): readonly Due[] {
  const { id: disputeId, stage } = dispute;
  if (dispute.status === 'needs_response') {
    const outcome = stage === 'inquiry' ? 'won' : 'lost';
    return [timer({ type: 'resolve_dispute', disputeId, outcome, at: dispute.respondBy })];
  }
  if (dispute.status !== 'under_review' || dispute.plan.when === 'unplanned') return [];
  const { decideAt: at, outcome } = dispute.plan;
  return [timer({ type: 'resolve_dispute', disputeId, outcome, at })];
}

function timer(command: Command): Due {
  return { at: command.at, command };
}
