import type { Exchange, Reply } from '../http/exchange.ts';
import {
  buttonForm,
  checkbox,
  csrfField,
  errorSummary,
  type FormErrors,
  selectInput,
  textInput,
} from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageAccess, PageCall } from '../http/page-route.ts';
import { methodOf, type PaymentMethod } from '../payments/payment-method.ts';
import type { PaymentRule } from '../payments/payment-rule.ts';
import { changePaymentRule, createPaymentRule, type PaymentRuleDraft } from '../payments/payment-rules.ts';
import { isCountry } from '../shop/country.ts';
import { CURRENCIES, isCurrency } from '../shop/currency.ts';
import { type PaymentRuleId, paymentRuleId } from '../shop/ids.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';

const INTEGRATORS: PageAccess = { kind: 'permission', permission: 'manage_payment_rules' };
const NO_ERRORS: FormErrors = new Map();

type Fields = Readonly<{
  name: string;
  enabled: boolean;
  sortOrder: string;
  stopFurtherRules: boolean;
  currency: string;
  countries: string;
  methods: readonly string[];
}>;

const EMPTY: Fields = {
  name: '',
  enabled: true,
  sortOrder: '10',
  stopFurtherRules: false,
  currency: 'EUR',
  countries: '',
  methods: [],
};

/** When payment methods are offered. */
export const paymentRulePages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/payment-rules',
    access: INTEGRATORS,
    handle: (world, call) => listPage(world, call),
  },
  {
    method: 'get',
    path: '/admin/payment-rules/new',
    access: INTEGRATORS,
    handle: (world, call) => editPage(world, call, { fields: EMPTY, errors: NO_ERRORS }),
  },
  {
    method: 'post',
    path: '/admin/payment-rules/new',
    access: INTEGRATORS,
    async handle(world, call) {
      const fields = sent(call.form);
      const draft = parsed(fields, await methodsOf(world));
      if (!('currency' in draft)) return editPage(world, call, { fields, errors: draft });
      await createPaymentRule(world, draft);
      return seeOther('/admin/payment-rules?notice=saved');
    },
  },
  {
    method: 'get',
    path: '/admin/payment-rules/:paymentRuleId',
    access: INTEGRATORS,
    async handle(world, call) {
      const rule = await world.paymentRules.byId(idIn(call.exchange));
      if (!rule) return notFoundPage(world, call, 'payment rule');
      return editPage(world, call, { fields: fieldsOf(rule), errors: NO_ERRORS, rule });
    },
  },
  {
    method: 'post',
    path: '/admin/payment-rules/:paymentRuleId',
    access: INTEGRATORS,
    async handle(world, call) {
      const rule = await world.paymentRules.byId(idIn(call.exchange));
      if (!rule) return notFoundPage(world, call, 'payment rule');
      const fields = sent(call.form);
      const draft = parsed(fields, await methodsOf(world));
      if (!('currency' in draft)) return editPage(world, call, { fields, errors: draft, rule });
      await changePaymentRule(world, rule.id, draft);
      return seeOther('/admin/payment-rules?notice=saved');
    },
  },
  {
    method: 'post',
    path: '/admin/payment-rules/:paymentRuleId/delete',
    access: INTEGRATORS,
    async handle(world, call) {
      const id = idIn(call.exchange);
      if (!(await world.paymentRules.byId(id))) return notFoundPage(world, call, 'payment rule');
      await world.paymentRules.remove(id);
      return seeOther('/admin/payment-rules?notice=deleted');
    },
  },
];

function idIn(exchange: Exchange): PaymentRuleId {
  return paymentRuleId(exchange.parameters.paymentRuleId ?? '');
}

async function methodsOf(world: BackOfficeWorld): Promise<readonly PaymentMethod[]> {
  return (await world.integrations.all()).map(methodOf);
}

function fieldsOf(rule: PaymentRule): Fields {
  return { ...rule, sortOrder: String(rule.sortOrder), countries: rule.countries.join(', ') };
}

function sent(form: URLSearchParams): Fields {
  const field = (name: string) => (form.get(name) ?? '').trim();
  return {
    name: field('name'),
    enabled: form.has('enabled'),
    sortOrder: field('sortOrder'),
    stopFurtherRules: form.has('stopFurtherRules'),
    currency: field('currency'),
    countries: field('countries'),
    methods: form.getAll('methods'),
  };
}

function parsed(fields: Fields, known: readonly PaymentMethod[]): PaymentRuleDraft | FormErrors {
  const errors = new Map<string, string>();
  const { name, currency, enabled, stopFurtherRules } = fields;
  if (name === '' || name.length > 100) errors.set('name', 'Please enter a name of at most 100 characters.');
  if (!/^-?\d{1,6}$/.test(fields.sortOrder)) errors.set('sortOrder', 'Please enter a whole number.');
  if (!isCurrency(currency)) errors.set('currency', 'Please choose a currency.');
  const codes = fields.countries.split(/[\s,]+/).filter((code) => code !== '');
  const wrong = codes.filter((code) => !isCountry(code));
  if (wrong.length > 0)
    errors.set('countries', `Not a country: ${wrong.slice(0, 5).join(', ')}. Write codes such as DE, FR.`);
  const methods = known.map(({ id }) => id).filter((id) => fields.methods.includes(id));
  if (methods.length === 0) errors.set('methods', 'Please choose at least one payment method.');
  if (errors.size > 0 || !isCurrency(currency)) return errors;
  const countries = [...new Set(codes.filter(isCountry))];
  const sortOrder = Number(fields.sortOrder);
  return { name, enabled, sortOrder, stopFurtherRules, currency, countries, methods };
}

