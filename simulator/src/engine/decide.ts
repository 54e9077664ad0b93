import type { Command, CommandOf } from './command.ts';
import {
  attemptableProblem,
  authorize,
  completeAction,
  requireAction,
  resolveAuthorization,
} from './decide-authorization.ts';
import { capture, resolveCapture } from './decide-capture.ts';
import { acceptDispute, escalateDispute, openDispute, resolveDispute, submitEvidence } from './decide-dispute.ts';
import { expireHold, increment, reauthorize } from './decide-hold.ts';
import { failRefund, refund, resolveRefund } from './decide-refund.ts';
import { resolveVoid, voidHold } from './decide-void.ts';
import { accept, type Decision, reject } from './decision.ts';
import { unsettled } from './entries.ts';
import { alreadyExists } from './exists.ts';
import { feeOf } from './fees.ts';
import { exceeds, type Money, money } from './money.ts';
import type { Approved, CaptureMode, Payment } from './payment.ts';
import type { Policy } from './policy.ts';
import type { Rejection } from './rejection.ts';
import { unreachable } from './unreachable.ts';

/**
 * Whether a payment under a policy allows a command, and what happens then. Undefined is a payment that nobody has
 * requested yet. Every command in every state gets a decision: this never throws.
 */
export function decide(policy: Policy, payment: Payment | undefined, command: Command): Decision {
  if (payment === undefined) {
    return command.type === 'request' ? request(policy, command) : reject({ code: 'no_such_payment' });
  }
  const problem = alreadyExists(policy, payment, command) ?? notSupported(policy, command);
  if (problem !== undefined) return reject(problem);
  switch (command.type) {
    case 'request':
      return reject({ code: 'already_exists' });
    case 'amend':
      return amend(policy, payment, command);
    case 'require_action':
      return requireAction(policy, payment, command);
    case 'complete_action':
      return completeAction(policy, payment, command);
    case 'authorize':
      return authorize(policy, payment, command);
    case 'resolve_authorization':
      return resolveAuthorization(policy, payment, command);
    case 'cancel':
      return cancel(policy, payment, command);
    case 'expire':
      return expire(policy, payment, command);
    default:
      if (payment.state !== 'approved') return reject({ code: 'wrong_state', state: payment.state });
      return decideApproved(policy, payment, command);
  }
}

type BeforeApproval =
  | 'request'
  | 'amend'
  | 'require_action'
  | 'complete_action'
  | 'authorize'
  | 'resolve_authorization'
  | 'cancel'
  | 'expire';

function decideApproved(
  policy: Policy,
  payment: Approved,
  command: Exclude<Command, { type: BeforeApproval }>,
): Decision {
  switch (command.type) {
    case 'increment':
      return increment(policy, payment, command);
    case 'reauthorize':
      return reauthorize(policy, payment, command);
    case 'capture':
      return capture(policy, payment, command);
    case 'resolve_capture':
      return resolveCapture(policy, payment, command);
    case 'void':
      return voidHold(policy, payment, command);
    case 'resolve_void':
      return resolveVoid(policy, payment, command);
    case 'refund':
      return refund(policy, payment, command);
    case 'resolve_refund':
      return resolveRefund(policy, payment, command);
    case 'fail_refund':
      return failRefund(payment, command);
    case 'open_dispute':
      return openDispute(policy, payment, command);
    case 'submit_evidence':
      return submitEvidence(payment, command);
    case 'escalate_dispute':
      return escalateDispute(policy, payment, command);
    case 'accept_dispute':
      return acceptDispute(payment, command);
    case 'resolve_dispute':
      return resolveDispute(policy, payment, command);
    case 'settle':
      return settle(policy, payment, command);
    default:
      return unreachable(command);
  }
}

function request(policy: Policy, command: CommandOf<'request'>): Decision {
  const { paymentId, amount, captureMode, at } = command;
  const problem = requestedAmountProblem(policy, amount, captureMode);
  return problem ? reject(problem) : accept({ type: 'requested', paymentId, amount, captureMode, at });
}

function amend(policy: Policy, payment: Payment, { amount, captureMode, at }: CommandOf<'amend'>): Decision {
  const problem = attemptableProblem(policy, payment) ?? requestedAmountProblem(policy, amount, captureMode);
  return problem ? reject(problem) : accept({ type: 'amended', amount, captureMode, at });
}

function requestedAmountProblem(policy: Policy, amount: Money, captureMode: CaptureMode): Rejection | undefined {
  if (amount.minor === 0n && policy.zeroAmount === 'card_check' && captureMode === 'manual') return undefined;
  if (amount.minor <= 0n) return { code: 'amount_not_positive' };
  const minimum = money(policy.minimum[amount.currency] ?? 1n, amount.currency);
  return exceeds(minimum, amount) ? { code: 'below_minimum', minimum } : undefined;
}

function cancel(policy: Policy, payment: Payment, { reason, at }: CommandOf<'cancel'>): Decision {
  switch (payment.state) {
    case 'requested':
    case 'action_required':
    case 'processing':
      return accept({ type: 'cancelled', reason, at });
    case 'declined':
      if (policy.retryAfterDecline === 'allowed') return accept({ type: 'cancelled', reason, at });
      return reject({ code: 'wrong_state', state: payment.state });
    case 'approved':
    case 'cancelled':
      return reject({ code: 'wrong_state', state: payment.state });
    default:
      return unreachable(payment);
  }
}

function expire(policy: Policy, payment: Payment, { at }: CommandOf<'expire'>): Decision {
  if (payment.state === 'approved') return expireHold(payment, at);
  if (payment.state !== 'action_required') return reject({ code: 'wrong_state', state: payment.state });
  const { id, expiresAt } = payment.action;
  if (at < expiresAt) return reject({ code: 'not_due', dueAt: expiresAt });
  return accept({ type: 'action_expired', actionId: id, after: policy.action.afterExpiry, at });
}

function settle(policy: Policy, payment: Approved, { payoutId, until, at }: CommandOf<'settle'>): Decision {
  const entries = unsettled(payment, until).map((entry) => ({ ...entry, fee: feeOf(entry, policy.fees) }));
  return entries.length === 0
    ? reject({ code: 'nothing_to_settle' })
    : accept({ type: 'settled', payoutId, ...(until === undefined ? {} : { until }), entries, at });
}

function notSupported(policy: Policy, command: Command): Rejection | undefined {
  if (command.type === 'amend' && policy.amend === 'unsupported') {
    return { code: 'not_supported', operation: 'amend' };
  }
  if (command.type === 'increment' && policy.increment === 'unsupported') {
    return { code: 'not_supported', operation: 'increment' };
  }
  if (command.type === 'reauthorize' && policy.reauthorize === 'unsupported') {
    return { code: 'not_supported', operation: 'reauthorize' };
  }
  if (command.type === 'capture' && command.rest === 'keep' && policy.capture.countMax === 1) {
    return { code: 'not_supported', operation: 'keep_rest' };
  }
  return undefined;
}
