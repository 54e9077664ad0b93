import { type Currency, exponentOf, isCurrency } from '../../shop/currency.ts';
import { type Money, money } from '../../shop/money.ts';

/** Where Stripe counts in another unit than ISO 4217 has: https://docs.stripe.com/currencies#special-cases */
const SPECIAL: Readonly<Partial<Record<Currency, Readonly<{ exponent: number; multipleOf: bigint }>>>> = {
  // Has hundredths in the standard, and none at Stripe.
  MGA: { exponent: 0, multipleOf: 1n },
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

/** An amount in Stripe's units; nothing when it is finer than Stripe counts, as nothing is rounded. */
export function toUnits({ minor, currency }: Money): number | undefined {
  const { exponent, multipleOf } = SPECIAL[currency] ?? { exponent: exponentOf(currency), multipleOf: 1n };
  const units = rescaled(minor, exponentOf(currency), exponent);
  if (units === undefined || units % multipleOf !== 0n || units > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return Number(units);
}

/** The amount that so many of Stripe's units are, with the currency in lower case as Stripe writes it. */
export function fromUnits(units: unknown, code: unknown): Money | undefined {
  if (typeof units !== 'number' || !Number.isSafeInteger(units) || units < 0 || typeof code !== 'string') {
    return undefined;
  }
  const currency = code.toUpperCase();
  if (!isCurrency(currency)) return undefined;
  const exponent = SPECIAL[currency]?.exponent ?? exponentOf(currency);
  const minor = rescaled(BigInt(units), exponent, exponentOf(currency));
  return minor === undefined ? undefined : money(minor, currency);
}

/** The same amount with another number of digits after the point; nothing when some would be lost. */
function rescaled(amount: bigint, from: number, to: number): bigint | undefined {
  if (to >= from) return amount * 10n ** BigInt(to - from);
  const step = 10n ** BigInt(from - to);
  return amount % step === 0n ? amount / step : undefined;
}
