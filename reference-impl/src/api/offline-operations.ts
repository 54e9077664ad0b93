import { callerAsActor } from '../http/caller.ts';
import type { Exchange } from '../http/exchange.ts';
import { type OfflineMethod, offlineMethodOf } from '../payments/offline-method.ts';
import { changeOffline, createOffline, openedOffline, removeOffline } from '../payments/offline-methods.ts';
import { type IntegrationId, integrationId } from '../shop/ids.ts';
import { isoText } from '../shop/instant.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type Access, json, operation } from './operation.ts';
import { cardNumbersIn, type FieldError, invalid, problem } from './problem.ts';
import { wireRemoval } from './render-payment-rule.ts';
import type { components } from './wire.d.ts';

const INTEGRATORS: Access = { kind: 'permission', permission: 'manage_integrations' };

/** Ways to pay without a provider. */
export const offlineOperations = {
  listOfflineMethods: operation('listOfflineMethods', INTEGRATORS, async (world) =>
    json(200, { offlineMethods: (await openedOffline(world)).map(({ row, why }) => wireOffline(row, why)) }),
  ),

  createOfflineMethod: operation('createOfflineMethod', INTEGRATORS, async (world, { body, caller }) => {
    const carded = cardNumbersAmong(body);
    if (carded.length > 0) return invalid(...carded);
    return json(201, wireOffline(await createOffline(world, body, callerAsActor(caller)), undefined));
  }),

  changeOfflineMethod: operation('changeOfflineMethod', INTEGRATORS, async (world, { exchange, body, caller }) => {
    const carded = cardNumbersAmong(body);
    if (carded.length > 0) return invalid(...carded);
    const result = await changeOffline(world, idIn(exchange), body, callerAsActor(caller));
    switch (result.kind) {
      case 'saved':
        return json(200, wireOffline(result.row, undefined));
      case 'not_found':
        return problem('/problems/not-found');
      case 'other_type':
        return invalid({ pointer: '/settings/type', detail: 'cannot be changed; make another one' });
      case 'conflict':
        return problem('/problems/changed-meanwhile');
      default:
        return unreachable(result);
    }
  }),

  removeOfflineMethod: operation('removeOfflineMethod', INTEGRATORS, async (world, { exchange, caller }) => {
    const removal = await removeOffline(world, idIn(exchange), callerAsActor(caller));
    if (!removal) return problem('/problems/not-found');
    return json(200, wireRemoval(removal));
  }),
};

function cardNumbersAmong({ label, settings }: components['schemas']['OfflineMethodDraft']): readonly FieldError[] {
  const { type: _, ...texts } = settings;
  return [...cardNumbersIn('', { label }), ...cardNumbersIn('/settings', texts)];
}

function idIn(exchange: Exchange): IntegrationId {
  return integrationId(exchange.parameters.offlineMethodId ?? '');
}

function wireOffline(row: OfflineMethod, why: string | undefined): components['schemas']['OfflineMethod'] {
  const { id, label, enabled, environment, settings, createdAt } = row;
  return {
    ...{ id, methodId: offlineMethodOf(row).id, label, enabled, environment },
    ...(why === undefined ? {} : { reason: why }),
    settings,
    createdAt: isoText(createdAt),
  };
}
