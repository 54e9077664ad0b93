import type { Policy } from '../../engine/policy.ts';
import type { RetryLadder } from '../../webhooks/schedule.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A declined payment may be tried again, a hold lives for seven days, and a partial capture gives back the rest. */
export const policy: Policy = {
  zeroAmount: 'refused',
  // https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
  minimum: {
    AED: 200n,
    AUD: 50n,
    BRL: 50n,
    CAD: 50n,
    CHF: 50n,
    CZK: 1500n,
    DKK: 250n,
    EUR: 50n,
    GBP: 30n,
    HKD: 400n,
    HUF: 17500n,
    INR: 50n,
    JPY: 50n,
    MXN: 1000n,
    MYR: 200n,
    NOK: 300n,
    NZD: 50n,
    PLN: 200n,
    RON: 200n,
    SEK: 300n,
    SGD: 50n,
    THB: 1000n,
    USD: 50n,
  },
  action: { lifetimeMs: DAY_MS, afterApproval: 'authorize', afterCancel: 'reopen', afterExpiry: 'reopen' },
  amend: 'before_approval',
  retryAfterDecline: 'allowed',
  hold: { lifetimeMs: 7 * DAY_MS, honourPeriodMs: 7 * DAY_MS },
  increment: { countMax: 10 },
  reauthorize: 'unsupported',
  capture: { checked: 'when_asked', countMax: 50, rest: 'release', overCapture: 'none' },
  void: { checked: 'when_asked', afterCapture: 'allowed' },
  // There is no published end to the time in which a refund can be made; this is longer than any test lasts.
  refund: { checked: 'when_asked', countMax: 1000, windowMs: 3650 * DAY_MS, duringDispute: 'none' },
  dispute: { responseMs: 8 * DAY_MS },
  fees: {
    captureBasisPoints: 290n,
    captureFixed: { EUR: 30n, USD: 30n, GBP: 20n },
    chargebackFixed: { EUR: 1500n, USD: 1500n, GBP: 1500n },
  },
};

/** Milliseconds for which an idempotency key is remembered: it may be forgotten after a day. */
export const IDEMPOTENCY_LIFETIME_MS = DAY_MS;

/** Where money is real, for up to three days with growing waits in between. */
export const liveLadder: RetryLadder = {
  waitsMs: [
    0,
    MINUTE_MS,
    5 * MINUTE_MS,
    30 * MINUTE_MS,
    2 * HOUR_MS,
    5 * HOUR_MS,
    10 * HOUR_MS,
    14 * HOUR_MS,
    16 * HOUR_MS,
    24 * HOUR_MS,
  ],
  retryAfterMaxMs: 24 * HOUR_MS,
};

/** In a sandbox three times within a few hours: https://docs.stripe.com/webhooks#automatic-retries */
export const testLadder: RetryLadder = { waitsMs: [0, HOUR_MS, 2 * HOUR_MS], retryAfterMaxMs: 24 * HOUR_MS };
