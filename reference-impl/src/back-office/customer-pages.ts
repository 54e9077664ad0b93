import { type Customer, TERM_DAYS_MAX } from '../checkout/customer.ts';
import { setPaymentTerm } from '../checkout/customers.ts';
import { callerAsActor } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import { csrfField } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageAccess, PageCall } from '../http/page-route.ts';
import { inMinutes } from '../http/words.ts';
import { customerId } from '../shop/ids.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';

const KEEPERS: PageAccess = { kind: 'permission', permission: 'manage_customers' };
const CUSTOMERS_MAX = 100;

/** Customers who sign in, and how long they may take to pay. */
export const customerPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/customers',
    access: KEEPERS,
    handle: async (world, call) => listPage(world, call, await world.customers.page(CUSTOMERS_MAX)),
  },
  {
    method: 'post',
    path: '/admin/customers/:customerId/payment-term',
    access: KEEPERS,
    async handle(world, call) {
      const text = (call.form.get('days') ?? '').trim();
      const days = /^\d{1,3}$/.test(text) && Number(text) > 0 ? Math.min(TERM_DAYS_MAX, Number(text)) : undefined;
      const id = customerId(call.exchange.parameters.customerId ?? '');
      const result = await setPaymentTerm(world, id, days, callerAsActor(call.caller));
      return result === 'not_found'
        ? notFoundPage(world, call, 'customer')
        : seeOther(`/admin/customers?notice=${result === 'conflict' ? 'conflict' : 'saved'}`);
    },
  },
];

function listPage(world: BackOfficeWorld, call: PageCall, customers: readonly Customer[]): Reply {
  return backOfficePage(world, call, {
    title: 'Customers',
    main: html`
      <div>
        <p>Those who have made an account, the newest first. Whoever has a payment term may choose to pay by invoice.</p>
        ${
          customers.length === 0
            ? html`<p>None yet. Customers can buy without an account.</p>`
            : html`
                <div class="table" role="region" aria-label="Table of customers" tabindex="0">
                  <table class="stacked">
                    <thead>
                      <tr>
                        <th scope="col">Customer</th>
                        <th scope="col">E-mail address</th>
                        <th scope="col">Since</th>
                        <th scope="col">Days to pay an invoice</th>
                      </tr>
                    </thead>
                    <tbody>
                      ${customers.map((customer) => customerRow(customer, call.csrf))}
                    </tbody>
                  </table>
                </div>
              `
        }
      </div>
    `,
  });
}

function customerRow({ id, name, email, paymentTermDays, createdAt }: Customer, csrf: string): Html {
  return html`
    <tr>
      <th scope="row">${name}</th>
      <td data-label="E-mail address">${email}</td>
      <td data-label="Since">${inMinutes(createdAt)}</td>
      <td data-label="Days">
        <form method="post" action=${`/admin/customers/${id}/payment-term`} class="row">
          ${csrfField(csrf)}
          <input
            name="days"
            type="number"
            min="0"
            max=${TERM_DAYS_MAX}
            value=${paymentTermDays ?? 0}
            aria-label=${`Days for ${name}; 0 for none`}
          />
          <button type="submit" class="secondary" aria-label=${`Save the days for ${name}`}>Save</button>
        </form>
      </td>
    </tr>
  `;
}
