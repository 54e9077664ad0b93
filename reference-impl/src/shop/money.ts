import { type Currency, exponentOf } from './currency.ts';

/** A whole number of a currency's minor units. */
export type Money = Readonly<{ minor: bigint; currency: Currency }>;

/** An amount of minor units in a currency. */
export function money(minor: bigint, currency: Currency): Money {
  return { minor, currency };
}

/** The sum; throws on two currencies. */
export function add(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new Error(`cannot add ${right.currency} to ${left.currency}`);
  return money(left.minor + right.minor, left.currency);
}

/** The sum of a list, which may be empty. */
export function sum(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(add, money(0n, currency));
}

/** So many times the amount. */
export function times(amount: Money, count: bigint): Money {
  return money(amount.minor * count, amount.currency);
}

/**
 * An amount that is not negative in parts by weight, by largest remainder: what rounding down leaves over goes, a minor
 * unit each, to the parts that lost most, the first of equal ones first. The parts add up to the amount. Throws when
 * there is something to give and no weight to give it to.
 */
export function allocate(amount: Money, weights: readonly bigint[]): readonly Money[] {
  const { minor, currency } = amount;
  const whole = weights.reduce((total, weight) => total + weight, 0n);
  if (whole === 0n && minor > 0n) throw new Error('an amount cannot be given to parts that weigh nothing');
  if (whole === 0n) return weights.map(() => money(0n, currency));
  const parts = weights.map((weight, index) => ({
    index,
    share: (minor * weight) / whole,
    lost: (minor * weight) % whole,
  }));
  const left = minor - parts.reduce((total, { share }) => total + share, 0n);
  const luckiest = parts.toSorted((one, other) => (one.lost === other.lost ? 0 : one.lost > other.lost ? -1 : 1));
  const lucky = new Set(luckiest.slice(0, Number(left)).map(({ index }) => index));
  return parts.map(({ index, share }) => money(lucky.has(index) ? share + 1n : share, currency));
}

/** Whether two amounts are the same, currency included. */
export function sameMoney(left: Money, right: Money): boolean {
  return left.currency === right.currency && left.minor === right.minor;
}

/** An amount as decimal text with all digits of its currency: `19.99`, `1999`, `0.005`. */
export function toDecimal({ minor, currency }: Money): string {
  const digits = exponentOf(currency);
  const sign = minor < 0n ? '-' : '';
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An amount that a person has written, with a point and no more digits than its currency has; nothing if it is none. */
export function fromDecimal(text: string, currency: Currency): Money | undefined {
  const digits = exponentOf(currency);
  const [, whole, fraction = ''] = /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  return money(BigInt(whole + fraction.padEnd(digits, '0')), currency);
}

/** An amount as people read it here: `EUR 19.99`. */
export function inWords(amount: Money): string {
  return `${amount.currency} ${toDecimal(amount)}`;
}
