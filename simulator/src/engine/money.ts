import { type Currency, exponent } from './currency.ts';

/** A whole number of a currency's minor units in ISO 4217; negative only in payouts. */
export type Money = Readonly<{ minor: bigint; currency: Currency }>;

/** An amount of minor units in a currency. */
export function money(minor: bigint, currency: Currency): Money {
  return { minor, currency };
}

/** Nothing, in the currency of another amount. */
export function zero(like: Money): Money {
  return money(0n, like.currency);
}

/** The sum; throws on two currencies. */
export function add(left: Money, right: Money): Money {
  refuseToMix(left, right);
  return money(left.minor + right.minor, left.currency);
}

/** What is left of an amount after taking another one away, possibly less than nothing; throws on two currencies. */
export function subtract(from: Money, taken: Money): Money {
  refuseToMix(from, taken);
  return money(from.minor - taken.minor, from.currency);
}

/** Whether an amount is larger than a limit; throws on two currencies. */
export function exceeds(amount: Money, limit: Money): boolean {
  refuseToMix(amount, limit);
  return amount.minor > limit.minor;
}

/** Whether two amounts are the same, currency included. */
export function equal(left: Money, right: Money): boolean {
  return left.currency === right.currency && left.minor === right.minor;
}

/** The smaller of two amounts; throws on two currencies. */
export function smaller(left: Money, right: Money): Money {
  return exceeds(left, right) ? right : left;
}

/** The larger of two amounts; throws on two currencies. */
export function larger(left: Money, right: Money): Money {
  return exceeds(left, right) ? left : right;
}

/** The sum of a list, in the currency of `like`; throws on two currencies. */
export function sum(amounts: readonly Money[], like: Money): Money {
  return amounts.reduce(add, zero(like));
}

/** An amount in parts that differ by one minor unit at most, the larger first; throws unless `parts` is 1 or more. */
export function allocate(amount: Money, parts: number): readonly Money[] {
  if (!Number.isSafeInteger(parts) || parts < 1) throw new Error(`cannot allocate to ${parts} parts`);
  const count = BigInt(parts);
  const floor = floorDivide(amount.minor, count);
  const larger = amount.minor - floor * count;
  return Array.from({ length: parts }, (_, index) =>
    money(BigInt(index) < larger ? floor + 1n : floor, amount.currency),
  );
}

/** What becomes of a fraction of a minor unit: to the nearest (a half to the even one, or away from zero), or dropped. */
export const ROUNDINGS = ['half_even', 'half_up', 'down'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** A share of an amount in basis points (hundredths of a percent). */
export function share({ of, basisPoints, rounding }: { of: Money; basisPoints: bigint; rounding: Rounding }): Money {
  return money(divide(of.minor * basisPoints, 10_000n, rounding), of.currency);
}

/** An amount as decimal text with all digits of its minor unit: `19.99`, `-0.005`, `1999`. */
export function toDecimal(amount: Money): string {
  return decimalText(amount.minor, exponent(amount.currency));
}

/** A whole number of units of `10^-digits` as decimal text with that many digits. */
export function decimalText(units: bigint, digits: number): string {
  const sign = units < 0n ? '-' : '';
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function divide(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const negative = dividend < 0n;
  const size = negative ? -dividend : dividend;
  const whole = size / divisor;
  const twice = (size % divisor) * 2n;
  const up =
    rounding !== 'down' && (twice > divisor || (twice === divisor && (rounding === 'half_up' || whole % 2n === 1n)));
  const rounded = up ? whole + 1n : whole;
  return negative ? -rounded : rounded;
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

function refuseToMix(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new Error(`cannot mix ${left.currency} and ${right.currency}`);
}
