import type { Money } from '../../engine/money.ts';
import type { Rejection } from '../../engine/rejection.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { amountText } from './currency.ts';
import { invalid, type Refused } from './errors.ts';
import { renderIntent } from './intent-object.ts';
import { type IntentStatus, statusOf } from './intent-state.ts';
import type { At } from './objects.ts';

/** What somebody tried to do with a payment intent, and in which statuses that is possible. */
export const TRIED = {
  update: ['requires_payment_method', 'requires_confirmation'],
  confirm: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  capture: ['requires_capture'],
  cancel: ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action', 'processing'],
  increment: ['requires_capture'],
  refund: ['succeeded'],
} as const satisfies Readonly<Record<string, readonly IntentStatus[]>>;
/** What can be tried. */
export type Tried = keyof typeof TRIED;

/** What was tried, on which payment as it stands. */
export type Tries = Readonly<{ tried: Tried; stored: StoredPayment; at: At; asked?: Money }>;

/** Why the engine does not allow it. */
export function rejected(rejection: Rejection, tries: Tries | undefined): Refused {
  switch (rejection.code) {
    case 'no_such_payment':
    case 'no_such_action':
    case 'no_such_authorization':
    case 'no_such_capture':
    case 'no_such_void':
    case 'no_such_refund':
    case 'no_such_dispute':
      return invalid('There is no such object.', { code: 'resource_missing', status: 404 });
    case 'not_supported':
      return invalid(`This account does not offer ${rejection.operation.replaceAll('_', ' ')}.`);
    // Ids are drawn here: nobody can ask for one that exists.
    case 'already_exists':
    case 'already_exists_with_different_amount':
    case 'wrong_state':
    case 'wrong_status':
    case 'hold_released':
    case 'hold_expired':
    case 'nothing_captured':
    case 'void_after_capture':
    case 'nothing_to_void':
    case 'nothing_to_settle':
    case 'action_expired':
    case 'not_due':
    case 'reauthorize_too_early':
    case 'reauthorize_too_late':
    case 'response_period_over':
      return unexpectedState(tries);
    case 'refund_period_over':
      return invalid('This charge is too old to be refunded.');
    case 'disputed':
      return invalid(`Charge has been charged back; cannot issue a refund.`, { code: 'charge_disputed' });
    case 'too_many_captures':
    case 'too_many_refunds':
    case 'too_many_increments':
    case 'too_many_reauthorizations':
      return invalid(`At most ${rejection.countMax} of these are possible on one PaymentIntent.`);
    case 'currency_mismatch':
      return invalid(`The currency has to be ${rejection.expected.toLowerCase()}.`, { param: 'currency' });
    case 'amount_not_positive':
      return invalid('This value must be greater than or equal to 1.', {
        code: 'parameter_invalid_integer',
        param: 'amount',
      });
    case 'below_minimum':
      return invalid(`Amount must be at least ${amountText(rejection.minimum)}`, {
        code: 'amount_too_small',
        param: 'amount',
      });
    case 'exceeds_requested':
      return invalid(`Amount must be no more than ${amountText(rejection.requested)}`, {
        code: 'amount_too_large',
        param: 'amount',
      });
    case 'exceeds_capturable':
      return invalid(
        `The amount could not be captured because it is more than the remaining authorized amount of ${amountText(rejection.capturable)}.`,
        { code: 'amount_too_large', param: 'amount_to_capture' },
      );
    case 'exceeds_refundable':
      return overRefund(rejection.refundable, tries);
    case 'exceeds_disputable':
      return invalid(`Only ${amountText(rejection.disputable)} can be disputed.`);
    default:
      return unreachable(rejection);
  }
}

function overRefund(refundable: Money, tries: Tries | undefined): Refused {
  if (refundable.minor === 0n) return invalid('Charge has already been refunded.', { code: 'charge_already_refunded' });
  const asked = tries?.asked === undefined ? '' : ` (${amountText(tries.asked)})`;
  const message = `Refund amount${asked} is greater than unrefunded amount on charge (${amountText(refundable)})`;
  return invalid(message, { param: 'amount' });
}

const DOING: Readonly<Record<Tried, string>> = {
  update: 'updated',
  confirm: 'confirmed',
  capture: 'captured',
  cancel: 'canceled',
  increment: 'incremented',
  refund: 'refunded',
};

/** It cannot be done while the payment intent is where it is; the error shows it as it stands. */
export function unexpectedState(tries: Tries | undefined): Refused {
  const code = 'payment_intent_unexpected_state';
  if (tries === undefined) return invalid('The PaymentIntent is in a state that does not allow this.', { code });
  const { tried, stored, at } = tries;
  const status = statusOf(stored);
  const shown = { payment_intent: renderIntent(stored, at) };
  const message =
    tried === 'capture' && status === 'succeeded'
      ? 'This PaymentIntent could not be captured because it has already been captured; what was left of the authorization has been released.'
      : `This PaymentIntent's status is ${status}: it could not be ${DOING[tried]}. Only a PaymentIntent with one of the following statuses may be ${DOING[tried]}: ${TRIED[tried].join(', ')}.`;
  const refused = invalid(message, { code });
  return { ...refused, error: { ...refused.error, ...shown } };
}
