import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connections } from '../operations/outages.ts';
import { after, type Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import { expressApp } from './answer.ts';
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
  port: number;
  tables: readonly [RouteTable<E>, ...RouteTable<E>[]];
  /** Adds what this server's routes need to know; `table` is the one that will answer, if any knows the path. */
  extend: (exchange: Exchange, table: string | undefined) => E;
  /** Is told of every answer before its first byte leaves, and of a peer that went away without one. */
  finish: (exchange: E, reply: Reply | undefined, operation: string | undefined) => void;
  clock: Clock;
  random: Random;
  log: Log;
}>;

/** A bound server. `close` takes nothing new, lets what is being answered finish, and ends what would go on for ever. */
export type Server = Readonly<{ url: string; connections: Connections; close(): Promise<void> }>;

/**
 * Binds the server and resolves once it listens. Every table answers at its own paths and again under `/<name>/…`.
 * Rejects when the port is taken.
 */
export async function serve<E extends Exchange>(serving: Serving<E>): Promise<Server> {
  const open = new OpenAnswers();
  const app = expressApp(serving, open.streams);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request: IncomingMessage, response) => {
    open.add(response);
    app(request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = CONNECTIONS_MAX;
  server.on('clientError', refuseUnparsable);
  const bind = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, serving.host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await bind(serving.port);
  const { port } = addressOf(server.address());
  // Bound to every address, it is reached from here by the loopback one.
  const reached = ['0.0.0.0', '::'].includes(serving.host) ? '127.0.0.1' : serving.host;
  const host = reached.includes(':') ? `[${reached}]` : reached;
  return {
    url: `http://${host}:${port}`,
    connections: connectionsOf(server, { bind: () => bind(port), lastAnswers: () => open.endConnections() }),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await open.end(DRAIN_MS);
      server.closeAllConnections();
      await closed;
    },
  };
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
