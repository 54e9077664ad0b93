import { captureId, voidId } from '../../engine/ids.ts';
import { subtract } from '../../engine/money.ts';
import { type Change, changePayment, type Step } from '../../operations/change.ts';
import { disputeAfterCapture } from '../../operations/dispute.ts';
import { finalAnswer, outcomePlan } from '../../situations/issuer.ts';
import type { CardConduct } from '../../situations/test-cards.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { Answer, ChangeCall } from './call.ts';
import { decodeDetails, encodeDetails, merged, type PaymentDetails } from './codec.ts';
import type { Made } from './commit.ts';
import { commitPayment } from './commit-payment.ts';
import { readAmount } from './currency.ts';
import { declineError } from './declines.ts';
import { invalid, type Refused } from './errors.ts';
import { answerTo } from './intent-attempt.ts';
import { renderIntent } from './intent-object.ts';
import { statusOf } from './intent-state.ts';
import { intentOf, targetOf } from './intent-target.ts';
import { mergedMetadata } from './merge.ts';
import { atOf } from './objects.ts';
import type { Params } from './parameters.ts';
import { unexpectedState } from './rejections.ts';

/** Captures all or part of what is held; what is left is given back unless it is said that more is to come. */
export async function captureIntent(
  call: ChangeCall,
  params: Params<'CapturePaymentIntentParams'>,
): Promise<Made | Refused> {
  const { world, caller, about } = call;
  const stored = await intentOf(call);
  if (!stored.ok) return stored;
  if (statusOf(stored.value) !== 'requires_capture') {
    return unexpectedState({ tried: 'capture', stored: stored.value, at: atOf(call) });
  }
  const { amount_to_capture: asked, final_capture: final = true } = params;
  const amount =
    asked === undefined
      ? ({ ok: true, value: 'all' } as const)
      : readAmount(asked, stored.value.payment.amount.currency, 'amount_to_capture');
  if (!amount.ok) return amount;
  if (!final && !decodeDetails(stored.value).multicapture) {
    return invalid(
      'You cannot set `final_capture` to false: multicapture is not available on this charge. Ask for it with `payment_method_options[card][request_multicapture]` when you confirm.',
      { param: 'final_capture' },
    );
  }
  const outcome = world.situations.outcome(caller.merchant, about);
  return commitPayment(
    call,
    (asking) =>
      changePayment(
        world,
        targetOf(call),
        (now, at): Step => ({
          commands: [
            {
              type: 'capture',
              captureId: captureId(world.random.id('cap')),
              amount: amount.value,
              rest: final ? 'release' : 'keep',
              plan: outcomePlan(outcome, at),
              at,
            },
          ],
          next: (payment) => disputeAfterCapture(world, conductIn(now), payment, at),
          details: encodeDetails(withWords(decodeDetails(now), params)),
        }),
        asking,
      ),
    answerTo(call, 'capture'),
  );
}

/** Withdraws a payment intent, and gives back what is held. */
export async function cancelIntent(
  call: ChangeCall,
  params: Params<'CancelPaymentIntentParams'>,
): Promise<Made | Refused> {
  const { world, caller, about } = call;
  const stored = await intentOf(call);
  if (!stored.ok) return stored;
  const outcome = world.situations.outcome(caller.merchant, { ...about, operations: ['void'] });
  return commitPayment(
    call,
    (asking) =>
      changePayment(
        world,
        targetOf(call),
        (now, at): Step => ({
          commands: [
            now.payment.state === 'approved'
              ? { type: 'void', voidId: voidId(world.random.id('void')), plan: outcomePlan(outcome, at), at }
              : { type: 'cancel', reason: 'by_merchant', at },
          ],
          details: encodeDetails(
            merged<PaymentDetails>(decodeDetails(now), { cancellationReason: params.cancellation_reason }),
          ),
        }),
        asking,
      ),
    answerTo(call, 'cancel'),
  );
}

/** Asks the issuer to hold more; `amount` is what is to be held in all. */
export async function incrementIntent(
  call: ChangeCall,
  params: Params<'IncrementPaymentIntentParams'>,
): Promise<Made | Refused> {
  const { world, caller, about } = call;
  const stored = await intentOf(call);
  if (!stored.ok) return stored;
  const { payment } = stored.value;
  if (payment.state !== 'approved' || statusOf(stored.value) !== 'requires_capture') {
    return unexpectedState({ tried: 'increment', stored: stored.value, at: atOf(call) });
  }
  const total = readAmount(params.amount, payment.amount.currency);
  if (!total.ok) return total;
  const held = payment.hold.amount;
  if (total.value.minor <= held.minor) {
    return invalid('The amount has to be greater than the amount that is authorized already.', { param: 'amount' });
  }
  const by = subtract(total.value, held);
  const rule = world.situations.issuer(caller.merchant, about);
  const answer = answerTo(call, 'increment');
  return commitPayment(
    call,
    (asking) =>
      changePayment(
        world,
        targetOf(call),
        (now, at): Step => ({
          commands: [{ type: 'increment', by, answer: finalAnswer(conductIn(now), by, rule), at }],
          details: encodeDetails(
            withWords(merged<PaymentDetails>(decodeDetails(now), { description: params.description }), params),
          ),
        }),
        asking,
      ),
    (change) => declinedIncrement(call, change) ?? answer(change),
  );
}

function declinedIncrement(call: ChangeCall, change: Change): Answer | undefined {
  if (change.kind !== 'changed') return undefined;
  const declined = change.events.find((event) => event.type === 'increment_declined');
  if (declined === undefined) return undefined;
  const error = { ...declineError(declined.decline), payment_intent: renderIntent(change.stored, atOf(call)) };
  return { ok: false, status: 402, error };
}

function withWords(
  details: PaymentDetails,
  params: Pick<
    Params<'CapturePaymentIntentParams'>,
    'metadata' | 'statement_descriptor' | 'statement_descriptor_suffix'
  >,
): PaymentDetails {
  return merged<PaymentDetails>(
    { ...details, metadata: mergedMetadata(details.metadata, params.metadata) },
    {
      statementDescriptor: params.statement_descriptor,
      statementDescriptorSuffix: params.statement_descriptor_suffix,
    },
  );
}

/** What the issuer does with the card that the payment is made with. */
export function conductIn(stored: StoredPayment): CardConduct {
  return decodeDetails(stored).methods.at(-1)?.conduct ?? { kind: 'approves' };
}
