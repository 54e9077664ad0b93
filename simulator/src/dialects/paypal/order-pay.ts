import type { Payment } from '../../engine/payment.ts';
import { changePayment, type Step } from '../../operations/change.ts';
import type { StoredPayment } from '../../store/store.ts';
import { atOf, type ChangeCall } from './call.ts';
import { readSource } from './card-source.ts';
import { decodeDetails, encodeDetails, type KeptSource, type OrderDetails } from './codec.ts';
import { commitPayment, type Done } from './commit-payment.ts';
import { issue, type Refused } from './errors.ts';
import { approvalLink } from './links.ts';
import type { Made } from './operation.ts';
import { approval, tooLate } from './order-actions.ts';
import { attempted } from './order-attempt.ts';
import { statusOf } from './order-status.ts';
import type { Body } from './parameters.ts';
import { orderOf, type Shows, targetOf } from './resources.ts';

type Doing = 'capture' | 'authorize';

/** Takes the money of an order that the buyer has approved, or has it held; a card in the request needs no approval. */
export function payOrder(doing: Doing): (call: ChangeCall, body: Body<'PayOrderRequest'>) => Promise<Made> {
  return async (call, body) => {
    const order = await orderOf(call);
    if (!order.ok) return order;
    const given = readSource(call, body.payment_source);
    if (!given.ok) return given;
    const source = given.value?.source.kind === 'card' ? given.value.source : undefined;
    const problemOf = (stored: StoredPayment) => payProblem(call, doing, stored, source);
    const problem = problemOf(order.value);
    if (problem !== undefined) return problem;
    return commitPayment(
      call,
      'order',
      (asking) =>
        changePayment(
          call.world,
          targetOf(call),
          (stored, at) => (problemOf(stored) === undefined ? payStep(call, stored, source, at) : tooLate(at)),
          asking,
        ),
      (done) => paid(call, done),
      problemOf,
    );
  };
}

/** Why nothing can be paid now, if it cannot. */
function payProblem(
  call: ChangeCall,
  doing: Doing,
  stored: StoredPayment,
  source: KeptSource | undefined,
): Refused | undefined {
  const intended: Doing = stored.payment.captureMode === 'automatic' ? 'capture' : 'authorize';
  if (doing !== intended) return issue('ACTION_DOES_NOT_MATCH_INTENT');
  const status = statusOf(stored);
  switch (status) {
    case 'APPROVED':
      return undefined;
    case 'COMPLETED':
      return issue(doing === 'capture' ? 'ORDER_ALREADY_CAPTURED' : 'ORDER_ALREADY_AUTHORIZED');
    case 'VOIDED':
      return issue(stored.payment.state === 'cancelled' ? 'ORDER_EXPIRED' : 'ORDER_ALREADY_AUTHORIZED');
    case 'CREATED':
    case 'SAVED':
      return source === undefined ? issue('ORDER_NOT_APPROVED') : undefined;
    case 'PAYER_ACTION_REQUIRED':
      if (source !== undefined && !isChallenged(stored.payment)) return undefined;
      // An order for a wallet is one that nobody has approved; one for a card waits for the bank's question.
      return isForCard(stored) ? actionRequired(call) : issue('ORDER_NOT_APPROVED');
  }
}

function isForCard(stored: StoredPayment): boolean {
  return decodeDetails(stored).source?.kind === 'card' || isChallenged(stored.payment);
}

function isChallenged(payment: Payment): boolean {
  return payment.state === 'action_required' && payment.action.kind === 'challenge';
}

function payStep(call: ChangeCall, stored: StoredPayment, source: KeptSource | undefined, at: ChangeCall['now']): Step {
  const { payment } = stored;
  const details = decodeDetails(stored);
  const paysWith = source ?? details.source;
  const last = payment.pastActions.at(-1);
  const { attempt, command, next } = attempted(call, {
    source: paysWith,
    amount: payment.amount,
    captureMode: payment.captureMode,
    challenged: last?.kind === 'challenge' && last.outcome === 'approved',
    now: at,
  });
  const refusedAtOnce = attempt.answer.kind === 'declined' && paysWith?.kind !== 'card';
  const after: OrderDetails = {
    ...details,
    ...(source === undefined ? {} : { source }),
    refusedAttempts: refusedAtOnce ? [...details.refusedAttempts, attempt.authorizationId] : details.refusedAttempts,
  };
  // A card that comes with the request is all the approval that there is to be.
  const open = payment.state === 'action_required' ? [approval(call, payment.amount, payment.action.id, at)] : [];
  return { commands: [...open, command], next, details: encodeDetails(after) };
}

/** What is answered: a declined card is an order with a declined payment, a declined wallet an error with a way on. */
function paid(call: ChangeCall, { stored, events }: Done): Shows | Refused {
  if (stored.payment.state === 'action_required') return actionRequired(call);
  const isDeclined = events.some(({ type }) => type === 'declined');
  if (isDeclined && decodeDetails(stored).source?.kind !== 'card') {
    return issue('INSTRUMENT_DECLINED', { links: [approvalLink(atOf(call), 'redirect', call.id)] });
  }
  return { resource: { kind: 'order' }, stored, status: 201 };
}

function actionRequired(call: ChangeCall): Refused {
  return issue('PAYER_ACTION_REQUIRED', { links: [approvalLink(atOf(call), 'payer-action', call.id)] });
}
