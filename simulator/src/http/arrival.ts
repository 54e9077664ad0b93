import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ShownCertificate } from '../accounts/connection-policy.ts';
import { instant } from '../engine/ids.ts';

/** How a request came to the simulator, and what its connection proves about who has sent it. */
export type Arrival = Readonly<{
  through: 'port' | 'proxy';
  /** Where the connection comes from, as the machine sees it. */
  address: string;
  tls?: TlsArrival;
}>;

/** What was agreed when the connection was made secure. `certificate` is the client's, which it has the key of. */
type TlsArrival = Readonly<{ protocol: string; serverName?: string; certificate?: ShownCertificate }>;

const entries = new WeakMap<Socket, Arrival['through']>();

/** Remembers that a connection has come some other way than straight to the port it is served at. */
export function noteEntry(socket: Socket, through: Arrival['through']): void {
  entries.set(socket, through);
}

/** How a request came. */
export function arrivalOf({ socket }: Pick<IncomingMessage, 'socket'>): Arrival {
  const tls = socket instanceof TLSSocket ? tlsOf(socket) : undefined;
  return {
    through: entries.get(socket) ?? 'port',
    address: plainAddress(socket.remoteAddress ?? ''),
    ...(tls === undefined ? {} : { tls }),
  };
}

const known = new WeakMap<TLSSocket, TlsArrival>();

/** Asked once for each connection: reading a certificate costs more than a request. */
function tlsOf(socket: TLSSocket): TlsArrival {
  const found = known.get(socket);
  if (found !== undefined) return found;
  const certificate = socket.getPeerX509Certificate();
  const serverName = 'servername' in socket && typeof socket.servername === 'string' ? socket.servername : undefined;
  const tls: TlsArrival = {
    protocol: socket.getProtocol() ?? 'unknown',
    ...(serverName === undefined ? {} : { serverName }),
    ...(certificate === undefined
      ? {}
      : {
          certificate: {
            fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
            from: instant(certificate.validFromDate.getTime()),
            until: instant(certificate.validToDate.getTime()),
          },
        }),
  };
  known.set(socket, tls);
  return tls;
}

/** An IPv4 address that a socket for both families writes as an IPv6 one, as people write it. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}
