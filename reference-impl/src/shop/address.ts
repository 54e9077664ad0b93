import type { Country } from './country.ts';

/** Where the bill goes. */
export type Address = Readonly<{
  name: string;
  street: string;
  city: string;
  postalCode: string;
  country: Country;
}>;
