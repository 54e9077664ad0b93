import type { Currency } from './currency.ts';
import type { Instant, PaymentId, PayoutId } from './ids.ts';
import { type Money, money, subtract, sum, zero } from './money.ts';
import type { Entry, PaidEntry } from './payment.ts';
import { unreachable } from './unreachable.ts';

/** A movement of money that was settled, and the payment it belongs to. */
export type PayoutEntry = Readonly<{ paymentId: PaymentId; entry: PaidEntry }>;

/** One entry as it counts: `gross` is negative where money goes away from the merchant, net = gross − fee. */
export type PayoutLine = PayoutEntry & Readonly<{ gross: Money; fee: Money; net: Money }>;

/** The sum transferred to the merchant's bank: net = captures − refunds − chargebacks − fees, possibly less than nothing. */
export type Payout = Readonly<{
  id: PayoutId;
  at: Instant;
  lines: readonly PayoutLine[];
  captures: Money;
  /** Less the refunds that were returned. */
  refunds: Money;
  /** Less the chargebacks that were reversed. */
  chargebacks: Money;
  fees: Money;
  net: Money;
}>;

/** Adds settled entries of many payments up to a payout in one currency; throws on an entry in another one. */
export function payout({
  id,
  at,
  currency,
  entries,
}: Readonly<{
  id: PayoutId;
  at: Instant;
  currency: Currency;
  entries: readonly PayoutEntry[];
}>): Payout {
  const lines = entries.map(lineOf);
  const nothing = money(0n, currency);
  const grossOf = (...kinds: readonly Entry['kind'][]) =>
    sum(
      lines.filter(({ entry }) => kinds.includes(entry.kind)).map(({ gross }) => gross),
      nothing,
    );
  return {
    id,
    at,
    lines,
    captures: grossOf('capture'),
    refunds: subtract(nothing, grossOf('refund', 'refund_returned')),
    chargebacks: subtract(nothing, grossOf('chargeback', 'chargeback_reversed')),
    fees: sum(
      lines.map(({ fee }) => fee),
      nothing,
    ),
    net: sum(
      lines.map(({ net }) => net),
      nothing,
    ),
  };
}

function lineOf({ paymentId, entry }: PayoutEntry): PayoutLine {
  const gross = grossAmount(entry);
  const { fee } = entry;
  return { paymentId, entry, gross, fee, net: subtract(gross, fee) };
}

function grossAmount({ kind, amount }: Entry): Money {
  switch (kind) {
    case 'capture':
    case 'refund_returned':
    case 'chargeback_reversed':
      return amount;
    case 'refund':
    case 'chargeback':
      return subtract(zero(amount), amount);
    default:
      return unreachable(kind);
  }
}
