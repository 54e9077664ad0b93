import type { DeclineCode } from '../../engine/payment.ts';
import type { components } from './wire.d.ts';

/** What an issuer says in the codes of the processor: https://developer.paypal.com/docs/checkout/advanced/processing/ */
const RESPONSE_CODES: Readonly<Record<DeclineCode, string>> = {
  do_not_honor: '0500',
  insufficient_funds: '5120',
  lost_card: '9520',
  stolen_card: '9520',
  expired_card: '5400',
  incorrect_cvc: '00N7',
  invalid_number: '5180',
  processing_error: '5100',
  authentication_failed: '5100',
  suspected_fraud: '9500',
  amount_limit_exceeded: '5110',
  // Neither kind of card is one that the processor of this environment knows.
  test_card_in_live_environment: '1330',
  real_card_in_test_environment: '1330',
};

type Named = Readonly<{ code: DeclineCode; responseCode: string }>;

/** The names on cards that have them declined where money is not real. */
const NAMED_CARDS: Readonly<Record<string, Named>> = {
  'CCREJECT-REFUSED': { code: 'do_not_honor', responseCode: '0500' },
  'CCREJECT-SF': { code: 'suspected_fraud', responseCode: '9500' },
  'CCREJECT-EC': { code: 'expired_card', responseCode: '5400' },
  'CCREJECT-IF': { code: 'insufficient_funds', responseCode: '5120' },
  'CCREJECT-LS': { code: 'lost_card', responseCode: '9520' },
  'CCREJECT-IRC': { code: 'invalid_number', responseCode: '5180' },
  'CCREJECT-BAD_DATA': { code: 'invalid_number', responseCode: '5180' },
  'CCREJECT-IA': { code: 'invalid_number', responseCode: '1330' },
  'CCREJECT-INVALID': { code: 'invalid_number', responseCode: '1330' },
  'CCREJECT-BANK_ERROR': { code: 'processing_error', responseCode: '5100' },
  'CCREJECT-CVV_F': { code: 'incorrect_cvc', responseCode: '00N7' },
};

/** What a name on a card asks for, if it does. */
export function namedDecline(name: string | undefined): Named | undefined {
  return name !== undefined && Object.hasOwn(NAMED_CARDS, name) ? NAMED_CARDS[name] : undefined;
}

/** What the processor says of a decline. */
export function declinedResponse(
  code: DeclineCode,
  responseCode: string = RESPONSE_CODES[code],
): components['schemas']['ProcessorResponse'] {
  return { ...(code === 'incorrect_cvc' ? { cvv_code: 'N' } : {}), response_code: responseCode };
}

/** What the processor says of a card that was approved. */
export const APPROVED_RESPONSE: components['schemas']['ProcessorResponse'] = {
  avs_code: 'Y',
  cvv_code: 'M',
  response_code: '0000',
};
