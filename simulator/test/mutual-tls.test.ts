import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../src/engine/ids.ts';
import { selfSigned } from '../src/tls/authority.ts';
import { card, euros, expectStatus, type MerchantAccount, merchant } from './merchant-account.ts';
import { askBy } from './proxied.ts';
import { type ControlWire, DAY, type Running, START, start } from './running-simulator.ts';
import { type Identity, type SecureClient, secureClient } from './secure-client.ts';

let running: Running;
let ca: string;
const clients: SecureClient[] = [];
beforeAll(async () => {
  running = await start({
    environments: [
      { name: 'sandbox', mode: 'test', port: 0, securePort: 0 },
      { name: 'production', mode: 'live', port: 0, securePort: 0 },
    ],
    proxyPort: 0,
  });
  ca = await running.simulator.authority();
});
afterAll(async () => {
  for (const client of clients) client.close();
  await running[Symbol.asyncDispose]();
});

/** A certificate as a shop makes one for itself, good from an hour ago for so many days of the account's clock. */
function identity(days = 10, from = 0): Promise<Identity> {
  const begins = instant(running.clock.now() - 3_600_000 + from);
  return selfSigned({ names: ['shop.example'], from: begins, until: instant(begins + days * DAY) });
}

async function register(of: MerchantAccount, { certificate }: Identity): Promise<string> {
  const body = { kind: 'client_certificate', pem: certificate };
  const answer = await running.control.ask('POST', `/merchants/${of.id}/artefacts`, { body });
  return expectStatus<ControlWire['Artefact']>(answer, 201).id;
}

async function demanding(environment = 'sandbox'): Promise<MerchantAccount> {
  const account = await merchant(running, environment);
  await policy(account, { clientCertificate: 'required' });
  return account;
}

async function policy(of: MerchantAccount, body: object): Promise<void> {
  expectStatus(await running.control.ask('PUT', `/merchants/${of.id}/connection-policy`, { body }), 200);
}

function client(environment: string, shown?: Identity): SecureClient {
  const found = running.simulator.environments.find(({ name }) => name === environment);
  const made = secureClient(found?.secureUrl ?? '', ca, shown);
  clients.push(made);
  return made;
}

function pay(by: SecureClient, as: MerchantAccount, reference: string) {
  return by.ask('POST', '/v1/payments', paymentOf(as, reference));
}

function paymentOf(as: MerchantAccount, reference: string) {
  return {
    headers: {
      authorization: `Bearer ${as.secret}`,
      'idempotency-key': reference,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      amount: euros(1000),
      captureMode: 'manual',
      reference,
      ...(as.environment === 'sandbox' ? { card: card('4242424242424242') } : { card: card('4539578763621486') }),
    }),
  };
}

async function lastEntry(of: MerchantAccount): Promise<ControlWire['JournalEntry'] | undefined> {
  const { body } = await running.control.ask('GET', `/journal?merchant=${of.id}&limit=500`);
  return (body as { entries: ControlWire['JournalEntry'][] }).entries.at(-1);
}

type Shown = (account: MerchantAccount) => Promise<Identity | undefined>;

const cases: readonly [what: string, shown: Shown, refusal: string | undefined][] = [
  ['its own certificate', async (account) => registered(account, await identity()), undefined],
  ['none', async (account) => registered(account, await identity()).then(() => undefined), 'certificate_missing'],
  ['one that nobody has registered', () => identity(), 'certificate_unknown'],
  [
    'one of another account here',
    async () => registered(await merchant(running), await identity()),
    'certificate_unknown',
  ],
  [
    'one of another environment',
    async () => registered(await merchant(running, 'production'), await identity()),
    'certificate_of_another_environment',
  ],
  [
    'one that was revoked',
    async (account) => {
      const own = await identity();
      const id = await register(account, own);
      for (let twice = 0; twice < 2; twice += 1) {
        const revoked = await running.control.ask('POST', `/artefacts/${id}/revoke`);
        expect(revoked.body).toMatchObject({ id, revokedAt: expect.any(String) });
      }
      return own;
    },
    'certificate_revoked',
  ],
  ['one that is over', async (account) => registered(account, await identity(0.01)), 'certificate_expired'],
  ['one from tomorrow on', async (account) => registered(account, await identity(9, DAY)), 'certificate_not_yet_valid'],
];

async function registered(account: MerchantAccount, own: Identity): Promise<Identity> {
  await register(account, own);
  return own;
}

for (const [what, shownBy, refusal] of cases) {
  test(`a merchant account that wants a certificate is shown ${what}: ${refusal ?? 'answered'}`, async () => {
    const account = await demanding();
    const shown = await shownBy(account);
    const answer = await pay(client('sandbox', shown), account, `cert-${account.id}`);
    expect(answer.status).toBe(refusal === undefined ? 201 : 401);
    const entry = await lastEntry(account);
    expect(entry?.refusal).toBe(refusal);
    expect(entry?.crossing).toBe(refusal === 'certificate_of_another_environment');
    expect(entry?.arrival?.tls?.certificate !== undefined).toBe(shown !== undefined);
    if (refusal === undefined) return;
    expect(answer.body).toMatchObject({ type: '/problems/client-certificate-refused', status: 401 });
    const ledger = await running.control.ask('GET', `/ledger?merchant=${account.id}`);
    expect(ledger.body).toMatchObject({ payments: [] });
  });
}

