import { type Instant, paymentId } from '../../engine/ids.ts';
import { jsonReply, type WholeReply } from '../../http/exchange.ts';
import { readPayment, type Target } from '../../operations/change.ts';
import { oneChangeAgo } from '../../operations/stale.ts';
import type { KeptReply, StoredPayment } from '../../store/store.ts';
import { renderAuthorization } from './authorization-object.ts';
import { atOf, type Call, debugHeader, ownerOf } from './call.ts';
import { renderCapture } from './capture-object.ts';
import { readPointer } from './codec.ts';
import { notFound, type Read } from './errors.ts';
import type { At } from './links.ts';
import { renderOrder, renderOrderMinimally } from './order-object.ts';
import { type PartKind, partsOf } from './parts.ts';
import { renderRefund } from './refund-object.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What can be shown of a payment: the whole of it, or a part by the name that it has in there. */
export type Resource =
  | Readonly<{ kind: 'order' }>
  | Readonly<{ kind: 'authorization' | 'capture' | 'refund'; part: string }>;

/** Something of a payment, with the status that a first answer has. */
export type Shows = Readonly<{ resource: Resource; stored: StoredPayment; status: number }>;

/** A part that a path has named, with the payment that it belongs to. */
export type Found = Readonly<{ stored: StoredPayment; part: string; since: Instant }>;

/** The order that the path names, as it stands. */
export async function orderOf(call: Call, id = call.id): Promise<Read<StoredPayment>> {
  const stored = await readPayment(call.world, targetOf(call, id));
  const shown = stored === undefined || call.view !== 'stale' ? stored : await oneChangeAgo(call.world, stored);
  return shown === undefined ? notFound(id) : { ok: true, value: shown };
}

/** The part of a payment that the path names, as it stands. */
export async function partOf(call: Call, kind: PartKind, id = call.id): Promise<Read<Found>> {
  const object = await call.world.store.findObject(ownerOf(call), kind, id);
  if (object === undefined) return notFound(id);
  const { payment, part } = readPointer(object);
  const stored = await orderOf(call, payment);
  if (!stored.ok) return notFound(id);
  const isShown = partsOf(stored.value).some((one) => one.kind === kind && one.part === part);
  return isShown ? { ok: true, value: { stored: stored.value, part, since: object.createdAt } } : notFound(id);
}

/** The payment of this id, for whoever changes it. */
export function targetOf(call: Call, id = call.id): Target {
  return { ...ownerOf(call), paymentId: paymentId(id) };
}

/** The answer that shows something: as much of it as the caller prefers. */
export function replyShowing(call: Call, { resource, stored, status }: Shows, how: 'preferred' | 'whole'): WholeReply {
  const at = atOf(call);
  const isWhole = how === 'whole' || /\breturn=representation\b/i.test(call.exchange.headers.prefer ?? '');
  const headers = debugHeader(call);
  if (status === 204 && !isWhole) return { status, headers, body: '' };
  const body = isWhole ? whole(resource, stored, at) : minimal(resource, stored, at);
  if (body === undefined) throw new Error(`payment ${stored.paymentId} has no ${JSON.stringify(resource)}`);
  return jsonReply(status === 204 ? 200 : status, body, headers);
}

function whole(
  resource: Resource,
  stored: StoredPayment,
  at: At,
): Wire['Order'] | Wire['Authorization'] | Wire['Capture'] | Wire['Refund'] | undefined {
  switch (resource.kind) {
    case 'order':
      return renderOrder(stored, at);
    case 'authorization':
      return renderAuthorization(stored, resource.part, at);
    case 'capture':
      return renderCapture(stored, resource.part, at);
    case 'refund':
      return renderRefund(stored, resource.part, at);
  }
}

function minimal(resource: Resource, stored: StoredPayment, at: At) {
  if (resource.kind === 'order') return renderOrderMinimally(stored, at);
  const shown = whole(resource, stored, at);
  if (shown === undefined) return undefined;
  const { id, status, links } = shown;
  const details = 'status_details' in shown ? { status_details: shown.status_details } : {};
  const processor = 'processor_response' in shown ? { processor_response: shown.processor_response } : {};
  return { id, status, ...details, ...processor, links };
}

/** What is remembered of an answer: not what was said, but what it was about. */
export function rememberedReply({ resource, status }: Shows): KeptReply {
  // What was new the first time is no longer.
  return { status: status === 201 ? 200 : status, headers: {}, body: JSON.stringify(resource) };
}

/** The answer to a repeat: what the first request has made, as it stands now. */
export async function shownAgain(call: Call, reply: KeptReply, orderId: string): Promise<WholeReply | undefined> {
  const resource: Resource = JSON.parse(reply.body);
  const stored = await orderOf(call, orderId);
  return stored.ok
    ? replyShowing(call, { resource, stored: stored.value, status: reply.status }, 'preferred')
    : undefined;
}
