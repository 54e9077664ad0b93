import { type CheckoutView, checkoutView, startCheckout } from '../checkout/checkout.ts';
import { customerReturned } from '../checkout/customer-return.ts';
import { ordersOf } from '../checkout/customers.ts';
import { placeOrder } from '../checkout/place-order.ts';
import type { Reply } from '../http/exchange.ts';
import { csrfField } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { totalsFacts } from '../http/totals.ts';
import { addressInWords, amount } from '../http/words.ts';
import type { FirstStep } from '../payments/first-step.ts';
import type { Offer } from '../payments/payment-rules.ts';
import { pageOriginsOf } from '../payments/provider.ts';
import { outcomeOf } from '../payments/transaction.ts';
import { checkoutId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { unreachable } from '../shop/unreachable.ts';
import { addressPage } from './address-page.ts';
import {
  type CheckoutFields,
  checkoutFields,
  fieldsOfCustomer,
  fieldsOfEntry,
  parseCheckout,
} from './checkout-form.ts';
import { cartCookie, cartOf, customerOf, type StorefrontRoute, type StorefrontWorld, storefrontPage } from './frame.ts';

/** From the cart to the provider's payment page and back. */
export const checkoutPages: readonly StorefrontRoute[] = [
  {
    method: 'get',
    path: '/checkout',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const cart = await cartOf(world, call.exchange);
      if (!cart || cart.lines.length === 0) return seeOther('/cart');
      const fields = await fieldsBefore(world, call);
      return addressPage(world, call, { currency: cart.currency, fields, errors: new Map() });
    },
  },
  {
    method: 'post',
    path: '/checkout',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const cart = await cartOf(world, call.exchange);
      if (!cart) return seeOther('/cart');
      const fields = checkoutFields(call.form);
      const entry = parseCheckout(fields);
      const { currency } = cart;
      if (!('email' in entry)) return addressPage(world, call, { currency, fields, errors: entry });
      const customer = await customerOf(world, call.exchange);
      const by = customer ? { customerId: customer.id } : {};
      const result = await startCheckout(world, { ...entry, ...by, cartId: cart.id });
      switch (result.kind) {
        case 'started':
          return seeOther(`/checkout/${result.view.checkout.id}`);
        case 'discount_not_good': {
          const errors = new Map([['discountCode', 'There is no such discount for this order.']]);
          return addressPage(world, call, { currency, fields, errors });
        }
        case 'cart_not_found':
        case 'cart_empty':
        case 'already_ordered':
          return seeOther('/cart');
        default:
          return unreachable(result);
      }
    },
  },
  {
    method: 'get',
    path: '/checkout/:checkoutId',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const view = await viewOf(world, call);
      if (!view) return noSuchCheckout(world, call);
      const order = await world.orders.ofCart(view.cart.id);
      return order ? seeOther(`/orders/${order.accessToken}`) : reviewPage(world, call, view);
    },
  },
  {
    method: 'post',
    path: '/checkout/:checkoutId/place',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const id = checkoutId(call.exchange.parameters.checkoutId ?? '');
      const { form } = call;
      const placement = { methodId: form.get('method') ?? undefined, review: form.get('review') ?? '' };
      const result = await placeOrder(world, id, placement);
      switch (result.kind) {
        case 'placed':
        case 'placed_before':
          return goOn(world, result.order, result.purchase, { 'set-cookie': cartCookie(world, undefined) });
        case 'not_found':
          return noSuchCheckout(world, call);
        case 'cart_empty':
          return seeOther('/cart');
        case 'changed_since_review':
        case 'method_missing':
        case 'method_not_offered': {
          const view = await viewOf(world, call);
          return view ? reviewPage(world, call, view, NOT_ORDERED[result.kind]) : noSuchCheckout(world, call);
        }
        default:
          return unreachable(result);
      }
    },
  },
  {
    method: 'get',
    path: '/checkout/return/:accessIdentifier',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const order = await customerReturned(world, call.exchange.parameters.accessIdentifier ?? '');
      if (order) return seeOther(`/orders/${order.accessToken}`);
      return storefrontPage(world, call, {
        status: 404,
        title: 'We do not know this payment',
        main: html`<p>This address belongs to no payment of this shop. If you have paid, your order page shows it.</p>`,
      });
    },
  },
];

const NOT_ORDERED = {
  changed_since_review: 'This is not what you have reviewed before. Please look again; nothing was ordered.',
  method_missing: 'Please choose a payment method; nothing was ordered.',
  method_not_offered: 'That payment method is not offered any more. Please choose again; nothing was ordered.',
} as const;

