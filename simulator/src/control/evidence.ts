import { paymentId } from '../engine/ids.ts';
import { jsonReply, type Reply, type WholeReply } from '../http/exchange.ts';
import { followedJournal } from '../http/followed-journal.ts';
import { caughtUp } from '../operations/change.ts';
import { findEnvironment } from '../operations/merchants.ts';
import type { World } from '../operations/world.ts';
import { type Call, nextCursor, notFound, type Operation, PAGE_LENGTH, wrongCursor } from './call.ts';
import { readJournalQuery, readQuery } from './parse.ts';
import { controlProblem } from './problems.ts';
import { renderEntry, renderEvent, renderLedgerPayment, renderTotals } from './render.ts';

/** What happened: the ledger of payments and the journal of exchanges. */
export function evidenceOperations(world: World): readonly Operation[] {
  return [
    { method: 'get', path: '/ledger', operation: 'readLedger', handle: (call) => ledger(world, call) },
    {
      method: 'get',
      path: '/ledger/:paymentId',
      operation: 'readLedgerPayment',
      handle: (call) => ledgerPayment(world, call),
    },
    { method: 'get', path: '/journal', operation: 'readJournal', handle: (call) => journal(world, call) },
    { method: 'get', path: '/journal/stream', operation: 'followJournal', handle: (call) => followed(world, call) },
  ];
}

async function ledger(world: World, { exchange }: Call): Promise<WholeReply> {
  const query = readQuery<{
    environment?: string;
    merchant?: string;
    reference?: string;
    limit?: number;
    cursor?: string;
  }>(exchange, 'readLedger');
  if (!query.ok) return query.reply;
  const { merchant, reference, limit = PAGE_LENGTH, cursor } = query.value;
  const environment = await ledgerEnvironment(world, query.value);
  if (environment === undefined) {
    const errors = [{ pointer: 'environment', detail: 'name an environment, or a merchant account that exists' }];
    return controlProblem('/problems/invalid-request', { errors });
  }
  const before = cursor === undefined ? undefined : paymentId(cursor);
  if (before !== undefined && (await world.store.findPayment(environment, before)) === undefined) return wrongCursor();
  const found = await world.store.listPayments({
    environment,
    ...(merchant === undefined ? {} : { merchantId: merchant }),
    ...(reference === undefined ? {} : { reference }),
    ...(before === undefined ? {} : { before }),
    limit: limit + 1,
  });
  const shown = await Promise.all(found.slice(0, limit).map((stored) => caughtUp(world, stored)));
  return jsonReply(200, {
    payments: shown.map(renderLedgerPayment),
    totals: renderTotals(shown),
    ...nextCursor(found, limit, (stored) => stored.paymentId),
  });
}

async function ledgerEnvironment(
  world: World,
  asked: Readonly<{ environment?: string; merchant?: string }>,
): Promise<string | undefined> {
  if (asked.environment !== undefined) return findEnvironment(world, asked.environment)?.name;
  const merchant = asked.merchant === undefined ? undefined : await world.store.findMerchant(asked.merchant);
  return merchant?.environment;
}

async function ledgerPayment(world: World, { parameters }: Call): Promise<WholeReply> {
  const id = paymentId(parameters.paymentId ?? '');
  for (const { name } of world.environments) {
    const stored = await world.store.findPayment(name, id);
    if (stored === undefined) continue;
    const current = await caughtUp(world, stored);
    const events = await world.store.readEvents(name, id);
    return jsonReply(200, { payment: renderLedgerPayment(current), events: events.map(renderEvent) });
  }
  return notFound('payment');
}

async function journal(world: World, { exchange }: Call): Promise<WholeReply> {
  const query = readJournalQuery(exchange, 'readJournal');
  if (!query.ok) return query.reply;
  const entries = await world.store.readJournal(query.value);
  return jsonReply(200, { entries: entries.map(renderEntry) });
}

function followed(world: World, { exchange }: Call): Reply {
  const query = readJournalQuery(exchange, 'followJournal');
  if (!query.ok) return query.reply;
  const lastEventId = exchange.headers['last-event-id'];
  return followedJournal(world.store, { query: query.value, lastEventId, render: renderEntry });
}
