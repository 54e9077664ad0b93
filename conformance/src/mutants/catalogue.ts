import { CREDENTIAL_MUTANTS } from './credentials.ts';
import { ERROR_MUTANTS } from './errors.ts';
import { MONEY_MUTANTS } from './money.ts';
import type { Mutant, WaitingMutant } from './mutant.ts';
import { NOTIFICATION_MUTANTS } from './notifications.ts';
import { PAYFLOW_MUTANTS } from './payflow.ts';
import { PAYPAL_MUTANTS } from './paypal.ts';
import { RECORD_MUTANTS } from './records.ts';
import { STATE_MUTANTS } from './states.ts';
import { STRIPE_MUTANTS } from './stripe.ts';

/** Known mistakes of the reference shop, made with the generic provider. */
export const MUTANTS: readonly Mutant[] = [
  ...CREDENTIAL_MUTANTS,
  ...MONEY_MUTANTS,
  ...STATE_MUTANTS,
  ...NOTIFICATION_MUTANTS,
  ...ERROR_MUTANTS,
  ...RECORD_MUTANTS,
];

/** Known mistakes of its adapters for other providers, which only whoever pays with these can notice. */
export const ADAPTER_MUTANTS: readonly Mutant[] = [...STRIPE_MUTANTS, ...PAYPAL_MUTANTS, ...PAYFLOW_MUTANTS];

/** Known mistakes with credentials and environments that cannot be made yet. */
export const WAITING_MUTANTS: readonly WaitingMutant[] = [
  {
    id: 'cre-customer-shared',
    mistake: 'The id of a customer that the provider has given is used in every environment',
    kills: ['CRE-07'],
    waitsFor: 'customers or stored cards at a provider the shop has an adapter for',
  },
];

/** Those that are made with a provider. */
export function mutantsAt(provider: string): readonly Mutant[] {
  return provider === 'generic' ? MUTANTS : ADAPTER_MUTANTS.filter((mutant) => mutant.provider === provider);
}

/** The known mistake of this name. */
export function mutantById(id: string): Mutant {
  const all = [...MUTANTS, ...ADAPTER_MUTANTS];
  const mutant = all.find((candidate) => candidate.id === id);
  if (mutant) return mutant;
  throw new Error(`no mutant is called ${id}; there are ${all.map((known) => known.id).join(', ')}`);
}
