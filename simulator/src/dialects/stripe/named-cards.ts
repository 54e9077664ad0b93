/** Test cards by the name that stands for them: `pm_card_<name>` a payment method, `tok_<name>` a token. */
const NUMBERS: Readonly<Record<string, string>> = {
  visa: '4242424242424242',
  visa_debit: '4000056655665556',
  mastercard: '5555555555554444',
  mastercard_debit: '5200828282828210',
  mastercard_prepaid: '5105105105105100',
  amex: '378282246310005',
  discover: '6011111111111117',
  diners: '3056930009020004',
  jcb: '3566002020360505',
  unionpay: '6200000000000005',
  chargeDeclined: '4000000000000002',
  chargeDeclinedInsufficientFunds: '4000000000009995',
  chargeDeclinedLostCard: '4000000000009987',
  chargeDeclinedStolenCard: '4000000000009979',
  chargeDeclinedExpiredCard: '4000000000000069',
  chargeDeclinedIncorrectCvc: '4000000000000127',
  chargeDeclinedProcessingError: '4000000000000119',
  chargeDeclinedFraudulent: '4100000000000019',
  chargeCustomerFail: '4000000000000341',
  threeDSecure2Required: '4000000000003220',
  threeDSecureRequired: '4000000000003063',
  authenticationRequired: '4000002760003184',
  authenticationRequiredOnSetup: '4000002500003155',
  authenticationRequiredChargeDeclinedInsufficientFunds: '4000008260003178',
  threeDSecureRequiredChargeDeclined: '4000008400001629',
  createDispute: '4000000000000259',
  createDisputeProductNotReceived: '4000000000002685',
  createDisputeInquiry: '4000000000001976',
  refundFail: '4000000000005126',
  pendingRefund: '4000000000007726',
  bypassPending: '4000000000000077',
};

// Tokens have some names of their own.
const TOKEN_NAMES: Readonly<Record<string, string>> = {
  visa_chargeDeclined: 'chargeDeclined',
  visa_chargeDeclinedInsufficientFunds: 'chargeDeclinedInsufficientFunds',
  visa_createDispute: 'createDispute',
};

/** The number of the test card that a payment method's name stands for. */
export function numberOfMethodName(id: string): string | undefined {
  const name = id.startsWith('pm_card_') ? id.slice('pm_card_'.length) : '';
  return Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
}

/** The number of the test card that a token's name stands for. */
export function numberOfTokenName(id: string): string | undefined {
  const given = id.startsWith('tok_') ? id.slice('tok_'.length) : '';
  const name = Object.hasOwn(TOKEN_NAMES, given) ? (TOKEN_NAMES[given] ?? '') : given;
  return Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
}
