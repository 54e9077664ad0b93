import { type Currency, exponentOf, isCurrency } from '../../shop/currency.ts';
import { type Money, money } from '../../shop/money.ts';

/** Where PayPal takes no decimals although ISO 4217 has some: https://developer.paypal.com/api/rest/reference/currency-codes/ */
const WITHOUT_DECIMALS: readonly Currency[] = ['HUF', 'JPY', 'TWD'];
/** What PayPal takes at all: the same page. */
const TAKEN: ReadonlySet<Currency> = new Set([
  ...(['AUD', 'BRL', 'CAD', 'CHF', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'ILS', 'JPY'] as const),
  ...(['MXN', 'MYR', 'NOK', 'NZD', 'PHP', 'PLN', 'SEK', 'SGD', 'THB', 'TWD', 'USD'] as const),
]);
const VALUE = /^(0|[1-9]\d{0,14})(?:\.(\d{1,3}))?$/;

/** An amount as PayPal writes it. */
export type Value = Readonly<{ currencyCode: string; value: string }>;

/** An amount in PayPal's writing; nothing when it is finer than PayPal counts, as nothing is rounded. */
export function toValue({ minor, currency }: Money): Value | undefined {
  const exponent = exponentOf(currency);
  // PayPal takes no currency that has thousandths.
  if (exponent > 2) return undefined;
  const scale = 10n ** BigInt(exponent);
  const [whole, rest] = [minor / scale, minor % scale];
  if (exponent === 0 || WITHOUT_DECIMALS.includes(currency)) {
    return rest === 0n ? { currencyCode: currency, value: `${whole}` } : undefined;
  }
  return { currencyCode: currency, value: `${whole}.${rest.toString().padStart(exponent, '0')}` };
}

/** Whether PayPal takes an amount, which it cannot in other currencies or in parts that it does not count. */
export function isTaken(amount: Money): boolean {
  return TAKEN.has(amount.currency) && toValue(amount) !== undefined;
}

/** The amount that PayPal has written; nothing when it is none, or finer than the currency is. */
export function fromValue(code: unknown, value: unknown): Money | undefined {
  if (typeof code !== 'string' || !isCurrency(code) || typeof value !== 'string') return undefined;
  const [whole, digits, decimals = ''] = VALUE.exec(value) ?? [];
  if (whole === undefined || digits === undefined) return undefined;
  const exponent = exponentOf(code);
  const finer = decimals.slice(exponent);
  if (/[^0]/.test(finer)) return undefined;
  return money(BigInt(digits + decimals.slice(0, exponent).padEnd(exponent, '0')), code);
}
