import type { CheckoutEntry } from '../checkout/checkout.ts';
import type { Customer } from '../checkout/customer.ts';
import type { FormErrors } from '../http/form.ts';
import type { Address } from '../shop/address.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';
import { isCountry } from '../shop/country.ts';
import { isShippingMethod } from '../shop/shipping.ts';

const TEXTS = [
  ['name', 'a name', 100],
  ['street', 'street and number', 200],
  ['postalCode', 'a postal code', 20],
  ['city', 'a city', 100],
] as const;

/** The fields of one address, as they were typed. */
export type AddressFields = Readonly<Record<(typeof TEXTS)[number][0] | 'region' | 'country', string>>;

/** The form's fields by name, as they were typed. The fields of the shipping address are prefixed. */
export type CheckoutFields = Readonly<{
  email: string;
  billing: AddressFields;
  isShippedElsewhere: boolean;
  shipping: AddressFields;
  shippingMethod: string;
  discountCode: string;
}>;

/** What the names of the shipping address's fields begin with. */
export const SHIPPING_PREFIX = 'shipping-';

/** The form's fields, without the spaces around them. */
export function checkoutFields(form: URLSearchParams): CheckoutFields {
  const field = (name: string) => (form.get(name) ?? '').trim();
  const address = (prefix: string): AddressFields => ({
    name: field(`${prefix}name`),
    street: field(`${prefix}street`),
    postalCode: field(`${prefix}postalCode`),
    city: field(`${prefix}city`),
    region: field(`${prefix}region`).toUpperCase(),
    country: field(`${prefix}country`),
  });
  return {
    email: field('email'),
    billing: address(''),
    isShippedElsewhere: form.has('shippedElsewhere'),
    shipping: address(SHIPPING_PREFIX),
    shippingMethod: form.has('shippingMethod') ? field('shippingMethod') : 'collect',
    discountCode: field('discountCode'),
  };
}

/** The form of a checkout that was started before, to be changed. */
export function fieldsOfEntry(entry: CheckoutEntry): CheckoutFields {
  const { email, billingAddress, shippingAddress, shippingMethod, discountCode = '' } = entry;
  return {
    email,
    billing: fieldsOfAddress(billingAddress),
    isShippedElsewhere: shippingAddress !== undefined,
    shipping: fieldsOfAddress(shippingAddress),
    shippingMethod,
    discountCode,
  };
}

/** The form for a customer who may be signed in, with the address of the last order. */
export function fieldsOfCustomer(customer: Customer | undefined, address: Address | undefined): CheckoutFields {
  const { email = '', name = '' } = customer ?? {};
  return {
    email,
    billing: { ...fieldsOfAddress(address), ...(address ? {} : { name }) },
    isShippedElsewhere: false,
    shipping: fieldsOfAddress(undefined),
    shippingMethod: 'collect',
    discountCode: '',
  };
}

/** The fields of an address, or those of none. */
function fieldsOfAddress(address: Address | undefined): AddressFields {
  const none = { name: '', street: '', postalCode: '', city: '', region: '', country: 'DE' };
  return address ? { ...none, ...address } : none;
}

/** What was filled in, or what is wrong with which field. */
export function parseCheckout(fields: CheckoutFields): CheckoutEntry | FormErrors {
  const errors = new Map<string, string>();
  const { email, isShippedElsewhere, shippingMethod, discountCode } = fields;
  checkText('email', { text: email, what: 'your e-mail address', most: 254 }, errors);
  if (!errors.has('email') && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) {
    errors.set('email', 'Please enter an e-mail address such as name@example.com.');
  }
  const billingAddress = parseAddress('', fields.billing, errors);
  const shippingAddress = isShippedElsewhere ? parseAddress(SHIPPING_PREFIX, fields.shipping, errors) : undefined;
  if (!isShippingMethod(shippingMethod)) errors.set('shippingMethod', 'Please choose how it reaches you.');
  if (discountCode.length > 40) errors.set('discountCode', 'Please use at most 40 characters.');
  if (errors.size > 0 || !billingAddress || !isShippingMethod(shippingMethod)) return errors;
  return {
    email,
    billingAddress,
    ...(shippingAddress === undefined ? {} : { shippingAddress }),
    shippingMethod,
    ...(discountCode === '' ? {} : { discountCode }),
  };
}

function parseAddress(prefix: string, fields: AddressFields, errors: Map<string, string>): Address | undefined {
  for (const [name, what, most] of TEXTS) checkText(prefix + name, { text: fields[name], what, most }, errors);
  const { country, region, ...address } = fields;
  if (!isCountry(country)) {
    errors.set(`${prefix}country`, 'Please choose a country.');
    return undefined;
  }
  if (region === '') return { ...address, country };
  const whole = region.startsWith(`${country}-`) ? region : `${country}-${region}`;
  if (!/^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(whole)) {
    errors.set(`${prefix}region`, 'Please write the short form, such as CA for California, or leave it empty.');
  }
  return { ...address, region: whole, country };
}

function checkText(
  name: string,
  { text, what, most }: Readonly<{ text: string; what: string; most: number }>,
  errors: Map<string, string>,
): void {
  if (text === '') errors.set(name, `Please enter ${what}.`);
  else if (text.length > most) errors.set(name, `Please use at most ${most} characters.`);
  else if (looksLikeCardNumber(text)) {
    errors.set(name, 'This looks like a card number. You enter that on the payment page only.');
  }
}
