import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { integrationById } from '../src/payments/integrations.ts';
import { integrationId } from '../src/shop/ids.ts';
import { type Identity, newIdentity } from './identity.ts';
import { apiKey, openForBusiness, type TestShop, testShop } from './shop.ts';

type Integration = components['schemas']['Integration'];

let shop: TestShop;
let made: Integration;
let identity: Identity;
let authority: string;
const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

beforeAll(async () => {
  shop = await testShop();
  made = await openForBusiness(shop);
  identity = await newIdentity();
  authority = (await newIdentity('authority')).certificate;
});
afterAll(() => shop.close());

const path = () => `/admin/integrations/${made.id}`;

async function visit(): Promise<string> {
  const { cookie = '' } = shop.administrator.headers;
  return (await fetch(shop.url + path(), { headers: { cookie } })).text();
}

async function save(connection: Readonly<Record<string, string>>) {
  const { cookie = '', 'csrf-token': csrf = '' } = shop.administrator.headers;
  const common = { csrf, label: 'Card', enabled: 'yes', paymentAction: 'authorize', kind: 'api_key' };
  const body = new URLSearchParams({ ...common, apiKey: apiKey().apiKey, ...connection });
  const answer = await fetch(shop.url + path(), { method: 'POST', redirect: 'manual', headers: { cookie }, body });
  return { status: answer.status, text: await answer.text() };
}

const stored = () => shop.administrator.get<Integration>(200, 'GET', `/api/integrations/${made.id}`);

const whole = () => ({
  proxyAddress: 'http://proxy.example:3128',
  proxyUsername: 'shop',
  proxyPassword: 'planted-proxy-password',
  clientCertificate: identity.certificate,
  clientKey: identity.key,
  signingKey,
  authority,
});

test('all of a connection is entered in the form, and what comes back from the browser unchanged changes nothing', async () => {
  expect((await save(whole())).status).toBe(303);
  const first = await stored();
  expect(first.connection).toMatchObject({
    proxy: { address: 'http://proxy.example:3128', username: 'shop', password: '…' },
    clientCertificate: { key: '…' },
    signingKey: '…',
  });
  const page = await visit();
  for (const secret of ['planted-proxy-password', 'PRIVATE KEY']) expect(page).not.toContain(secret);
  expect(page).toContain('proxy.example:3128');

  const { integration } = await opened();
  // As a browser sends it: lines end in two characters.
  const lines = (text: string) => text.replaceAll('\n', '\r\n');
  const masks = { proxyPassword: '…', clientKey: '…', signingKey: '…' };
  const certificate = first.connection?.clientCertificate?.certificate ?? '';
  const back = { ...whole(), ...masks, clientCertificate: lines(certificate), authority: lines(authority) };
  expect((await save(back)).status).toBe(303);
  expect((await opened()).integration.settings).toEqual(integration.settings);
  const { text: audit } = await shop.administrator.ask('GET', '/api/audit-entries');
  for (const secret of ['planted-proxy-password', 'PRIVATE KEY']) {
    expect(audit + shop.logged.join()).not.toContain(secret);
  }
});

async function opened() {
  const found = await integrationById(shop.app.world, integrationId(made.id));
  if (found?.kind !== 'open') throw new Error('the integration is withheld');
  return found;
}

type Wrong = readonly [what: string, fields: () => Readonly<Record<string, string>>, field: string];
const none = { proxyAddress: '', proxyUsername: '', proxyPassword: '', clientCertificate: '', clientKey: '' };
const wrong: readonly Wrong[] = [
  ['a name without an address', () => ({ ...none, proxyUsername: 'shop' }), 'proxyAddress'],
  ['a name without a password', () => ({ ...whole(), proxyPassword: '' }), 'proxyPassword'],
  ['a password without a name', () => ({ ...whole(), proxyUsername: '' }), 'proxyUsername'],
  ['an address without http', () => ({ ...whole(), proxyAddress: 'proxy.example:3128' }), 'proxyAddress'],
  [
    'credentials in the address',
    () => ({ ...whole(), proxyAddress: 'http://shop:a-guess@proxy.example' }),
    'proxyAddress',
  ],
  ['a key without a certificate', () => ({ ...none, clientKey: identity.key }), 'clientCertificate'],
  ['a certificate without a key', () => ({ ...none, clientCertificate: identity.certificate }), 'clientKey'],
  ['a key of another certificate', () => ({ ...whole(), clientKey: signingKey }), 'clientKey'],
  ['a certificate that is none', () => ({ ...whole(), clientCertificate: 'text' }), 'clientCertificate'],
  ['a key that cannot sign', () => ({ ...whole(), signingKey: identity.key }), 'signingKey'],
  ['an authority that is none', () => ({ ...whole(), authority: identity.certificate }), 'authority'],
  ['more than anybody needs', () => ({ ...whole(), authority: 'x'.repeat(20_001) }), 'authority'],
];
for (const [what, fields, field] of wrong) {
  test(`${what} is refused at its field, nothing is saved and no secret comes back`, async () => {
    const before = await stored();
    const { status, text } = await save(fields());
    expect(status).toBe(422);
    expect(text).toContain(`id="${field}-error"`);
    expect(text.match(/-error"/g)).toHaveLength(2);
    for (const secret of ['planted-proxy-password', 'PRIVATE KEY']) expect(text).not.toContain(secret);
    expect(await stored()).toEqual(before);
  });
}

test('what is wrong in one field takes no mask from the others, which keep what is stored', async () => {
  const masked = (await stored()).credential;
  const apiKeyMask = masked?.kind === 'api_key' ? masked.apiKey : '';
  expect((await save({ ...whole(), apiKey: apiKeyMask })).status).toBe(303);
  const { text } = await save({ ...whole(), apiKey: apiKeyMask, proxyPassword: '' });
  expect(text).toContain(`value="${apiKeyMask}"`);
  expect((await save({ ...whole(), proxyPassword: '' })).text).not.toContain(apiKey().apiKey);
});

test('emptied fields connect directly, and the connection has to be checked again', async () => {
  expect((await save(whole())).status).toBe(303);
  await save({ ...none, signingKey: '', authority: '' });
  const now = await stored();
  expect([now.connection, now.status]).toEqual([undefined, 'unchecked']);
});

test('what a method can do is told by page and API alike', async () => {
  expect((await stored()).capabilities).toEqual([
    'validate',
    'charge',
    'authorize',
    'capture',
    'partial_capture',
    'cancel',
    'refund',
    'partial_refund',
    're_authorize',
  ]);
  expect(await visit()).toContain('take money at once; hold it until it is captured; capture a hold; capture a part');
});
