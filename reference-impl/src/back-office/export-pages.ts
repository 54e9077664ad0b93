import type { OrderHistory } from '../history/order-history.ts';
import { type OrderSearch, searchOrders } from '../history/order-search.ts';
import { callerAsActor } from '../http/caller.ts';
import { csvLine } from '../http/csv.ts';
import type { Reply } from '../http/exchange.ts';
import type { PageCall } from '../http/page-route.ts';
import { statusInWords } from '../http/words.ts';
import { amountOf } from '../payments/amounts.ts';
import { flagsOf, type PaymentTransaction } from '../payments/transaction.ts';
import { isoText } from '../shop/instant.ts';
import { toDecimal } from '../shop/money.ts';
import type { Order } from '../shop/order.ts';
import type { BackOfficeRoute, BackOfficeWorld } from './frame.ts';
import { orderSearchIn, searchQuery } from './order-search.ts';

/** The most orders that one file tells of. */
export const EXPORT_ORDERS_MAX = 10_000;
const AT_A_TIME = 100;

/** What a search has found, as files for a spreadsheet. */
export const exportPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/exports/orders.csv',
    access: { kind: 'permission', permission: 'view_orders' },
    handle: (world, call) => exported(world, call, { name: 'orders', head: ORDER_HEAD, rows: orderRows }),
  },
  {
    method: 'get',
    path: '/admin/exports/payments.csv',
    access: { kind: 'permission', permission: 'view_payment_history' },
    handle: (world, call) => exported(world, call, { name: 'payments', head: PAYMENT_HEAD, rows: paymentRows }),
  },
];

type Sheet = Readonly<{
  name: string;
  head: readonly string[];
  rows: (history: OrderHistory) => readonly (readonly string[])[];
}>;

async function exported(world: BackOfficeWorld, call: PageCall, sheet: Sheet): Promise<Reply> {
  const { query } = call.exchange;
  await world.audit.add({
    at: world.clock.now(),
    by: callerAsActor(call.caller),
    action: 'exported',
    about: { kind: 'export', id: sheet.name, label: `${sheet.name}.csv` },
    changes: searchQuery(query) === '' ? [] : [{ field: 'search', after: searchQuery(query).slice(0, 500) }],
  });
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${sheet.name}-${world.deployment.environment}.csv"`,
      'cache-control': 'no-store',
    },
    body: lines(world, orderSearchIn(query), sheet),
  };
}

/** One page of orders is in memory at a time, however many there are. */
async function* lines(world: BackOfficeWorld, search: OrderSearch, { head, rows }: Sheet): AsyncIterable<string> {
  yield csvLine(head);
  let cursor: string | undefined;
  let told = 0;
  do {
    const limit = Math.min(AT_A_TIME, EXPORT_ORDERS_MAX - told);
    const found = await searchOrders(world, search, cursor === undefined ? { limit } : { limit, cursor });
    for (const history of found.histories) for (const row of rows(history)) yield csvLine(row);
    told += found.histories.length;
    cursor = found.nextCursor;
  } while (cursor !== undefined && told < EXPORT_ORDERS_MAX);
  if (cursor !== undefined) yield csvLine([`There are more than ${EXPORT_ORDERS_MAX} orders: narrow the search.`]);
}

const ORDER_HEAD = ['Order', 'Placed', 'Customer', 'Currency', 'Total', 'Paid', 'Due', 'Payment status'];

function orderRows({ order, paid, due, status }: OrderHistory): readonly (readonly string[])[] {
  const { number, placedAt, email, total } = order;
  const amounts = [total, paid, due].map(toDecimal);
  return [[number, isoText(placedAt), email, total.currency, ...amounts, statusInWords(status)]];
}

// OroCommerce's columns in its order, shown and hidden ones, with what tells the row apart in front and after.
const PAYMENT_HEAD = [
  ...['Order', 'Id', 'Payment method', 'Type', 'Amount', 'Currency', 'Successful', 'Active', 'Created', 'Updated'],
  ...['Reference', 'Environment', 'Made by'],
];

function paymentRows({ order, transactions }: OrderHistory): readonly (readonly string[])[] {
  return transactions.map((transaction) => paymentRow(order, transaction));
}

function paymentRow(order: Order, transaction: PaymentTransaction): readonly string[] {
  const { id, method, action, progress, createdAt, updatedAt, reference, environment, origin } = transaction;
  const amount = amountOf(transaction);
  const { active, successful } = flagsOf(progress);
  return [
    ...[order.number, id, method.label, action, toDecimal(amount), amount.currency],
    ...[yesOrNo(successful), yesOrNo(active), isoText(createdAt), isoText(updatedAt)],
    ...[reference ?? '', environment, origin.by],
  ];
}

function yesOrNo(flag: boolean): string {
  return flag ? 'yes' : 'no';
}
