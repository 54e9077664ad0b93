import { carryOut } from './carry-out.ts';
import { answerProblem } from './check.ts';
import type { Attempt, CommandOf, NewAction } from './command.ts';
import { accept, type Decision, reject } from './decision.ts';
import type { Event } from './event.ts';
import { type AuthorizationId, type Instant, later } from './ids.ts';
import { type Money, zero } from './money.ts';
import type { AutomaticCapture, Decline, FinalAnswer, Payment } from './payment.ts';
import type { Policy } from './policy.ts';
import type { Rejection } from './rejection.ts';
import { unreachable } from './unreachable.ts';

const AUTHENTICATION_FAILED: Decline = { code: 'authentication_failed', advice: 'other_method' };

type Events = readonly [Event, ...Event[]];

/** Sends the customer to do something, wherever an authorization could be attempted. */
export function requireAction(policy: Policy, payment: Payment, { action, at }: CommandOf<'require_action'>): Decision {
  const problem = attemptableProblem(policy, payment);
  return problem ? reject(problem) : accept(actionRequired(policy, action, at));
}

/** Ends the open customer action; after an approval the policy says whether the issuer is asked in the same breath. */
export function completeAction(policy: Policy, payment: Payment, command: CommandOf<'complete_action'>): Decision {
  const { actionId, outcome, at } = command;
  if (payment.state !== 'action_required') return reject({ code: 'wrong_state', state: payment.state });
  if (payment.action.id !== actionId) {
    const past = payment.pastActions.find((action) => action.id === actionId);
    return reject(past ? { code: 'wrong_status', status: past.outcome } : { code: 'no_such_action' });
  }
  const { expiresAt } = payment.action;
  if (at >= expiresAt) return reject({ code: 'action_expired', expiredAt: expiresAt });
  switch (outcome.kind) {
    case 'approved': {
      const approved: Event = { type: 'action_approved', actionId, at };
      if (policy.action.afterApproval === 'await_merchant') return accept(approved);
      const problem = attemptProblem(payment, outcome.attempt);
      return problem ? reject(problem) : accept(approved, ...attemptEvents(policy, payment, outcome.attempt, at));
    }
    case 'failed':
      return accept({ type: 'action_failed', actionId, decline: AUTHENTICATION_FAILED, at });
    case 'cancelled':
      return accept({ type: 'action_cancelled', actionId, after: policy.action.afterCancel, at });
    default:
      return unreachable(outcome);
  }
}

/** Asks the issuer, whose answer came with the command. */
export function authorize(policy: Policy, payment: Payment, { attempt, at }: CommandOf<'authorize'>): Decision {
  const problem = attemptableProblem(policy, payment) ?? attemptProblem(payment, attempt);
  return problem ? reject(problem) : accept(...attemptEvents(policy, payment, attempt, at));
}

/** Gives a pending authorization the answer it waited for. */
export function resolveAuthorization(
  policy: Policy,
  payment: Payment,
  { authorizationId, answer, at }: CommandOf<'resolve_authorization'>,
): Decision {
  if (payment.state !== 'processing') return reject({ code: 'wrong_state', state: payment.state });
  const { id, automaticCapture } = payment.authorization;
  if (id !== authorizationId) {
    const past = payment.pastAuthorizations.find((attempt) => attempt.id === authorizationId);
    return reject(past ? { code: 'wrong_status', status: past.status } : { code: 'no_such_authorization' });
  }
  const problem = answerProblem(payment, answer, payment.amount);
  return problem
    ? reject(problem)
    : accept(...answerEvents(policy, payment, { authorizationId, answer, automaticCapture, at }));
}

/** How long a hold that begins now can be captured, and how long the issuer promises the money. */
export function holdTerms(policy: Policy, at: Instant): Readonly<{ expiresAt: Instant; honourUntil: Instant }> {
  return { expiresAt: later(at, policy.hold.lifetimeMs), honourUntil: later(at, policy.hold.honourPeriodMs) };
}

/** Why no authorization can be attempted now. */
export function attemptableProblem(policy: Policy, payment: Payment): Rejection | undefined {
  if (payment.state === 'requested') return undefined;
  if (payment.state === 'declined' && policy.retryAfterDecline === 'allowed') return undefined;
  return { code: 'wrong_state', state: payment.state };
}

/** A planned answer is checked now, so that it can be carried out when its time has come. */
function attemptProblem(payment: Payment, { answer }: Attempt): Rejection | undefined {
  switch (answer.kind) {
    case 'approved':
    case 'declined':
      return answerProblem(payment, answer, payment.amount);
    case 'pending':
      if (answer.plan.when === 'unplanned') return undefined;
      return answerProblem(payment, answer.plan.outcome, payment.amount);
    case 'action_required':
      return undefined;
    default:
      return unreachable(answer);
  }
}

function attemptEvents(policy: Policy, payment: Payment, attempt: Attempt, at: Instant): Events {
  const { authorizationId, answer, automaticCapture } = attempt;
  switch (answer.kind) {
    case 'approved':
    case 'declined':
      return answerEvents(policy, payment, { authorizationId, answer, automaticCapture, at });
    case 'action_required':
      return [actionRequired(policy, answer.action, at)];
    case 'pending': {
      const { reason, plan } = answer;
      const { amount } = payment;
      return [{ type: 'authorization_pending', authorizationId, amount, reason, plan, automaticCapture, at }];
    }
    default:
      return unreachable(answer);
  }
}

type Answered = Readonly<{
  authorizationId: AuthorizationId;
  answer: FinalAnswer;
  automaticCapture: AutomaticCapture;
  at: Instant;
}>;

function answerEvents(policy: Policy, payment: Payment, answered: Answered): Events {
  const { authorizationId, answer, automaticCapture, at } = answered;
  if (answer.kind === 'declined') {
    return [{ type: 'declined', authorizationId, amount: payment.amount, decline: answer.decline, at }];
  }
  const amount = answer.amount ?? payment.amount;
  const authorized: Event = { type: 'authorized', authorizationId, amount, ...holdTerms(policy, at), at };
  if (payment.captureMode === 'manual') return [authorized];
  return [authorized, ...captureAll(policy, { authorizationId, amount, automaticCapture, at })];
}

/** No rule can stand in the way of capturing a whole fresh hold. */
function captureAll(
  policy: Policy,
  { authorizationId, amount, automaticCapture, at }: Omit<Answered, 'answer'> & Readonly<{ amount: Money }>,
): Events {
  const { captureId, plan } = automaticCapture;
  const { checked } = policy.capture;
  const content = { captureId, authorizationId, amount, rest: 'release', at } as const;
  return carryOut({
    plan,
    problem: () => undefined,
    accepted: (waiting) => ({ type: 'capture_accepted', ...content, checked, plan: waiting }),
    succeeded: () => ({ type: 'captured', ...content, hold: 'closed', released: zero(amount) }),
    failed: (failure) => ({ type: 'capture_failed', captureId, amount, failure, at }),
  });
}

function actionRequired(policy: Policy, { actionId, kind, expiresAt }: NewAction, at: Instant): Event {
  const ends = expiresAt ?? later(at, policy.action.lifetimeMs);
  return { type: 'action_required', actionId, kind, expiresAt: ends, at };
}
