import { isCurrency } from '../engine/currency.ts';
import { captureId, disputeId, paymentId, refundId } from '../engine/ids.ts';
import { type Money, money } from '../engine/money.ts';
import type { Rejection } from '../engine/rejection.ts';
import { unreachable } from '../engine/unreachable.ts';
import { beginning, journalConsole } from '../http/console-journal.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import { actOnConsole, type ConsoleAction, type ConsoleResult, findPaymentAnywhere } from '../operations/console.ts';
import type { World } from '../operations/world.ts';
import { type Call, notFound, type Operation } from './call.ts';
import { type Read, readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import { renderFact, renderLedgerPayment, withBigintsAsText } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What is done with payments in the provider's own console: past the shop, as if a person did it there. */
export function consoleOperations(world: World): readonly Operation[] {
  const one = '/payments/:paymentId';
  const dispute = `${one}/disputes/:disputeId`;
  const action = (path: string, operation: string, read: ReadAction): Operation => ({
    method: 'post',
    path,
    operation,
    handle: (call) => act(world, operation, call, read),
  });
  const onDispute = (what: 'escalate' | 'win' | 'lose' | 'accept', operation: string) =>
    action(
      `${dispute}/${what}`,
      operation,
      nothingIn(({ parameters }) => ({ do: what, disputeId: disputeOf(parameters) })),
    );
  return [
    action(`${one}/capture`, 'captureOnConsole', readCapture),
    action(
      `${one}/void`,
      'voidOnConsole',
      nothingIn(() => ({ do: 'void' })),
    ),
    action(
      `${one}/cancel`,
      'cancelOnConsole',
      nothingIn(() => ({ do: 'cancel' })),
    ),
    action(`${one}/refund`, 'refundOnConsole', readRefund),
    action(`${one}/refunds/:refundId/return`, 'returnRefund', readReturn),
    action(`${one}/decide`, 'decidePayment', readDecision),
    action(`${one}/disputes`, 'openDispute', readOpening),
    action(`${dispute}/evidence`, 'submitEvidence', readEvidence),
    onDispute('escalate', 'escalateDispute'),
    onDispute('win', 'winDispute'),
    onDispute('lose', 'loseDispute'),
    onDispute('accept', 'acceptDispute'),
  ];
}

type ReadAction = (call: Call) => Read<ConsoleAction>;

async function act(world: World, operation: string, call: Call, read: ReadAction): Promise<WholeReply> {
  const action = read(call);
  if (!action.ok) return action.reply;
  const stored = await findPaymentAnywhere(world, paymentId(call.parameters.paymentId ?? ''));
  if (stored === undefined) return notFound('payment');
  const began = beginning(world, stored);
  const reply = rendered(await actOnConsole(world, stored, action.value));
  journalConsole(world, stored, { operation, exchange: call.exchange, reply, began });
  return reply;
}

function rendered(result: ConsoleResult): WholeReply {
  switch (result.kind) {
    case 'changed': {
      const { stored, events } = result;
      const answer: Wire['ConsoleResult'] = { payment: renderLedgerPayment(stored), events: events.map(renderFact) };
      return jsonReply(200, answer);
    }
    case 'rejected':
      return rejected(result.rejection);
    case 'not_found':
      return notFound('payment');
    default:
      return unreachable(result);
  }
}

function rejected(rejection: Rejection): WholeReply {
  switch (rejection.code) {
    case 'no_such_dispute':
      return notFound('dispute');
    case 'no_such_refund':
      return notFound('refund');
    default:
      return controlProblem('/problems/rejected', {
        detail: `The rules of the payment do not allow it: ${rejection.code.replaceAll('_', ' ')}.`,
        rejection: JSON.parse(withBigintsAsText(rejection)),
      });
  }
}

function readCapture({ exchange }: Call): Read<ConsoleAction> {
  const body = readJson<Wire['ConsoleCapture']>(exchange, 'ConsoleCapture', 'optional');
  if (!body.ok) return body;
  const amount = readAmount(body.value.amount);
  if (!amount.ok) return amount;
  const rest = body.value.final === true ? 'release' : 'keep';
  return { ok: true, value: { do: 'capture', amount: amount.value, rest } };
}

function readRefund({ exchange }: Call): Read<ConsoleAction> {
  const body = readJson<Wire['ConsoleRefund']>(exchange, 'ConsoleRefund', 'optional');
  if (!body.ok) return body;
  const amount = readAmount(body.value.amount);
  if (!amount.ok) return amount;
  return { ok: true, value: { do: 'refund', amount: amount.value, ...fromCapture(body.value.captureId) } };
}

function readReturn({ exchange, parameters }: Call): Read<ConsoleAction> {
  const body = readJson<Wire['ReturnedRefund']>(exchange, 'ReturnedRefund', 'optional');
  if (!body.ok) return body;
  const { reason = 'returned_by_issuer' } = body.value;
  return { ok: true, value: { do: 'return_refund', refundId: refundId(parameters.refundId ?? ''), reason } };
}

function readDecision({ exchange }: Call): Read<ConsoleAction> {
  const body = readJson<Wire['PaymentDecision']>(exchange, 'PaymentDecision');
  if (!body.ok) return body;
  const { answer, code = 'do_not_honor' } = body.value;
  if (answer === 'approve' && body.value.code !== undefined) return invalid('/code', 'goes with a decline only');
  return { ok: true, value: { do: 'decide', answer: answer === 'approve' ? 'approve' : code } };
}

function readOpening({ exchange }: Call): Read<ConsoleAction> {
  const body = readJson<Wire['DisputeOpening']>(exchange, 'DisputeOpening', 'optional');
  if (!body.ok) return body;
  const amount = readAmount(body.value.amount);
  if (!amount.ok) return amount;
  const { stage = 'chargeback', reason = 'fraudulent', captureId: from } = body.value;
  return { ok: true, value: { do: 'open_dispute', stage, reason, amount: amount.value, ...fromCapture(from) } };
}

function readEvidence({ exchange, parameters }: Call): Read<ConsoleAction> {
  const body = readJson<Wire['Evidence']>(exchange, 'Evidence', 'optional');
  if (!body.ok) return body;
  const { ruling: is, afterMs } = body.value;
  const id = disputeOf(parameters);
  if (is !== undefined) {
    return { ok: true, value: { do: 'submit_evidence', disputeId: id, ruling: { is, afterMs: afterMs ?? 0 } } };
  }
  if (afterMs !== undefined) return invalid('/afterMs', 'goes with a ruling only');
  return { ok: true, value: { do: 'submit_evidence', disputeId: id } };
}

/** For what needs no body; an empty object is one that says nothing. */
function nothingIn(action: (call: Call) => ConsoleAction): ReadAction {
  return (call) => {
    const body = readJson<Record<string, never>>(call.exchange, 'Nothing', 'optional');
    return body.ok ? { ok: true, value: action(call) } : body;
  };
}

function disputeOf(parameters: Call['parameters']) {
  return disputeId(parameters.disputeId ?? '');
}

function fromCapture(id: string | undefined) {
  return id === undefined ? {} : { captureId: captureId(id) };
}

function readAmount(wire: Wire['Money'] | undefined): Read<Money | 'all'> {
  if (wire === undefined) return { ok: true, value: 'all' };
  if (!isCurrency(wire.currency)) return invalid('/amount/currency', 'is not a currency of ISO 4217');
  return { ok: true, value: money(BigInt(wire.minor), wire.currency) };
}

function invalid(pointer: string, detail: string): Read<never> {
  return { ok: false, reply: controlProblem('/problems/invalid-request', { errors: [{ pointer, detail }] }) };
}
