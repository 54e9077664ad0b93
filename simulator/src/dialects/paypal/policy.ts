import type { Policy } from '../../engine/policy.ts';
import type { RetryLadder } from '../../webhooks/schedule.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Orders wait for the merchant once the buyer has approved; authorizations live for 29 days, of which three are
 * honoured, and can be replaced once; captures keep the rest, and may take somewhat more than was authorized.
 * https://developer.paypal.com/docs/checkout/standard/customize/authorization/
 */
export const policy: Policy = {
  minimum: {},
  zeroAmount: 'refused',
  action: { lifetimeMs: 3 * HOUR_MS, afterApproval: 'await_merchant', afterCancel: 'reopen', afterExpiry: 'cancel' },
  amend: 'before_approval',
  retryAfterDecline: 'allowed',
  hold: { lifetimeMs: 29 * DAY_MS, honourPeriodMs: 3 * DAY_MS },
  increment: 'unsupported',
  // The fourth day begins when three are over.
  reauthorize: { fromMs: 3 * DAY_MS, untilMs: 29 * DAY_MS, countMax: 1 },
  capture: {
    checked: 'when_asked',
    countMax: 10,
    rest: 'keep',
    // The lesser of 115 % and 75 USD more; in other currencies, what 75 USD are there is not known here.
    overCapture: { extraBasisPoints: 1500n, extraMax: { USD: 7500n } },
  },
  void: { checked: 'when_asked', afterCapture: 'allowed' },
  refund: { checked: 'when_asked', countMax: 100, windowMs: 180 * DAY_MS, duringDispute: 'none' },
  dispute: { responseMs: 10 * DAY_MS },
  fees: {
    captureBasisPoints: 349n,
    captureFixed: { EUR: 39n, GBP: 30n, USD: 49n },
    chargebackFixed: { EUR: 1600n, GBP: 1400n, USD: 2000n },
  },
};

/** Milliseconds for which a token is good. */
export const TOKEN_LIFETIME_MS = 9 * HOUR_MS;

/** Milliseconds for which a PayPal-Request-Id is remembered: https://developer.paypal.com/api/rest/reference/idempotency/ */
export const REQUEST_ID_LIFETIME_MS = { orders: 6 * HOUR_MS, payments: 45 * DAY_MS } as const;

// Fast at first, and then further and further apart: 25 attempts within three days.
const WAITS_MS = [
  0,
  ...[1, 2, 3, 5, 5, 10, 15, 20, 30, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 1, 2, 2, 3, 4, 5, 6, 6, 6, 7, 8, 9, 9].map((hours) => hours * HOUR_MS),
];

/** Up to 25 times over the course of three days: https://developer.paypal.com/api/rest/webhooks/ */
export const ladder: RetryLadder = { waitsMs: WAITS_MS, retryAfterMaxMs: 12 * HOUR_MS };
