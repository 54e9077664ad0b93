import type { Attempt, Command, CommandOf, IssuerAnswer } from './command.ts';
import { decide } from './decide.ts';
import type { Event } from './event.ts';
import { evolve } from './evolve.ts';
import {
  actionId,
  authorizationId,
  captureId,
  disputeId,
  type Instant,
  instant,
  later,
  paymentId,
  payoutId,
  refundId,
  voidId,
} from './ids.ts';
import { type Money, money } from './money.ts';
import type { CaptureMode, Decline, Payment } from './payment.ts';
import type { Later, Outcome, Plan, Ruling } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Rejection } from './rejection.ts';

/** What a series of commands led to; commands that were refused are passed over. */
export type Told = Readonly<{
  payment: Payment | undefined;
  events: readonly Event[];
  /** `accepted`, or the code of the rejection, of the last command. */
  verdict: 'accepted' | Rejection['code'];
  rejection: Rejection | undefined;
}>;

/** Runs commands one after the other. */
export function tell(policy: Policy, ...commands: readonly Command[]): Told {
  let payment: Payment | undefined;
  let rejection: Rejection | undefined;
  const events: Event[] = [];
  for (const command of commands) {
    const decision = decide(policy, payment, command);
    rejection = decision.ok ? undefined : decision.rejection;
    if (!decision.ok) continue;
    payment = decision.events.reduce<Payment | undefined>(evolve, payment);
    events.push(...decision.events);
  }
  return { payment, events, verdict: rejection?.code ?? 'accepted', rejection };
}

/** The approved payment that commands led to. */
export function approved(policy: Policy, ...commands: readonly Command[]): Extract<Payment, { state: 'approved' }> {
  const { payment } = tell(policy, ...commands);
  if (payment?.state !== 'approved') throw new Error(`not approved: ${payment?.state}`);
  return payment;
}

/** An hour in milliseconds. */
export const HOUR = 3_600_000;
/** A day in milliseconds. */
export const DAY = 24 * HOUR;
/** When every story begins. */
export const START = instant(Date.UTC(2027, 0, 1));

/** The start of a day, counted from the story's first, which is day 0. */
export function day(number: number): Instant {
  return later(START, Math.round(number * DAY));
}

/** The same command on another day. */
export function on(number: number, command: Command): Command {
  return { ...command, at: day(number) };
}

/** An amount of euro cents. */
export const eur = (minor: bigint): Money => money(minor, 'EUR');

/** The decline that stories use. */
export const NO_FUNDS: Decline = { code: 'insufficient_funds', advice: 'try_later' };
/** The world lets it happen. */
const SUCCEEDED: Outcome = { kind: 'succeeded' };
/** It succeeds at once. */
const NOW: Plan<Outcome> = { when: 'now', outcome: SUCCEEDED };
/** It waits for a resolving command. */
export const UNPLANNED = { when: 'unplanned' } as const;

/** A success planned for a day. */
export const byDay = (number: number, outcome: Outcome = SUCCEEDED): Later<Outcome> => ({
  when: 'later',
  decideAt: day(number),
  outcome,
});

/** A payment is requested. */
export const request = (minor: bigint, captureMode: CaptureMode = 'manual'): CommandOf<'request'> => ({
  type: 'request',
  paymentId: paymentId('payment'),
  amount: eur(minor),
  captureMode,
  at: START,
});

/** An attempt to authorize, with what is captured along with it. */
const attempt = (id: string, answer: IssuerAnswer, plan: Plan<Outcome> = NOW): Attempt => ({
  authorizationId: authorizationId(id),
  answer,
  automaticCapture: { captureId: captureId('automatic'), plan },
});

/** What was requested is changed. */
export const amend = (minor: bigint, captureMode: CaptureMode = 'manual'): CommandOf<'amend'> => ({
  type: 'amend',
  amount: eur(minor),
  captureMode,
  at: START,
});

/** The issuer is asked; it consents unless told otherwise. */
export const authorize = (
  answer: IssuerAnswer = { kind: 'approved' },
  id = 'authorization',
  plan: Plan<Outcome> = NOW,
): CommandOf<'authorize'> => ({ type: 'authorize', attempt: attempt(id, answer, plan), at: START });

/** The issuer is asked and says no. */
export const decline = (id = 'declined'): CommandOf<'authorize'> =>
  authorize({ kind: 'declined', decline: NO_FUNDS }, id);

/** The issuer answers late. */
export const resolveAuthorization = (
  answer: CommandOf<'resolve_authorization'>['answer'] = { kind: 'approved' },
  id = 'authorization',
): CommandOf<'resolve_authorization'> => ({
  type: 'resolve_authorization',
  authorizationId: authorizationId(id),
  answer,
  at: START,
});

/** The customer is sent away to do something. */
export const sendCustomer = (id = 'action'): CommandOf<'require_action'> => ({
  type: 'require_action',
  action: { actionId: actionId(id), kind: 'redirect' },
  at: START,
});

