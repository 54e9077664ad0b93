import { orderHistory } from '../history/order-history.ts';
import { callerAsActor } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import { offeringTo, PERMISSION_FOR } from '../http/operations.ts';
import { type OperationResult, operate } from '../payments/operate.ts';
import type { Operation } from '../payments/provider.ts';
import type { FollowUp } from '../payments/transaction.ts';
import type { Part, Wanted } from '../payments/wanted.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';
import { isCurrency } from '../shop/currency.ts';
import { transactionId } from '../shop/ids.ts';
import { type Money, money } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import { refused } from './integration-operations.ts';
import { type Access, type ApiWorld, type Call, json, operation } from './operation.ts';
import { invalid, problem } from './problem.ts';
import { wireMoney, wireTransaction } from './render.ts';
import type { OperationId } from './schema.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What sales people do with holds and with what was captured. */
export const paymentOperations = {
  capturePayment: operation('capturePayment', mayDo('capture'), async (world, call) => {
    const part = partOf(call.body);
    if (part === 'unknown_currency') return unknownCurrency();
    const { final } = call.body;
    const rest = final === undefined ? {} : ({ rest: final ? 'release' : 'keep' } as const);
    return performed(world, call, { action: 'capture', ...part, ...rest }, (capture) => ({ capture }));
  }),

  cancelAuthorization: operation('cancelAuthorization', mayDo('cancel'), async (world, call) => {
    const { note } = call.body;
    if (looksLikeCardNumber(note)) return cardInNote();
    return performed(world, call, { action: 'cancel', note: note.trim() }, (transaction) => ({ transaction }));
  }),

  refundPayment: operation('refundPayment', mayDo('refund'), async (world, call) => {
    const part = partOf(call.body);
    if (part === 'unknown_currency') return unknownCurrency();
    const { note } = call.body;
    if (looksLikeCardNumber(note)) return cardInNote();
    return performed(world, call, { action: 'refund', ...part, note: note.trim() }, (transaction) => ({ transaction }));
  }),

  recordInvoice: operation('recordInvoice', mayDo('invoice'), async (world, call) =>
    performed(world, call, { action: 'invoice' }, (transaction) => ({ transaction })),
  ),

  reauthorizePayment: operation('reauthorizePayment', mayDo('re_authorize'), async (world, call) => {
    const replaces = call.body.authorizationReference;
    return performed(world, call, { action: 're_authorize', replaces }, (transaction) => ({ transaction }));
  }),
};

function mayDo(wanted: Operation): Access {
  return { kind: 'permission', permission: PERMISSION_FOR[wanted] };
}

type Shown = (transaction: Wire['PaymentTransaction']) => object;

async function performed<Op extends OperationId>(
  world: ApiWorld,
  { exchange, caller }: Pick<Call<Op>, 'exchange' | 'caller'>,
  wanted: Wanted,
  shown: Shown,
): Promise<Reply> {
  const result = await operate(world, sourceIn(exchange), wanted, callerAsActor(caller));
  if (result.kind !== 'performed') return refusedOperation(result, wanted.action);
  const { orderId } = result.transaction;
  const order = await world.orders.byId(orderId);
  if (!order) return problem('/problems/not-found');
  const { status, transactions } = await orderHistory(world, order);
  const offering = await offeringTo(world, caller, transactions);
  return json(200, { ...shown(wireTransaction(result.transaction, offering)), paymentStatus: status });
}

function refusedOperation(result: Exclude<OperationResult, { kind: 'performed' }>, wanted: Operation): Reply {
  switch (result.kind) {
    case 'not_found':
      return problem('/problems/not-found');
    case 'withheld':
      return refused(result.refusal);
    case 'integration_missing':
      return problem('/problems/integration-missing', { detail: 'Do it at the provider, then reconcile.' });
    case 'not_supported':
      return problem('/problems/operation-not-supported');
    case 'wrong_state':
      return problem('/problems/wrong-state', { detail: WRONG_STATE[wanted] });
    case 'in_flight':
      return problem('/problems/operation-in-flight', { detail: inFlightInWords(result.transaction) });
    case 'changed_meanwhile':
      return problem('/problems/changed-meanwhile', { remaining: wireMoney(result.remaining) });
    case 'exceeds_remaining':
      return problem('/problems/exceeds-remaining', { remaining: wireMoney(result.remaining) });
    case 'currency_mismatch':
      return invalid({ pointer: '/amount/currency', detail: `must be ${result.currency}` });
    default:
      return unreachable(result);
  }
}

const WRONG_STATE: Readonly<Record<Operation, string>> = {
  capture: 'Only an open hold can be captured.',
  cancel: 'Only an open hold can be given back, and only what was promised or a card that was checked called off.',
  refund: 'Only what has been captured, and not been returned, can be refunded.',
  re_authorize: 'Only an open hold can be renewed.',
  invoice: 'Only what was promised without a provider, and is still to come, can be billed.',
};

function inFlightInWords({ action }: FollowUp): string {
  return `The ${action.replaceAll('_', '-')} before this one has not been answered. Reconcile the order first.`;
}

function sourceIn({ parameters }: Exchange) {
  return transactionId(parameters.transactionId ?? '');
}

function partOf({ amount, remaining }: Wire['CaptureDraft']): Readonly<{ part?: Part }> | 'unknown_currency' {
  if (amount === undefined || remaining === undefined) return {};
  const [wanted, left] = [moneyOf(amount), moneyOf(remaining)];
  return wanted && left ? { part: { amount: wanted, remaining: left } } : 'unknown_currency';
}

function moneyOf({ minor, currency }: Wire['PositiveMoney']): Money | undefined {
  return isCurrency(currency) ? money(BigInt(minor), currency) : undefined;
}

function unknownCurrency(): Reply {
  return invalid({ pointer: '/amount/currency', detail: 'is not a currency the shop knows' });
}

function cardInNote(): Reply {
  return invalid({ pointer: '/note', detail: 'must not contain a card number' });
}
