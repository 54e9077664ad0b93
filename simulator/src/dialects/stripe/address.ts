import type { components } from './wire.d.ts';

/** An address with everything in it that an address has, and nothing where nothing was said. */
export function addressOf(
  asked: components['schemas']['AddressInput'] | undefined,
): components['schemas']['Address'] | undefined {
  if (asked === undefined) return undefined;
  const { city, country, line1, line2, postal_code: postalCode, state } = asked;
  return {
    city: city || null,
    country: country || null,
    line1: line1 || null,
    line2: line2 || null,
    postal_code: postalCode || null,
    state: state || null,
  };
}
