import { connect } from 'node:net';
import type { Asked } from './running-simulator.ts';

/** What came over the wire, and how it ended: what clients of HTTP hide from whoever uses them. */
export type Heard = Readonly<{
  end: 'closed' | 'reset' | 'refused';
  status: number | undefined;
  headers: Readonly<Record<string, string>>;
  /** What came of the body, and how much was announced. */
  body: string;
  announced: number | undefined;
}>;

/** A request on a connection of its own, to be closed with the answer. */
export function rawExchange(
  url: string,
  method: string,
  target: string,
  { headers = {}, body = '' }: Asked = {},
): Promise<Heard> {
  const { hostname, port } = new URL(url);
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const bytes = Buffer.from(text);
  const all = {
    host: `${hostname}:${port}`,
    connection: 'close',
    ...(bytes.length === 0 ? {} : { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
    ...headers,
  };
  const head = [`${method} ${target} HTTP/1.1`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)];
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () =>
      socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes])),
    );
    const end = (how: Heard['end']) => resolve(heard(Buffer.concat(chunks), how));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => end('closed'));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') end('reset');
      else if (error.code === 'ECONNREFUSED') end('refused');
      else reject(error);
    });
  });
}

function heard(bytes: Buffer, end: Heard['end']): Heard {
  const endOfHead = bytes.indexOf('\r\n\r\n');
  if (endOfHead < 0) return { end, status: undefined, headers: {}, body: '', announced: undefined };
  const [first = '', ...lines] = bytes.subarray(0, endOfHead).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
    }),
  );
  const length = headers['content-length'];
  return {
    end,
    status: Number(first.split(' ')[1]),
    headers,
    body: bytes.subarray(endOfHead + 4).toString('utf8'),
    announced: length === undefined ? undefined : Number(length),
  };
}
