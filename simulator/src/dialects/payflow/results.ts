import type { WholeReply } from '../../http/exchange.ts';
import type { Pair } from './pairs.ts';

/** What each RESULT says that is served: https://developer.paypal.com/api/nvp-soap/payflow/integration-guide/ */
const MESSAGES = {
  0: 'Approved',
  1: 'User authentication failed',
  2: 'Invalid tender type',
  3: 'Invalid transaction type',
  4: 'Invalid amount format',
  5: 'Invalid merchant information',
  6: 'Invalid or unsupported currency code',
  7: 'Field format error',
  12: 'Declined',
  13: 'Referral',
  19: 'Original transaction ID not found',
  20: 'Cannot find the customer reference number',
  23: 'Invalid account number',
  24: 'Invalid expiration date',
  28: 'Insufficient permissions for user',
  30: 'Duplicate transaction',
  50: 'Insufficient funds available in account',
  51: 'Exceeds per transaction limit',
  99: 'General error',
  100: 'Transaction type not supported by host',
  105: 'Credit error',
  108: 'Void error',
  111: 'Capture error',
  114: 'Card Security Code mismatch',
  120: 'Attempt to reference a failed transaction',
  125: 'Declined by Fraud Service',
  126: 'Under review by Fraud Service',
  160: 'Secure Token already been used',
  162: 'Secure Token expired',
  133: 'Request ID was used for another request',
  [-41]: 'Required Request ID not found in request',
  [-6]: 'Parameter list format error: & in name',
  [-7]: 'Parameter list format error: invalid [ ] name length clause',
  [-105]: 'Invalid name value pair request',
} as const;

/** A RESULT that is served. */
export type ResultCode = keyof typeof MESSAGES;

/** Why a request comes to nothing. */
export type Refused = Readonly<{ ok: false; code: ResultCode; detail?: string }>;

/** Every RESULT that is served, with what it says. */
export const RESULT_MESSAGES: Readonly<Record<ResultCode, string>> = MESSAGES;

/** A refusal; what is said beside it must hold nothing of what the caller has sent. */
export function refused(code: ResultCode, detail?: string): Refused {
  return detail === undefined ? { ok: false, code } : { ok: false, code, detail };
}

/** The answer that says no. */
export function refusedReply({ code, detail }: Refused, status = 200): WholeReply {
  const message = detail === undefined ? MESSAGES[code] : `${MESSAGES[code]}: ${detail}`;
  return pairsReply(
    [
      ['RESULT', String(code)],
      ['RESPMSG', message],
    ],
    status,
  );
}

/** An answer of pairs; a value has a length tag only where it could not be read without. */
export function pairsReply(pairs: readonly Pair[], status = 200): WholeReply {
  const body = pairs.map(([name, value]) => {
    const tag = /[&=]/.test(value) ? `[${Buffer.byteLength(value)}]` : '';
    return `${name}${tag}=${value}`;
  });
  return { status, headers: { 'content-type': 'text/namevalue; charset=utf-8' }, body: body.join('&') };
}
