import { type Actor, changesBetween, factsOf } from '../shop/audit.ts';
import type { Pricing } from '../shop/pricing.ts';
import type { CheckoutWorld } from './world.ts';

/** What came of changing taxes and discounts. */
export type PricingResult =
  | Readonly<{ kind: 'changed'; pricing: Pricing }>
  | Readonly<{ kind: 'code_twice'; index: number }>
  /** Somebody else has changed them since they were read. */
  | Readonly<{ kind: 'conflict' }>;

/** Puts taxes and discounts in the place of those that were read as this version. */
export async function changePricing(world: CheckoutWorld, wanted: Pricing, by: Actor): Promise<PricingResult> {
  const codes = wanted.discounts.map(({ code }) => code.toUpperCase());
  const index = codes.findIndex((code, at) => codes.indexOf(code) < at);
  if (index >= 0) return { kind: 'code_twice', index };
  const before = await world.pricing.read();
  if (before.version !== wanted.version) return { kind: 'conflict' };
  const pricing = { ...wanted, version: wanted.version + 1 };
  const changes = changesBetween(factsOf(before, ['version']), factsOf(pricing, ['version']));
  const about = { kind: 'pricing', id: 'pricing', label: 'Taxes and discounts' } as const;
  const entry = { at: world.clock.now(), by, action: 'pricing_changed', about, changes } as const;
  const result = await world.pricing.replace(pricing, entry);
  return result === 'replaced' ? { kind: 'changed', pricing } : { kind: 'conflict' };
}
