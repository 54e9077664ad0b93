import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { systemRandom } from '../platform/random.ts';
import { type Exchange, jsonReply, type Reply } from './exchange.ts';
import { problemReply } from './problem.ts';
import { BODY_BYTES_MAX } from './raw-body.ts';
import type { Refusals, RouteTable } from './route-table.ts';
import { type Server, serve } from './serve.ts';

type Finished = Readonly<{ target: string; body: string; status: number | undefined; operation: string | undefined }>;

const finished: Finished[] = [];
const logged: string[] = [];
const listeners = new Set<(text: string) => void>();
let release = () => {};
let server: Server;

const refusal = (status: number, type: string) => () => problemReply({ type, title: type, status });
const refusals: Refusals<Exchange> = {
  noSuchRoute: refusal(404, '/problems/no-such-route'),
  methodNotAllowed: (_exchange, allowed) => {
    const reply = problemReply({ type: '/problems/method-not-allowed', title: 'no', status: 405 });
    return { ...reply, headers: { ...reply.headers, allow: allowed } };
  },
  bodyTooLarge: refusal(413, '/problems/body-too-large'),
  malformedPath: refusal(400, '/problems/invalid-request'),
  internalError: refusal(500, '/problems/internal-error'),
};
const stream: Reply = {
  status: 200,
  headers: { 'content-type': 'text/event-stream' },
  start: (write) => {
    listeners.add(write);
    write(': hello\n\n');
    return () => listeners.delete(write);
  },
};
const table: RouteTable<Exchange> = {
  name: 'sample',
  refusals,
  routes: [
    { method: 'get', path: '/things/:id', operation: 'getThing', handle: (_, { id }) => jsonReply(200, { id }) },
    { method: 'post', path: '/things', operation: 'addThing', handle: ({ body }) => jsonReply(201, body.length) },
    {
      method: 'put',
      path: '/things/:id',
      operation: 'putThing',
      handle: () => ({ status: 204, headers: {}, body: '' }),
    },
    {
      method: 'post',
      path: '/broken',
      operation: 'breakThing',
      handle: () => {
        throw new Error('a bug');
      },
    },
    {
      method: 'post',
      path: '/slow',
      operation: 'slowThing',
      handle: () =>
        new Promise<Reply>((resolve) => {
          release = () => resolve(jsonReply(200, 'late'));
        }),
    },
    { method: 'get', path: '/stream', operation: 'follow', handle: () => stream },
  ],
};

async function open(): Promise<Server> {
  return serve<Exchange>({
    host: '127.0.0.1',
    port: 0,
    tables: [table],
    extend: (exchange) => exchange,
    finish: ({ target, body }, reply, operation) => {
      finished.push({
        target,
        body: body.toString(),
        status: reply !== undefined && 'status' in reply ? reply.status : undefined,
        operation,
      });
    },
    clock: systemClock,
    random: systemRandom(),
    log: { error: (error) => logged.push(String(error)), warn: (message) => logged.push(message) },
  });
}

beforeAll(async () => {
  server = await open();
});
afterAll(() => server.close());
beforeEach(() => {
  finished.length = 0;
  logged.length = 0;
});

const cases: readonly [
  method: string,
  target: string,
  status: number,
  operation: string | undefined,
  allow?: string,
][] = [
  // method  target                status  operation     Allow
  ['GET', '/things/a', 200, 'getThing'],
  ['GET', '/things/a?x=1', 200, 'getThing'],
  ['GET', '/sample/things/a', 200, 'getThing'],
  ['HEAD', '/things/a', 200, 'getThing'],
  ['HEAD', '/stream', 200, 'follow'],
  ['PUT', '/things/a', 204, 'putThing'],
  ['DELETE', '/things/a', 405, undefined, 'GET, HEAD, PUT'],
  ['OPTIONS', '/things/a', 405, undefined, 'GET, HEAD, PUT'],
  ['TRACE', '/things', 405, undefined, 'POST'],
  ['GET', '/things', 405, undefined, 'POST'],
  ['GET', '/sample/things', 405, undefined, 'POST'],
  ['GET', '/things/', 404, undefined],
  ['GET', '/Things/a', 404, undefined],
  ['GET', '/SAMPLE/things/a', 404, undefined],
  ['GET', '/nowhere', 404, undefined],
  ['GET', '/', 404, undefined],
  ['GET', '//', 404, undefined],
  ['GET', '//[', 404, undefined],
  ['GET', '/sample', 404, undefined],
  ['OPTIONS', '*', 404, undefined],
  ['GET', 'http://elsewhere/things/a', 200, 'getThing'],
  ['GET', '/things/%', 400, undefined],
  ['GET', '/things/%zz', 400, undefined],
  ['GET', '/sample/things/%c3', 400, undefined],
  ['POST', '/broken', 500, 'breakThing'],
];

