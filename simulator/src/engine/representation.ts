import { type Currency, type Exponent, exponent } from './currency.ts';
import { decimalText, type Money, money } from './money.ts';

/** How a dialect writes a currency's amounts: digits of its unit, and the step that amounts have to be a multiple of. */
type Representation = Readonly<{ exponent: Exponent; multipleOf?: bigint }>;

/** Where a dialect differs from ISO 4217; the currencies it leaves out are as the standard says. */
export type ExponentTable = Readonly<Partial<Record<Currency, Representation>>>;

/** Why an amount cannot be taken over: not a number at all, or finer than the other side can write. */
type Unrepresentable = 'malformed' | 'too_precise';

/** A value, or why there is none. */
export type Converted<Value> = Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; why: Unrepresentable }>;

/** The longest decimal text that is read. */
export const DECIMAL_LENGTH_MAX = 40;

/** A dialect's integer as money; refused when it is finer than the minor unit, or not a multiple of the step. */
export function fromDialect(units: bigint, currency: Currency, table: ExponentTable): Converted<Money> {
  const { exponent: digits, step } = representation(currency, table);
  if (units % step !== 0n) return tooPrecise;
  const minor = rescale(units, digits, exponent(currency));
  return minor === undefined ? tooPrecise : { ok: true, value: money(minor, currency) };
}

/** Money as a dialect's integer; refused when the dialect's unit is too coarse for it, or it is no multiple of the step. */
export function toDialect(amount: Money, table: ExponentTable): Converted<bigint> {
  const { exponent: digits, step } = representation(amount.currency, table);
  const units = rescale(amount.minor, exponent(amount.currency), digits);
  return units === undefined || units % step !== 0n ? tooPrecise : { ok: true, value: units };
}

/** Money as a dialect's decimal text, with all digits of the dialect's unit. */
export function toDialectDecimal(amount: Money, table: ExponentTable): Converted<string> {
  const units = toDialect(amount, table);
  if (!units.ok) return units;
  return { ok: true, value: decimalText(units.value, representation(amount.currency, table).exponent) };
}

/**
 * Decimal text as money: digits with at most one dot and a leading minus, no sign of plus, exponent or separator.
 * Digits beyond the unit may only be zeros.
 */
export function parseDecimal(text: string, currency: Currency, table: ExponentTable = {}): Converted<Money> {
  const matched = text.length > DECIMAL_LENGTH_MAX ? null : /^(-?)(\d*)(?:\.(\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = ''] = matched ?? [];
  if (whole === '' && fraction === '') return { ok: false, why: 'malformed' };
  const { exponent: digits } = representation(currency, table);
  if (/[1-9]/.test(fraction.slice(digits))) return tooPrecise;
  const units = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return fromDialect(sign === '-' ? -units : units, currency, table);
}

const tooPrecise: Readonly<{ ok: false; why: Unrepresentable }> = { ok: false, why: 'too_precise' };

function representation(currency: Currency, table: ExponentTable): { exponent: Exponent; step: bigint } {
  const own = table[currency];
  return { exponent: own?.exponent ?? exponent(currency), step: own?.multipleOf ?? 1n };
}

/** Undefined where the target's unit is too coarse. */
function rescale(units: bigint, from: Exponent, to: Exponent): bigint | undefined {
  if (to >= from) return units * 10n ** BigInt(to - from);
  const factor = 10n ** BigInt(from - to);
  return units % factor === 0n ? units / factor : undefined;
}
