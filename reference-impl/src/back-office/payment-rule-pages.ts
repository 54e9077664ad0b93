import { callerAsActor } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import {
  buttonForm,
  checkbox,
  csrfField,
  errorSummary,
  type FormErrors,
  linesInput,
  selectInput,
  textInput,
} from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageAccess, PageCall } from '../http/page-route.ts';
import type { PaymentMethod } from '../payments/payment-method.ts';
import type { PaymentRule } from '../payments/payment-rule.ts';
import { EXPRESSION_LENGTH_MAX, EXPRESSION_NAMES } from '../payments/payment-rule-expression.ts';
import { changePaymentRule, createPaymentRule, knownMethods, removePaymentRule } from '../payments/payment-rules.ts';
import { CURRENCIES } from '../shop/currency.ts';
import { type PaymentRuleId, paymentRuleId } from '../shop/ids.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';
import {
  destinationsInWords,
  EMPTY_RULE,
  parseRule,
  type RuleFields,
  ruleFieldsOf,
  sentRule,
} from './payment-rule-form.ts';
import { methodBoxes } from './payment-rule-methods.ts';

const INTEGRATORS: PageAccess = { kind: 'permission', permission: 'manage_payment_rules' };
const NO_ERRORS: FormErrors = new Map();

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
    handle: (world, call) => editPage(world, call, { fields: EMPTY_RULE, errors: NO_ERRORS }),
  },
  {
    method: 'post',
    path: '/admin/payment-rules/new',
    access: INTEGRATORS,
    async handle(world, call) {
      const fields = sentRule(call.form);
      const draft = parseRule(fields, await methodsOf(world));
      if (!('currency' in draft)) return editPage(world, call, { fields, errors: draft });
      await createPaymentRule(world, draft, callerAsActor(call.caller));
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
      return editPage(world, call, { fields: ruleFieldsOf(rule), errors: NO_ERRORS, rule });
    },
  },
  {
    method: 'post',
    path: '/admin/payment-rules/:paymentRuleId',
    access: INTEGRATORS,
    async handle(world, call) {
      const rule = await world.paymentRules.byId(idIn(call.exchange));
      if (!rule) return notFoundPage(world, call, 'payment rule');
      const fields = sentRule(call.form);
      const draft = parseRule(fields, await methodsOf(world));
      if (!('currency' in draft)) return editPage(world, call, { fields, errors: draft, rule });
      await changePaymentRule(world, rule.id, draft, callerAsActor(call.caller));
      return seeOther('/admin/payment-rules?notice=saved');
    },
  },
  {
    method: 'post',
    path: '/admin/payment-rules/:paymentRuleId/delete',
    access: INTEGRATORS,
    async handle(world, call) {
      const isRemoved = await removePaymentRule(world, idIn(call.exchange), callerAsActor(call.caller));
      if (!isRemoved) return notFoundPage(world, call, 'payment rule');
      return seeOther('/admin/payment-rules?notice=deleted');
    },
  },
];

function idIn(exchange: Exchange): PaymentRuleId {
  return paymentRuleId(exchange.parameters.paymentRuleId ?? '');
}

async function methodsOf(world: BackOfficeWorld): Promise<readonly PaymentMethod[]> {
  return knownMethods(world);
}

async function listPage(world: BackOfficeWorld, call: PageCall): Promise<Reply> {
  const rules = await world.paymentRules.all();
  const labels = new Map((await methodsOf(world)).map(({ id, label }) => [id, label]));
  return backOfficePage(world, call, {
    title: 'Payment rules',
    main: html`
      <div>
        <div class="row"><a role="button" href="/admin/payment-rules/new">New payment rule</a>
          <a href="/admin/payment-methods">Why is a method offered, or not?</a></div>
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
                        <th scope="col">Destinations</th>
                        <th scope="col">Expression</th>
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
      <td class="wrap">${destinationsInWords(rule)}</td>
      <td class="wrap">${rule.expression === '' ? '' : html`<code>${rule.expression}</code>`}</td>
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
  { fields, errors, rule }: Readonly<{ fields: RuleFields; errors: FormErrors; rule?: PaymentRule }>,
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
            hint: 'Two-letter codes with commas between, such as DE, FR. Nothing here or below means anywhere.',
          })}
          ${linesInput('parts', 'Parts of countries', errors, {
            value: fields.parts,
            maxlength: 10_000,
            hint: 'One on a line: US-CA, or US-CA: 90210, 90211, or US: 10001. Codes count exactly as they are written.',
          })}
          ${linesInput('expression', 'Expression', errors, {
            value: fields.expression,
            maxlength: EXPRESSION_LENGTH_MAX,
            hint: 'When it counts, such as total > 500.0 && !customer.isGuest. Empty means always.',
          })}
          ${expressionHelp()}
          ${textInput('websites', 'Websites', errors, {
            value: fields.websites,
            required: false,
            hint: 'Hosts customers reach the shop by, with commas between. Empty means all.',
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

/** What an expression can be made of. */
function expressionHelp(): Html {
  return html`
    <details>
      <summary>What an expression can look at</summary>
      <dl class="facts">
        ${EXPRESSION_NAMES.map(([name, meaning]) => [html`<dt><code>${name}</code></dt>`, html`<dd>${meaning}</dd>`])}
      </dl>
    </details>
  `;
}