for (const [method, target, status, operation, allow] of cases) {
  test(`${method} ${target} is answered with ${status}`, async () => {
    const answer = await rawRequest(`${method} ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.headers.get('request-id')).toMatch(/^req_/);
    expect(finished).toEqual([{ target, body: '', status, operation }]);
    if (method === 'HEAD' || status === 204) expect(answer.body).toBe('');
    else if (status >= 400) expect(JSON.parse(answer.body)).toMatchObject({ status });
  });
}

test('HEAD tells the length that GET would have', async () => {
  const [get, head] = await Promise.all(
    ['GET', 'HEAD'].map((method) => rawRequest(`${method} /things/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)),
  );
  expect(head?.headers.get('content-length')).toBe(get?.headers.get('content-length'));
});

test('a failing handler says nothing of its failure to the caller, and all of it to the log', async () => {
  const answer = await fetch(`${server.url}/broken`, { method: 'POST' });
  expect(await answer.text()).not.toContain('a bug');
  expect(logged).toEqual(['Error: a bug']);
});

test('a body at the limit is read, one byte more is refused, and the connection goes on', async () => {
  const socket = await dial();
  const sizes: readonly [size: number, status: number][] = [
    [BODY_BYTES_MAX, 201],
    [BODY_BYTES_MAX + 1, 413],
    [10 * 1024 * 1024, 413],
    [1, 201],
  ];
  for (const [size, status] of sizes) {
    socket.write(`POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: ${size}\r\n\r\n`);
    socket.write(Buffer.alloc(size, 'x'));
    expect((await nextAnswer(socket)).status).toBe(status);
  }
  socket.destroy();
});

