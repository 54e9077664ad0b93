import { authorizationId, captureId, refundId, voidId } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import { authorizations } from '../../engine/payment.ts';
import { changePayment, type Step } from '../../operations/change.ts';
import { disputeAfterCapture } from '../../operations/dispute.ts';
import { finalAnswer, outcomePlan, refundPlan } from '../../situations/issuer.ts';
import type { CardConduct } from '../../situations/test-cards.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { Call, ChangeCall } from './call.ts';
import { decodeDetails, encodeDetails, type KeptRefund } from './codec.ts';
import { commitPayment } from './commit-payment.ts';
import { readMoney } from './currency.ts';
import { issue, type Read, type Refused } from './errors.ts';
import { aboutPart } from './occasion.ts';
import { change, type Made, noBody, type Operation, question } from './operation.ts';
import { type Body, type BodyName, readBody } from './parameters.ts';
import { captureOfPart } from './parts.ts';
import { partOf, type Resource, replyShowing, targetOf } from './resources.ts';

const AUTHORIZATION = '/v2/payments/authorizations/:id';
const CAPTURE = '/v2/payments/captures/:id';
const REFUND = '/v2/payments/refunds/:id';

/** Authorizations, captures and refunds: what becomes of the money, each with an id of its own. */
export const paymentOperations: readonly Operation[] = [
  shown('authorization', AUTHORIZATION, 'getAuthorization'),
  change(
    {
      path: `${AUTHORIZATION}/capture`,
      operation: 'captureAuthorization',
      scope: 'capture',
      kept: 'payments',
      reads: body('CaptureRequest'),
      about: (call, { amount }) => aboutPart(call, 'authorization', 'capture', amount),
    },
    captureAuthorization,
  ),
  change(
    {
      path: `${AUTHORIZATION}/reauthorize`,
      operation: 'reauthorize',
      scope: 'capture',
      kept: 'payments',
      reads: body('ReauthorizeRequest'),
      about: (call, { amount }) => aboutPart(call, 'authorization', 'reauthorize', amount),
    },
    reauthorize,
  ),
  change(
    {
      path: `${AUTHORIZATION}/void`,
      operation: 'voidAuthorization',
      scope: 'capture',
      kept: 'payments',
      reads: noBody,
      about: (call) => aboutPart(call, 'authorization', 'void'),
    },
    voidAuthorization,
  ),
  shown('capture', CAPTURE, 'getCapture'),
  change(
    {
      path: `${CAPTURE}/refund`,
      operation: 'refundCapture',
      scope: 'refund',
      kept: 'payments',
      reads: body('RefundRequest'),
      about: (call, { amount }) => aboutPart(call, 'capture', 'refund', amount),
    },
    refundCapture,
  ),
  shown('refund', REFUND, 'getRefund'),
];

function body<Name extends BodyName>(name: Name) {
  return (call: Call) => readBody(call.exchange, name);
}

function shown(kind: Exclude<Resource['kind'], 'order'>, path: string, operation: string): Operation {
  return question({ path, operation, scope: 'read', about: (call) => aboutPart(call, kind, 'read') }, async (call) => {
    const found = await partOf(call, kind);
    if (!found.ok) return found;
    const { stored, part } = found.value;
    call.exchange.notes.paymentId = stored.paymentId;
    return replyShowing(call, { resource: { kind, part }, stored, status: 200 }, 'whole');
  });
}

/** Claims all or part of an authorization; what is left can be captured later unless this is said to be the last. */
async function captureAuthorization(call: ChangeCall, asked: Body<'CaptureRequest'>): Promise<Made> {
  const found = await partOf(call, 'authorization');
  if (!found.ok) return found;
  const { stored, part } = found.value;
  const authorized = authorizations(stored.payment).find(({ id }) => id === part);
  if (authorized === undefined) throw new Error(`authorization ${part} is shown and does not exist`);
  // Without an amount it is the whole of what was authorized, whatever has been captured of it.
  const amount = asked.amount === undefined ? ok(authorized.amount) : positive(asked.amount);
  if (!amount.ok) return amount;
  const { world, caller, about } = call;
  const id = captureId(world.random.id('cap'));
  const outcome = world.situations.outcome(caller.merchant, about);
  const final = asked.final_capture ?? false;
  return commitPayment(
    call,
    'capture',
    (asking) =>
      changePayment(
        world,
        targetOf(call, stored.paymentId),
        (now, at): Step => {
          const details = decodeDetails(now);
          const { invoice_id: invoiceId } = asked;
          const kept = { final, ...(invoiceId === undefined ? {} : { invoiceId }) };
          return {
            commands: [
              {
                type: 'capture',
                captureId: id,
                authorizationId: authorizationId(part),
                amount: amount.value,
                rest: final ? 'release' : 'keep',
                plan: outcomePlan(outcome, at),
                at,
              },
            ],
            next: (payment) => disputeAfterCapture(world, conductIn(now), payment, at),
            details: encodeDetails({ ...details, captures: { ...details.captures, [id]: kept } }),
          };
        },
        asking,
      ),
    (done) => ({ resource: { kind: 'capture', part: id }, stored: done.stored, status: 201 }),
    (now) => (now.payment.state === 'processing' ? issue('TRANSACTION_REFUSED') : undefined),
  );
}

