import { jsonReply } from '../../http/exchange.ts';
import { atOf, type Call, debugHeader } from './call.ts';
import { readPointer } from './codec.ts';
import { renderDispute } from './dispute-object.ts';
import { notFound } from './errors.ts';
import { link } from './links.ts';
import { newest } from './lists.ts';
import { type Operation, question } from './operation.ts';
import { readQuery } from './parameters.ts';
import { orderOf, partOf } from './resources.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const ALL = '/v1/customer/disputes';

// https://developer.paypal.com/docs/api/customer-disputes/v1/#disputes_list
const PAGE_SIZE = 10;
// A merchant account in a simulator has no more than that, and whoever has sees the newest.
const LOOKED_AT_MAX = 500;

/** Disputes, for reading: what becomes of them is decided in the console. */
export const disputeOperations: readonly Operation[] = [
  question({ path: ALL, operation: 'listDisputes', scope: 'read' }, async (call) => {
    const query = readQuery(call.exchange, 'listDisputes');
    if (!query.ok) return query;
    const { disputed_transaction_id: transaction, page_size: size = PAGE_SIZE } = query.value;
    const pointers = await newest(call, 'dispute', { limit: LOOKED_AT_MAX });
    const all = await Promise.all(pointers.map((pointer) => shown(call, readPointer(pointer))));
    const items = all
      .flatMap((dispute) => (dispute === undefined ? [] : [dispute]))
      .filter((dispute) => transaction === undefined || isAbout(dispute, transaction))
      .slice(0, size);
    const body: Wire['DisputeList'] = { items, links: [link(atOf(call), 'self', ALL)] };
    return jsonReply(200, body, debugHeader(call));
  }),
  question({ path: `${ALL}/:id`, operation: 'getDispute', scope: 'read' }, async (call) => {
    const found = await partOf(call, 'dispute');
    if (!found.ok) return found;
    const { stored, part } = found.value;
    call.exchange.notes.paymentId = stored.paymentId;
    const dispute = renderDispute(stored, part, atOf(call));
    return dispute === undefined ? notFound(call.id) : jsonReply(200, dispute, debugHeader(call));
  }),
];

async function shown(
  call: Call,
  { payment, part }: ReturnType<typeof readPointer>,
): Promise<Wire['Dispute'] | undefined> {
  const stored = await orderOf(call, payment);
  return stored.ok ? renderDispute(stored.value, part, atOf(call)) : undefined;
}

function isAbout({ disputed_transactions: transactions }: Wire['Dispute'], id: string): boolean {
  return transactions.some(({ seller_transaction_id: transaction }) => transaction === id);
}
