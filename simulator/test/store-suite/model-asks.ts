import fc from 'fast-check';
import type { Command } from '../../src/engine/command.ts';
import {
  actionId,
  authorizationId,
  captureId,
  disputeId,
  type Instant,
  later,
  refundId,
  voidId,
} from '../../src/engine/ids.ts';
import type { FinalAnswer } from '../../src/engine/payment.ts';
import type { Outcome, Plan } from '../../src/engine/plan.ts';
import { eur, NOW } from '../world.ts';

/** Something to ask of a payment, once there are an id and a time for it. */
export type NamedAsk = Readonly<{ name: string; ask: (id: string, at: Instant) => Command }>;

const DAY = 24 * 60 * 60 * 1000;
const ACTION = actionId('action');
const APPROVED: FinalAnswer = { kind: 'approved' };
const DECLINED: FinalAnswer = { kind: 'declined', decline: { code: 'do_not_honor', advice: 'other_method' } };
const FAILED: Outcome = { kind: 'failed', reason: 'returned_by_issuer' };

const amounts = fc.oneof(fc.bigInt(1n, 120n).map(eur), fc.constant('all' as const));
type MakePlan = (at: Instant) => Plan<Outcome>;
const now: MakePlan = () => NOW;
const succeedsLater: MakePlan = (at) => ({ when: 'later', decideAt: later(at, DAY), outcome: { kind: 'succeeded' } });
const failsLater: MakePlan = (at) => ({ when: 'later', decideAt: later(at, DAY), outcome: FAILED });
const plans = fc.constantFrom(now, now, now, succeedsLater, failsLater);

const attempt = (id: string, answer: FinalAnswer) => ({
  authorizationId: authorizationId(id),
  answer,
  automaticCapture: { captureId: captureId(`${id}_automatic`), plan: NOW },
});
const authorize = (answer: FinalAnswer): NamedAsk => ({
  name: `authorize, ${answer.kind}`,
  ask: (id, at) => ({ type: 'authorize', attempt: attempt(id, answer), at }),
});
const sendCustomer: NamedAsk = {
  name: 'send the customer away',
  ask: (_, at) => ({ type: 'require_action', action: { actionId: ACTION, kind: 'redirect' }, at }),
};
const complete = (kind: 'approved' | 'failed' | 'cancelled'): NamedAsk => ({
  name: `complete the action, ${kind}`,
  ask: (id, at) => {
    const outcome = kind === 'approved' ? { kind, attempt: attempt(id, APPROVED) } : { kind };
    return { type: 'complete_action', actionId: ACTION, outcome, at };
  },
});

type Amount = ReturnType<typeof eur> | 'all';
const capture = (amount: Amount, plan: MakePlan, rest: 'keep' | 'release'): NamedAsk => ({
  name: 'capture',
  ask: (id, at) => ({ type: 'capture', captureId: captureId(id), amount, rest, plan: plan(at), at }),
});
const voiding = (plan: MakePlan): NamedAsk => ({
  name: 'void',
  ask: (id, at) => ({ type: 'void', voidId: voidId(id), plan: plan(at), at }),
});
const cancel: NamedAsk = { name: 'cancel', ask: (_, at) => ({ type: 'cancel', reason: 'by_merchant', at }) };
const increment = (minor: bigint): NamedAsk => ({
  name: 'increment',
  ask: (_, at) => ({ type: 'increment', by: eur(minor), answer: APPROVED, at }),
});
const reauthorize: NamedAsk = {
  name: 'reauthorize',
  ask: (id, at) => ({
    type: 'reauthorize',
    authorizationId: authorizationId(id),
    amount: 'all',
    answer: APPROVED,
    at,
  }),
};
const refund = (amount: Amount, plan: MakePlan): NamedAsk => ({
  name: 'refund',
  ask: (id, at) => ({ type: 'refund', refundId: refundId(id), amount, plan: plan(at), at }),
});
const dispute = (amount: Amount): NamedAsk => ({
  name: 'dispute',
  ask: (id, at) => ({
    type: 'open_dispute',
    disputeId: disputeId(id),
    stage: 'chargeback',
    amount,
    reason: 'fraudulent',
    at,
  }),
});

/** What a payment that was just requested goes on with when it is to have a hold at once. */
export const approvals: fc.Arbitrary<readonly NamedAsk[]> = fc.constant([authorize(APPROVED)]);

/** What leaves it waiting, for the merchant or for the customer. */
export const waits: fc.Arbitrary<readonly NamedAsk[]> = fc.constantFrom([], [sendCustomer]);

/** Anything that can be asked of any payment; much of it is refused, as it should be. */
export const asks: fc.Arbitrary<NamedAsk> = weighted(
  [4, fc.constantFrom(authorize(APPROVED), authorize(DECLINED))],
  [1, fc.constant(sendCustomer)],
  [8, fc.constantFrom('approved', 'approved', 'failed', 'cancelled').map(complete)],
  [9, fc.tuple(amounts, plans, fc.constantFrom('keep', 'keep', 'release')).map((drawn) => capture(...drawn))],
  [2, plans.map(voiding)],
  [1, fc.constant(cancel)],
  [2, fc.bigInt(1n, 50n).map(increment)],
  [2, fc.constant(reauthorize)],
  [7, fc.tuple(amounts, plans).map((drawn) => refund(...drawn))],
  [1, amounts.map(dispute)],
);

/** What each payment of a course begins with, and what is asked of it then, until everything was reached. */
export const LIVES: readonly (readonly [first: readonly NamedAsk[], then: readonly NamedAsk[]])[] = [
  [
    [sendCustomer],
    [
      complete('approved'),
      capture(eur(200n), now, 'keep'),
      capture(eur(40n), now, 'keep'),
      increment(10n),
      reauthorize,
      voiding(now),
      refund(eur(10n), now),
      refund(eur(100n), now),
      dispute(eur(5n)),
    ],
  ],
  [[sendCustomer], [complete('failed')]],
  [[sendCustomer], [complete('cancelled')]],
  [[sendCustomer], []],
  [[], [authorize(DECLINED), capture('all', now, 'keep')]],
  [[], [cancel]],
  [[authorize(APPROVED)], []],
];

/** What is asked of the last of them once its hold has lapsed. */
export const TOO_LATE: NamedAsk = capture('all', now, 'keep');

function weighted(...choices: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<NamedAsk>])[]) {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}
