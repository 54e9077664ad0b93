import type { Reply } from '../http/exchange.ts';
import { checkbox, csrfField, errorSummary, type FormErrors, selectInput, textInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import type { PageCall } from '../http/page-route.ts';
import { shippingChoices } from '../http/totals.ts';
import { amount, countryChoices } from '../http/words.ts';
import type { CatalogueCurrency } from '../shop/catalogue.ts';
import { shippingCost } from '../shop/shipping.ts';
import { type AddressFields, type CheckoutFields, SHIPPING_PREFIX } from './checkout-form.ts';
import { type StorefrontWorld, storefrontPage } from './frame.ts';

/** The first page of a checkout: for whom, where to, how, and a discount. */
export function addressPage(
  world: StorefrontWorld,
  call: PageCall,
  { currency, fields, errors }: Readonly<{ currency: CatalogueCurrency; fields: CheckoutFields; errors: FormErrors }>,
): Reply {
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
        ${addressInputs({ prefix: '', of: '', section: '' }, fields.billing, errors)}
        <h2>Shipping</h2>
        ${shippingMethods(fields, currency)}
        ${checkbox('shippedElsewhere', 'Send it to another address', fields.isShippedElsewhere)}
        <details open=${fields.isShippedElsewhere}>
          <summary>The other address</summary>
          ${addressInputs({ prefix: SHIPPING_PREFIX, of: 'Shipping: ', section: 'shipping ' }, fields.shipping, errors)}
        </details>
        ${textInput('discountCode', 'Discount code', errors, {
          value: fields.discountCode,
          required: false,
          autocomplete: 'off',
          maxlength: 40,
          hint: 'If you have one.',
        })}
        <div class="row">
          <button type="submit">Go on to payment</button>
          <a href="/cart">Back to the cart</a>
        </div>
      </form>
    `,
  });
}

type Naming = Readonly<{ prefix: string; of: string; section: string }>;

function addressInputs({ prefix, of, section }: Naming, fields: AddressFields, errors: FormErrors): readonly Html[] {
  const label = (text: string) => (of === '' ? text : of + text.toLowerCase());
  const input = (name: keyof AddressFields, text: string, autocomplete: string, maxlength: number) =>
    textInput(prefix + name, label(text), errors, {
      value: fields[name],
      autocomplete: section + autocomplete,
      maxlength,
    });
  return [
    input('name', 'Name', 'name', 100),
    input('street', 'Street and number', 'address-line1', 200),
    html`
      <div class="two">
        ${input('postalCode', 'Postal code', 'postal-code', 20)} ${input('city', 'City', 'address-level2', 100)}
      </div>
    `,
    html`
      <div class="two">
        ${textInput(`${prefix}region`, label('State or region'), errors, {
          value: fields.region,
          required: false,
          autocomplete: `${section}address-level1`,
          maxlength: 6,
          hint: 'Its short form where there are any, such as CA.',
        })}
        ${selectInput(`${prefix}country`, label('Country'), errors, {
          choices: countryChoices(),
          value: fields.country,
        })}
      </div>
    `,
  ];
}

function shippingMethods({ shippingMethod }: CheckoutFields, currency: CatalogueCurrency): Html {
  return html`
    <fieldset class="choices" id="shippingMethod">
      <legend>How it reaches you</legend>
      ${shippingChoices().map(([method, words]) => {
        const cost = shippingCost(method, currency);
        return html`
          <label>
            <input type="radio" name="shippingMethod" value=${method} checked=${method === shippingMethod} required />
            ${words} · ${cost.minor === 0n ? 'free' : amount(cost)}
          </label>
        `;
      })}
    </fieldset>
  `;
}
