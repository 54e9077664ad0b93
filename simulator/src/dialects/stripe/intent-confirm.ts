import type { Command } from '../../engine/command.ts';
import type { Instant } from '../../engine/ids.ts';
import { changePayment } from '../../operations/change.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { ChangeCall } from './call.ts';
import { decodeDetails, encodeDetails, merged, type PaymentDetails } from './codec.ts';
import type { Made } from './commit.ts';
import { commitPayment } from './commit-payment.ts';
import type { Refused } from './errors.ts';
import {
  type Attempting,
  answerTo,
  askFor,
  attempted,
  methodFor,
  missingMethod,
  usedMethod,
} from './intent-attempt.ts';
import { isAlone, returnProblem, shippingOf, typesIn, typesProblem } from './intent-create.ts';
import { currentMethod, failures, statusOf } from './intent-state.ts';
import { intentOf, targetOf } from './intent-target.ts';
import { atOf } from './objects.ts';
import type { Params } from './parameters.ts';
import { inTurnFor } from './payment-method.ts';
import { TRIED, unexpectedState } from './rejections.ts';

/** Attempts the payment, with the payment method that it has or with another one. */
export async function confirmIntent(
  call: ChangeCall,
  params: Params<'ConfirmPaymentIntentParams'>,
): Promise<Made | Refused> {
  const { world } = call;
  const stored = await intentOf(call, params.client_secret);
  if (!stored.ok) return stored;
  const problem =
    statusProblem(call, stored.value) ?? typesProblem(params) ?? (await returnProblem(call, params.return_url));
  if (problem !== undefined) return problem;
  const { customer } = decodeDetails(stored.value);
  const current = currentMethod(stored.value);
  const named =
    params.payment_method === undefined && params.payment_method_data === undefined && current !== undefined
      ? { payment_method: current.id }
      : params;
  return inTurnFor(call, named, async () => {
    const method = await methodFor(call, named, customer);
    if (!method.ok) return method;
    if (method.value === undefined) return missingMethod();
    const inHand = method.value;
    const asked = askFor(call, { method: inHand, captureMode: captureModeAfter(stored.value, params) });
    const plan = (now: StoredPayment, at: Instant) => {
      const details = confirmedDetails(decodeDetails(now), params);
      const attempting: Attempting = {
        method: inHand,
        amount: now.payment.amount,
        captureMode: captureModeAfter(now, params),
        alone: isAlone(params),
        keepFor: details.setupFutureUsage === undefined ? undefined : details.customer,
      };
      const attempt = attempted(call, asked, attempting, at);
      return {
        commands: [...beforeAttempt(now, params, at), attempt.command],
        next: attempt.next,
        objects: attempt.objects,
        details: encodeDetails(withFreshMethod(details, now, usedMethod(inHand))),
      };
    };
    return commitPayment(
      call,
      (asking) => changePayment(world, targetOf(call), plan, asking),
      answerTo(call, 'confirm'),
    );
  });
}

function statusProblem(call: ChangeCall, stored: StoredPayment): Refused | undefined {
  const status = statusOf(stored);
  if (TRIED.confirm.some((possible) => possible === status)) return undefined;
  return unexpectedState({ tried: 'confirm', stored, at: atOf(call) });
}

/** A challenge that is still open ends here; how it is captured may change. */
function beforeAttempt(
  { payment }: StoredPayment,
  params: Params<'ConfirmPaymentIntentParams'>,
  at: Instant,
): readonly Command[] {
  const ended: readonly Command[] =
    payment.state === 'action_required'
      ? [{ type: 'complete_action', actionId: payment.action.id, outcome: { kind: 'cancelled' }, at }]
      : [];
  const captureMode = captureModeAfter({ payment }, params);
  if (captureMode === payment.captureMode) return ended;
  return [...ended, { type: 'amend', amount: payment.amount, captureMode, at }];
}

function captureModeAfter(
  { payment }: Pick<StoredPayment, 'payment'>,
  { capture_method: method }: Params<'ConfirmPaymentIntentParams'>,
) {
  if (method === undefined) return payment.captureMode;
  return method === 'manual' ? 'manual' : 'automatic';
}

/** The payment method counts from the failures there will have been when it is tried. */
function withFreshMethod(
  details: PaymentDetails,
  { payment }: StoredPayment,
  method: ReturnType<typeof usedMethod>,
): PaymentDetails {
  const since = failures(payment) + (payment.state === 'action_required' ? 1 : 0);
  const before = details.methods.filter((used) => used.since < since);
  return { ...details, methods: [...before, { ...method, since }] };
}

function confirmedDetails(details: PaymentDetails, params: Params<'ConfirmPaymentIntentParams'>): PaymentDetails {
  const card = params.payment_method_options?.card;
  return merged<PaymentDetails>(details, {
    captureMethod: params.capture_method,
    methodTypes: typesIn(params),
    multicapture: card?.request_multicapture === undefined ? undefined : card.request_multicapture === 'if_available',
    receiptEmail: params.receipt_email,
    requestThreeDSecure: card?.request_three_d_secure,
    returnUrl: params.return_url,
    setupFutureUsage: params.setup_future_usage,
    shipping: shippingOf(params.shipping),
  });
}
