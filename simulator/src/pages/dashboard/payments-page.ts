import { paymentId } from '../../engine/ids.ts';
import { caughtUp } from '../../operations/change.ts';
import type { World } from '../../operations/world.ts';
import type { StoredPayment } from '../../store/store.ts';
import { type Html, html } from '../html.ts';
import { moneyText } from '../money-text.ts';
import type { DashboardPage } from './frame.ts';
import { address, askedIn, code, field, idLink, older, paymentBadge, table, when } from './parts.ts';
import { placedEnvironment, placedEnvironments, tagOf } from './places.ts';

const PAGE_LENGTH = 50;

/** The payments of an environment, or of one merchant account in it, the newest first. */
export async function paymentsPage(world: World, query: URLSearchParams): Promise<DashboardPage> {
  const merchantId = askedIn(query, 'merchant');
  const merchant = merchantId === '' ? undefined : await world.store.findMerchant(merchantId);
  const environments = placedEnvironments(world);
  const environment = placedEnvironment(world, merchant?.environment ?? query.get('environment')) ?? environments[0];
  if (environment === undefined) throw new Error('there is always an environment');
  const reference = askedIn(query, 'reference');
  const before = askedIn(query, 'before');
  const unknown = merchantId !== '' && merchant === undefined;
  const found = unknown
    ? []
    : await world.store.listPayments({
        environment: environment.name,
        ...(merchant === undefined ? {} : { merchantId: merchant.id }),
        ...(reference === '' ? {} : { reference }),
        ...(before === '' ? {} : { before: paymentId(before) }),
        limit: PAGE_LENGTH + 1,
      });
  const shown = await Promise.all(found.slice(0, PAGE_LENGTH).map((stored) => caughtUp(world, stored)));
  const filter = { environment: environment.name, merchant: merchantId, reference };
  return {
    title: `Payments in ${environment.name}`,
    place: 'Payments',
    environment,
    content: html`<h1>Payments</h1>
      <ul class="tabs" aria-label="Environments">
        ${environments.map(
          ({ name }) =>
            html`<li>
              <a href=${address('/dashboard/payments', { environment: name })} aria-current=${name === environment.name ? 'true' : undefined}>
                ${name}
              </a>
            </li>`,
        )}
      </ul>
      <form method="get" class="filter">
        <input type="hidden" name="environment" value=${environment.name} />
        ${field('reference', 'Reference', reference, { maxlength: 200 })}
        ${field('merchant', 'Merchant account', merchantId, { placeholder: 'mer_…', maxlength: 64 })}
        <button type="submit" class="secondary">Filter</button>
      </form>
      ${paymentTable(world, shown, unknown ? 'There is no such merchant account.' : 'No payments that fit.')}
      ${found.length > PAGE_LENGTH ? older('/dashboard/payments', { ...filter, before: shown.at(-1)?.paymentId }) : null}`,
  };
}

/** Payments in a table, one line each. */
export function paymentTable(world: World, payments: readonly StoredPayment[], empty: string): Html {
  return table({
    label: 'Payments',
    columns: [
      { title: 'Reference' },
      { title: 'Amount', align: 'end' },
      { title: 'State' },
      { title: 'Environment', gives: 'way' },
      { title: 'Dialect', gives: 'way' },
      { title: 'Requested', gives: 'way' },
      { title: 'Payment', gives: 'way' },
    ],
    rows: payments.map((stored) => ({
      cells: [
        html`<a href=${`/dashboard/payments/${stored.paymentId}`}>${stored.reference}</a>`,
        moneyText(stored.payment.amount),
        paymentBadge(stored.payment, world.now(stored)),
        tagOf(world, stored.environment),
        stored.dialect,
        when(stored.createdAt),
        idLink('payments', stored.paymentId),
      ],
    })),
    empty,
  });
}

/** What a merchant account is called, as a link to it. */
export async function merchantLink(world: World, id: string): Promise<Html> {
  const merchant = await world.store.findMerchant(id);
  return html`<a href=${`/dashboard/merchants/${id}`}>${merchant?.name ?? id}</a> ${merchant === undefined ? null : code(id)}`;
}
