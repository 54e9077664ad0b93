import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import express, { type ErrorRequestHandler } from 'express';
import helmet from 'helmet';
import type { Log } from '../platform/log.ts';
import { browserAddress } from './browser-address.ts';
import { cookiesOf, type Exchange, METHODS, type Reply, type Route, type Surface } from './exchange.ts';
import { readRawBody } from './raw-body.ts';

/** What an application is made of. The last surface owns every path that no other does. */
export type Serving = Readonly<{
  surfaces: readonly [Surface, ...Surface[]];
  /** Origins that a form may lead to besides our own: the providers' payment pages. */
  formTargets: readonly string[];
  publicUrl: string;
  /** Addresses or ranges of those who are believed about where a request comes from; nobody where there are none. */
  trustedProxies: readonly string[];
  log: Log;
}>;

type Request = IncomingMessage &
  Readonly<{ path: string; ip?: string | undefined; params?: Record<string, string | string[]> }>;

/** An Express application that serves surfaces: routes, 404, 405 with Allow, 413, security headers, and 500 without a word of why. */
export function expressApp(serving: Serving): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.set('trust proxy', [...serving.trustedProxies]);
  app.use(securityHeaders(serving));
  const bodies = new WeakMap<IncomingMessage, Buffer>();
  app.use(async (request, response, next) => {
    const body = await readRawBody(request);
    if (body.kind === 'aborted') {
      response.destroy();
    } else if (body.kind === 'too_large') {
      // What is left of the body would be taken for the next request.
      if (!body.isReadToItsEnd) response.setHeader('connection', 'close');
      const { refusals } = owner(serving, request.path);
      send(response, await refusals.bodyTooLarge(exchangeOf(request, Buffer.alloc(0))), serving.log);
    } else {
      bodies.set(request, body.bytes);
      next();
    }
  });
  const answering =
    (work: (exchange: Exchange) => Promise<Reply>) => async (request: Request, response: ServerResponse) => {
      send(response, await work(exchangeOf(request, bodies.get(request) ?? Buffer.alloc(0))), serving.log);
    };
  for (const surface of serving.surfaces) {
    const byPath = Map.groupBy(surface.routes, (route) => route.path);
    for (const [path, routes] of byPath) {
      for (const route of routes) app[route.method](path, answering(route.handle));
      const allowed = allowedMethods(routes);
      app.all(
        path,
        answering((exchange) => surface.refusals.methodNotAllowed(exchange, allowed)),
      );
    }
  }
  app.use(answering((exchange) => owner(serving, exchange.path).refusals.noSuchRoute(exchange)));
  const failed: ErrorRequestHandler = async (error: unknown, request, response, _next) => {
    const { refusals } = owner(serving, request.path);
    const exchange = exchangeOf(request, Buffer.alloc(0));
    // Express could not decode the path: the one error that a caller can cause and no route sees.
    if (error instanceof URIError) return send(response, await refusals.malformedPath(exchange), serving.log);
    serving.log.error(error, `${request.method} failed`);
    send(response, await refusals.internalError(exchange), serving.log);
  };
  app.use(failed);
  return app;
}

function securityHeaders({ formTargets, publicUrl }: Serving) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        // Placing an order answers a form with a redirect to the payment page, which browsers count as the form's target.
        'form-action': ["'self'", ...formTargets],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    // The path of an order page is the key to it, so it goes to no other site.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: publicUrl.startsWith('https:'),
  });
}

function allowedMethods(routes: readonly Route[]): string {
  return METHODS.filter((method) => routes.some((route) => route.method === method))
    .map((method) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase()))
    .join(', ');
}

function owner({ surfaces }: Serving, path: string): Surface {
  return surfaces.find(({ owns }) => owns(path)) ?? surfaces[0];
}

function exchangeOf(request: Request, body: Buffer): Exchange {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const parameters = Object.entries(request.params ?? {}).map(([name, value]) => [name, String(value)] as const);
  const [, query = ''] = /\?(.*)$/s.exec(request.url ?? '') ?? [];
  return {
    address: browserAddress(request.ip ?? ''),
    method: request.method ?? 'GET',
    path: request.path,
    query: new URLSearchParams(query),
    parameters: Object.fromEntries(parameters),
    headers,
    cookies: cookiesOf(headers.cookie),
    body,
  };
}

/** A reply whose pieces fail on the way is broken off, so that nobody takes what has arrived for the whole of it. */
function sendPieces(response: ServerResponse, pieces: AsyncIterable<string>, log: Log): void {
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  pipeline(Readable.from(pieces), response, (error) => {
    if (error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    if (error) log.error(error, 'a reply was broken off');
  });
}

function send(response: ServerResponse, reply: Reply, log: Log): void {
  response.statusCode = reply.status;
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  if (reply.status === 204) {
    response.end();
    return;
  }
  if (typeof reply.body !== 'string' && !Buffer.isBuffer(reply.body)) {
    sendPieces(response, reply.body, log);
    return;
  }
  const body = Buffer.from(reply.body);
  response.setHeader('content-length', body.length);
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
