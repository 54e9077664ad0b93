import fc from 'fast-check';
import type { Attempt, Command, CommandOf, IssuerAnswer } from './command.ts';
import {
  actionId,
  authorizationId,
  captureId,
  disputeId,
  later,
  paymentId,
  payoutId,
  refundId,
  voidId,
} from './ids.ts';
import { type Money, money } from './money.ts';
import type { FinalAnswer } from './payment.ts';
import {
  ACTION_KINDS,
  CANCEL_REASONS,
  CAPTURE_MODES,
  DECLINE_ADVICE,
  DECLINE_CODES,
  PENDING_REASONS,
} from './payment.ts';
import { type Later, type Outcome, type Plan, RULINGS, WORLD_FAILURES } from './plan.ts';
import { AFTER_ENDED_ACTION, CHECKED, type Policy } from './policy.ts';
import { DAY, HOUR, START } from './story.testing.ts';

/** A command and how long after the one before it comes. */
export type Step = Readonly<{ afterMs: number; command: Command }>;

const at = fc.constant(START);
const waits = fc.constantFrom(0, 1, HOUR, DAY, 2 * DAY, 5 * DAY, 9 * DAY, 40 * DAY);
const lifetimes = fc.constantFrom(0, HOUR, 5 * DAY, 9 * DAY, 40 * DAY);
const text = fc.constantFrom('1', '2', '3');
const fewer = fc.constantFrom('1', '1', '2');
const actionIds = fewer.map(actionId);
const authorizationIds = text.map(authorizationId);
const captureIds = text.map(captureId);
const voidIds = fewer.map(voidId);
const refundIds = text.map(refundId);
const disputeIds = fewer.map(disputeId);

const euros = weighted<bigint>([fc.bigInt(1n, 60n), 9], [fc.constantFrom(-1n, 0n, 100n, 116n, 500n), 1]);
const amounts = weighted<Money>([euros.map((minor) => money(minor, 'EUR')), 30], [fc.constant(money(10n, 'JPY')), 1]);
const amountsOrAll = weighted<Money | 'all'>([amounts, 3], [fc.constant('all'), 1]);
const declines = fc.record({ code: fc.constantFrom(...DECLINE_CODES), advice: fc.constantFrom(...DECLINE_ADVICE) });
const failures = fc.constantFrom(...WORLD_FAILURES);
const outcomes = weighted<Outcome>(
  [fc.constant({ kind: 'succeeded' }), 4],
  [fc.record({ kind: fc.constant('failed'), reason: failures }), 1],
);
const consents = weighted<FinalAnswer>(
  [fc.constant({ kind: 'approved' }), 6],
  [fc.record({ kind: fc.constant('approved'), amount: amounts }), 1],
  [fc.record({ kind: fc.constant('declined'), decline: declines }), 2],
);
const plans = weighted<Plan<Outcome>>(
  [fc.record({ when: fc.constant('now'), outcome: outcomes }), 3],
  [latePlans(outcomes), 2],
);
const newActions = fc.record(
  {
    actionId: actionIds,
    kind: fc.constantFrom(...ACTION_KINDS),
    expiresAt: waits.map((ms) => later(START, ms)),
  },
  { requiredKeys: ['actionId', 'kind'] },
);
const answers = weighted<IssuerAnswer>(
  [consents, 4],
  [
    fc.record({ kind: fc.constant('pending'), reason: fc.constantFrom(...PENDING_REASONS), plan: latePlans(consents) }),
    1,
  ],
  [fc.record({ kind: fc.constant('action_required'), action: newActions }), 1],
);
const attempts: fc.Arbitrary<Attempt> = fc.record({
  authorizationId: authorizationIds,
  answer: answers,
  automaticCapture: fc.record({ captureId: captureIds, plan: plans }),
});
const namedAuthorization = weighted([fc.constant({}), 5], [fc.record({ authorizationId: authorizationIds }), 1]);
const namedCapture = weighted([fc.constant({}), 2], [fc.record({ captureId: captureIds }), 1]);

/** The first thing to be asked, mostly in order. */
export const requests: fc.Arbitrary<Command> = fc.record({
  type: fc.constant('request'),
  paymentId: fc.constant(paymentId('payment')),
  amount: fc.constantFrom(100n, 100n, 100n, 40n, 5n, 0n).map((minor) => money(minor, 'EUR')),
  captureMode: fc.constantFrom(...CAPTURE_MODES),
  at,
});

