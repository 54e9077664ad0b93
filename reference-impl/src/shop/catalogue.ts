import type { Currency } from './currency.ts';
import { type ProductId, productId } from './ids.ts';
import { money } from './money.ts';
import type { Product, TaxClass } from './product.ts';

/** The currencies of the price list: two, none and three digits after the point, as these are where shops go wrong. */
export const CATALOGUE_CURRENCIES = ['EUR', 'USD', 'JPY', 'KWD'] as const satisfies readonly Currency[];

/** A currency the catalogue has prices in. */
export type CatalogueCurrency = (typeof CATALOGUE_CURRENCIES)[number];

/** What the shop sells: the tools of an assayer. */
export const CATALOGUE: readonly Product[] = [
  product('touchstone', 'Touchstone', 'Black slate, polished, for streak tests', {
    EUR: 1999n,
    USD: 2149n,
    JPY: 3200n,
    KWD: 6_605n,
  }),
  product('cupel-set', 'Cupels, set of ten', 'Bone ash, 38 mm', { EUR: 435n, USD: 469n, JPY: 700n, KWD: 1_435n }),
  product('loupe', 'Loupe, tenfold', 'Triplet lens in a steel case', {
    EUR: 4950n,
    USD: 5325n,
    JPY: 7980n,
    KWD: 16_350n,
  }),
  product('balance', 'Assay balance', 'Reads to a tenth of a milligram', {
    EUR: 128_900n,
    USD: 138_500n,
    JPY: 207_000n,
    KWD: 425_700n,
  }),
  product(
    'hallmark-guide',
    'Guide to hallmarks',
    'Four hundred marks, pocket size',
    { EUR: 820n, USD: 880n, JPY: 1320n, KWD: 2_705n },
    'reduced',
  ),
  product('sample-streak', 'Sample streak', 'A line of fine gold on card, to compare with; sent free', {
    EUR: 0n,
    USD: 0n,
    JPY: 0n,
    KWD: 0n,
  }),
];

/** The product of that id, if there is one. */
export function productById(id: ProductId): Product | undefined {
  return CATALOGUE.find((product) => product.id === id);
}

/** Whether the catalogue has prices in a currency of that name. */
export function isCatalogueCurrency(text: string): text is CatalogueCurrency {
  return CATALOGUE_CURRENCIES.some((currency) => currency === text);
}

function product(
  id: string,
  name: string,
  description: string,
  prices: Readonly<Record<CatalogueCurrency, bigint>>,
  taxClass: TaxClass = 'standard',
): Product {
  return {
    id: productId(id),
    name,
    description,
    taxClass,
    prices: CATALOGUE_CURRENCIES.map((currency) => money(prices[currency], currency)),
  };
}
