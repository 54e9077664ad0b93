import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler } from 'express';
import { directRoutes } from './direct-routes.ts';
import { type Exchange, exchangeOf, type Reply } from './exchange.ts';
import { leaveUnanswered, sendFaultily } from './faulty-delivery.ts';
import { type RawBody, readRawBody } from './raw-body.ts';
import { METHODS, type PathParameters, type Refusals, type Route, type RouteTable } from './route-table.ts';
import type { Serving } from './serve.ts';

// What a peer that does not read may keep waiting of a stream, in bytes; beyond it the peer is let go.
const STREAM_BYTES_MAX = 4 * 1024 * 1024;

/** What a request is answered with, and by whom. */
type Answering<E extends Exchange> = Readonly<{
  table: string | undefined;
  operation?: string;
  refusals: Refusals<E>;
  reply: (exchange: E) => Promise<Reply> | Reply;
}>;

/** What answers requests, whole bodies and all. */
type Application = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * The routes of all tables as one application. Answers that go on for ever are kept in `streams` while they do. Plain
 * requests find their route without Express, which is asked for all others.
 */
export function application<E extends Exchange>(serving: Serving<E>, streams: Set<ServerResponse>): Application {
  const tablesOf = tablesByHost(serving);
  const app = expressApp(serving, streams, tablesOf);
  const direct = directRoutes(serving.tables);
  return (request, response) => {
    const tables = tablesOf(request);
    const found = direct(request.method ?? 'GET', request.url ?? '/', (table) => tables.includes(table));
    if (found === undefined) {
      app(request, response);
      return;
    }
    const { table, route, parameters } = found;
    const { name, refusals } = table;
    const { operation, handle } = route;
    const reply = (exchange: E) => handle(exchange, parameters);
    readRawBody(request)
      .then((body) => {
        bodies.set(request, body);
        return answerRequest(serving, streams, request, response, { table: name, operation, refusals, reply });
      })
      .catch((error: unknown) => {
        serving.log.error(error, 'a request failed outside every route');
        response.destroy();
      });
  };
}

function expressApp<E extends Exchange>(
  serving: Serving<E>,
  streams: Set<ServerResponse>,
  tablesOf: (request: IncomingMessage) => readonly RouteTable<E>[],
): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', false);
  const answer = (request: IncomingMessage, response: ServerResponse, answering: Answering<E>) =>
    answerRequest(serving, streams, request, response, answering);
  app.use((request, _response, next) => {
    readRawBody(request).then((body) => {
      bodies.set(request, body);
      next();
    }, next);
  });
  for (const table of serving.tables) {
    const router = routerOf(table, answer);
    const routed: express.RequestHandler = (request, response, next) =>
      tablesOf(request).includes(table) ? router(request, response, next) : next();
    app.use(`/${table.name}`, routed);
    app.use(routed);
  }
  app.use((request, response) => {
    const { table, refusals } = wordsFor(serving, tablesOf(request), request);
    return answer(request, response, { table, refusals, reply: refusals.noSuchRoute });
  });
  const failed: ErrorRequestHandler = (error: unknown, request, response, _next) => {
    // Express could not decode the path: the one error that the caller caused and no route has seen.
    const undecodable = error instanceof URIError;
    if (!undecodable) serving.log.error(error, 'a request failed outside every route');
    const { table, refusals } = wordsFor(serving, tablesOf(request), request);
    const reply = undecodable ? refusals.malformedPath : refusals.internalError;
    return answer(request, response, { table, refusals, reply });
  };
  app.use(failed);
  return app;
}

/** In whose words to answer what no route has: those of the host's owner, of whoever was meant, or else of the first. */
function wordsFor<E extends Exchange>(serving: Serving<E>, tables: readonly RouteTable<E>[], request: IncomingMessage) {
  const owner = tables.length < serving.tables.length ? tables[0] : undefined;
  const meant = owner ?? tables.find(({ claims }) => claims?.(request.headers));
  const [first] = serving.tables;
  return { table: meant?.name, refusals: (meant ?? first).refusals };
}

// A few hosts lead here, and callers can make up any number of them.
const HOSTS_KNOWN_MAX = 100;

/** The tables that answer to whoever asks for the host that a request names. */
function tablesByHost<E extends Exchange>({ tables, answersFor }: Serving<E>) {
  const known = new Map<string, readonly RouteTable<E>[]>();
  return ({ headers }: IncomingMessage): readonly RouteTable<E>[] => {
    const host = headers.host ?? '';
    const found = known.get(host);
    if (found !== undefined) return found;
    const answers = answersFor?.(host);
    const answering = answers === undefined ? tables : tables.filter(({ name }) => answers(name));
    if (known.size >= HOSTS_KNOWN_MAX) known.clear();
    known.set(host, answering);
    return answering;
  };
}

