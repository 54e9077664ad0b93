import nock from 'nock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { httpClient } from './http-client.ts';

const HOST = 'https://pay.example';
// Nothing in here is about time, so nothing in here may fail because a busy machine took a while for its first call.
// What a deadline does is tried in http-client.sockets.test.ts, against servers that never finish an answer.
const send = httpClient({ timeoutMs: 60_000 });
const get = { method: 'GET', path: '/v1/connection', headers: { accept: 'application/json' } } as const;
const post = {
  method: 'POST',
  path: '/v1/payments',
  headers: { 'content-type': 'application/json' },
  body: '{}',
} as const;

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

test('gives status, headers in lower case and the whole body', async () => {
  nock(HOST).post('/v1/payments', '{}').reply(201, '{"id":"pay_1"}', { 'Request-Id': 'r1' });
  const sent = await send(HOST, post);
  expect(sent).toMatchObject({
    kind: 'replied',
    reply: { status: 201, body: '{"id":"pay_1"}', headers: { 'request-id': 'r1' } },
  });
});

test('an address with a path keeps it', async () => {
  nock(HOST).get('/generic/v1/connection').reply(200, 'here');
  expect(await send(`${HOST}/generic`, get)).toMatchObject({ reply: { body: 'here' } });
});

test('an error answer is an answer', async () => {
  nock(HOST).get(get.path).reply(503, 'busy');
  expect(await send(HOST, get)).toMatchObject({ kind: 'replied', reply: { status: 503 } });
});

for (const code of ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOTFOUND']) {
  test(`${code} is a lost connection`, async () => {
    nock(HOST)
      .get(get.path)
      .replyWithError(Object.assign(new Error(code), { code }));
    expect(await send(HOST, get)).toEqual({ kind: 'silent', why: 'connection_lost' });
  });
}

for (const status of [301, 302, 303, 307, 308]) {
  test(`a redirect (${status}) is an answer and is not followed`, async () => {
    const trap = nock('https://evil.example').get('/').reply(200, 'caught');
    nock(HOST).get(get.path).reply(status, '', { location: 'https://evil.example/' });
    expect(await send(HOST, get)).toMatchObject({ kind: 'replied', reply: { status } });
    expect(trap.isDone()).toBe(false);
  });
}

test('a path cannot lead to another host', async () => {
  await expect(send(HOST, { ...get, path: '@evil.example/' })).rejects.toThrow('must not name another host');
  await expect(send(HOST, { ...get, path: '.evil.example/' })).rejects.toThrow('must not name another host');
});

test('nothing but the given host is contacted', async () => {
  const strangers: string[] = [];
  const note = (request: { url: string }) => void strangers.push(request.url);
  nock.emitter.on('no match', note);
  nock(HOST).get(get.path).reply(200, 'here');
  expect(await send(HOST, get)).toMatchObject({ kind: 'replied' });
  expect(strangers).toEqual([]);
  nock.emitter.off('no match', note);
});
