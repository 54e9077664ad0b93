import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { card, euros, type MerchantAccount, merchant } from './merchant-account.ts';
import { askBy, connectBy } from './proxied.ts';
import { rawExchange } from './raw-exchange.ts';
import { type ControlWire, type Running, start } from './running-simulator.ts';

const credentials = { name: 'shop', password: 'a-password-for-the-proxy' };
const right = { 'proxy-authorization': `Basic ${Buffer.from('shop:a-password-for-the-proxy').toString('base64')}` };

let running: Running;
let guarded: Running;
let proxy: string;
let ca: string;
let shop: MerchantAccount;
beforeAll(async () => {
  running = await start({ proxyPort: 0, names: { 'pay.example': 'sandbox' } });
  guarded = await start({ proxyPort: 0, proxyCredentials: credentials });
  proxy = running.simulator.proxyUrl ?? '';
  ca = await (await fetch(`${proxy}/ca.pem`)).text();
  shop = await merchant(running);
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await guarded[Symbol.asyncDispose]();
});

async function journal(of: Running, query = ''): Promise<readonly ControlWire['JournalEntry'][]> {
  const { body } = await of.control.ask('GET', `/journal?limit=500${query}`);
  return (body as { entries: ControlWire['JournalEntry'][] }).entries;
}

function paymentRequest(reference: string) {
  return {
    method: 'POST',
    path: '/v1/payments',
    headers: {
      authorization: `Bearer ${shop.secret}`,
      'idempotency-key': reference,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      amount: euros(500),
      captureMode: 'manual',
      reference,
      card: card('4242424242424242'),
    }),
  };
}

test('a payment is made through the proxy at a configured name, and the journal says how it came', async () => {
  const answer = await askBy(proxy, { host: 'pay.example', ...paymentRequest('by-proxy'), tls: { ca } });
  expect(answer.status).toBe(201);
  const [entry] = await journal(running, `&merchant=${shop.id}`);
  expect(entry).toMatchObject({
    operation: 'createPayment',
    environment: 'sandbox',
    arrival: { through: 'proxy', tls: { protocol: 'TLSv1.3', serverName: 'pay.example' } },
  });
});

