import type { Command } from '../../engine/command.ts';
import type { Instant } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import { changePayment, type Step } from '../../operations/change.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { ChangeCall } from './call.ts';
import { decodeDetails, encodeDetails, merged, type PaymentDetails } from './codec.ts';
import type { Made } from './commit.ts';
import { commitPayment } from './commit-payment.ts';
import { readAmount, readCurrency } from './currency.ts';
import type { Refused } from './errors.ts';
import { answerTo, methodFor, usedMethod } from './intent-attempt.ts';
import { customerProblem, shippingOf, typesIn, typesProblem } from './intent-create.ts';
import { statusOf, withMethod } from './intent-state.ts';
import { intentOf, targetOf } from './intent-target.ts';
import { mergedMetadata } from './merge.ts';
import { atOf } from './objects.ts';
import type { Params } from './parameters.ts';
import { inTurnFor, type MethodInHand } from './payment-method.ts';
import { TRIED, unexpectedState } from './rejections.ts';

type Asked = Params<'UpdatePaymentIntentParams'>;

/** Changes what was asked for: the money only before anybody has consented to it, words at any time. */
export async function updateIntent(call: ChangeCall, params: Asked): Promise<Made | Refused> {
  const { world } = call;
  const stored = await intentOf(call);
  if (!stored.ok) return stored;
  const { payment } = stored.value;
  const currency = params.currency === undefined ? payment.amount.currency : readCurrency(params.currency);
  if (typeof currency === 'object' && !currency.ok) return currency;
  const inCurrency = typeof currency === 'object' ? currency.value : currency;
  const amount =
    params.amount === undefined
      ? ({ ok: true, value: { ...payment.amount, currency: inCurrency } } as const)
      : readAmount(params.amount, inCurrency);
  if (!amount.ok) return amount;
  const customer = params.customer ?? decodeDetails(stored.value).customer;
  const problem = typesProblem(params) ?? (await customerProblem(call, params.customer));
  if (problem !== undefined) return problem;
  const isClosed = !TRIED.update.some((status) => status === statusOf(stored.value));
  if (isClosed && ABOUT_MONEY.some((name) => params[name] !== undefined)) {
    return unexpectedState({ tried: 'update', stored: stored.value, at: atOf(call) });
  }
  return inTurnFor(call, params, async () => {
    const method = await methodFor(call, params, customer);
    if (!method.ok) return method;
    const plan = (now: StoredPayment, at: Instant) =>
      updateStep(now, params, { amount: amount.value, at }, method.value);
    return commitPayment(
      call,
      (asking) => changePayment(world, targetOf(call), plan, asking),
      answerTo(call, 'update'),
    );
  });
}

function updateStep(
  now: StoredPayment,
  params: Asked,
  { amount, at }: Readonly<{ amount: Money; at: Instant }>,
  method: MethodInHand | undefined,
): Step {
  const captureMode = captureModeOf(params) ?? now.payment.captureMode;
  const changes = params.amount !== undefined || params.currency !== undefined;
  const amends = changes || captureMode !== now.payment.captureMode;
  const amend: Command = { type: 'amend', amount: changes ? amount : now.payment.amount, captureMode, at };
  const details = updatedDetails(decodeDetails(now), params);
  const takesAway = params.payment_method === '';
  const used = method === undefined ? undefined : usedMethod(method);
  const withIt = used === undefined && !takesAway ? details : withMethod(details, now.payment, used);
  return { commands: amends ? [amend] : [], details: encodeDetails(withIt), objects: method?.objects ?? [] };
}

/** What can only be changed while an attempt could be made. */
const ABOUT_MONEY = [
  'amount',
  'capture_method',
  'currency',
  'customer',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'allowed_payment_method_types',
  'payment_method_types',
  'setup_future_usage',
] as const satisfies readonly (keyof Asked)[];

function captureModeOf({ capture_method: method }: Asked) {
  if (method === undefined) return undefined;
  return method === 'manual' ? 'manual' : 'automatic';
}

function updatedDetails(before: PaymentDetails, params: Asked): PaymentDetails {
  const card = params.payment_method_options?.card;
  const moves = params.customer !== undefined && params.customer !== before.customer;
  return merged<PaymentDetails>(
    {
      ...before,
      metadata: mergedMetadata(before.metadata, params.metadata),
      pointerVersion: before.pointerVersion + (moves ? 1 : 0),
    },
    {
      captureMethod: params.capture_method,
      customer: params.customer,
      description: params.description,
      methodTypes: typesIn(params),
      multicapture: card?.request_multicapture === undefined ? undefined : card.request_multicapture === 'if_available',
      receiptEmail: params.receipt_email,
      requestThreeDSecure: card?.request_three_d_secure,
      setupFutureUsage: params.setup_future_usage,
      shipping: params.shipping === '' ? '' : shippingOf(params.shipping),
      statementDescriptor: params.statement_descriptor,
      statementDescriptorSuffix: params.statement_descriptor_suffix,
      transferGroup: params.transfer_group,
    },
  );
}
