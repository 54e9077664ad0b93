import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Server as NetServer } from 'node:net';
import { type Duplex, duplexPair } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { Connections } from '../operations/outages.ts';
import { after, type Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import { application } from './answer.ts';
import { connectionsOf } from './connections.ts';
import type { Exchange, Reply } from './exchange.ts';
import type { RouteTable } from './route-table.ts';
import { refuseUnparsable } from './unparsable.ts';

// A request that has not arrived whole by then is given up, so that a stalled client cannot hold a connection.
const REQUEST_TIMEOUT_MS = 30_000;
const CONNECTIONS_MAX = 2_000;
// Longer than clients keep one that nobody uses: whoever closes first cannot meet a request that is on its way.
const KEEP_ALIVE_MS = 65_000;
// How long an answer that is being worked on may still take once the server closes.
const DRAIN_MS = 5_000;

/** What a server is made of. The first table also answers for paths that no table knows. */
export type Serving<E extends Exchange> = Readonly<{
  host: string;
  /** Without a port it is bound to nothing, and answers whoever is handed to it; `url` is what it is called then. */
  port: number | Readonly<{ url: string }>;
  tables: readonly [RouteTable<E>, ...RouteTable<E>[]];
  /** Adds what this server's routes need to know; `table` is the one that will answer, if any knows the path. */
  extend: (exchange: Exchange, table: string | undefined) => E;
  /** Is told of every answer before its first byte leaves, and of a peer that went away without one. */
  finish: (exchange: E, reply: Reply | undefined, operation: string | undefined) => void;
  /** Which tables answer to whoever asks for a host that belongs to somebody, by name; undefined where it is nobody's. */
  answersFor?: (host: string) => ((table: string) => boolean) | undefined;
  /** A second port, for connections that are made secure first. */
  secure?: SecurePort;
  clock: Clock;
  random: Random;
  log: Log;
}>;

/** A port for secure connections; `open` is told where they go once they are secure. */
export type SecurePort = Readonly<{
  port: number;
  open: (serve: (socket: TLSSocket) => void) => Readonly<{ take: (socket: Duplex) => void }>;
}>;

/** A bound server. `close` takes nothing new, lets what is being answered finish, and ends what would go on for ever. */
export type Server = Readonly<{
  url: string;
  /** Where there is a port for secure connections. */
  secureUrl?: string;
  connections: Connections;
  /** Whether whoever comes some other way than by the port would be let in; counts as a connection. */
  admits(): boolean;
  /** Answers a request that has come some other way than by the port. */
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** A connection from within this program. */
  connect(): Duplex;
  close(): Promise<void>;
}>;

/**
 * Binds the server and resolves once it listens. Every table answers at its own paths and again under `/<name>/…`.
 * Rejects when the port is taken.
 */
export async function serve<E extends Exchange>(serving: Serving<E>): Promise<Server> {
  const open = new OpenAnswers();
  const app = application(serving, open.streams);
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    app(request, response);
  };
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, answer);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = CONNECTIONS_MAX;
  server.on('clientError', refuseUnparsable);
  const { host } = serving;
  const port = typeof serving.port === 'number' ? await bind(server, host, serving.port) : serving.port;
  const { connections, admits } = connectionsOf(server, {
    bind: async () => {
      if (typeof port === 'number') await bind(server, host, port);
    },
    lastAnswers: () => open.endConnections(),
  });
  const secured = await listenSecurely(serving, { admits, serve: (socket) => server.emit('connection', socket) });
  return {
    url: typeof port === 'number' ? `http://${reachedAt(host)}:${port}` : port.url,
    ...(secured === undefined ? {} : { secureUrl: `https://${reachedAt(host)}:${secured.port}` }),
    connections,
    admits,
    answer,
    connect: () => {
      const [outside, inside] = duplexPair();
      server.emit('connection', inside);
      return outside;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      secured?.server.close();
      await open.end(DRAIN_MS);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Binds a server and answers with its port. Rejects when the port is taken. */
export async function bind(server: NetServer, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return addressOf(server.address()).port;
}

/** How what is bound to this address is reached from this machine, as it is written in a URL. */
export function reachedAt(host: string): string {
  // Bound to every address, it is reached from here by the loopback one.
  const reached = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return reached.includes(':') ? `[${reached}]` : reached;
}

async function listenSecurely<E extends Exchange>(
  { host, secure }: Serving<E>,
  to: Readonly<{ admits: () => boolean; serve: (socket: TLSSocket) => void }>,
): Promise<Readonly<{ server: NetServer; port: number }> | undefined> {
  if (secure === undefined) return undefined;
  const { take } = secure.open(to.serve);
  const server = createNetServer((socket) => {
    if (to.admits()) take(socket);
    else socket.resetAndDestroy();
  });
  server.maxConnections = CONNECTIONS_MAX;
  return { server, port: await bind(server, host, secure.port) };
}

/** The answers that are not finished yet. */
class OpenAnswers {
  /** Those that go on for ever, unless they are ended. */
  readonly streams = new Set<ServerResponse>();
  readonly #all = new Set<ServerResponse>();
  #whenNone: () => void = () => {};

  add(response: ServerResponse): void {
    this.#all.add(response);
    response.once('close', () => {
      this.#all.delete(response);
      if (this.#all.size === 0) this.#whenNone();
    });
  }

  /** Lets each connection end with the answer that is being worked on, where its head has not been written. */
  endConnections(): void {
    for (const response of this.#all) {
      if (!response.headersSent) response.shouldKeepAlive = false;
    }
  }

  /** Resolves when there are none left, or the time is up. */
  async end(withinMs: number): Promise<void> {
    for (const stream of this.streams) stream.end();
    if (this.#all.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = after(withinMs, resolve);
      this.#whenNone = () => {
        cancel();
        resolve();
      };
    });
  }
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return address;
}
