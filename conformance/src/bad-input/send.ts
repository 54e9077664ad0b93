import { connect, type Socket } from 'node:net';
import { within } from '../platform/clock.ts';
import type { BadRequest, HttpRequest } from './bad-request.ts';

const ANSWER_WITHIN_MS = 10_000;
const CHUNK_BYTES = 64 * 1024;

/** What came back: an answer, or a connection closed without one. */
export type Answer =
  | Readonly<{ kind: 'answered'; status: number; headers: ReadonlyMap<string, string>; body: string }>
  | Readonly<{ kind: 'closed'; why: string }>;

/**
 * Sends a request as it is, byte for byte, over a connection of its own, and reads one answer. Written on sockets, since
 * every HTTP client refuses to send most of this. Rejects when there is neither an answer nor an end at the deadline.
 */
export async function send({ url, sent, what }: BadRequest): Promise<Answer> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    const answer = readAnswer(socket);
    if ('raw' in sent) {
      socket.write(sent.raw);
      if (sent.endsAfter === 'half_close') socket.end();
    } else writeRequest(socket, sent.request, host);
    return await within(ANSWER_WITHIN_MS, `an answer to ${what}`, answer);
  } finally {
    socket.destroy();
  }
}

function writeRequest(socket: Socket, request: HttpRequest, host: string): void {
  const { method, target, headers, body, framing = 'length' } = request;
  const named = headers.some(([name]) => name.toLowerCase() === 'host')
    ? headers
    : [['host', host] as const, ...headers];
  const length =
    body === undefined
      ? []
      : framing === 'length'
        ? [`content-length: ${body.length}`]
        : ['transfer-encoding: chunked'];
  const head = [`${method} ${target} HTTP/1.1`, ...named.map(([name, value]) => `${name}: ${value}`), ...length];
  socket.write(Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'));
  if (body === undefined) return;
  if (framing === 'length') {
    socket.write(body);
    return;
  }
  for (let from = 0; from < body.length; from += CHUNK_BYTES) {
    const chunk = body.subarray(from, from + CHUNK_BYTES);
    socket.write(`${chunk.length.toString(16)}\r\n`);
    socket.write(chunk);
    socket.write('\r\n');
  }
  socket.write('0\r\n\r\n');
}

function readAnswer(socket: Socket): Promise<Answer> {
  const chunks: Buffer[] = [];
  let failure = 'the connection was closed';
  return new Promise((resolve) => {
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const answer = parseAnswer(Buffer.concat(chunks), 'open');
      if (answer) resolve(answer);
    });
    socket.on('error', (error) => {
      failure = error.message;
    });
    socket.on('close', () => resolve(parseAnswer(Buffer.concat(chunks), 'ended') ?? { kind: 'closed', why: failure }));
  });
}

/** Reads an answer out of what has come so far; undefined while it is not whole. */
export function parseAnswer(bytes: Buffer, connection: 'open' | 'ended'): Answer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1]);
  if (!status) return undefined;
  const headers = new Map(lines.map((line) => splitHeader(line)));
  const body = bodyOf(bytes.subarray(end + 4), headers, connection);
  return body === undefined ? undefined : { kind: 'answered', status, headers, body: body.toString('utf8') };
}

function splitHeader(line: string): readonly [name: string, value: string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

function bodyOf(rest: Buffer, headers: ReadonlyMap<string, string>, connection: 'open' | 'ended'): Buffer | undefined {
  // An event stream never ends; that it has begun is all there is to know.
  if (headers.get('content-type')?.startsWith('text/event-stream')) return Buffer.alloc(0);
  if (headers.get('transfer-encoding')?.includes('chunked')) return unchunked(rest);
  const length = headers.get('content-length');
  if (length !== undefined) return rest.length >= Number(length) ? rest.subarray(0, Number(length)) : undefined;
  return connection === 'ended' ? rest : undefined;
}

function unchunked(rest: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  let at = 0;
  while (at < rest.length) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(rest.subarray(at, lineEnd).toString('latin1'), 16);
    if (size === 0) return Buffer.concat(chunks);
    if (!(size > 0) || rest.length < lineEnd + 2 + size + 2) return undefined;
    chunks.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return undefined;
}
