import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { authorizationId, captureId, paymentId } from './ids.ts';
import type { Outcome } from './plan.ts';
import { decidedLater, separateResources, synchronousOneObject } from './policies.testing.ts';
import type { Policy } from './policy.ts';
import type { Rejection } from './rejection.ts';
import {
  acceptDispute,
  amend,
  authorize,
  byDay,
  cancel,
  capture,
  customer,
  day,
  decline,
  dispute,
  escalate,
  eur,
  expire,
  failRefund,
  increment,
  NO_FUNDS,
  on,
  reauthorize,
  refund,
  refundOf,
  request,
  resolveAuthorization,
  resolveCapture,
  resolveRefund,
  resolveVoid,
  rule,
  sendCustomer,
  settle,
  submitEvidence,
  tell,
  UNPLANNED,
  voidHold,
} from './story.testing.ts';

const one = synchronousOneObject;
const many = separateResources;
const late = decidedLater;
const wholeVoid: Policy = { ...many, void: { checked: 'when_asked', afterCapture: 'not_allowed' } };
const growing: Policy = { ...many, increment: { countMax: 2 } };
const strict: Policy = { ...many, refund: { ...many.refund, duringDispute: 'none' } };

const held = [request(100n), authorize()];
const taken = [...held, capture(100n)];
const shipped = [...held, capture(40n, 'a'), capture(60n, 'b')];
const pending = { kind: 'pending', reason: 'bank', plan: UNPLANNED } as const;
const refused = { kind: 'declined', decline: NO_FUNDS } as const;
const broken: Outcome = { kind: 'failed', reason: 'technical_error' };
const backFirst = [request(100n), sendCustomer('a'), customer('cancelled', 'a'), sendCustomer('b')];
const declinedFirst = [request(100n), decline('x'), authorize(pending, 'y')];
const slow = (id: string, minor: bigint) => capture(minor, id, 'keep', byDay(9));
const back = (id: string) => refund(1n, id, byDay(1));
const heldBy = (command: ReturnType<typeof capture>, id: string): Command => ({
  ...command,
  authorizationId: authorizationId(id),
});

/** Whatever else there is of the same kind: it is not the one that the last command is about. */
const UNKNOWN: readonly (readonly [policy: Policy, commands: readonly Command[], code: Rejection['code']])[] = [
  [one, [...backFirst, customer('approved', 'nobody')], 'no_such_action'],
  [one, [...declinedFirst, resolveAuthorization(undefined, 'nobody')], 'no_such_authorization'],
  [many, [request(100n), decline('x'), authorize(), heldBy(capture(1n), 'nobody')], 'no_such_authorization'],
  [many, [...held, { ...voidHold(), authorizationId: authorizationId('nobody') }], 'no_such_authorization'],
  [many, [...held, slow('c', 1n), resolveCapture('nobody')], 'no_such_capture'],
  [late, [...held, voidHold('v', UNPLANNED), resolveVoid('nobody')], 'no_such_void'],
  [one, [...taken, back('r'), resolveRefund('nobody')], 'no_such_refund'],
  [one, [...taken, refund(1n, 'r'), failRefund('nobody')], 'no_such_refund'],
  [one, [...taken, dispute(1n), submitEvidence(UNPLANNED, 'nobody')], 'no_such_dispute'],
  [one, [...taken, dispute(1n), escalate('nobody')], 'no_such_dispute'],
  [one, [...taken, dispute(1n), acceptDispute('nobody')], 'no_such_dispute'],
  [one, [...taken, dispute(1n), rule('won', 'nobody')], 'no_such_dispute'],
];
for (const [policy, commands, code] of UNKNOWN) {
  test(`${typeOf(commands)} of nobody, beside another: ${code}`, () => {
    expect(tell(policy, ...commands).rejection).toEqual({ code });
  });
}

