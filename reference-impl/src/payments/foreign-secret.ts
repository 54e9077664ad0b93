import { type Credential, fingerprintOf, SECRET_FIELDS } from './credential.ts';
import type { GuardRefusal } from './environment-guard.ts';
import type { PaymentWorld } from './world.ts';

/**
 * Whether a credential has been in use in another environment, by what is left of it in this database: the fingerprint of a
 * connection check that had agreed. Some credentials do not say by their shape where they are for, and none is for two.
 */
export async function usedElsewhere(
  { deployment: { environment: expected }, integrations }: Pick<PaymentWorld, 'deployment' | 'integrations'>,
  credential: Credential,
): Promise<GuardRefusal | undefined> {
  const fingerprint = fingerprintOf(credential);
  const foreign = (await integrations.all()).find(
    ({ environment, check }) =>
      environment !== expected && check.kind === 'agreed' && check.madeWith.startsWith(`${fingerprint} `),
  );
  if (foreign === undefined) return undefined;
  const about = SECRET_FIELDS[credential.kind];
  return { code: 'environment_mismatch', about, expected, found: foreign.environment };
}
