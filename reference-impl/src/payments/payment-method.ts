import type { IntegrationId } from '../shop/ids.ts';
import type { Money } from '../shop/money.ts';

/** The kinds of payment method that adapters declare. */
export const METHOD_KINDS = ['card', 'wallet', 'express_checkout'] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

/** What a customer can choose to pay with. The label is read at checkout, the short one afterwards, in histories. */
export type PaymentMethod = Readonly<{ id: string; label: string; shortLabel: string }>;

/** A payment method that an adapter declares: each of its integrations has one of them. */
export type DeclaredMethod = Readonly<{
  kind: MethodKind;
  /** What the provider calls it. */
  name: string;
  /** Whether an order of that total can be paid with it at all; any can, where nothing is said. */
  takes?: (total: Money) => boolean;
  /** A card can be checked with an amount of nothing, and paid with later; left out where it cannot. */
  checksCards?: true;
}>;

/** What an adapter declares. The first is the one that an integration always had, whose id is the shorter. */
export type DeclaredMethods = readonly [DeclaredMethod, ...DeclaredMethod[]];

/** What the methods of an integration are called, where not as usual. */
export type MethodLabels = Readonly<Partial<Record<MethodKind, Readonly<{ label?: string; shortLabel?: string }>>>>;

/** A payment method of an integration. */
export type IntegrationMethod = PaymentMethod & Readonly<{ declared: DeclaredMethod }>;

type Owner = Readonly<{ type: string; id: IntegrationId; label: string; methodLabels?: MethodLabels }>;

/**
 * The methods that an integration brings, as many as its adapter declares. Their ids are kept on transactions and in
 * rules, and outlive the integration. The first is called as the integration is, unless somebody has called it otherwise.
 */
export function methodsOf(
  { type, id, label, methodLabels = {} }: Owner,
  [first, ...others]: DeclaredMethods,
): readonly [IntegrationMethod, ...IntegrationMethod[]] {
  const method = (ownId: string, declared: DeclaredMethod, usual: string): IntegrationMethod => {
    const given = methodLabels[declared.kind] ?? {};
    const called = given.label ?? usual;
    return { id: ownId, label: called, shortLabel: given.shortLabel ?? called, declared };
  };
  return [
    method(`${type}_${id}`, first, label),
    ...others.map((one) => method(`${type}_${one.kind}_${id}`, one, `${label} (${one.name})`)),
  ];
}

/** Which of an adapter's methods something was begun with, by the id under which that was kept. */
export function methodKindOf(methodId: string, owner: Owner, declared: DeclaredMethods): MethodKind {
  const methods = methodsOf(owner, declared);
  return (methods.find(({ id }) => id === methodId) ?? methods[0]).declared.kind;
}
