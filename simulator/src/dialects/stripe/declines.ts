import type { Decline, DeclineCode } from '../../engine/payment.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];
/** An error that has a code, as those of payments do. */
type CodedError = Wire['Error']['error'] & Readonly<{ code: Wire['ErrorCode'] }>;

/** What a decline is called, and what is said to the customer. */
type Words = Readonly<{ code: Wire['ErrorCode']; declineCode?: Wire['DeclineCode']; message: string; param?: string }>;

const DECLINED = 'Your card was declined.';

// https://docs.stripe.com/declines/codes
const WORDS: Readonly<Record<DeclineCode, Words>> = {
  do_not_honor: { code: 'card_declined', declineCode: 'generic_decline', message: DECLINED },
  insufficient_funds: {
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
  lost_card: { code: 'card_declined', declineCode: 'lost_card', message: DECLINED },
  stolen_card: { code: 'card_declined', declineCode: 'stolen_card', message: DECLINED },
  expired_card: {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
    param: 'exp_month',
  },
  incorrect_cvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
  },
  invalid_number: { code: 'incorrect_number', message: 'Your card number is incorrect.', param: 'number' },
  processing_error: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
  authentication_failed: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  },
  suspected_fraud: { code: 'card_declined', declineCode: 'fraudulent', message: DECLINED },
  amount_limit_exceeded: {
    code: 'card_declined',
    declineCode: 'card_velocity_exceeded',
    message: 'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  },
  test_card_in_live_environment: {
    code: 'card_declined',
    declineCode: 'live_mode_test_card',
    message: 'Your card was declined. Your request was in live mode, but used a known test card.',
  },
  real_card_in_test_environment: {
    code: 'card_declined',
    declineCode: 'test_mode_live_card',
    message:
      'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  },
};

const ADVICE = {
  never_again: 'do_not_try_again',
  try_later: 'try_again_later',
  other_method: 'confirm_card_data',
} as const;

/** A decline as an error. */
export function declineError(decline: Decline): CodedError {
  const { code, declineCode, message, param } = WORDS[decline.code];
  return {
    type: 'card_error',
    code,
    message,
    ...(declineCode === undefined ? {} : { decline_code: declineCode, advice_code: ADVICE[decline.advice] }),
    ...(param === undefined ? {} : { param }),
  };
}

/** The customer has not passed the challenge. */
export const NOT_AUTHENTICATED: CodedError = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  message:
    'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
};
