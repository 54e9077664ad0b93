import {
  MOVEMENTS,
  REPORT_LINES_MAX,
  type SettlementLine,
  type SettlementReading,
} from '../../payments/settlement-report.ts';
import { type Currency, isCurrency } from '../../shop/currency.ts';
import { instant } from '../../shop/ids.ts';
import { fromDecimal, type Money, money } from '../../shop/money.ts';
import { csvRecords } from '../csv.ts';
import { REPORT_FIELDS, reportRows } from './settlement-json.ts';

type Field = (typeof REPORT_FIELDS)[number];

/** Reads the report of a payout as the provider's console gives it: CSV, with its fields in whatever order, or JSON. */
export function readSettlementReport(text: string): SettlementReading {
  const given = text.replace(/^\ufeff/, '');
  if (!given.trimStart().startsWith('{')) return readRecords(csvRecords(given));
  const rows = reportRows(given);
  if (rows === undefined) return unreadable(1, 'this is no report in JSON');
  const read = readRecords([REPORT_FIELDS, ...rows]);
  // There is no line of names in JSON.
  return read.kind === 'unreadable' ? { ...read, line: Math.max(read.line - 1, 1) } : read;
}

function readRecords(records: readonly (readonly string[])[] | undefined): SettlementReading {
  if (records === undefined) return unreadable(1, 'a quote is not closed');
  const [names = [], ...rows] = records;
  const missing = REPORT_FIELDS.filter((field) => !names.includes(field));
  if (missing.length > 0) return unreadable(1, `these fields are missing: ${missing.join(', ')}`);
  if (rows.length === 0) return unreadable(2, 'there is no line');
  if (rows.length > REPORT_LINES_MAX) return unreadable(REPORT_LINES_MAX + 2, `more than ${REPORT_LINES_MAX} lines`);
  const read = rows.map((row) => lineOf((field) => harmless(row[names.indexOf(field)] ?? '')));
  const wrong = read.findIndex((line) => typeof line === 'string');
  const [first] = read;
  if (typeof first === 'string' || first === undefined || wrong >= 0) {
    const why = read[Math.max(wrong, 0)];
    return unreadable(Math.max(wrong, 0) + 2, typeof why === 'string' ? why : 'nothing can be read');
  }
  const { payout, day, settledAt, currency } = first;
  const lines: SettlementLine[] = [];
  for (const [index, one] of read.entries()) {
    if (typeof one === 'string') continue;
    if (one.payout !== payout || one.currency !== currency) return unreadable(index + 2, 'is of another payout');
    lines.push(one.line);
  }
  return { kind: 'report', report: { reference: payout, day, settledAt: instant(settledAt), currency, lines } };
}

type Read = Readonly<{ payout: string; day: string; settledAt: number; currency: Currency; line: SettlementLine }>;

const ID = /^[A-Za-z0-9_-]{1,100}$/;

function lineOf(field: (name: Field) => string): Read | string {
  const [payout, paymentReference, movementReference] = [field('payout_id'), field('payment_id'), field('movement_id')];
  if (![payout, paymentReference, movementReference].every((id) => ID.test(id))) return 'an id is not one';
  const movement = MOVEMENTS.find((known) => known === field('kind'));
  if (movement === undefined) return `the kind ${JSON.stringify(field('kind').slice(0, 40))} is not known`;
  const day = field('day');
  const settledAt = Date.parse(field('settled_at'));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(settledAt)) return 'the day or time is not one';
  const currency = field('currency');
  if (!isCurrency(currency)) return `the currency ${JSON.stringify(currency.slice(0, 10))} is not known`;
  const [gross, fee, net] = [field('gross'), field('fee'), field('net')].map((text) => signed(text, currency));
  if (!gross || !fee || !net) return 'an amount is not one';
  const orderNumber = field('reference').slice(0, 100);
  const line = { paymentReference, orderNumber, movement, movementReference, gross, fee, net };
  return { payout, day, settledAt, currency, line };
}

function signed(text: string, currency: Currency): Money | undefined {
  const amount = fromDecimal(text.replace(/^-/, ''), currency);
  return amount && money(text.startsWith('-') ? -amount.minor : amount.minor, currency);
}

/** The provider puts an apostrophe before what a spreadsheet would take for a formula. */
function harmless(text: string): string {
  return text.replace(/^'(?=[=+\-@\t\r\n])/, '');
}

function unreadable(line: number, why: string): SettlementReading {
  return { kind: 'unreadable', line, why };
}
