import { expect, test } from 'vitest';
import { EVENT_TYPES, type Event } from './event.ts';
import { evolve, replay } from './evolve.ts';
import { actionId, captureId, refundId } from './ids.ts';
import { synchronousOneObject as policy } from './policies.testing.ts';
import { authorize, capture, eur, refund, request, START, tell, UNPLANNED } from './story.testing.ts';

const { payment: requested } = tell(policy, request(100n));
const { payment: pending } = tell(policy, request(100n, 'automatic'), authorize(), refund(10n, 'slow', UNPLANNED));

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
  expect(() => evolve(pending, failedOnce)).toThrow('nobody, which does not exist');
  expect(() => evolve(pending, returned)).toThrow('returned while pending');
});

test('no events are no payment', () => expect(replay([])).toBeUndefined());

test('every prefix of a history is a payment', () => {
  const { events } = tell(policy, request(100n), authorize(), capture(60n), refund(10n));
  for (let length = 1; length <= events.length; length++) {
    expect(replay(events.slice(0, length))?.id).toBe('payment');
  }
});

test('the list of event types names each once', () => expect(new Set(EVENT_TYPES).size).toBe(EVENT_TYPES.length));
