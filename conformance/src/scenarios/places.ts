/** The shops of the scenarios, each a deployment of one environment. */
export const SHOPS = {
  staging: { environment: 'sandbox', mode: 'test' },
  testing: { environment: 'testing', mode: 'test' },
  live: { environment: 'production', mode: 'live' },
} as const;
export type ShopName = keyof typeof SHOPS;

/** The environments of the provider. */
export const ENVIRONMENTS = ['sandbox', 'testing', 'production'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

/** Who works in a shop's back office, by role. */
export const ROLES = ['administrator', 'integrator', 'sales', 'support'] as const;
export type Role = (typeof ROLES)[number];

/** What customers can buy, as the catalogue names it. */
export const PRODUCTS = { touchstone: 'Touchstone', loupe: 'Loupe, tenfold', balance: 'Assay balance' } as const;
export type ProductId = keyof typeof PRODUCTS;

/** The providers that shops reach, by how scenarios call them. */
export const PROVIDERS = {
  'the generic provider': 'generic',
  Stripe: 'stripe',
  PayPal: 'paypal',
  Payflow: 'payflow',
} as const;

/** A provider as the shop's API calls it. */
export type ProviderType = (typeof PROVIDERS)[keyof typeof PROVIDERS];

/** The currencies the shop has prices in, with their digits after the point. */
export const DIGITS = { EUR: 2, USD: 2, JPY: 0, KWD: 3 } as const;
export type Currency = keyof typeof DIGITS;

/** The countries that scenarios name. */
export const COUNTRIES = {
  Germany: 'DE',
  France: 'FR',
  Japan: 'JP',
  Kuwait: 'KW',
  'the United States': 'US',
} as const;
