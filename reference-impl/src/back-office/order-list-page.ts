import type { OrderHistory } from '../history/order-history.ts';
import { type Found, SEARCH_ORDERS_MAX, searchOrders } from '../history/order-search.ts';
import { callerMay } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import { type FormErrors, selectInput, textInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import type { PageCall } from '../http/page-route.ts';
import { amount, inMinutes, statusBadge, statusInWords } from '../http/words.ts';
import { PAYMENT_STATUSES } from '../payments/payment-status.ts';
import { CATALOGUE_CURRENCIES } from '../shop/catalogue.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage } from './frame.ts';
import { orderSearchIn, SEARCH_TEXT_MAX, searchQuery } from './order-search.ts';

const PAGE_SIZE = 25;
const NO_ERRORS: FormErrors = new Map();

/** Orders, and those among them that somebody looks for. */
export const orderListPage: BackOfficeRoute = {
  method: 'get',
  path: '/admin/orders',
  access: { kind: 'permission', permission: 'view_orders' },
  async handle(world, call) {
    const { query } = call.exchange;
    const cursor = query.get('cursor') ?? '';
    const from = /^\d{1,15}$/.test(cursor) ? { limit: PAGE_SIZE, cursor } : { limit: PAGE_SIZE };
    return listPage(world, call, await searchOrders(world, orderSearchIn(query), from));
  },
};

function listPage(world: BackOfficeWorld, call: PageCall, { histories, nextCursor, isCut }: Found): Reply {
  const { query } = call.exchange;
  const isSearch = searchQuery(query) !== '';
  return backOfficePage(world, call, {
    title: 'Orders',
    main: html`
      <div>
        ${searchForm(query)}
        ${histories.length === 0 ? html`<p>${isSearch ? 'No order fits.' : 'No orders yet.'}</p>` : ordersTable(histories)}
        ${isCut ? html`<p>${SEARCH_ORDERS_MAX} orders were looked at. Go on with older ones, or narrow the search.</p>` : null}
        <p>
          ${nextCursor === undefined ? null : html`<a href=${`/admin/orders?${searchQuery(query, { cursor: nextCursor })}`}>Older orders</a>${' · '}`}
          <a href=${`/admin/exports/orders.csv?${searchQuery(query)}`}>These orders as CSV</a>
          ${
            callerMay(call.caller, 'view_payment_history')
              ? html`${' · '}<a href=${`/admin/exports/payments.csv?${searchQuery(query)}`}>Their payment history as CSV</a>`
              : null
          }
        </p>
      </div>
    `,
  });
}

function searchForm(query: URLSearchParams): Html {
  const value = (name: string) => query.get(name) ?? '';
  const statuses = PAYMENT_STATUSES.map((status) => [status, statusInWords(status)] as const);
  const currencies = CATALOGUE_CURRENCIES.map((currency) => [currency, currency] as const);
  return html`
    <form method="get" action="/admin/orders" class="filters" aria-label="Search orders">
      ${textInput('text', 'Number or e-mail address', NO_ERRORS, {
        value: value('text'),
        maxlength: SEARCH_TEXT_MAX,
        required: false,
      })}
      ${selectInput('status', 'Payment status', NO_ERRORS, {
        choices: [['', 'any'], ...statuses],
        value: value('status'),
        required: false,
      })}
      ${selectInput('currency', 'Currency', NO_ERRORS, {
        choices: [['', 'any'], ...currencies],
        value: value('currency'),
        required: false,
      })}
      ${textInput('from', 'Placed from', NO_ERRORS, { type: 'date', value: value('from'), required: false })}
      ${textInput('until', 'until', NO_ERRORS, { type: 'date', value: value('until'), required: false })}
      <button type="submit">Search</button>
    </form>
  `;
}

function ordersTable(histories: readonly OrderHistory[]): Html {
  return html`
    <div class="table" role="region" aria-label="Table of orders" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Placed</th>
            <th scope="col">Customer</th>
            <th scope="col" class="number">Total</th>
            <th scope="col" class="number">Paid</th>
            <th scope="col">Payment status</th>
          </tr>
        </thead>
        <tbody>
          ${histories.map(
            ({ order, paid, status }) => html`
              <tr>
                <td><a href=${`/admin/orders/${order.id}`}>${order.number}</a></td>
                <td>${inMinutes(order.placedAt)}</td>
                <td>${order.email}</td>
                <td class="number">${amount(order.total)}</td>
                <td class="number">${amount(paid)}</td>
                <td>${statusBadge(status)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
