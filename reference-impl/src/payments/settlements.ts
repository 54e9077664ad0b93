import { createHash } from 'node:crypto';
import type { Actor } from '../shop/audit.ts';
import { type IntegrationId, type OrderId, settlementReportId } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';
import { inWords } from '../shop/money.ts';
import { integrationById, rowOf } from './integrations.ts';
import { type Difference, differencesOf, keysOf } from './settlement-differences.ts';
import { type KeptReport, type SettlementReport, totalsOf } from './settlement-report.ts';
import { isPurchase, type PaymentTransaction } from './transaction.ts';
import type { PaymentWorld } from './world.ts';

/** What came of a report that somebody has brought. */
export type Kept =
  | Readonly<{ kind: 'kept' | 'repeated'; kept: KeptReport }>
  | Readonly<{ kind: 'unreadable'; line: number; why: string }>
  | Readonly<{ kind: 'other_kept' }>
  | Readonly<{ kind: 'integration_missing' }>;

/** Reads a report and keeps it, once; the same again changes nothing. */
export async function keepReport(
  world: PaymentWorld,
  integrationId: IntegrationId,
  text: string,
  by: Actor,
): Promise<Kept> {
  const found = await integrationById(world, integrationId);
  if (!found) return { kind: 'integration_missing' };
  const { label, type } = rowOf(found);
  const reading = world.providers[type].readSettlementReport(text);
  if (reading.kind === 'unreadable') return reading;
  const { report } = reading;
  const kept: KeptReport = {
    id: settlementReportId(world.random.id('settlement')),
    integrationId,
    integrationLabel: label,
    report,
    digest: createHash('sha256').update(text).digest('hex'),
    keptAt: world.clock.now(),
  };
  const { net } = totalsOf(report);
  const result = await world.settlements.add(kept, {
    at: kept.keptAt,
    by,
    action: 'settlement_report_kept',
    about: { kind: 'settlement_report', id: kept.id, label: report.reference },
    changes: [
      { field: 'day', after: report.day },
      { field: 'lines', after: String(report.lines.length) },
      { field: 'net', after: inWords(net) },
    ],
  });
  if (result === 'added') return { kind: 'kept', kept };
  const first = await world.settlements.byReference(integrationId, report.reference);
  return first?.digest === kept.digest ? { kind: 'repeated', kept: first } : { kind: 'other_kept' };
}

/** How long before a report orders are looked at for what was taken and not settled, and how many at most. */
const LOOK_BACK_MS = 30 * 24 * 60 * 60 * 1000;
const ORDERS_MAX = 1_000;
const ORDERS_AT_A_TIME = 100;
const REPORTS_MAX = 200;

/** How a report differs from the shop's own transactions as they are now. */
export async function reportDifferences(world: PaymentWorld, kept: KeptReport): Promise<readonly Difference[]> {
  const { report, integrationId } = kept;
  const transactions = await transactionsAround(world, report);
  const others = (await world.settlements.ofIntegration(integrationId, REPORTS_MAX)).filter(({ id }) => id !== kept.id);
  return differencesOf({
    environment: world.deployment.environment,
    report,
    transactions: transactions.filter(({ transaction }) => transaction.method.integrationId === integrationId),
    settledElsewhere: new Set(others.flatMap((other) => other.report.lines.flatMap(keysOf))),
  });
}

type Numbered = Readonly<{ transaction: PaymentTransaction; orderNumber: string }>;

/** The transactions of the orders that lines name, and of those placed in the month before. */
async function transactionsAround(world: PaymentWorld, report: SettlementReport): Promise<readonly Numbered[]> {
  const numbers = new Map<OrderId, string>();
  for (const reference of new Set(report.lines.map(({ paymentReference }) => paymentReference))) {
    for (const { orderId } of (await world.transactions.byReference(reference)).filter(isPurchase)) {
      const order = await world.orders.byId(orderId);
      if (order) numbers.set(order.id, order.number);
    }
  }
  const filter = { currency: report.currency, from: later(report.settledAt, -LOOK_BACK_MS), until: report.settledAt };
  let cursor: string | undefined;
  for (let looked = 0; looked < ORDERS_MAX; looked += ORDERS_AT_A_TIME) {
    const options = { limit: ORDERS_AT_A_TIME, filter, ...(cursor === undefined ? {} : { cursor }) };
    const { orders, nextCursor } = await world.orders.page(options);
    for (const { id, number } of orders) numbers.set(id, number);
    cursor = nextCursor;
    if (cursor === undefined) break;
  }
  const all: Numbered[] = [];
  for (const [id, orderNumber] of numbers) {
    for (const transaction of await world.transactions.ofOrder(id)) all.push({ transaction, orderNumber });
  }
  return all;
}
