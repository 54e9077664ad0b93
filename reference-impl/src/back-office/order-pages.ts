import { type OrderHistory, orderHistory } from '../history/order-history.ts';
import { orderTimeline } from '../history/order-timeline.ts';
import type { Happening } from '../history/timeline.ts';
import { callerMay } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import { buttonForm } from '../http/form.ts';
import { html } from '../http/html.ts';
import { offeringTo } from '../http/operations.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { totalsFacts } from '../http/totals.ts';
import { addressInWords, amount, inMinutes, statusBadge } from '../http/words.ts';
import type { InboxEntry } from '../payments/notification.ts';
import type { Offering } from '../payments/offered.ts';
import { reconcileOrder } from '../payments/reconcile.ts';
import { isPurchase } from '../payments/transaction.ts';
import { orderId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';
import { disputeWarning, historyTable, noteSection } from './history-table.ts';
import { notificationSection } from './notification-section.ts';
import { orderListPage } from './order-list-page.ts';
import { timelineSection } from './timeline-section.ts';

const NOTIFICATIONS_MAX = 50;

/** Orders and their payment history. */
export const orderPages: readonly BackOfficeRoute[] = [
  orderListPage,
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
      const happenings = await orderTimeline(world, order);
      return orderPage(world, call, { history, offering, notifications, happenings });
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

type Shown = Readonly<{
  history: OrderHistory;
  offering: Offering;
  notifications: readonly InboxEntry[];
  happenings: readonly Happening[];
}>;

function orderPage(
  world: BackOfficeWorld,
  call: PageCall,
  { history, offering, notifications, happenings }: Shown,
): Reply {
  const { order, status, paid, due, transactions } = history;
  const { billingAddress, shippingAddress } = order;
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
              ${order.email}<br />${addressInWords(billingAddress)}
            </dd>
            ${
              shippingAddress === undefined
                ? null
                : [html`<dt>Shipping address</dt>`, html`<dd>${addressInWords(shippingAddress)}</dd>`]
            }
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
                    mayReconcile && transactions.some(isPurchase)
                      ? buttonForm(`/admin/orders/${order.id}/reconcile`, 'Ask the provider', call.csrf, {
                          className: 'secondary',
                        })
                      : null
                  }
                </section>
                ${noteSection(transactions)} ${timelineSection(happenings)} ${notificationSection(notifications)}
              `
            : null
        }
      </div>
    `,
  });
}
