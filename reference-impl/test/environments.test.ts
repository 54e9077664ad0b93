import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import type { Integration } from '../src/payments/integration.ts';
import { ask } from '../src/payments/perform.ts';
import { vault } from '../src/payments/vault.ts';
import { seededRandom } from '../src/platform/random.ts';
import { instant, integrationId } from '../src/shop/ids.ts';
import { type LocalProvider, localProvider } from './local-provider.ts';
import {
  apiKey,
  history,
  integrationDraft,
  KEY,
  openForBusiness,
  placedOrder,
  returns,
  type TestShop,
  testShop,
} from './shop.ts';

type Wire = components['schemas'];

const closing: (() => Promise<void> | void)[] = [];
let folder: string;
let provider: LocalProvider;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shop-'));
  provider = await localProvider({ environment: 'production', mode: 'live' });
  closing.push(
    () => rmSync(folder, { recursive: true }),
    () => provider.close(),
  );
});

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const database = () => join(folder, 'live.sqlite');
const LIVE = { environment: 'production', mode: 'live' } as const;

/** A live shop whose provider must see nothing unless a test says so. */
async function liveShop(more: Parameters<typeof testShop>[0] = {}): Promise<TestShop> {
  const shop = await testShop({ provider, config: { ...LIVE, database: database(), ...more?.config }, seed: 'live' });
  closing.push(() => shop.close());
  return shop;
}

function inDatabase<T>(work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(database());
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const FOREIGN: readonly (readonly [what: string, credential: Wire['Credential']])[] = [
  ['an API key', apiKey('sandbox')],
  ['a client id', { kind: 'oauth_client', clientId: 'gci_sandbox_aA1', clientSecret: 'gcs_production_bB2' }],
  ['a client secret', { kind: 'oauth_client', clientId: 'gci_production_aA1', clientSecret: 'gcs_sandbox_bB2' }],
];

describe('saving by the API', () => {
  for (const [what, credential] of FOREIGN) {
    test(`${what} of the sandbox is refused in a live shop before anything is sent`, async () => {
      const shop = await liveShop();
      const refused = await shop.administrator.ask('POST', '/api/integrations', integrationDraft({ credential }));
      expect(refused).toMatchObject({
        status: 409,
        body: {
          type: '/problems/environment-mismatch',
          deploymentEnvironment: 'production',
          foundEnvironment: 'sandbox',
        },
      });
      expect(refused.text).not.toContain('SeCrEt');
      expect(provider.seen).toEqual([]);
      const { integrations } = await shop.administrator.get<{ integrations: unknown[] }>(
        200,
        'GET',
        '/api/integrations',
      );
      expect(integrations).toEqual([]);
    });
  }

  test('it is refused just so when a good integration is changed, which stays as it was', async () => {
    const shop = await liveShop();
    const { id } = await openForBusiness(shop, { credential: apiKey('production') });
    const seen = provider.seen.length;
    const changed = await shop.administrator.ask('PUT', `/api/integrations/${id}`, integrationDraft());
    expect(changed.body).toMatchObject({ type: '/problems/environment-mismatch' });
    expect(await shop.administrator.get(200, 'GET', `/api/integrations/${id}`)).toMatchObject({ status: 'active' });
    expect(provider.seen).toHaveLength(seen);
  });

  test('an address other than the deployment has is refused', async () => {
    const shop = await liveShop();
    const draft = integrationDraft({ credential: apiKey('production'), address: 'https://sandbox.pay.example' });
    const refused = await shop.administrator.ask('POST', '/api/integrations', draft);
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/address-mismatch' } });
    expect(provider.seen).toEqual([]);
  });

  test('a credential that names no environment is refused', async () => {
    const shop = await liveShop();
    const credential = { kind: 'api_key', apiKey: 'sk_live_something' } as const;
    const refused = await shop.administrator.ask('POST', '/api/integrations', integrationDraft({ credential }));
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/credential-undeclared' } });
  });
});

test('saving by the form: refused with both environments named, and the secret is not in the page', async () => {
  const shop = await liveShop();
  const { cookie = '', 'csrf-token': csrf = '' } = shop.administrator.headers;
  const fields = {
    csrf,
    label: 'Card',
    enabled: 'yes',
    paymentAction: 'charge',
    kind: 'api_key',
    apiKey: 'gsk_sandbox_SeCrEt42',
  };
  const answer = await fetch(`${shop.url}/admin/integrations/new`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams(fields),
  });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toContain('&quot;production&quot;');
  expect(page).toContain('&quot;sandbox&quot;');
  expect(page).not.toContain('SeCrEt42');
  expect(provider.seen).toEqual([]);
});

