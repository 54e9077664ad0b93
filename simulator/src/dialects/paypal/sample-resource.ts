import type { Event } from '../../engine/event.ts';
import { replay } from '../../engine/evolve.ts';
import {
  actionId,
  authorizationId,
  captureId,
  disputeId,
  type Instant,
  later,
  paymentId,
  refundId,
  voidId,
} from '../../engine/ids.ts';
import { money, zero } from '../../engine/money.ts';
import type { StoredPayment } from '../../store/store.ts';
import { DIALECT } from './call.ts';
import { encodeDetails } from './codec.ts';
import type { EventType } from './event-types.ts';
import { wireId } from './ids.ts';
import type { At } from './links.ts';
import { policy } from './policy.ts';
import { type Told, toldOf } from './told.ts';

const AMOUNT = money(10_000n, 'USD');
const DAY_MS = 24 * 60 * 60 * 1000;

const ACTION = actionId('act_sample');
const AUTHORIZATION = authorizationId('auth_sample');
const CAPTURE = captureId('cap_sample');
const REFUND = refundId('ref_sample');
const DISPUTE = disputeId('dis_sample');

/** What an event about nothing real is about: a payment that goes as far as it takes for such an event to be told. */
export function sampleResource(
  type: EventType,
  of: Readonly<{ merchantId: string; now: Instant }>,
  at: At,
): Told['resource'] {
  const { merchantId, now } = of;
  const captureMode = MANUAL.has(type) ? 'manual' : 'automatic';
  const id = paymentId(wireId('order', `sample of ${merchantId}`));
  const requested: Event = { type: 'requested', paymentId: id, amount: AMOUNT, captureMode, at: now };
  const events = [requested, ...HISTORIES[type](now)];
  const payment = replay(events);
  if (payment === undefined) throw new Error('a history that begins with a request makes no payment');
  const stored: StoredPayment = {
    paymentId: id,
    environment: '',
    merchantId,
    dialect: DIALECT,
    reference: id,
    pageToken: '',
    createdAt: now,
    version: 1,
    payment,
    details: encodeDetails({
      unit: { referenceId: 'default', description: 'Sample' },
      madeWith: 'nothing',
      refusedAttempts: [],
      captures: {},
      refunds: {},
    }),
    nextDueAt: undefined,
  };
  const told = toldOf({ before: undefined, events, stored, objects: [], at: now }, at).findLast(
    (one) => one.type === type,
  );
  if (told === undefined) throw new Error(`the history for ${type} does not lead to it`);
  return told.resource;
}

const MANUAL: ReadonlySet<EventType> = new Set(['PAYMENT.AUTHORIZATION.CREATED', 'PAYMENT.AUTHORIZATION.VOIDED']);

type History = (at: Instant) => readonly Event[];

const approved: History = (at) => [
  { type: 'action_required', actionId: ACTION, kind: 'redirect', expiresAt: later(at, DAY_MS), at },
  { type: 'action_approved', actionId: ACTION, at },
];

const authorized: History = (at) => [
  ...approved(at),
  {
    type: 'authorized',
    authorizationId: AUTHORIZATION,
    amount: AMOUNT,
    expiresAt: later(at, policy.hold.lifetimeMs),
    honourUntil: later(at, policy.hold.honourPeriodMs),
    at,
  },
];

const whatIsCaptured = {
  captureId: CAPTURE,
  authorizationId: AUTHORIZATION,
  amount: AMOUNT,
  rest: 'release',
} as const;

const captured: History = (at) => [
  ...authorized(at),
  { type: 'captured', ...whatIsCaptured, hold: 'closed', released: zero(AMOUNT), at },
];

const pending: History = (at) => [
  ...authorized(at),
  { type: 'capture_accepted', ...whatIsCaptured, checked: 'when_asked', plan: { when: 'unplanned' }, at },
];

const refunding: History = (at) => [
  ...captured(at),
  {
    type: 'refund_accepted',
    refundId: REFUND,
    captureId: CAPTURE,
    amount: AMOUNT,
    checked: 'when_asked',
    plan: { when: 'unplanned' },
    at,
  },
];

const disputed: History = (at) => [
  ...captured(at),
  {
    type: 'dispute_opened',
    disputeId: DISPUTE,
    stage: 'chargeback',
    amount: AMOUNT,
    reason: 'fraudulent',
    respondBy: later(at, policy.dispute.responseMs),
    at,
  },
];

const FAILED = 'returned_by_issuer';

const HISTORIES: Readonly<Record<EventType, History>> = {
  'CHECKOUT.ORDER.APPROVED': approved,
  'CHECKOUT.ORDER.COMPLETED': captured,
  'PAYMENT.AUTHORIZATION.CREATED': authorized,
  'PAYMENT.AUTHORIZATION.VOIDED': (at) => [
    ...authorized(at),
    { type: 'voided', voidId: voidId('void_sample'), authorizationId: AUTHORIZATION, amount: AMOUNT, at },
  ],
  'PAYMENT.CAPTURE.COMPLETED': captured,
  'PAYMENT.CAPTURE.DENIED': (at) => [
    ...pending(at),
    { type: 'capture_failed', captureId: CAPTURE, amount: AMOUNT, failure: FAILED, at },
  ],
  'PAYMENT.CAPTURE.PENDING': pending,
  'PAYMENT.CAPTURE.REFUNDED': (at) => [
    ...captured(at),
    { type: 'refunded', refundId: REFUND, captureId: CAPTURE, amount: AMOUNT, at },
  ],
  'PAYMENT.CAPTURE.REVERSED': (at) => [
    ...disputed(at),
    { type: 'dispute_lost', disputeId: DISPUTE, amount: AMOUNT, cause: 'ruling', at },
  ],
  'PAYMENT.REFUND.PENDING': refunding,
  'PAYMENT.REFUND.FAILED': (at) => [
    ...refunding(at),
    { type: 'refund_failed', refundId: REFUND, amount: AMOUNT, failure: FAILED, at },
  ],
  'CUSTOMER.DISPUTE.CREATED': disputed,
  'CUSTOMER.DISPUTE.UPDATED': (at) => [
    ...disputed(at),
    { type: 'evidence_submitted', disputeId: DISPUTE, plan: { when: 'unplanned' }, at },
  ],
  'CUSTOMER.DISPUTE.RESOLVED': (at) => [
    ...disputed(at),
    { type: 'dispute_won', disputeId: DISPUTE, amount: AMOUNT, at },
  ],
};
