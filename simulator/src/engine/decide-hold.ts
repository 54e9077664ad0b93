import { capturable } from './balances.ts';
import { amountProblem, answerProblem, withinProblem } from './check.ts';
import type { CommandOf } from './command.ts';
import { holdTerms } from './decide-authorization.ts';
import { accept, type Decision, reject } from './decision.ts';
import { type AuthorizationId, type Instant, later } from './ids.ts';
import type { Approved, Hold } from './payment.ts';
import type { Policy } from './policy.ts';
import type { Rejection } from './rejection.ts';
import { unreachable } from './unreachable.ts';

/** Why nothing can be taken from the hold, or from the authorization named: it is unknown, ended, or past its time. */
export function holdProblem(payment: Approved, at: Instant, named?: AuthorizationId): Rejection | undefined {
  const unknown = authorizationProblem(payment, named);
  if (unknown !== undefined) return unknown;
  const { hold } = payment;
  const past = named === hold.id ? undefined : payment.pastAuthorizations.find(({ id }) => id === named);
  if (past?.status === 'replaced') return { code: 'hold_released', reason: 'replaced', replacedBy: past.replacedBy };
  if (past !== undefined) return { code: 'wrong_status', status: past.status };
  return ended(hold) ?? (at >= hold.expiresAt ? { code: 'hold_expired', expiredAt: hold.expiresAt } : undefined);
}

/** Why there is no such authorization, where one is named. */
export function authorizationProblem(payment: Approved, named?: AuthorizationId): Rejection | undefined {
  if (named === undefined || named === payment.hold.id) return undefined;
  return payment.pastAuthorizations.some(({ id }) => id === named) ? undefined : { code: 'no_such_authorization' };
}

/** Ends the open hold once its time has come. */
export function expireHold(payment: Approved, at: Instant): Decision {
  const { id: authorizationId, expiresAt } = payment.hold;
  const problem = ended(payment.hold);
  if (problem !== undefined) return reject(problem);
  if (at < expiresAt) return reject({ code: 'not_due', dueAt: expiresAt });
  return accept({ type: 'hold_expired', authorizationId, amount: capturable(payment), at });
}

/** Enlarges the open hold, or notes that the issuer would not. */
export function increment(policy: Policy, payment: Approved, command: CommandOf<'increment'>): Decision {
  const isCardCheck = payment.amount.minor === 0n;
  if (policy.increment === 'unsupported' || isCardCheck)
    return reject({ code: 'not_supported', operation: 'increment' });
  const { by, answer, at } = command;
  const { countMax } = policy.increment;
  const { id: authorizationId, increments } = payment.hold;
  const problem =
    holdProblem(payment, at, command.authorizationId) ??
    (increments.length >= countMax ? ({ code: 'too_many_increments', countMax } as const) : undefined) ??
    amountProblem(payment, by) ??
    answerProblem(payment, answer, by);
  if (problem !== undefined) return reject(problem);
  return answer.kind === 'approved'
    ? accept({ type: 'incremented', authorizationId, by: answer.amount ?? by, at })
    : accept({ type: 'increment_declined', authorizationId, by, decline: answer.decline, at });
}

/** Replaces the open hold by a fresh one for what is left to capture, or for less. */
export function reauthorize(policy: Policy, payment: Approved, command: CommandOf<'reauthorize'>): Decision {
  if (policy.reauthorize === 'unsupported') return reject({ code: 'not_supported', operation: 'reauthorize' });
  const { authorizationId, answer, at } = command;
  const left = capturable(payment);
  const amount = command.amount === 'all' ? left : command.amount;
  const problem =
    holdProblem(payment, at, command.replaces) ??
    windowProblem(policy.reauthorize, payment, at) ??
    (command.amount === 'all' ? undefined : amountProblem(payment, amount)) ??
    answerProblem(payment, answer, amount) ??
    withinProblem(payment, {
      amount: command.amount,
      limit: left,
      tooMuch: { code: 'exceeds_capturable', capturable: left, limit: left },
    });
  if (problem !== undefined) return reject(problem);
  if (answer.kind === 'declined') {
    return accept({ type: 'reauthorization_declined', authorizationId, amount, decline: answer.decline, at });
  }
  return accept({
    type: 'reauthorized',
    authorizationId,
    replaces: payment.hold.id,
    amount: answer.amount ?? amount,
    ...holdTerms(policy, at),
    at,
  });
}

function ended({ status, expiresAt }: Hold): Rejection | undefined {
  switch (status) {
    case 'open':
      return undefined;
    case 'closed':
      return { code: 'hold_released', reason: 'captured' };
    case 'voided':
      return { code: 'hold_released', reason: 'voided' };
    case 'expired':
      return { code: 'hold_expired', expiredAt: expiresAt };
    default:
      return unreachable(status);
  }
}

function windowProblem(
  { fromMs, untilMs, countMax }: Exclude<Policy['reauthorize'], 'unsupported'>,
  payment: Approved,
  at: Instant,
): Rejection | undefined {
  const from = later(payment.hold.at, fromMs);
  if (at < from) return { code: 'reauthorize_too_early', from };
  const until = later(payment.hold.at, untilMs);
  if (at > until) return { code: 'reauthorize_too_late', until };
  const replaced = payment.pastAuthorizations.filter(({ status }) => status === 'replaced');
  return replaced.length >= countMax ? { code: 'too_many_reauthorizations', countMax } : undefined;
}
