import type { Address } from './address.ts';
import type { PricedLine } from './cart.ts';
import type { Country } from './country.ts';
import type { Money } from './money.ts';
import type { TaxClass } from './product.ts';
import { unreachable } from './unreachable.ts';

/** A whole, in the unit that rates are written in: 190000 are 19 per cent. */
export const MILLION = 1_000_000n;

/** A tax on what goes to a country or a region of it. Several can apply; none is taken on another. */
export type Tax = Readonly<{
  name: string;
  country: Country;
  region?: string;
  taxClass: TaxClass;
  partsPerMillion: number;
  /** Whether prices have it in them already, or it comes on top. */
  how: 'included' | 'on_top';
  /** Whether it is taken on shipping as well. */
  onShipping: boolean;
}>;

/** What somebody with its code gets off the lines of an order. */
export type Discount = Readonly<{
  code: string;
  name: string;
  off:
    | Readonly<{ kind: 'share'; partsPerMillion: number }>
    /** In its own currency only, and never more than the lines come to. */
    | Readonly<{ kind: 'amount'; amount: Money }>;
}>;

/** The taxes and discounts of the shop, as they are kept together. */
export type Pricing = Readonly<{ taxes: readonly Tax[]; discounts: readonly Discount[]; version: number }>;

/** Nothing but the prices of the catalogue. */
export const NO_PRICING: Pricing = { taxes: [], discounts: [], version: 0 };

/** The taxes on what goes to an address. */
export function taxesAt({ taxes }: Pricing, { country, region }: Address): readonly Tax[] {
  return taxes.filter((tax) => tax.country === country && (tax.region === undefined || tax.region === region));
}

/** The discount of a code, however it is typed, if it can be used for such lines. */
export function discountOf({ discounts }: Pricing, code: string, lines: readonly PricedLine[]): Discount | undefined {
  const typed = code.trim().toUpperCase();
  const found = discounts.find((discount) => discount.code.toUpperCase() === typed);
  const currency = lines[0]?.lineTotal.currency;
  if (!found || currency === undefined) return undefined;
  switch (found.off.kind) {
    case 'share':
      return found;
    case 'amount':
      return found.off.amount.currency === currency ? found : undefined;
    default:
      return unreachable(found.off);
  }
}
