import { balances } from '../../engine/balances.ts';
import type { Authorization, Decline, Payment } from '../../engine/payment.ts';
import { authorizations } from '../../engine/payment.ts';
import { unreachable } from '../../engine/unreachable.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails, type PaymentDetails, type UsedMethod } from './codec.ts';
import type { components } from './wire.d.ts';

/** The status of a payment intent. */
export type IntentStatus = components['schemas']['PaymentIntent']['status'];

/** The status: read off the payment, never stored. */
export function statusOf(stored: Pick<StoredPayment, 'payment' | 'details'>): IntentStatus {
  const { payment } = stored;
  switch (payment.state) {
    case 'requested':
    case 'declined':
      return currentMethod(stored) === undefined ? 'requires_payment_method' : 'requires_confirmation';
    case 'action_required':
      return 'requires_action';
    case 'processing':
      return 'processing';
    case 'cancelled':
      return 'canceled';
    case 'approved': {
      const { captured, capturing } = balances(payment);
      if (payment.hold.status === 'open') {
        return payment.captureMode === 'automatic' && capturing > 0n ? 'processing' : 'requires_capture';
      }
      return captured > 0n || payment.hold.status === 'closed' ? 'succeeded' : 'canceled';
    }
    default:
      return unreachable(payment);
  }
}

/** How many attempts of a payment have come to nothing: each takes the payment method away. */
export function failures(payment: Payment): number {
  const declined = payment.pastAuthorizations.filter(({ status }) => status === 'declined').length;
  return declined + failedActions(payment).length;
}

function failedActions(payment: Payment) {
  return payment.pastActions.filter(({ outcome }) => outcome !== 'approved');
}

/** The payment method that an attempt would be made with. */
export function currentMethod({
  payment,
  details,
}: Pick<StoredPayment, 'payment' | 'details'>): UsedMethod | undefined {
  const last = decodeDetails({ details }).methods.at(-1);
  return last !== undefined && last.since >= failures(payment) ? last : undefined;
}

/** The details with another payment method from now on. */
export function withMethod(
  details: PaymentDetails,
  payment: Payment | undefined,
  method: Omit<UsedMethod, 'since'> | undefined,
): PaymentDetails {
  const since = payment === undefined ? 0 : failures(payment);
  const before = details.methods.filter((used) => used.since < since);
  return { ...details, methods: method === undefined ? before : [...before, { ...method, since }] };
}

/** An attempt to authorize, with the payment method that it was made with. */
export type MadeAttempt = Readonly<{ authorization: Authorization; method: UsedMethod }>;

/** Every attempt that was made, oldest first. */
export function attempts(stored: Pick<StoredPayment, 'payment' | 'details'>): readonly MadeAttempt[] {
  const { methods } = decodeDetails(stored);
  const { payment } = stored;
  return authorizations(payment).flatMap((authorization, index) => {
    const actions = failedActions(payment).filter(({ at }) => at <= authorization.at).length;
    const method = methods.findLast(({ since }) => since <= index + actions);
    return method === undefined ? [] : [{ authorization, method }];
  });
}

/** Why the last attempt came to nothing, and whether it got as far as the issuer. */
export type LastFailure = Readonly<{ decline: Decline; at: number; method: UsedMethod | undefined }> &
  (Readonly<{ kind: 'declined'; authorization: Authorization }> | Readonly<{ kind: 'not_authenticated' }>);

/** The last failure of a payment that has not succeeded since. */
export function lastFailure(stored: Pick<StoredPayment, 'payment' | 'details'>): LastFailure | undefined {
  const { payment } = stored;
  if (payment.state === 'approved' || payment.state === 'processing' || payment.state === 'cancelled') return undefined;
  const declined = attempts(stored).findLast(({ authorization }) => authorization.status === 'declined');
  const action = failedActions(payment).at(-1);
  const since = declined?.authorization.at ?? -1;
  if (action !== undefined && action.at >= since) {
    const decline: Decline = { code: 'authentication_failed', advice: 'other_method' };
    return { kind: 'not_authenticated', decline, at: action.at, method: decodeDetails(stored).methods.at(-1) };
  }
  if (declined?.authorization.status !== 'declined') return undefined;
  const { authorization, method } = declined;
  return { kind: 'declined', decline: authorization.decline, at: authorization.at, method, authorization };
}
