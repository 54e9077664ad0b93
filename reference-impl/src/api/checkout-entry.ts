import type { CheckoutEntry } from '../checkout/checkout.ts';
import type { Address } from '../shop/address.ts';
import { isCountry } from '../shop/country.ts';
import { cardNumbersIn, type FieldError } from './problem.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What a customer has entered, or what is wrong with which field. */
export function checkoutEntryOf(
  body: Wire['CheckoutDraft'],
): CheckoutEntry | Readonly<{ errors: readonly FieldError[] }> {
  const errors: FieldError[] = [...cardNumbersIn('', { email: body.email })];
  const billingAddress = addressAt('/billingAddress', body.billingAddress, errors);
  const shippingAddress = body.shippingAddress && addressAt('/shippingAddress', body.shippingAddress, errors);
  if (!billingAddress || errors.length > 0) return { errors };
  const { email, shippingMethod, discountCode } = body;
  return {
    email,
    billingAddress,
    ...(shippingAddress === undefined ? {} : { shippingAddress }),
    shippingMethod,
    ...(discountCode === undefined ? {} : { discountCode }),
  };
}

function addressAt(pointer: string, sent: Wire['Address'], errors: FieldError[]): Address | undefined {
  const { country, region, ...rest } = sent;
  errors.push(...cardNumbersIn(pointer, rest));
  if (!isCountry(country)) {
    errors.push({ pointer: `${pointer}/country`, detail: 'is not a country' });
    return undefined;
  }
  if (region !== undefined && !region.startsWith(`${country}-`)) {
    errors.push({ pointer: `${pointer}/region`, detail: `is not a region of ${country}` });
  }
  return { ...rest, country, ...(region === undefined ? {} : { region }) };
}
