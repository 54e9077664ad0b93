import type { WholeReply } from '../http/exchange.ts';
import { jsonReply } from '../http/exchange.ts';
import { findEnvironment } from '../operations/merchants.ts';
import type { World } from '../operations/world.ts';
import type { BadListeners } from '../proxy/bad-listeners.ts';
import type { Egress } from '../proxy/egress.ts';
import type { Certificates } from '../tls/certificates.ts';
import { type Call, notFound, type Operation, tooMany } from './call.ts';
import { readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What there is to know about the ways in and out. */
export type Doors = Readonly<{
  certificates: Pick<Certificates, 'authority'>;
  egress: Egress;
  badListeners: BadListeners;
}>;

/** The authority that programs have to trust, what wanted to get out by the proxy, and doors with something wrong. */
export function doorOperations(world: World, { certificates, egress, badListeners }: Doors): readonly Operation[] {
  return [
    // A certificate is no secret, and whoever needs it has nothing to show yet.
    {
      method: 'get',
      path: '/ca.pem',
      operation: 'getAuthority',
      access: 'open',
      handle: () => authority(certificates),
    },
    { method: 'get', path: '/egress', operation: 'readEgress', handle: () => shown(egress) },
    {
      method: 'post',
      path: '/bad-listeners',
      operation: 'openBadListener',
      handle: (call) => open(world, badListeners, call),
    },
    {
      method: 'get',
      path: '/bad-listeners',
      operation: 'listBadListeners',
      handle: () => jsonReply(200, { listeners: [...badListeners.all()] } satisfies Wire['BadListeners']),
    },
    {
      method: 'delete',
      path: '/bad-listeners/:listenerId',
      operation: 'closeBadListener',
      handle: async ({ parameters }) => {
        const result = await badListeners.close(parameters.listenerId ?? '');
        return result === 'closed' ? { status: 204, headers: {}, body: '' } : notFound('listener');
      },
    },
  ];
}

async function authority(certificates: Doors['certificates']): Promise<WholeReply> {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-pem-file', 'cache-control': 'no-store' },
    body: await certificates.authority(),
  };
}

async function open(world: World, badListeners: BadListeners, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['BadListenerRequest']>(exchange, 'BadListenerRequest');
  if (!body.ok) return body.reply;
  const { environment, flaw } = body.value;
  if (findEnvironment(world, environment) === undefined) return controlProblem('/problems/environment-unknown');
  const opened = await badListeners.open({ environment, flaw });
  return opened === 'too_many' ? tooMany('listeners') : jsonReply(201, opened satisfies Wire['BadListener']);
}

function shown(egress: Egress): WholeReply {
  const answer: Wire['Egress'] = {
    refused: egress.total(),
    places: egress.places().map(({ lastAt, ...place }) => ({ ...place, lastAt: new Date(lastAt).toISOString() })),
  };
  return jsonReply(200, answer);
}
