import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { signedRequest } from '../src/payments/request-signature.ts';
import type { Via } from '../src/platform/dispatchers.ts';
import { type HttpRequest, httpClient, type Sent } from '../src/platform/http-client.ts';
import { instant } from '../src/shop/ids.ts';
import { type Identity, newIdentity } from './identity.ts';
import { type Answered, type ProviderProgram, startProvider } from './provider-program.ts';
import { integrationDraft, openForBusiness, placedOrder, testShop } from './shop.ts';

type Wire = components['schemas'];

const send = httpClient({ timeoutMs: 60_000 });

let provider: ProviderProgram;
beforeAll(async () => {
  provider = await startProvider('--proxy-port', '0', '--proxy-credentials', 'shop:a-password');
}, 30_000);
afterAll(() => provider.end());

type Account = Readonly<{ id: string; environment: string; secret: string; identity: Identity; signingKey: string }>;

/** A merchant account that wants a client certificate and signed requests, and what its shop has for that. */
async function account(environment: string, more: object = {}): Promise<Account> {
  const { body: merchant } = await provider.control('POST', '/merchants', { environment, name: 'Shop' });
  const { body: issued } = await provider
    .control('POST', `/merchants/${merchant.id}/activate`)
    .then(() =>
      provider.control('POST', `/merchants/${merchant.id}/credentials`, { dialect: 'generic', kind: 'api_key' }),
    );
  const identity = await newIdentity();
  const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const pem = createPublicKey(signingKey).export({ type: 'spki', format: 'pem' }).toString();
  const artefacts = `/merchants/${merchant.id}/artefacts`;
  await provider.control('POST', artefacts, { kind: 'client_certificate', pem: identity.certificate });
  await provider.control('POST', artefacts, { kind: 'public_key', pem });
  const wanted = { clientCertificate: 'required', signature: 'required', ...more };
  expect((await provider.control('PUT', `/merchants/${merchant.id}/connection-policy`, wanted)).status).toBe(200);
  return { id: String(merchant.id), environment, secret: String(issued.secret), identity, signingKey };
}

