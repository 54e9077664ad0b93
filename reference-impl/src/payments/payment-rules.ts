import { type PaymentRuleId, paymentRuleId } from '../shop/ids.ts';
import type { Money } from '../shop/money.ts';
import type { Integration } from './integration.ts';
import { activeMethods } from './integrations.ts';
import type { PaymentMethod } from './payment-method.ts';
import { offeredMethods, type PaymentRule, type RuleContext } from './payment-rule.ts';
import type { PaymentWorld } from './world.ts';

/** What a payment rule is made of, as a person enters it. */
export type PaymentRuleDraft = Omit<PaymentRule, 'id' | 'createdAt'>;

/** Makes a payment rule. */
export async function createPaymentRule(world: PaymentWorld, draft: PaymentRuleDraft): Promise<PaymentRule> {
  const rule = { ...draft, id: paymentRuleId(world.random.id('rule')), createdAt: world.clock.now() };
  await world.paymentRules.put(rule);
  return rule;
}

/** Changes a payment rule, if there is one of that id. */
export async function changePaymentRule(
  world: PaymentWorld,
  id: PaymentRuleId,
  draft: PaymentRuleDraft,
): Promise<PaymentRule | undefined> {
  const before = await world.paymentRules.byId(id);
  if (!before) return undefined;
  const rule = { ...before, ...draft };
  await world.paymentRules.put(rule);
  return rule;
}

/** A payment method on offer, with the integration behind it. */
export type Offer = Readonly<{ method: PaymentMethod; integration: Integration }>;

/** What a customer is offered for an amount, by the rules and integrations of this moment. Nothing can be paid with nothing. */
export async function offers(world: PaymentWorld, context: RuleContext, total: Money): Promise<readonly Offer[]> {
  if (total.minor <= 0n) return [];
  const active = await activeMethods(world);
  const ids = offeredMethods(await world.paymentRules.all(), context, (id) => active.has(id));
  return ids.flatMap((id) => active.get(id) ?? []);
}
