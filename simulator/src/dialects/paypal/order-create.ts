import type { Command } from '../../engine/command.ts';
import { paymentId } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import type { CaptureMode } from '../../engine/payment.ts';
import { mayReturnTo } from '../../operations/artefacts.ts';
import { createPayment, type Step } from '../../operations/change.ts';
import type { Ownership } from '../../store/store.ts';
import { type Call, type ChangeCall, ownerOf } from './call.ts';
import { needsChallenge, type ReadSource, readSource } from './card-source.ts';
import { encodeDetails, type KeptUnit, type OrderDetails } from './codec.ts';
import { commitPayment } from './commit-payment.ts';
import { issue, type Refused } from './errors.ts';
import { newOrderId } from './ids.ts';
import { referenceOf } from './occasion.ts';
import type { Made } from './operation.ts';
import { newAction, requireAction } from './order-actions.ts';
import { readOrderAmount } from './order-amount.ts';
import { attempted } from './order-attempt.ts';
import type { Body } from './parameters.ts';

const UNIT = '/purchase_units/0';

/** Makes an order. Paid with a card it is complete at once; otherwise the buyer has to approve it. */
export async function createOrder(call: ChangeCall, body: Body<'OrderRequest'>): Promise<Made> {
  const [unit] = body.purchase_units;
  if (unit === undefined) return issue('INVALID_ARRAY_MIN_ITEMS', { field: '/purchase_units' });
  const amount = readOrderAmount(unit, UNIT);
  if (!amount.ok) return amount;
  if (body.payment_source !== undefined && call.requestId === undefined) return issue('PAYPAL_REQUEST_ID_REQUIRED');
  const source = readSource(call, body.payment_source);
  if (!source.ok) return source;
  const context = contextIn(body);
  const problem = await addressProblem(call, context);
  if (problem !== undefined) return problem;
  const { world, now } = call;
  const id = paymentId(newOrderId(world.random));
  const captureMode: CaptureMode = body.intent === 'CAPTURE' ? 'automatic' : 'manual';
  const owner: Ownership = {
    ...ownerOf(call),
    paymentId: id,
    reference: referenceOf(unit) ?? id,
    pageToken: world.random.secret(),
    createdAt: now,
  };
  const details: OrderDetails = {
    unit: keptUnit(unit),
    madeWith: source.value === undefined ? 'nothing' : 'source',
    ...(body.payer === undefined ? {} : { payer: body.payer }),
    ...(context?.return_url === undefined ? {} : { returnUrl: context.return_url }),
    ...(context?.cancel_url === undefined ? {} : { cancelUrl: context.cancel_url }),
    ...(isForGuests(context) ? { forGuests: true } : {}),
    ...(source.value === undefined ? {} : { source: source.value.source }),
    refusedAttempts: [],
    captures: {},
    refunds: {},
  };
  const request: Command = { type: 'request', paymentId: id, amount: amount.value, captureMode, at: now };
  const step = firstStep(call, { request, details, amount: amount.value, captureMode, source: source.value });
  return commitPayment(
    call,
    'order',
    (asking) => createPayment(world, owner, step, asking),
    ({ stored }) => ({ resource: { kind: 'order' }, stored, status: 201 }),
  );
}

type First = Readonly<{
  request: Command;
  details: OrderDetails;
  amount: Money;
  captureMode: CaptureMode;
  source: ReadSource | undefined;
}>;

/** What happens with the making of an order: a card is tried, everybody else is sent somewhere. */
function firstStep(call: ChangeCall, { request, details, amount, captureMode, source }: First): Step {
  const { now, world } = call;
  if (source?.source.kind !== 'card') {
    return { commands: [request, requireAction(newAction(world, 'redirect'), now)], details: encodeDetails(details) };
  }
  if (needsChallenge(source)) {
    return { commands: [request, requireAction(newAction(world, 'challenge'), now)], details: encodeDetails(details) };
  }
  const attempt = attempted(call, { source: source.source, amount, captureMode, challenged: false, now });
  return { commands: [request, attempt.command], next: attempt.next, details: encodeDetails(details) };
}

/** Where the buyer comes back to: as it is said with what is paid with, or as it used to be said. */
export function contextIn(
  body: Pick<Body<'OrderRequest'>, 'payment_source' | 'application_context'>,
): Body<'OrderRequest'>['application_context'] {
  const { paypal, card } = body.payment_source ?? {};
  return paypal?.experience_context ?? card?.experience_context ?? body.application_context;
}

/** Whether the approval page is to open where a card is entered; `BILLING` is how that used to be said. */
function isForGuests(context: ReturnType<typeof contextIn>): boolean {
  return context?.landing_page === 'GUEST_CHECKOUT' || context?.landing_page === 'BILLING';
}

/** What is wrong with an address to come back to, if anything is. */
export async function addressProblem(
  { world, caller }: Call,
  context: ReturnType<typeof contextIn>,
): Promise<Refused | undefined> {
  for (const name of ['return_url', 'cancel_url'] as const) {
    const url = context?.[name];
    if (url === undefined) continue;
    const isAddress = /^https?:/i.test(url) && URL.canParse(url);
    if (isAddress && (await mayReturnTo(world, caller.merchant.id, url))) continue;
    return issue('INVALID_PARAMETER_VALUE', {
      field: `/payment_source/paypal/experience_context/${name}`,
      description: isAddress
        ? 'The host is none that the merchant account has registered.'
        : 'The value is no address that a browser can open.',
    });
  }
  return undefined;
}

/** What is kept of what an order is for. */
export function keptUnit(unit: Body<'PurchaseUnitRequest'>): KeptUnit {
  const { reference_id: referenceId = 'default', description, custom_id: customId, invoice_id: invoiceId } = unit;
  const { soft_descriptor: softDescriptor, amount, items, shipping } = unit;
  return {
    referenceId,
    ...(description === undefined ? {} : { description }),
    ...(customId === undefined ? {} : { customId }),
    ...(invoiceId === undefined ? {} : { invoiceId }),
    ...(softDescriptor === undefined ? {} : { softDescriptor }),
    ...(amount.breakdown === undefined ? {} : { breakdown: amount.breakdown }),
    ...(items === undefined ? {} : { items }),
    ...(shipping === undefined ? {} : { shipping }),
  };
}