/** Has what is left of an authorization authorized afresh, under a new id. */
async function reauthorize(call: ChangeCall, asked: Body<'ReauthorizeRequest'>): Promise<Made> {
  const found = await partOf(call, 'authorization');
  if (!found.ok) return found;
  const { stored, part } = found.value;
  const amount = asked.amount === undefined ? ok<Money | 'all'>('all') : positive(asked.amount);
  if (!amount.ok) return amount;
  const { world, caller, about } = call;
  const id = authorizationId(world.random.id('auth'));
  const rule = world.situations.issuer(caller.merchant, about);
  return commitPayment(
    call,
    'reauthorize',
    (asking) =>
      changePayment(
        world,
        targetOf(call, stored.paymentId),
        (now, at): Step => ({
          commands: [
            {
              type: 'reauthorize',
              authorizationId: id,
              replaces: authorizationId(part),
              amount: amount.value,
              answer: finalAnswer(conductIn(now), amount.value === 'all' ? now.payment.amount : amount.value, rule),
              at,
            },
          ],
        }),
        asking,
      ),
    (done) => {
      if (done.events.some(({ type }) => type === 'reauthorization_declined')) return issue('PAYER_CANNOT_PAY');
      return { resource: { kind: 'authorization', part: id }, stored: done.stored, status: 201 };
    },
  );
}

/** Gives back an authorization, or what is left of it. */
async function voidAuthorization(call: ChangeCall): Promise<Made> {
  const found = await partOf(call, 'authorization');
  if (!found.ok) return found;
  const { stored, part } = found.value;
  const { world, caller, about } = call;
  const outcome = world.situations.outcome(caller.merchant, about);
  return commitPayment(
    call,
    'void',
    (asking) =>
      changePayment(
        world,
        targetOf(call, stored.paymentId),
        (_now, at): Step => ({
          commands: [
            {
              type: 'void',
              voidId: voidId(world.random.id('void')),
              authorizationId: authorizationId(part),
              plan: outcomePlan(outcome, at),
              at,
            },
          ],
        }),
        asking,
      ),
    (done) => ({ resource: { kind: 'authorization', part }, stored: done.stored, status: 204 }),
  );
}

/** Returns all or part of what was captured. */
async function refundCapture(call: ChangeCall, asked: Body<'RefundRequest'>): Promise<Made> {
  const found = await partOf(call, 'capture');
  if (!found.ok) return found;
  const { stored, part } = found.value;
  const amount = asked.amount === undefined ? ok<Money | 'all'>('all') : positive(asked.amount);
  if (!amount.ok) return amount;
  const { world, caller, about } = call;
  const id = refundId(world.random.id('ref'));
  const rule = world.situations.outcome(caller.merchant, about);
  return commitPayment(
    call,
    'refund',
    (asking) =>
      changePayment(
        world,
        targetOf(call, stored.paymentId),
        (now, at): Step => ({
          commands: [
            {
              type: 'refund',
              refundId: id,
              ...namedCapture(now, part),
              amount: amount.value,
              plan: refundPlan(conductIn(now), at, rule),
              at,
            },
          ],
          details: encodeDetails(withRefund(now, id, asked)),
        }),
        asking,
      ),
    (done) => ({ resource: { kind: 'refund', part: id }, stored: done.stored, status: 201 }),
  );
}

/** The capture by the name that the engine knows; one that was never made has none. */
function namedCapture(now: StoredPayment, part: string) {
  const capture = now.payment.state === 'approved' ? captureOfPart(now.payment, part) : undefined;
  return capture === undefined ? {} : { captureId: capture.id };
}

function withRefund(now: StoredPayment, id: string, asked: Body<'RefundRequest'>) {
  const details = decodeDetails(now);
  const { invoice_id: invoiceId, custom_id: customId, note_to_payer: noteToPayer } = asked;
  const kept: KeptRefund = {
    ...(invoiceId === undefined ? {} : { invoiceId }),
    ...(customId === undefined ? {} : { customId }),
    ...(noteToPayer === undefined ? {} : { noteToPayer }),
  };
  return { ...details, refunds: { ...details.refunds, [id]: kept } };
}

function positive(asked: Body<'MoneyRequest'>): Read<Money> | Refused {
  const read = readMoney(asked, '/amount');
  if (!read.ok || read.value.minor > 0n) return read;
  return issue('CANNOT_BE_ZERO_OR_NEGATIVE', { field: '/amount/value' });
}

function ok<T>(value: T): Read<T> {
  return { ok: true, value };
}

/** What the issuer does with what the order was paid with. */
export function conductIn(stored: StoredPayment): CardConduct {
  return decodeDetails(stored).source?.conduct ?? { kind: 'approves' };
}
