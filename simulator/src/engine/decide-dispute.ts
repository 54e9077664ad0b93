import { refundable } from './balances.ts';
import { capturedProblem, captureIdProblem, withinProblem } from './check.ts';
import type { CommandOf } from './command.ts';
import { accept, type Decision, reject } from './decision.ts';
import { type DisputeId, type Instant, later } from './ids.ts';
import { smaller } from './money.ts';
import type { Approved, Dispute } from './payment.ts';
import type { Policy } from './policy.ts';

/** The cardholder contests captured money: an inquiry asks about it, a chargeback takes it. */
export function openDispute(policy: Policy, payment: Approved, command: CommandOf<'open_dispute'>): Decision {
  const { disputeId, captureId, stage, reason, at } = command;
  const disputable = refundable(payment, captureId);
  const problem =
    captureIdProblem(payment, captureId) ??
    capturedProblem(payment, captureId) ??
    withinProblem(payment, {
      amount: command.amount,
      limit: disputable,
      tooMuch: { code: 'exceeds_disputable', disputable },
    });
  if (problem !== undefined) return reject(problem);
  return accept({
    type: 'dispute_opened',
    disputeId,
    ...(captureId === undefined ? {} : { captureId }),
    stage,
    amount: command.amount === 'all' ? disputable : command.amount,
    reason,
    respondBy: later(at, policy.dispute.responseMs),
    at,
  });
}

/** The merchant answers, before the response period is over. */
export function submitEvidence(payment: Approved, command: CommandOf<'submit_evidence'>): Decision {
  const { disputeId, plan, at } = command;
  const dispute = find(payment, disputeId);
  if (dispute === undefined) return reject({ code: 'no_such_dispute' });
  if (dispute.status !== 'needs_response') return reject({ code: 'wrong_status', status: dispute.status });
  if (at >= dispute.respondBy) return reject({ code: 'response_period_over', endedAt: dispute.respondBy });
  return accept({ type: 'evidence_submitted', disputeId, plan, at });
}

/** An inquiry becomes a chargeback. */
export function escalateDispute(policy: Policy, payment: Approved, command: CommandOf<'escalate_dispute'>): Decision {
  const { disputeId, at } = command;
  const dispute = find(payment, disputeId);
  if (dispute === undefined) return reject({ code: 'no_such_dispute' });
  if (dispute.stage === 'chargeback' || !isUndecided(dispute)) {
    return reject({ code: 'wrong_status', status: dispute.status });
  }
  return escalate(policy, payment, dispute, at);
}

/** The merchant gives in to a chargeback; an inquiry is given in to by refunding. */
export function acceptDispute(payment: Approved, { disputeId, at }: CommandOf<'accept_dispute'>): Decision {
  const dispute = find(payment, disputeId);
  if (dispute === undefined) return reject({ code: 'no_such_dispute' });
  if (dispute.stage === 'inquiry' || !isUndecided(dispute)) {
    return reject({ code: 'wrong_status', status: dispute.status });
  }
  return accept({ type: 'dispute_lost', disputeId, amount: dispute.amount, cause: 'accepted', at });
}

/** Ends a chargeback one way or the other. An inquiry closes when it is won, and escalates when it is lost. */
export function resolveDispute(policy: Policy, payment: Approved, command: CommandOf<'resolve_dispute'>): Decision {
  const { disputeId, outcome, at } = command;
  const dispute = find(payment, disputeId);
  if (dispute === undefined) return reject({ code: 'no_such_dispute' });
  if (!isUndecided(dispute)) return reject({ code: 'wrong_status', status: dispute.status });
  const { stage, amount } = dispute;
  if (outcome === 'lost' && stage === 'inquiry') return escalate(policy, payment, dispute, at);
  if (outcome === 'lost') {
    const unanswered = dispute.status === 'needs_response' && at >= dispute.respondBy;
    return accept({ type: 'dispute_lost', disputeId, amount, cause: unanswered ? 'no_response' : 'ruling', at });
  }
  return stage === 'inquiry'
    ? accept({ type: 'dispute_closed', disputeId, at })
    : accept({ type: 'dispute_won', disputeId, amount, at });
}

/** What the merchant has refunded meanwhile cannot be taken any more. */
function escalate(policy: Policy, payment: Approved, dispute: Dispute, at: Instant): Decision {
  const { id: disputeId } = dispute;
  const amount = smaller(dispute.amount, refundable(payment, dispute.captureId));
  if (amount.minor <= 0n) return accept({ type: 'dispute_closed', disputeId, at });
  return accept({ type: 'dispute_escalated', disputeId, amount, respondBy: later(at, policy.dispute.responseMs), at });
}

function isUndecided(dispute: Dispute): boolean {
  return dispute.status === 'needs_response' || dispute.status === 'under_review';
}

function find(payment: Approved, disputeId: DisputeId): Dispute | undefined {
  return payment.disputes.find(({ id }) => id === disputeId);
}
