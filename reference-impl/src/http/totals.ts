import { SHIPPING_METHODS, type ShippingMethod, shippingInWords } from '../shop/shipping.ts';
import type { TaxAmount, Totals } from '../shop/totals.ts';
import { type Content, html } from './html.ts';
import { amount } from './words.ts';

/** What an order comes to, part by part, for a list of facts. Where there is nothing but lines, the total says it all. */
export function totalsFacts({ subtotal, discount, shipping, taxes, total }: Totals, by: ShippingMethod): Content {
  const isPlain = discount.minor === 0n && shipping.minor === 0n && taxes.length === 0;
  const onTop = taxes.filter(({ how }) => how === 'on_top');
  const included = taxes.filter(({ how }) => how === 'included');
  return [
    isPlain ? null : html`<dt>Subtotal</dt>`,
    isPlain ? null : html`<dd>${amount(subtotal)}</dd>`,
    discount.minor === 0n ? null : [html`<dt>Discount</dt>`, html`<dd>−${amount(discount)}</dd>`],
    html`<dt>Shipping</dt>`,
    html`<dd>${shippingInWords(by)}${shipping.minor === 0n ? '' : [' · ', amount(shipping)]}</dd>`,
    onTop.map((tax) => [html`<dt>${taxInWords(tax)}</dt>`, html`<dd>${amount(tax.amount)}</dd>`]),
    html`<dt><strong>Total</strong></dt>`,
    html`<dd class="price">${amount(total)}</dd>`,
    included.map((tax) => [html`<dt>Includes ${taxInWords(tax)}</dt>`, html`<dd>${amount(tax.amount)}</dd>`]),
  ];
}

/** The ways of shipping by what customers read. */
export function shippingChoices(): readonly (readonly [ShippingMethod, string])[] {
  return SHIPPING_METHODS.map((method) => [method, shippingInWords(method)] as const);
}

function taxInWords({ name, partsPerMillion }: TaxAmount): string {
  return `${name} (${Number(partsPerMillion) / 10_000} %)`;
}
