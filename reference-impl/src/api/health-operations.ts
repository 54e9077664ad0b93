import { callerMay } from '../http/caller.ts';
import { integrationStatus, type OpenedIntegration, whyNotActive } from '../payments/integration.ts';
import { allIntegrations } from '../payments/integrations.ts';
import { concernInWords } from '../payments/live-concerns.ts';
import { standing } from '../payments/standing.ts';
import { CATALOGUE_CURRENCIES } from '../shop/catalogue.ts';
import { type ApiWorld, json, operation } from './operation.ts';
import { wireStanding } from './standing-operations.ts';
import type { components } from './wire.d.ts';

const UNRESOLVED_MAX = 100;

/** What this shop is, and how it is. */
export const healthOperations = {
  getHealth: operation('getHealth', { kind: 'anyone' }, async (world, { caller }) => {
    const { environment, mode } = world.deployment;
    if (!callerMay(caller, 'view_health')) return json(200, { status: 'ok', environment, mode });
    return json(200, await healthForStaff(world));
  }),

  getDeployment: operation('getDeployment', { kind: 'anyone' }, async (world) => {
    const { environment, mode, publicUrl, providers } = world.deployment;
    const known = Object.values(world.providers).filter(({ type }) => providers.has(type));
    return json(200, {
      environment,
      mode,
      publicUrl,
      currencies: CATALOGUE_CURRENCIES,
      providers: known.map(({ type, name }) => ({ type, name })),
    });
  }),
};

async function healthForStaff(world: ApiWorld): Promise<components['schemas']['Health']> {
  const { environment, mode } = world.deployment;
  const all = await allIntegrations(world);
  const unresolved = await world.transactions.unresolved(UNRESOLVED_MAX);
  const stands = await standing(world);
  const needAttention =
    stands.kind === 'moved' ||
    world.concerns.length > 0 ||
    all.some((one) => ['withheld', 'check_failed'].includes(integrationStatus(one)));
  return {
    status: needAttention ? 'attention' : 'ok',
    environment,
    mode,
    standing: wireStanding(stands),
    concerns: world.concerns.map(concernInWords),
    integrations: all.map(healthOf),
    unresolvedPaymentTransactions: unresolved.length,
  };
}

function healthOf(opened: OpenedIntegration) {
  const { id, label } = opened.kind === 'open' ? opened.integration : opened.row;
  const reason = whyNotActive(opened);
  return { id, label, status: integrationStatus(opened), ...(reason === undefined ? {} : { reason }) };
}
