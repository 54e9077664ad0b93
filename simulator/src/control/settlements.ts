import { type Merchant, placeOf } from '../accounts/merchant.ts';
import { type Money, toDecimal } from '../engine/money.ts';
import type { Entry } from '../engine/payment.ts';
import { unreachable } from '../engine/unreachable.ts';
import { preferred } from '../http/accept.ts';
import { type Exchange, jsonReply, type WholeReply } from '../http/exchange.ts';
import { findEnvironment } from '../operations/merchants.ts';
import { type Report, type ReportLine, readReport, settleDay } from '../operations/settlement.ts';
import { runDue } from '../operations/timers.ts';
import type { World } from '../operations/world.ts';
import type { StoredPayout } from '../store/payouts.ts';
import { type Call, nextCursor, notFound, type Operation, PAGE_LENGTH, wrongCursor } from './call.ts';
import { CSV_TYPE, type CsvField, csv } from './csv.ts';
import { ofMerchant, unknownEnvironment } from './merchants.ts';
import { readJson, readQuery } from './parse.ts';
import { controlProblem } from './problems.ts';
import { iso } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** Settling what was captured, and the reports that shops reconcile against. */
export function settlementOperations(world: World): readonly Operation[] {
  const schedule = '/environments/:environment/settlement';
  return [
    {
      method: 'get',
      path: schedule,
      operation: 'getSettlementSchedule',
      handle: (call) => ofEnvironment(world, call, (environment) => renderedSchedule(world, environment)),
    },
    {
      method: 'put',
      path: schedule,
      operation: 'setSettlementSchedule',
      handle: (call) => ofEnvironment(world, call, (environment) => setSchedule(world, environment, call)),
    },
    {
      method: 'post',
      path: '/merchants/:merchantId/settlements',
      operation: 'settleCaptures',
      handle: ofMerchant(world, (merchant, call) => settle(world, merchant, call)),
    },
    { method: 'get', path: '/payouts', operation: 'listPayouts', handle: (call) => list(world, call) },
    { method: 'get', path: '/payouts/:payoutId', operation: 'getPayout', handle: (call) => report(world, call) },
  ];
}

function ofEnvironment(
  world: World,
  { parameters }: Call,
  handle: (environment: string) => Promise<WholeReply> | WholeReply,
): Promise<WholeReply> | WholeReply {
  const found = findEnvironment(world, parameters.environment ?? '');
  return found === undefined ? notFound('environment') : handle(found.name);
}

function renderedSchedule(world: World, environment: string): WholeReply {
  return jsonReply(200, { schedule: world.settlements.of(environment) } satisfies Wire['SettlementSchedule']);
}

async function setSchedule(world: World, environment: string, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['SettlementSchedule']>(exchange, 'SettlementSchedule');
  if (!body.ok) return body.reply;
  await world.settlements.set(environment, body.value.schedule);
  // Of days that are over already nothing will fall due any more: they are settled now, also where a clock stands.
  for (const place of world.clocks.places(environment)) await runDue(world, place);
  return renderedSchedule(world, environment);
}

async function settle(world: World, merchant: Merchant, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['SettlementRequest']>(exchange, 'SettlementRequest', 'optional');
  if (!body.ok) return body.reply;
  const settlement = await settleDay(world, placeOf(merchant), body.value.day);
  switch (settlement.kind) {
    case 'settled': {
      const { day, payouts, made } = settlement;
      const answer: Wire['Settlement'] = { day, payouts: payouts.map(renderPayout), made: [...made] };
      return jsonReply(made.length === 0 ? 200 : 201, answer);
    }
    case 'day_not_begun':
      return controlProblem('/problems/wrong-state', {
        detail: `The day has not begun; by the clock of the merchant account today is ${settlement.today}.`,
      });
    case 'no_such_day':
      return controlProblem('/problems/invalid-request', { errors: [{ pointer: '/day', detail: 'is not a day' }] });
    default:
      return unreachable(settlement);
  }
}

