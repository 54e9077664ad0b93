import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import type { Config } from '../src/config.ts';
import { type LocalProvider, localProvider } from './local-provider.ts';
import { notify, SECRET } from './notifying.ts';
import { history, openForBusiness, placedOrder, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

const closing: (() => Promise<void> | void)[] = [];
let provider: LocalProvider;
let config: Partial<Config>;

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  provider = await localProvider();
  closing.push(
    () => rmSync(folder, { recursive: true }),
    () => provider.close(),
  );
  config = { database: join(folder, 'shop.sqlite'), publicUrl: 'https://shop.example' };
});

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function started(seed: string, more: Partial<Config> = {}): Promise<TestShop> {
  const shop = await testShop({ provider, seed, config: { ...config, ...more } });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await shop.close();
    isOpen = false;
  };
  closing.push(close);
  return { ...shop, close };
}

const health = (shop: TestShop) => shop.administrator.get<Wire['Health']>(200, 'GET', '/health');

/** A shop with a hold, and with an order whose answer got lost, that has been stopped. */
async function stopped(): Promise<Readonly<{ held: Wire['PlacedOrder']; integration: Wire['Integration'] }>> {
  const shop = await testShop({ provider, seed: 'before', config });
  const integration = await openForBusiness(shop, { signingSecrets: [SECRET] });
  const held = await placedOrder(shop, integration.methodId);
  provider.customer('pay_1', 'pays');
  await shop.administrator.ask('POST', `/api/orders/${held.orderId}/reconcile`);
  provider.fail('POST /v1/payments', 'lost_after');
  provider.fail('GET /v1/payments?', 'lost_before');
  await placedOrder(shop, integration.methodId);
  await shop.close();
  provider.seen.splice(0);
  return { held, integration };
}

const MOVES: readonly (readonly [what: string, more: Partial<Config>])[] = [
  ['under another public address', { publicUrl: 'https://copy.shop.example' }],
  ['at an address drawn at each start', { publicUrl: undefined }],
  ['in another environment', { environment: 'testing', publicUrl: 'https://shop.example' }],
];
for (const [what, more] of MOVES) {
  test(`a copy ${what} sends nothing and offers nothing until a person has confirmed`, async () => {
    const { held, integration } = await stopped();
    const shop = await started('copy', more);
    await shop.app.swept;
    await shop.app.tick();
    expect(await health(shop)).toMatchObject({
      status: 'attention',
      standing: { kind: 'moved', from: { environment: 'sandbox', publicUrl: 'https://shop.example' } },
      integrations: [{ status: 'withheld' }],
    });
    const [hold] = await history(shop, held.orderId);
    await shop.administrator.ask('POST', `/api/payment-transactions/${hold?.id}/capture`);
    await shop.administrator.ask('POST', `/api/orders/${held.orderId}/reconcile`);
    await shop.administrator.ask('POST', `/api/integrations/${integration.id}/check`);
    const body = JSON.stringify(provider.notification('pay_1'));
    const address = `${shop.url}/notifications/${integration.notificationUrl.split('/').at(-1)}`;
    const notified = await notify(address, { body, at: new Date(shop.clock.now()), secret: SECRET });
    expect(notified.status).toBe(404);
    expect(provider.seen).toEqual([]);
    expect((await history(shop, held.orderId)).map(({ action }) => action)).toEqual(['authorize']);
  });
}

test('confirmed, everything goes on where it was, also after another start, and it is written down who did', async () => {
  const { held } = await stopped();
  const moved = { publicUrl: 'https://new.shop.example' };
  const shop = await started('moved', moved);
  const { cookie = '', 'csrf-token': csrf = '' } = shop.administrator.headers;
  const page = await (await fetch(`${shop.url}/admin/health`, { headers: { cookie } })).text();
  expect(page).toContain('All integrations are paused.');
  expect(page).toContain('https://shop.example');
  const form = {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body: new URLSearchParams({ csrf }),
  } as const;
  expect((await fetch(`${shop.url}/admin/deployment/confirm`, form)).status).toBe(303);
  expect(await health(shop)).toMatchObject({ status: 'ok', standing: { kind: 'at_home' } });
  const [hold] = await history(shop, held.orderId);
  await shop.administrator.get(200, 'POST', `/api/payment-transactions/${hold?.id}/capture`);
  expect(provider.payments.get('pay_1')).toMatchObject({ status: 'captured' });
  const { auditEntries } = await shop.administrator.get<{ auditEntries: Wire['AuditEntry'][] }>(
    200,
    'GET',
    '/api/audit-entries?action=deployment_confirmed',
  );
  expect(auditEntries).toMatchObject([
    {
      by: { name: 'Administrator' },
      changes: [{ field: 'publicUrl', before: 'https://shop.example', after: 'https://new.shop.example' }],
    },
  ]);
  await shop.close();
  expect(await health(await started('again', moved))).toMatchObject({ standing: { kind: 'at_home' } });
});

test('back at its old address a shop goes on by itself: nobody had confirmed the other', async () => {
  await stopped();
  const elsewhere = await started('elsewhere', { publicUrl: 'https://wrong.shop.example' });
  expect(await health(elsewhere)).toMatchObject({ standing: { kind: 'moved' } });
  await elsewhere.close();
  expect(await health(await started('back'))).toMatchObject({ standing: { kind: 'at_home' } });
});

test('what customers and guests are told says nothing about it', async () => {
  await stopped();
  const shop = await started('copy', { publicUrl: 'https://copy.shop.example' });
  expect((await shop.guest.ask('GET', '/health')).body).toEqual({ status: 'ok', environment: 'sandbox', mode: 'test' });
});

test('secrets that were typed survive a save while paused, and the check has to wait', async () => {
  const { integration } = await stopped();
  const shop = await started('copy', { publicUrl: 'https://copy.shop.example' });
  const checked = await shop.administrator.ask('POST', `/api/integrations/${integration.id}/check`);
  expect(checked.body).toMatchObject({ status: 409, type: '/problems/deployment-moved' });
  await shop.administrator.get(200, 'POST', '/api/deployment/confirm');
  expect(await shop.administrator.get(200, 'GET', `/api/integrations/${integration.id}`)).toMatchObject({
    status: 'active',
    signingSecrets: [expect.stringContaining('whsec_…')],
  });
});
