import { type Currency, DIGITS } from './places.ts';

/** An amount in minor units. */
export type Money = Readonly<{ minor: bigint; currency: Currency }>;

/** Reads `19.99 EUR`: exactly the digits that the currency has, so that a scenario cannot be vague about money. */
export function moneyOf(text: string): Money {
  const [, major = '', , fraction = '', code = ''] = /^(\d+)(\.(\d+))? ([A-Z]{3})$/.exec(text) ?? [];
  const currency = currencyOf(code);
  const digits = DIGITS[currency];
  if (fraction.length !== digits) throw new Error(`${text}: ${currency} has ${digits} digits after the point`);
  return { minor: BigInt(major + fraction), currency };
}

/** The amount as scenarios write it. */
export function inWords({ minor, currency }: Money): string {
  const digits = DIGITS[currency];
  const text = minor.toString().padStart(digits + 1, '0');
  const major = text.slice(0, text.length - digits);
  return `${digits === 0 ? text : `${major}.${text.slice(text.length - digits)}`} ${currency}`;
}

/** The currency of that code. */
export function currencyOf(code: string): Currency {
  for (const known of ['EUR', 'USD', 'JPY', 'KWD'] as const) if (known === code) return known;
  throw new Error(`the shop sells nothing in ${JSON.stringify(code)}`);
}
