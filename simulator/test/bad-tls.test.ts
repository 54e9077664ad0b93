import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectStatus, merchant } from './merchant-account.ts';
import { type ControlWire, type Running, start } from './running-simulator.ts';

let running: Running;
let ca: string;
beforeAll(async () => {
  running = await start();
  ca = await (await fetch(`${running.control.url}/ca.pem`)).text();
});
afterAll(async () => running[Symbol.asyncDispose]());

type Listener = ControlWire['BadListener'];

async function open(flaw: Listener['flaw']): Promise<Listener> {
  const body = { environment: 'sandbox', flaw };
  return expectStatus(await running.control.ask('POST', '/bad-listeners', { body }), 201);
}

/** Asks as a shop does that trusts the authority; the status, or the code of what it stumbled over. */
function ask(
  url: string,
  secret: string,
  options: RequestOptions = {},
  request = httpsRequest,
): Promise<number | string> {
  const headers = { authorization: `Bearer ${secret}` };
  return new Promise((resolve) => {
    const asked = request(`${url}/v1/connection`, { agent: false, ca, headers, ...options }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    asked.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end();
  });
}

/** The one entry about a connection to this kind of listener, once the connection has ended. */
async function evidence(flaw: string, count: number): Promise<readonly ControlWire['JournalEntry'][]> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const { body } = await running.control.ask('GET', '/journal?environment=sandbox&limit=500');
    const entries = (body as { entries: ControlWire['JournalEntry'][] }).entries.filter(
      ({ connection }) => connection?.bad?.flaw === flaw,
    );
    if (entries.length >= count) return entries;
  }
  throw new Error(`the journal tells of fewer than ${count} connections`);
}

const flaws: readonly [flaw: Listener['flaw'], careful: string, careless: RequestOptions][] = [
  // what is wrong     what a careful client says                   how a careless one looks away
  ['self_signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', { rejectUnauthorized: false }],
  ['expired', 'CERT_HAS_EXPIRED', { rejectUnauthorized: false }],
  ['wrong_host', 'ERR_TLS_CERT_ALTNAME_INVALID', { rejectUnauthorized: false }],
  ['unknown_authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', { rejectUnauthorized: false }],
  ['tls_1_1', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }],
];
for (const [flaw, careful, careless] of flaws) {
  test(`${flaw}: a careful client sends nothing and is told ${careful}; a careless one is found out`, async () => {
    const account = await merchant(running);
    const { id, url } = await open(flaw);
    const said = await ask(url, account.secret);
    expect(flaw === 'tls_1_1' ? /SSL|EPROTO/.test(String(said)) : said).toBe(flaw === 'tls_1_1' ? true : careful);
    const [first] = await evidence(flaw, 1);
    expect(first).toMatchObject({
      environment: 'sandbox',
      dialect: 'none',
      connection: { event: 'bad_tls', bad: { flaw, handshake: 'failed', bytes: 0 } },
    });

    expect(await ask(url, account.secret, careless)).toBe(200);
    const [, second] = await evidence(flaw, 2);
    expect(second?.connection?.bad).toMatchObject({ flaw, handshake: 'completed' });
    expect(second?.connection?.bad?.bytes).toBeGreaterThan(100);
    const { body } = await running.control.ask('GET', `/journal?merchant=${account.id}`);
    expect((body as { entries: unknown[] }).entries).toMatchObject([{ operation: 'checkConnection' }]);
    const listed = (await running.control.ask('GET', '/bad-listeners')).body as ControlWire['BadListeners'];
    expect(listed.listeners.find((listener) => listener.id === id)).toMatchObject({
      connections: 2,
      open: 0,
      completed: 1,
    });
  });
}

test('plain_http: a client of HTTPS sends nothing, and one that speaks plain HTTP is found out', async () => {
  const account = await merchant(running);
  const { url } = await open('plain_http');
  expect(await ask(url, account.secret)).toMatch(/SSL|EPROTO/);
  const [first] = await evidence('plain_http', 1);
  expect(first?.connection?.bad).toEqual({ flaw: 'plain_http', handshake: 'none', bytes: 0 });
  expect(await ask(url.replace('https:', 'http:'), account.secret, {}, httpRequest)).toBe(200);
  const [, second] = await evidence('plain_http', 2);
  expect(second?.connection?.bad?.bytes).toBeGreaterThan(100);
});

test('a listener that is closed answers nobody, and there are at most twenty', async () => {
  const { body: before } = await running.control.ask('GET', '/bad-listeners');
  for (const { id } of (before as ControlWire['BadListeners']).listeners) {
    expect((await running.control.ask('DELETE', `/bad-listeners/${id}`)).status).toBe(204);
  }
  const opened = await Promise.all(
    Array.from({ length: 21 }, () =>
      running.control.ask('POST', '/bad-listeners', { body: { environment: 'sandbox', flaw: 'plain_http' } }),
    ),
  );
  expect(opened.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 20 }, () => 201), 409]);
  const [{ id, url }] = opened.map(({ body }) => body as Listener) as [Listener];
  expect((await running.control.ask('DELETE', `/bad-listeners/${id}`)).status).toBe(204);
  expect(await ask(url, 'nobody')).toBe('ECONNREFUSED');
  expect((await running.control.ask('DELETE', `/bad-listeners/${id}`)).status).toBe(404);
});

test('what is no flaw, and what is no environment, is refused', async () => {
  const ask = (body: object) => running.control.ask('POST', '/bad-listeners', { body });
  expect((await ask({ environment: 'sandbox', flaw: 'none' })).status).toBe(400);
  expect((await ask({ environment: 'nowhere', flaw: 'expired' })).status).toBe(422);
});

test('nothing was logged', () => expect(running.logged).toEqual([]));
