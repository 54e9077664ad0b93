import type { Country } from './country.ts';

/** Where the bill goes, or the goods. */
export type Address = Readonly<{
  name: string;
  street: string;
  city: string;
  postalCode: string;
  /** The part of the country as ISO 3166-2 writes it, such as `US-CA`, where somebody has said it. */
  region?: string;
  country: Country;
}>;
