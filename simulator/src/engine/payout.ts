import type { Currency } from './currency.ts';
import { add, type Money, money, subtract, sum, zero } from './money.ts';
import type { Entry, PaidEntry } from './payment.ts';
import { unreachable } from './unreachable.ts';

/** One movement as it counts: `gross` is negative where money goes away from the merchant, net = gross − fee. */
export type PayoutLine = Readonly<{ entry: PaidEntry; gross: Money; fee: Money; net: Money }>;

/**
 * What is transferred to the merchant's bank, and what it comes from:
 * net = captures − refunds − chargebacks − fees, possibly less than nothing.
 */
export type PayoutTotals = Readonly<{
  captures: Money;
  /** Less the refunds that were returned. */
  refunds: Money;
  /** Less the chargebacks that were reversed. */
  chargebacks: Money;
  fees: Money;
  net: Money;
}>;

/** A settled movement as it counts in a payout. */
export function payoutLine(entry: PaidEntry): PayoutLine {
  const gross = grossAmount(entry);
  const { fee } = entry;
  return { entry, gross, fee, net: subtract(gross, fee) };
}

/** What lines add up to; throws on one in another currency. */
export function payoutTotals(lines: readonly PayoutLine[], currency: Currency): PayoutTotals {
  const nothing = money(0n, currency);
  const grossOf = (...kinds: readonly Entry['kind'][]) =>
    sum(
      lines.filter(({ entry }) => kinds.includes(entry.kind)).map(({ gross }) => gross),
      nothing,
    );
  return {
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

/** The totals of two lots of lines taken together; throws on two currencies. */
export function addTotals(left: PayoutTotals, right: PayoutTotals): PayoutTotals {
  return {
    captures: add(left.captures, right.captures),
    refunds: add(left.refunds, right.refunds),
    chargebacks: add(left.chargebacks, right.chargebacks),
    fees: add(left.fees, right.fees),
    net: add(left.net, right.net),
  };
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