const beforeApproval = weighted<Command>(
  [
    fc.record({
      type: fc.constant('amend'),
      amount: amounts,
      captureMode: fc.constantFrom(...CAPTURE_MODES),
      at,
    }),
    1,
  ],
  [fc.record({ type: fc.constant('require_action'), action: newActions, at }), 2],
  [
    fc.record({
      type: fc.constant('complete_action'),
      actionId: actionIds,
      outcome: weighted<CommandOf<'complete_action'>['outcome']>(
        [fc.record({ kind: fc.constant('approved'), attempt: attempts }), 3],
        [fc.record({ kind: fc.constantFrom('failed', 'cancelled') }), 2],
      ),
      at,
    }),
    3,
  ],
  [fc.record({ type: fc.constant('authorize'), attempt: attempts, at }), 2],
  [
    fc.record({
      type: fc.constant('resolve_authorization'),
      authorizationId: authorizationIds,
      answer: consents,
      at,
    }),
    1,
  ],
  [fc.record({ type: fc.constant('cancel'), reason: fc.constantFrom(...CANCEL_REASONS), at }), 1],
  [fc.record({ type: fc.constant('expire'), at }), 1],
);

const onHold = weighted<Command>(
  [fc.record({ type: fc.constant('expire'), at }), 1],
  [withNamed(namedAuthorization, { type: fc.constant('increment'), by: amounts, answer: consents, at }), 2],
  [
    fc.record({
      type: fc.constant('reauthorize'),
      authorizationId: authorizationIds,
      amount: amountsOrAll,
      answer: consents,
      at,
    }),
    2,
  ],
  [
    withNamed(namedAuthorization, {
      type: fc.constant('capture'),
      captureId: captureIds,
      amount: amountsOrAll,
      rest: fc.constantFrom('by_policy', 'by_policy', 'keep', 'release'),
      plan: plans,
      at,
    }),
    6,
  ],
  [
    fc.record({
      type: fc.constant('capture'),
      captureId: captureIds,
      amount: fc.constant('all'),
      rest: fc.constant('by_policy'),
      plan: latePlans(outcomes),
      at,
    }),
    1,
  ],
  [fc.record({ type: fc.constant('resolve_capture'), captureId: captureIds, outcome: outcomes, at }), 2],
  [withNamed(namedAuthorization, { type: fc.constant('void'), voidId: voidIds, plan: plans, at }), 2],
  [fc.record({ type: fc.constant('resolve_void'), voidId: voidIds, outcome: outcomes, at }), 1],
);

const goingBack = weighted<Command>(
  [
    withNamed(namedCapture, {
      type: fc.constant('refund'),
      refundId: refundIds,
      amount: amountsOrAll,
      plan: plans,
      at,
    }),
    4,
  ],
  [fc.record({ type: fc.constant('resolve_refund'), refundId: refundIds, outcome: outcomes, at }), 2],
  [fc.record({ type: fc.constant('fail_refund'), refundId: refundIds, reason: failures, at }), 1],
);

const contested = weighted<Command>(
  [
    withNamed(namedCapture, {
      type: fc.constant('open_dispute'),
      disputeId: disputeIds,
      stage: fc.constantFrom('inquiry', 'chargeback'),
      amount: amountsOrAll,
      reason: fc.constant('fraudulent'),
      at,
    }),
    2,
  ],
  [
    fc.record({
      type: fc.constant('submit_evidence'),
      disputeId: disputeIds,
      plan: latePlans(fc.constantFrom(...RULINGS)),
      at,
    }),
    1,
  ],
  [fc.record({ type: fc.constantFrom('escalate_dispute', 'accept_dispute'), disputeId: disputeIds, at }), 1],
  [
    fc.record({
      type: fc.constant('resolve_dispute'),
      disputeId: disputeIds,
      outcome: fc.constantFrom(...RULINGS),
      at,
    }),
    1,
  ],
);

const settlements: fc.Arbitrary<Command> = fc.record(
  { type: fc.constant('settle'), payoutId: text.map(payoutId), until: at, at },
  { requiredKeys: ['type', 'payoutId', 'at'] },
);

