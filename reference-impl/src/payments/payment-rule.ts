import type { Country } from '../shop/country.ts';
import type { Currency } from '../shop/currency.ts';
import type { Instant, PaymentRuleId } from '../shop/ids.ts';

/** When which payment methods are offered. */
export type PaymentRule = Readonly<{
  id: PaymentRuleId;
  name: string;
  enabled: boolean;
  /** Lower first; rules with the same one keep the order in which they were made. */
  sortOrder: number;
  /** Rules after this one do not count, even when none of its own methods can be used. */
  stopFurtherRules: boolean;
  currency: Currency;
  /** Countries of the billing address; none means anywhere. */
  countries: readonly Country[];
  /** Ids of payment methods, in the order they are offered. */
  methods: readonly string[];
  createdAt: Instant;
}>;

/** What a rule looks at. */
export type RuleContext = Readonly<{ currency?: Currency; billingCountry?: Country }>;

/**
 * The payment methods to offer, first to last. A disabled rule is as if absent; a method named by two rules appears once,
 * at its first place. `rules` come in the order in which they were made.
 */
export function offeredMethods(
  rules: readonly PaymentRule[],
  context: RuleContext,
  isApplicable: (methodId: string) => boolean,
): readonly string[] {
  const matching = rules
    .filter((rule) => rule.enabled && rule.currency === context.currency && reaches(rule, context.billingCountry))
    .toSorted((left, right) => left.sortOrder - right.sortOrder);
  const stop = matching.findIndex((rule) => rule.stopFurtherRules);
  const counting = stop < 0 ? matching : matching.slice(0, stop + 1);
  return [...new Set(counting.flatMap((rule) => rule.methods))].filter(isApplicable);
}

function reaches(rule: PaymentRule, billingCountry: Country | undefined): boolean {
  if (rule.countries.length === 0) return true;
  return billingCountry !== undefined && rule.countries.includes(billingCountry);
}
