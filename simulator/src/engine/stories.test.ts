import { describe, expect, test } from 'vitest';
import { balances } from './balances.ts';
import type { Command } from './command.ts';
import { due } from './due.ts';
import { unsettledSince } from './entries.ts';
import { authorizationId, type Instant } from './ids.ts';
import { authorizations, customerApproved, type Payment } from './payment.ts';
import { decidedLater, separateResources, synchronousOneObject } from './policies.testing.ts';
import type { Policy } from './policy.ts';
import {
  acceptDispute,
  approved,
  authorize,
  byDay,
  capture,
  customer,
  day,
  decline,
  dispute,
  escalate,
  eur,
  expire,
  failRefund,
  HOUR,
  increment,
  NO_FUNDS,
  on,
  reauthorize,
  refund,
  refundOf,
  request,
  resolveAuthorization,
  resolveCapture,
  resolveVoid,
  rule,
  START,
  sendCustomer,
  settle,
  submitEvidence,
  tell,
  UNPLANNED,
  voidHold,
} from './story.testing.ts';

describe('one object per payment, everything at once', () => {
  const policy = synchronousOneObject;

  test('a decline leaves the payment open to another card', () => {
    const { payment } = tell(policy, request(5000n), decline('first'), authorize({ kind: 'approved' }, 'second'));
    expect(statuses(payment)).toEqual(['declined', 'open']);
  });

  test('the customer passes the challenge and the issuer is asked in the same breath', () => {
    const challenge = { kind: 'action_required', action: sendCustomer('challenge').action } as const;
    const { events } = tell(
      policy,
      request(5000n, 'automatic'),
      authorize(challenge),
      customer('approved', 'challenge'),
    );
    expect(types(events)).toEqual(['requested', 'action_required', 'action_approved', 'authorized', 'captured']);
  });

  test('the customer fails the challenge, which is a decline without an authorization', () => {
    const { payment } = tell(policy, request(5000n), sendCustomer(), customer('failed'));
    expect(payment).toMatchObject({ state: 'declined', decline: { code: 'authentication_failed' } });
    expect(statuses(payment)).toEqual([]);
  });

  test('a partial capture gives the rest back and ends the hold', () => {
    const payment = approved(policy, request(5000n), authorize(), capture(3000n));
    expect(payment.hold.status).toBe('closed');
    expect(balances(payment)).toMatchObject({ authorized: 5000n, captured: 3000n, released: 2000n, capturable: 0n });
  });

  test('a hold that nobody captured ends by itself after seven days', () => {
    const payment = approved(policy, request(5000n), authorize());
    expect(due(payment)).toEqual([{ at: day(7), command: on(7, expire) }]);
    const after = approved(policy, request(5000n), authorize(), on(7, expire));
    expect(after.hold.status).toBe('expired');
    expect(balances(after)).toMatchObject({ authorized: 5000n, expired: 5000n, capturable: 0n });
  });

  test('a payment under review can be withdrawn, and its authorization with it', () => {
    const review = { kind: 'pending', reason: 'review', plan: UNPLANNED } as const;
    const { payment } = tell(policy, request(5000n), authorize(review), {
      type: 'cancel',
      reason: 'by_merchant',
      at: START,
    });
    expect(payment).toMatchObject({ state: 'cancelled', reason: 'by_merchant' });
    expect(statuses(payment)).toEqual(['voided']);
  });

  test('a bank that takes its time approves on the day that was planned', () => {
    const plan = { when: 'later', decideAt: day(2), outcome: { kind: 'approved' } } as const;
    const slow = tell(policy, request(5000n, 'automatic'), authorize({ kind: 'pending', reason: 'bank', plan }));
    expect(slow.payment?.state).toBe('processing');
    const timers = slow.payment === undefined ? [] : due(slow.payment);
    expect(timers).toEqual([{ at: day(2), command: on(2, resolveAuthorization()) }]);
    const payment = approved(
      policy,
      request(5000n, 'automatic'),
      authorize({ kind: 'pending', reason: 'bank', plan }),
      ...timers.map(({ command }) => command),
    );
    expect(balances(payment)).toMatchObject({ captured: 5000n });
  });

  test('an enlarged hold can be captured to its new amount; a refused enlargement changes no balance', () => {
    const refusal = { kind: 'declined', decline: NO_FUNDS } as const;
    const payment = approved(policy, request(5000n), authorize(), increment(1000n), increment(500n, refusal));
    expect(payment.hold.increments.map(({ status }) => status)).toEqual(['approved', 'declined']);
    expect(balances(payment)).toMatchObject({ authorized: 6000n, capturable: 6000n });
  });

  test('an issuer that agrees to less enlarges the hold by that', () => {
    const less = { kind: 'approved', amount: eur(400n) } as const;
    expect(approved(policy, request(5000n), authorize(), increment(1000n, less)).hold.amount).toEqual(eur(5400n));
  });

  test('the customer never comes back, and the payment stays open to another try', () => {
    const { payment } = tell(policy, request(5000n), sendCustomer(), on(1, expire));
    expect(payment).toMatchObject({ state: 'requested', pastActions: [{ outcome: 'expired' }] });
  });

  test('a refund that the bank sends back can be made again', () => {
    const paid = [request(5000n, 'automatic'), authorize()];
    const payment = approved(policy, ...paid, refund('all', 'first'), failRefund('first'), refund(4000n, 'second'));
    expect(payment.refunds.map(({ status }) => status)).toEqual(['returned', 'succeeded']);
    expect(balances(payment)).toMatchObject({ refunded: 4000n, refundable: 1000n });
  });

  test('a chargeback takes the money until the evidence wins it back', () => {
    const contested = [request(5000n, 'automatic'), authorize(), on(1, dispute('all'))];
    expect(balances(approved(policy, ...contested))).toMatchObject({ disputed: 5000n, refundable: 0n });
    const evidence = submitEvidence({ when: 'later', decideAt: day(3), outcome: 'won' });
    const answered = approved(policy, ...contested, on(2, evidence));
    expect(answered.disputes).toMatchObject([{ status: 'under_review' }]);
    expect(due(answered)).toEqual([{ at: day(3), command: on(3, rule('won')) }]);
    const won = approved(policy, ...contested, on(2, evidence), on(3, rule('won')));
    expect(balances(won)).toMatchObject({ disputed: 0n, refundable: 5000n });
  });

  test('a chargeback that nobody answers is lost', () => {
    const contested = [request(5000n, 'automatic'), authorize(), on(1, dispute('all'))];
    expect(due(approved(policy, ...contested))).toEqual([{ at: day(9), command: on(9, rule('lost')) }]);
    const { disputes } = approved(policy, ...contested, on(9, rule('lost')));
    expect(disputes).toMatchObject([{ status: 'lost', cause: 'no_response' }]);
  });

  test('an inquiry takes nothing, and escalates for what has not been refunded meanwhile', () => {
    const asked = [request(5000n, 'automatic'), authorize(), dispute('all', 'inquiry')];
    expect(balances(approved(policy, ...asked))).toMatchObject({ disputed: 0n, refundable: 5000n });
    const escalated = approved(policy, ...asked, refund(2000n), on(1, escalate()));
    expect(escalated.disputes).toMatchObject([
      { stage: 'chargeback', status: 'needs_response', amount: eur(3000n), respondBy: day(9) },
    ]);
    const closed = approved(policy, ...asked, refund('all'), on(1, escalate()));
    expect(closed.disputes).toMatchObject([{ stage: 'inquiry', status: 'closed' }]);
  });

  test('the merchant gives in to a chargeback', () => {
    const { disputes } = approved(policy, request(5000n, 'automatic'), authorize(), dispute(5000n), acceptDispute());
    expect(disputes).toMatchObject([{ status: 'lost', cause: 'accepted' }]);
  });
});

