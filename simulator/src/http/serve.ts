import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import type { Log } from '../platform/log.ts';
import type { Exchange, Reply } from './exchange.ts';
import { type RawBody, readRawBody } from './raw-body.ts';
import { METHODS, type PathParameters, type Route, type RouteTable } from './route-table.ts';

// A request that has not arrived whole by then is given up, so that a stalled client cannot hold a connection.
const REQUEST_TIMEOUT_MS = 30_000;
const CONNECTIONS_MAX = 2_000;

/** What a server is made of. The first table also answers for paths that no table knows. */
export type Serving<E extends Exchange> = Readonly<{
  host: string;
  port: number;
  tables: readonly [RouteTable<E>, ...RouteTable<E>[]];
  /** Makes the exchange of a request; `table` is the one that will answer. */
  begin: (request: IncomingMessage, body: Buffer, table: string) => E;
  /** Is told of every answer before its first byte leaves, and of a peer that went away without one. */
  finish: (exchange: E, reply: Reply | undefined, operation: string | undefined) => void;
  log: Log;
}>;

/** A bound server. */
export type Server = Readonly<{ url: string; close(): Promise<void> }>;

/**
 * Binds the server and resolves once it listens. Every table answers at its own paths and again under `/<name>/…`.
 * Rejects when the port is taken.
 */
export async function serve<E extends Exchange>(serving: Serving<E>): Promise<Server> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, expressApp(serving));
  server.maxConnections = CONNECTIONS_MAX;
  server.on('clientError', refuseUnparsable);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(serving.port, serving.host, resolve);
  });
  const { port } = addressOf(server.address());
  // Bound to every address, it is reached from here by the loopback one.
  const reached = ['0.0.0.0', '::'].includes(serving.host) ? '127.0.0.1' : serving.host;
  const host = reached.includes(':') ? `[${reached}]` : reached;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function expressApp<E extends Exchange>(serving: Serving<E>): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.use((request, _response, next) => {
    readRawBody(request).then((body) => {
      bodies.set(request, body);
      next();
    }, next);
  });
  for (const table of serving.tables) {
    const router = routerOf(serving, table);
    app.use(`/${table.name}`, router);
    app.use(router);
  }
  const [first] = serving.tables;
  app.use((request, response) => answer(serving, first, undefined, request, response));
  const failed: ErrorRequestHandler = (error: unknown, request, response, _next) => {
    // Express could not decode the path: the one error that the caller caused and no route has seen.
    const reply = error instanceof URIError ? first.refusals.malformedPath : first.refusals.internalError;
    if (!(error instanceof URIError)) serving.log.error(error, 'a request failed outside every route');
    const exchange = serving.begin(request, Buffer.alloc(0), first.name);
    send(serving, exchange, undefined, reply(exchange), response);
  };
  app.use(failed);
  return app;
}

// Bodies are read before routing, since a route has to be found also for a body that is too large.
const bodies = new WeakMap<IncomingMessage, RawBody>();

function routerOf<E extends Exchange>(serving: Serving<E>, table: RouteTable<E>): express.Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const byPath = Map.groupBy(table.routes, (route) => route.path);
  for (const [path, routes] of byPath) {
    for (const route of routes) {
      router[route.method](path, (request, response) => answer(serving, table, route, request, response));
    }
    const allowed = METHODS.filter((method) => routes.some((route) => route.method === method))
      .map((method) => method.toUpperCase())
      .join(', ');
    router.all(path, (request, response) => answer(serving, table, allowed, request, response));
  }
  return router;
}

type ExpressRequest = IncomingMessage & Readonly<{ params?: Record<string, string | string[]> }>;

async function answer<E extends Exchange>(
  serving: Serving<E>,
  table: RouteTable<E>,
  route: Route<E> | string | undefined,
  request: ExpressRequest,
  response: ServerResponse,
): Promise<void> {
  const body = bodies.get(request) ?? { kind: 'aborted' };
  const exchange = serving.begin(request, body.kind === 'read' ? body.bytes : Buffer.alloc(0), table.name);
  const operation = typeof route === 'object' ? route.operation : undefined;
  if (body.kind === 'aborted') {
    serving.finish(exchange, undefined, operation);
    response.destroy();
    return;
  }
  let reply: Reply;
  try {
    if (body.kind === 'too_large') reply = table.refusals.bodyTooLarge(exchange);
    else if (route === undefined) reply = table.refusals.noSuchRoute(exchange);
    else if (typeof route === 'string') reply = table.refusals.methodNotAllowed(exchange, route);
    else reply = await route.handle(exchange, singleValues(request.params ?? {}));
  } catch (error) {
    serving.log.error(error, `${exchange.method} ${operation ?? 'unknown'} failed`);
    reply = table.refusals.internalError(exchange);
  }
  send(serving, exchange, operation, reply, response);
}

function singleValues(parameters: Record<string, string | string[]>): PathParameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : value] as const),
  );
}

function send<E extends Exchange>(
  serving: Serving<E>,
  exchange: E,
  operation: string | undefined,
  reply: Reply,
  response: ServerResponse,
): void {
  const headers = { ...reply.headers, 'request-id': exchange.requestId };
  // Before the first byte leaves: whoever has the answer must find it in the journal.
  serving.finish(exchange, { ...reply, headers }, operation);
  if ('start' in reply) {
    response.writeHead(reply.status, headers);
    response.flushHeaders();
    const end = reply.start((text) => response.write(text));
    response.on('close', end);
    return;
  }
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...headers, 'content-length': body.length });
  response.end(exchange.method === 'HEAD' ? undefined : body);
}

/** Answers what is not HTTP, or has headers beyond Node's limit; there is no exchange to speak of. */
function refuseUnparsable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const problem = JSON.stringify({
    type: tooLarge ? '/problems/header-too-large' : '/problems/invalid-request',
    title: tooLarge ? 'The request headers are too large' : 'This is not a well-formed HTTP request',
    status: tooLarge ? 431 : 400,
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(problem)}\r\n\r\n${problem}`,
  );
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return address;
}
