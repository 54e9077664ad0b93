import { type Currency, isCurrency } from '../../engine/currency.ts';
import { type Money, toDecimal } from '../../engine/money.ts';
import { type ExponentTable, fromDialect, toDialect } from '../../engine/representation.ts';
import { invalid, type Read } from './errors.ts';

/** Where amounts are written in another unit than ISO 4217 has: https://docs.stripe.com/currencies#special-cases */
const EXPONENTS: ExponentTable = {
  // Has hundredths in the standard, and none here.
  MGA: { exponent: 0 },
  // Have no hundredths any more, and are written with two zeros as before.
  ISK: { exponent: 2, multipleOf: 100n },
  UGX: { exponent: 2, multipleOf: 100n },
  // Thousandths, of which the last digit has to be zero.
  BHD: { exponent: 3, multipleOf: 10n },
  JOD: { exponent: 3, multipleOf: 10n },
  KWD: { exponent: 3, multipleOf: 10n },
  OMR: { exponent: 3, multipleOf: 10n },
  TND: { exponent: 3, multipleOf: 10n },
};

/** The currency by its three letters, in either case. */
export function readCurrency(text: string): Read<Currency> {
  const upper = text.toUpperCase();
  if (isCurrency(upper)) return { ok: true, value: upper };
  return invalid(`Invalid currency: ${text.toLowerCase()}. It is not one of the currencies that are supported.`, {
    param: 'currency',
  });
}

/** An amount as it is written here; refused where it is finer than the currency, or too large. */
export function readAmount(units: number, currency: Currency, param = 'amount'): Read<Money> {
  if (units > AMOUNT_MAX) {
    return invalid(`Amount must be no more than $999,999.99`, { code: 'amount_too_large', param });
  }
  const money = fromDialect(BigInt(units), currency, EXPONENTS);
  if (money.ok) return money;
  return invalid(`Invalid amount: ${currency} amounts have to be a multiple of ${stepOf(currency)}.`, { param });
}

const AMOUNT_MAX = 99_999_999;

/** The amount as it is written here. */
export function units(amount: Money): number {
  const written = toDialect(amount, EXPONENTS);
  // Whatever got in by `readAmount` gets out again; what the issuer has consented to in part may be finer.
  return Number(written.ok ? written.value : amount.minor);
}

/** The amount as an error tells it: `$40.00`, or with the currency's letters after it. */
export function amountText(amount: Money): string {
  const decimal = toDecimal(amount);
  const sign: Readonly<Partial<Record<Currency, string>>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥' };
  const known = sign[amount.currency];
  return known === undefined ? `${decimal} ${amount.currency.toLowerCase()}` : `${known}${decimal}`;
}

function stepOf(currency: Currency): bigint {
  return EXPONENTS[currency]?.multipleOf ?? 1n;
}