describe('authorizations, captures and refunds of their own', () => {
  const policy = separateResources;
  const sent = [request(10_000n), sendCustomer()];

  test('the customer approves, and the payment waits for the merchant', () => {
    const { payment, events } = tell(policy, ...sent, customer('approved'));
    expect(types(events)).toEqual(['requested', 'action_required', 'action_approved']);
    expect(payment?.state).toBe('requested');
    expect(payment !== undefined && customerApproved(payment)).toBe(true);
  });

  test('the customer turns back, and may try again', () => {
    const { payment } = tell(policy, ...sent, customer('cancelled'), sendCustomer('second'));
    expect(payment).toMatchObject({ state: 'action_required', pastActions: [{ outcome: 'cancelled' }] });
  });

  test('the customer never comes back', () => {
    const { payment } = tell(policy, ...sent, { ...expire, at: on(1, expire).at });
    expect(payment).toMatchObject({ state: 'cancelled', reason: 'action_expired' });
    const waiting = tell(policy, ...sent).payment;
    expect(waiting !== undefined && due(waiting)).toMatchObject([{ at: START + 3 * HOUR }]);
  });

  test('order, approval, authorization, captures in parts, a fresh authorization, and the rest given back', () => {
    const story: Command[] = [
      ...sent,
      customer('approved'),
      authorize({ kind: 'approved' }, 'first'),
      on(1, capture(3000n, 'shipment 1')),
      on(2, capture(2000n, 'shipment 2')),
    ];
    const half = approved(policy, ...story);
    expect(half.hold).toMatchObject({ id: 'first', status: 'open', honourUntil: day(3), expiresAt: day(29) });
    expect(balances(half)).toMatchObject({ authorized: 10_000n, captured: 5000n, capturable: 5000n });

    story.push(on(5, reauthorize('second')));
    const fresh = approved(policy, ...story);
    expect(authorizations(fresh)).toMatchObject([
      { id: 'first', status: 'replaced', replacedBy: 'second', moved: eur(5000n) },
      { id: 'second', status: 'open', amount: eur(5000n), honourUntil: day(8), expiresAt: day(34) },
    ]);
    expect(balances(fresh)).toMatchObject({ authorized: 10_000n, captured: 5000n, capturable: 5000n, released: 0n });

    story.push(on(6, capture(1500n, 'shipment 3')), on(7, voidHold()));
    const done = approved(policy, ...story);
    expect(done.captures.map(({ authorizationId: id }) => id)).toEqual(['first', 'first', 'second']);
    expect(done.hold.status).toBe('voided');
    expect(balances(done)).toMatchObject({ authorized: 10_000n, captured: 6500n, released: 3500n, capturable: 0n });

    story.push(on(8, refundOf('shipment 1', 1000n)));
    expect(balances(approved(policy, ...story))).toMatchObject({ refunded: 1000n, refundable: 5500n });
  });

  test('a fresh authorization for less gives the difference back', () => {
    const payment = approved(policy, request(10_000n), authorize(), on(5, reauthorize('second', eur(6000n))));
    expect(balances(payment)).toMatchObject({ authorized: 10_000n, capturable: 6000n, released: 4000n });
  });

  test('an issuer that agrees to less has the difference given back too', () => {
    const less = { kind: 'approved', amount: eur(6000n) } as const;
    const payment = approved(policy, request(10_000n), authorize(), on(5, reauthorize('second', 'all', less)));
    expect(balances(payment)).toMatchObject({ authorized: 10_000n, capturable: 6000n, released: 4000n });
  });

  test('a capture that was pending on the old authorization does not end the fresh one', () => {
    const slow = capture(4000n, 'slow', 'release', UNPLANNED);
    const payment = approved(
      policy,
      request(10_000n),
      authorize(),
      slow,
      on(5, reauthorize('second')),
      on(6, resolveCapture('slow')),
    );
    expect(payment.hold).toMatchObject({ id: 'second', status: 'open', amount: eur(6000n) });
    expect(balances(payment)).toMatchObject({ authorized: 10_000n, captured: 4000n, capturable: 6000n });
  });

  test('the issuer declines a fresh authorization, and the old one stays', () => {
    const declined = { kind: 'declined', decline: NO_FUNDS } as const;
    const payment = approved(policy, request(10_000n), authorize(), on(5, reauthorize('second', 'all', declined)));
    expect(statuses(payment)).toEqual(['declined', 'open']);
    expect(payment.hold.id).toBe('authorization');
  });

  test('more is captured than was authorized, up to the limit', () => {
    const payment = approved(policy, request(10_000n), authorize(), capture(11_500n));
    expect(payment.hold.status).toBe('closed');
    expect(balances(payment)).toMatchObject({ authorized: 10_000n, captured: 11_500n, overCaptured: 1500n });
  });

  test('a pending capture has its part of the hold set aside until it fails', () => {
    const story = [request(10_000n), authorize(), capture(4000n, 'slow', 'keep', UNPLANNED)];
    expect(balances(approved(policy, ...story))).toMatchObject({ capturing: 4000n, capturable: 6000n });
    const failed = [...story, resolveCapture('slow', { kind: 'failed', reason: 'technical_error' })];
    expect(balances(approved(policy, ...failed))).toMatchObject({ capturing: 0n, capturable: 10_000n });
    expect(balances(approved(policy, ...story, voidHold()))).toMatchObject({ capturing: 4000n, released: 6000n });
    expect(balances(approved(policy, ...story, voidHold(), ...failed.slice(-1)))).toMatchObject({ released: 10_000n });
  });

  test('a hold stays open while a pending capture may still give its part back', () => {
    const story = [request(10_000n), authorize(), capture(4000n, 'slow', 'keep', UNPLANNED), capture(6000n, 'fast')];
    expect(approved(policy, ...story).hold.status).toBe('open');
    expect(approved(policy, ...story, resolveCapture('slow')).hold.status).toBe('closed');
  });

  test('a card is checked with nothing: nothing is held, enlarged, captured or given back', () => {
    const payment = approved(policy, request(0n), authorize());
    expect(statuses(payment)).toEqual(['open']);
    expect(balances(payment)).toMatchObject({ authorized: 0n, capturable: 0n });
    expect(approved(policy, request(0n), authorize({ kind: 'approved', amount: eur(0n) })).hold.amount).toEqual(
      eur(0n),
    );
    expect(balances(approved(policy, request(0n), authorize(), on(29, expire)))).toMatchObject({ expired: 0n });
  });
});

