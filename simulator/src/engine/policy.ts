import type { Currency } from './currency.ts';

/** An amount of minor units for some currencies; a currency that is missing has no such amount. */
type MinorByCurrency = Readonly<Partial<Record<Currency, bigint>>>;

/** When the rules of an operation are checked: before it is accepted, or only when its outcome is decided. */
export const CHECKED = ['when_asked', 'when_decided'] as const;
export type Checked = (typeof CHECKED)[number];

/** What happens to a payment whose customer action ended without an answer. */
export const AFTER_ENDED_ACTION = ['reopen', 'cancel'] as const;
export type AfterEndedAction = (typeof AFTER_ENDED_ACTION)[number];

/**
 * What a provider's behaviour differs in, as data. Durations are milliseconds, counts have a maximum and no
 * "unlimited", rates are basis points (hundredths of a percent).
 */
export type Policy = Readonly<{
  /** The least that can be requested. */
  minimum: MinorByCurrency;
  /** Whether an amount of nothing may be requested, to be captured never: the issuer says whether the card is good. */
  zeroAmount: 'card_check' | 'refused';
  action: Readonly<{
    lifetimeMs: number;
    /** Whether the issuer is asked as soon as the customer approved, or when the merchant says so. */
    afterApproval: 'authorize' | 'await_merchant';
    afterCancel: AfterEndedAction;
    afterExpiry: AfterEndedAction;
  }>;
  /** Whether a merchant can change what was requested while an authorization could be attempted. */
  amend: 'before_approval' | 'unsupported';
  /** Whether a declined payment can be authorized again. */
  retryAfterDecline: 'allowed' | 'not_allowed';
  hold: Readonly<{
    lifetimeMs: number;
    /** How long the issuer promises the money; as long as `lifetimeMs` where nothing else is said. */
    honourPeriodMs: number;
  }>;
  increment: 'unsupported' | Readonly<{ countMax: number }>;
  /** The window is counted from the authorization that is replaced; both ends belong to it. */
  reauthorize: 'unsupported' | Readonly<{ fromMs: number; untilMs: number; countMax: number }>;
  capture: Readonly<{
    checked: Checked;
    countMax: number;
    /** What a capture does with the rest of the hold when the caller leaves it to the policy. */
    rest: 'release' | 'keep';
    /** How far captures may exceed the authorization: by a share of it, and by no more than `extraMax` where given. */
    overCapture: 'none' | Readonly<{ extraBasisPoints: bigint; extraMax: MinorByCurrency }>;
  }>;
  void: Readonly<{ checked: Checked; afterCapture: 'allowed' | 'not_allowed' }>;
  refund: Readonly<{
    checked: Checked;
    countMax: number;
    /** Counted from the capture that is refunded, or from the latest one. */
    windowMs: number;
    /** Whether what a chargeback has not taken can still be refunded while it is undecided. */
    duringDispute: 'rest' | 'none';
  }>;
  dispute: Readonly<{ responseMs: number }>;
  fees: FeeSchedule;
}>;

/** What a payout withholds: a share and a fixed fee of every capture, a fixed fee of every chargeback. */
export type FeeSchedule = Readonly<{
  captureBasisPoints: bigint;
  captureFixed: MinorByCurrency;
  chargebackFixed: MinorByCurrency;
}>;