test('a certificate that was good is refused from the moment on that the clock of the account passes its end', async () => {
  const account = await demanding();
  const own = await registered(account, await identity(2));
  const by = client('sandbox', own);
  expect((await pay(by, account, 'before')).status).toBe(201);
  await running.control.ask('PUT', `/merchants/${account.id}/clock`, {
    body: { kind: 'frozen', at: new Date(START + 2 * DAY).toISOString() },
  });
  expect((await pay(by, account, 'after')).body).toMatchObject({ type: '/problems/client-certificate-refused' });
  expect((await lastEntry(account))?.refusal).toBe('certificate_expired');
});

test('who comes in plain HTTP shows none, and who asks for a token has to show it as well', async () => {
  const account = await demanding();
  expect((await account.ask('GET', '/v1/connection')).status).toBe(401);
  const { body } = await running.control.ask('POST', `/merchants/${account.id}/credentials`, {
    body: { dialect: 'generic', kind: 'oauth_client' },
  });
  const issued = body as ControlWire['IssuedCredential'];
  const asked = {
    headers: {
      authorization: `Basic ${Buffer.from(`${issued.credential.publicId}:${issued.secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  };
  const own = await registered(account, await identity());
  expect((await client('sandbox').ask('POST', '/oauth/token', asked)).body).toMatchObject({ error: 'invalid_client' });
  expect((await client('sandbox', own).ask('POST', '/oauth/token', asked)).status).toBe(200);
});

test('a certificate reaches its environment through the proxy as well', async () => {
  const account = await demanding();
  const own = await registered(account, await identity());
  const { headers, body } = paymentOf(account, 'by-proxy');
  const asked = { host: 'sandbox.assay.internal', method: 'POST', path: '/v1/payments', headers, body };
  const proxy = running.simulator.proxyUrl ?? '';
  expect((await askBy(proxy, { ...asked, tls: { ca } })).status).toBe(401);
  expect((await askBy(proxy, { ...asked, tls: { ca, key: own.key, cert: own.certificate } })).status).toBe(201);
});

test('one certificate takes over from another under load, and no payment is lost', async () => {
  const account = await demanding();
  const [old, next] = [await identity(), await identity()];
  const oldId = await register(account, old);
  const byOld = client('sandbox', old);
  const statuses: number[] = [];
  const paid = async (by: SecureClient, from: number, to: number) => {
    const answers = Array.from({ length: to - from }, (_, index) => pay(by, account, `load-${from + index}`));
    for (const { status } of await Promise.all(answers)) statuses.push(status);
  };
  const before = paid(byOld, 0, 15);
  await register(account, next);
  const both = [paid(byOld, 15, 25), paid(client('sandbox', next), 25, 35)];
  await Promise.all([before, ...both]);
  await running.control.ask('POST', `/artefacts/${oldId}/revoke`);
  await paid(client('sandbox', next), 35, 40);
  expect(statuses).toEqual(Array.from({ length: 40 }, () => 201));
  expect((await pay(byOld, account, 'too-late')).status).toBe(401);
  const { body } = await running.control.ask('GET', `/ledger?merchant=${account.id}&limit=100`);
  expect((body as { payments: unknown[] }).payments).toHaveLength(40);
});

const ways: readonly [what: string, policy: object, byProxy: number, direct: number][] = [
  // what the account wants                                       by the proxy, directly
  ['the proxy', { proxy: 'required' }, 200, 403],
  ['other addresses', { addresses: ['192.0.2.0/24', '2001:db8::/32'] }, 403, 403],
  ['this address', { addresses: ['192.0.2.1', '127.0.0.0/8', '::1'] }, 200, 200],
  ['nothing', {}, 200, 200],
];
for (const [what, wanted, byProxy, direct] of ways) {
  test(`an account that wants ${what} answers ${byProxy} by the proxy and ${direct} directly`, async () => {
    const account = await merchant(running);
    await policy(account, wanted);
    const asked = {
      host: 'sandbox.assay.internal',
      path: '/v1/connection',
      headers: { authorization: `Bearer ${account.secret}` },
      tls: { ca },
    };
    expect((await askBy(running.simulator.proxyUrl ?? '', asked)).status).toBe(byProxy);
    const answer = await account.ask('GET', '/v1/connection');
    expect(answer.status).toBe(direct);
    if (direct === 200) return;
    expect(answer.body).toMatchObject({ type: '/problems/connection-not-allowed' });
    expect((await lastEntry(account))?.refusal).toBe('proxy' in wanted ? 'not_by_proxy' : 'address_not_allowed');
  });
}

test('what is wanted is shown, held against its schema, and ended', async () => {
  const account = await merchant(running);
  const path = `/merchants/${account.id}/connection-policy`;
  expect((await running.control.ask('GET', path)).body).toEqual({});
  const wanted = { clientCertificate: 'required', addresses: ['10.0.0.0/8'] };
  expect((await running.control.ask('PUT', path, { body: wanted })).body).toEqual(wanted);
  for (const addresses of [['shop.example'], ['10.0.0.0/33'], ['10.0.0.0/8/9'], []]) {
    expect((await running.control.ask('PUT', path, { body: { addresses } })).status).toBe(400);
  }
  expect((await running.control.ask('GET', path)).body).toEqual(wanted);
  expect((await running.control.ask('DELETE', path)).status).toBe(204);
  expect((await account.ask('GET', '/v1/connection')).status).toBe(200);
});

test('only keys and certificates are revoked', async () => {
  const account = await merchant(running);
  const host = await running.control.ask('POST', `/merchants/${account.id}/artefacts`, {
    body: { kind: 'callback_host', host: 'shop.example' },
  });
  const { id } = host.body as ControlWire['Artefact'];
  expect((await running.control.ask('POST', `/artefacts/${id}/revoke`)).status).toBe(409);
  expect((await running.control.ask('POST', '/artefacts/art_nobody/revoke')).status).toBe(404);
});

test('nothing was logged', () => expect(running.logged).toEqual([]));