test('the form of another provider asks for what that gives out, and refuses a key of the other mode', async () => {
  const shop = await liveShop();
  const { cookie = '', 'csrf-token': csrf = '' } = shop.administrator.headers;
  const path = `${shop.url}/admin/integrations/new?type=stripe`;
  const form = await (await fetch(path, { headers: { cookie } })).text();
  expect(form).toContain('Starts with sk_live_');
  expect(form).not.toMatch(/name="(kind|clientId|clientSecret)"/);
  const send = (apiKey: string) => {
    const fields = { csrf, label: 'Stripe', enabled: 'yes', paymentAction: 'charge', apiKey };
    const init = {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    } as const;
    return fetch(path, init);
  };
  for (const key of ['sk_test_SeCrEtSeCrEt42', 'rk_test_SeCrEtSeCrEt42', 'pk_live_SeCrEtSeCrEt42']) {
    const refused = await send(key);
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain('id="apiKey-error"');
    expect(page).not.toContain('SeCrEt42');
  }
  expect(provider.seen).toEqual([]);
  const saved = await send('rk_live_SeCrEtSeCrEt42');
  expect([saved.status, saved.headers.get('location')]).toEqual([303, expect.stringContaining('notice=saved')]);
  const [integration] = (await shop.administrator.get<{ integrations: unknown[] }>(200, 'GET', '/api/integrations'))
    .integrations;
  expect(integration).toMatchObject({ type: 'stripe', credential: { kind: 'api_key', apiKey: 'rk_live_…Et42' } });
});

