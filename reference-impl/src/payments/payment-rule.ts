import type { Address } from '../shop/address.ts';
import type { Country } from '../shop/country.ts';
import type { Currency } from '../shop/currency.ts';
import type { Instant, PaymentRuleId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { PaymentAction } from './integration.ts';
import type { RuleContext } from './payment-rule-context.ts';
import { evaluateExpression } from './payment-rule-expression.ts';

/** Where a rule reaches: a country, or a part of it by region and postal codes, which are compared as they are written. */
export type Destination = Readonly<{ country: Country; region?: string; postalCodes: readonly string[] }>;

/** What a rule wants to be otherwise with one of its methods. */
export type MethodOptions = Readonly<{
  /** In place of what the integration is saved with. */
  paymentAction?: PaymentAction;
  /** What customers read beside the method. */
  hint?: string;
}>;

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
  /** Where the bill goes; none means anywhere. */
  destinations: readonly Destination[];
  /** In the Common Expression Language; an empty one always holds. */
  expression: string;
  /** Host names customers reach the shop by; none means all. */
  websites: readonly string[];
  /** Ids of payment methods, in the order they are offered. */
  methods: readonly string[];
  methodOptions: Readonly<Record<string, MethodOptions>>;
  createdAt: Instant;
}>;

/** Why a method cannot be used for a checkout at all, whatever the rules say. */
export type NotApplicable =
  | Readonly<{ code: 'integration_missing' }>
  | Readonly<{ code: 'integration_not_active'; why: string }>
  | Readonly<{ code: 'nothing_to_pay' }>
  | Readonly<{ code: 'total_not_taken' }>
  | Readonly<{ code: 'no_payment_term' }>;

/** What became of one method of a rule that counts. */
export type MethodVerdict =
  | Readonly<{ kind: 'offered'; options: MethodOptions }>
  | Readonly<{ kind: 'offered_before'; by: PaymentRule }>
  | Readonly<{ kind: 'not_applicable'; why: NotApplicable }>;

/** What became of one rule. The reasons are in order of precedence: the first that applies is given. */
export type RuleVerdict =
  | Readonly<{ kind: 'no_currency' }>
  | Readonly<{ kind: 'other_currency' }>
  | Readonly<{ kind: 'other_website' }>
  | Readonly<{ kind: 'other_destination' }>
  | Readonly<{ kind: 'disabled' }>
  | Readonly<{ kind: 'expression_does_not_hold' }>
  | Readonly<{ kind: 'expression_failed'; why: string }>
  | Readonly<{ kind: 'stopped'; by: PaymentRule }>
  | Readonly<{ kind: 'counts'; methods: readonly Readonly<{ id: string; verdict: MethodVerdict }>[] }>;

/** A rule with what became of it. */
export type JudgedRule = Readonly<{ rule: PaymentRule; verdict: RuleVerdict }>;

/** A method to offer, as its rule wants it. */
export type OfferedMethod = Readonly<{ id: string; options: MethodOptions; by: PaymentRule }>;

/**
 * What becomes of every rule for a checkout, in the order in which they are looked at. A rule that does not match is as
 * if absent and stops nothing; a method named by two rules is offered once, at its first place. `rules` come in the
 * order in which they were made.
 */
export function judgedRules(
  rules: readonly PaymentRule[],
  context: RuleContext,
  notApplicable: (methodId: string) => NotApplicable | undefined,
): readonly JudgedRule[] {
  const offered = new Map<string, PaymentRule>();
  let stop: PaymentRule | undefined;
  const judged: JudgedRule[] = [];
  for (const rule of rules.toSorted((left, right) => left.sortOrder - right.sortOrder)) {
    const mismatch = mismatchOf(rule, context) ?? (stop && { kind: 'stopped', by: stop });
    if (mismatch) {
      judged.push({ rule, verdict: mismatch });
      continue;
    }
    const methods = [...new Set(rule.methods)].map((id) => ({ id, verdict: methodVerdict(rule, id) }));
    for (const { id, verdict } of methods) if (verdict.kind === 'offered') offered.set(id, rule);
    if (rule.stopFurtherRules) stop = rule;
    judged.push({ rule, verdict: { kind: 'counts', methods } });
  }
  return judged;

  function methodVerdict(rule: PaymentRule, id: string): MethodVerdict {
    const by = offered.get(id);
    if (by) return { kind: 'offered_before', by };
    const why = notApplicable(id);
    if (why) return { kind: 'not_applicable', why };
    return { kind: 'offered', options: rule.methodOptions[id] ?? {} };
  }
}

