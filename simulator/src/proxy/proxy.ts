import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { noteEntry } from '../http/arrival.ts';
import { readRawBody } from '../http/raw-body.ts';
import { bind, reachedAt } from '../http/serve.ts';
import { refuseUnparsable } from '../http/unparsable.ts';
import type { Certificates } from '../tls/certificates.ts';
import { type SecureServer, secureServer } from '../tls/secure-server.ts';
import { type ProxyCredentials, proxyRefusal } from './credentials.ts';
import type { Happening } from './happening.ts';
import { noDialectYet } from './no-dialect.ts';
import { type Destination, destinationOf, isOurName, type Names, type Route, routeTo } from './route.ts';

/** An environment as the proxy hands requests to it. */
export type Entrance = Readonly<{
  admits: () => boolean;
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}>;

/** A bound proxy. */
export type BoundProxy = Readonly<{ url: string; close: () => Promise<void> }>;

/** What the proxy is made of. */
export type Proxying = Readonly<{
  host: string;
  port: number;
  credentials: ProxyCredentials | undefined;
  names: () => Names;
  certificates: Certificates;
  /** Providers that are spoken. */
  dialects: readonly string[];
  /** The environment that the credential in these headers belongs to. */
  environmentOf: (provider: string, headers: IncomingHttpHeaders) => Promise<string>;
  entranceOf: (environment: string) => Entrance;
  happened: (happening: Happening) => void;
  failed: (error: unknown, message: string) => void;
}>;

// As long as the listeners wait, for the same reasons.
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 65_000;
const CONNECTIONS_MAX = 2_000;
const PLAIN_PORT = 80;

type Known = Exclude<Route, { kind: 'outside' }>;
type Tunnel = Readonly<{ destination: Destination; route: Known }>;

/**
 * A forward proxy that leads nowhere but to this simulator: whoever asks for a provider's host by CONNECT or with a whole
 * URL is answered by an environment as if that were the provider, and everything else is refused. It ends TLS itself,
 * with certificates of the installation's own authority.
 */
