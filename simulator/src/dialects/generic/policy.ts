import type { Policy } from '../../engine/policy.ts';
import type { RetryLadder } from '../../webhooks/schedule.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The generic provider allows what most providers allow, and keeps the rest of a hold after a partial capture. */
export const policy: Policy = {
  minimum: {},
  zeroAmount: 'card_check',
  action: { lifetimeMs: HOUR_MS, afterApproval: 'authorize', afterCancel: 'cancel', afterExpiry: 'cancel' },
  amend: 'unsupported',
  // One payment, one attempt: a shop that was told of a decline must not find the payment approved later.
  retryAfterDecline: 'not_allowed',
  hold: { lifetimeMs: 7 * DAY_MS, honourPeriodMs: 7 * DAY_MS },
  increment: { countMax: 10 },
  reauthorize: { fromMs: 0, untilMs: 7 * DAY_MS, countMax: 10 },
  capture: { checked: 'when_asked', countMax: 50, rest: 'keep', overCapture: 'none' },
  void: { checked: 'when_asked', afterCapture: 'allowed' },
  refund: { checked: 'when_asked', countMax: 100, windowMs: 180 * DAY_MS, duringDispute: 'rest' },
  dispute: { responseMs: 8 * DAY_MS },
  fees: {
    captureBasisPoints: 290n,
    captureFixed: { EUR: 30n, USD: 30n, GBP: 20n },
    chargebackFixed: { EUR: 1500n, USD: 1500n, GBP: 1500n },
  },
};

/** Milliseconds for which an idempotency key is remembered. */
export const IDEMPOTENCY_LIFETIME_MS = 24 * HOUR_MS;

/** Milliseconds for which an access token is good. */
export const TOKEN_LIFETIME_MS = HOUR_MS;

/** The example of the Standard Webhooks specification: ten attempts over about three days. */
export const retryLadder: RetryLadder = {
  waitsMs: [
    0,
    5 * SECOND_MS,
    5 * MINUTE_MS,
    30 * MINUTE_MS,
    2 * HOUR_MS,
    5 * HOUR_MS,
    10 * HOUR_MS,
    14 * HOUR_MS,
    20 * HOUR_MS,
    24 * HOUR_MS,
  ],
  retryAfterMaxMs: 24 * HOUR_MS,
};
