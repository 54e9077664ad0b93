import { type Currency, exponent, isCurrency } from '../../engine/currency.ts';
import { decimalText, type Money, money } from '../../engine/money.ts';
import { issue, type Read } from './errors.ts';
import type { components } from './wire.d.ts';

// https://developer.paypal.com/api/rest/reference/currency-codes/
const SUPPORTED: ReadonlySet<Currency> = new Set([
  ...(['AUD', 'BRL', 'CAD', 'CHF', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'ILS', 'JPY'] as const),
  ...(['MXN', 'MYR', 'NOK', 'NZD', 'PHP', 'PLN', 'SEK', 'SGD', 'THB', 'TWD', 'USD'] as const),
]);

// Whatever ISO 4217 says of them: three currencies have no decimals here.
const WITHOUT_DECIMALS: ReadonlySet<Currency> = new Set(['HUF', 'JPY', 'TWD']);
const DECIMALS = 2;

// More than anybody pays, and little enough for a number of any client.
const MINOR_MAX = BigInt(Number.MAX_SAFE_INTEGER);

type WireMoney = Readonly<{ currency_code: string; value: string }>;

/** How many digits after the point an amount has on the wire. */
export function decimalsOf(currency: Currency): 0 | 2 {
  return WITHOUT_DECIMALS.has(currency) ? 0 : DECIMALS;
}

/** An amount of the wire as money; `at` is the JSON pointer of the object that says it. */
export function readMoney(wire: WireMoney, at: string): Read<Money> {
  const { currency_code: letters, value } = wire;
  const field = `${at}/currency_code`;
  if (!isCurrency(letters)) return issue('INVALID_CURRENCY_CODE', { field, value: letters });
  if (!SUPPORTED.has(letters)) return issue('CURRENCY_NOT_SUPPORTED', { field, value: letters });
  return readValue(value, letters, `${at}/value`);
}

function readValue(value: string, currency: Currency, field: string): Read<Money> {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const negative = value.startsWith('-');
  const digits = decimalsOf(currency);
  if (fraction.length > digits) {
    // What is nothing but zeros is as good as none.
    if (digits === 0 && !/^0*$/.test(fraction)) return issue('DECIMALS_NOT_SUPPORTED', { field, value });
    if (digits > 0) return issue('DECIMAL_PRECISION', { field, value });
  }
  const units = BigInt(whole === '' ? '0' : whole) * 10n ** BigInt(digits);
  const part = digits === 0 || fraction === '' ? 0n : BigInt(fraction.padEnd(digits, '0'));
  const minor = (units + part) * scaleOf(currency);
  if (minor > MINOR_MAX) return issue('MAX_VALUE_EXCEEDED', { field, value });
  return { ok: true, value: money(negative ? -minor : minor, currency) };
}

/** The amount on the wire; what is less than can be written there is left out. */
export function renderMoney({ minor, currency }: Money): components['schemas']['Money'] {
  return { currency_code: currency, value: decimalText(minor / scaleOf(currency), decimalsOf(currency)) };
}

/** How many of our minor units the smallest amount on the wire is. */
function scaleOf(currency: Currency): bigint {
  return 10n ** BigInt(exponent(currency) - decimalsOf(currency));
}
