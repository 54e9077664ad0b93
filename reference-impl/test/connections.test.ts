import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { signedRequest } from '../src/payments/request-signature.ts';
import type { Via } from '../src/platform/dispatchers.ts';
import { type HttpRequest, httpClient, type Sent } from '../src/platform/http-client.ts';
import { instant } from '../src/shop/ids.ts';
import { type Identity, newIdentity } from './identity.ts';
import { type Answered, type ProviderProgram, startProvider } from './provider-program.ts';
import { anotherProxy, closedPort } from './proxies.ts';
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

/** A Payflow login of a merchant account that wants a certificate, signed requests and its proxy, with the way of its shop. */
async function payflowWay(): Promise<Readonly<{ as: Account; draft: Partial<Wire['IntegrationDraft']> }>> {
  const as = await account('sandbox', { proxy: 'required' });
  const clock = { kind: 'frozen', at: '2026-12-01T10:00:00Z' };
  expect((await provider.control('PUT', `/merchants/${as.id}/clock`, clock)).status).toBe(200);
  const wanted = { dialect: 'payflow', kind: 'oauth_client' };
  const { body } = await provider.control('POST', `/merchants/${as.id}/credentials`, wanted);
  const { publicId: vendor } = body.credential as { publicId: string };
  const login = { partner: 'PayPal', vendor, user: vendor, password: String(body.secret) };
  const credential = { kind: 'login', ...login } as const;
  const way = { ...authority(), clientCertificate: as.identity, signingKey: as.signingKey, proxy: proxy() };
  return { as, draft: { type: 'payflow', paymentAction: 'authorize', credential, connection: way } };
}

const PAYFLOW = 'https://pilot-payflowpro.paypal.com';
const payflowShop = (address = PAYFLOW) => testShop({ config: { providers: new Map([['payflow', address]]) } });

test('ENV-13, ENV-14: two Payflow integrations in turn, by card and by account, go each their own way, each by its proxy', async () => {
  const both = [await payflowWay(), await payflowWay()] as const;
  const shop = await payflowShop();
  const methods: string[][] = [];
  for (const { draft } of both) {
    const made = await openForBusiness(shop, draft);
    expect(made.status).toBe('active');
    const ids = made.methods.map(({ id }) => id);
    await shop.administrator.get(201, 'POST', '/api/payment-rules', {
      ...{ name: 'All', sortOrder: 1, currency: 'EUR', methods: ids },
    });
    methods.push(ids);
  }
  for (const kind of [0, 1]) {
    for (const ids of methods) {
      const { outcome } = await placedOrder(shop, ids[kind] ?? '');
      expect(outcome).toMatchObject({ kind: 'action_required' });
    }
  }
  for (const { as } of both) {
    const came = (await journal(`&merchant=${as.id}`)).map(({ arrival, refusal, request }) => {
      // Digits in a journal are masked.
      const [, tender] = /TENDER\[•\]=(\w)/.exec(JSON.stringify(request)) ?? [];
      return `${tender} ${(arrival as Answered).through} ${refusal ?? 'taken'}`;
    });
    expect(came).toEqual(['C proxy taken', 'C proxy taken', 'P proxy taken']);
  }

  // With one thing of the other it is nobody's.
  const [one, other] = both;
  const mixed = integrationDraft({
    ...one.draft,
    connection: { ...one.draft.connection, clientCertificate: other.as.identity },
  });
  const { id } = await shop.administrator.get<Wire['Integration']>(201, 'POST', '/api/integrations', mixed);
  const checked = await shop.administrator.get<Wire['Integration']>(200, 'POST', `/api/integrations/${id}/check`);
  expect(checked).toMatchObject({ status: 'check_failed', check: { kind: 'rejected' } });
  await shop.close();
});

test('ENV-12: half a proxy is no proxy for Payflow: it is refused at its field, and so is going past one that is down', async () => {
  const { as, draft } = await payflowWay();
  const shop = await payflowShop();
  const { administrator } = shop;
  for (const [half, pointer] of [
    [{ address: provider.proxy, username: 'shop' }, '/connection/proxy/password'],
    [{ address: 'proxy.example:3128' }, '/connection/proxy/address'],
  ] as const) {
    const body = integrationDraft({ ...draft, connection: { ...draft.connection, proxy: half } });
    const refused = await administrator.ask('POST', '/api/integrations', body);
    expect([refused.status, (refused.body as { errors: unknown[] }).errors[0]]).toMatchObject([400, { pointer }]);
  }
  const down = { ...draft.connection, proxy: { address: `http://127.0.0.1:${await closedPort()}` } };
  const body = integrationDraft({ ...draft, connection: down });
  const { id } = await administrator.get<Wire['Integration']>(201, 'POST', '/api/integrations', body);
  const checked = await administrator.get<Wire['Integration']>(200, 'POST', `/api/integrations/${id}/check`);
  expect(checked.check).toMatchObject({ kind: 'unknown' });
  expect(await journal(`&merchant=${as.id}`)).toEqual([]);
  await shop.close();
});

for (const flaw of ['self_signed', 'expired', 'wrong_host']) {
  test(`ENV-11: not a byte of a Payflow login is sent where the certificate is ${flaw}`, async () => {
    const { draft } = await payflowWay();
    const before = (await journal('')).filter(({ connection }) => connection !== undefined).length;
    const shop = await payflowShop((await bad(flaw)()).address);
    const direct = integrationDraft({ ...draft, connection: authority() });
    const { id } = await shop.administrator.get<Wire['Integration']>(201, 'POST', '/api/integrations', direct);
    const checked = await shop.administrator.get<Wire['Integration']>(200, 'POST', `/api/integrations/${id}/check`);
    expect(checked.check).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('connection lost') });
    expect((await connectionsAfter(before))[0]).toMatchObject({ event: 'bad_tls', bad: { flaw, bytes: 0 } });
    await shop.close();
  });
}
