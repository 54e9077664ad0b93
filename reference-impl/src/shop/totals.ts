import type { PricedLine } from './cart.ts';
import { totalOf } from './cart.ts';
import type { Currency } from './currency.ts';
import { allocate, type Money, money, sum } from './money.ts';
import { type Discount, MILLION, type Tax } from './pricing.ts';
import { unreachable } from './unreachable.ts';

/** A tax with what it comes to for an order. */
export type TaxAmount = Readonly<Pick<Tax, 'name' | 'partsPerMillion' | 'how'> & { amount: Money }>;

/** What an order comes to, part by part: subtotal − discount + shipping + taxes on top = total, to the minor unit. */
export type Totals = Readonly<{
  subtotal: Money;
  /** What is taken off, as a positive amount. */
  discount: Money;
  /** The discount line by line; it adds up to the whole. */
  discountShares: readonly Money[];
  shipping: Money;
  taxes: readonly TaxAmount[];
  total: Money;
}>;

/** What totals are made from. */
export type TotalsOf = Readonly<{
  lines: readonly (PricedLine & Readonly<{ taxClass: Tax['taxClass'] }>)[];
  currency: Currency;
  shipping: Money;
  discount: Discount | undefined;
  taxes: readonly Tax[];
}>;

/**
 * Adds up an order. A share is rounded half up once, for the whole order, and then given to the lines by largest
 * remainder; each tax is rounded half up once, on what is left of its lines and, if it is taken on it, on shipping.
 */
export function totalsOf({ lines, currency, shipping, discount, taxes }: TotalsOf): Totals {
  const subtotal = totalOf(lines, currency);
  const off = discount ? discountOn(subtotal, discount) : money(0n, currency);
  const discountShares = allocate(
    off,
    lines.map(({ lineTotal }) => lineTotal.minor),
  );
  const amounts = taxes.map((tax): TaxAmount => {
    const left = lines.reduce(
      (base, line, index) =>
        line.taxClass === tax.taxClass ? base + line.lineTotal.minor - (discountShares[index]?.minor ?? 0n) : base,
      tax.onShipping ? shipping.minor : 0n,
    );
    const { name, partsPerMillion, how } = tax;
    return { name, partsPerMillion, how, amount: money(taxIn(left, tax, taxes), currency) };
  });
  const onTop = amounts.filter(({ how }) => how === 'on_top').map(({ amount }) => amount);
  const taken = sum(onTop, currency);
  const total = money(subtotal.minor - off.minor + shipping.minor + taken.minor, currency);
  return { subtotal, discount: off, discountShares, shipping, taxes: amounts, total };
}

function discountOn(subtotal: Money, { off }: Discount): Money {
  switch (off.kind) {
    case 'share':
      return money(halfUp(subtotal.minor * BigInt(off.partsPerMillion), MILLION), subtotal.currency);
    case 'amount':
      return off.amount.minor < subtotal.minor ? off.amount : subtotal;
    default:
      return unreachable(off);
  }
}

/** The tax on top of an amount, or in it: then the amount is the net one with all taxes that are in it. */
function taxIn(amount: bigint, tax: Tax, all: readonly Tax[]): bigint {
  const rate = BigInt(tax.partsPerMillion);
  if (tax.how === 'on_top') return halfUp(amount * rate, MILLION);
  const inside = all
    .filter(({ how, taxClass }) => how === 'included' && taxClass === tax.taxClass)
    .reduce((rates, { partsPerMillion }) => rates + BigInt(partsPerMillion), 0n);
  return halfUp(amount * rate, MILLION + inside);
}

/** The quotient of two amounts that are not negative, rounded to the nearest, a half up. */
function halfUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend * 2n + divisor) / (divisor * 2n);
}
