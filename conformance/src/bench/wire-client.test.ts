import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { paths } from './generic.wire.d.ts';
import { WireClient } from './wire-client.ts';

type Asked = Readonly<{ method: string; url: string; headers: IncomingMessage['headers']; body: string }>;

let asked: Asked[] = [];
let answer: Readonly<{ status: number; type: string; text: string }>;
let client: WireClient<paths>;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
  response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.text);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  client = new WireClient({
    url: `http://127.0.0.1:${port}/`,
    specification: 'generic',
    headers: { authorization: 'Bearer gsk' },
  });
});

beforeEach(() => {
  asked = [];
  answer = { status: 200, type: 'application/json', text: JSON.stringify({ payments: [] }) };
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

test('path and query are filled in and encoded, and the headers of the client are sent', async () => {
  await client.ask('get', '/v1/payments', { query: { reference: 'a b&c', limit: 2 } });
  const problem = { type: '/problems/not-found', title: 'Not Found', status: 404 };
  answer = { status: 404, type: 'application/problem+json; charset=utf-8', text: JSON.stringify(problem) };
  await client.ask('get', '/v1/payments/{paymentId}', {
    path: { paymentId: '../x' },
    headers: { authorization: 'none' },
  });
  expect(asked.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
    ['GET', '/v1/payments?reference=a+b%26c&limit=2', 'Bearer gsk'],
    ['GET', '/v1/payments/..%2Fx', 'none'],
  ]);
});

test('a body is sent as JSON, or as a form when the headers say so', async () => {
  const token = { access_token: 'gat', token_type: 'Bearer', expires_in: 60, scope: 'pay' };
  answer = { status: 200, type: 'application/json', text: JSON.stringify(token) };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await client.ask('post', '/oauth/token', {
    body: { grant_type: 'client_credentials', scope: 'pay read' },
    headers: form,
  });
  expect(reply.expect(200)).toEqual(token);
  expect(asked[0]?.body).toBe('grant_type=client_credentials&scope=pay+read');
});

test('another status than the expected one is reported with the whole exchange', async () => {
  const problem = { type: '/problems/credential-unknown', title: 'Unauthorized', status: 401 };
  answer = { status: 401, type: 'application/problem+json', text: JSON.stringify(problem) };
  const reply = await client.ask('get', '/v1/payments', {});
  expect(reply.status).toBe(401);
  expect(reply.body).toEqual(problem);
  expect(() => reply.expect(200)).toThrow(
    /expected status 200\nGET http.*\n\n→ 401 application\/problem\+json\n.*credential-unknown/,
  );
});

test('an answer that breaks the specification is an error, whatever was expected', async () => {
  answer = { status: 200, type: 'application/json', text: JSON.stringify({ payments: 'none' }) };
  await expect(client.ask('get', '/v1/payments', {})).rejects.toThrow('/payments must be array');
});
