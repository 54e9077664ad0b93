import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { LOOPBACK_ONLY } from './hosts.ts';
import { type Posted, type Poster, poster } from './post.ts';

const POSTING = { headers: { 'content-type': 'application/json' }, body: '{"a":"ü"}' };
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function postOffice(deadlineMs = 10_000): Poster {
  const opened = poster({ hosts: LOOPBACK_ONLY, deadlineMs });
  ends.push(async () => opened.close());
  return opened;
}

async function bound(server: Server | HttpServer, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  ends.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function http(listener: RequestListener): Promise<number> {
  return bound(createServer(listener));
}

async function tcp(connected: (socket: Socket) => void): Promise<number> {
  return bound(createTcpServer((socket) => connected(socket.on('error', () => {}))));
}

function inShort(posted: Posted): string {
  if (posted.kind === 'answered') return `${posted.status} ${posted.body}`;
  return posted.kind === 'unanswered' ? posted.reason : posted.kind;
}

test('method, headers and the exact body arrive, under the name that was asked for', async () => {
  let seen = '';
  const port = await http(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { host, 'content-type': type, 'content-length': length } = request.headers;
    seen = `${request.method} ${request.url} ${host} ${type} ${length} ${Buffer.concat(chunks)}`;
    response.writeHead(200, { 'x-a': '1' }).end('thanks');
  });
  const posted = await postOffice().post({ url: `http://localhost:${port}/a?b=c`, ...POSTING });
  expect(seen).toBe(`POST /a?b=c localhost:${port} application/json 10 {"a":"ü"}`);
  expect(posted).toMatchObject({ kind: 'answered', status: 200, headers: { 'x-a': '1' }, body: 'thanks' });
});

test('a receiver that listens on the other loopback address alone is found by its name', async () => {
  const port = await bound(
    createServer((_request, response) => response.writeHead(204).end()),
    '::1',
  );
  expect(inShort(await postOffice().post({ url: `http://[::1]:${port}/`, ...POSTING }))).toBe('204 ');
});

const receivers: readonly [what: string, connected: (socket: Socket) => void, expected: string][] = [
  ['says nothing', () => {}, 'timeout'],
  ['hangs up', (socket) => socket.destroy(), 'connection_lost'],
  ['hangs up halfway through the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nA'), 'connection_lost'],
  ['speaks no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'), 'not_http'],
  ['never ends its headers', (socket) => socket.write('HTTP/1.1 200 OK\r\nA: b\r\n'), 'timeout'],
  [
    'hangs up halfway through the body',
    (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
    '200 half',
  ],
  ['never ends its body', (socket) => socket.write('HTTP/1.1 202 OK\r\nContent-Length: 9\r\n\r\nhalf'), '202 half'],
];
for (const [what, connected, expected] of receivers) {
  test(`a receiver that ${what}: ${expected}`, async () => {
    const port = await tcp((socket) => socket.once('data', () => connected(socket)));
    expect(inShort(await postOffice(200).post({ url: `http://127.0.0.1:${port}/`, ...POSTING }))).toBe(expected);
  });
}

test('of an endless answer no more than a beginning is read', async () => {
  const port = await http((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      response.once('drain', more);
    };
    more();
  });
  const posted = await postOffice().post({ url: `http://127.0.0.1:${port}/`, ...POSTING });
  expect(posted).toMatchObject({ kind: 'answered', status: 200, body: 'x'.repeat(16_384) });
});

test('a receiver without TLS where TLS is asked for, a name that nobody has, and a port where nobody listens', async () => {
  const port = await http((_request, response) => response.end());
  const closed = createTcpServer();
  const nobody = await bound(closed);
  await new Promise((resolve) => closed.close(resolve));
  const { post } = postOffice();
  expect(inShort(await post({ url: `https://127.0.0.1:${port}/`, ...POSTING }))).toBe('tls_failed');
  expect(inShort(await post({ url: 'http://no-such-name.localhost:1/', ...POSTING }))).toMatch(
    /^(name_not_found|connection_refused)$/,
  );
  expect(inShort(await post({ url: `http://127.0.0.1:${nobody}/`, ...POSTING }))).toBe('connection_refused');
});

test('an idle connection that the receiver has closed is no failure', async () => {
  let count = 0;
  const port = await tcp((socket) => {
    socket.on('data', () => {
      count += 1;
      // The second request on a connection finds it closed.
      if (count === 2) socket.destroy();
      else socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
  });
  const { post } = postOffice();
  const url = `http://127.0.0.1:${port}/`;
  for (let sent = 0; sent < 3; sent += 1) expect(inShort(await post({ url, ...POSTING }))).toBe('204 ');
  expect(count).toBe(4);
});

test('what is under way when everything closes is given up, and says so', async () => {
  const office = postOffice();
  const port = await tcp((socket) => socket.once('data', () => office.close()));
  expect(inShort(await office.post({ url: `http://127.0.0.1:${port}/`, ...POSTING }))).toBe('cancelled');
});

test('nothing is asked of an address that may not be reached, not even by way of a name server', async () => {
  const { post } = postOffice();
  for (const url of ['http://shop.example/', 'http://10.0.0.1/', 'http://[fe80::1]/', 'https://[::ffff:a9fe:a9fe]/']) {
    expect(inShort(await post({ url, ...POSTING }))).toBe('forbidden');
  }
});