/** After asking for a payment: to the provider's page if the customer is wanted there, else to the order. */
export function goOn(
  { deployment, providers }: StorefrontWorld,
  order: Order,
  purchase: FirstStep | undefined,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const orderPage = `/orders/${order.accessToken}`;
  if (!purchase) return seeOther(orderPage, headers);
  const outcome = outcomeOf(purchase);
  if (outcome.kind !== 'action_required') return seeOther(orderPage, headers);
  const { origin } = new URL(outcome.redirectUrl);
  const known = pageOriginsOf(deployment, providers).includes(origin);
  // Browsers follow a form only to places its page has named; to any other the customer goes by a link on the order page.
  return seeOther(known ? outcome.redirectUrl : orderPage, headers);
}

/** The offered methods to choose from. */
export function methodChoices(offers: readonly Offer[]): Html {
  return html`
    <fieldset class="choices">
      <legend>Payment method</legend>
      ${offers.map(
        ({ method, options }, index) => html`
          <label>
            <input type="radio" name="method" value=${method.id} checked=${index === 0} required />
            ${method.label} ${options.hint === undefined ? null : html`<small>${options.hint}</small>`}
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** What was entered in the checkout that is to be changed, if it is one of the cart in this browser. */
async function fieldsBefore(world: StorefrontWorld, { exchange }: PageCall): Promise<CheckoutFields> {
  const from = exchange.query.get('from');
  const cart = await cartOf(world, exchange);
  const before = from === null ? undefined : await world.checkouts.checkout(checkoutId(from));
  if (before && before.cartId === cart?.id) return fieldsOfEntry(before);
  const customer = await customerOf(world, exchange);
  const [last] = customer ? await ordersOf(world, customer) : [];
  return fieldsOfCustomer(customer, last?.billingAddress);
}

function viewOf(world: StorefrontWorld, { exchange }: PageCall): Promise<CheckoutView | undefined> {
  return checkoutView(world, checkoutId(exchange.parameters.checkoutId ?? ''));
}

function reviewPage(world: StorefrontWorld, call: PageCall, view: CheckoutView, problem?: string): Reply {
  const { checkout, lines, totals, offers } = view;
  const { billingAddress, shippingAddress, shippingMethod } = checkout;
  const change = `/checkout?from=${checkout.id}`;
  return storefrontPage(world, call, {
    status: problem === undefined ? 200 : 409,
    title: 'Review and pay',
    main: html`
      <div>
        ${problem === undefined ? null : html`<p class="problem" role="alert">${problem}</p>`}
        <dl class="facts">
          <dt>Order for</dt>
          <dd>${checkout.email}</dd>
          <dt>Billing address</dt>
          <dd>${addressInWords(billingAddress)} · <a href=${change}>Change</a></dd>
          ${
            shippingAddress === undefined
              ? null
              : [html`<dt>Shipping address</dt>`, html`<dd>${addressInWords(shippingAddress)}</dd>`]
          }
          ${lines.map(
            (line) => html`
              <dt>${line.quantity} × ${line.name}</dt>
              <dd>${amount(line.lineTotal)}</dd>
            `,
          )}
          ${totalsFacts(totals, shippingMethod)}
        </dl>
        ${discountGone(view)}
        ${totals.total.minor > 0n && offers.length === 0 ? nothingOffered() : placeForm(view, call.csrf)}
      </div>
    `,
  });
}

/** Says that a discount is not there any more, before anything is ordered without it. */
function discountGone({ checkout, discount }: CheckoutView): Html | null {
  if (checkout.discountCode === undefined || discount !== undefined) return null;
  return html`<p class="warning" role="status">Your discount is not good any more; the total is without it.</p>`;
}

function placeForm({ checkout, offers, totals: { total }, review }: CheckoutView, csrf: string): Html {
  const reviewed = html`<input type="hidden" name="review" value=${review} />`;
  if (total.minor === 0n) {
    return html`
      <form method="post" action=${`/checkout/${checkout.id}/place`}>
        ${csrfField(csrf)} ${reviewed}
        <p>There is nothing to pay.</p>
        <button type="submit">Place order</button>
      </form>
    `;
  }
  return html`
    <form method="post" action=${`/checkout/${checkout.id}/place`}>
      ${csrfField(csrf)} ${reviewed} ${methodChoices(offers)}
      ${
        offers.some(({ kind }) => kind === 'provider')
          ? html`<p>You enter your card on the payment provider's own page. This shop never sees it.</p>`
          : null
      }
      <button type="submit">
        ${offers.some(({ kind }) => kind === 'offline') ? 'Place order for' : 'Place order and pay'} ${amount(total)}
      </button>
    </form>
  `;
}

function nothingOffered(): Html {
  return html`
    <p class="warning" role="status">
      There is no payment method for this currency and country at the moment. You can change the address, or the currency
      in the <a href="/">catalogue</a>; your cart stays as it is.
    </p>
  `;
}

function noSuchCheckout(world: StorefrontWorld, call: PageCall): Reply {
  return storefrontPage(world, call, {
    status: 404,
    title: 'This checkout is gone',
    main: html`<p>Start again from <a href="/cart">your cart</a>. If you have ordered, use the address of your order page.</p>`,
  });
}
