import { jsonReply, type WholeReply } from '../http/exchange.ts';
import { findEnvironment } from '../operations/merchants.ts';
import type { World } from '../operations/world.ts';
import { type Call, notFound, type Operation } from './call.ts';
import { readJson } from './parse.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** How many requests a second are let in, where dialects have such a limit. */
export function rateLimitOperations(world: World): readonly Operation[] {
  const path = '/environments/:environment/rate-limit';
  return [
    {
      method: 'get',
      path,
      operation: 'getRateLimit',
      handle: (call) => ofEnvironment(world, call, async (environment) => rendered(world, environment)),
    },
    {
      method: 'put',
      path,
      operation: 'setRateLimit',
      handle: (call) =>
        ofEnvironment(world, call, async (environment) => {
          const body = readJson<Wire['RateLimit']>(call.exchange, 'RateLimit');
          if (!body.ok) return body.reply;
          await world.rateLimits.set(environment, body.value.requestsPerSecond ?? undefined);
          return rendered(world, environment);
        }),
    },
  ];
}

async function ofEnvironment(
  world: World,
  { parameters }: Call,
  handle: (environment: string) => Promise<WholeReply>,
): Promise<WholeReply> {
  const found = findEnvironment(world, parameters.environment ?? '');
  return found === undefined ? notFound('environment') : handle(found.name);
}

function rendered(world: World, environment: string): WholeReply {
  const requestsPerSecond = world.rateLimits.of(environment) ?? null;
  return jsonReply(200, { requestsPerSecond } satisfies Wire['RateLimit']);
}
