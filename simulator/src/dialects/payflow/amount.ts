import { type Currency, exponent, isCurrency } from '../../engine/currency.ts';
import { decimalText, type Money, money } from '../../engine/money.ts';
import { type Fields, said } from './fields.ts';
import type { Profile } from './profiles.ts';
import { type Refused, refused } from './results.ts';

const SUPPORTED: ReadonlySet<string> = new Set(['AUD', 'CAD', 'EUR', 'GBP', 'JPY', 'USD']);
const DECIMALS = 2;

/** The amount that a request asks for, and whether that may be nothing. */
export function askedAmount(
  fields: Fields,
  { currency: rule }: Pick<Profile, 'currency'>,
  least: 'nothing' | 'something' = 'something',
): Readonly<{ ok: true; amount: Money }> | Refused {
  const named = said(fields, 'CURRENCY');
  if (named === undefined && rule === 'named') return refused(6, 'CURRENCY');
  const read = readCurrency(named);
  return read.ok ? readAmount(fields.get('AMT') ?? '', read.currency, least) : read;
}

/**
 * What a request asks for of something that has an amount already: its currency, where it is named, has to be the same;
 * undefined where it asks for all there is.
 */
export function askedOf(
  fields: Fields,
  { currency }: Money,
  { currency: rule }: Pick<Profile, 'currency'>,
): Readonly<{ ok: true; amount: Money | undefined }> | Refused {
  const name = said(fields, 'CURRENCY');
  const text = fields.get('AMT');
  if (name === undefined && rule === 'named' && text !== undefined) return refused(6, 'CURRENCY');
  const named = readCurrency(name ?? currency);
  if (!named.ok) return named;
  if (named.currency !== currency) return refused(6);
  return text === undefined ? { ok: true, amount: undefined } : readAmount(text, currency);
}

/** The currency that a request names, US dollars where it names none. */
function readCurrency(text = 'USD'): Readonly<{ ok: true; currency: Currency }> | Refused {
  return isCurrency(text) && SUPPORTED.has(text) ? { ok: true, currency: text } : refused(6);
}

/** An amount as money: always with a point and two digits, or with neither; what is less than a minor unit is refused. */
function readAmount(
  text: string,
  currency: Currency,
  least: 'nothing' | 'something' = 'something',
): Readonly<{ ok: true; amount: Money }> | Refused {
  const [, whole, fraction = '00'] = /^(\d{1,10})(?:\.(\d{2}))?$/.exec(text) ?? [];
  if (whole === undefined) return refused(4);
  const hundredths = BigInt(whole) * 100n + BigInt(fraction);
  const scale = 10n ** BigInt(DECIMALS - exponent(currency));
  if ((hundredths === 0n && least === 'something') || hundredths % scale !== 0n) return refused(4);
  return { ok: true, amount: money(hundredths / scale, currency) };
}

/** The amount on the wire, which has two digits after the point in every currency. */
export function renderAmount({ minor, currency }: Money): string {
  return decimalText(minor * 10n ** BigInt(DECIMALS - exponent(currency)), DECIMALS);
}