// Bodies are read before routing, since a route has to be found also for a body that is too large.
const bodies = new WeakMap<IncomingMessage, RawBody>();

type Answer<E extends Exchange> = (
  request: IncomingMessage,
  response: ServerResponse,
  answering: Answering<E>,
) => Promise<void>;

function routerOf<E extends Exchange>(table: RouteTable<E>, answer: Answer<E>): express.Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const { name, refusals } = table;
  for (const [path, routes] of Map.groupBy(table.routes, (route) => route.path)) {
    for (const { method, operation, handle } of routes) {
      router[method](path, (request, response) => {
        const parameters = singleValues(request.params);
        return answer(request, response, {
          table: name,
          operation,
          refusals,
          reply: (exchange) => handle(exchange, parameters),
        });
      });
    }
    const allowed = allowedMethods(routes);
    router.all(path, (request, response) =>
      answer(request, response, {
        table: name,
        refusals,
        reply: (exchange) => refusals.methodNotAllowed(exchange, allowed),
      }),
    );
  }
  return router;
}

/** HEAD is possible wherever GET is (RFC 9110 section 9.3.2). */
function allowedMethods<E extends Exchange>(routes: readonly Route<E>[]): string {
  return METHODS.filter((method) => routes.some((route) => route.method === method))
    .flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))
    .join(', ');
}

function singleValues(parameters: Record<string, string | string[]>): PathParameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : value] as const),
  );
}

async function answerRequest<E extends Exchange>(
  serving: Serving<E>,
  streams: Set<ServerResponse>,
  request: IncomingMessage & Readonly<{ originalUrl?: string }>,
  response: ServerResponse,
  { table, operation, refusals, reply: replyTo }: Answering<E>,
): Promise<void> {
  const asked = bodies.get(request) ?? { kind: 'aborted' };
  const begun = { requestId: serving.random.id('req'), startedMs: serving.clock.elapsedMs() };
  // A router takes its own prefix off `url`; what arrived is in `originalUrl`.
  const target = request.originalUrl ?? request.url ?? '/';
  const bytes = asked.kind === 'read' ? asked.bytes : Buffer.alloc(0);
  const exchange = serving.extend(exchangeOf(request, target, bytes, begun), table);
  let reply: Reply | undefined;
  try {
    if (asked.kind === 'too_large') reply = refusals.bodyTooLarge(exchange);
    else if (asked.kind === 'read') reply = await replyTo(exchange);
  } catch (error) {
    serving.log.error(error, `${exchange.method} ${operation ?? 'outside every operation'} failed`);
    reply = refusals.internalError(exchange);
  }
  if (reply === undefined || response.destroyed) {
    serving.finish(exchange, undefined, operation);
    response.destroy();
    return;
  }
  // What is left of a body that nobody reads would otherwise be taken for the next request.
  const closing = asked.kind === 'too_large' && !asked.readWhole ? { connection: 'close' } : {};
  if (!('status' in reply)) {
    serving.finish(exchange, reply, operation);
    leaveUnanswered(reply.delivery, response);
    return;
  }
  const headers = { 'x-content-type-options': 'nosniff', ...reply.headers, 'request-id': begun.requestId, ...closing };
  // Before the first byte leaves: whoever has the answer must find it in the journal.
  serving.finish(exchange, { ...reply, headers }, operation);
  if ('start' in reply && exchange.method !== 'HEAD') {
    response.writeHead(reply.status, headers);
    response.flushHeaders();
    startStream(reply.start, response, streams);
    return;
  }
  const body = 'body' in reply ? reply.body : '';
  const length = reply.status === 204 || 'start' in reply ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(reply.status, { ...headers, ...length });
  if ('delivery' in reply && exchange.method !== 'HEAD') {
    sendFaultily(reply.delivery, reply.body, response);
    return;
  }
  response.end(exchange.method === 'HEAD' ? undefined : body);
}

function startStream(
  start: (write: (text: string) => void) => () => void,
  response: ServerResponse,
  streams: Set<ServerResponse>,
): void {
  const stop = start((text) => {
    if (response.writableLength > STREAM_BYTES_MAX) response.destroy();
    else response.write(text);
  });
  streams.add(response);
  response.once('close', () => {
    streams.delete(response);
    stop();
  });
}
