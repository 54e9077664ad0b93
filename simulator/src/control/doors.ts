import type { WholeReply } from '../http/exchange.ts';
import { jsonReply } from '../http/exchange.ts';
import type { Egress } from '../proxy/egress.ts';
import type { Certificates } from '../tls/certificates.ts';
import type { Operation } from './call.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What there is to know about the ways in and out. */
export type Doors = Readonly<{ certificates: Pick<Certificates, 'authority'>; egress: Egress }>;

/** The authority that programs have to trust, and what wanted to get out by the proxy. */
export function doorOperations({ certificates, egress }: Doors): readonly Operation[] {
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
  ];
}

async function authority(certificates: Doors['certificates']): Promise<WholeReply> {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-pem-file', 'cache-control': 'no-store' },
    body: await certificates.authority(),
  };
}

function shown(egress: Egress): WholeReply {
  const answer: Wire['Egress'] = {
    refused: egress.total(),
    places: egress.places().map(({ lastAt, ...place }) => ({ ...place, lastAt: new Date(lastAt).toISOString() })),
  };
  return jsonReply(200, answer);
}
