import { type Currency, exponent, isCurrency } from '../../engine/currency.ts';
import { decimalText, type Money, money } from '../../engine/money.ts';
import { type Refused, refused } from './results.ts';

const SUPPORTED: ReadonlySet<string> = new Set(['AUD', 'CAD', 'EUR', 'GBP', 'JPY', 'USD']);
const DECIMALS = 2;

/** The currency that a request names, US dollars where it names none. */
export function readCurrency(text = 'USD'): Readonly<{ ok: true; currency: Currency }> | Refused {
  return isCurrency(text) && SUPPORTED.has(text) ? { ok: true, currency: text } : refused(6);
}

/** An amount as money: always with a point and two digits, or with neither; what is less than a minor unit is refused. */
export function readAmount(text: string, currency: Currency): Readonly<{ ok: true; amount: Money }> | Refused {
  const [, whole, fraction = '00'] = /^(\d{1,10})(?:\.(\d{2}))?$/.exec(text) ?? [];
  if (whole === undefined) return refused(4);
  const hundredths = BigInt(whole) * 100n + BigInt(fraction);
  const scale = 10n ** BigInt(DECIMALS - exponent(currency));
  if (hundredths === 0n || hundredths % scale !== 0n) return refused(4);
  return { ok: true, amount: money(hundredths / scale, currency) };
}

/** The amount on the wire, which has two digits after the point in every currency. */
export function renderAmount({ minor, currency }: Money): string {
  return decimalText(minor * 10n ** BigInt(DECIMALS - exponent(currency)), DECIMALS);
}
