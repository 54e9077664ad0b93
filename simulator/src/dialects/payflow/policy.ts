import type { Policy } from '../../engine/policy.ts';
import type { RetryLadder } from '../../webhooks/schedule.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Milliseconds for which a secure token is good. */
export const TOKEN_LIFETIME_MS = 30 * MINUTE_MS;

/** How many cards may be tried with one token. */
export const TRIES_MAX = 3;

/**
 * An authorization lives for 29 days and is captured once, or in parts where CAPTURECOMPLETE=N keeps the rest; each attempt
 * is a payment of its own, but for those that are made with one secure token. One of nothing verifies an account.
 */
export const policy: Policy = {
  minimum: {},
  zeroAmount: 'card_check',
  action: { lifetimeMs: TOKEN_LIFETIME_MS, afterApproval: 'authorize', afterCancel: 'cancel', afterExpiry: 'cancel' },
  amend: 'unsupported',
  retryAfterDecline: 'allowed',
  hold: { lifetimeMs: 29 * DAY_MS, honourPeriodMs: 29 * DAY_MS },
  increment: 'unsupported',
  reauthorize: 'unsupported',
  capture: { checked: 'when_asked', countMax: 50, rest: 'keep', overCapture: 'none' },
  void: { checked: 'when_asked', afterCapture: 'allowed' },
  refund: { checked: 'when_asked', countMax: 100, windowMs: 180 * DAY_MS, duringDispute: 'none' },
  dispute: { responseMs: 10 * DAY_MS },
  fees: {
    captureBasisPoints: 290n,
    captureFixed: { EUR: 30n, GBP: 20n, USD: 30n },
    chargebackFixed: { EUR: 1600n, GBP: 1400n, USD: 2000n },
  },
};

/** Milliseconds for which an X-VPS-REQUEST-ID is remembered. */
export const REQUEST_ID_LIFETIME_MS = 7 * DAY_MS;

/** Milliseconds for which a token of Express Checkout is good. */
export const EXPRESS_LIFETIME_MS = 3 * 60 * MINUTE_MS;

/** A buyer of Express Checkout approves, and the merchant asks for the money; who has cancelled can come again. */
export const expressPolicy: Policy = {
  ...policy,
  zeroAmount: 'refused',
  action: {
    lifetimeMs: EXPRESS_LIFETIME_MS,
    afterApproval: 'await_merchant',
    afterCancel: 'reopen',
    afterExpiry: 'cancel',
  },
  amend: 'before_approval',
};

/** Milliseconds within which it is known whether a silent post was taken. */
export const CONFIRMED_WITHIN_MS = MINUTE_MS;

/** Milliseconds after which a silent post that was not taken is posted again, where that is wanted. */
export const POST_AGAIN_AFTER_MS: readonly number[] = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS];

/** Nothing is told to webhook endpoints, so nothing is told again. */
export const ladder: RetryLadder = { waitsMs: [0], retryAfterMaxMs: DAY_MS };