async function list(world: World, { exchange }: Call): Promise<WholeReply> {
  const query = readQuery<{ environment?: string; merchant?: string; day?: string; limit?: number; cursor?: string }>(
    exchange,
    'listPayouts',
  );
  if (!query.ok) return query.reply;
  const type = wanted(exchange);
  if (type === undefined) return notAcceptable();
  const { environment, merchant, day, limit = PAGE_LENGTH, cursor } = query.value;
  if (environment !== undefined && findEnvironment(world, environment) === undefined) return unknownEnvironment(world);
  if (cursor !== undefined && (await world.store.findPayout(cursor)) === undefined) return wrongCursor();
  const found = await world.store.listPayouts({
    ...(environment === undefined ? {} : { environment }),
    ...(merchant === undefined ? {} : { merchantId: merchant }),
    ...(day === undefined ? {} : { day }),
    ...(cursor === undefined ? {} : { before: cursor }),
    limit: limit + 1,
  });
  const payouts = found.slice(0, limit);
  const next = nextCursor(found, limit, ({ id }) => id);
  if (type === 'application/json') return jsonReply(200, { payouts: payouts.map(renderPayout), ...next });
  return csvReply('payouts', csv(PAYOUT_FIELDS, payouts.map(payoutFields)));
}

async function report(world: World, { exchange, parameters }: Call): Promise<WholeReply> {
  const type = wanted(exchange);
  if (type === undefined) return notAcceptable();
  const found = await readReport(world, parameters.payoutId ?? '');
  if (found === undefined) return notFound('payout');
  if (type === 'application/json') return jsonReply(200, renderReport(found));
  const lines = found.lines.map((line) => lineFields(found.payout, line));
  return csvReply(found.payout.id, csv(LINE_FIELDS, lines));
}

function wanted(exchange: Exchange) {
  return preferred(exchange.headers.accept, ['application/json', 'text/csv']);
}

function notAcceptable(): WholeReply {
  return controlProblem('/problems/not-acceptable', { detail: 'Accept application/json or text/csv.' });
}

function csvReply(name: string, body: string): WholeReply {
  const headers = { 'content-type': CSV_TYPE, 'content-disposition': `attachment; filename="${name}.csv"` };
  return { status: 200, headers, body };
}

function renderPayout({ totals, ...payout }: StoredPayout): Wire['Payout'] {
  return {
    id: payout.id,
    environment: payout.environment,
    merchantId: payout.merchantId,
    currency: payout.currency,
    day: payout.day,
    until: iso(payout.until),
    at: iso(payout.at),
    payments: payout.payments,
    captures: minor(totals.captures),
    refunds: minor(totals.refunds),
    chargebacks: minor(totals.chargebacks),
    fees: minor(totals.fees),
    net: minor(totals.net),
  };
}

function renderReport({ payout, lines }: Report): Wire['SettlementReport'] {
  return { payout: renderPayout(payout), lines: lines.map(renderLine) };
}

function renderLine({ paymentId, reference, entry, gross, fee, net }: ReportLine): Wire['SettlementLine'] {
  return {
    paymentId,
    reference,
    kind: entry.kind,
    movementId: movementId(entry),
    at: iso(entry.at),
    gross: minor(gross),
    fee: minor(fee),
    net: minor(net),
  };
}

const PAYOUT_FIELDS = [
  ...['payout_id', 'environment', 'merchant_id', 'day', 'until', 'made_at', 'payments', 'currency'],
  ...['captures', 'refunds', 'chargebacks', 'fees', 'net'],
];

function payoutFields({ totals, ...payout }: StoredPayout): readonly CsvField[] {
  const { captures, refunds, chargebacks, fees, net } = totals;
  return [
    ...[payout.id, payout.environment, payout.merchantId, payout.day],
    ...[iso(payout.until), iso(payout.at), String(payout.payments), payout.currency].map(own),
    ...[captures, refunds, chargebacks, fees, net].map((amount) => own(toDecimal(amount))),
  ];
}

const LINE_FIELDS = [
  ...['payout_id', 'day', 'reference', 'payment_id', 'kind', 'movement_id', 'moved_at', 'settled_at'],
  ...['currency', 'gross', 'fee', 'net'],
];

function lineFields(payout: StoredPayout, { paymentId, reference, entry, gross, fee, net }: ReportLine): CsvField[] {
  return [
    ...[payout.id, payout.day, reference, paymentId, entry.kind, movementId(entry)],
    ...[iso(entry.at), iso(payout.at), payout.currency].map(own),
    ...[gross, fee, net].map((amount) => own(toDecimal(amount))),
  ];
}

function own(text: string): CsvField {
  return { own: text };
}

function minor(amount: Money): string {
  return amount.minor.toString();
}

function movementId(entry: Entry): string {
  switch (entry.kind) {
    case 'capture':
      return entry.captureId;
    case 'refund':
    case 'refund_returned':
      return entry.refundId;
    case 'chargeback':
    case 'chargeback_reversed':
      return entry.disputeId;
    default:
      return unreachable(entry);
  }
}
