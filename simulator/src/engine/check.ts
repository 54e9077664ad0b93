import { exceeds, type Money } from './money.ts';
import type { Approved, FailureReason, FinalAnswer, Payment } from './payment.ts';
import type { Outcome } from './plan.ts';
import type { Rejection } from './rejection.ts';

/** What is wrong with an amount in itself: another currency than the payment's, or nothing at all. */
export function amountProblem(payment: Payment, amount: Money): Rejection | undefined {
  const expected = payment.amount.currency;
  if (amount.currency !== expected) return { code: 'currency_mismatch', expected };
  return amount.minor > 0n ? undefined : { code: 'amount_not_positive' };
}

/** What is wrong with an amount of which there is a limit. All of nothing is too much. */
export function withinProblem(
  payment: Payment,
  { amount, limit, tooMuch }: Readonly<{ amount: Money | 'all'; limit: Money; tooMuch: Rejection }>,
): Rejection | undefined {
  if (amount === 'all') return limit.minor > 0n ? undefined : tooMuch;
  return amountProblem(payment, amount) ?? (exceeds(amount, limit) ? tooMuch : undefined);
}

/** What is wrong with an issuer's answer to the question for an amount: it may consent to less, not to more. */
export function answerProblem(payment: Payment, answer: FinalAnswer, requested: Money): Rejection | undefined {
  if (answer.kind === 'declined' || answer.amount === undefined) return undefined;
  if (requested.minor === 0n && answer.amount.minor === 0n) return undefined;
  const problem = amountProblem(payment, answer.amount);
  if (problem !== undefined) return problem;
  return exceeds(answer.amount, requested) ? { code: 'exceeds_requested', requested } : undefined;
}

/** Why there is no such capture to take money out of, where one is named. */
export function captureIdProblem(payment: Approved, captureId: string | undefined): Rejection | undefined {
  if (captureId === undefined || payment.captures.some((capture) => capture.id === captureId)) return undefined;
  return { code: 'no_such_capture' };
}

/** Why money cannot be taken out of captures, or out of the one named: none of it has been captured. */
export function capturedProblem(payment: Approved, captureId: string | undefined): Rejection | undefined {
  const named = payment.captures.find((capture) => capture.id === captureId);
  if (named !== undefined && named.status !== 'succeeded') return { code: 'wrong_status', status: named.status };
  const some = payment.captures.some((capture) => capture.status === 'succeeded');
  return some ? undefined : { code: 'nothing_captured' };
}

/** Why an operation whose time has come fails: a rule against it comes before what the world planned. */
export function failureOf(outcome: Outcome, problem: Rejection | undefined): FailureReason | undefined {
  if (problem !== undefined) return problem.code;
  return outcome.kind === 'failed' ? outcome.reason : undefined;
}
