import { type Actor, type AuditAction, type AuditEntry, changesBetween, type Facts, factsOf } from '../shop/audit.ts';
import { type PaymentRuleId, paymentRuleId } from '../shop/ids.ts';
import type { Integration } from './integration.ts';
import { whyNotActive } from './integration.ts';
import { activeMethods, allIntegrations, rowOf } from './integrations.ts';
import { type OfflineMethod, offlineMethodOf } from './offline-method.ts';
import { openedOffline } from './offline-methods.ts';
import { type IntegrationMethod, methodsOf, type PaymentMethod } from './payment-method.ts';
import {
  type JudgedRule,
  judgedRules,
  type MethodOptions,
  type NotApplicable,
  offeredMethods,
  type PaymentRule,
} from './payment-rule.ts';
import type { RuleContext } from './payment-rule-context.ts';
import { checkExpression, type ExpressionProblem } from './payment-rule-expression.ts';
import type { PaymentWorld } from './world.ts';

/** What a payment rule is made of, as a person enters it. */
export type PaymentRuleDraft = Omit<PaymentRule, 'id' | 'createdAt'>;

/** What came of saving a payment rule. */
export type RuleSaveResult =
  | Readonly<{ kind: 'saved'; rule: PaymentRule }>
  | Readonly<{ kind: 'not_found' }>
  | Readonly<{ kind: 'wrong_expression'; problem: ExpressionProblem }>;

/** Makes a payment rule. */
export async function createPaymentRule(
  world: PaymentWorld,
  draft: PaymentRuleDraft,
  by: Actor,
): Promise<RuleSaveResult> {
  const problem = checkExpression(draft.expression);
  if (problem) return { kind: 'wrong_expression', problem };
  const rule = { ...draft, id: paymentRuleId(world.random.id('rule')), createdAt: world.clock.now() };
  await world.paymentRules.put(rule, entryFor(world, 'payment_rule_created', { before: undefined, after: rule, by }));
  return { kind: 'saved', rule };
}

/** Changes a payment rule, if there is one of that id. */
export async function changePaymentRule(
  world: PaymentWorld,
  id: PaymentRuleId,
  draft: PaymentRuleDraft,
  by: Actor,
): Promise<RuleSaveResult> {
  const before = await world.paymentRules.byId(id);
  if (!before) return { kind: 'not_found' };
  const problem = checkExpression(draft.expression);
  if (problem) return { kind: 'wrong_expression', problem };
  const rule = { ...before, ...draft };
  await world.paymentRules.put(rule, entryFor(world, 'payment_rule_changed', { before, after: rule, by }));
  return { kind: 'saved', rule };
}

/** Deletes a payment rule, and says whether there was one. */
export async function removePaymentRule(world: PaymentWorld, id: PaymentRuleId, by: Actor): Promise<boolean> {
  const before = await world.paymentRules.byId(id);
  if (!before) return false;
  await world.paymentRules.remove(id, entryFor(world, 'payment_rule_deleted', { before, after: undefined, by }));
  return true;
}

type Changed = Readonly<{ before: PaymentRule | undefined; after: PaymentRule | undefined; by: Actor }>;

function entryFor(world: PaymentWorld, action: AuditAction, { before, after, by }: Changed): AuditEntry {
  const named = after ?? before;
  const about = { kind: 'payment_rule', id: named?.id ?? '', label: named?.name ?? '' } as const;
  const changes = changesBetween(before && ruleFacts(before), after && ruleFacts(after));
  return { at: world.clock.now(), by, action, about, changes };
}

function ruleFacts(rule: PaymentRule): Facts {
  return factsOf(rule, ['id', 'createdAt']);
}

/** A payment method on offer, with what is behind it and what its rule wants of it. */
export type Offer = Readonly<{ options: MethodOptions }> & Usable;

/** A payment method that can be used, and what is behind it: an integration with a provider, or nobody. */
export type Usable =
  | Readonly<{ kind: 'provider'; method: IntegrationMethod; integration: Integration }>
  | Readonly<{ kind: 'offline'; method: PaymentMethod; offline: OfflineMethod; termDays: number | undefined }>;

/** What a customer is offered, by the rules and integrations of this moment. An expression that fails is logged. */
export async function offers(world: PaymentWorld, context: RuleContext): Promise<readonly Offer[]> {
  const { judged, active } = await judgedNow(world, context);
  for (const { rule, verdict } of judged) {
    if (verdict.kind !== 'expression_failed') continue;
    world.log.warn(`the expression of payment rule ${rule.id} failed: ${verdict.why}`);
  }
  return offeredMethods(judged).flatMap(({ id, options }) => {
    const found = active.get(id);
    return found ? [{ options, ...found }] : [];
  });
}

/** Why which method is offered or not, rule by rule, and what each method is called. */
export async function explainedOffers(
  world: PaymentWorld,
  context: RuleContext,
): Promise<Readonly<{ judged: readonly JudgedRule[]; labels: ReadonlyMap<string, string> }>> {
  const { judged } = await judgedNow(world, context);
  return { judged, labels: new Map((await knownMethods(world)).map(({ id, label }) => [id, label])) };
}

/** Every payment method that a rule can name, whether it can be used now or not. */
export async function knownMethods(world: PaymentWorld): Promise<readonly PaymentMethod[]> {
  return [
    ...(await world.integrations.all()).flatMap((row) => methodsOf(row, world.providers[row.type].methods)),
    ...(await world.offlineMethods.all()).map(offlineMethodOf),
  ];
}

async function judgedNow(
  world: PaymentWorld,
  context: RuleContext,
): Promise<Readonly<{ judged: readonly JudgedRule[]; active: ReadonlyMap<string, Usable> }>> {
  const all = await allIntegrations(world);
  const offline = await openedOffline(world);
  const { paymentTermDays: termDays } = context.customer;
  const active = new Map<string, Usable>([
    ...[...activeMethods(world, all)].map(([id, found]) => [id, { kind: 'provider', ...found }] as const),
    ...offline
      .filter(({ why }) => why === undefined)
      .map(({ method, row }) => [method.id, { kind: 'offline', method, offline: row, termDays }] as const),
  ]);
  const reasons = new Map([
    ...all.flatMap((found) => {
      const row = rowOf(found);
      const why = whyNotActive(found) ?? '';
      return methodsOf(row, world.providers[row.type].methods).map(({ id }) => [id, why] as const);
    }),
    ...offline.map(({ method, why = '' }) => [method.id, why] as const),
  ]);
  const notApplicable = (id: string) => whyNotApplicable(reasons.get(id), active.get(id), context);
  return { active, judged: judgedRules(await world.paymentRules.all(), context, notApplicable) };
}

function whyNotApplicable(
  reason: string | undefined,
  usable: Usable | undefined,
  { total, customer }: RuleContext,
): NotApplicable | undefined {
  if (reason === undefined) return { code: 'integration_missing' };
  if (!usable) return { code: 'integration_not_active', why: reason };
  if (total.minor <= 0n) return { code: 'nothing_to_pay' };
  if (usable.kind === 'provider') {
    const { takes } = usable.method.declared;
    return takes === undefined || takes(total) ? undefined : { code: 'total_not_taken' };
  }
  const isByTerm = usable.offline.settings.type === 'payment_term';
  return isByTerm && customer.paymentTermDays === undefined ? { code: 'no_payment_term' } : undefined;
}