/** The payment methods to offer by what became of the rules, first to last. */
export function offeredMethods(judged: readonly JudgedRule[]): readonly OfferedMethod[] {
  return judged.flatMap(({ rule, verdict }) =>
    verdict.kind === 'counts'
      ? verdict.methods.flatMap(({ id, verdict: of }) =>
          of.kind === 'offered' ? [{ id, options: of.options, by: rule }] : [],
        )
      : [],
  );
}

/** What became of a rule, in a sentence for staff. */
export function ruleVerdictInWords({ rule, verdict }: JudgedRule): string {
  switch (verdict.kind) {
    case 'no_currency':
      return 'Does not count: there is no currency.';
    case 'other_currency':
      return `Does not count: it is for orders in ${rule.currency}.`;
    case 'other_website':
      return `Does not count: it is for ${rule.websites.join(', ')}.`;
    case 'other_destination':
      return 'Does not count: the billing address is in none of its destinations.';
    case 'disabled':
      return 'Does not count: it is switched off.';
    case 'expression_does_not_hold':
      return 'Does not count: its expression does not hold.';
    case 'expression_failed':
      return `Does not count: its expression fails (${verdict.why}).`;
    case 'stopped':
      return `Does not count: "${verdict.by.name}" stops further rules.`;
    case 'counts':
      return rule.stopFurtherRules ? 'Counts, and stops further rules.' : 'Counts.';
    default:
      return unreachable(verdict);
  }
}

/** What became of a method of a rule, in a sentence for staff. */
export function methodVerdictInWords(verdict: MethodVerdict): string {
  switch (verdict.kind) {
    case 'offered':
      return 'Offered.';
    case 'offered_before':
      return `Offered already, by "${verdict.by.name}".`;
    case 'not_applicable':
      return `Not offered. ${notApplicableInWords(verdict.why)}`;
    default:
      return unreachable(verdict);
  }
}

function notApplicableInWords(why: NotApplicable): string {
  switch (why.code) {
    case 'integration_missing':
      return 'Its integration has been deleted.';
    case 'integration_not_active':
      return why.why;
    case 'nothing_to_pay':
      return 'There is nothing to pay.';
    case 'total_not_taken':
      return 'Its provider does not take that currency or amount.';
    case 'no_payment_term':
      return 'The customer has no payment term.';
    default:
      return unreachable(why);
  }
}

/** Why a rule does not match, or nothing when it does. */
function mismatchOf(rule: PaymentRule, context: RuleContext): RuleVerdict | undefined {
  const { currency, website, billingAddress } = context;
  if (currency === undefined) return { kind: 'no_currency' };
  if (rule.currency !== currency) return { kind: 'other_currency' };
  if (rule.websites.length > 0 && !rule.websites.includes(website)) return { kind: 'other_website' };
  if (!reaches(rule, billingAddress)) return { kind: 'other_destination' };
  if (!rule.enabled) return { kind: 'disabled' };
  const result = evaluateExpression(rule.expression, context);
  switch (result.kind) {
    case 'holds':
      return undefined;
    case 'does_not_hold':
      return { kind: 'expression_does_not_hold' };
    case 'failed':
      return { kind: 'expression_failed', why: result.why };
    default:
      return unreachable(result);
  }
}

function reaches({ destinations }: PaymentRule, address: Address | undefined): boolean {
  if (destinations.length === 0) return true;
  return address !== undefined && destinations.some((destination) => contains(destination, address));
}

function contains({ country, region, postalCodes }: Destination, address: Address): boolean {
  if (country !== address.country) return false;
  if (region !== undefined && region !== address.region) return false;
  return postalCodes.length === 0 || postalCodes.includes(address.postalCode.trim());
}
