import { unreachable } from '../engine/unreachable.ts';
import type { Outage } from '../faults/fault.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import type { Place, World } from '../operations/world.ts';
import type { Call, Operation } from './call.ts';
import { ofEnvironment } from './clocks.ts';
import { readJson } from './parse.ts';
import { iso } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** Environments that nobody can connect to: look, begin, end. */
export function outageOperations(world: World): readonly Operation[] {
  const path = '/environments/:environment/outage';
  const at = ofEnvironment(world);
  return [
    { method: 'get', path, operation: 'getOutage', handle: at(async (place) => shown(world, place)) },
    { method: 'put', path, operation: 'beginOutage', handle: at((place, call) => begin(world, place, call)) },
    {
      method: 'delete',
      path,
      operation: 'endOutage',
      handle: at(async (place) => {
        await world.outages.end(place.environment);
        return shown(world, place);
      }),
    },
  ];
}

async function begin(world: World, place: Place, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['OutageRequest']>(exchange, 'OutageRequest', 'optional');
  if (!body.ok) return body.reply;
  await world.outages.begin(place.environment, outageOf(body.value));
  return shown(world, place);
}

function outageOf({ connections, ms }: Wire['OutageRequest']): Outage {
  if (connections !== undefined) return { kind: 'connections', count: connections };
  return ms === undefined ? { kind: 'until_cleared' } : { kind: 'time', ms };
}

function shown(world: World, { environment }: Place): WholeReply {
  const state = world.outages.of(environment);
  switch (state.kind) {
    case 'none':
    case 'until_cleared':
      return jsonReply(200, { kind: state.kind } satisfies Wire['Outage']);
    case 'connections':
      return jsonReply(200, { kind: state.kind, left: state.left } satisfies Wire['Outage']);
    case 'time':
      return jsonReply(200, { kind: state.kind, until: iso(state.until) } satisfies Wire['Outage']);
    default:
      return unreachable(state);
  }
}
