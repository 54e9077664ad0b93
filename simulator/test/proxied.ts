import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectSecurely, type TLSSocket } from 'node:tls';

/** What came back: the head's status, and the body. */
export type Heard = Readonly<{ status: number; headers: string; body: string }>;

/** Asks a proxy to connect; the socket where it does, what it says where it does not. */
export function connectBy(
  proxyUrl: string,
  authority: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Socket | Heard> {
  const { hostname, port } = new URL(proxyUrl);
  const lines = [`CONNECT ${authority} HTTP/1.1`, `host: ${authority}`, ...linesOf(headers)];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    const chunks: Buffer[] = [];
    socket.once('error', reject);
    const ended = () => resolve(heard(Buffer.concat(chunks)));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (!Buffer.concat(chunks).includes('\r\n\r\n') || heard(Buffer.concat(chunks)).status !== 200) return;
      socket.removeAllListeners('data');
      socket.off('close', ended);
      resolve(socket);
    });
    socket.once('close', ended);
  });
}

/** One request to a host by way of a proxy, as somebody who trusts this authority. */
export async function askBy(
  proxyUrl: string,
  asked: Readonly<{
    host: string;
    path: string;
    method?: string;
    headers?: Readonly<Record<string, string>>;
    body?: string;
    proxyHeaders?: Readonly<Record<string, string>>;
    tls?: ConnectionOptions;
  }>,
): Promise<Heard> {
  const { host, path, method = 'GET', headers = {}, body = '', proxyHeaders, tls } = asked;
  const tunnel = await connectBy(proxyUrl, `${host}:443`, proxyHeaders);
  if ('status' in tunnel) return tunnel;
  const inside = await handshake(tunnel, { servername: host, ...tls });
  const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const lines = [`${method} ${path} HTTP/1.1`, ...linesOf({ host, connection: 'close', ...length, ...headers })];
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    inside.on('data', (chunk: Buffer) => chunks.push(chunk));
    inside.once('error', reject);
    inside.once('close', () => resolve(heard(Buffer.concat(chunks))));
    inside.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  });
}

function handshake(socket: Socket, options: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const inside = connectSecurely({ ...options, socket }, () => resolve(inside));
    inside.once('error', reject);
  });
}

function linesOf(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function heard(bytes: Buffer): Heard {
  const text = bytes.toString('utf8');
  const end = text.indexOf('\r\n\r\n');
  const head = end < 0 ? text : text.slice(0, end);
  return { status: Number(head.split(' ')[1] ?? 0), headers: head, body: end < 0 ? '' : text.slice(end + 4) };
}
