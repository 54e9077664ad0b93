import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { card, euros, merchant } from './merchant-account.ts';
import { type ControlWire, type Running, start } from './running-simulator.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-tls-'));
const database = join(folder, 'data', 'simulator.sqlite');
let running: Running;
let authority: string;
beforeAll(async () => {
  running = await start({
    environments: [
      { name: 'sandbox', mode: 'test', port: 0, securePort: 0 },
      { name: 'production', mode: 'live', port: 0, securePort: 0 },
    ],
    database,
    names: { 'pay.shop.example': 'sandbox' },
  });
  authority = await (await fetch(`${running.control.url}/ca.pem`)).text();
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

type Asked = Readonly<{ status: number | undefined; body: string; certificate: X509Certificate | undefined }>;

/** One HTTPS request to the sandbox, trusting the installation's authority and nobody else. */
function ask(options: RequestOptions & Readonly<{ body?: string }>, environment = 'sandbox'): Promise<Asked> {
  const found = running.simulator.environments.find(({ name }) => name === environment);
  const { hostname, port } = new URL(found?.secureUrl ?? '');
  return new Promise((resolve, reject) => {
    const request = httpsRequest({ host: hostname, port, path: '/about', ca: authority, agent: false, ...options });
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      const certificate = 'getPeerX509Certificate' in response.socket ? peerOf(response.socket) : undefined;
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString('utf8'), certificate }),
      );
    });
    request.once('error', reject);
    request.end(options.body);
  });
}

function peerOf(socket: object): X509Certificate | undefined {
  return 'getPeerX509Certificate' in socket && typeof socket.getPeerX509Certificate === 'function'
    ? socket.getPeerX509Certificate()
    : undefined;
}

test('the authority is kept beside the database, its key for the eyes of its owner alone, and never told', async () => {
  expect(statSync(`${database}.ca.key`).mode & 0o777).toBe(0o600);
  expect(readFileSync(`${database}.ca.key`, 'utf8')).toContain('PRIVATE KEY');
  expect(readFileSync(`${database}.ca.pem`, 'utf8')).toBe(authority);
  expect(authority).not.toContain('PRIVATE KEY');
  const certificate = new X509Certificate(authority);
  expect({ ca: certificate.ca, subject: certificate.subject }).toEqual({
    ca: true,
    subject: expect.stringMatching(/^CN=Assay development CA [0-9a-f]{8}$/),
  });
});

test('the program prints the certificate that is kept, and makes one where there is none', () => {
  const print = (file: string) =>
    spawnSync(process.execPath, [fileURLToPath(new URL('../src/main.ts', import.meta.url)), 'ca', '--database', file], {
      encoding: 'utf8',
      timeout: 15_000,
    });
  expect(print(database)).toMatchObject({ status: 0, stdout: authority, stderr: '' });
  const fresh = join(folder, 'fresh', 'simulator.sqlite');
  const made = print(fresh);
  expect(new X509Certificate(made.stdout).ca).toBe(true);
  expect(made.stdout).not.toBe(authority);
  expect(existsSync(fresh)).toBe(false);
});

test('an environment is told of with its secure address, and a payment is made there', async () => {
  const { body } = await running.control.ask('GET', '/environments');
  expect(body).toMatchObject({ environments: running.simulator.environments.map((one) => ({ ...one })) });
  const shop = await merchant(running);
  const { status, body: paid } = await ask({
    method: 'POST',
    path: '/v1/payments',
    headers: {
      authorization: `Bearer ${shop.secret}`,
      'idempotency-key': 'by-https',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      amount: euros(1999),
      captureMode: 'manual',
      reference: 'order-1',
      card: card('4242424242424242'),
    }),
  });
  expect({ status, body: JSON.parse(paid) }).toMatchObject({ status: 201, body: { status: 'authorized' } });
  const entries = await journal(`merchant=${shop.id}`);
  expect(entries.map(({ arrival }) => arrival)).toEqual([{ through: 'port', tls: { protocol: 'TLSv1.3' } }]);
});

async function journal(query: string): Promise<readonly ControlWire['JournalEntry'][]> {
  const { body } = await running.control.ask('GET', `/journal?${query}`);
  return (body as { entries: ControlWire['JournalEntry'][] }).entries;
}

const names: readonly [name: string, shown: string][] = [
  // asked for                       the certificate's first name
  ['api.stripe.com', 'api.stripe.com'],
  ['acme-checkout-live.adyenpayments.com', 'acme-checkout-live.adyenpayments.com'],
  ['pay.shop.example', 'pay.shop.example'],
  ['production.assay.internal', 'production.assay.internal'],
];
for (const [name, shown] of names) {
  test(`whoever asks for ${name} is shown a certificate for it`, async () => {
    const { certificate } = await ask({ servername: name, headers: { host: name } });
    expect(certificate?.checkHost(shown)).toBe(shown);
    expect(certificate?.verify(new X509Certificate(authority).publicKey)).toBe(true);
  });
}

test('whoever asks for any other name is shown none for it', async () => {
  await expect(ask({ servername: 'api.elsewhere.example' })).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
});

test('a client that does not trust the authority asks for nothing', async () => {
  await expect(ask({ ca: [], path: '/untrusted' })).rejects.toThrow(/certificate/);
  expect(await journal('path=/untrusted')).toEqual([]);
});

test('a client that goes away once it has seen the certificate is journaled', async () => {
  const { hostname, port } = new URL(running.simulator.environments[0]?.secureUrl ?? '');
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), ca: authority }, () => socket.end());
    socket.resume();
    socket.once('error', reject);
    socket.once('close', () => resolve());
  });
  const why = 'The client has sent nothing over the secure connection.';
  // The end of a connection is seen at either side by itself.
  let found: ControlWire['JournalEntry'] | undefined;
  for (let attempt = 0; attempt < 200 && found === undefined; attempt += 1) {
    found = (await journal('environment=sandbox')).find(({ connection }) => connection?.why === why);
  }
  expect(found?.connection).toMatchObject({ event: 'tls_failed', address: '127.0.0.1' });
});

test('a handshake that comes to nothing is journaled with what was said', async () => {
  await expect(ask({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).rejects.toThrow();
  const entries = await journal('environment=sandbox');
  expect(entries).toContainEqual(
    expect.objectContaining({
      dialect: 'none',
      arrival: { through: 'port' },
      connection: expect.objectContaining({
        event: 'tls_failed',
        why: expect.stringContaining('unsupported protocol'),
      }),
    }),
  );
});

test('the authority of a simulator that forgets is another each time', async () => {
  const pems: string[] = [];
  for (let count = 0; count < 2; count += 1) {
    await using other = await start({ environments: [{ name: 'a', mode: 'test', port: 0, securePort: 0 }] });
    pems.push(await (await fetch(`${other.control.url}/ca.pem`)).text());
  }
  expect(pems[0]).not.toBe(pems[1]);
});

test('an outage lets nobody in by HTTPS either', async () => {
  await running.control.ask('PUT', '/environments/production/outage', { body: { connections: 1 } });
  await expect(ask({}, 'production')).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
  await expect(ask({}, 'production')).resolves.toMatchObject({ status: expect.any(Number) });
});
