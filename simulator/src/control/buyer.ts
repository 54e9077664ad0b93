import { paymentId } from '../engine/ids.ts';
import { unreachable } from '../engine/unreachable.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import { type BuyerStep, type BuyerWish, sendBuyer } from '../operations/buyer.ts';
import { findPaymentAnywhere } from '../operations/console.ts';
import type { World } from '../operations/world.ts';
import { type Call, notFound, type Operation } from './call.ts';
import { type Read, readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import { renderLedgerPayment } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** A customer who needs no browser. */
export function buyerOperations(world: World): readonly Operation[] {
  const path = '/payments/:paymentId/buyer';
  return [{ method: 'post', path, operation: 'sendBuyer', handle: (call) => send(world, call) }];
}

async function send(world: World, call: Call): Promise<WholeReply> {
  const wish = readWish(call);
  if (!wish.ok) return wish.reply;
  const id = paymentId(call.parameters.paymentId ?? '');
  const stored = await findPaymentAnywhere(world, id);
  if (stored === undefined) return notFound('payment');
  const { steps, ended } = await sendBuyer(world, stored, wish.value);
  const after = (await findPaymentAnywhere(world, id)) ?? stored;
  const answer: Wire['BuyerTrip'] = { steps: steps.map(renderStep), ended, payment: renderLedgerPayment(after) };
  return jsonReply(200, answer);
}

function readWish({ exchange }: Call): Read<BuyerWish> {
  const body = readJson<Wire['BuyerRequest']>(exchange, 'BuyerRequest');
  if (!body.ok) return body;
  const { do: does, card, back = 'once', tamper } = body.value;
  if (card !== undefined && (does === 'cancel' || does === 'nothing')) return invalid('/card', 'is entered by nobody');
  if (back === 'tampered' && tamper === undefined) return invalid('/tamper', 'is required');
  if (back !== 'tampered' && tamper !== undefined) return invalid('/tamper', 'goes with back tampered only');
  const entered = card === undefined ? {} : { card };
  if (back !== 'tampered') return { ok: true, value: { does, ...entered, back } };
  return { ok: true, value: { does, ...entered, back: tamper ?? {} } };
}

function renderStep({ answer, ...step }: BuyerStep): Wire['BuyerStep'] {
  const { fields, ...asked } = step;
  const sent = { ...asked, ...(fields === undefined ? {} : { fields: { ...fields } }) };
  switch (answer.kind) {
    case 'answered': {
      const { location } = answer.headers;
      return { ...sent, status: answer.status, ...(location === undefined ? {} : { location }) };
    }
    case 'unanswered':
      return { ...sent, unanswered: { reason: answer.reason, detail: answer.detail } };
    case 'forbidden':
      return { ...sent, unanswered: { reason: 'host_not_allowed', detail: answer.detail } };
    case 'cancelled':
      return { ...sent, unanswered: { reason: 'closing', detail: 'the simulator is closing' } };
    default:
      return unreachable(answer);
  }
}

function invalid(pointer: string, detail: string): Read<never> {
  return { ok: false, reply: controlProblem('/problems/invalid-request', { errors: [{ pointer, detail }] }) };
}