describe('a database row', () => {
  /** Makes a sandbox shop with an integration, and gives its row. */
  async function sandboxRow() {
    const sandbox = await testShop({ config: { database: join(folder, 'sandbox.sqlite') }, seed: 'sandbox' });
    closing.push(() => sandbox.close());
    await openForBusiness(sandbox);
    const db = new DatabaseSync(join(folder, 'sandbox.sqlite'));
    const row = db.prepare('select * from integrations').get();
    db.close();
    return row ?? {};
  }

  type Row = Awaited<ReturnType<typeof sandboxRow>>;

  function insert(row: Row): void {
    inDatabase((db) => {
      const { number: _, ...columns } = row;
      const names = Object.keys(columns);
      const sql = `insert into integrations (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
      db.prepare(sql).run(...Object.values(columns));
    });
  }

  async function expectWithheld(shop: TestShop, reason: RegExp): Promise<void> {
    const { administrator } = shop;
    const { integrations } = await administrator.get<{ integrations: Wire['Integration'][] }>(
      200,
      'GET',
      '/api/integrations',
    );
    expect(integrations).toMatchObject([{ status: 'withheld', reason: expect.stringMatching(reason) }]);
    expect(integrations[0]).not.toHaveProperty('credential');
    const health = await administrator.get<Wire['Health']>(200, 'GET', '/health');
    expect(health).toMatchObject({
      status: 'attention',
      integrations: [{ status: 'withheld', reason: expect.stringMatching(reason) }],
    });
    const rule = { name: 'R', sortOrder: 1, currency: 'EUR', methods: [integrations[0]?.methodId] };
    await administrator.get(201, 'POST', '/api/payment-rules', rule);
    const cart = await shop.guest.get<Wire['Cart']>(201, 'POST', '/api/carts', { currency: 'EUR' });
    await shop.guest.get(200, 'PUT', `/api/carts/${cart.id}/lines/loupe`, { quantity: 1 });
    const billingAddress = { name: 'A', street: 'A 1', city: 'B', postalCode: '1', country: 'DE' };
    const draft = { cartId: cart.id, email: 'a@b.example', billingAddress };
    expect(await shop.guest.get(201, 'POST', '/api/checkouts', draft)).toMatchObject({ offeredMethods: [] });
    const checked = await administrator.ask('POST', `/api/integrations/${integrations[0]?.id}/check`);
    expect(checked.status).toBe(409);
    expect(provider.seen).toEqual([]);
  }

  test('copied from the sandbox shop is withheld, and staff are told why', async () => {
    const shop = await liveShop();
    insert(await sandboxRow());
    await expectWithheld(shop, /"production".*"sandbox"/);
  });

  test('copied and renamed does not decrypt, although both shops have the same key', async () => {
    const shop = await liveShop();
    insert({ ...(await sandboxRow()), environment: 'production' });
    await expectWithheld(shop, /cannot be decrypted/);
  });

  test('copied, renamed and sealed anew by somebody with the key is withheld by its credential', async () => {
    const shop = await liveShop();
    const row = await sandboxRow();
    const { open, seal } = vault(KEY, seededRandom('thief'));
    const id = String(row.id);
    if (!(row.sealed instanceof Uint8Array)) throw new Error('nothing sealed');
    const text = open(row.sealed, { integrationId: id, environment: 'sandbox' }) ?? '';
    const settings = { ...JSON.parse(text), address: provider.url };
    const sealed = Buffer.from(seal(JSON.stringify(settings), { integrationId: id, environment: 'production' }));
    insert({ ...row, environment: 'production', sealed });
    await expectWithheld(shop, /API key belongs to "sandbox"/);
  });

  test('of a live integration whose provider has another address now is withheld until it is saved again', async () => {
    const before = await testShop({ provider, config: { ...LIVE, database: database() }, seed: 'before' });
    const { id } = await openForBusiness(before, { credential: apiKey('production') });
    await before.close();
    const elsewhere = await localProvider({ environment: 'production', mode: 'live' });
    closing.push(() => elsewhere.close());
    const shop = await liveShop({ config: { providers: new Map([['generic', elsewhere.url]]) } });
    expect(await shop.administrator.get(200, 'GET', `/api/integrations/${id}`)).toMatchObject({ status: 'withheld' });
    expect(elsewhere.seen).toEqual([]);
  });
});

describe('before every call', () => {
  const integration: Integration = {
    id: integrationId('integration_forged'),
    type: 'generic',
    environment: 'production',
    accessId: 'forged',
    label: 'Forged',
    enabled: true,
    check: { kind: 'unchecked' },
    createdAt: instant(0),
    updatedAt: instant(0),
    version: 1,
    settings: { address: '', credential: apiKey('production'), paymentAction: 'charge', signingSecrets: [] },
  };
  const request = { method: 'GET', path: '/v1/connection', headers: {} } as const;

  const FORGED: readonly (readonly [what: string, forge: (url: string) => Integration])[] = [
    [
      'a credential of the sandbox',
      (address) => ({ ...integration, settings: { ...integration.settings, address, credential: apiKey('sandbox') } }),
    ],
    [
      'a row of the sandbox',
      (address) => ({ ...integration, environment: 'sandbox', settings: { ...integration.settings, address } }),
    ],
    [
      'another address',
      () => ({ ...integration, settings: { ...integration.settings, address: 'https://pay.example' } }),
    ],
  ];

  for (const [what, forge] of FORGED) {
    test(`${what} sends nothing, even if it had got that far`, async () => {
      const shop = await liveShop();
      const answer = await ask(shop.app.world, forge(provider.url), request, () => ({ kind: 'read' as const }));
      expect(answer.kind).toBe('withheld');
      expect(provider.seen).toEqual([]);
    });
  }
});

const SAYS: readonly (readonly [what: string, says: Partial<LocalProvider['says']>, check: string])[] = [
  ['another environment', { environment: 'sandbox' }, 'disagreed'],
  ['another mode', { mode: 'test' }, 'disagreed'],
  ['a suspended merchant', { status: 'suspended' }, 'merchant_not_active'],
];

for (const [what, says, kind] of SAYS) {
  test(`a connection check that tells of ${what} keeps the integration from becoming active`, async () => {
    const shop = await liveShop();
    Object.assign(provider.says, says);
    const { status, check, reason } = await openForBusiness(shop, { credential: apiKey('production') });
    expect({ status, kind: check.kind }).toEqual({ status: 'check_failed', kind });
    expect(reason).toBe(check.reason);
    expect(await shop.administrator.get(200, 'GET', '/health')).toMatchObject({ status: 'attention' });
  });
}

test('a check that agreed counts for its own credential only', async () => {
  const shop = await liveShop();
  const { id } = await openForBusiness(shop, { credential: apiKey('production') });
  const other = { kind: 'api_key', apiKey: 'gsk_production_another' } as const;
  const changed = await shop.administrator.get<Wire['Integration']>(
    200,
    'PUT',
    `/api/integrations/${id}`,
    integrationDraft({ credential: other }),
  );
  expect(changed).toMatchObject({ status: 'unchecked', check: { kind: 'unchecked' } });
  const masked = await shop.administrator.get<Wire['Integration']>(200, 'GET', `/api/integrations/${id}`);
  const again = { type: 'generic', label: 'Renamed', paymentAction: 'charge', credential: masked.credential };
  await shop.administrator.get(200, 'POST', `/api/integrations/${id}/check`);
  const renamed = await shop.administrator.get<Wire['Integration']>(200, 'PUT', `/api/integrations/${id}`, again);
  expect(renamed).toMatchObject({ status: 'active', label: 'Renamed', credential: { apiKey: '…' } });
  await shop.administrator.get(200, 'POST', `/api/integrations/${id}/check`);
  expect(provider.seen.at(-1)?.headers.authorization).toBe('Bearer gsk_production_another');
});

test('a hold of another environment is neither captured nor asked about', async () => {
  const shop = await liveShop();
  const { methodId } = await openForBusiness(shop, { credential: apiKey('production') });
  const { orderId } = await placedOrder(shop, methodId);
  provider.customer('pay_1', 'pays');
  await returns(shop);
  inDatabase((db) => {
    const changed = db.prepare(
      `update payment_transactions set environment = 'sandbox', document = json_set(document, '$.environment', 'sandbox', '$.mode', 'test')`,
    );
    expect(changed.run().changes).toBe(1);
  });
  const [hold] = await history(shop, orderId);
  const seen = provider.seen.length;
  const refused = await shop.administrator.ask('POST', `/api/payment-transactions/${hold?.id}/capture`);
  expect(refused).toMatchObject({
    status: 409,
    body: { type: '/problems/environment-mismatch', deploymentEnvironment: 'production', foundEnvironment: 'sandbox' },
  });
  await shop.administrator.get(200, 'POST', `/api/orders/${orderId}/reconcile`);
  expect(provider.seen).toHaveLength(seen);
});

test('tokens are kept apart by integration and by credential', async () => {
  const shop = await liveShop();
  const client = (secret: string) =>
    ({ kind: 'oauth_client', clientId: 'gci_production_aA1', clientSecret: `gcs_production_${secret}` }) as const;
  const { id } = await openForBusiness(shop, { credential: client('one') });
  await openForBusiness(shop, { credential: client('one'), label: 'Second' });
  const exchanges = () => provider.seen.filter(({ path }) => path === '/oauth/token').length;
  expect(exchanges()).toBe(2);
  await shop.administrator.get(200, 'PUT', `/api/integrations/${id}`, integrationDraft({ credential: client('two') }));
  await shop.administrator.get(200, 'POST', `/api/integrations/${id}/check`);
  expect(exchanges()).toBe(3);
  await shop.administrator.get(200, 'POST', `/api/integrations/${id}/check`);
  expect(exchanges()).toBe(3);
  expect([...shop.app.world.tokens.keys()].every((key) => key.startsWith('production '))).toBe(true);
});
