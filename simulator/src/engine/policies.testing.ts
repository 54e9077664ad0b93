import type { Policy } from './policy.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** One object per payment: everything is decided at once, one capture, what is left of the hold goes back. */
export const synchronousOneObject: Policy = {
  minimum: { EUR: 50n, USD: 50n },
  zeroAmount: 'refused',
  action: { lifetimeMs: DAY, afterApproval: 'authorize', afterCancel: 'reopen', afterExpiry: 'reopen' },
  amend: 'before_approval',
  retryAfterDecline: 'allowed',
  hold: { lifetimeMs: 7 * DAY, honourPeriodMs: 7 * DAY },
  increment: { countMax: 2 },
  reauthorize: 'unsupported',
  capture: { checked: 'when_asked', countMax: 1, rest: 'release', overCapture: 'none' },
  void: { checked: 'when_asked', afterCapture: 'not_allowed' },
  refund: { checked: 'when_asked', countMax: 3, windowMs: 180 * DAY, duringDispute: 'none' },
  dispute: { responseMs: 8 * DAY },
  fees: { captureBasisPoints: 290n, captureFixed: { EUR: 25n, USD: 30n }, chargebackFixed: { EUR: 1500n } },
};

/** Authorizations, captures and refunds with lives of their own: many captures, over-capture, fresh holds. */
export const separateResources: Policy = {
  minimum: {},
  zeroAmount: 'card_check',
  action: { lifetimeMs: 3 * HOUR, afterApproval: 'await_merchant', afterCancel: 'reopen', afterExpiry: 'cancel' },
  amend: 'unsupported',
  retryAfterDecline: 'allowed',
  hold: { lifetimeMs: 29 * DAY, honourPeriodMs: 3 * DAY },
  increment: 'unsupported',
  reauthorize: { fromMs: 4 * DAY, untilMs: 28 * DAY, countMax: 1 },
  capture: {
    checked: 'when_asked',
    countMax: 3,
    rest: 'keep',
    overCapture: { extraBasisPoints: 1500n, extraMax: { USD: 7500n } },
  },
  void: { checked: 'when_asked', afterCapture: 'allowed' },
  refund: { checked: 'when_asked', countMax: 3, windowMs: 180 * DAY, duringDispute: 'rest' },
  dispute: { responseMs: 10 * DAY },
  fees: { captureBasisPoints: 349n, captureFixed: { EUR: 39n }, chargebackFixed: {} },
};

/** Every operation is taken on first and judged later: what breaks a rule fails then, with a reason. */
export const decidedLater: Policy = {
  minimum: {},
  zeroAmount: 'refused',
  action: { lifetimeMs: HOUR, afterApproval: 'authorize', afterCancel: 'cancel', afterExpiry: 'cancel' },
  amend: 'before_approval',
  retryAfterDecline: 'not_allowed',
  hold: { lifetimeMs: 28 * DAY, honourPeriodMs: 7 * DAY },
  increment: { countMax: 5 },
  reauthorize: 'unsupported',
  capture: { checked: 'when_decided', countMax: 5, rest: 'keep', overCapture: 'none' },
  void: { checked: 'when_decided', afterCapture: 'allowed' },
  refund: { checked: 'when_decided', countMax: 5, windowMs: 365 * DAY, duringDispute: 'rest' },
  dispute: { responseMs: 14 * DAY },
  fees: { captureBasisPoints: 0n, captureFixed: { EUR: 11n }, chargebackFixed: { EUR: 2500n } },
};
