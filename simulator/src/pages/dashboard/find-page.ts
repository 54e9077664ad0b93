import { paymentId } from '../../engine/ids.ts';
import type { WholeReply } from '../../http/exchange.ts';
import { caughtUp } from '../../operations/change.ts';
import { findPaymentAnywhere } from '../../operations/console.ts';
import type { World } from '../../operations/world.ts';
import { type Html, html, seeOther } from '../html.ts';
import type { DashboardPage } from './frame.ts';
import { findEntry } from './journal-page.ts';
import { askedIn } from './parts.ts';
import { paymentTable } from './payments-page.ts';

// Of each environment.
const SHOWN_MAX = 20;

/** Where an id, a reference or the number of an entry can be looked for. */
export function findForm(text = ''): Html {
  return html`<search>
    <form method="get" action="/dashboard/find" class="filter">
      <label>
        Find an id, a reference or an entry
        <input name="text" value=${text} required maxlength="200" placeholder="order-17, pay_…, mer_…, 42" />
      </label>
      <button type="submit" class="secondary">Find</button>
    </form>
  </search>`;
}

/** Leads to what was looked for where that is one thing; otherwise shows the payments that have the reference. */
export async function findPage(world: World, query: URLSearchParams): Promise<DashboardPage | WholeReply> {
  const text = askedIn(query, 'text');
  const page = await pageOf(world, text);
  if (page !== undefined) return seeOther(`/dashboard/${page}`);
  const found = (
    await Promise.all(
      world.environments.map(({ name }) =>
        text === '' ? [] : world.store.listPayments({ environment: name, reference: text, limit: SHOWN_MAX }),
      ),
    )
  ).flat();
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return seeOther(`/dashboard/payments/${only.paymentId}`);
  const shown = await Promise.all(found.map((stored) => caughtUp(world, stored)));
  return {
    title: 'Find',
    place: 'Overview',
    content: html`<h1>Find</h1>
      ${findForm(text)} ${paymentTable(world, shown, 'There is nothing by that id or reference.')}`,
  };
}

async function pageOf(world: World, text: string): Promise<string | undefined> {
  if ((await findPaymentAnywhere(world, paymentId(text))) !== undefined) return `payments/${text}`;
  if ((await world.store.findMerchant(text)) !== undefined) return `merchants/${text}`;
  if ((await world.store.findDelivery(text)) !== undefined) return `deliveries/${text}`;
  if ((await world.store.findPayout(text)) !== undefined) return `payouts/${text}`;
  if ((await findEntry(world, text)) !== undefined) return `journal/${text}`;
  return undefined;
}
