import { callerAsActor } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import { unmaskedConnection } from '../payments/connection.ts';
import { checkConnection } from '../payments/connection-check.ts';
import { type Credential, unmasked, unmaskedAmong, unmaskedPassword } from '../payments/credential.ts';
import { type GuardRefusal, refusalInWords } from '../payments/environment-guard.ts';
import type { Integration, IntegrationSettings } from '../payments/integration.ts';
import {
  allIntegrations,
  changeIntegration,
  createIntegration,
  type IntegrationDraft,
  integrationById,
  removeIntegration,
  type SaveResult,
} from '../payments/integrations.ts';
import type { MethodLabels } from '../payments/payment-method.ts';
import { type IntegrationId, integrationId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type Access, type ApiWorld, json, operation } from './operation.ts';
import { cardNumbersIn, type FieldError, invalid, problem } from './problem.ts';
import { wireIntegration } from './render.ts';
import { wireRemoval } from './render-payment-rule.ts';
import type { components } from './wire.d.ts';

const INTEGRATORS: Access = { kind: 'permission', permission: 'manage_integrations' };

/** Connections to providers. */
export const integrationOperations = {
  listIntegrations: operation('listIntegrations', INTEGRATORS, async (world) =>
    json(200, { integrations: (await allIntegrations(world)).map((one) => wireIntegration(one, world)) }),
  ),

  createIntegration: operation('createIntegration', INTEGRATORS, async (world, { body, caller }) => {
    const carded = cardNumbersAmong(body.methodLabels);
    if (carded.length > 0) return invalid(...carded);
    return saved(
      world,
      201,
      await createIntegration(world, body.type, draftOf(body, undefined), callerAsActor(caller)),
    );
  }),

  getIntegration: operation('getIntegration', INTEGRATORS, async (world, { exchange }) => {
    const found = await integrationById(world, idIn(exchange));
    return found ? json(200, wireIntegration(found, world)) : problem('/problems/not-found');
  }),

  changeIntegration: operation('changeIntegration', INTEGRATORS, async (world, { exchange, body, caller }) => {
    const carded = cardNumbersAmong(body.methodLabels);
    if (carded.length > 0) return invalid(...carded);
    const id = idIn(exchange);
    const stored = await storedSettings(world, id);
    return saved(world, 200, await changeIntegration(world, id, draftOf(body, stored), callerAsActor(caller)));
  }),

  removeIntegration: operation('removeIntegration', INTEGRATORS, async (world, { exchange, caller }) => {
    const removal = await removeIntegration(world, idIn(exchange), callerAsActor(caller));
    if (!removal) return problem('/problems/not-found');
    return json(200, wireRemoval(removal));
  }),

  checkIntegration: operation('checkIntegration', INTEGRATORS, async (world, { exchange, caller }) => {
    const result = await checkConnection(world, idIn(exchange), callerAsActor(caller));
    switch (result.kind) {
      case 'checked':
        return shown(world, 200, result.integration);
      case 'withheld':
        return refused(result.refusal);
      case 'not_found':
        return problem('/problems/not-found');
      case 'conflict':
        return problem('/problems/changed-meanwhile');
      default:
        return unreachable(result);
    }
  }),
};

/** A refusal of the guard as a problem. It names environments and hosts, never a secret. */
export function refused(refusal: GuardRefusal): Reply {
  const detail = refusalInWords(refusal);
  switch (refusal.code) {
    case 'environment_mismatch': {
      const { expected: deploymentEnvironment, found: foundEnvironment } = refusal;
      return problem('/problems/environment-mismatch', { detail, deploymentEnvironment, foundEnvironment });
    }
    case 'mode_mismatch':
      return problem('/problems/environment-mismatch', { detail });
    case 'credential_undeclared':
      return problem('/problems/credential-undeclared', {
        detail,
        errors: [{ pointer: `/credential/${refusal.field}`, detail: 'does not say which environment it is for' }],
      });
    case 'address_missing':
    case 'address_mismatch':
      return problem('/problems/address-mismatch', { detail });
    case 'deployment_moved':
      return problem('/problems/deployment-moved', { detail });
    case 'settings_unreadable':
      return problem('/problems/integration-withheld', { detail });
    default:
      return unreachable(refusal);
  }
}

function cardNumbersAmong(labels: MethodLabels = {}): readonly FieldError[] {
  return Object.entries(labels).flatMap(([kind, texts]) => cardNumbersIn(`/methodLabels/${kind}`, texts));
}

function idIn(exchange: Exchange): IntegrationId {
  return integrationId(exchange.parameters.integrationId ?? '');
}

function saved(world: ApiWorld, status: 200 | 201, result: SaveResult): Reply {
  switch (result.kind) {
    case 'saved':
      return shown(world, status, result.integration);
    case 'refused':
      return refused(result.refusal);
    case 'no_such_method':
      return invalid({ pointer: `/methodLabels/${result.method}`, detail: 'is not a method of this provider' });
    case 'account_not_named':
      return invalid({
        pointer: '/account',
        detail: 'is never named by this provider, so that nothing can be compared',
      });
    case 'cards_not_checked':
      return invalid({ pointer: '/cardCheck', detail: 'is nothing that this provider does' });
    case 'not_a_signing_secret':
      return invalid({
        pointer: `/signingSecrets/${result.index}`,
        detail: 'is not a signing secret of this provider',
      });
    case 'not_a_connection':
      return invalid(result.problem);
    case 'not_found':
      return problem('/problems/not-found');
    case 'conflict':
      return problem('/problems/changed-meanwhile');
    default:
      return unreachable(result);
  }
}

function shown(world: ApiWorld, status: 200 | 201, integration: Integration): Reply {
  return json(status, wireIntegration({ kind: 'open', integration }, world));
}

async function storedSettings(world: ApiWorld, id: IntegrationId): Promise<IntegrationSettings | undefined> {
  const found = await integrationById(world, id);
  return found?.kind === 'open' ? found.integration.settings : undefined;
}

function draftOf(
  body: components['schemas']['IntegrationDraft'],
  stored: IntegrationSettings | undefined,
): IntegrationDraft {
  const { label, methodLabels, enabled, paymentAction, cardCheck, credential } = body;
  const { signingSecrets, address, account, connection } = body;
  return {
    ...{ label, enabled, paymentAction, credential: meant(credential, stored?.credential) },
    ...(methodLabels === undefined ? {} : { methodLabels }),
    ...(cardCheck === undefined ? {} : { cardCheck }),
    ...(signingSecrets === undefined
      ? {}
      : { signingSecrets: unmaskedAmong(signingSecrets, stored?.signingSecrets ?? []) }),
    ...(address === undefined ? {} : { address }),
    ...(account === undefined ? {} : { account }),
    ...(connection === undefined ? {} : { connection: unmaskedConnection(connection, stored?.connection ?? {}) }),
  };
}

function meant(typed: components['schemas']['Credential'], stored: Credential | undefined): Credential {
  switch (typed.kind) {
    case 'oauth_client': {
      const secret = stored?.kind === 'oauth_client' ? stored.clientSecret : undefined;
      return { ...typed, clientSecret: unmasked(typed.clientSecret, secret) };
    }
    case 'api_key':
      return { ...typed, apiKey: unmasked(typed.apiKey, stored?.kind === 'api_key' ? stored.apiKey : undefined) };
    case 'login':
      return {
        ...typed,
        password: unmaskedPassword(typed.password, stored?.kind === 'login' ? stored.password : undefined),
      };
    default:
      return unreachable(typed);
  }
}
