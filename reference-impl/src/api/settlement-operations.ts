import { callerAsActor } from '../http/caller.ts';
import { differenceInWords, matchedOf } from '../payments/settlement-differences.ts';
import { type KeptReport, totalsOf } from '../payments/settlement-report.ts';
import { keepReport, reportDifferences } from '../payments/settlements.ts';
import { integrationId, settlementReportId } from '../shop/ids.ts';
import { isoText } from '../shop/instant.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type Access, type ApiWorld, json, operation } from './operation.ts';
import { invalid, problem } from './problem.ts';
import { wireMoney } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const RECONCILERS: Access = { kind: 'permission', permission: 'reconcile_payments' };
const LISTED_MAX = 50;

/** What providers report to have paid out, held against the payment history. */
export const settlementOperations = {
  listSettlementReports: operation('listSettlementReports', RECONCILERS, async (world) =>
    json(200, { settlementReports: (await world.settlements.newest(LISTED_MAX)).map(summary) }),
  ),

  keepSettlementReport: operation('keepSettlementReport', RECONCILERS, async (world, { body, caller }) => {
    const id = integrationId(body.integrationId);
    const result = await keepReport(world, id, body.report, callerAsActor(caller));
    switch (result.kind) {
      case 'kept':
        return json(201, await detailed(world, result.kept));
      case 'repeated':
        return json(200, await detailed(world, result.kept));
      case 'unreadable':
        return problem('/problems/report-unreadable', { detail: `Line ${result.line}: ${result.why}.` });
      case 'other_kept':
        return problem('/problems/report-kept-otherwise');
      case 'integration_missing':
        return invalid({ pointer: '/integrationId', detail: 'is not an integration' });
      default:
        return unreachable(result);
    }
  }),

  getSettlementReport: operation('getSettlementReport', RECONCILERS, async (world, { exchange }) => {
    const kept = await world.settlements.byId(settlementReportId(exchange.parameters.settlementReportId ?? ''));
    return kept ? json(200, await detailed(world, kept)) : problem('/problems/not-found');
  }),
};

function summary({ id, integrationId: integration, report, keptAt }: KeptReport): Wire['SettlementReport'] {
  const { gross, fee, net } = totalsOf(report);
  return {
    id,
    integrationId: integration,
    reference: report.reference,
    day: report.day,
    settledAt: isoText(report.settledAt),
    keptAt: isoText(keptAt),
    lines: report.lines.length,
    gross: wireMoney(gross),
    fee: wireMoney(fee),
    net: wireMoney(net),
  };
}

async function detailed(world: ApiWorld, kept: KeptReport): Promise<Wire['SettlementReportDetails']> {
  const differences = await reportDifferences(world, kept);
  return {
    ...summary(kept),
    matched: matchedOf(kept.report, differences),
    differences: differences.map((one) => {
      const orderId = one.kind === 'not_settled' ? one.transaction.orderId : 'orderId' in one ? one.orderId : undefined;
      return { kind: one.kind, text: differenceInWords(one), ...(orderId === undefined ? {} : { orderId }) };
    }),
  };
}
