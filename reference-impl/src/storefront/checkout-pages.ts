import { type CheckoutView, checkoutView, startCheckout } from '../checkout/checkout.ts';
import { customerReturned } from '../checkout/customer-return.ts';
import { placeOrder } from '../checkout/place-order.ts';
import type { Reply } from '../http/exchange.ts';
import { csrfField, errorSummary, type FormErrors, selectInput, textInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { amount, countryChoices } from '../http/words.ts';
import type { Offer } from '../payments/payment-rules.ts';
import { outcomeOf, type Purchase } from '../payments/transaction.ts';
import { countryName } from '../shop/country.ts';
import { checkoutId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type CheckoutFields, checkoutFields, parseCheckout } from './checkout-form.ts';
import { cartCookie, cartOf, type StorefrontRoute, type StorefrontWorld, storefrontPage } from './frame.ts';

/** From the cart to the provider's payment page and back. */
export const checkoutPages: readonly StorefrontRoute[] = [
  {
    method: 'get',
    path: '/checkout',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const cart = await cartOf(world, call.exchange);
      if (!cart || cart.lines.length === 0) return seeOther('/cart');
      return addressPage(world, call, checkoutFields(new URLSearchParams({ country: 'DE' })), new Map());
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
      if (!('email' in entry)) return addressPage(world, call, fields, entry);
      const result = await startCheckout(world, { ...entry, cartId: cart.id });
      return seeOther(result.kind === 'started' ? `/checkout/${result.view.checkout.id}` : '/cart');
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
      const result = await placeOrder(world, id, call.form.get('method') ?? undefined);
      switch (result.kind) {
        case 'placed':
        case 'placed_before':
          return goOn(world, result.order, result.purchase, { 'set-cookie': cartCookie(world, undefined) });
        case 'not_found':
          return noSuchCheckout(world, call);
        case 'cart_empty':
          return seeOther('/cart');
        case 'method_missing':
        case 'method_not_offered': {
          const view = await viewOf(world, call);
          if (!view) return noSuchCheckout(world, call);
          if (result.kind === 'method_missing') {
            return reviewPage(world, call, view, 'Please choose a payment method; nothing was ordered.');
          }
          const problem = 'That payment method is not offered any more. Please choose again; nothing was ordered.';
          return reviewPage(world, call, view, problem);
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

/** After asking for a payment: to the provider's page if the customer is wanted there, else to the order. */
export function goOn(
  { deployment }: StorefrontWorld,
  order: Order,
  purchase: Purchase | undefined,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const orderPage = `/orders/${order.accessToken}`;
  if (!purchase) return seeOther(orderPage, headers);
  const outcome = outcomeOf(purchase);
  if (outcome.kind !== 'action_required') return seeOther(orderPage, headers);
  const { origin } = new URL(outcome.redirectUrl);
  const known = [...deployment.providers.values()].some((address) => new URL(address).origin === origin);
  // Browsers follow a form only to places its page has named; to any other the customer goes by a link on the order page.
  return seeOther(known ? outcome.redirectUrl : orderPage, headers);
}

/** The offered methods to choose from. */
export function methodChoices(offers: readonly Offer[]): Html {
  return html`
    <fieldset class="choices">
      <legend>Payment method</legend>
      ${offers.map(
        ({ method }, index) => html`
          <label>
            <input type="radio" name="method" value=${method.id} checked=${index === 0} required />
            ${method.label}
          </label>
        `,
      )}
    </fieldset>
  `;
}

function viewOf(world: StorefrontWorld, { exchange }: PageCall): Promise<CheckoutView | undefined> {
  return checkoutView(world, checkoutId(exchange.parameters.checkoutId ?? ''));
}

function addressPage(world: StorefrontWorld, call: PageCall, fields: CheckoutFields, errors: FormErrors): Reply {
  const choices = countryChoices();
  return storefrontPage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'Check out',
    main: html`
      <form method="post" action="/checkout" novalidate>
        ${csrfField(call.csrf)} ${errorSummary(errors)}
        ${textInput('email', 'E-mail address', errors, {
          type: 'email',
          value: fields.email,
          autocomplete: 'email',
          maxlength: 254,
          hint: 'For messages about your order.',
        })}
        <h2>Billing address</h2>
        ${textInput('name', 'Name', errors, { value: fields.name, autocomplete: 'name', maxlength: 100 })}
        ${textInput('street', 'Street and number', errors, {
          value: fields.street,
          autocomplete: 'address-line1',
          maxlength: 200,
        })}
        <div class="two">
          ${textInput('postalCode', 'Postal code', errors, {
            value: fields.postalCode,
            autocomplete: 'postal-code',
            maxlength: 20,
          })}
          ${textInput('city', 'City', errors, { value: fields.city, autocomplete: 'address-level2', maxlength: 100 })}
        </div>
        ${selectInput('country', 'Country', errors, { choices, value: fields.country })}
        <div class="row">
          <button type="submit">Go on to payment</button>
          <a href="/cart">Back to the cart</a>
        </div>
      </form>
    `,
  });
}

function reviewPage(world: StorefrontWorld, call: PageCall, view: CheckoutView, problem?: string): Reply {
  const { checkout, lines, total, offers } = view;
  const { billingAddress } = checkout;
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
          <dd>
            ${billingAddress.name}, ${billingAddress.street}, ${billingAddress.postalCode} ${billingAddress.city}, ${countryName(
              billingAddress.country,
            )} · <a href="/checkout">Change</a>
          </dd>
          ${lines.map(
            (line) => html`
              <dt>${line.quantity} × ${line.name}</dt>
              <dd>${amount(line.lineTotal)}</dd>
            `,
          )}
          <dt><strong>Total</strong></dt>
          <dd class="price">${amount(total)}</dd>
        </dl>
        ${total.minor > 0n && offers.length === 0 ? nothingOffered() : placeForm(view, call.csrf)}
      </div>
    `,
  });
}

function placeForm({ checkout, offers, total }: CheckoutView, csrf: string): Html {
  if (total.minor === 0n) {
    return html`
      <form method="post" action=${`/checkout/${checkout.id}/place`}>
        ${csrfField(csrf)}
        <p>There is nothing to pay.</p>
        <button type="submit">Place order</button>
      </form>
    `;
  }
  return html`
    <form method="post" action=${`/checkout/${checkout.id}/place`}>
      ${csrfField(csrf)} ${methodChoices(offers)}
      <p>You enter your card on the payment provider's own page. This shop never sees it.</p>
      <button type="submit">Place order and pay ${amount(total)}</button>
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
