import { createServer as createHttpServer } from 'node:http';
import { createServer as createNetServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { unreachable } from '../engine/unreachable.ts';
import { bind, reachedAt } from '../http/serve.ts';
import { refuseUnparsable } from '../http/unparsable.ts';
import type { BadTls, TlsFlaw } from '../store/journal.ts';
import type { Certificates } from '../tls/certificates.ts';
import type { Entrance } from './proxy.ts';

/** What happened on a listener with a flaw so far. */
export type BadCounts = Readonly<{ connections: number; open: number; completed: number; bytes: number }>;

/** A listener that makes connections secure the wrong way, on a port of its own. */
export type BadListener = Readonly<{ url: string; counts: () => BadCounts; close: () => Promise<void> }>;

const CONNECTIONS_MAX = 100;
const IDLE_MS = 30_000;
// The first byte of a TLS record that begins a handshake.
const HANDSHAKE_BYTE = 0x16;

/**
 * Binds such a listener. Whoever takes it as it is gets answers of the environment behind it, so that a client that looks
 * at nothing shows what it would have sent; `ended` is told of every connection.
 */
export async function openBadListener(
  options: Readonly<{
    host: string;
    flaw: TlsFlaw;
    certificates: Certificates;
    entrance: () => Entrance;
    ended: (how: BadTls, why: string, address: string) => void;
  }>,
): Promise<BadListener> {
  const { host, flaw, entrance, ended } = options;
  const secure = await tlsOptions(flaw, options.certificates);
  const counts = { connections: 0, open: 0, completed: 0, bytes: 0 };
  const sockets = new Set<Socket>();
  const requests = createHttpServer((request, response) => {
    const { admits, answer } = entrance();
    if (admits()) answer(request, response);
    else request.socket.destroy();
  });
  requests.setTimeout(IDLE_MS);
  requests.on('clientError', refuseUnparsable);
  const server = createNetServer((socket) => {
    counts.connections += 1;
    counts.open += 1;
    sockets.add(socket);
    const { remoteAddress: address = '' } = socket;
    const { how, why } = secure === 'none' ? plain(socket) : secured(socket, secure);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      const { handshake, bytes } = how();
      counts.open -= 1;
      counts.completed += handshake === 'completed' ? 1 : 0;
      counts.bytes += bytes;
      sockets.delete(socket);
      ended({ flaw, handshake, bytes }, why(), address);
    });
  });
  type Watched = Readonly<{ how: () => Omit<BadTls, 'flaw'>; why: () => string }>;
  const secured = (socket: Socket, tls: TlsOptions): Watched => {
    let inside: TLSSocket | undefined;
    let failure = '';
    const endpoint = createTlsServer(tls, (made) => {
      inside = made;
      requests.emit('connection', made);
    });
    endpoint.on('tlsClientError', (error) => {
      failure = error.message;
    });
    endpoint.emit('connection', socket);
    return {
      how: () => ({ handshake: inside === undefined ? 'failed' : 'completed', bytes: inside?.bytesRead ?? 0 }),
      why: () => {
        if (inside === undefined) return failure || 'The client broke off the handshake.';
        return inside.bytesRead === 0 ? 'The client sent nothing once it had seen.' : 'The client sent a request.';
      },
    };
  };
  const plain = (socket: Socket): Watched => {
    let speaksTls = false;
    socket.once('readable', () => {
      const first: unknown = socket.read();
      if (!(first instanceof Buffer)) return;
      speaksTls = first[0] === HANDSHAKE_BYTE;
      socket.unshift(first);
      requests.emit('connection', socket);
    });
    return {
      how: () => ({ handshake: 'none', bytes: speaksTls ? 0 : socket.bytesRead }),
      why: () => (speaksTls ? 'The client spoke TLS, and nothing else.' : 'The client spoke plain HTTP.'),
    };
  };
  server.maxConnections = CONNECTIONS_MAX;
  const port = await bind(server, host, 0);
  return {
    url: `https://${reachedAt(host)}:${port}`,
    counts: () => ({ ...counts }),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function tlsOptions(flaw: TlsFlaw, certificates: Certificates): Promise<TlsOptions | 'none'> {
  switch (flaw) {
    case 'plain_http':
      return 'none';
    case 'tls_1_1': {
      const { key, certificate } = await certificates.own();
      // What is as old as that is refused by the library itself, unless it is told to look away.
      return { key, cert: certificate, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    }
    case 'self_signed':
    case 'expired':
    case 'wrong_host':
    case 'unknown_authority': {
      const { key, certificate } = await certificates.flawed(flaw);
      return { key, cert: certificate };
    }
    default:
      return unreachable(flaw);
  }
}
