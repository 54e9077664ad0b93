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
