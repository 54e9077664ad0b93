import { type OrderHistory, orderHistories, orderHistory } from '../history/order-history.ts';
import { callerMay } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import { buttonForm } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { offeringTo } from '../http/operations.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { totalsFacts } from '../http/totals.ts';
import { amount, inMinutes, statusBadge } from '../http/words.ts';
import type { InboxEntry } from '../payments/notification.ts';
import type { Offering } from '../payments/offered.ts';
import { reconcileOrder } from '../payments/reconcile.ts';
import { countryName } from '../shop/country.ts';
import { orderId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';
import { disputeWarning, historyTable, noteSection } from './history-table.ts';
import { notificationSection } from './notification-section.ts';

const PAGE_SIZE = 25;
const NOTIFICATIONS_MAX = 50;

/** Orders and their payment history. */
export const orderPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/orders',
    access: { kind: 'permission', permission: 'view_orders' },
    async handle(world, call) {
      const cursor = call.exchange.query.get('cursor') ?? '';
      const options = /^\d{1,15}$/.test(cursor) ? { limit: PAGE_SIZE, cursor } : { limit: PAGE_SIZE };
      const { histories, nextCursor } = await orderHistories(world, options);
      return listPage(world, call, histories, nextCursor);
    },
  },
  {
    method: 'get',
    path: '/admin/orders/:orderId',
    access: { kind: 'permission', permission: 'view_orders' },
    async handle(world, call) {
      const order = await orderIn(world, call.exchange);
      if (!order) return notFoundPage(world, call, 'order');
      const notifications = await world.inbox.ofOrder(order.id, NOTIFICATIONS_MAX);
      const history = await orderHistory(world, order);
      const offering = await offeringTo(world, call.caller, history.transactions);
      return orderPage(world, call, { history, offering, notifications });
    },
  },
  {
    method: 'post',
    path: '/admin/orders/:orderId/reconcile',
    access: { kind: 'permission', permission: 'reconcile_payments' },
    async handle(world, call) {
      const order = await orderIn(world, call.exchange);
      if (!order) return notFoundPage(world, call, 'order');
      await reconcileOrder(world, order);
      return seeOther(`/admin/orders/${order.id}?notice=reconciled`);
    },
  },
];

/** The order that a page is about. */
export async function orderIn(world: BackOfficeWorld, { parameters }: Exchange): Promise<Order | undefined> {
  return world.orders.byId(orderId(parameters.orderId ?? ''));
}

function listPage(
  world: BackOfficeWorld,
  call: PageCall,
  histories: readonly OrderHistory[],
  nextCursor: string | undefined,
): Reply {
  return backOfficePage(world, call, {
    title: 'Orders',
    main: html`
      <div>
        ${histories.length === 0 ? html`<p>No orders yet.</p>` : ordersTable(histories)}
        ${nextCursor === undefined ? null : html`<p><a href=${`/admin/orders?cursor=${nextCursor}`}>Older orders</a></p>`}
      </div>
    `,
  });
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

type Shown = Readonly<{ history: OrderHistory; offering: Offering; notifications: readonly InboxEntry[] }>;

function orderPage(world: BackOfficeWorld, call: PageCall, { history, offering, notifications }: Shown): Reply {
  const { order, status, paid, due, transactions } = history;
  const { billingAddress: address } = order;
  const mayReconcile = callerMay(call.caller, 'reconcile_payments');
  return backOfficePage(world, call, {
    title: `Order ${order.number}`,
    main: html`
      <div>
        <article>
          <dl class="facts">
            <dt>Payment status</dt>
            <dd>${statusBadge(status)}</dd>
            <dt>Paid</dt>
            <dd>${amount(paid)}</dd>
            <dt>Due</dt>
            <dd>${amount(due)}</dd>
            <dt>Customer</dt>
            <dd>
              ${order.email}<br />${address.name}, ${address.street}, ${address.postalCode} ${address.city}, ${countryName(
                address.country,
              )}
            </dd>
            <dt>Placed</dt>
            <dd>${inMinutes(order.placedAt)}</dd>
            ${order.lines.map(
              (line) => html`
                <dt>${line.quantity} × ${line.name}</dt>
                <dd>${amount(line.lineTotal)}</dd>
              `,
            )}
            ${totalsFacts(order.totals, order.shippingMethod)}
          </dl>
          ${
            callerMay(call.caller, 'view_payment_history')
              ? html`<p><a href=${`/admin/orders/${order.id}/payment-methods`}>Which payment methods are offered for it, and why</a></p>`
              : null
          }
        </article>
        ${
          callerMay(call.caller, 'view_payment_history')
            ? html`
                <section aria-labelledby="history">
                  <h2 id="history">Payment history</h2>
                  ${disputeWarning(transactions)} ${historyTable(order, transactions, offering)}
                  ${
                    mayReconcile && transactions.length > 0
                      ? buttonForm(`/admin/orders/${order.id}/reconcile`, 'Ask the provider', call.csrf, {
                          className: 'secondary',
                        })
                      : null
                  }
                </section>
                ${noteSection(transactions)} ${notificationSection(notifications)}
              `
            : null
        }
      </div>
    `,
  });
}
