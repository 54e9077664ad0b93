import type { CatalogueCurrency } from './catalogue.ts';
import { type Money, money } from './money.ts';

/** The ways goods reach a customer; what costs nothing comes first. */
export const SHIPPING_METHODS = ['collect', 'standard', 'express'] as const;

/** A way goods reach a customer. */
export type ShippingMethod = (typeof SHIPPING_METHODS)[number];

const COSTS: Readonly<Record<ShippingMethod, Readonly<Record<CatalogueCurrency, bigint>>>> = {
  collect: { EUR: 0n, USD: 0n, JPY: 0n, KWD: 0n },
  standard: { EUR: 490n, USD: 590n, JPY: 800n, KWD: 1_605n },
  express: { EUR: 1_490n, USD: 1_595n, JPY: 2_400n, KWD: 4_895n },
};

const WORDS: Readonly<Record<ShippingMethod, string>> = {
  collect: 'Collect it at our counter',
  standard: 'Standard, three to five days',
  express: 'Express, next working day',
};

/** What shipping costs, before taxes on top. */
export function shippingCost(method: ShippingMethod, currency: CatalogueCurrency): Money {
  return money(COSTS[method][currency], currency);
}

/** A way of shipping as customers read it. */
export function shippingInWords(method: ShippingMethod): string {
  return WORDS[method];
}

/** Whether a text names a way of shipping. */
export function isShippingMethod(text: string): text is ShippingMethod {
  return SHIPPING_METHODS.some((method) => method === text);
}
