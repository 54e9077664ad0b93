import type { FormErrors } from '../http/form.ts';
import type { Address } from '../shop/address.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';
import { isCountry } from '../shop/country.ts';

/** What the customer fills in to check out. */
export type CheckoutEntry = Readonly<{ email: string; billingAddress: Address }>;

const FIELDS = [
  ['email', 'your e-mail address', 254],
  ['name', 'a name', 100],
  ['street', 'street and number', 200],
  ['postalCode', 'a postal code', 20],
  ['city', 'a city', 100],
] as const;

/** The form's fields by name, as they were typed. */
export type CheckoutFields = Readonly<Record<(typeof FIELDS)[number][0] | 'country', string>>;

/** The form's fields, without the spaces around them. */
export function checkoutFields(form: URLSearchParams): CheckoutFields {
  const field = (name: string) => (form.get(name) ?? '').trim();
  return {
    email: field('email'),
    name: field('name'),
    street: field('street'),
    postalCode: field('postalCode'),
    city: field('city'),
    country: field('country'),
  };
}

/** What was filled in, or what is wrong with which field. */
export function parseCheckout(fields: CheckoutFields): CheckoutEntry | FormErrors {
  const errors = new Map<string, string>();
  for (const [name, what, most] of FIELDS) {
    const text = fields[name];
    if (text === '') errors.set(name, `Please enter ${what}.`);
    else if (text.length > most) errors.set(name, `Please use at most ${most} characters.`);
    else if (looksLikeCardNumber(text)) {
      errors.set(name, 'This looks like a card number. You enter that on the payment page only.');
    }
  }
  const { email, country, ...address } = fields;
  if (!errors.has('email') && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) {
    errors.set('email', 'Please enter an e-mail address such as name@example.com.');
  }
  if (!isCountry(country)) errors.set('country', 'Please choose a country.');
  if (errors.size > 0 || !isCountry(country)) return errors;
  return { email, billingAddress: { ...address, country } };
}
