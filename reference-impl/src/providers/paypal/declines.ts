import type { Decline } from '../../payments/outcome.ts';

type Advice = Decline['advice'];

/** The issues over which an order comes to nothing because of the customer: https://developer.paypal.com/api/rest/reference/orders/v2/errors/ */
const DECLINES: Readonly<Record<string, Advice>> = {
  CARD_EXPIRED: 'other_method',
  COMPLIANCE_VIOLATION: 'other_method',
  INSTRUMENT_DECLINED: 'other_method',
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: 'other_method',
  PAYER_ACCOUNT_RESTRICTED: 'other_method',
  PAYER_CANNOT_PAY: 'other_method',
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: 'other_method',
  TRANSACTION_BLOCKED_BY_PAYEE: 'other_method',
  TRANSACTION_LIMIT_EXCEEDED: 'other_method',
  TRANSACTION_RECEIVING_LIMIT_EXCEEDED: 'try_later',
  TRANSACTION_REFUSED: 'other_method',
};

/** Whether an issue is about who pays, and not about what was asked. */
export function isDecline(issue: string): boolean {
  return Object.hasOwn(DECLINES, issue);
}

/** A decline by its issue, or without a reason. */
export function declineBy(issue: string | undefined): Decline {
  if (issue === undefined || !isDecline(issue)) return { code: 'declined', advice: 'other_method' };
  return { code: issue.toLowerCase(), advice: DECLINES[issue] ?? 'other_method' };
}
