import { capturable, isReserved } from './balances.ts';
import { carryOut } from './carry-out.ts';
import { amountProblem, failureOf, withinProblem } from './check.ts';
import type { CommandOf } from './command.ts';
import { authorizationProblem, holdProblem } from './decide-hold.ts';
import { accept, type Decision, reject } from './decision.ts';
import type { Event } from './event.ts';
import type { AuthorizationId, CaptureId, Instant } from './ids.ts';
import { add, exceeds, larger, type Money, money, share, smaller, subtract, sum, zero } from './money.ts';
import type { Approved } from './payment.ts';
import type { Policy } from './policy.ts';
import type { Rejection } from './rejection.ts';

type Asked = Readonly<{
  captureId: CaptureId;
  authorizationId: AuthorizationId;
  amount: Money;
  rest: 'release' | 'keep';
  at: Instant;
}>;

/** Claims all or part of the hold. */
export function capture(policy: Policy, payment: Approved, command: CommandOf<'capture'>): Decision {
  const { captureId, plan, at } = command;
  const { checked, rest } = policy.capture;
  const left = capturable(payment);
  const all = left.minor > 0n ? left : payment.hold.amount;
  const asked: Asked = {
    captureId,
    authorizationId: command.authorizationId ?? payment.hold.id,
    amount: command.amount === 'all' ? all : command.amount,
    rest: command.rest === 'by_policy' ? rest : command.rest,
    at,
  };
  const problem =
    checked === 'when_asked'
      ? captureProblem(policy, payment, { ...asked, amount: command.amount })
      : (authorizationProblem(payment, command.authorizationId) ?? amountProblem(payment, asked.amount));
  if (problem !== undefined) return reject(problem);
  return accept(
    ...carryOut({
      plan,
      problem: () => captureProblem(policy, payment, asked),
      accepted: (waiting) => ({ type: 'capture_accepted', ...asked, checked, plan: waiting }),
      succeeded: () => captured(payment, asked),
      failed: (failure) => ({ type: 'capture_failed', captureId, amount: asked.amount, failure, at }),
    }),
  );
}

/** Decides a pending capture; one that was not checked when asked is checked now, and fails where it breaks a rule. */
export function resolveCapture(policy: Policy, payment: Approved, command: CommandOf<'resolve_capture'>): Decision {
  const { captureId, outcome, at } = command;
  const pending = payment.captures.find(({ id }) => id === captureId);
  if (pending === undefined) return reject({ code: 'no_such_capture' });
  if (pending.status !== 'pending') return reject({ code: 'wrong_status', status: pending.status });
  const { authorizationId, amount, rest } = pending;
  const asked: Asked = { captureId, authorizationId, amount, rest, at };
  const problem = pending.checked === 'when_decided' ? captureProblem(policy, payment, asked) : undefined;
  const failure = failureOf(outcome, problem);
  return failure === undefined
    ? accept(captured(payment, asked))
    : accept({ type: 'capture_failed', captureId, amount, failure, at });
}

/** How much the open hold lets be captured, over-capture included; nothing less than zero. */
export function captureLimit(policy: Policy, payment: Approved): Money {
  const { hold } = payment;
  const { overCapture } = policy.capture;
  const taken = takenFromHold(payment);
  const left = subtract(hold.amount, taken);
  if (overCapture === 'none') return larger(left, zero(left));
  const extra = share({ of: hold.amount, basisPoints: overCapture.extraBasisPoints, rounding: 'down' });
  const extraMax = overCapture.extraMax[extra.currency];
  const room = extraMax === undefined ? extra : smaller(extra, money(extraMax, extra.currency));
  return larger(add(left, room), zero(left));
}

function captureProblem(
  policy: Policy,
  payment: Approved,
  { authorizationId, amount, at }: Readonly<{ authorizationId: AuthorizationId; amount: Money | 'all'; at: Instant }>,
): Rejection | undefined {
  const left = capturable(payment);
  const limit = captureLimit(policy, payment);
  return (
    holdProblem(payment, at, authorizationId) ??
    tooManyCaptures(policy, payment) ??
    withinProblem(payment, {
      amount,
      limit: amount === 'all' ? left : limit,
      tooMuch: { code: 'exceeds_capturable', capturable: left, limit },
    })
  );
}

function tooManyCaptures(policy: Policy, payment: Approved): Rejection | undefined {
  const { countMax } = policy.capture;
  const standing = payment.captures.filter((made) => made.status === 'succeeded' || isReserved(made));
  return standing.length >= countMax ? { code: 'too_many_captures', countMax } : undefined;
}

/** The hold ends with a capture that releases the rest, and when nothing is left that could come back. */
function captured(payment: Approved, asked: Asked): Event {
  const { hold } = payment;
  const others = payment.captures.filter(
    ({ id, authorizationId }) => id !== asked.captureId && authorizationId === hold.id,
  );
  const capturing = others.filter(isReserved);
  const succeeded = others.filter(({ status }) => status === 'succeeded');
  const taken = sum(
    [...capturing, ...succeeded, asked].map(({ amount }) => amount),
    hold.amount,
  );
  const nothingLeft = capturing.length === 0 && !exceeds(hold.amount, taken);
  const closes =
    asked.authorizationId === hold.id && hold.status === 'open' && (asked.rest === 'release' || nothingLeft);
  return {
    type: 'captured',
    ...asked,
    hold: closes ? 'closed' : 'unchanged',
    released: closes ? larger(subtract(hold.amount, taken), zero(taken)) : zero(taken),
  };
}

function takenFromHold(payment: Approved): Money {
  const own = payment.captures.filter(
    (made) => made.authorizationId === payment.hold.id && (made.status === 'succeeded' || isReserved(made)),
  );
  return sum(
    own.map(({ amount }) => amount),
    payment.hold.amount,
  );
}
