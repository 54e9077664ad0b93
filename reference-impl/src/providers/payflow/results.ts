import type { Decline, Rejection } from '../../payments/outcome.ts';

/**
 * What a RESULT says. `review` is money held until somebody decides, `absent` that there is no such transaction. Only what
 * is in the table says anything: everything else, and silence, leaves open what has happened.
 */
export type Meaning =
  | Readonly<{ kind: 'approved' | 'review' | 'absent' | 'unknown' }>
  | Readonly<{ kind: 'declined'; decline: Decline }>
  | Readonly<{ kind: 'rejected'; rejection: Rejection }>;

/** By the numbers of https://developer.paypal.com/api/nvp-soap/payflow/integration-guide/transaction-responses/ */
const DECLINES: Readonly<Record<string, Decline>> = {
  12: { code: 'declined', advice: 'other_method' },
  13: { code: 'referral', advice: 'other_method' },
  22: { code: 'invalid_account', advice: 'other_method' },
  23: { code: 'invalid_number', advice: 'try_later' },
  24: { code: 'invalid_expiry', advice: 'try_later' },
  50: { code: 'insufficient_funds', advice: 'try_later' },
  51: { code: 'limit_exceeded', advice: 'other_method' },
  112: { code: 'address_mismatch', advice: 'try_later' },
  113: { code: 'merchant_limit_exceeded', advice: 'other_method' },
  114: { code: 'incorrect_security_code', advice: 'try_later' },
  117: { code: 'declined_by_merchant_rule', advice: 'other_method' },
  122: { code: 'merchant_limit_exceeded', advice: 'other_method' },
  125: { code: 'suspected_fraud', advice: 'other_method' },
  128: { code: 'suspected_fraud', advice: 'other_method' },
};

/** Who asks, or what the account is set up for: nothing that a customer could do anything about. */
const ACCESS = [1, 5, 10, 25, 26, 27, 28, 52, 100, 121];
/** A mistake in what was asked. Those below zero are of the transport, before anything was done. */
const REQUEST = [2, 3, 4, 6, 7, 9, 120, 160, 162, -6, -7, -27, -28, -105, -106];
/** A payment that is not in the state for it. */
const STATE = [105, 108, 110, 111, 200, 201];
/** A request id that was used for something else. */
const CONFLICT = [133];

const REJECTIONS: ReadonlyMap<string, Rejection['about']> = new Map(
  [
    ...ACCESS.map((code) => [code, 'access'] as const),
    ...REQUEST.map((code) => [code, 'request'] as const),
    ...STATE.map((code) => [code, 'state'] as const),
    ...CONFLICT.map((code) => [code, 'conflict'] as const),
  ].map(([code, about]) => [String(code), about] as const),
);

/** What a RESULT says, taken letter for letter: approval is a `0` and nothing that looks like one. */
export function meaningOf(result: string | undefined): Meaning {
  if (result === '0') return { kind: 'approved' };
  if (result === '126') return { kind: 'review' };
  // By its PNREF, and by what the shop has called it.
  if (result === '19' || result === '20') return { kind: 'absent' };
  if (result === undefined) return { kind: 'unknown' };
  const decline = Object.hasOwn(DECLINES, result) ? DECLINES[result] : undefined;
  if (decline) return { kind: 'declined', decline };
  const about = REJECTIONS.get(result);
  return about ? { kind: 'rejected', rejection: { about, code: codeOf(result) } } : { kind: 'unknown' };
}

function codeOf(result: string): string {
  return `result_${result.replace('-', 'minus_')}`;
}
