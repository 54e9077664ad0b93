import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { httpClient } from './http-client.ts';

// Silence and what happens in the middle of a body are tried on real sockets: an interceptor has none to break.
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

// Patient where an answer comes, however busy the machine is; short only where none ever does.
const send = httpClient({ timeoutMs: 60_000, bytesMax: 1_000 });
const sendInHaste = httpClient({ timeoutMs: 100, bytesMax: 1_000 });
const get = { method: 'GET', path: '/', headers: {} } as const;

test('an answer of the most that is read is read', async () => {
  const address = await serve((_request, response) => response.end('x'.repeat(1_000)));
  expect(await send(address, get)).toMatchObject({ kind: 'replied', reply: { body: 'x'.repeat(1_000) } });
});

test('an answer of one byte more is given up', async () => {
  const address = await serve((_request, response) => response.end('x'.repeat(1_001)));
  expect(await send(address, get)).toEqual({ kind: 'silent', why: 'too_large' });
});

test('an endless answer is given up at the bound', async () => {
  const address = await serve((_request, response) => {
    response.on('drain', () => response.write('x'.repeat(500)));
    while (response.write('x'.repeat(500)));
  });
  expect(await send(address, get)).toEqual({ kind: 'silent', why: 'too_large' });
});

test('no answer in time is a timeout', async () => {
  const address = await serve(() => {});
  expect(await sendInHaste(address, get)).toEqual({ kind: 'silent', why: 'timeout' });
});

test('an answer that starts and stalls is a timeout', async () => {
  const address = await serve((_request, response) => void response.write('{"id":'));
  expect(await sendInHaste(address, get)).toEqual({ kind: 'silent', why: 'timeout' });
});

test('an answer cut off in the middle is a lost connection', async () => {
  const address = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"id":', () => response.destroy());
  });
  expect(await send(address, get)).toEqual({ kind: 'silent', why: 'connection_lost' });
});

test('nobody listening is a lost connection', async () => {
  const address = await serve((_request, response) => response.end());
  for (const close of closing.splice(0)) close();
  expect(await send(address, get)).toEqual({ kind: 'silent', why: 'connection_lost' });
});
