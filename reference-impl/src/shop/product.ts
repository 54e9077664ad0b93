import type { Currency } from './currency.ts';
import type { ProductId } from './ids.ts';
import type { Money } from './money.ts';

/** The classes that taxes tell goods apart by. Shipping is taxed as whichever class says so. */
export const TAX_CLASSES = ['standard', 'reduced'] as const;

/** How a product is taxed. */
export type TaxClass = (typeof TAX_CLASSES)[number];

/** Something the shop sells, with one price per currency it is sold in. */
export type Product = Readonly<{
  id: ProductId;
  name: string;
  description: string;
  taxClass: TaxClass;
  prices: readonly Money[];
}>;

/** The product's price in a currency, or nothing when it is not sold in that one. */
export function priceIn(product: Product, currency: Currency): Money | undefined {
  return product.prices.find((price) => price.currency === currency);
}
