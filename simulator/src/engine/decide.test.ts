import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { authorizationId, captureId } from './ids.ts';
import { money } from './money.ts';
import { decidedLater, separateResources, synchronousOneObject } from './policies.testing.ts';
import type { Policy } from './policy.ts';
import { REJECTION_CODES, type RejectionCode } from './rejection.ts';
import {
  acceptDispute,
  amend,
  approved,
  authorize,
  byDay,
  cancel,
  capture,
  customer,
  day,
  decline,
  dispute,
  escalate,
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
const shortWindow: Policy = { ...many, reauthorize: { fromMs: 1, untilMs: 2 * 86_400_000, countMax: 1 } };
const strict: Policy = { ...many, refund: { ...many.refund, duringDispute: 'none' } };
const noPartialVoid: Policy = { ...many, void: { checked: 'when_asked', afterCapture: 'not_allowed' } };

const held = [request(100n), authorize()];
const taken = [...held, capture(100n)];
const shipped = [...held, capture(40n, 'a'), on(20, capture(60n, 'b'))];
const pending = { kind: 'pending', reason: 'bank', plan: UNPLANNED } as const;
const yen = money(10n, 'JPY');
const moreThanAsked = { kind: 'approved', amount: money(999n, 'EUR') } as const;

type Case = readonly [policy: Policy, commands: readonly Command[], verdict: RejectionCode | 'accepted'];

/** In order of precedence, as the codes are listed. The verdict is on the last command; those before are accepted. */
// biome-ignore format: the verdicts stand in one column, so that the table can be read.
const REFUSED: readonly Case[] = [
  [one, [authorize()],                                                             'no_such_payment'],
  [one, [capture(1n)],                                                             'no_such_payment'],
  [one, [settle()],                                                                'no_such_payment'],

  [one, [request(100n), request(100n)],                                            'already_exists'],
  [one, [request(100n), sendCustomer('a'), sendCustomer('a')],                     'already_exists'],
  [one, [request(100n), decline('x'), authorize({ kind: 'approved' }, 'x')],       'already_exists'],
  [many, [...held, capture(40n), capture(40n)],                                    'already_exists'],
  [many, [...held, capture(40n), capture('all')],                                  'already_exists'],
  [many, [...held, voidHold(), voidHold()],                                        'already_exists'],
  [one, [...taken, refund(30n), refund(30n)],                                      'already_exists'],
  [one, [...taken, dispute(30n), dispute(30n)],                                    'already_exists'],
  [one, [...taken, settle(), settle()],                                            'already_exists'],
  [many, [...held, on(5, reauthorize('b')), on(5, reauthorize('b'))],              'already_exists'],

  [one, [request(100n), request(101n)],                                            'already_exists_with_different_amount'],
  [one, [request(100n, 'manual'), request(100n, 'automatic')],                     'already_exists_with_different_amount'],
  [many, [...held, capture(40n), capture(41n)],                                    'already_exists_with_different_amount'],
  [one, [...taken, refund(30n), refund(31n)],                                      'already_exists_with_different_amount'],

  [many, [request(100n), amend(90n)],                                              'not_supported'],
  [many, [...held, increment(1n)],                                                 'not_supported'],
  [one, [...held, reauthorize('b')],                                               'not_supported'],
  [one, [...held, capture(40n, 'c', 'keep')],                                      'not_supported'],

  [one, [request(100n), capture(100n)],                                            'wrong_state'],
  [one, [...held, amend(90n)],                                                     'wrong_state'],
  [one, [request(100n), sendCustomer(), amend(90n)],                               'wrong_state'],
  [late, [request(100n), decline(), amend(90n)],                                   'wrong_state'],
  [one, [request(100n), sendCustomer(), authorize()],                              'wrong_state'],
  [one, [request(100n), customer('approved')],                                     'wrong_state'],
  [one, [request(100n), expire],                                                   'wrong_state'],
  [one, [request(100n), resolveAuthorization()],                                   'wrong_state'],
  [one, [request(100n), cancel, authorize()],                                      'wrong_state'],
  [one, [...held, cancel],                                                         'wrong_state'],
  [late, [request(100n), decline(), authorize()],                                  'wrong_state'],
  [late, [request(100n), decline(), cancel],                                       'wrong_state'],
  [one, [request(100n), authorize(pending), authorize({ kind: 'approved' }, 'b')], 'wrong_state'],

  [one, [request(100n), sendCustomer('a'), customer('approved', 'b')],             'no_such_action'],
  [one, [request(100n), authorize(pending), resolveAuthorization(undefined, 'b')], 'no_such_authorization'],
  [many, [...held, { ...capture(1n), authorizationId: authorizationId('b') }],     'no_such_authorization'],
  [many, [...held, resolveCapture('nobody')],                                      'no_such_capture'],
  [many, [...taken, refundOf('nobody', 1n)],                                       'no_such_capture'],
  [late, [...held, resolveVoid('nobody')],                                         'no_such_void'],
  [one, [...taken, resolveRefund('nobody')],                                       'no_such_refund'],
  [one, [...taken, failRefund('nobody')],                                          'no_such_refund'],
  [one, [...taken, submitEvidence(UNPLANNED, 'nobody')],                           'no_such_dispute'],
  [one, [...taken, rule('won', 'nobody')],                                         'no_such_dispute'],

  [one, [...taken, resolveCapture()],                                              'wrong_status'],
  [one, [...taken, refund(1n), resolveRefund()],                                   'wrong_status'],
  [late, [...held, voidHold(), resolveVoid()],                                     'wrong_status'],
  [one, [...held, capture(100n, 'c', 'release', byDay(1)), refundOf('c', 1n)],     'wrong_status'],
  [one, [...taken, refund(1n, 'r', byDay(1)), failRefund('r')],                    'wrong_status'],
  [one, [...taken, dispute('all'), acceptDispute(), rule('won')],                  'wrong_status'],
  [one, [...taken, dispute('all'), escalate()],                                    'wrong_status'],
  [one, [...taken, dispute('all', 'inquiry'), acceptDispute()],                    'wrong_status'],
  [one, [...taken, dispute('all'), submitEvidence(), submitEvidence()],            'wrong_status'],

  [one, [request(100n), sendCustomer(), on(1, customer('approved'))],              'action_expired'],

  [one, [...taken, capture(1n, 'second')],                                         'hold_released'],
  [many, [...held, voidHold(), capture(1n)],                                       'hold_released'],
  [many, [...held, voidHold(), voidHold('second')],                                'hold_released'],
  [one, [...held, capture(60n), voidHold()],                                       'hold_released'],
  [many, [...held, capture(60n, 'c', 'release'), capture(1n, 'second')],           'hold_released'],
  [many, [...held, on(5, reauthorize('b')), on(5, named(capture(1n)))],            'hold_released'],

  [one, [...held, on(7, capture(1n))],                                             'hold_expired'],
  [one, [...held, on(7, expire), on(7, capture(1n))],                              'hold_expired'],
  [one, [...held, on(8, voidHold())],                                              'hold_expired'],
  [one, [...held, on(8, increment(1n))],                                           'hold_expired'],

  [one, [...held, on(6.9, expire)],                                                'not_due'],
  [one, [request(100n), sendCustomer(), on(0.9, expire)],                          'not_due'],
  [many, [...held, on(3.9, reauthorize('b'))],                                     'reauthorize_too_early'],
  [shortWindow, [...held, on(2.1, reauthorize('b'))],                              'reauthorize_too_late'],
  [one, [...taken, dispute('all'), on(8, submitEvidence())],                       'response_period_over'],
  [one, [...held, refund(1n)],                                                     'nothing_captured'],
  [one, [...held, dispute('all')],                                                 'nothing_captured'],
  [one, [...taken, on(180, refund(1n))],                                           'refund_period_over'],
  [many, [...shipped, on(190, refundOf('a', 1n))],                                 'refund_period_over'],
  [one, [...taken, dispute(30n), refund(1n)],                                      'disputed'],
  [strict, [...shipped, disputeOf('a'), refundOf('a', 1n)],                        'disputed'],
  [strict, [...shipped, disputeOf('a'), refund(1n)],                               'disputed'],
  [noPartialVoid, [...held, capture(40n), voidHold()],                             'void_after_capture'],
  [noPartialVoid, [...held, capture(40n, 'c', 'keep', byDay(1)), voidHold()],      'void_after_capture'],
  [many, [...held, capture('all', 'c', 'keep', byDay(1)), voidHold()],             'nothing_to_void'],
  [one, [...held, settle()],                                                       'nothing_to_settle'],
  [one, [...taken, settle(), settle('second')],                                    'nothing_to_settle'],

  [many, [...held, capture(1n, '1'), capture(1n, '2'), capture(1n, '3'), capture(1n, '4')], 'too_many_captures'],
  [one, [...taken, refund(1n, '1'), refund(1n, '2'), refund(1n, '3'), refund(1n, '4')],     'too_many_refunds'],
  [one, [...taken, slowRefund('1'), slowRefund('2'), slowRefund('3'), refund(1n, '4')],     'too_many_refunds'],
  [one, [...held, increment(1n), increment(1n), increment(1n)],                    'too_many_increments'],
  [many, [...held, on(5, reauthorize('b')), on(10, reauthorize('c'))],             'too_many_reauthorizations'],

  [many, [...held, capture(yen)],                                                  'currency_mismatch'],
  [late, [...held, capture(yen)],                                                  'currency_mismatch'],
  [one, [...taken, refund(yen)],                                                   'currency_mismatch'],
  [one, [request(100n), authorize({ kind: 'approved', amount: yen })],             'currency_mismatch'],
  [one, [request(0n)],                                                             'amount_not_positive'],
  [one, [request(100n), amend(0n)],                                                'amount_not_positive'],
  [many, [request(0n, 'automatic')],                                               'amount_not_positive'],
  [many, [...held, capture(0n)],                                                   'amount_not_positive'],
  [late, [...held, capture(-1n)],                                                  'amount_not_positive'],
  [one, [...taken, refund(0n)],                                                    'amount_not_positive'],
  [one, [...held, increment(0n)],                                                  'amount_not_positive'],
  [one, [request(49n)],                                                            'below_minimum'],
  [one, [request(100n), amend(49n)],                                               'below_minimum'],
  [one, [request(100n), authorize(moreThanAsked)],                                 'exceeds_requested'],
  [one, [...held, increment(5n, moreThanAsked)],                                   'exceeds_requested'],

  [one, [...held, capture(101n)],                                                  'exceeds_capturable'],
  [many, [request(0n), authorize(), capture('all')],                               'exceeds_capturable'],
  [many, [...held, capture(60n), capture(56n, 'second')],                          'exceeds_capturable'],
  [many, [...held, capture('all', 'c', 'keep', byDay(1)), capture('all', 'd')],    'exceeds_capturable'],
  [many, [...held, on(5, reauthorize('b', money(101n, 'EUR')))],                   'exceeds_capturable'],
  [one, [...taken, refund(40n), refund(61n, 'second')],                            'exceeds_refundable'],
  [one, [...taken, refund('all'), refund('all', 'second')],                        'exceeds_refundable'],
  [one, [...taken, refund(40n, 'r', byDay(1)), refund(61n, 'second')],             'exceeds_refundable'],
  [many, [...held, capture(40n, 'a'), capture(60n, 'b'), refundOf('a', 41n)],      'exceeds_refundable'],
  [many, [...taken, dispute(30n), refund(71n)],                                    'exceeds_refundable'],
  [one, [...taken, dispute(101n)],                                                 'exceeds_disputable'],
  [one, [...taken, refund('all'), dispute('all')],                                 'exceeds_disputable'],
];

/** Two rules are broken at once; the one that is listed first is reported. */
// biome-ignore format: the verdicts stand in one column, so that the table can be read.
const PRECEDENCE: readonly Case[] = [
  [one, [reauthorize('b')],                                                        'no_such_payment'],
  [one, [...taken, refund('all'), refund(100n)],                                   'already_exists'],
  [many, [...held, on(5, reauthorize('b')), on(30, reauthorize('b'))],             'already_exists'],
  [many, [...held, capture(100n), capture(yen)],                                   'already_exists_with_different_amount'],
  [one, [request(100n), reauthorize('b')],                                         'not_supported'],
  [one, [request(100n), capture(yen)],                                             'wrong_state'],
  [one, [request(100n), sendCustomer('a'), on(1, customer('approved', 'b'))],      'no_such_action'],
  [many, [...held, voidHold(), named(capture(1n), 'nobody')],                      'no_such_authorization'],
  [one, [...taken, dispute('all'), submitEvidence(), on(8, submitEvidence())],     'wrong_status'],
  [many, [...held, voidHold(), on(40, capture(1n))],                               'hold_released'],
  [one, [...held, on(7, capture(yen))],                                            'hold_expired'],
  [many, [...held, on(3, reauthorize('b', yen))],                                  'reauthorize_too_early'],
  [shortWindow, [...held, on(1, reauthorize('b')), on(9, reauthorize('c'))],       'reauthorize_too_late'],
  [one, [...taken, dispute('all'), on(180, refund(1n))],                           'refund_period_over'],
  [one, [...taken, refund(1n, '1'), refund(1n, '2'), refund(1n, '3'), dispute('all'), refund(0n)], 'disputed'],
  [one, [...held, increment(1n), increment(1n), increment(0n)],                    'too_many_increments'],
  [one, [request(0n)],                                                             'amount_not_positive'],
  [one, [...held, increment(-5n, moreThanAsked)],                                  'amount_not_positive'],
  [many, [...held, on(5, reauthorize('b', money(101n, 'EUR'), moreThanAsked))],    'exceeds_requested'],
];

/** What looks forbidden and is not. */
// biome-ignore format: the verdicts stand in one column, so that the table can be read.
const ACCEPTED: readonly Case[] = [
  [one, [request(50n)],                                                            'accepted'],
  [one, [request(100n), decline('a'), authorize({ kind: 'approved' }, 'b')],       'accepted'],
  [one, [request(100n), decline('a'), cancel],                                     'accepted'],
  [one, [request(100n), amend(90n, 'automatic'), authorize()],                     'accepted'],
  [one, [request(100n), decline('a'), amend(60n), authorize({ kind: 'approved' }, 'b'), capture(60n)], 'accepted'],
  [one, [request(100n), sendCustomer('a'), customer('failed', 'a'), authorize()],  'accepted'],
  [one, [request(100n), sendCustomer('a'), customer('cancelled', 'a'), sendCustomer('b')], 'accepted'],
  [one, [request(100n), authorize(pending), cancel],                               'accepted'],
  [one, [request(100n), sendCustomer('a'), cancel],                                'accepted'],
  [one, [...held, on(6.9, capture(100n))],                                         'accepted'],
  [many, [...held, capture(115n)],                                                 'accepted'],
  [many, [...held, capture(60n), capture(55n, 'second')],                          'accepted'],
  [many, [...held, capture(60n), voidHold()],                                      'accepted'],
  [many, [...held, capture(30n, 'a'), capture(70n, 'b'), refundOf('a', 30n)],      'accepted'],
  [one, [...taken, dispute(100n, 'inquiry'), refund(100n)],                        'accepted'],
  [many, [...taken, dispute(30n), refund(70n)],                                    'accepted'],
  [one, [...taken, dispute('all'), rule('won'), refund('all')],                    'accepted'],
  [one, [...taken, refund('all'), failRefund(), refund('all', 'second')],          'accepted'],
  [one, [...held, increment(50n), capture(150n)],                                  'accepted'],
  [one, [...held, increment(50n, { kind: 'declined', decline: NO_FUNDS }), capture(100n)], 'accepted'],
  [many, [...held, on(28, reauthorize('b'))],                                      'accepted'],
  [many, [request(100n), decline('authorization'), sendCustomer('a'), customer('approved', 'a')], 'accepted'],
  [many, [...shipped, on(190, refundOf('b', 60n))],                                'accepted'],
  [many, [...shipped, on(190, refund(60n))],                                       'accepted'],
  [strict, [...shipped, disputeOf('a'), refundOf('b', 60n)],                       'accepted'],
  [strict, [...shipped, { ...disputeOf('a'), stage: 'inquiry' }, refund('all')],   'accepted'],
  [late, [...held, capture(101n)],                                                 'accepted'],
  [late, [...taken, capture('all', 'second')],                                     'accepted'],
  [late, [...held, refund('all')],                                                 'accepted'],
  [late, [...held, voidHold(), capture(100n)],                                     'accepted'],
  [late, [...held, refund(100n)],                                                  'accepted'],
  [late, [...taken, refund(400n)],                                                 'accepted'],
];

for (const [policy, commands, verdict] of [...REFUSED, ...PRECEDENCE, ...ACCEPTED]) {
  test(`${commands.map(describeCommand).join(', ')}: ${verdict}`, () => {
    expect(tell(policy, ...commands.slice(0, -1)).verdict).toBe('accepted');
    expect(tell(policy, ...commands).verdict).toBe(verdict);
  });
}

test('the table has every rejection, in order of precedence', () => {
  const listed = [...new Set(REFUSED.map(([, , verdict]) => verdict))];
  expect(listed).toEqual(REJECTION_CODES);
});

test('a rejection carries what the reader needs', () => {
  expect(tell(many, ...held, capture(60n), capture(56n, 'second')).rejection).toEqual({
    code: 'exceeds_capturable',
    capturable: money(40n, 'EUR'),
    limit: money(55n, 'EUR'),
  });
  expect(tell(many, ...held, on(5, reauthorize('b')), on(5, named(capture(1n)))).rejection).toEqual({
    code: 'hold_released',
    reason: 'replaced',
    replacedBy: 'b',
  });
  expect(tell(one, ...taken, refund('all'), refund(1n, 'second')).rejection).toEqual({
    code: 'exceeds_refundable',
    refundable: money(0n, 'EUR'),
  });
});

test('a percentage of over-capture is cut at the amount its currency allows', () => {
  const dollars = (minor: bigint): Command[] => [
    { ...request(100n), amount: money(200_000n, 'USD') },
    authorize(),
    capture(money(minor, 'USD')),
  ];
  expect(tell(many, ...dollars(207_500n)).verdict).toBe('accepted');
  expect(tell(many, ...dollars(207_501n)).verdict).toBe('exceeds_capturable');
});

test('an automatic payment is captured with its authorization, whatever amount the issuer consented to', () => {
  const payment = approved(one, request(100n, 'automatic'), authorize({ kind: 'approved', amount: money(70n, 'EUR') }));
  expect(payment.hold.status).toBe('closed');
  expect(payment.captures).toMatchObject([{ id: 'automatic', amount: { minor: 70n }, status: 'succeeded' }]);
});

test('what is amended is what is authorized, captured and expected from then on', () => {
  const payment = approved(one, request(100n), amend(70n, 'automatic'), authorize());
  expect(payment).toMatchObject({ amount: { minor: 70n }, captureMode: 'automatic', hold: { amount: { minor: 70n } } });
  expect(payment.captures).toMatchObject([{ amount: { minor: 70n }, status: 'succeeded' }]);
});

test('a customer action ends when the policy says, or when it says itself', () => {
  const ends = (action: object) => {
    const asked = sendCustomer();
    const { payment } = tell(one, request(100n), { ...asked, action: { ...asked.action, ...action } });
    return payment?.state === 'action_required' ? payment.action.expiresAt : undefined;
  };
  expect(ends({})).toBe(day(1));
  expect(ends({ expiresAt: day(3) })).toBe(day(3));
});

function named(command: ReturnType<typeof capture>, id = 'authorization'): Command {
  return { ...command, authorizationId: authorizationId(id) };
}

function slowRefund(id: string): Command {
  return refund(1n, id, byDay(1));
}

function disputeOf(capture: string): ReturnType<typeof dispute> {
  return { ...dispute('all'), captureId: captureId(capture) };
}

function describeCommand(command: Command): string {
  if (command.type === 'request') return `request ${command.amount.minor}`;
  if (!('amount' in command)) return command.type;
  return `${command.type} ${command.amount === 'all' ? 'all' : command.amount.minor}`;
}
