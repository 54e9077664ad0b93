import type { Report } from '../../operations/settlement.ts';
import type { World } from '../../operations/world.ts';
import { html } from '../html.ts';
import { moneyText } from '../money-text.ts';
import type { DashboardPage } from './frame.ts';
import { code, facts, section, table, when } from './parts.ts';
import { merchantLink } from './payments-page.ts';
import { placedEnvironment } from './places.ts';
import { inWords } from './words.ts';

// The report has all lines, by the control API, as JSON and CSV.
const LINES_SHOWN = 200;

/** One payout and what it is made of. */
export async function payoutPage(world: World, { payout, lines }: Report): Promise<DashboardPage> {
  const { id, day, at, environment: name, totals } = payout;
  const environment = placedEnvironment(world, name);
  return {
    title: `Payout of ${day}`,
    place: 'Overview',
    ...(environment === undefined ? {} : { environment }),
    content: html`<div class="headline">
        <h1>Payout of ${day}</h1>
        <p class="big">${moneyText(totals.net)}</p>
      </div>
      ${facts([
        ['Payout', code(id)],
        ['Merchant account', await merchantLink(world, payout.merchantId)],
        ['Made', when(at)],
        ['Captures', moneyText(totals.captures)],
        ['Refunds', moneyText(totals.refunds)],
        ['Chargebacks', moneyText(totals.chargebacks)],
        ['Fees', moneyText(totals.fees)],
      ])}
      ${section(
        'lines',
        `Lines: ${lines.length}`,
        table({
          label: 'Lines of the payout',
          columns: [
            { title: 'Reference' },
            { title: 'Kind' },
            { title: 'Gross', align: 'end' },
            { title: 'Fee', align: 'end', gives: 'way' },
            { title: 'Net', align: 'end' },
            { title: 'Moved', gives: 'way' },
          ],
          rows: lines.slice(0, LINES_SHOWN).map(({ paymentId, reference, entry, gross, fee, net }) => ({
            cells: [
              html`<a href=${`/dashboard/payments/${paymentId}`}>${reference}</a>`,
              inWords(entry.kind),
              moneyText(gross),
              moneyText(fee),
              moneyText(net),
              when(entry.at),
            ],
          })),
          empty: 'None.',
        }),
      )}
      <p>The whole report, for reconciling against, is at <code>GET /payouts/${id}</code> of the control API: JSON, or CSV.</p>`,
  };
}
