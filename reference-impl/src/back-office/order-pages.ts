import { type OrderHistory, orderHistories, orderHistory } from '../history/order-history.ts';
import { callerMay } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import { buttonForm } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { amount, inMinutes, outcomeInWords, statusBadge } from '../http/words.ts';
import { amountLeft, type CaptureResult, capture } from '../payments/capture.ts';
import { refusalInWords } from '../payments/environment-guard.ts';
import type { InboxEntry } from '../payments/notification.ts';
import { reconcileOrder } from '../payments/reconcile.ts';
import { flagsOf, isPurchase, outcomeOf, type PaymentTransaction } from '../payments/transaction.ts';
import { countryName } from '../shop/country.ts';
import { orderId, type TransactionId, transactionId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';
import { notificationSection } from './notification-section.ts';

const PAGE_SIZE = 25;
const NOTIFICATIONS_MAX = 50;

/** Orders, their payment history, and the capture of what is held. */
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
      return orderPage(world, call, await orderHistory(world, order), notifications);
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
  {
    method: 'get',
    path: '/admin/orders/:orderId/capture/:transactionId',
    access: { kind: 'permission', permission: 'capture_payments' },
    async handle(world, call) {
      const order = await orderIn(world, call.exchange);
      return order ? capturePage(world, call, order) : notFoundPage(world, call, 'order');
    },
  },
  {
    method: 'post',
    path: '/admin/orders/:orderId/capture/:transactionId',
    access: { kind: 'permission', permission: 'capture_payments' },
    async handle(world, call) {
      const order = await orderIn(world, call.exchange);
      if (!order) return notFoundPage(world, call, 'order');
      return afterCapture(world, call, order, await capture(world, holdIn(call.exchange)));
    },
  },
];

async function orderIn(world: BackOfficeWorld, { parameters }: Exchange): Promise<Order | undefined> {
  return world.orders.byId(orderId(parameters.orderId ?? ''));
}

function holdIn({ parameters }: Exchange): TransactionId {
  return transactionId(parameters.transactionId ?? '');
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

function orderPage(
  world: BackOfficeWorld,
  call: PageCall,
  history: OrderHistory,
  notifications: readonly InboxEntry[],
): Reply {
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
            <dt>Total</dt>
            <dd>${amount(order.total)}</dd>
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
          </dl>
        </article>
        ${
          callerMay(call.caller, 'view_payment_history')
            ? html`
                <section aria-labelledby="history">
                  <h2 id="history">Payment history</h2>
                  ${historyTable(history, callerMay(call.caller, 'capture_payments'))}
                  ${
                    mayReconcile && transactions.length > 0
                      ? buttonForm(`/admin/orders/${order.id}/reconcile`, 'Ask the provider', call.csrf, {
                          className: 'secondary',
                        })
                      : null
                  }
                </section>
                ${notificationSection(notifications)}
              `
            : null
        }
      </div>
    `,
  });
}

function historyTable({ order, transactions, capturable }: OrderHistory, mayCapture: boolean): Html {
  return html`
    <div class="table" role="region" aria-label="Table of payment transactions" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Id</th>
            <th scope="col">Payment method</th>
            <th scope="col">Type</th>
            <th scope="col" class="number">Amount</th>
            <th scope="col">Successful</th>
            <th scope="col">What became of it</th>
            <th scope="col">Environment</th>
            <th scope="col">Reference and time</th>
          </tr>
        </thead>
        <tbody>
          ${transactions.map((transaction) =>
            historyRow(order, transaction, mayCapture && capturable.has(transaction.id)),
          )}
        </tbody>
      </table>
    </div>
  `;
}

function historyRow(order: Order, transaction: PaymentTransaction, isCapturable: boolean): Html {
  const { id, method, action, environment, mode, reference, origin, createdAt } = transaction;
  const { successful } = flagsOf(transaction.progress);
  return html`
    <tr>
      <td><code title=${id}>…${id.slice(-6)}</code></td>
      <td>${method.label}</td>
      <td>${action}${origin.by === 'provider' ? ' (at the provider)' : ''}</td>
      <td class="number">${amount(transaction.amount)}</td>
      <td>${successful ? 'yes' : 'no'}</td>
      <td class="wrap">
        ${outcomeInWords(outcomeOf(transaction))}${' '}
        ${isCapturable ? html`<a role="button" href=${`/admin/orders/${order.id}/capture/${id}`}>Capture…</a>` : null}
      </td>
      <td>${environment}<br /><small>${mode}</small></td>
      <td>
        ${reference === undefined ? null : html`<small><code>${reference}</code><br /></small>`}
        <small>${inMinutes(createdAt)}</small>
      </td>
    </tr>
  `;
}

async function capturePage(world: BackOfficeWorld, call: PageCall, order: Order): Promise<Reply> {
  const { transactions, capturable } = await orderHistory(world, order);
  const hold = transactions.filter(isPurchase).find(({ id }) => id === holdIn(call.exchange));
  const back = `/admin/orders/${order.id}`;
  if (!hold || !capturable.has(hold.id)) return notCaptured(world, call, order, 'There is no open hold to capture.');
  const left = amountLeft(hold, transactions);
  return backOfficePage(world, call, {
    title: `Capture for order ${order.number}?`,
    width: 'text',
    main: html`
      <article>
        <p>The customer's card is asked for <strong>${amount(left)}</strong>, held by ${hold.method.label} in the environment <b>${hold.environment}</b>. This cannot be undone here.</p>
        <div class="row">
          <form method="post" action=${call.exchange.path} class="button-form">
            <input type="hidden" name="csrf" value=${call.csrf} />
            <button type="submit">Capture ${amount(left)}</button>
          </form>
          <a href=${back}>Not now</a>
        </div>
      </article>
    `,
  });
}

function afterCapture(world: BackOfficeWorld, call: PageCall, order: Order, result: CaptureResult): Reply {
  switch (result.kind) {
    case 'performed':
      return seeOther(`/admin/orders/${order.id}?notice=${noticeOf(result.capture)}`);
    case 'not_found':
      return notFoundPage(world, call, 'payment transaction');
    case 'withheld':
      return notCaptured(world, call, order, `${refusalInWords(result.refusal)} Nothing was sent.`);
    case 'integration_missing':
      return notCaptured(world, call, order, 'The integration is deleted. Capture it at the provider.');
    case 'wrong_state':
      return notCaptured(world, call, order, 'There is no open hold to capture.');
    default:
      return unreachable(result);
  }
}

function noticeOf(captured: PaymentTransaction): string {
  const { kind } = outcomeOf(captured);
  if (kind === 'approved' || kind === 'pending' || kind === 'unknown') return `capture_${kind}`;
  return 'capture_failed';
}

function notCaptured(world: BackOfficeWorld, call: PageCall, order: Order, why: string): Reply {
  return backOfficePage(world, call, {
    status: 409,
    title: 'Not captured',
    width: 'text',
    main: html`<p class="problem" role="alert">${why} <a href=${`/admin/orders/${order.id}`}>Back to the order</a></p>`,
  });
}