export async function openProxy(proxying: Proxying): Promise<BoundProxy> {
  const { certificates, failed } = proxying;
  const tunnels = new WeakMap<Duplex, Tunnel>();
  const sockets = new Set<Duplex>();
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      failed(error, 'a request by the proxy failed');
      response.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = CONNECTIONS_MAX;
  server.on('clientError', refuseUnparsable);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Whoever goes away in the middle is told of by nobody else.
    socket.on('error', () => socket.destroy());
    const destination = destinationOf(request.url ?? '');
    const refusal = refusalOf(proxying, request, destination);
    if (refusal !== undefined) return refuseConnect(socket, refusal);
    const tunnel = tunnelTo(destination, proxying);
    if (tunnel === undefined) return refuseConnect(socket, BAD_DESTINATION);
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    const serve = (inside: Socket) => {
      noteEntry(inside, 'proxy');
      tunnels.set(inside, tunnel);
      server.emit('connection', inside);
    };
    if (tunnel.destination.port === PLAIN_PORT) server.emit('connection', remembered(socket, tunnel));
    else secured(tunnel.destination, request, serve).take(socket);
  });
  const remembered = (socket: Duplex, tunnel: Tunnel): Duplex => {
    tunnels.set(socket, tunnel);
    return socket;
  };
  const secured = (destination: Destination, request: IncomingMessage, serve: (inside: Socket) => void): SecureServer =>
    secureServer({
      // Whoever names no host in the handshake means the one it has asked the proxy for.
      certificates: { ...certificates, own: () => certificates.pairFor(destination.host) },
      answersTo: (name) => isOurName(name, proxying.names()),
      serve,
      failed: (why) => proxying.happened({ ...about(request, destination), event: 'tls_failed', why }),
    });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const tunnel = tunnels.get(request.socket);
    if (tunnel !== undefined) return pass(proxying, tunnel, request, response);
    const whole = /^http:\/\/([^/?#]+)([^#]*)/i.exec(request.url ?? '');
    if (whole === null) return answerItself(proxying, request, response);
    const [, authority = '', path = ''] = whole;
    const destination = destinationOf(authority, PLAIN_PORT);
    const refusal = refusalOf(proxying, request, destination);
    const direct = tunnelTo(destination, proxying);
    if (refusal !== undefined || direct === undefined) return refuse(request, response, refusal ?? BAD_DESTINATION);
    noteEntry(request.socket, 'proxy');
    request.url = path.startsWith('/') ? path : `/${path}`;
    request.headers.host = authority;
    delete request.headers['proxy-authorization'];
    delete request.headers['proxy-connection'];
    return pass(proxying, direct, request, response);
  };
  const port = await bind(server, proxying.host, proxying.port);
  return {
    url: `http://${reachedAt(proxying.host)}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

type Refusal = Readonly<{ status: number; reason: string; title: string; why: string; headers?: string }>;

const BAD_DESTINATION: Refusal = {
  status: 400,
  reason: 'Bad Request',
  title: 'No destination',
  why: 'Expected CONNECT host:port, or a whole URL that begins with http://.',
};

/** Why somebody gets no further, journaled and counted; undefined where they do. */
function refusalOf(
  proxying: Proxying,
  request: IncomingMessage,
  destination: Destination | undefined,
): Refusal | undefined {
  if (destination === undefined) return BAD_DESTINATION;
  const stranger = proxyRefusal(proxying.credentials, request.headers['proxy-authorization']);
  if (stranger !== undefined) {
    proxying.happened({ ...about(request, destination), event: 'proxy_refused', why: stranger, status: 407 });
    const headers = 'Proxy-Authenticate: Basic realm="assay proxy"\r\n';
    return { status: 407, reason: 'Proxy Authentication Required', title: 'Who asks?', why: stranger, headers };
  }
  if (routeTo(destination, proxying.names()).kind !== 'outside') return undefined;
  const why = `${destination.host}:${destination.port} is none of the hosts that are imitated here, and nothing gets out.`;
  proxying.happened({ ...about(request, destination), event: 'egress_refused', why, status: 403 });
  return { status: 403, reason: 'Forbidden', title: 'Egress refused', why };
}

function tunnelTo(destination: Destination | undefined, { names }: Proxying): Tunnel | undefined {
  if (destination === undefined) return undefined;
  const route = routeTo(destination, names());
  return route.kind === 'outside' ? undefined : { destination, route };
}

/** Hands a request to the environment that it is meant for. */
async function pass(
  proxying: Proxying,
  { destination, route }: Tunnel,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { provider } = route;
  const environment =
    route.kind === 'environment' ? route.environment : await proxying.environmentOf(route.provider, request.headers);
  if (provider !== undefined && !proxying.dialects.includes(provider)) {
    const { status, headers, body } = noDialectYet(provider, destination.host);
    const read = await readRawBody(request);
    const why = `There is no dialect for ${provider} yet.`;
    proxying.happened({ ...about(request, destination), event: 'no_dialect', provider, environment, why, status });
    const closing = read.kind === 'read' ? {} : { connection: 'close' };
    response.writeHead(status, { ...headers, ...closing, 'content-length': Buffer.byteLength(body) });
    response.end(body);
    return;
  }
  // Whose words are spoken is told by the name that was asked for, whatever the request says inside.
  if (provider !== undefined) request.headers.host = destination.host;
  const entrance = proxying.entranceOf(environment);
  if (entrance.admits()) entrance.answer(request, response);
  else request.socket.destroy();
}

/** What the proxy says for itself: its authority's certificate, and to everybody else what it is. */
async function answerItself(proxying: Proxying, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' || request.url !== '/ca.pem') return refuse(request, response, BAD_DESTINATION);
  const certificate = await proxying.certificates.authority();
  response.writeHead(200, {
    'content-type': 'application/x-pem-file',
    'content-length': Buffer.byteLength(certificate),
    'cache-control': 'no-store',
  });
  response.end(certificate);
}

function about(request: IncomingMessage, destination: Destination) {
  return {
    through: 'proxy' as const,
    address: request.socket.remoteAddress ?? '',
    destination,
    request: { method: request.method ?? '', path: request.url ?? '', headers: request.headers },
  };
}

function refuseConnect(socket: Duplex, refusal: Refusal): void {
  const body = problemOf(refusal);
  socket.end(
    `HTTP/1.1 ${refusal.status} ${refusal.reason}\r\nConnection: close\r\n${refusal.headers ?? ''}` +
      `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

async function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): Promise<void> {
  // Read to its end and thrown away: an answer before that would be lost in a reset.
  await readRawBody(request);
  const body = problemOf(refusal);
  const asked = refusal.status === 407 ? { 'proxy-authenticate': 'Basic realm="assay proxy"' } : {};
  response.writeHead(refusal.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    ...asked,
  });
  response.end(body);
}

function problemOf({ status, title, why }: Refusal): string {
  return JSON.stringify({ type: 'about:blank', title, status, detail: `Assay's proxy: ${why}` });
}