test('a body without end is refused and its connection closed', async () => {
  const socket = await dial();
  socket.on('error', () => {});
  socket.write('POST /things HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
  const chunk = `${(1024 * 1024).toString(16)}\r\n${'x'.repeat(1024 * 1024)}\r\n`;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const answer = nextAnswer(socket);
  const pour = (): void => {
    while (!socket.destroyed && socket.writable) {
      if (!socket.write(chunk)) {
        socket.once('drain', pour);
        return;
      }
    }
  };
  pour();
  expect((await answer).status).toBe(413);
  socket.destroy();
  await closed;
  expect(finished.map(({ status }) => status)).toEqual([413]);
});

test('a request that is broken off while its body arrives has no answer and no effect', async () => {
  const socket = await dial();
  socket.write('POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf');
  socket.end();
  await waitFor(() => finished.length > 0);
  expect(finished).toEqual([{ target: '/things', body: '', status: undefined, operation: 'addThing' }]);
  expect(logged).toEqual([]);
});

test('a peer that leaves before the answer is noted as one that got none', async () => {
  const socket = await dial();
  socket.write('POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n');
  await waitFor(() => release !== undefined && releaseIsSet());
  socket.resetAndDestroy();
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  // The server learns of it in a turn of its own: ask something else in between.
  await (await fetch(`${server.url}/things/a`)).text();
  release();
  await waitFor(() => finished.some(({ target }) => target === '/slow'));
  expect(finished.find(({ target }) => target === '/slow')?.status).toBeUndefined();
  forgetRelease();
});

test('several requests on one connection are answered in their order', async () => {
  const socket = await dial();
  for (const id of ['a', 'b', 'c']) socket.write(`GET /things/${id} HTTP/1.1\r\nHost: a\r\n\r\n`);
  const bodies = [await nextAnswer(socket), await nextAnswer(socket), await nextAnswer(socket)].map(({ body }) => body);
  expect(bodies).toEqual(['{"id":"a"}', '{"id":"b"}', '{"id":"c"}']);
  socket.destroy();
});

const unparsable: readonly [what: string, bytes: string, status: number, type: string][] = [
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'invalid-request'],
  [
    'two lengths',
    'POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
    'invalid-request',
  ],
  [
    'a length and chunks',
    'POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'invalid-request',
  ],
  ['a space in the target', 'GET /things/a b HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'invalid-request'],
  [
    '20 kB of headers',
    `GET /things/a HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'header-too-large',
  ],
];
for (const [what, bytes, status, type] of unparsable) {
  test(`${what} is refused with ${status} as a problem`, async () => {
    const answer = await rawRequest(bytes);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ type: `/problems/${type}`, status });
  });
}

test('a stream writes until its reader leaves', async () => {
  const socket = await dial();
  socket.write('GET /stream HTTP/1.1\r\nHost: a\r\n\r\n');
  await waitFor(() => listeners.size === 1);
  const [write] = listeners;
  socket.resume();
  write?.('data: 1\n\n');
  socket.destroy();
  await waitFor(() => listeners.size === 0);
  expect(listeners.size).toBe(0);
});

test('a reader that does not read is let go', async () => {
  const socket = await dial();
  socket.pause();
  socket.write('GET /stream HTTP/1.1\r\nHost: a\r\n\r\n');
  await waitFor(() => listeners.size === 1);
  const [write] = listeners;
  const text = 'x'.repeat(1024 * 1024);
  for (let count = 0; count < 40; count += 1) write?.(text);
  await waitFor(() => listeners.size === 0);
  expect(listeners.size).toBe(0);
  socket.destroy();
});

test('closing lets what is being answered finish, ends streams, and takes nothing new', async () => {
  const own = await open();
  const slow = fetch(`${own.url}/slow`, { method: 'POST' });
  const following = await fetch(`${own.url}/stream`);
  await waitFor(releaseIsSet);
  const closed = own.close();
  expect(await following.text()).toBe(': hello\n\n');
  release();
  expect(await (await slow).json()).toBe('late');
  await closed;
  await expect(fetch(`${own.url}/things/a`)).rejects.toThrow();
  forgetRelease();
});

test('a port that is taken is an error', async () => {
  const port = Number(new URL(server.url).port);
  const again = serve<Exchange>({
    host: '127.0.0.1',
    port,
    tables: [table],
    extend: (exchange) => exchange,
    finish: () => {},
    clock: systemClock,
    random: systemRandom(),
    log: { error: () => {}, warn: () => {} },
  });
  await expect(again).rejects.toThrow('EADDRINUSE');
});

const nothing = release;
function releaseIsSet(): boolean {
  return release !== nothing;
}
function forgetRelease(): void {
  release = nothing;
}

type RawAnswer = Readonly<{ status: number; headers: ReadonlyMap<string, string>; body: string }>;

function dial(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends bytes and reads the one answer that comes. */
async function rawRequest(bytes: string): Promise<RawAnswer> {
  const socket = await dial();
  socket.write(bytes);
  const answer = await nextAnswer(socket, bytes.startsWith('HEAD'));
  socket.destroy();
  return answer;
}

const unread = new WeakMap<Socket, Buffer>();

/** Reads the next answer; enough of HTTP to know where it ends. */
function nextAnswer(socket: Socket, bodiless = false): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const bytes = unread.get(socket) ?? Buffer.alloc(0);
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [start = '', ...lines] = bytes.subarray(0, end).toString().split('\r\n');
      const headers = new Map(
        lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*: */, '')] as const),
      );
      const length = bodiless ? 0 : Number(headers.get('content-length') ?? 0);
      if (bytes.length < end + 4 + length) return;
      socket.off('data', add).off('close', lost);
      unread.set(socket, bytes.subarray(end + 4 + length));
      resolve({
        status: Number(start.split(' ')[1]),
        headers,
        body: bytes.subarray(end + 4, end + 4 + length).toString(),
      });
    };
    const add = (chunk: Buffer): void => {
      unread.set(socket, Buffer.concat([unread.get(socket) ?? Buffer.alloc(0), chunk]));
      look();
    };
    const lost = (): void => reject(new Error('the connection closed before an answer'));
    socket.on('data', add).on('close', lost);
    look();
  });
}

/** Waits, turn by turn of the event loop, until something is so. */
async function waitFor(isSo: () => boolean): Promise<void> {
  const { afterThisTurn } = await import('../platform/clock.ts');
  while (!isSo()) await new Promise<void>((resolve) => afterThisTurn(resolve));
}
