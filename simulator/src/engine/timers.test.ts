import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { due, nextDueAt } from './due.ts';
import { unsettled, unsettledSince } from './entries.ts';
import type { Event } from './event.ts';
import { captureId } from './ids.ts';
import type { Outcome, Ruling } from './plan.ts';
import { decidedLater, separateResources, synchronousOneObject } from './policies.testing.ts';
import type { Policy } from './policy.ts';
import {
  acceptDispute,
  approved,
  authorize,
  byDay,
  cancel,
  capture,
  day,
  decline,
  dispute,
  escalate,
  eur,
  failRefund,
  on,
  refund,
  refundOf,
  request,
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

const held = [request(100n), authorize()];
const taken = [...held, capture(100n)];
const waiting = (plan: 'unplanned' | number) => ({
  kind: 'pending' as const,
  reason: 'bank' as const,
  plan:
    plan === 'unplanned'
      ? UNPLANNED
      : { when: 'later' as const, decideAt: day(plan), outcome: { kind: 'approved' as const } },
});
const ruledOn = (number: number, outcome: Ruling) => submitEvidence({ when: 'later', decideAt: day(number), outcome });

/** After these commands the clock owes the payment these, on these days; the hold's own end is left out. */
const OWED: readonly (readonly [policy: Policy, commands: readonly Command[], owed: readonly string[]])[] = [
  [one, [request(100n)], []],
  [late, [request(100n), decline()], []],
  [one, [request(100n), cancel], []],
  [one, [request(100n), sendCustomer()], ['expire on 1']],
  [one, [request(100n), authorize(waiting('unplanned'))], []],
  [one, [request(100n), authorize(waiting(2))], ['resolve_authorization on 2']],
  [many, [...held, capture(1n, 'a', 'keep', byDay(2)), capture(1n, 'b', 'keep', UNPLANNED)], ['resolve_capture on 2']],
  [many, [...held, capture(1n, 'a', 'keep', byDay(2)), on(2, resolveCapture('a'))], []],
  [late, [...held, voidHold('v', byDay(3)), voidHold('w', UNPLANNED)], ['resolve_void on 3']],
  [late, [...held, voidHold('v', byDay(3)), on(3, resolveVoid('v'))], []],
  [one, [...taken, refund(1n, 'r', byDay(4)), refund(1n, 's', UNPLANNED)], ['resolve_refund on 4']],
  [one, [...taken, refund(1n, 'r', byDay(4)), on(4, resolveRefund('r'))], []],
  [one, [...taken, dispute(1n, 'inquiry')], ['resolve_dispute won on 8']],
  [one, [...taken, dispute(1n)], ['resolve_dispute lost on 8']],
  [one, [...taken, dispute(1n), submitEvidence()], []],
  [one, [...taken, dispute(1n), ruledOn(5, 'lost')], ['resolve_dispute lost on 5']],
  [one, [...taken, dispute(1n), ruledOn(5, 'lost'), on(5, rule('lost'))], []],
  [one, [...taken, dispute(1n), acceptDispute()], []],
];
for (const [policy, commands, owed] of OWED) {
  test(`${types(commands)}: owed ${owed.join(', ') || 'nothing'}`, () => {
    const { payment, verdict } = tell(policy, ...commands);
    expect(verdict).toBe('accepted');
    if (payment === undefined) throw new Error('nobody has requested it');
    const timers = due(payment).filter(({ command }) => payment.state !== 'approved' || command.type !== 'expire');
    const told = timers.map(({ at, command }) => [command.type, ...rulingOf(command), 'on', dayOf(at)].join(' '));
    expect(told).toEqual(owed);
    expect(nextDueAt(payment)).toBe(due(payment)[0]?.at);
  });
}

const broken: Outcome = { kind: 'failed', reason: 'technical_error' };
const slow = (id: string, minor: bigint) => capture(minor, id, 'keep', UNPLANNED);

/** What the last command, accepted, led to. */
const BECAME: readonly (readonly [
  what: string,
  policy: Policy,
  commands: readonly Command[],
  events: readonly Partial<Event>[],
])[] = [
  [
    'an automatic capture waits for the bank',
    one,
    [request(100n, 'automatic'), authorize({ kind: 'approved' }, 'h', byDay(1))],
    [{ type: 'authorized' }, { type: 'capture_accepted', checked: 'when_asked', plan: byDay(1) }],
  ],
  [
    'an automatic capture fails with the bank',
    one,
    [request(100n, 'automatic'), authorize({ kind: 'approved' }, 'h', { when: 'now', outcome: broken })],
    [
      { type: 'authorized' },
      { type: 'capture_accepted', plan: UNPLANNED },
      { type: 'capture_failed', failure: 'technical_error' },
    ],
  ],
  [
    'a void that nothing is left for is accepted and fails',
    late,
    [...taken, voidHold()],
    [
      { type: 'void_accepted', plan: UNPLANNED },
      { type: 'void_failed', failure: 'hold_released' },
    ],
  ],
  [
    'a void waits and succeeds',
    late,
    [...held, voidHold('v', UNPLANNED), resolveVoid('v')],
    [{ type: 'voided', amount: eur(100n) }],
  ],
  [
    'all is what is left',
    late,
    [...held, capture(40n, 'a'), capture('all', 'b')],
    [{ type: 'captured', amount: eur(60n) }],
  ],
  [
    'too much is judged when its time has come',
    late,
    [...held, capture(101n)],
    [{ type: 'capture_accepted' }, { type: 'capture_failed', failure: 'exceeds_capturable' }],
  ],
  ['a capture in part leaves the hold', many, [...held, capture(40n)], [{ type: 'captured', hold: 'unchanged' }]],
  [
    'a capture that failed has taken nothing of the hold',
    many,
    [...held, slow('a', 60n), resolveCapture('a', broken), capture(50n, 'b')],
    [{ type: 'captured', hold: 'unchanged' }],
  ],
  [
    'a capture that outlives the hold does not end it once more',
    many,
    [...held, capture(60n, 'a', 'release', UNPLANNED), voidHold(), resolveCapture('a')],
    [{ type: 'captured', hold: 'unchanged' }],
  ],
  [
    'a refund out of a capture says so while it waits',
    one,
    [...taken, { ...refundOf('capture', 10n), plan: UNPLANNED }],
    [{ type: 'refund_accepted', captureId: captureId('capture') }],
  ],
  [
    'a refund out of a capture says so when it is done',
    one,
    [...taken, { ...refundOf('capture', 10n), plan: UNPLANNED }, resolveRefund()],
    [{ type: 'refunded', captureId: captureId('capture') }],
  ],
  [
    'a refund that was checked when asked is not checked again',
    one,
    [...taken, refund('all', 'r', byDay(200)), on(200, resolveRefund('r'))],
    [{ type: 'refunded' }],
  ],
  [
    'a refund that was not checked when asked is checked now',
    late,
    [...taken, refund(101n, 'r', UNPLANNED), resolveRefund('r')],
    [{ type: 'refund_failed', failure: 'exceeds_refundable' }],
  ],
  [
    'an inquiry that is lost escalates',
    one,
    [...taken, dispute(9n, 'inquiry'), on(8, rule('lost'))],
    [{ type: 'dispute_escalated', respondBy: day(16) }],
  ],
  [
    'an inquiry that is won closes',
    one,
    [...taken, dispute(9n, 'inquiry'), on(8, rule('won'))],
    [{ type: 'dispute_closed' }],
  ],
  [
    'a chargeback ruled on before its time',
    one,
    [...taken, dispute(9n), on(7, rule('lost'))],
    [{ type: 'dispute_lost', cause: 'ruling' }],
  ],
  [
    'a chargeback ruled on after an answer',
    one,
    [...taken, dispute(9n), submitEvidence(), on(9, rule('lost'))],
    [{ type: 'dispute_lost', cause: 'ruling' }],
  ],
  [
    'a chargeback nobody answered',
    one,
    [...taken, dispute(9n), on(8, rule('lost'))],
    [{ type: 'dispute_lost', cause: 'no_response' }],
  ],
  ['a payout says until when', one, [...taken, on(3, settle('p', day(2)))], [{ type: 'settled', until: day(2) }]],
];
for (const [what, policy, commands, events] of BECAME) {
  test(what, () => {
    const before = tell(policy, ...commands.slice(0, -1)).events.length;
    expect(tell(policy, ...commands).events.slice(before)).toMatchObject(events);
  });
}

/** What a payout would take: what has moved, and not what was only asked. */
const MOVED: readonly (readonly [policy: Policy, commands: readonly Command[], moved: readonly string[]])[] = [
  [many, [...held, capture(40n, 'a'), slow('b', 10n)], ['capture 40']],
  [one, [...taken, refund(10n, 'r'), refund(5n, 's', UNPLANNED)], ['capture 100', 'refund 10']],
  [one, [...taken, refund(10n, 'r'), failRefund('r')], ['capture 100', 'refund 10', 'refund_returned 10']],
  [one, [...taken, dispute(30n, 'inquiry')], ['capture 100']],
  [one, [...taken, dispute(30n, 'inquiry'), escalate()], ['capture 100', 'chargeback 30']],
  [one, [...taken, dispute(30n), acceptDispute()], ['capture 100', 'chargeback 30']],
  [one, [...taken, dispute(30n), rule('won')], ['capture 100', 'chargeback 30', 'chargeback_reversed 30']],
  [one, [...taken, dispute(30n), settle(), rule('won')], ['chargeback_reversed 30']],
  [many, [...taken, dispute(30n, 'chargeback', 'a'), settle(), dispute(20n, 'chargeback', 'b')], ['chargeback 20']],
];
for (const [policy, commands, moved] of MOVED) {
  test(`${types(commands)}: a payout takes ${moved.join(', ') || 'nothing'}`, () => {
    expect(tell(policy, ...commands).verdict).toBe('accepted');
    const entries = unsettled(approved(policy, ...commands));
    expect(entries.map(({ kind, amount }) => `${kind} ${amount.minor}`)).toEqual(moved);
  });
}

test('a payout of a time takes what moved before that time', () => {
  const payment = approved(many, ...held, on(1, capture(40n, 'a')), on(2, capture(60n, 'b')));
  const takenAt = (until: number) => unsettled(payment, day(until)).map(({ at }) => dayOf(at));
  expect([1, 2, 3].map(takenAt)).toEqual([[], [1], [1, 2]]);
});

test('what waits longest for a payout is told by its time, whatever it is; nothing waits before approval', () => {
  const story = [...held, on(1, capture(40n, 'a')), slow('b', 10n), on(9, resolveCapture('b')), on(2, refund(5n))];
  expect(unsettledSince(approved(many, ...story))).toBe(day(1));
  expect(unsettledSince(approved(many, ...story, settle('p', day(1.5))))).toBe(day(2));
  const { payment } = tell(one, request(100n));
  expect(payment !== undefined && unsettledSince(payment)).toBe(undefined);
});

function rulingOf(command: Command): readonly string[] {
  return command.type === 'resolve_dispute' ? [command.outcome] : [];
}

function dayOf(at: number): number {
  return (at - day(0)) / (day(1) - day(0));
}

function types(commands: readonly Command[]): string {
  return commands.map(({ type }) => type).join(', ');
}
