import { failureOf } from './check.ts';
import type { Event } from './event.ts';
import type { FailureReason } from './payment.ts';
import type { Later, Outcome, Plan } from './plan.ts';
import type { Rejection } from './rejection.ts';

/** How one kind of operation tells its story. */
export type Story = Readonly<{
  plan: Plan<Outcome>;
  /** The rule that stands in the way, asked only where the outcome is decided now. */
  problem: () => Rejection | undefined;
  accepted: (plan: Later<Outcome>) => Event;
  succeeded: () => Event;
  failed: (failure: FailureReason) => Event;
}>;

/** The events of an operation that the engine takes on: done at once, failed at once, or pending. */
export function carryOut({ plan, problem, accepted, succeeded, failed }: Story): readonly [Event, ...Event[]] {
  if (plan.when !== 'now') return [accepted(plan)];
  const failure = failureOf(plan.outcome, problem());
  return failure === undefined ? [succeeded()] : [accepted({ when: 'unplanned' }), failed(failure)];
}