describe('accepted now, decided later', () => {
  const policy: Policy = decidedLater;
  const held = [request(10_000n), authorize()];

  test('a capture is accepted and succeeds on the day that was planned', () => {
    const waiting = approved(policy, ...held, capture(4000n, 'c', 'by_policy', byDay(2)));
    expect(balances(waiting)).toMatchObject({ capturing: 0n, capturable: 10_000n, captured: 0n });
    expect(due(waiting).map(({ at, command }) => [at, command.type])).toEqual([
      [day(2), 'resolve_capture'],
      [day(28), 'expire'],
    ]);
    const done = approved(policy, ...held, capture(4000n, 'c', 'by_policy', byDay(2)), on(2, resolveCapture('c')));
    expect(done.captures).toMatchObject([{ status: 'succeeded', at: day(0), decidedAt: day(2) }]);
    expect(balances(done)).toMatchObject({ captured: 4000n, capturable: 6000n });
  });

  test('the customer turns back, and the payment is over', () => {
    const { payment } = tell(policy, request(10_000n), sendCustomer(), customer('cancelled'));
    expect(payment).toMatchObject({ state: 'cancelled', reason: 'by_customer' });
  });

  test('a capture of too much is accepted and fails', () => {
    const { events, payment } = tell(
      policy,
      ...held,
      capture(10_001n, 'c', 'by_policy', UNPLANNED),
      on(1, resolveCapture('c')),
    );
    expect(types(events).slice(-2)).toEqual(['capture_accepted', 'capture_failed']);
    expect(payment).toMatchObject({ captures: [{ status: 'failed', failure: 'exceeds_capturable' }] });
  });

  test('of two captures of everything the second fails', () => {
    const both = [capture('all', 'a', 'by_policy', UNPLANNED), capture('all', 'b', 'by_policy', UNPLANNED)];
    const { captures } = approved(policy, ...held, ...both, resolveCapture('b'), resolveCapture('a'));
    expect(captures).toMatchObject([{ status: 'failed', failure: 'hold_released' }, { status: 'succeeded' }]);
  });

  test('a void and a capture race, and the void loses', () => {
    const race = [voidHold('v', UNPLANNED), capture('all', 'c', 'by_policy', UNPLANNED)];
    const payment = approved(policy, ...held, ...race, resolveCapture('c'), resolveVoid('v'));
    expect(payment.voids).toMatchObject([{ status: 'failed', failure: 'hold_released' }]);
    expect(balances(payment)).toMatchObject({ captured: 10_000n, released: 0n });
  });

  test('a refund before anything was captured is accepted and fails', () => {
    const { refunds } = approved(policy, ...held, refund(100n));
    expect(refunds).toMatchObject([{ status: 'failed', failure: 'nothing_captured' }]);
  });

  test('the world refuses what the rules allow', () => {
    const outcome = { kind: 'failed', reason: 'account_closed' } as const;
    const story = [...held, capture('all'), refund('all', 'r', byDay(3, outcome))];
    const timers = due(approved(policy, ...story)).map(({ command }) => command);
    expect(approved(policy, ...story, ...timers).refunds).toMatchObject([
      { status: 'failed', failure: 'account_closed' },
    ]);
  });

  test('what a payout has taken it does not take again', () => {
    const story = [
      ...held,
      capture(6000n, 'a'),
      settle('monday'),
      capture(4000n, 'b'),
      refund(1000n),
      settle('tuesday'),
    ];
    const { settled } = approved(policy, ...story);
    expect(settled.map(({ payoutId, kind, amount }) => [payoutId, kind, amount.minor])).toEqual([
      ['monday', 'capture', 6000n],
      ['tuesday', 'capture', 4000n],
      ['tuesday', 'refund', 1000n],
    ]);
  });

  test('a payout takes what moved before it ends, and each movement when it moved', () => {
    const story = [
      ...held,
      on(1, capture(6000n, 'a')),
      on(2, refund(1000n, 'r')),
      on(3, failRefund('r')),
      on(3, dispute(2000n, 'inquiry')),
      on(4, escalate()),
      on(5, rule('won')),
    ];
    const endOf = (number: number) => day(number + 0.5);
    const moved = (until: Instant) =>
      approved(policy, ...story, on(9, settle('payout', until))).settled.map(({ kind, at }) => `${kind} ${at}`);
    const all = ['capture 1', 'refund 2', 'refund_returned 3', 'chargeback 4', 'chargeback_reversed 5'].map((line) => {
      const [kind, number] = line.split(' ');
      return `${kind} ${day(Number(number))}`;
    });
    for (const number of [1, 2, 3, 4, 5]) expect(moved(endOf(number))).toEqual(all.slice(0, number));
    expect(unsettledSince(approved(policy, ...story, on(9, settle('payout', endOf(2)))))).toBe(day(3));
    expect(unsettledSince(approved(policy, ...story, on(9, settle())))).toBeUndefined();
  });

  test('a capture names the authorization it is for, or the open one is meant', () => {
    const { captures } = approved(policy, ...held, {
      ...capture('all'),
      authorizationId: authorizationId('authorization'),
    });
    expect(captures).toMatchObject([{ authorizationId: 'authorization', status: 'succeeded' }]);
  });
});

function types(events: readonly Readonly<{ type: string }>[]): readonly string[] {
  return events.map(({ type }) => type);
}

function statuses(payment: Payment | undefined): readonly string[] {
  return payment === undefined ? [] : authorizations(payment).map(({ status }) => status);
}
