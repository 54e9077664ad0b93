import type { Decline } from '../../payments/outcome.ts';

type Advice = Decline['advice'];

/** What Stripe says about each reason of an issuer: https://docs.stripe.com/declines/codes */
const ADVICE: Readonly<Record<string, Advice>> = {
  authentication_required: 'try_later',
  approve_with_id: 'try_later',
  call_issuer: 'other_method',
  card_not_supported: 'other_method',
  card_velocity_exceeded: 'other_method',
  currency_not_supported: 'other_method',
  do_not_honor: 'other_method',
  do_not_try_again: 'never_again',
  duplicate_transaction: 'other_method',
  expired_card: 'other_method',
  fraudulent: 'never_again',
  generic_decline: 'other_method',
  incorrect_address: 'try_later',
  incorrect_cvc: 'try_later',
  incorrect_number: 'try_later',
  incorrect_pin: 'try_later',
  incorrect_zip: 'try_later',
  insufficient_funds: 'try_later',
  invalid_account: 'other_method',
  invalid_amount: 'other_method',
  invalid_cvc: 'try_later',
  invalid_expiry_month: 'try_later',
  invalid_expiry_year: 'try_later',
  invalid_number: 'try_later',
  invalid_pin: 'try_later',
  issuer_not_available: 'try_later',
  live_mode_test_card: 'other_method',
  lost_card: 'never_again',
  merchant_blacklist: 'never_again',
  new_account_information_available: 'other_method',
  no_action_taken: 'other_method',
  not_permitted: 'other_method',
  payment_intent_authentication_failure: 'try_later',
  pickup_card: 'never_again',
  pin_try_exceeded: 'other_method',
  processing_error: 'try_later',
  reenter_transaction: 'try_later',
  restricted_card: 'never_again',
  revocation_of_all_authorizations: 'never_again',
  revocation_of_authorization: 'never_again',
  security_violation: 'other_method',
  service_not_allowed: 'other_method',
  stolen_card: 'never_again',
  stop_payment_order: 'never_again',
  test_mode_live_card: 'other_method',
  testmode_decline: 'other_method',
  transaction_not_allowed: 'other_method',
  try_again_later: 'try_later',
  withdrawal_count_limit_exceeded: 'other_method',
};

/** A decline by the first of these words that Stripe's table has; of none it is a decline without a reason. */
export function declineBy(words: readonly (string | undefined)[]): Decline {
  const code = words.find((word) => word !== undefined && Object.hasOwn(ADVICE, word)) ?? 'generic_decline';
  return { code, advice: ADVICE[code] ?? 'other_method' };
}