test('a tunnel is good for more than one request, and for plain HTTP on port 80', async () => {
  const tunnel = await connectBy(proxy, 'sandbox.assay.internal:80');
  if ('status' in tunnel) throw new Error(tunnel.body);
  const heard = new Promise<string>((resolve) => {
    const chunks: Buffer[] = [];
    tunnel.on('data', (chunk: Buffer) => chunks.push(chunk));
    tunnel.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
  const ask = (connection: string) => `GET /v1/connection HTTP/1.1\r\nhost: x\r\nconnection: ${connection}\r\n\r\n`;
  tunnel.write(ask('keep-alive') + ask('close'));
  expect((await heard).match(/HTTP\/1\.1 401/g)).toHaveLength(2);
});

test('a whole URL in plain HTTP is carried as well, without what was said to the proxy alone', async () => {
  expect(await connectBy(proxy, 'no-destination')).toMatchObject({ status: 400 });
  const answer = await rawExchange(proxy, 'GET', 'http://pay.example/v1/connection', {
    headers: { ...right, authorization: `Bearer ${shop.secret}` },
  });
  expect(answer.status).toBe(200);
  const entry = (await journal(running)).at(-1);
  expect(entry).toMatchObject({ operation: 'checkConnection', arrival: { through: 'proxy' } });
  expect(entry?.request.headers).not.toHaveProperty('proxy-authorization');
});

async function egress(): Promise<ControlWire['Egress']> {
  return (await running.control.ask('GET', '/egress')).body as ControlWire['Egress'];
}

const outside: readonly string[] = ['example.com:443', '169.254.169.254:80', 'localhost:5432', '[::1]:22'];
for (const authority of outside) {
  test(`${authority} is refused before a byte gets out, journaled and counted`, async () => {
    const before = await egress();
    const refused = await connectBy(proxy, authority);
    expect(refused).toMatchObject({ status: 403, body: expect.stringContaining('nothing gets out') });
    const last = (await journal(running)).at(-1);
    expect(last).toMatchObject({
      environment: 'none',
      dialect: 'none',
      connection: { event: 'egress_refused' },
      request: { method: 'CONNECT', path: authority },
      response: { status: 403 },
    });
    const after = await egress();
    const [latest] = after.places;
    expect([after.refused - before.refused, `${latest?.host}:${latest?.port}`, latest?.count]).toEqual([
      1,
      authority.replaceAll(/[[\]]/g, ''),
      1,
    ]);
  });
}

test('a card number in the name of a host is kept nowhere', async () => {
  await connectBy(proxy, '4242424242424242.collector.example:443');
  const kept = JSON.stringify([await journal(running), await egress()]);
  expect(kept).toContain('collector.example');
  expect(kept).not.toContain('424242');
});

test('a whole URL that leads elsewhere is refused as well, and its body is kept nowhere', async () => {
  const answer = await rawExchange(proxy, 'POST', 'http://collector.example/v1', {
    body: { card: '4242424242424242' },
  });
  expect(answer.status).toBe(403);
  expect(JSON.stringify((await journal(running)).at(-1))).not.toContain('4242');
});

const noDialect: readonly [host: string, environment: string, provider: string, status: number][] = [
  ['checkout-test.adyen.com', 'sandbox', 'adyen', 501],
  ['acme-checkout-live.adyenpayments.com', 'production', 'adyen', 501],
  ['api.mollie.com', 'sandbox', 'mollie', 501],
  ['api.braintreegateway.com', 'production', 'braintree', 501],
  ['connect.squareup.com', 'production', 'square', 501],
  ['apitest.authorize.net', 'sandbox', 'authorizenet', 200],
];
for (const [host, environment, provider, status] of noDialect) {
  test(`${host} says that there is no dialect for it yet, and what was said is not kept`, async () => {
    const answer = await askBy(proxy, {
      host,
      method: 'POST',
      path: '/v1/anything?token=tok_1234567890',
      body: '{"cardNumber":"4242424242424242"}',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a-secret-of-another-provider' },
      tls: { ca },
    });
    expect(answer).toMatchObject({ status, body: expect.stringContaining('No dialect for this host yet') });
    const last = (await journal(running)).at(-1);
    expect(last).toMatchObject({
      environment,
      connection: { event: 'no_dialect', host, provider },
      request: { method: 'POST' },
      response: { status },
    });
    const kept = JSON.stringify(last);
    for (const secret of ['4242', 'a-secret-of-another-provider', 'tok_1234567890']) expect(kept).not.toContain(secret);
  });
}

test('whose words are spoken is told by the name that was asked for, not by what the request says inside', async () => {
  const answer = await askBy(proxy, {
    host: 'api.stripe.com',
    path: '/v1/connection',
    headers: { host: 'pay.example', authorization: `Bearer ${shop.secret}` },
    tls: { ca },
  });
  expect(answer).toMatchObject({ status: 404, body: expect.stringContaining('"error":') });
  expect((await journal(running)).at(-1)).toMatchObject({ dialect: 'stripe', environment: 'sandbox' });
});

test('what is no HTTP, and what has no destination, is answered and journaled nowhere', async () => {
  const before = (await journal(running)).length;
  const { hostname, port } = new URL(proxy);
  for (const bytes of [
    '\x16\x03\x01\x02\x00\x01\x00\x01',
    'CONNECT\r\n\r\n',
    'GET http:// HTTP/1.1\r\nhost: x\r\n\r\n',
  ]) {
    const heard = await new Promise<string>((resolve, reject) => {
      const chunks: Buffer[] = [];
      const socket = connect(Number(port), hostname, () => socket.end(bytes));
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      socket.once('error', reject);
      socket.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
  }
  expect(await journal(running)).toHaveLength(before);
});

test('which environment is meant at a host for both is told by the key', async () => {
  for (const [key, environment] of [
    ['live_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM', 'production'],
    ['test_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM', 'sandbox'],
  ] as const) {
    await askBy(proxy, {
      host: 'api.mollie.com',
      path: '/v2/payments',
      headers: { authorization: `Bearer ${key}` },
      tls: { ca },
    });
    expect((await journal(running)).at(-1)).toMatchObject({ environment });
  }
});

test('a proxy with credentials lets nobody through without them, or with others', async () => {
  const url = guarded.simulator.proxyUrl ?? '';
  const wrong = { 'proxy-authorization': `Basic ${Buffer.from('shop:guess').toString('base64')}` };
  for (const headers of [{}, wrong, { 'proxy-authorization': 'Bearer a-password-for-the-proxy' }]) {
    const refused = await connectBy(url, 'api.stripe.com:443', headers);
    expect(refused).toMatchObject({ status: 407, headers: expect.stringContaining('Proxy-Authenticate: Basic') });
    expect((await journal(guarded)).at(-1)).toMatchObject({ connection: { event: 'proxy_refused' } });
  }
  const kept = JSON.stringify(await journal(guarded));
  for (const secret of ['guess', 'a-password-for-the-proxy']) expect(kept).not.toContain(secret);
  const letIn = await connectBy(url, 'sandbox.assay.internal:443', right);
  expect('status' in letIn).toBe(false);
  if (!('status' in letIn)) letIn.destroy();
});

test('an environment that nobody can connect to cannot be reached through the proxy either', async () => {
  await running.control.ask('PUT', '/environments/testing/outage', { body: {} });
  await expect(
    askBy(proxy, { host: 'testing.assay.internal', path: '/v1/connection', tls: { ca } }),
  ).resolves.toMatchObject({ status: 0 });
  await running.control.ask('DELETE', '/environments/testing/outage');
  await expect(
    askBy(proxy, { host: 'testing.assay.internal', path: '/v1/connection', tls: { ca } }),
  ).resolves.toMatchObject({ status: 401 });
});

test('a client that does not trust the authority is journaled, and has asked for nothing', async () => {
  const before = (await journal(running)).length;
  await expect(askBy(proxy, { host: 'pay.example', path: '/untrusted' })).rejects.toThrow(/certificate/);
  const entries = (await journal(running)).slice(before);
  expect(entries.every(({ connection }) => connection?.event === 'tls_failed')).toBe(true);
});

test('nothing was logged', () => expect([...running.logged, ...guarded.logged]).toEqual([]));
