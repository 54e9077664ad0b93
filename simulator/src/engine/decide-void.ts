import { capturable } from './balances.ts';
import { carryOut } from './carry-out.ts';
import { failureOf } from './check.ts';
import type { CommandOf } from './command.ts';
import { authorizationProblem, holdProblem } from './decide-hold.ts';
import { accept, type Decision, reject } from './decision.ts';
import type { AuthorizationId, Instant } from './ids.ts';
import type { Approved } from './payment.ts';
import type { Policy } from './policy.ts';
import type { Rejection } from './rejection.ts';

/** Gives back the hold, or what is left of it. */
export function voidHold(policy: Policy, payment: Approved, command: CommandOf<'void'>): Decision {
  const { voidId, plan, at } = command;
  const { checked } = policy.void;
  const authorizationId = command.authorizationId ?? payment.hold.id;
  const refused = () => voidProblem(policy, payment, authorizationId, at);
  const problem = checked === 'when_asked' ? refused() : authorizationProblem(payment, authorizationId);
  if (problem !== undefined) return reject(problem);
  return accept(
    ...carryOut({
      plan,
      problem: refused,
      accepted: (waiting) => ({ type: 'void_accepted', voidId, authorizationId, checked, plan: waiting, at }),
      succeeded: () => ({ type: 'voided', voidId, authorizationId, amount: capturable(payment), at }),
      failed: (failure) => ({ type: 'void_failed', voidId, failure, at }),
    }),
  );
}

/** Decides a pending void. The rules are checked in any case: it reserved nothing, so a capture may have been faster. */
export function resolveVoid(policy: Policy, payment: Approved, command: CommandOf<'resolve_void'>): Decision {
  const { voidId, outcome, at } = command;
  const pending = payment.voids.find(({ id }) => id === voidId);
  if (pending === undefined) return reject({ code: 'no_such_void' });
  if (pending.status !== 'pending') return reject({ code: 'wrong_status', status: pending.status });
  const { authorizationId } = pending;
  const failure = failureOf(outcome, voidProblem(policy, payment, authorizationId, at));
  return failure === undefined
    ? accept({ type: 'voided', voidId, authorizationId, amount: capturable(payment), at })
    : accept({ type: 'void_failed', voidId, failure, at });
}

function voidProblem(
  policy: Policy,
  payment: Approved,
  authorizationId: AuthorizationId,
  at: Instant,
): Rejection | undefined {
  const problem = holdProblem(payment, at, authorizationId);
  if (problem !== undefined) return problem;
  const captured = payment.captures.some(({ status }) => status === 'succeeded' || status === 'pending');
  if (captured && policy.void.afterCapture === 'not_allowed') return { code: 'void_after_capture' };
  return capturable(payment).minor > 0n ? undefined : { code: 'nothing_to_void' };
}
