import { callerAsActor } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import { csrfField, errorSummary, type FormErrors, linesInput, selectInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageAccess, PageCall } from '../http/page-route.ts';
import { amount, inMinutes } from '../http/words.ts';
import { allIntegrations, rowOf } from '../payments/integrations.ts';
import { type Difference, differenceInWords, matchedOf } from '../payments/settlement-differences.ts';
import { type KeptReport, totalsOf } from '../payments/settlement-report.ts';
import { keepReport, reportDifferences } from '../payments/settlements.ts';
import { integrationId, settlementReportId } from '../shop/ids.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';

const RECONCILERS: PageAccess = { kind: 'permission', permission: 'reconcile_payments' };
const NO_ERRORS: FormErrors = new Map();
const LISTED_MAX = 50;
const REPORT_LENGTH_MAX = 900_000;

/** What providers report to have paid out, held against the payment history. */
export const settlementPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/settlements',
    access: RECONCILERS,
    handle: (world, call) => listPage(world, call, NO_ERRORS),
  },
  {
    method: 'post',
    path: '/admin/settlements',
    access: RECONCILERS,
    async handle(world, call) {
      const report = call.form.get('report') ?? '';
      const id = integrationId(call.form.get('integration') ?? '');
      if (report.length > REPORT_LENGTH_MAX) return listPage(world, call, wrong('It is too long.'));
      const result = await keepReport(world, id, report, callerAsActor(call.caller));
      switch (result.kind) {
        case 'kept':
          return seeOther(`/admin/settlements/${result.kept.id}?notice=saved`);
        case 'repeated':
          return seeOther(`/admin/settlements/${result.kept.id}`);
        case 'unreadable':
          return listPage(world, call, wrong(`Line ${result.line}: ${result.why}.`));
        case 'other_kept':
          return listPage(world, call, wrong('A report with this name and other lines is kept already.'));
        default:
          return listPage(world, call, new Map([['integration', 'Please choose an integration.']]));
      }
    },
  },
  {
    method: 'get',
    path: '/admin/settlements/:settlementReportId',
    access: RECONCILERS,
    async handle(world, call) {
      const kept = await world.settlements.byId(settlementReportId(call.exchange.parameters.settlementReportId ?? ''));
      if (!kept) return notFoundPage(world, call, 'settlement report');
      return reportPage(world, call, kept, await reportDifferences(world, kept));
    },
  },
];

function wrong(why: string): FormErrors {
  return new Map([['report', why]]);
}

async function listPage(world: BackOfficeWorld, call: PageCall, errors: FormErrors): Promise<Reply> {
  const reports = await world.settlements.newest(LISTED_MAX);
  const integrations = (await allIntegrations(world)).map(rowOf).map(({ id, label }) => [id, label] as const);
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'Settlements',
    main: html`
      <div>
        ${reports.length === 0 ? html`<p>No settlement report has been kept yet.</p>` : reportsTable(reports)}
        <article>
          <h2>Hold a report against the payment history</h2>
          <form method="post" action="/admin/settlements" novalidate>
            ${csrfField(call.csrf)} ${errorSummary(errors)}
            ${selectInput('integration', 'Integration', errors, {
              choices: integrations,
              value: call.form.get('integration') ?? '',
            })}
            ${linesInput('report', 'The report', errors, {
              value: call.form.get('report') ?? '',
              hint: "The CSV or JSON of one payout, as the provider's console gives it.",
              maxlength: REPORT_LENGTH_MAX,
            })}
            <button type="submit">Compare</button>
          </form>
        </article>
      </div>
    `,
  });
}

function reportsTable(reports: readonly KeptReport[]): Html {
  return html`
    <div class="table" role="region" aria-label="Table of settlement reports" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Report</th>
            <th scope="col">Day</th>
            <th scope="col">Integration</th>
            <th scope="col" class="number">Lines</th>
            <th scope="col" class="number">Net</th>
            <th scope="col">Kept</th>
          </tr>
        </thead>
        <tbody>
          ${reports.map(
            ({ id, report, integrationLabel, keptAt }) => html`
              <tr>
                <td><a href=${`/admin/settlements/${id}`}>${report.reference}</a></td>
                <td>${report.day}</td>
                <td>${integrationLabel}</td>
                <td class="number">${report.lines.length}</td>
                <td class="number">${amount(totalsOf(report).net)}</td>
                <td>${inMinutes(keptAt)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function reportPage(
  world: BackOfficeWorld,
  call: PageCall,
  { report, integrationLabel }: KeptReport,
  differences: readonly Difference[],
): Reply {
  const { gross, fee, net } = totalsOf(report);
  return backOfficePage(world, call, {
    title: `Settlement ${report.reference}`,
    width: 'text',
    main: html`
      <div>
        <dl class="facts">
          <dt>Integration</dt>
          <dd>${integrationLabel}</dd>
          <dt>Day</dt>
          <dd>${report.day}, settled ${inMinutes(report.settledAt)}</dd>
          <dt>Lines</dt>
          <dd>${report.lines.length}; in the payment history just so: ${matchedOf(report, differences)}</dd>
          <dt>Gross</dt>
          <dd>${amount(gross)}</dd>
          <dt>Fees</dt>
          <dd>${amount(fee)}</dd>
          <dt>Paid out</dt>
          <dd>${amount(net)}</dd>
        </dl>
        <h2>Differences</h2>
        ${
          differences.length === 0
            ? html`<p class="notice">None: every line is in the payment history, and what was taken before is settled.</p>`
            : html`<ul>
                ${differences.map((one) => html`<li>${differenceInWords(one)}${orderLink(one)}</li>`)}
              </ul>`
        }
      </div>
    `,
  });
}

function orderLink(difference: Difference): Html | null {
  const id = orderIn(difference);
  return id === undefined ? null : html`${' '}<a href=${`/admin/orders/${id}`}>Look at the order</a>`;
}

function orderIn(difference: Difference): string | undefined {
  if (difference.kind === 'not_settled') return difference.transaction.orderId;
  return 'orderId' in difference ? difference.orderId : undefined;
}
