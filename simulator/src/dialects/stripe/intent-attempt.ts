import type { Attempt, Command } from '../../engine/command.ts';
import type { Instant } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import type { CaptureMode, Payment } from '../../engine/payment.ts';
import { type Asked, askIssuer, newAttempt } from '../../operations/attempt.ts';
import type { Change } from '../../operations/change.ts';
import { disputeAfterCapture } from '../../operations/dispute.ts';
import { adviceFor } from '../../situations/test-cards.ts';
import type { DialectObject } from '../../store/objects.ts';
import { type Answer, type Call, type ChangeCall, show } from './call.ts';
import { readMethod, type UsedMethod } from './codec.ts';
import { invalid, type Read, type Refused } from './errors.ts';
import { lastError, renderIntent } from './intent-object.ts';
import { atOf } from './objects.ts';
import type { Params } from './parameters.ts';
import { type MethodInHand, methodById, newMethod, ownedBy, useProblem } from './payment-method.ts';
import { rejected, type Tried } from './rejections.ts';

type MethodParams = Pick<Params<'CreatePaymentIntentParams'>, 'payment_method' | 'payment_method_data'>;

/** The payment method that a request names, if it names one, once it is known that this customer may use it. */
export async function methodFor(
  call: Call,
  params: Readonly<{ payment_method?: string; payment_method_data?: MethodParams['payment_method_data'] }>,
  customer: string | undefined,
): Promise<Read<MethodInHand | undefined>> {
  const { payment_method: id, payment_method_data: data } = params;
  if (id !== undefined && id !== '' && data !== undefined) {
    return invalid('You may only specify one of these parameters: payment_method, payment_method_data.', {
      param: 'payment_method',
    });
  }
  if (data === undefined && (id === undefined || id === '')) return { ok: true, value: undefined };
  const method =
    data === undefined ? await methodById(call, id ?? '') : await newMethod(call, data, 'payment_method_data');
  if (!method.ok) return method;
  return useProblem(method.value.object, customer) ?? method;
}

/** A payment method as it is kept with the payment. */
export function usedMethod({ object }: MethodInHand): Omit<UsedMethod, 'since'> {
  const { attaches, billing, card, conduct } = readMethod(object);
  return { id: object.id, attaches, billing, card, conduct };
}

/** How a payment is attempted. */
export type Attempting = Readonly<{
  method: MethodInHand;
  amount: Money;
  captureMode: CaptureMode;
  /** Nobody is there to pass a challenge. */
  alone: boolean;
  /** Whom the payment method belongs to from now on. */
  keepFor: string | undefined;
}>;

/** Asks the situation once what the issuer is to say. */
export function askFor(call: ChangeCall, { method, captureMode }: Pick<Attempting, 'method' | 'captureMode'>): Asked {
  const { conduct } = readMethod(method.object);
  return askIssuer(call.world, call.caller.merchant, call.about, conduct, captureMode);
}

/** One attempt: what is to happen to the payment, and what becomes of the payment method. */
export function attempted(
  call: Call,
  asked: Asked,
  { method, amount, alone, keepFor }: Attempting,
  now: Instant,
): Readonly<{ command: Command; next: (payment: Payment) => readonly Command[]; objects: readonly DialectObject[] }> {
  const attempt = answered(newAttempt(call.world, asked, amount, now), alone);
  return {
    command: { type: 'authorize', attempt, at: now },
    next: (payment) => disputeAfterCapture(call.world, asked.conduct, payment, now),
    objects: afterUse(method, attempt, keepFor),
  };
}

/** Where nobody can be asked, a challenge is a decline. */
function answered(attempt: Attempt, alone: boolean): Attempt {
  if (!alone || attempt.answer.kind !== 'action_required') return attempt;
  const code = 'authentication_failed';
  return { ...attempt, answer: { kind: 'declined', decline: { code, advice: adviceFor(code) } } };
}

/** Kept for a customer, or used up where it belongs to nobody. */
function afterUse(
  { object, objects }: MethodInHand,
  { answer }: Attempt,
  keepFor: string | undefined,
): readonly DialectObject[] {
  if (readMethod(object).customer !== undefined) return objects;
  if (keepFor === undefined && answer.kind !== 'approved') return objects;
  const after = ownedBy(object, answer.kind === 'declined' ? undefined : keepFor);
  const isNew = objects.includes(object);
  const others = objects.filter((other) => other !== object);
  return [...others, isNew ? { ...after, version: 1 } : after];
}

/** What a change of a payment is answered with. */
export function answerTo(call: Call, tried: Tried, asked?: Money): (change: Change) => Answer {
  return (change) => {
    const at = atOf(call);
    switch (change.kind) {
      case 'changed': {
        const { stored, events } = change;
        const declined = events.some(({ type }) => type === 'declined');
        const error = declined ? lastError(stored, at) : null;
        if (error === null) return show(renderIntent(stored, at));
        const { doc_url: _, ...shown } = error;
        return { ok: false, status: 402, error: { ...shown, payment_intent: renderIntent(stored, at) } };
      }
      case 'rejected': {
        const { rejection, stored } = change;
        if (stored === undefined) return rejected(rejection, undefined);
        return rejected(rejection, { tried, stored, at, ...(asked === undefined ? {} : { asked }) });
      }
      case 'not_found':
        return invalid(`No such payment_intent: '${call.id}'`, {
          code: 'resource_missing',
          param: 'intent',
          status: 404,
        });
      case 'key_taken':
        throw new Error('a taken key has no answer of its own');
    }
  };
}

/** It cannot be confirmed without a payment method. */
export function missingMethod(): Refused {
  return invalid(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    { code: 'payment_intent_unexpected_state' },
  );
}