async function listPage(world: BackOfficeWorld, call: PageCall): Promise<Reply> {
  const rules = await world.paymentRules.all();
  const labels = new Map((await methodsOf(world)).map(({ id, label }) => [id, label]));
  return backOfficePage(world, call, {
    title: 'Payment rules',
    main: html`
      <div>
        <div class="row"><a role="button" href="/admin/payment-rules/new">New payment rule</a></div>
        ${
          rules.length === 0
            ? html`<p>None yet. Without a rule no payment method is offered.</p>`
            : html`
                <div class="table" role="region" aria-label="Table of payment rules" tabindex="0">
                  <table>
                    <thead>
                      <tr>
                        <th scope="col" class="number">Sort order</th>
                        <th scope="col">Name</th>
                        <th scope="col">Currency</th>
                        <th scope="col">Countries</th>
                        <th scope="col">Methods</th>
                        <th scope="col">Enabled</th>
                        <th scope="col">Stops</th>
                        <th scope="col"><span class="visually-hidden">Delete</span></th>
                      </tr>
                    </thead>
                    <tbody>
                      ${rules
                        .toSorted((left, right) => left.sortOrder - right.sortOrder)
                        .map((rule) => listRow(rule, labels, call.csrf))}
                    </tbody>
                  </table>
                </div>
              `
        }
      </div>
    `,
  });
}

function listRow(rule: PaymentRule, labels: ReadonlyMap<string, string>, csrf: string): Html {
  return html`
    <tr>
      <td class="number">${rule.sortOrder}</td>
      <td><a href=${`/admin/payment-rules/${rule.id}`}>${rule.name}</a></td>
      <td>${rule.currency}</td>
      <td class="wrap">${rule.countries.length === 0 ? 'anywhere' : rule.countries.join(', ')}</td>
      <td class="wrap">${rule.methods.map((id) => labels.get(id) ?? id).join(', ')}</td>
      <td>${rule.enabled ? 'yes' : 'no'}</td>
      <td>${rule.stopFurtherRules ? 'yes' : 'no'}</td>
      <td>${buttonForm(`/admin/payment-rules/${rule.id}/delete`, 'Delete', csrf, { className: 'secondary outline' })}</td>
    </tr>
  `;
}

async function editPage(
  world: BackOfficeWorld,
  call: PageCall,
  { fields, errors, rule }: Readonly<{ fields: Fields; errors: FormErrors; rule?: PaymentRule }>,
): Promise<Reply> {
  const known = await methodsOf(world);
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: rule ? `Payment rule: ${rule.name}` : 'New payment rule',
    width: 'text',
    main: html`
      <article>
        <form method="post" action=${`/admin/payment-rules/${rule?.id ?? 'new'}`} novalidate>
          ${csrfField(call.csrf)} ${errorSummary(errors)}
          ${textInput('name', 'Name', errors, { value: fields.name, maxlength: 100 })}
          ${checkbox('enabled', 'Enabled', fields.enabled)}
          <div class="two">
            ${textInput('sortOrder', 'Sort order', errors, { value: fields.sortOrder, hint: 'Lower first.' })}
            ${selectInput('currency', 'Currency of the order', errors, {
              value: fields.currency,
              choices: CURRENCIES.map((code) => [code, code] as const),
            })}
          </div>
          ${textInput('countries', 'Countries of the billing address', errors, {
            value: fields.countries,
            required: false,
            hint: 'Two-letter codes with commas between, such as DE, FR. Empty means anywhere.',
          })}
          ${methodBoxes(known, fields, errors)}
          ${checkbox(
            'stopFurtherRules',
            'Stop here: rules with a higher sort order do not count',
            fields.stopFurtherRules,
            'Also when none of the methods of this rule can be used.',
          )}
          <div class="row">
            <button type="submit">Save</button>
            <a href="/admin/payment-rules">Back to all payment rules</a>
          </div>
        </form>
      </article>
    `,
  });
}

function methodBoxes(known: readonly PaymentMethod[], { methods }: Fields, errors: FormErrors): Html {
  const error = errors.get('methods');
  return html`
    <fieldset id="methods" class="choices">
      <legend>Payment methods</legend>
      ${known.length === 0 ? html`<p>There is none yet: make an <a href="/admin/integrations/new">integration</a> first.</p>` : null}
      ${known.map(
        ({ id, label }) => html`
          <label>
            <input type="checkbox" name="methods" value=${id} checked=${methods.includes(id)} />
            ${label} <small>${id}</small>
          </label>
        `,
      )}
      ${error === undefined ? null : html`<small class="error">${error}</small>`}
    </fieldset>
  `;
}
