import { hashSecret, secretMatches } from '../accounts/secret.ts';
import { type Exchange, jsonReply, type WholeReply } from '../http/exchange.ts';
import { namesForeignHost } from '../http/own-host.ts';
import type { RouteTable } from '../http/route-table.ts';
import type { Server } from '../http/serve.ts';
import type { World } from '../operations/world.ts';
import { artefactOperations } from './artefacts.ts';
import { buyerOperations } from './buyer.ts';
import type { Operation } from './call.ts';
import { clockOperations } from './clocks.ts';
import { connectionPolicyOperations } from './connection-policies.ts';
import { consoleOperations } from './console.ts';
import { credentialOperations } from './credentials.ts';
import { deliveryOperations } from './deliveries.ts';
import { dialectOptionOperations } from './dialect-options.ts';
import { disorderOperations } from './disorder.ts';
import { type Doors, doorOperations } from './doors.ts';
import { evidenceOperations } from './evidence.ts';
import { gateOperations } from './gate.ts';
import { merchantOperations } from './merchants.ts';
import { outageOperations } from './outages.ts';
import { controlProblem, controlRefusals } from './problems.ts';
import { rateLimitOperations } from './rate-limits.ts';
import { settlementOperations } from './settlements.ts';
import { situationOperations } from './situations.ts';
import { endpointOperations } from './webhook-endpoints.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The routes of the control API; all but health and readiness want the token. */
export function controlRoutes(
  world: World,
  options: Readonly<{
    token: string;
    host: string;
    listenerOf: (environment: string) => Pick<Server, 'url' | 'secureUrl'>;
  }> &
    Doors,
): RouteTable<Exchange> {
  const tokenHash = hashSecret(options.token);
  const operations: readonly Operation[] = [
    { method: 'get', path: '/health', operation: 'health', access: 'open', handle: healthy },
    { method: 'get', path: '/ready', operation: 'ready', access: 'open', handle: () => ready(world) },
    {
      method: 'get',
      path: '/environments',
      operation: 'listEnvironments',
      handle: () => listEnvironments(world, options.listenerOf),
    },
    ...merchantOperations(world),
    ...credentialOperations(world),
    ...artefactOperations(world),
    ...connectionPolicyOperations(world),
    ...dialectOptionOperations(world),
    ...endpointOperations(world),
    ...deliveryOperations(world),
    ...disorderOperations(world),
    ...evidenceOperations(world),
    ...clockOperations(world),
    ...situationOperations(world),
    ...outageOperations(world),
    ...gateOperations(world),
    ...rateLimitOperations(world),
    ...settlementOperations(world),
    ...consoleOperations(world),
    ...buyerOperations(world),
    ...doorOperations(world, options),
  ];
  return {
    name: 'control',
    refusals: controlRefusals,
    routes: operations.map(({ method, path, operation, access, handle }) => ({
      method,
      path,
      operation,
      handle: (exchange, parameters) => {
        const hostProblem = namesForeignHost(exchange, options.host) ? foreignHostProblem() : undefined;
        const problem = hostProblem ?? (access === 'open' ? undefined : tokenProblem(exchange, tokenHash));
        return problem ?? handle({ exchange, parameters });
      },
    })),
  };
}

function healthy(): WholeReply {
  return jsonReply(200, { status: 'ok' } satisfies Wire['Health']);
}

/** Whoever asks has reached the control listener, which is bound after all others: what is left to ask is the store. */
async function ready(world: World): Promise<WholeReply> {
  try {
    await world.store.ping();
    return healthy();
  } catch {
    // Why not is for the log of whoever has tried to use it; here only that matters.
    return controlProblem('/problems/unavailable', { detail: 'The store does not answer.' });
  }
}

function listEnvironments(
  world: World,
  listenerOf: (environment: string) => Pick<Server, 'url' | 'secureUrl'>,
): WholeReply {
  const environments = world.environments.map(({ name, mode }): Wire['Environment'] => {
    const { url, secureUrl } = listenerOf(name);
    return { name, mode, url, ...(secureUrl === undefined ? {} : { secureUrl }) };
  });
  return jsonReply(200, { environments });
}

function foreignHostProblem(): WholeReply {
  return controlProblem('/problems/forbidden-host', { detail: 'Ask for localhost or 127.0.0.1.' });
}

function tokenProblem(exchange: Exchange, tokenHash: string): WholeReply | undefined {
  const authorization = exchange.headers.authorization;
  if (authorization === undefined) {
    return controlProblem('/problems/control-token-missing', {
      detail: 'Send the token that was printed at start as Authorization: Bearer.',
    });
  }
  const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? '';
  return secretMatches(token, tokenHash) ? undefined : controlProblem('/problems/control-token-wrong');
}
