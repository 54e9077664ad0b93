import type { Rejection } from '../../engine/rejection.ts';
import { unreachable } from '../../engine/unreachable.ts';
import { issue, notFound, type Refused } from './errors.ts';
import type { Issue } from './issues.ts';

/** What somebody tried to do. */
export const TRIED = ['order', 'capture', 'void', 'reauthorize', 'refund'] as const;
export type Tried = (typeof TRIED)[number];

/** Why the engine does not allow it; the same thing is called differently, depending on what was tried. */
export function rejected(rejection: Rejection, tried: Tried, id: string): Refused {
  switch (rejection.code) {
    case 'no_such_payment':
    case 'no_such_action':
    case 'no_such_authorization':
    case 'no_such_capture':
    case 'no_such_void':
    case 'no_such_refund':
    case 'no_such_dispute':
      return notFound(id);
    case 'already_exists':
    case 'already_exists_with_different_amount':
      return issue('PREVIOUS_REQUEST_IN_PROGRESS');
    case 'not_supported':
      return issue('NOT_SUPPORTED');
    case 'wrong_state':
    case 'wrong_status':
      return issue(WRONG_STATE[tried]);
    case 'action_expired':
    case 'not_due':
      return issue('ORDER_EXPIRED');
    case 'hold_released':
      return issue(RELEASED[rejection.reason][tried === 'void' ? 'void' : 'use']);
    case 'hold_expired':
    case 'reauthorize_too_late':
      return issue('AUTHORIZATION_EXPIRED');
    case 'reauthorize_too_early':
      return issue('REAUTHORIZATION_TOO_SOON');
    case 'too_many_reauthorizations':
      return issue('REAUTHORIZATION_NOT_ALLOWED');
    case 'void_after_capture':
    case 'nothing_to_void':
      return issue('PREVIOUSLY_CAPTURED');
    case 'nothing_captured':
      return issue('REFUND_NOT_ALLOWED');
    case 'refund_period_over':
      return issue('REFUND_TIME_LIMIT_EXCEEDED');
    case 'disputed':
    case 'response_period_over':
      return issue('TRANSACTION_DISPUTED');
    case 'too_many_captures':
      return issue('MAX_CAPTURE_COUNT_EXCEEDED');
    case 'too_many_refunds':
      return issue('MAX_NUMBER_OF_REFUNDS_EXCEEDED');
    case 'currency_mismatch':
      return issue(OTHER_CURRENCY[tried], { field: '/amount/currency_code' });
    case 'amount_not_positive':
    case 'below_minimum':
      return issue('CANNOT_BE_ZERO_OR_NEGATIVE', { field: '/amount/value' });
    case 'exceeds_capturable':
      return issue(tried === 'reauthorize' ? 'MAX_AUTHORIZATION_AMOUNT_EXCEEDED' : 'MAX_CAPTURE_AMOUNT_EXCEEDED', {
        field: '/amount/value',
      });
    case 'exceeds_refundable':
      return rejection.refundable.minor === 0n
        ? issue('CAPTURE_FULLY_REFUNDED')
        : issue('REFUND_AMOUNT_EXCEEDED', { field: '/amount/value' });
    // What the operations here never ask for.
    case 'exceeds_requested':
    case 'exceeds_disputable':
    case 'nothing_to_settle':
    case 'too_many_increments':
      return issue('TRANSACTION_REFUSED');
    default:
      return unreachable(rejection);
  }
}

const WRONG_STATE: Readonly<Record<Tried, Issue>> = {
  order: 'ORDER_NOT_APPROVED',
  capture: 'AUTHORIZATION_DENIED',
  void: 'AUTHORIZATION_DENIED',
  reauthorize: 'AUTHORIZATION_DENIED',
  refund: 'REFUND_NOT_ALLOWED',
};

const RELEASED: Readonly<
  Record<Extract<Rejection, { code: 'hold_released' }>['reason'], Readonly<Record<'void' | 'use', Issue>>>
> = {
  captured: { void: 'PREVIOUSLY_CAPTURED', use: 'AUTHORIZATION_ALREADY_CAPTURED' },
  voided: { void: 'PREVIOUSLY_VOIDED', use: 'AUTHORIZATION_VOIDED' },
  replaced: { void: 'PREVIOUSLY_VOIDED', use: 'AUTHORIZATION_VOIDED' },
};

const OTHER_CURRENCY: Readonly<Record<Tried, Issue>> = {
  order: 'AUTH_CURRENCY_MISMATCH',
  capture: 'AUTH_CAPTURE_CURRENCY_MISMATCH',
  void: 'AUTH_CURRENCY_MISMATCH',
  reauthorize: 'AUTH_CURRENCY_MISMATCH',
  refund: 'REFUND_CAPTURE_CURRENCY_MISMATCH',
};
