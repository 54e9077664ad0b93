import { type Actor, changesBetween } from '../shop/audit.ts';
import type { IntegrationId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type GuardRefusal, guardConnection } from './environment-guard.ts';
import { type ConnectionCheck, checkIdentity, checkInWords, type Integration } from './integration.ts';
import { entryFor, integrationById } from './integrations.ts';
import { ask } from './perform.ts';
import type { PaymentWorld } from './world.ts';

/** What came of checking. */
export type CheckResult =
  | Readonly<{ kind: 'checked'; integration: Integration }>
  | Readonly<{ kind: 'withheld'; refusal: GuardRefusal }>
  | Readonly<{ kind: 'not_found' }>
  | Readonly<{ kind: 'conflict' }>;

/**
 * Asks the provider who is calling, without a payment. Only when its answer agrees with the deployment's environment and
 * mode can the integration become active.
 */
export async function checkConnection(world: PaymentWorld, id: IntegrationId, by: Actor): Promise<CheckResult> {
  const found = await integrationById(world, id);
  if (!found) return { kind: 'not_found' };
  if (found.kind === 'withheld') return found;
  const { integration } = found;
  const answered = await checked(world, integration);
  if ('refusal' in answered) return { kind: 'withheld', refusal: answered.refusal };

  const row = await world.integrations.byId(id);
  if (!row) return { kind: 'not_found' };
  // What was asked for is what is stored, or the answer is about a credential that is no longer there.
  if (row.version !== integration.version) return { kind: 'conflict' };
  const version = row.version + 1;
  const entry = entryFor('connection_checked', row, {
    at: world.clock.now(),
    by,
    changes: changesBetween({ check: checkInWords(integration.check) }, { check: checkInWords(answered.check) }),
  });
  const result = await world.integrations.replace({ ...row, check: answered.check, version }, entry);
  if (result === 'conflict') return { kind: 'conflict' };
  return { kind: 'checked', integration: { ...integration, check: answered.check, version } };
}

async function checked(
  world: PaymentWorld,
  integration: Integration,
): Promise<Readonly<{ check: ConnectionCheck }> | Readonly<{ refusal: GuardRefusal }>> {
  const provider = world.providers[integration.type];
  const reading = await ask(world, integration, provider.connectionRequest(), (reply) =>
    provider.readConnection(reply, integration.settings),
  );
  const at = world.clock.now();
  switch (reading.kind) {
    case 'withheld':
      return { refusal: reading.refusal };
    case 'unknown':
      return { check: { kind: 'unknown', at, why: reading.why } };
    case 'rejected':
      return { check: { kind: 'rejected', at, code: reading.rejection.code } };
    case 'connection': {
      const { connection } = reading;
      const refusal = guardConnection(world.deployment, connection);
      if (refusal) return { check: { kind: 'disagreed', at, refusal } };
      const { merchantId, merchantName, merchantStatus, scopes } = connection;
      if (merchantStatus !== 'active') return { check: { kind: 'merchant_not_active', at, merchantStatus } };
      const madeWith = checkIdentity(integration.settings);
      return { check: { kind: 'agreed', at, madeWith, merchantId, merchantName, scopes } };
    }
    default:
      return unreachable(reading);
  }
}
