import { callerAsActor } from '../http/caller.ts';
import { refusalInWords } from '../payments/environment-guard.ts';
import { confirmPlace, guardStanding, type Place, type Standing, standing } from '../payments/standing.ts';
import { type Access, json, operation } from './operation.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const INTEGRATORS: Access = { kind: 'permission', permission: 'manage_integrations' };

/** Whether the database belongs here, and saying that it does. */
export const standingOperations = {
  getStanding: operation('getStanding', INTEGRATORS, async (world) => json(200, wireStanding(await standing(world)))),

  confirmDeployment: operation('confirmDeployment', INTEGRATORS, async (world, { caller }) =>
    json(200, wireStanding(await confirmPlace(world, callerAsActor(caller)))),
  ),
};

/** How a shop stands, for the wire. */
export function wireStanding(stands: Standing): Wire['Standing'] {
  const refusal = guardStanding(stands);
  if (stands.kind === 'at_home' || !refusal) return { kind: 'at_home' };
  return { kind: 'moved', from: wirePlace(stands.from), to: wirePlace(stands.to), reason: refusalInWords(refusal) };
}

function wirePlace({ environment, mode, publicUrl }: Place): Wire['Place'] {
  return { environment, mode, ...(publicUrl === undefined ? {} : { publicUrl }) };
}
