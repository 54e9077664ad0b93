import { checkoutView } from '../checkout/checkout.ts';
import { contextOfOrder, websiteOf } from '../checkout/rule-contexts.ts';
import type { Reply } from '../http/exchange.ts';
import { errorSummary, type FormErrors, selectInput, textInput } from '../http/form.ts';
import { type Content, type Html, html } from '../http/html.ts';
import type { PageCall } from '../http/page-route.ts';
import type { RuleContext } from '../payments/payment-rule-context.ts';
import { explainedOffers } from '../payments/payment-rules.ts';
import { CURRENCIES } from '../shop/currency.ts';
import { checkoutId, orderId } from '../shop/ids.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';
import { imaginedContext, type OfferedFields, offeredFields } from './offered-form.ts';
import { offeredTable } from './offered-table.ts';

/** Why payment methods are offered, or not. */
export const offeredPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/payment-methods',
    access: { kind: 'permission', permission: 'manage_payment_rules' },
    handle: (world, call) => askPage(world, call, offeredFields(call.exchange.query)),
  },
  {
    method: 'get',
    path: '/admin/orders/:orderId/payment-methods',
    access: { kind: 'permission', permission: 'view_payment_history' },
    async handle(world, call) {
      const order = await world.orders.byId(orderId(call.exchange.parameters.orderId ?? ''));
      if (!order) return notFoundPage(world, call, 'order');
      const explained = await explainedOffers(world, await contextOfOrder(world, order));
      return backOfficePage(world, call, {
        title: `Payment methods for order ${order.number}`,
        main: html`
          <div>
            <p>
              By the rules and integrations of this moment, which may be others than when it was placed.
              <a href=${`/admin/orders/${order.id}`}>Back to the order</a>
            </p>
            ${offeredTable(explained)}
          </div>
        `,
      });
    },
  },
];

async function askPage(world: BackOfficeWorld, call: PageCall, fields: OfferedFields): Promise<Reply> {
  const asked = await contextAsked(world, fields);
  const errors: FormErrors = asked instanceof Map ? asked : new Map();
  const context = asked && !(asked instanceof Map) && 'website' in asked ? asked : undefined;
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'Why is a method offered, or not?',
    main: html`
      <div>
        ${errorSummary(errors)} ${context ? answer(offeredTable(await explainedOffers(world, context))) : null}
        ${form(fields, errors)}
      </div>
    `,
  });
}

function answer(table: Html): Content {
  return html`<section aria-labelledby="answer"><h2 id="answer">By the rules of this moment</h2>${table}</section>`;
}

/** What is asked about: an order, a checkout, or one that is only imagined. Nothing when nothing is asked yet. */
async function contextAsked(
  world: BackOfficeWorld,
  fields: OfferedFields,
): Promise<RuleContext | FormErrors | undefined> {
  if (fields.order !== '') {
    const order = await world.orders.byNumber(fields.order);
    return order ? contextOfOrder(world, order) : new Map([['order', 'There is no order of that number.']]);
  }
  if (fields.checkout !== '') {
    const view = await checkoutView(world, checkoutId(fields.checkout));
    return view ? view.context : new Map([['checkout', 'There is no such checkout, or no longer.']]);
  }
  return fields.currency === '' ? undefined : imaginedContext(fields, websiteOf(world));
}

function form(fields: OfferedFields, errors: FormErrors): Html {
  const optional = (name: keyof OfferedFields, label: string, hint: string) =>
    textInput(name, label, errors, { value: fields[name], required: false, hint, maxlength: 100 });
  return html`
    <article>
      <form method="get" action="/admin/payment-methods" novalidate>
        <p>Ask about an order or a checkout that there is, or about one that you imagine.</p>
        <div class="two">
          ${optional('order', 'Order', 'Its number.')}
          ${optional('checkout', 'Checkout', "What its address ends in, on the customer's review page.")}
        </div>
        <h2>Or imagine one</h2>
        <div class="two">
          ${selectInput('currency', 'Currency', errors, {
            value: fields.currency === '' ? 'EUR' : fields.currency,
            choices: CURRENCIES.map((code) => [code, code] as const),
          })}
          ${optional('total', 'Total', '100 when nothing is written here.')}
        </div>
        <div class="two">
          ${optional('country', 'Country', 'Two letters; empty before the customer has given an address.')}
          ${optional('region', 'Region', 'Such as US-CA.')}
        </div>
        ${optional('postalCode', 'Postal code', 'As the customer would write it.')}
        <button type="submit">Explain</button>
      </form>
    </article>
  `;
}
