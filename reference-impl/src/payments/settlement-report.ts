import type { Currency } from '../shop/currency.ts';
import type { Instant, IntegrationId, SettlementReportId } from '../shop/ids.ts';
import { type Money, sum } from '../shop/money.ts';

/** What a line of a settlement report tells: money that came, went back, was contested, or came again. */
export const MOVEMENTS = ['capture', 'refund', 'refund_returned', 'chargeback', 'chargeback_reversed'] as const;
export type Movement = (typeof MOVEMENTS)[number];

/** One movement of money, as the provider settled it. What went away from the shop is below zero. */
export type SettlementLine = Readonly<{
  paymentReference: string;
  orderNumber: string;
  movement: Movement;
  movementReference: string;
  gross: Money;
  fee: Money;
  net: Money;
}>;

/** What a provider reports to have paid out: one payout in one currency. */
export type SettlementReport = Readonly<{
  /** The provider's name for it; a report is kept once. */
  reference: string;
  day: string;
  settledAt: Instant;
  currency: Currency;
  lines: readonly SettlementLine[];
}>;

/** A report as the shop keeps it. What differs from its own transactions is computed whenever it is looked at. */
export type KeptReport = Readonly<{
  id: SettlementReportId;
  integrationId: IntegrationId;
  integrationLabel: string;
  report: SettlementReport;
  /** Of the text it was read from, so that the same again can be told from another under the same name. */
  digest: string;
  keptAt: Instant;
}>;

/** What came of reading a report. */
export type SettlementReading =
  | Readonly<{ kind: 'report'; report: SettlementReport }>
  | Readonly<{ kind: 'unreadable'; line: number; why: string }>;

/** The most lines that are read of one report. */
export const REPORT_LINES_MAX = 5_000;

/** What a report adds up to. */
export function totalsOf({ lines, currency }: SettlementReport): Readonly<{ gross: Money; fee: Money; net: Money }> {
  return {
    gross: sum(
      lines.map(({ gross }) => gross),
      currency,
    ),
    fee: sum(
      lines.map(({ fee }) => fee),
      currency,
    ),
    net: sum(
      lines.map(({ net }) => net),
      currency,
    ),
  };
}
