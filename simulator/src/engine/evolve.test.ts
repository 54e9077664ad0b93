import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { EVENT_TYPES, type Event } from './event.ts';
import { evolve, replay } from './evolve.ts';
import { actionId, captureId, refundId } from './ids.ts';
import { customerApproved } from './payment.ts';
import { decidedLater, separateResources, synchronousOneObject } from './policies.testing.ts';
import type { Policy } from './policy.ts';
import {
  acceptDispute,
  approved,
  authorize,
  capture,
  customer,
  day,
  dispute,
  escalate,
  eur,
  on,
  refund,
  refundOf,
  request,
  resolveCapture,
  resolveRefund,
  resolveVoid,
  START,
  sendCustomer,
  tell,
  UNPLANNED,
  voidHold,
} from './story.testing.ts';

const policy = synchronousOneObject;
const { payment: requested } = tell(policy, request(100n));
const { payment: pending } = tell(policy, request(100n, 'automatic'), authorize(), refund(10n, 'slow', UNPLANNED));

const { payment: sent } = tell(policy, request(100n), sendCustomer());

const amended: Event = { type: 'amended', amount: eur(90n), captureMode: 'manual', at: START };
const approvedOnce: Event = { type: 'action_approved', actionId: actionId('nobody'), at: START };
const failedOnce: Event = {
  type: 'capture_failed',
  captureId: captureId('nobody'),
  amount: eur(1n),
  failure: 'technical_error',
  at: START,
};
const returned: Event = {
  type: 'refund_returned',
  refundId: refundId('slow'),
  amount: eur(10n),
  failure: 'account_closed',
  at: START,
};

test('events that no decision can have made are corrupt, and are thrown at', () => {
  const first = tell(policy, request(100n)).events;
  expect(() => replay([...first, ...first])).toThrow('requested twice');
  expect(() => replay([failedOnce])).toThrow('capture_failed before requested');
  expect(() => evolve(requested, failedOnce)).toThrow('capture_failed while requested');
  expect(() => evolve(requested, approvedOnce)).toThrow('action_approved of nobody, which is not open');
  expect(() => evolve(sent, approvedOnce)).toThrow('action_approved of nobody, which is not open');
  expect(() => evolve(pending, amended)).toThrow('payment payment amended while approved');
  expect(() => evolve(pending, failedOnce)).toThrow('nobody, which does not exist');
  expect(() => evolve(pending, returned)).toThrow('returned while pending');
});

const taken = [request(100n), authorize(), capture(100n)];
const why = { reason: 'fraudulent', at: day(1) };
const about = { captureId: captureId('capture'), amount: eur(10n) };
const slow = { ...refundOf('capture', 10n), plan: UNPLANNED };
const contested = { ...dispute(10n, 'inquiry'), captureId: captureId('capture') };
const failed = { kind: 'failed', reason: 'account_closed' } as const;