/** Any command in any order; most of them need an approved payment. */
export const steps: fc.Arbitrary<Step> = stepsOf(
  weighted([requests, 1], [beforeApproval, 2], [onHold, 6], [goingBack, 4], [contested, 4], [settlements, 1]),
);

/** Steps that a payment still waiting for its approval can do something with. */
export const earlySteps: fc.Arbitrary<Step> = stepsOf(weighted([beforeApproval, 6], [onHold, 1]));

/** Any policy, with lifetimes short enough to run out. */
export const policies: fc.Arbitrary<Policy> = fc.record({
  minimum: fc.constantFrom({}, { EUR: 50n }),
  zeroAmount: fc.constantFrom('card_check', 'refused'),
  action: fc.record({
    lifetimeMs: lifetimes,
    afterApproval: fc.constantFrom('authorize', 'await_merchant'),
    afterCancel: fc.constantFrom(...AFTER_ENDED_ACTION),
    afterExpiry: fc.constantFrom(...AFTER_ENDED_ACTION),
  }),
  amend: fc.constantFrom('before_approval', 'unsupported'),
  retryAfterDecline: fc.constantFrom('allowed', 'not_allowed'),
  hold: fc.record({ lifetimeMs: lifetimes, honourPeriodMs: lifetimes }),
  increment: optional(fc.record({ countMax: fc.integer({ min: 0, max: 3 }) })),
  reauthorize: optional(
    fc.record({
      fromMs: fc.constantFrom(0, DAY),
      untilMs: fc.constantFrom(DAY, 2 * DAY),
      countMax: fc.integer({ min: 0, max: 2 }),
    }),
  ),
  capture: fc.record({
    checked: fc.constantFrom(...CHECKED),
    countMax: fc.integer({ min: 1, max: 3 }),
    rest: fc.constantFrom('release', 'keep'),
    overCapture: weighted<Policy['capture']['overCapture']>(
      [fc.constant('none'), 1],
      [fc.record({ extraBasisPoints: fc.bigInt(0n, 3000n), extraMax: fc.constantFrom({}, { EUR: 5n }) }), 1],
    ),
  }),
  void: fc.record({ checked: fc.constantFrom(...CHECKED), afterCapture: fc.constantFrom('allowed', 'not_allowed') }),
  refund: fc.record({
    checked: fc.constantFrom(...CHECKED),
    countMax: fc.integer({ min: 1, max: 2 }),
    windowMs: fc.constantFrom(HOUR, 5 * DAY, 180 * DAY),
    duringDispute: fc.constantFrom('rest', 'none'),
  }),
  dispute: fc.record({ responseMs: lifetimes }),
  fees: fc.record({
    captureBasisPoints: fc.bigInt(0n, 500n),
    captureFixed: fc.constantFrom({}, { EUR: 25n }),
    chargebackFixed: fc.constantFrom({}, { EUR: 1500n }),
  }),
});

function stepsOf(commands: fc.Arbitrary<Command>): fc.Arbitrary<Step> {
  const mostlyAtOnce = weighted([fc.constant(0), 7], [waits, 1]);
  return fc.record({ afterMs: mostlyAtOnce, command: commands });
}

function latePlans<Ending>(endings: fc.Arbitrary<Ending>): fc.Arbitrary<Later<Ending>> {
  return weighted<Later<Ending>>(
    [fc.constant({ when: 'unplanned' }), 1],
    [fc.record({ when: fc.constant('later'), decideAt: waits.map((ms) => later(START, ms)), outcome: endings }), 2],
  );
}

function optional<Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | 'unsupported'> {
  return weighted<Value | 'unsupported'>([fc.constant('unsupported'), 1], [values, 2]);
}

function withNamed<Named extends object, Rest>(
  named: fc.Arbitrary<Named>,
  rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> },
): fc.Arbitrary<Named & Rest> {
  return fc.tuple(fc.record<Rest>(rest), named).map(([content, name]) => ({ ...content, ...name }));
}

function weighted<Value>(
  ...choices: readonly (readonly [arbitrary: fc.Arbitrary<Value>, weight: number])[]
): fc.Arbitrary<Value> {
  return fc.oneof(...choices.map(([arbitrary, weight]) => ({ arbitrary, weight })));
}
