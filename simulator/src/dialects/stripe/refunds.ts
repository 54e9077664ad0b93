import { refundId } from '../../engine/ids.ts';
import { changePayment, type Step } from '../../operations/change.ts';
import { refundPlan } from '../../situations/issuer.ts';
import type { About } from '../../situations/match.ts';
import type { StoredPayment } from '../../store/store.ts';
import { type Answer, type Call, type ChangeCall, show } from './call.ts';
import { decodeDetails, encodeDetails, type KeptRefund, readPointer } from './codec.ts';
import type { Made } from './commit.ts';
import { commitPayment } from './commit-payment.ts';
import { readAmount } from './currency.ts';
import { invalid, missing, type Read, type Refused } from './errors.ts';
import { conductIn } from './intent-capture.ts';
import { aboutIntent } from './intent-occasion.ts';
import { noSuchIntent, targetOf } from './intent-target.ts';
import { listOf } from './list.ts';
import { mergedMetadata } from './merge.ts';
import { atOf, found, sourceOf } from './objects.ts';
import { change, type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';
import { chargeId, chargeTag, intentTag, refundIdOf } from './pointers.ts';
import { renderRefund } from './refund-object.ts';
import { rejected } from './rejections.ts';

const ALL = '/v1/refunds';
const ONE = '/v1/refunds/:id';
const REFUND = { object: 'refund', in: 'itself' } as const;

/** Refunds: captured money on its way back. */
export const refundOperations: readonly Operation[] = [
  change(
    {
      path: ALL,
      operation: 'createRefund',
      scope: 'refund',
      params: 'CreateRefundParams',
      shows: REFUND,
      about: aboutRefund,
    },
    createRefund,
  ),
  question(
    {
      path: ALL,
      operation: 'listRefunds',
      scope: 'read',
      params: 'ListRefundsParams',
      shows: { ...REFUND, in: 'list' },
    },
    listRefunds,
  ),
  question({ path: ONE, operation: 'getRefund', scope: 'read', params: 'NoParams', shows: REFUND }, async (call) => {
    const stored = await paymentOfRefund(call);
    return stored.ok ? shown(stored.value, call.id) : stored;
  }),
  change(
    { path: ONE, operation: 'updateRefund', scope: 'refund', params: 'UpdateRefundParams', shows: REFUND },
    updateRefund,
  ),
  change(
    { path: `${ONE}/cancel`, operation: 'cancelRefund', scope: 'refund', params: 'NoParams', shows: REFUND },
    cancelRefund,
  ),
];

async function aboutRefund(call: Call, params: Params<'CreateRefundParams'>): Promise<About> {
  const id = params.payment_intent ?? (await paymentOfCharge(call, params.charge ?? ''));
  return aboutIntent(call, ['refund'], params.amount, id ?? '');
}

async function paymentOfCharge(call: Call, charge: string): Promise<string | undefined> {
  const pointer = await sourceOf(call).object('charge', charge);
  return pointer === undefined ? undefined : readPointer(pointer).payment;
}

async function createRefund(call: ChangeCall, params: Params<'CreateRefundParams'>): Promise<Made | Refused> {
  const { world } = call;
  const stored = await refundedPayment(call, params);
  if (!stored.ok) return stored;
  const { payment, paymentId } = stored.value;
  const amount =
    params.amount === undefined
      ? ({ ok: true, value: 'all' } as const)
      : readAmount(params.amount, payment.amount.currency);
  if (!amount.ok) return amount;
  const outcome = world.situations.outcome(call.caller.merchant, call.about);
  const id = refundId(world.random.id('ref'));
  const kept: KeptRefund = {
    metadata: mergedMetadata({}, params.metadata),
    ...(params.reason === undefined ? {} : { reason: params.reason }),
  };
  return commitPayment(
    call,
    (asking) =>
      changePayment(
        world,
        targetOf(call, paymentId),
        (now, at): Step => {
          const details = decodeDetails(now);
          const plan = refundPlan(conductIn(now), at, outcome);
          return {
            commands: [{ type: 'refund', refundId: id, amount: amount.value, plan, at }],
            details: encodeDetails({ ...details, refunds: { ...details.refunds, [id]: kept } }),
          };
        },
        asking,
      ),
    (made) => {
      if (made.kind === 'changed') return shown(made.stored, refundIdOf(id));
      if (made.kind !== 'rejected' || made.stored === undefined)
        return missing('payment_intent', paymentId, NO_PAYMENT);
      const asked = amount.value === 'all' ? {} : { asked: amount.value };
      return rejected(made.rejection, { tried: 'refund', stored: made.stored, at: atOf(call), ...asked });
    },
  );
}

const NO_PAYMENT = { param: 'payment_intent' };

/** The payment that is to be refunded, by its own id or by that of its charge; the money has to be there. */
async function refundedPayment(call: Call, params: Params<'CreateRefundParams'>): Promise<Read<StoredPayment>> {
  const { charge, payment_intent: intent } = params;
  if (charge !== undefined && intent !== undefined) {
    return invalid('You may only specify one of these parameters: charge, payment_intent.', { param: 'charge' });
  }
  if (charge === undefined && intent === undefined) {
    return invalid('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
    });
  }
  const pointer = charge === undefined ? undefined : await found(call, 'charge', charge);
  if (pointer !== undefined && !pointer.ok) return pointer;
  const id = pointer === undefined ? (intent ?? '') : readPointer(pointer.value).payment;
  const stored = await sourceOf(call).payment(id);
  if (stored === undefined) return noSuchIntent(call, id, 'payment_intent');
  const { payment } = stored;
  const isOfThis = payment.state === 'approved' && (charge === undefined || chargeId(payment.hold.id) === charge);
  if (isOfThis) return { ok: true, value: stored };
  return invalid(
    charge === undefined
      ? `This PaymentIntent (${id}) does not have a successful charge to refund.`
      : `Charge ${charge} has not been captured: it failed, and there is nothing to refund.`,
  );
}