/** What stands on a payment: when it was asked, when it was decided, and about what, which nothing that follows forgets. */
const STANDING: readonly (readonly [
  what: string,
  where: 'captures' | 'voids' | 'refunds' | 'disputes',
  policy: Policy,
  commands: readonly Command[],
  standing: readonly object[],
])[] = [
  [
    'a capture decided later',
    'captures',
    separateResources,
    [
      request(100n),
      authorize(),
      capture(9n, 'other', 'keep', UNPLANNED),
      on(1, capture(10n, 'c', 'keep', UNPLANNED)),
      on(2, resolveCapture('c')),
    ],
    [{ status: 'pending' }, { id: 'c', status: 'succeeded', at: day(1), decidedAt: day(2) }],
  ],
  [
    'a void decided later',
    'voids',
    decidedLater,
    [
      request(100n),
      authorize(),
      voidHold('other', UNPLANNED),
      on(1, voidHold('v', UNPLANNED)),
      on(2, resolveVoid('v')),
    ],
    [{ status: 'pending' }, { id: 'v', status: 'succeeded', at: day(1), decidedAt: day(2) }],
  ],
  [
    'a void',
    'voids',
    decidedLater,
    [request(100n), authorize(), on(1, voidHold('v'))],
    [{ id: 'v', status: 'succeeded', at: day(1), decidedAt: day(1) }],
  ],
  [
    'a refund',
    'refunds',
    synchronousOneObject,
    [...taken, on(1, refund(10n))],
    [{ id: 'refund', amount: eur(10n), status: 'succeeded', at: day(1), decidedAt: day(1) }],
  ],
  [
    'a refund decided later',
    'refunds',
    synchronousOneObject,
    [...taken, refund(9n, 'other', UNPLANNED), on(1, slow), on(2, resolveRefund())],
    [{ id: 'other' }, { id: 'refund', ...about, status: 'succeeded', at: day(1), decidedAt: day(2) }],
  ],
  [
    'a refund that failed',
    'refunds',
    synchronousOneObject,
    [...taken, on(1, slow), on(2, resolveRefund('refund', failed))],
    [{ id: 'refund', ...about, status: 'failed', failure: 'account_closed', at: day(1), decidedAt: day(2) }],
  ],
  [
    'a refund of the whole that failed',
    'refunds',
    synchronousOneObject,
    [...taken, on(1, refund(10n, 'refund', UNPLANNED)), on(2, resolveRefund('refund', failed))],
    [{ id: 'refund', amount: eur(10n), status: 'failed', failure: 'account_closed', at: day(1), decidedAt: day(2) }],
  ],
  [
    'an inquiry into a capture that became a chargeback',
    'disputes',
    synchronousOneObject,
    [...taken, on(1, contested), on(2, escalate())],
    [
      {
        id: 'dispute',
        ...about,
        ...why,
        stage: 'chargeback',
        status: 'needs_response',
        respondBy: day(10),
        takenAt: day(2),
      },
    ],
  ],
  [
    'a chargeback that was given in to',
    'disputes',
    synchronousOneObject,
    [...taken, on(1, dispute(10n)), on(2, acceptDispute())],
    [
      {
        id: 'dispute',
        amount: eur(10n),
        ...why,
        stage: 'chargeback',
        status: 'lost',
        cause: 'accepted',
        decidedAt: day(2),
      },
    ],
  ],
];
for (const [what, where, policy, commands, standing] of STANDING) {
  test(`${what} knows when and about what`, () => {
    expect(tell(policy, ...commands).verdict).toBe('accepted');
    const things = approved(policy, ...commands)[where];
    expect(things).toMatchObject(standing);
    expect(Object.values(things.at(-1) ?? {})).not.toContain(undefined);
  });
}

/** Whether the payment waits for the merchant, the customer having approved it. */
const APPROVED: readonly (readonly [commands: readonly Command[], isApproved: boolean])[] = [
  [[request(100n)], false],
  [[request(100n), sendCustomer()], false],
  [[request(100n), sendCustomer(), customer('cancelled')], false],
  [[request(100n), sendCustomer(), customer('approved')], true],
  [[request(100n), sendCustomer(), customer('approved'), authorize()], false],
];
for (const [commands, isApproved] of APPROVED) {
  test(`after ${commands.map(({ type }) => type).join(', ')} the customer ${isApproved ? 'has' : 'has not'} approved`, () => {
    const { payment } = tell(separateResources, ...commands);
    expect(payment !== undefined && customerApproved(payment)).toBe(isApproved);
  });
}

test('no events are no payment', () => expect(replay([])).toBeUndefined());

test('every prefix of a history is a payment', () => {
  const { events } = tell(policy, request(100n), authorize(), capture(60n), refund(10n));
  for (let length = 1; length <= events.length; length++) {
    expect(replay(events.slice(0, length))?.id).toBe('payment');
  }
});

test('the list of event types names each once', () => expect(new Set(EVENT_TYPES).size).toBe(EVENT_TYPES.length));
