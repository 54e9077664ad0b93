import { changePricing } from '../checkout/pricing.ts';
import { callerAsActor } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import { csrfField, errorSummary, type FormErrors, linesInput } from '../http/form.ts';
import { html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageAccess, PageCall } from '../http/page-route.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage } from './frame.ts';
import { type PricingFields, parsePricing, pricingFieldsOf, sentPricing } from './pricing-form.ts';

const PRICERS: PageAccess = { kind: 'permission', permission: 'manage_prices' };

/** Taxes and discounts. */
export const pricingPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/pricing',
    access: PRICERS,
    handle: async (world, call) =>
      editPage(world, call, { fields: pricingFieldsOf(await world.pricing.read()), errors: new Map() }),
  },
  {
    method: 'post',
    path: '/admin/pricing',
    access: PRICERS,
    async handle(world, call) {
      const fields = sentPricing(call.form);
      const pricing = parsePricing(fields);
      if (!('version' in pricing)) return editPage(world, call, { fields, errors: pricing });
      const result = await changePricing(world, pricing, callerAsActor(call.caller));
      switch (result.kind) {
        case 'changed':
          return seeOther('/admin/pricing?notice=saved');
        case 'code_twice': {
          const code = pricing.discounts[result.index]?.code ?? '';
          const errors = new Map([['discounts', `The code ${code} stands there twice.`]]);
          return editPage(world, call, { fields, errors });
        }
        case 'conflict': {
          const errors = new Map([['taxes', 'Somebody else has changed them meanwhile. Load the page again first.']]);
          return editPage(world, call, { fields, errors });
        }
        default:
          return unreachable(result);
      }
    },
  },
];

function editPage(
  world: BackOfficeWorld,
  call: PageCall,
  { fields, errors }: Readonly<{ fields: PricingFields; errors: FormErrors }>,
): Reply {
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'Taxes and discounts',
    width: 'text',
    main: html`
      <article>
        <form method="post" action="/admin/pricing" novalidate>
          ${csrfField(call.csrf)} ${errorSummary(errors)}
          <input type="hidden" name="version" value=${fields.version} />
          ${linesInput('taxes', 'Taxes', errors, {
            value: fields.taxes,
            maxlength: 20_000,
            hint: 'One on a line: name | DE or US-CA | standard or reduced | per cent | included or on top | goods, or goods and shipping',
          })}
          <p><small>Where the goods go decides. For example: <code>VAT | DE | standard | 19 | included | goods and shipping</code></small></p>
          ${linesInput('discounts', 'Discounts', errors, {
            value: fields.discounts,
            maxlength: 20_000,
            hint: 'One on a line: code | name | 10 % or EUR 5.00',
          })}
          <p><small>For example: <code>WELCOME | Ten per cent for newcomers | 10 %</code></small></p>
          <button type="submit">Save</button>
        </form>
      </article>
    `,
  });
}