async function listRefunds(call: Call, params: Params<'ListRefundsParams'>): Promise<Answer> {
  const { charge, payment_intent: intent } = params;
  const source = sourceOf(call);
  return listOf(call, params, {
    kind: 'refund',
    url: ALL,
    tags: [...(charge === undefined ? [] : [chargeTag(charge)]), ...(intent === undefined ? [] : [intentTag(intent)])],
    render: async (pointer) => {
      const stored = await source.payment(readPointer(pointer).payment);
      return stored === undefined ? undefined : renderRefund(stored, pointer.id);
    },
  });
}

async function updateRefund(call: ChangeCall, { metadata }: Params<'UpdateRefundParams'>): Promise<Made | Refused> {
  const stored = await paymentOfRefund(call);
  if (!stored.ok) return stored;
  return commitPayment(
    call,
    (asking) =>
      changePayment(
        call.world,
        targetOf(call, stored.value.paymentId),
        (now): Step => {
          const details = decodeDetails(now);
          const id = engineId(now, call.id);
          const kept = details.refunds[id] ?? { metadata: {} };
          const refunds = {
            ...details.refunds,
            [id]: { ...kept, metadata: mergedMetadata(kept.metadata, metadata) },
          };
          return { commands: [], details: encodeDetails({ ...details, refunds }) };
        },
        asking,
      ),
    (made) => (made.kind === 'changed' ? shown(made.stored, call.id) : missing('refund', call.id, { param: 'id' })),
  );
}

/** Lets a refund that is still on its way come to nothing: no money has moved, and it can be refunded again. */
async function cancelRefund(call: ChangeCall): Promise<Made | Refused> {
  const stored = await paymentOfRefund(call);
  if (!stored.ok) return stored;
  return commitPayment(
    call,
    (asking) =>
      changePayment(
        call.world,
        targetOf(call, stored.value.paymentId),
        (now, at): Step => {
          const details = decodeDetails(now);
          const id = refundId(engineId(now, call.id));
          const kept = details.refunds[id] ?? { metadata: {} };
          const refunds = { ...details.refunds, [id]: { ...kept, canceled: true as const } };
          const outcome = { kind: 'failed', reason: 'technical_error' } as const;
          return {
            commands: [{ type: 'resolve_refund', refundId: id, outcome, at }],
            details: encodeDetails({ ...details, refunds }),
          };
        },
        asking,
      ),
    (made) => {
      if (made.kind === 'changed') return shown(made.stored, call.id);
      if (made.kind !== 'rejected' || made.stored === undefined) return missing('refund', call.id, { param: 'id' });
      const status = renderRefund(made.stored, call.id)?.status;
      return invalid(
        `Refund ${call.id} could not be canceled because it has a status of ${status}. Only a refund with a status of pending or requires_action can be canceled.`,
      );
    },
  );
}

async function paymentOfRefund(call: Call): Promise<Read<StoredPayment>> {
  const pointer = await found(call, 'refund', call.id);
  if (!pointer.ok) return pointer;
  const stored = await sourceOf(call).payment(readPointer(pointer.value).payment);
  return stored === undefined ? missing('refund', call.id, { param: 'id' }) : { ok: true, value: stored };
}

function engineId({ payment }: StoredPayment, id: string): string {
  const refunds = payment.state === 'approved' ? payment.refunds : [];
  return refunds.find((refund) => refundIdOf(refund.id) === id)?.id ?? id;
}

function shown(stored: StoredPayment, id: string): Answer {
  const refund = renderRefund(stored, id);
  return refund === undefined ? missing('refund', id, { param: 'id' }) : show(refund);
}
