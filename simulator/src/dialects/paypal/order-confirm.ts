import { changePayment, type Step } from '../../operations/change.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { ChangeCall } from './call.ts';
import { needsChallenge, type ReadSource, readSource } from './card-source.ts';
import { decodeDetails, encodeDetails, type OrderDetails } from './codec.ts';
import { commitPayment } from './commit-payment.ts';
import { issue } from './errors.ts';
import type { Made } from './operation.ts';
import { approval, changeProblem, newAction, requireAction, tooLate, withdrawal } from './order-actions.ts';
import { addressProblem, contextIn } from './order-create.ts';
import type { Body } from './parameters.ts';
import { orderOf, targetOf } from './resources.ts';

/** Says what an order is to be paid with: a card approves it, unless the bank wants to know who it is; a wallet has to. */
export async function confirmOrder(call: ChangeCall, body: Body<'ConfirmRequest'>): Promise<Made> {
  const order = await orderOf(call);
  if (!order.ok) return order;
  const read = readSource(call, body.payment_source);
  if (!read.ok) return read;
  const source = read.value;
  if (source === undefined) return issue('MISSING_REQUIRED_PARAMETER', { field: '/payment_source' });
  const context = contextIn(body);
  const problem = (await addressProblem(call, context)) ?? changeProblem(order.value);
  if (problem !== undefined) return problem;
  return commitPayment(
    call,
    'order',
    (asking) =>
      changePayment(
        call.world,
        targetOf(call),
        (stored, at) =>
          changeProblem(stored) === undefined
            ? {
                commands: commandsFor(call, stored, source, at),
                details: encodeDetails(detailsWith(decodeDetails(stored), source, context)),
              }
            : tooLate(at),
        asking,
      ),
    ({ stored }) => ({ resource: { kind: 'order' }, stored, status: 200 }),
    changeProblem,
  );
}

function commandsFor(
  call: ChangeCall,
  stored: StoredPayment,
  source: ReadSource,
  at: ChangeCall['now'],
): Step['commands'] {
  const { world } = call;
  const { payment } = stored;
  const open = payment.state === 'action_required' ? payment.action : undefined;
  if (source.source.kind === 'paypal') {
    // The buyer is asked to approve already, or is asked once more.
    if (open?.kind === 'redirect') return [];
    const withdrawn = open === undefined ? [] : [withdrawal(open.id, at)];
    return [...withdrawn, requireAction(newAction(world, 'redirect'), at)];
  }
  const answered = open === undefined ? [] : [approval(call, payment.amount, open.id, at)];
  if (needsChallenge(source)) return [...answered, requireAction(newAction(world, 'challenge'), at)];
  if (open !== undefined) return answered;
  const asked = newAction(world, 'redirect');
  return [requireAction(asked, at), approval(call, payment.amount, asked.actionId, at)];
}

function detailsWith(
  details: OrderDetails,
  { source }: ReadSource,
  context: ReturnType<typeof contextIn>,
): OrderDetails {
  return {
    ...details,
    source,
    madeWith: 'source',
    ...(context?.return_url === undefined ? {} : { returnUrl: context.return_url }),
    ...(context?.cancel_url === undefined ? {} : { cancelUrl: context.cancel_url }),
  };
}
