import type { FormErrors } from '../http/form.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';
import { isCountry } from '../shop/country.ts';
import { isCurrency } from '../shop/currency.ts';
import { fromDecimal, inWords } from '../shop/money.ts';
import type { Discount, Pricing, Tax } from '../shop/pricing.ts';
import { TAX_CLASSES } from '../shop/product.ts';

/** The form's fields by name, as they were typed. */
export type PricingFields = Readonly<Record<'version' | 'taxes' | 'discounts', string>>;

const LINES_MAX = 200;

/** The form for what is stored. */
export function pricingFieldsOf({ version, taxes, discounts }: Pricing): PricingFields {
  return {
    version: String(version),
    taxes: taxes.map(taxInWords).join('\n'),
    discounts: discounts.map(discountInWords).join('\n'),
  };
}

/** The fields as they were sent. */
export function sentPricing(form: URLSearchParams): PricingFields {
  const field = (name: string) => (form.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  return { version: field('version'), taxes: field('taxes'), discounts: field('discounts') };
}

/** What was filled in, or what is wrong with which field. */
export function parsePricing(fields: PricingFields): Pricing | FormErrors {
  const errors = new Map<string, string>();
  const taxes = linesOf(fields, 'taxes', taxIn, errors);
  const discounts = linesOf(fields, 'discounts', discountIn, errors);
  const version = /^\d{1,6}$/.test(fields.version) ? Number(fields.version) : 0;
  return errors.size > 0 ? errors : { version, taxes, discounts };
}

function linesOf<T>(
  fields: PricingFields,
  name: 'taxes' | 'discounts',
  read: (parts: readonly string[]) => T | undefined,
  errors: Map<string, string>,
): readonly T[] {
  const lines = fields[name].split('\n').filter((line) => line.trim() !== '');
  if (lines.length > LINES_MAX) errors.set(name, `Please use at most ${LINES_MAX} lines.`);
  return lines.flatMap((line, index) => {
    const value = looksLikeCardNumber(line) ? undefined : read(line.split('|').map((part) => part.trim()));
    if (value === undefined) errors.set(name, `Line ${index + 1} cannot be read: ${line.slice(0, 60)}`);
    return value ?? [];
  });
}

function taxIn([name = '', where = '', kind, percent = '', how, on, ...rest]: readonly string[]): Tax | undefined {
  const [country = '', region] = where.split('-');
  const taxClass = TAX_CLASSES.find((known) => known === kind);
  const partsPerMillion = perMillion(percent);
  const isNamed = name !== '' && name.length <= 40 && rest.length === 0;
  if (!isNamed || !isCountry(country) || !taxClass || partsPerMillion === undefined) return undefined;
  if (how !== 'included' && how !== 'on top') return undefined;
  if (on !== 'goods' && on !== 'goods and shipping') return undefined;
  if (region !== undefined && !/^[A-Z0-9]{1,3}$/.test(region)) return undefined;
  return {
    name,
    country,
    ...(region === undefined ? {} : { region: where }),
    taxClass,
    partsPerMillion,
    how: how === 'included' ? 'included' : 'on_top',
    onShipping: on === 'goods and shipping',
  };
}

function discountIn([code = '', name = '', off = '', ...rest]: readonly string[]): Discount | undefined {
  if (!/^[A-Za-z0-9-]{1,40}$/.test(code) || name === '' || name.length > 60 || rest.length > 0) return undefined;
  const [, percent] = /^(.*?)\s*%$/.exec(off) ?? [];
  if (percent !== undefined) {
    const partsPerMillion = perMillion(percent);
    return partsPerMillion ? { code, name, off: { kind: 'share', partsPerMillion } } : undefined;
  }
  const [currency = '', text = ''] = off.split(/\s+/);
  const amount = isCurrency(currency) ? fromDecimal(text, currency) : undefined;
  return amount && amount.minor > 0n ? { code, name, off: { kind: 'amount', amount } } : undefined;
}

/** Per cent with at most four digits after the point, as parts per million. */
function perMillion(percent: string): number | undefined {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(percent) ?? [];
  if (whole === undefined) return undefined;
  const parts = Number(whole + fraction.padEnd(4, '0'));
  return parts <= 1_000_000 ? parts : undefined;
}

function inPercent(partsPerMillion: number): string {
  const text = String(partsPerMillion).padStart(5, '0');
  const fraction = text.slice(-4).replace(/0+$/, '');
  return fraction === '' ? text.slice(0, -4) : `${text.slice(0, -4)}.${fraction}`;
}

function taxInWords({ name, country, region, taxClass, partsPerMillion, how, onShipping }: Tax): string {
  const on = onShipping ? 'goods and shipping' : 'goods';
  const taken = how === 'included' ? 'included' : 'on top';
  return [name, region ?? country, taxClass, inPercent(partsPerMillion), taken, on].join(' | ');
}

function discountInWords({ code, name, off }: Discount): string {
  const what = off.kind === 'share' ? `${inPercent(off.partsPerMillion)} %` : inWords(off.amount);
  return [code, name, what].join(' | ');
}
