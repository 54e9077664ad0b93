import { orderHistory } from '../history/order-history.ts';
import { callerAsActor } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import type { FormErrors } from '../http/form.ts';
import { html } from '../http/html.ts';
import { offeringTo, PERMISSION_FOR } from '../http/operations.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { remaining } from '../payments/amounts.ts';
import { refusalInWords } from '../payments/environment-guard.ts';
import { offeredActions } from '../payments/offered.ts';
import { type OperationResult, operate } from '../payments/operate.ts';
import { OPERATIONS, type Operation } from '../payments/provider.ts';
import { outcomeOf, type PaymentTransaction } from '../payments/transaction.ts';
import { isCalledOff } from '../payments/transaction-words.ts';
import { type TransactionId, transactionId } from '../shop/ids.ts';
import { inWords } from '../shop/money.ts';
import type { Order } from '../shop/order.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';
import { emptyForm, operationForm, parseOperation, TITLES } from './operation-form.ts';
import { OPERATION_SEGMENTS } from './operation-path.ts';
import { orderIn } from './order-pages.ts';

const NO_ERRORS: FormErrors = new Map();

/** What sales people do with holds and with what was captured: each is confirmed on a page of its own. */
export const operationPages: readonly BackOfficeRoute[] = OPERATIONS.flatMap((operation) => {
  const path = `/admin/orders/:orderId/${OPERATION_SEGMENTS[operation]}/:transactionId`;
  const access = { kind: 'permission', permission: PERMISSION_FOR[operation] } as const;
  return [
    {
      method: 'get',
      path,
      access,
      async handle(world, call) {
        const order = await orderIn(world, call.exchange);
        if (!order) return notFoundPage(world, call, 'order');
        return confirmPage(world, call, { order, operation, form: emptyForm, errors: NO_ERRORS });
      },
    },
    {
      method: 'post',
      path,
      access,
      async handle(world, call) {
        const order = await orderIn(world, call.exchange);
        const source = await world.transactions.byId(sourceIn(call.exchange));
        if (!order || !source) return notFoundPage(world, call, 'payment transaction');
        const wanted = parseOperation(operation, call.form, source.amount.currency);
        if (!('action' in wanted)) {
          return confirmPage(world, call, { order, operation, form: call.form, errors: wanted });
        }
        return afterwards(
          world,
          call,
          order,
          operation,
          await operate(world, source.id, wanted, callerAsActor(call.caller)),
        );
      },
    },
  ] satisfies readonly BackOfficeRoute[];
});

type Confirming = Readonly<{ order: Order; operation: Operation; form: URLSearchParams; errors: FormErrors }>;

async function confirmPage(world: BackOfficeWorld, call: PageCall, confirming: Confirming): Promise<Reply> {
  const { order, operation, form, errors } = confirming;
  const { transactions } = await orderHistory(world, order);
  const source = transactions.find(({ id }) => id === sourceIn(call.exchange));
  const offering = await offeringTo(world, call.caller, transactions);
  if (!source || !offeredActions(source, offering).includes(operation)) {
    return notDone(world, call, order, operation, WRONG_STATE[operation]);
  }
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: TITLES[operation](order.number, source),
    width: 'text',
    main: operationForm({
      operation,
      source,
      left: remaining(source, transactions),
      action: call.exchange.path,
      csrf: call.csrf,
      back: `/admin/orders/${order.id}`,
      form,
      errors,
    }),
  });
}

function sourceIn({ parameters }: Exchange): TransactionId {
  return transactionId(parameters.transactionId ?? '');
}

function afterwards(
  world: BackOfficeWorld,
  call: PageCall,
  order: Order,
  operation: Operation,
  result: OperationResult,
): Reply {
  const not = (why: string) => notDone(world, call, order, operation, why);
  switch (result.kind) {
    case 'performed':
      return seeOther(`/admin/orders/${order.id}?notice=${operation}_${noticeOf(result.transaction)}`);
    case 'not_found':
      return notFoundPage(world, call, 'payment transaction');
    case 'withheld':
      return not(`${refusalInWords(result.refusal)} Nothing was sent.`);
    case 'integration_missing':
      return not('The integration is deleted. Do it at the provider.');
    case 'not_supported':
      return not('The provider cannot do this.');
    case 'wrong_state':
      return not(WRONG_STATE[operation]);
    case 'in_flight':
      return not('Nobody knows yet what became of what was done before. Ask the provider first.');
    case 'changed_meanwhile':
      return not(`Somebody else was faster: ${inWords(result.remaining)} is left now. Nothing was sent.`);
    case 'exceeds_remaining':
      return not(`Only ${inWords(result.remaining)} is left. Nothing was sent.`);
    case 'currency_mismatch':
      return not(`The amount has to be in ${result.currency}. Nothing was sent.`);
    default:
      return unreachable(result);
  }
}

function noticeOf(done: PaymentTransaction): string {
  if (isCalledOff(done)) return 'called_off';
  const { kind } = outcomeOf(done);
  return kind === 'approved' || kind === 'pending' || kind === 'unknown' ? kind : 'failed';
}

function notDone(world: BackOfficeWorld, call: PageCall, order: Order, operation: Operation, why: string): Reply {
  return backOfficePage(world, call, {
    status: 409,
    title: NOT_DONE[operation],
    width: 'text',
    main: html`<p class="problem" role="alert">${why} <a href=${`/admin/orders/${order.id}`}>Back to the order</a></p>`,
  });
}

const WRONG_STATE: Readonly<Record<Operation, string>> = {
  capture: 'There is no open hold to capture.',
  cancel: 'There is nothing open to give back or to call off.',
  refund: 'Nothing of this has been captured that could still be returned.',
  re_authorize: 'There is no open hold to renew.',
  invoice: 'There is nothing promised that could still be billed, or it has been.',
};

const NOT_DONE: Readonly<Record<Operation, string>> = {
  capture: 'Not captured',
  cancel: 'Not given back',
  refund: 'Not refunded',
  re_authorize: 'Not renewed',
  invoice: 'Not billed',
};