function payment(as: Account, reference: string): HttpRequest {
  const number = as.environment === 'production' ? '4539578763621486' : '4242424242424242';
  return {
    method: 'POST',
    path: '/v1/payments',
    headers: {
      Authorization: `Bearer ${as.secret}`,
      'Idempotency-Key': reference,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({
      amount: { minor: 100, currency: 'EUR' },
      captureMode: 'manual',
      reference,
      card: { number, expiryMonth: 12, expiryYear: 2030, cvc: '737' },
    }),
  };
}

let nonces = 0;

function pay(as: Account, address: string, via: Via, reference: string): Promise<Sent> {
  nonces += 1;
  const signing = { privateKey: as.signingKey, now: instant(Date.now()), nonce: `nonce-${nonces}` };
  return send(address, signedRequest(address, payment(as, reference), signing), via);
}

async function journal(query: string): Promise<readonly Answered[]> {
  const { body } = await provider.control('GET', `/journal?limit=500${query}`);
  return body.entries as Answered[];
}

/** The entries about connections that were made after so many others, once there is one; none is expected, for none. */
async function connectionsAfter(count: number): Promise<readonly Answered[]> {
  const told = async () =>
    (await journal('')).flatMap(({ connection }) => (connection ? [connection as Answered] : []));
  await expect.poll(async () => (await told()).length, { timeout: 30_000 }).toBeGreaterThan(count);
  return (await told()).slice(count);
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

type Way = Readonly<{ address: string; via: Via }>;
const authority = () => ({ authority: provider.authority });
const proxy = () => ({ address: provider.proxy, username: 'shop', password: 'a-password' });
const bad = (flaw: string) => async (): Promise<Way> => {
  const { body } = await provider.control('POST', '/bad-listeners', { environment: 'sandbox', flaw });
  return { address: String(body.url), via: authority() };
};

const ways: readonly [what: string, way: () => Promise<Way>, evidence: object | undefined][] = [
  ['a certificate that signs itself', bad('self_signed'), { event: 'bad_tls', bad: { flaw: 'self_signed', bytes: 0 } }],
  ['a certificate that is over', bad('expired'), { event: 'bad_tls', bad: { flaw: 'expired', bytes: 0 } }],
  ['a certificate of another host', bad('wrong_host'), { event: 'bad_tls', bad: { flaw: 'wrong_host', bytes: 0 } }],
  [
    'a certificate of an unknown authority',
    bad('unknown_authority'),
    { event: 'bad_tls', bad: { flaw: 'unknown_authority', bytes: 0 } },
  ],
  ['TLS 1.1', bad('tls_1_1'), { event: 'bad_tls', bad: { flaw: 'tls_1_1', bytes: 0 } }],
  ['plain HTTP', bad('plain_http'), { event: 'bad_tls', bad: { flaw: 'plain_http', bytes: 0 } }],
  [
    'an authority that the shop does not trust',
    async () => ({ address: provider.environments.sandbox?.secureUrl ?? '', via: {} }),
    { event: 'tls_failed' },
  ],
  [
    'the same behind the proxy',
    async () => ({ address: 'https://sandbox.assay.internal', via: { proxy: proxy() } }),
    // The client keeps the tunnel that it uses no more: what is told of is that the handshake does not come to an end.
    { event: 'tls_failed', host: 'sandbox.assay.internal' },
  ],
  [
    'a proxy that wants another password',
    async () => ({
      address: 'https://sandbox.assay.internal',
      via: { ...authority(), proxy: { ...proxy(), password: 'a-guess' } },
    }),
    { event: 'proxy_refused' },
  ],
  [
    'a proxy that wants a password, and is told none',
    async () => ({
      address: 'https://sandbox.assay.internal',
      via: { ...authority(), proxy: { address: provider.proxy } },
    }),
    { event: 'proxy_refused' },
  ],
  [
    'a proxy that does not go there',
    async () => ({ address: 'https://collector.example', via: { ...authority(), proxy: proxy() } }),
    { event: 'egress_refused', host: 'collector.example' },
  ],
  [
    'a proxy that is down, though the host is there',
    async () => ({
      address: provider.environments.sandbox?.secureUrl ?? '',
      via: { ...authority(), proxy: { address: `http://127.0.0.1:${await closedPort()}` } },
    }),
    // Nothing has reached anybody who could tell of it: that there is no entry at all is the evidence.
    undefined,
  ],
];
for (const [what, wayTo, evidence] of ways) {
  test(`not a byte of a payment is sent to ${what}`, async () => {
    const as = await account('sandbox');
    const before = (await journal('')).filter(({ connection }) => connection !== undefined).length;
    const { address, via } = await wayTo();
    expect(await pay(as, address, via, `bad-${as.id}`)).toEqual({ kind: 'silent', why: 'connection_lost' });
    if (evidence === undefined) {
      expect((await journal('')).filter(({ connection }) => connection !== undefined)).toHaveLength(before);
    } else expect((await connectionsAfter(before))[0]).toMatchObject(evidence);
    expect(await journal(`&merchant=${as.id}`)).toEqual([]);
  });
}

/** A second proxy, which leads to one place whatever it is asked for. */
async function anotherProxy(to: URL): Promise<Readonly<{ url: string; asked: readonly string[]; server: Server }>> {
  const asked: string[] = [];
  const server = createServer().on('connect', (request, socket, head) => {
    asked.push(request.url ?? '');
    const onwards = connect(Number(to.port), to.hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onwards.write(head);
      socket.pipe(onwards).pipe(socket);
    });
    for (const end of [socket, onwards]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}

test('no variable of the surroundings switches the look at certificates off', async () => {
  const { body } = await provider.control('POST', '/bad-listeners', { environment: 'sandbox', flaw: 'self_signed' });
  const client = fileURLToPath(new URL('../src/platform/http-client.ts', import.meta.url));
  const program = `
    const { httpClient } = await import(${JSON.stringify(client)});
    const request = { method: 'POST', path: '/v1/payments', headers: {}, body: 'a payment' };
    console.log(JSON.stringify(await httpClient({ timeoutMs: 10_000 })(process.argv[1], request)));`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', program, String(body.url)], {
    encoding: 'utf8',
    env: { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' },
  });
  expect(ended).toMatchObject({ stderr: '', stdout: '{"kind":"silent","why":"connection_lost"}\n' });
});

test('two integrations at once, with proxies, certificates, keys and environments of their own, share none of it', async () => {
  const [one, other] = [await account('sandbox', { proxy: 'required' }), await account('production')];
  const secure = provider.environments.production?.secureUrl ?? '';
  const second = await anotherProxy(new URL(secure));
  const viaOne: Via = { ...authority(), clientCertificate: one.identity, proxy: proxy() };
  const viaOther: Via = { ...authority(), clientCertificate: other.identity, proxy: { address: second.url } };
  const sent = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0
        ? pay(one, 'https://sandbox.assay.internal', viaOne, `one-${index}`)
        : pay(other, secure, viaOther, `other-${index}`),
    ),
  );
  expect(new Set(sent.map((each) => (each.kind === 'replied' ? each.reply.status : each.why)))).toEqual(new Set([201]));

  const [ofOne, ofOther] = [await journal(`&merchant=${one.id}`), await journal(`&merchant=${other.id}`)];
  const traits = (entries: readonly Answered[]) =>
    new Set(
      entries.map(({ environment, arrival, request }) =>
        JSON.stringify([
          environment,
          arrival,
          'proxy-authorization' in (request as Answered & { headers: object }).headers,
        ]),
      ),
    );
  expect([ofOne.length, ofOther.length, traits(ofOne).size, traits(ofOther).size]).toEqual([20, 20, 1, 1]);
  expect(ofOne[0]).toMatchObject({ environment: 'sandbox', arrival: { through: 'proxy' } });
  expect(ofOther[0]).toMatchObject({ environment: 'production', arrival: { through: 'port' } });
  expect(new Set(second.asked)).toEqual(new Set([new URL(secure).host]));

  // Each is refused as soon as it has one thing of the other.
  const mixed: readonly [Account, string, Via][] = [
    [one, 'https://sandbox.assay.internal', { ...viaOne, clientCertificate: other.identity }],
    [other, secure, { ...viaOther, clientCertificate: one.identity }],
    [{ ...one, signingKey: other.signingKey }, 'https://sandbox.assay.internal', viaOne],
    [{ ...other, secret: one.secret }, secure, viaOther],
  ];
  for (const [as, address, via] of mixed) {
    expect(await pay(as, address, via, 'mixed')).toMatchObject({ kind: 'replied', reply: { status: 401 } });
  }
  second.server.closeAllConnections();
  second.server.close();
});

test('an integration pays as it is set to, shows none of its secrets, and never goes past a proxy that is down', async () => {
  const as = await account('sandbox', { proxy: 'required' });
  const clock = { kind: 'frozen', at: '2026-12-01T10:00:00Z' };
  expect((await provider.control('PUT', `/merchants/${as.id}/clock`, clock)).status).toBe(200);
  const { identity, signingKey } = as;
  const connection = { ...authority(), proxy: proxy(), clientCertificate: identity, signingKey };
  const shop = await testShop({ config: { providers: new Map([['generic', 'https://sandbox.assay.internal']]) } });
  const more: Partial<Wire['IntegrationDraft']> = { credential: { kind: 'api_key', apiKey: as.secret }, connection };
  const draft = integrationDraft(more);
  const made = await openForBusiness(shop, more);
  expect(made).toMatchObject({ status: 'active', connection: { proxy: { username: 'shop', password: '…' } } });
  expect((await placedOrder(shop, made.methodId)).outcome).toMatchObject({ kind: 'action_required' });
  const entries = await journal(`&merchant=${as.id}`);
  expect(entries.map(({ operation, arrival, refusal }) => [operation, (arrival as Answered).through, refusal])).toEqual(
    [
      ['checkConnection', 'proxy', undefined],
      ['createPayment', 'proxy', undefined],
    ],
  );

  const path = `/api/integrations/${made.id}`;
  const { administrator } = shop;
  // As a form gives it back that shows what may be shown.
  const again = await administrator.get<typeof made>(200, 'PUT', path, { ...draft, connection: made.connection });
  expect(again).toMatchObject({ status: 'active' });
  const kept = await administrator.get<typeof made>(200, 'PUT', path, {
    ...integrationDraft(),
    credential: draft.credential,
  });
  expect(kept.connection).toEqual(made.connection);
  const { body: audit } = await administrator.ask('GET', '/api/audit-entries');
  for (const secret of ['PRIVATE KEY', 'a-password']) {
    expect(JSON.stringify([made, again, kept, audit, shop.logged])).not.toContain(secret);
  }

  const half: readonly [connection: object, pointer: string][] = [
    [{ proxy: { address: provider.proxy, username: 'shop' } }, '/connection/proxy/password'],
    [{ proxy: { address: provider.proxy, password: 'a-password' } }, '/connection/proxy/username'],
    [{ proxy: { address: 'proxy.example:3128' } }, '/connection/proxy/address'],
    [{ proxy: { address: 'http://shop:a-password@proxy.example' } }, '/connection/proxy/address'],
    [{ clientCertificate: { ...identity, key: signingKey } }, '/connection/clientCertificate/key'],
    [{ clientCertificate: { ...identity, certificate: 'text' } }, '/connection/clientCertificate/certificate'],
    [{ signingKey: identity.key }, '/connection/signingKey'],
    [{ authority: identity.certificate }, '/connection/authority'],
  ];
  for (const [wrong, pointer] of half) {
    const answer = await administrator.ask('PUT', path, { ...draft, connection: wrong });
    expect([answer.status, (answer.body as { errors: unknown[] }).errors[0]]).toMatchObject([400, { pointer }]);
  }

  const down = { ...connection, proxy: { address: `http://127.0.0.1:${await closedPort()}` } };
  await administrator.get(200, 'PUT', path, { ...draft, connection: down });
  const checked = await administrator.get<typeof made>(200, 'POST', `${path}/check`);
  expect(checked.check).toMatchObject({ kind: 'unknown' });
  expect(await journal(`&merchant=${as.id}`)).toHaveLength(entries.length);
  await shop.close();
});

test("an SDK's requests go the same way: by proxy, certificate and signature to the host it was written for", async () => {
  const as = await account('sandbox', { proxy: 'required' });
  const wanted = { dialect: 'stripe', kind: 'api_key' };
  const { body: issued } = await provider.control('POST', `/merchants/${as.id}/credentials`, wanted);
  const clock = { kind: 'frozen', at: '2026-12-01T10:00:00Z' };
  expect((await provider.control('PUT', `/merchants/${as.id}/clock`, clock)).status).toBe(200);
  const shop = await testShop({ config: { providers: new Map([['stripe', 'https://api.stripe.com']]) } });
  const way = { ...authority(), clientCertificate: as.identity, signingKey: as.signingKey };
  const more = { type: 'stripe', credential: { kind: 'api_key', apiKey: String(issued.secret) } } as const;
  const made = await openForBusiness(shop, { ...more, connection: { ...way, proxy: proxy() } });
  expect(made).toMatchObject({ status: 'active', check: { kind: 'agreed' } });
  expect((await placedOrder(shop, made.methodId)).outcome).toMatchObject({ kind: 'action_required' });
  const entries = await journal(`&merchant=${as.id}`);
  expect(entries.map(({ operation, arrival, refusal }) => [operation, (arrival as Answered).through, refusal])).toEqual(
    [
      ['getBalance', 'proxy', undefined],
      ['createCheckoutSession', 'proxy', undefined],
    ],
  );
  const down = { address: `http://127.0.0.1:${await closedPort()}` };
  const path = `/api/integrations/${made.id}`;
  const draft = integrationDraft({ ...more, connection: { ...way, proxy: down } });
  await shop.administrator.get(200, 'PUT', path, draft);
  const checked = await shop.administrator.get<Wire['Integration']>(200, 'POST', `${path}/check`);
  expect(checked).toMatchObject({ status: 'check_failed', check: { kind: 'unknown' } });
  expect(await journal(`&merchant=${as.id}`)).toHaveLength(entries.length);
  await shop.close();
});