/** What stands in the way, and what there is to know about it. */
const SAID: readonly (readonly [policy: Policy, commands: readonly Command[], rejection: Rejection])[] = [
  [one, [...held, request(100n)], { code: 'already_exists' }],
  [one, [...held, { ...request(100n), paymentId: paymentId('other') }], { code: 'already_exists' }],
  [one, [request(100n), sendCustomer('a'), customer('cancelled', 'a'), sendCustomer('a')], { code: 'already_exists' }],
  [
    one,
    [...backFirst.slice(0, 3), authorize({ kind: 'action_required', action: sendCustomer('a').action })],
    { code: 'already_exists' },
  ],
  [
    one,
    [request(100n), decline('authorization'), sendCustomer('a'), customer('approved', 'a')],
    { code: 'already_exists' },
  ],
  [one, [request(100n), authorize(pending, 'y'), authorize({ kind: 'approved' }, 'y')], { code: 'already_exists' }],
  [one, [request(100n), sendCustomer('a'), sendCustomer('b')], { code: 'wrong_state', state: 'action_required' }],
  [one, [request(100n), voidHold()], { code: 'wrong_state', state: 'requested' }],
  [one, [request(100n), refund(1n)], { code: 'wrong_state', state: 'requested' }],
  [one, [request(100n), dispute(1n)], { code: 'wrong_state', state: 'requested' }],
  [one, [request(100n), settle()], { code: 'wrong_state', state: 'requested' }],
  [many, [request(100n), amend(90n)], { code: 'not_supported', operation: 'amend' }],
  [many, [request(100n), increment(1n)], { code: 'not_supported', operation: 'increment' }],
  [one, [request(100n), cancel, cancel], { code: 'wrong_state', state: 'cancelled' }],
  [
    one,
    [request(100n), sendCustomer('a'), customer('failed', 'a'), sendCustomer('b'), customer('approved', 'a')],
    { code: 'wrong_status', status: 'failed' },
  ],
  [many, [...held, increment(1n)], { code: 'not_supported', operation: 'increment' }],
  [growing, [request(0n), authorize(), increment(1n)], { code: 'not_supported', operation: 'increment' }],
  [one, [...held, reauthorize('b')], { code: 'not_supported', operation: 'reauthorize' }],
  [one, [...held, capture(40n, 'c', 'keep')], { code: 'not_supported', operation: 'keep_rest' }],
  [one, [...backFirst, customer('approved', 'a')], { code: 'wrong_status', status: 'cancelled' }],
  [one, [...declinedFirst, resolveAuthorization(undefined, 'x')], { code: 'wrong_status', status: 'declined' }],
  [
    many,
    [request(100n), decline('x'), authorize(), heldBy(capture(1n), 'x')],
    { code: 'wrong_status', status: 'declined' },
  ],
  [many, [...held, voidHold(), capture(1n)], { code: 'hold_released', reason: 'voided' }],
  [one, [...taken, capture(1n, 'second')], { code: 'hold_released', reason: 'captured' }],
  [one, [...taken, on(8, expire)], { code: 'hold_released', reason: 'captured' }],
  [one, [...held, on(7, expire), on(8, expire)], { code: 'hold_expired', expiredAt: day(7) }],
  [
    wholeVoid,
    [...held, slow('a', 9n), capture(9n, 'b'), on(1, resolveCapture('a', broken)), voidHold()],
    { code: 'void_after_capture' },
  ],
  [
    many,
    [request(0n), authorize({ kind: 'approved', amount: eur(5n) })],
    { code: 'exceeds_requested', requested: eur(0n) },
  ],
  [many, [request(100n), authorize({ kind: 'approved', amount: eur(0n) })], { code: 'amount_not_positive' }],
  [
    one,
    [
      request(100n),
      authorize({
        ...pending,
        plan: { when: 'later', decideAt: day(1), outcome: { kind: 'approved', amount: eur(101n) } },
      }),
    ],
    { code: 'exceeds_requested', requested: eur(100n) },
  ],
  [
    many,
    [...held, slow('c', 100n), on(5, reauthorize('b'))],
    { code: 'exceeds_capturable', capturable: eur(0n), limit: eur(0n) },
  ],
  [one, [...taken, dispute(30n), submitEvidence(), refund(1n)], { code: 'disputed' }],
  [strict, [...shipped, dispute(10n), refundOf('a', 1n)], { code: 'disputed' }],
  [many, [...shipped, refund(90n), refundOf('a', 11n, 's')], { code: 'exceeds_refundable', refundable: eur(10n) }],
  [
    many,
    [...shipped, refundOf('a', 10n), refundOf('a', 31n, 's')],
    { code: 'exceeds_refundable', refundable: eur(30n) },
  ],
  [
    many,
    [...shipped, { ...refundOf('a', 10n, 'r'), plan: byDay(1) }, refundOf('a', 31n, 's')],
    { code: 'exceeds_refundable', refundable: eur(30n) },
  ],
  [
    many,
    [...shipped, refundOf('b', 10n), refundOf('a', 41n, 's')],
    { code: 'exceeds_refundable', refundable: eur(40n) },
  ],
  [
    many,
    [...shipped, { ...dispute(10n), captureId: captureId('a') }, refundOf('a', 31n)],
    { code: 'exceeds_refundable', refundable: eur(30n) },
  ],
  [
    many,
    [...shipped, { ...dispute(10n), captureId: captureId('b') }, refundOf('a', 41n)],
    { code: 'exceeds_refundable', refundable: eur(40n) },
  ],
  [
    many,
    [request(105n), authorize(), capture(121n)],
    { code: 'exceeds_capturable', capturable: eur(105n), limit: eur(120n) },
  ],
  [one, [...taken, settle('a'), settle('b')], { code: 'nothing_to_settle' }],
];
for (const [policy, commands, rejection] of SAID) {
  test(`${typeOf(commands)}: ${Object.values(rejection).map(inWords).join(', ')}`, () => {
    expect(tell(policy, ...commands).rejection).toEqual(rejection);
  });
}

/** What did not come off does not count. */
const UNCOUNTED: readonly (readonly [policy: Policy, commands: readonly Command[]])[] = [
  [many, [...held, ...['a', 'b', 'c'].flatMap((id) => [slow(id, 1n), resolveCapture(id, broken)]), capture(1n, 'd')]],
  [one, [...taken, ...['a', 'b', 'c'].flatMap((id) => [back(id), resolveRefund(id, broken)]), refund(1n, 'd')]],
  [many, [...held, on(5, reauthorize('b', 'all', refused)), on(5, reauthorize('c'))]],
  [many, [...held, on(4, reauthorize('b'))]],
  [wholeVoid, [...held, slow('a', 9n), resolveCapture('a', broken), voidHold()]],
];
for (const [policy, commands] of UNCOUNTED) {
  test(`${commands.map(({ type }) => type).join(', ')}: accepted`, () => {
    expect(tell(policy, ...commands).verdict).toBe('accepted');
  });
}

function typeOf(commands: readonly Command[]): string {
  return commands.at(-1)?.type ?? 'nothing';
}

function inWords(told: unknown): string {
  return typeof told === 'object' && told !== null && 'minor' in told ? String(told.minor) : String(told);
}
