import { canPayAgain, offersFor, payAgain } from '../checkout/pay-again.ts';
import { type OrderHistory, orderHistory } from '../history/order-history.ts';
import type { Reply } from '../http/exchange.ts';
import { buttonForm, csrfField } from '../http/form.ts';
import { type Content, type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { totalsFacts } from '../http/totals.ts';
import { amount, statusBadge } from '../http/words.ts';
import { isFirstStep } from '../payments/first-step.ts';
import type { Decline, Outcome } from '../payments/outcome.ts';
import { reconcileOrder } from '../payments/reconcile.ts';
import { isPledge, outcomeOf } from '../payments/transaction.ts';
import type { Order } from '../shop/order.ts';
import { unreachable } from '../shop/unreachable.ts';
import { goOn, methodChoices } from './checkout-pages.ts';
import { type StorefrontRoute, type StorefrontWorld, storefrontPage } from './frame.ts';

/** The customer's order page, which opens to whoever has its address. */
export const orderPages: readonly StorefrontRoute[] = [
  {
    method: 'get',
    path: '/orders/:orderToken',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const order = await orderAt(world, call);
      return order ? orderPage(world, call, order) : noSuchOrder(world, call);
    },
  },
  {
    method: 'post',
    path: '/orders/:orderToken/check',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const order = await orderAt(world, call);
      if (!order) return noSuchOrder(world, call);
      await reconcileOrder(world, order);
      return seeOther(`/orders/${order.accessToken}`);
    },
  },
  {
    method: 'post',
    path: '/orders/:orderToken/pay',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const order = await orderAt(world, call);
      if (!order) return noSuchOrder(world, call);
      const result = await payAgain(world, order, call.form.get('method') ?? '');
      switch (result.kind) {
        case 'performed':
          return goOn(world, order, result.purchase);
        case 'not_payable':
        case 'method_not_offered':
          return seeOther(`/orders/${order.accessToken}`);
        default:
          return unreachable(result);
      }
    },
  },
];

async function orderAt(world: StorefrontWorld, { exchange }: PageCall): Promise<Order | undefined> {
  return world.orders.byAccessToken(exchange.parameters.orderToken ?? '');
}

async function orderPage(world: StorefrontWorld, call: PageCall, order: Order): Promise<Reply> {
  const history = await orderHistory(world, order);
  const last = history.transactions.find(isFirstStep);
  const offers = canPayAgain(history.transactions) ? await offersFor(world, order) : [];
  return storefrontPage(world, call, {
    title: `Order ${order.number}`,
    main: html`
      <div>
        ${order.total.minor === 0n ? html`<p class="notice" role="status">Thank you. There is nothing to pay.</p>` : null}
        ${order.total.minor === 0n ? null : html`<p>${statusBadge(history.status)}</p>`}
        ${last ? whatNow(outcomeOf(last), history, call.csrf) : null}
        ${last && isPledge(last) && last.progress.state === 'open' ? html`<p class="warning">${last.instructions}</p>` : null}
        ${
          offers.length === 0
            ? null
            : html`
                <form method="post" action=${`/orders/${order.accessToken}/pay`}>
                  ${csrfField(call.csrf)} ${methodChoices(offers)}
                  <button type="submit">Try to pay again</button>
                </form>
              `
        }
        <dl class="facts">
          ${order.lines.map(
            (line) => html`
              <dt>${line.quantity} × ${line.name}</dt>
              <dd>${amount(line.lineTotal)}</dd>
            `,
          )}
          ${totalsFacts(order.totals, order.shippingMethod)}
          <dt>Paid</dt>
          <dd>${amount(history.paid)}</dd>
          <dt>Ordered by</dt>
          <dd>${order.email}</dd>
        </dl>
        <p><small>Keep the address of this page: it is the key to your order.</small></p>
      </div>
    `,
  });
}

/** What the customer should know and can do. No word of the provider's own reaches this page. */
function whatNow(outcome: Outcome, { order, status, isUnresolved }: OrderHistory, csrf: string): Content {
  const check = isUnresolved ? buttonForm(`/orders/${order.accessToken}/check`, 'Check again', csrf) : null;
  switch (outcome.kind) {
    case 'approved':
      return html`<p class="notice" role="status">${thanks(status)}</p>`;
    case 'declined':
      return html`<p class="problem" role="alert">${declinedText(outcome.advice)} Nothing was taken.</p>`;
    case 'cancelled':
      return html`<p class="problem" role="alert">The payment was not completed. Nothing was taken.</p>`;
    case 'rejected':
      return html`
        <p class="problem" role="alert">
          The payment could not be started. Nothing was taken. Please try again later.
        </p>
      `;
    case 'action_required':
      return html`
        <div class="warning">
          <p>Your order is placed, but not paid yet.</p>
          <div class="row"><a role="button" href=${outcome.redirectUrl}>Go to the payment page</a> ${check}</div>
        </div>
      `;
    case 'pending':
      return waiting('Your payment is being worked on. This can take a while; you do not have to pay again.', check);
    case 'unknown':
      return waiting('We do not know yet whether your payment went through. Please do not pay again.', check);
    case 'mismatch':
      return waiting('Something about your payment needs a look by our staff. Please do not pay again.', null);
    default:
      return unreachable(outcome);
  }
}

function waiting(text: string, check: Html | null): Html {
  return html`
    <div class="warning" role="status">
      <p>${text}</p>
      ${check}
    </div>
  `;
}

function thanks(status: OrderHistory['status']): string {
  if (status === 'pending') return 'Thank you. Your order is placed; it is not paid yet.';
  if (status === 'invoiced') return 'Thank you. Our invoice is on its way to you.';
  if (status === 'authorized') return 'Thank you. Your payment is authorized; it is collected when we send your order.';
  if (status === 'canceled') return 'What was held or promised for this order has been given back.';
  if (status === 'refunded') return 'Your money has been returned. It can take some days to arrive.';
  if (status === 'refunded_partially') return 'Part of your money has been returned. It can take some days to arrive.';
  if (status === 'authorized_partially') return 'Thank you. Part of your payment is authorized; we will get in touch.';
  if (status === 'partially') return 'Thank you. We have received part of your payment.';
  return 'Thank you. We have received your payment.';
}

function declinedText(advice: Decline['advice']): string {
  switch (advice) {
    case 'never_again':
      return 'Your bank does not accept this card. Please use another one.';
    case 'other_method':
      return 'Your bank did not approve the payment. Please use another card.';
    case 'try_later':
      return 'Your bank could not approve the payment now. You can try again in a while or use another card.';
    default:
      return unreachable(advice);
  }
}

function noSuchOrder(world: StorefrontWorld, call: PageCall): Reply {
  return storefrontPage(world, call, {
    status: 404,
    title: 'There is no such order',
    main: html`<p>Check the address: it ends in forty letters and digits.</p>`,
  });
}
