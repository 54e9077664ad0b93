import { isReserved, refundable } from './balances.ts';
import { carryOut } from './carry-out.ts';
import { amountProblem, capturedProblem, captureIdProblem, failureOf, withinProblem } from './check.ts';
import type { CommandOf } from './command.ts';
import { accept, type Decision, reject } from './decision.ts';
import { type CaptureId, type Instant, instant, later } from './ids.ts';
import type { Money } from './money.ts';
import type { Approved } from './payment.ts';
import type { Policy } from './policy.ts';
import type { Rejection } from './rejection.ts';

type Asked = Readonly<{ captureId: CaptureId | undefined; amount: Money | 'all'; at: Instant }>;

/** Returns captured money. */
export function refund(policy: Policy, payment: Approved, command: CommandOf<'refund'>): Decision {
  const { refundId, captureId, plan, at } = command;
  const { checked } = policy.refund;
  const left = refundable(payment, captureId);
  const all = left.minor > 0n ? left : payment.hold.amount;
  const amount = command.amount === 'all' ? all : command.amount;
  const unknown = captureIdProblem(payment, captureId);
  const problem =
    unknown ??
    (checked === 'when_asked'
      ? refundProblem(policy, payment, { captureId, amount: command.amount, at })
      : amountProblem(payment, amount));
  if (problem !== undefined) return reject(problem);
  const content = { refundId, ...(captureId === undefined ? {} : { captureId }), amount, at };
  return accept(
    ...carryOut({
      plan,
      problem: () => refundProblem(policy, payment, { captureId, amount, at }),
      accepted: (waiting) => ({ type: 'refund_accepted', ...content, checked, plan: waiting }),
      succeeded: () => ({ type: 'refunded', ...content }),
      failed: (failure) => ({ type: 'refund_failed', refundId, amount, failure, at }),
    }),
  );
}

/** Decides a pending refund; one that was not checked when asked is checked now, and fails where it breaks a rule. */
export function resolveRefund(policy: Policy, payment: Approved, command: CommandOf<'resolve_refund'>): Decision {
  const { refundId, outcome, at } = command;
  const pending = payment.refunds.find(({ id }) => id === refundId);
  if (pending === undefined) return reject({ code: 'no_such_refund' });
  if (pending.status !== 'pending') return reject({ code: 'wrong_status', status: pending.status });
  const { captureId, amount } = pending;
  const late = pending.checked === 'when_decided';
  const failure = failureOf(outcome, late ? refundProblem(policy, payment, { captureId, amount, at }) : undefined);
  return failure === undefined
    ? accept({ type: 'refunded', refundId, ...(captureId === undefined ? {} : { captureId }), amount, at })
    : accept({ type: 'refund_failed', refundId, amount, failure, at });
}

/** Takes back a refund that had succeeded: the money could not be delivered. */
export function failRefund(payment: Approved, { refundId, reason, at }: CommandOf<'fail_refund'>): Decision {
  const made = payment.refunds.find(({ id }) => id === refundId);
  if (made === undefined) return reject({ code: 'no_such_refund' });
  if (made.status !== 'succeeded') return reject({ code: 'wrong_status', status: made.status });
  return accept({ type: 'refund_returned', refundId, amount: made.amount, failure: reason, at });
}

function refundProblem(policy: Policy, payment: Approved, { captureId, amount, at }: Asked): Rejection | undefined {
  const left = refundable(payment, captureId);
  return (
    capturedProblem(payment, captureId) ??
    periodProblem(policy, payment, captureId, at) ??
    disputeProblem(policy, payment, captureId) ??
    tooManyRefunds(policy, payment) ??
    withinProblem(payment, { amount, limit: left, tooMuch: { code: 'exceeds_refundable', refundable: left } })
  );
}

/** The period runs from the capture named, or from the latest one. */
function periodProblem(
  policy: Policy,
  payment: Approved,
  captureId: CaptureId | undefined,
  at: Instant,
): Rejection | undefined {
  const times = payment.captures.flatMap((capture) =>
    capture.status === 'succeeded' && (captureId === undefined || capture.id === captureId) ? [capture.decidedAt] : [],
  );
  const endedAt = later(instant(Math.max(...times)), policy.refund.windowMs);
  return at >= endedAt ? { code: 'refund_period_over', endedAt } : undefined;
}

function disputeProblem(policy: Policy, payment: Approved, captureId: CaptureId | undefined): Rejection | undefined {
  if (policy.refund.duringDispute === 'rest') return undefined;
  const contested = payment.disputes.some(
    (dispute) =>
      dispute.stage === 'chargeback' &&
      (dispute.status === 'needs_response' || dispute.status === 'under_review') &&
      (captureId === undefined || dispute.captureId === undefined || dispute.captureId === captureId),
  );
  return contested ? { code: 'disputed' } : undefined;
}

function tooManyRefunds(policy: Policy, payment: Approved): Rejection | undefined {
  const { countMax } = policy.refund;
  const standing = payment.refunds.filter((made) => made.status === 'succeeded' || isReserved(made));
  return standing.length >= countMax ? { code: 'too_many_refunds', countMax } : undefined;
}
