import { CREDENTIAL_MUTANTS } from './credentials.ts';
import { ERROR_MUTANTS } from './errors.ts';
import { MONEY_MUTANTS } from './money.ts';
import type { Mutant, WaitingMutant } from './mutant.ts';
import { NOTIFICATION_MUTANTS } from './notifications.ts';
import { STATE_MUTANTS } from './states.ts';

/** Known mistakes of the reference shop. */
export const MUTANTS: readonly Mutant[] = [
  ...CREDENTIAL_MUTANTS,
  ...MONEY_MUTANTS,
  ...STATE_MUTANTS,
  ...NOTIFICATION_MUTANTS,
  ...ERROR_MUTANTS,
];

/** Known mistakes with credentials and environments that cannot be made yet. */
export const WAITING_MUTANTS: readonly WaitingMutant[] = [
  {
    id: 'cre-customer-shared',
    mistake: 'The id of a customer that the provider has given is used in every environment',
    kills: ['CRE-07'],
    waitsFor: 'customers or stored cards at a provider the shop has an adapter for',
  },
];

/** The known mistake of this name. */
export function mutantById(id: string): Mutant {
  const mutant = MUTANTS.find((candidate) => candidate.id === id);
  if (mutant) return mutant;
  throw new Error(`no mutant is called ${id}; there are ${MUTANTS.map((known) => known.id).join(', ')}`);
}
