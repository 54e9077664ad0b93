import type { Removal } from '../payments/integrations.ts';
import {
  type JudgedRule,
  methodVerdictInWords,
  offeredMethods,
  type PaymentRule,
  ruleVerdictInWords,
} from '../payments/payment-rule.ts';
import { isoText } from '../shop/instant.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** A payment rule; whole countries are told apart from parts of them. */
export function wirePaymentRule(rule: PaymentRule): Wire['PaymentRule'] {
  const { destinations, websites, methods, methodOptions, createdAt, ...rest } = rule;
  const isWhole = ({ region, postalCodes }: PaymentRule['destinations'][number]) =>
    region === undefined && postalCodes.length === 0;
  return {
    ...rest,
    countries: destinations.filter(isWhole).map(({ country }) => country),
    destinations: destinations
      .filter((destination) => !isWhole(destination))
      .map(({ postalCodes, ...more }) => ({ ...more, postalCodes: [...postalCodes] })),
    websites: [...websites],
    methods: [...methods],
    methodOptions: { ...methodOptions },
    createdAt: isoText(createdAt),
  };
}

/** What deleting a way to pay did to payment rules. */
export function wireRemoval({ losing, changedRules }: Removal): Wire['Removal'] {
  return {
    changedPaymentRules: changedRules.map(wirePaymentRule),
    lostMethods: losing.map(({ rule, methods }) => ({
      paymentRuleId: rule.id,
      paymentRuleName: rule.name,
      methods: methods.map(({ id, label }) => ({ id, label })),
    })),
  };
}

/** Why which method is offered or not. */
export function wireExplanation({
  judged,
  labels,
}: Readonly<{ judged: readonly JudgedRule[]; labels: ReadonlyMap<string, string> }>): Wire['Explanation'] {
  const named = (id: string) => {
    const label = labels.get(id);
    return label === undefined ? { id } : { id, label };
  };
  return {
    rules: judged.map((one) => ({
      id: one.rule.id,
      name: one.rule.name,
      verdict: one.verdict.kind,
      reason: ruleVerdictInWords(one),
      methods:
        one.verdict.kind === 'counts'
          ? one.verdict.methods.map(({ id, verdict }) => ({
              ...named(id),
              verdict: verdict.kind,
              reason: methodVerdictInWords(verdict),
            }))
          : [],
    })),
    offeredMethods: offeredMethods(judged).map(({ id, options: { hint } }) => ({
      id,
      label: labels.get(id) ?? id,
      ...(hint === undefined ? {} : { hint }),
    })),
  };
}