/** The customer comes back from it. */
export const customer = (
  kind: 'approved' | 'failed' | 'cancelled',
  id = 'action',
  answer: IssuerAnswer = { kind: 'approved' },
): CommandOf<'complete_action'> => ({
  type: 'complete_action',
  actionId: actionId(id),
  outcome: kind === 'approved' ? { kind, attempt: attempt('authorization', answer) } : { kind },
  at: START,
});

/** The merchant withdraws the payment. */
export const cancel: CommandOf<'cancel'> = { type: 'cancel', reason: 'by_merchant', at: START };
/** The clock strikes. */
export const expire: CommandOf<'expire'> = { type: 'expire', at: START };

/** The hold is to grow. */
export const increment = (
  minor: bigint,
  answer: CommandOf<'increment'>['answer'] = { kind: 'approved' },
): CommandOf<'increment'> => ({ type: 'increment', by: eur(minor), answer, at: START });

/** The hold is to be replaced by a fresh one. */
export const reauthorize = (
  id: string,
  amount: Money | 'all' = 'all',
  answer: CommandOf<'reauthorize'>['answer'] = { kind: 'approved' },
): CommandOf<'reauthorize'> => ({
  type: 'reauthorize',
  authorizationId: authorizationId(id),
  amount,
  answer,
  at: START,
});

/** The hold is claimed, or part of it. */
export const capture = (
  amount: bigint | Money | 'all',
  id = 'capture',
  rest: CommandOf<'capture'>['rest'] = 'by_policy',
  plan: Plan<Outcome> = NOW,
): CommandOf<'capture'> => ({
  type: 'capture',
  captureId: captureId(id),
  amount: typeof amount === 'bigint' ? eur(amount) : amount,
  rest,
  plan,
  at: START,
});

/** A pending capture is decided. */
export const resolveCapture = (id = 'capture', outcome: Outcome = SUCCEEDED): CommandOf<'resolve_capture'> => ({
  type: 'resolve_capture',
  captureId: captureId(id),
  outcome,
  at: START,
});

/** The hold is given back. */
export const voidHold = (id = 'void', plan: Plan<Outcome> = NOW): CommandOf<'void'> => ({
  type: 'void',
  voidId: voidId(id),
  plan,
  at: START,
});

/** A pending void is decided. */
export const resolveVoid = (id = 'void', outcome: Outcome = SUCCEEDED): CommandOf<'resolve_void'> => ({
  type: 'resolve_void',
  voidId: voidId(id),
  outcome,
  at: START,
});

/** Money is returned. */
export const refund = (
  amount: bigint | Money | 'all',
  id = 'refund',
  plan: Plan<Outcome> = NOW,
): CommandOf<'refund'> => ({
  type: 'refund',
  refundId: refundId(id),
  amount: typeof amount === 'bigint' ? eur(amount) : amount,
  plan,
  at: START,
});

/** Money is returned out of one capture. */
export const refundOf = (capture: string, amount: bigint | 'all', id = 'refund'): CommandOf<'refund'> => ({
  ...refund(amount, id),
  captureId: captureId(capture),
});

/** A pending refund is decided. */
export const resolveRefund = (id = 'refund', outcome: Outcome = SUCCEEDED): CommandOf<'resolve_refund'> => ({
  type: 'resolve_refund',
  refundId: refundId(id),
  outcome,
  at: START,
});

/** A refund comes back. */
export const failRefund = (id = 'refund'): CommandOf<'fail_refund'> => ({
  type: 'fail_refund',
  refundId: refundId(id),
  reason: 'account_closed',
  at: START,
});

/** The cardholder contests. */
export const dispute = (
  amount: bigint | 'all',
  stage: 'inquiry' | 'chargeback' = 'chargeback',
  id = 'dispute',
): CommandOf<'open_dispute'> => ({
  type: 'open_dispute',
  disputeId: disputeId(id),
  stage,
  amount: amount === 'all' ? amount : eur(amount),
  reason: 'fraudulent',
  at: START,
});

/** The merchant answers. */
export const submitEvidence = (plan: Later<Ruling> = UNPLANNED, id = 'dispute'): CommandOf<'submit_evidence'> => ({
  type: 'submit_evidence',
  disputeId: disputeId(id),
  plan,
  at: START,
});

/** The inquiry becomes a chargeback. */
export const escalate = (id = 'dispute'): CommandOf<'escalate_dispute'> => ({
  type: 'escalate_dispute',
  disputeId: disputeId(id),
  at: START,
});

/** The merchant gives in. */
export const acceptDispute = (id = 'dispute'): CommandOf<'accept_dispute'> => ({
  type: 'accept_dispute',
  disputeId: disputeId(id),
  at: START,
});

/** The dispute is decided. */
export const rule = (outcome: Ruling, id = 'dispute'): CommandOf<'resolve_dispute'> => ({
  type: 'resolve_dispute',
  disputeId: disputeId(id),
  outcome,
  at: START,
});

/** What moved goes into a payout. */
export const settle = (id = 'payout', until?: Instant): CommandOf<'settle'> => ({
  type: 'settle',
  payoutId: payoutId(id),
  ...(until === undefined ? {} : { until }),
  at: START,
});
