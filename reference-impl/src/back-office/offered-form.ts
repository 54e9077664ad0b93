import type { FormErrors } from '../http/form.ts';
import type { RuleContext } from '../payments/payment-rule-context.ts';
import { type Country, isCountry } from '../shop/country.ts';
import { isCurrency } from '../shop/currency.ts';
import { fromDecimal } from '../shop/money.ts';

/** The form's fields by name, as they were typed. */
export type OfferedFields = Readonly<
  Record<'order' | 'checkout' | 'currency' | 'country' | 'region' | 'postalCode' | 'total', string>
>;

/** The fields in the page's address. */
export function offeredFields(query: URLSearchParams): OfferedFields {
  const field = (name: string) => (query.get(name) ?? '').trim().slice(0, 100);
  return {
    order: field('order'),
    checkout: field('checkout'),
    currency: field('currency'),
    country: field('country'),
    region: field('region'),
    postalCode: field('postalCode'),
    total: field('total'),
  };
}

/** A checkout that nobody has started, to try rules with: one guest who collects what comes to that total. */
export function imaginedContext(fields: OfferedFields, website: string): RuleContext | FormErrors {
  const errors = new Map<string, string>();
  const { currency, country, region, postalCode } = fields;
  if (!isCurrency(currency)) return new Map([['currency', 'Please choose a currency.']]);
  const total = fromDecimal(fields.total === '' ? '100' : fields.total, currency);
  if (!total) errors.set('total', `Please write an amount with a point, such as 100, for ${currency}.`);
  if (country !== '' && !isCountry(country)) errors.set('country', 'Please write the two letters of a country.');
  if (region !== '' && !region.startsWith(`${country}-`)) errors.set('region', 'Please write it as US-CA.');
  if (!total || errors.size > 0) return errors;
  const address = isCountry(country) ? addressIn(country, { region, postalCode }) : undefined;
  return {
    currency,
    website,
    ...(address ? { billingAddress: address, shippingAddress: address } : {}),
    shippingMethod: 'collect',
    lines: [],
    subtotal: total,
    total,
    customer: { email: '', isGuest: true },
  };
}

function addressIn(country: Country, { region, postalCode }: Pick<OfferedFields, 'region' | 'postalCode'>) {
  return { name: '', street: '', city: '', postalCode, country, ...(region === '' ? {} : { region }) };
}
