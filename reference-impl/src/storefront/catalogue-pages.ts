import { changeQuantity, createCart } from '../checkout/carts.ts';
import { csrfField } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { amount } from '../http/words.ts';
import { type PricedLine, pricedLines, QUANTITY_MAX, totalOf } from '../shop/cart.ts';
import {
  CATALOGUE,
  CATALOGUE_CURRENCIES,
  type CatalogueCurrency,
  isCatalogueCurrency,
  productById,
} from '../shop/catalogue.ts';
import { productId } from '../shop/ids.ts';
import { type Product, priceIn } from '../shop/product.ts';
import { cartCookie, cartOf, type StorefrontRoute, storefrontPage } from './frame.ts';

/** Choosing what to buy. */
export const cataloguePages: readonly StorefrontRoute[] = [
  {
    method: 'get',
    path: '/',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const wanted = call.exchange.query.get('currency') ?? '';
      const cart = await cartOf(world, call.exchange);
      const currency = isCatalogueCurrency(wanted) ? wanted : (cart?.currency ?? 'EUR');
      const replaces = cart !== undefined && cart.lines.length > 0 && cart.currency !== currency;
      return storefrontPage(world, call, {
        title: 'Tools for assayers',
        width: 'wide',
        main: html`
          <div>
            <nav class="row" aria-label="Currency">
              <span>Prices in</span>
              ${CATALOGUE_CURRENCIES.map(
                (choice) =>
                  html`<a href=${`/?currency=${choice}`} aria-current=${choice === currency ? 'true' : null}>${
                    choice === currency ? html`<strong>${choice}</strong>` : choice
                  }</a>`,
              )}
            </nav>
            ${
              replaces
                ? html`<p class="warning">Your cart is in ${cart.currency}. Adding something in ${currency} starts a new one.</p>`
                : null
            }
            <div class="products">${CATALOGUE.map((product) => productCard(product, currency, call.csrf))}</div>
          </div>
        `,
      });
    },
  },
  {
    method: 'post',
    path: '/cart/lines',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const currency = call.form.get('currency') ?? '';
      const quantity = quantityIn(call.form.get('quantity'));
      if (!isCatalogueCurrency(currency) || quantity === undefined) return seeOther('/');
      const held = await cartOf(world, call.exchange);
      const cart = held?.currency === currency ? held : await createCart(world, currency);
      const product = productId(call.form.get('product') ?? '');
      await changeQuantity(world, cart.id, product, (before) => before + quantity);
      return seeOther('/cart', { 'set-cookie': cartCookie(world, cart.id) });
    },
  },
  {
    method: 'get',
    path: '/cart',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const cart = await cartOf(world, call.exchange);
      const lines = cart ? pricedLines(cart, productById) : [];
      const main =
        cart && lines.length > 0
          ? cartForm(lines, cart.currency, call)
          : html`<p>There is nothing in it yet. <a href="/">Look at the catalogue</a>.</p>`;
      return storefrontPage(world, call, { title: 'Your cart', main });
    },
  },
  {
    method: 'post',
    path: '/cart',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const cart = await cartOf(world, call.exchange);
      if (!cart) return seeOther('/cart');
      const removed = call.form.get('remove');
      for (const line of cart.lines) {
        const quantity = quantityIn(call.form.get(`quantity-${line.productId}`));
        const next = line.productId === removed ? 0 : (quantity ?? line.quantity);
        await changeQuantity(world, cart.id, line.productId, () => next);
      }
      return seeOther(call.form.has('checkout') ? '/checkout' : '/cart');
    },
  },
];

function productCard(product: Product, currency: CatalogueCurrency, csrf: string): Html | null {
  const price = priceIn(product, currency);
  if (!price) return null;
  const field = `quantity-${product.id}`;
  return html`
    <article>
      <h2>${product.name}</h2>
      <p>${product.description}</p>
      <p class="price">${amount(price)}</p>
      <form method="post" action="/cart/lines">
        ${csrfField(csrf)}
        <input type="hidden" name="product" value=${product.id} />
        <input type="hidden" name="currency" value=${currency} />
        <div class="buy">
          <div>
            <label for=${field}>Quantity</label>
            <input id=${field} name="quantity" type="number" min="1" max=${QUANTITY_MAX} value="1" required />
          </div>
          <button type="submit" aria-label=${`Add to cart: ${product.name}`}>Add to cart</button>
        </div>
      </form>
    </article>
  `;
}

function cartForm(lines: readonly PricedLine[], currency: CatalogueCurrency, { csrf }: PageCall): Html {
  return html`
    <form method="post" action="/cart">
      ${csrfField(csrf)}
      <div class="table" role="region" aria-label="Table of what is in the cart" tabindex="0">
        <table class="stacked">
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col" class="number">Price</th>
              <th scope="col">Quantity</th>
              <th scope="col" class="number">Sum</th>
              <th scope="col"><span class="visually-hidden">Remove</span></th>
            </tr>
          </thead>
          <tbody>
            ${lines.map(
              (line) => html`
                <tr>
                  <th scope="row">${line.name}</th>
                  <td class="number" data-label="Price">${amount(line.unitPrice)}</td>
                  <td data-label="Quantity">
                    <input
                      type="number"
                      name=${`quantity-${line.productId}`}
                      aria-label=${`Quantity of ${line.name}`}
                      min="0"
                      max=${QUANTITY_MAX}
                      value=${line.quantity}
                      required
                    />
                  </td>
                  <td class="number" data-label="Sum">${amount(line.lineTotal)}</td>
                  <td>
                    <button type="submit" name="remove" value=${line.productId} class="secondary outline" aria-label=${`Remove ${line.name}`}>
                      Remove
                    </button>
                  </td>
                </tr>
              `,
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colspan="3">Total</th>
              <td class="number price">${amount(totalOf(lines, currency))}</td>
              <td></td>
            </tr>
          </tfoot>
        </table>
      </div>
      <div class="row">
        <button type="submit" name="checkout" value="yes">Check out</button>
        <button type="submit" class="secondary outline">Update quantities</button>
        <a href="/">Go on shopping</a>
      </div>
    </form>
  `;
}

function quantityIn(text: string | null): number | undefined {
  return text !== null && /^\d{1,3}$/.test(text) ? Math.min(QUANTITY_MAX, Number(text)) : undefined;
}
