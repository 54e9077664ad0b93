import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { settingsKeyFile } from '../src/store/settings-key.ts';
import { notify } from './notifying.ts';
import { history, openForBusiness, PASSWORD, placedOrder, returns, type TestShop, testShop } from './shop.ts';

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const SECRET = 'PlAnTeD5EcReT0123456789';
const CUSTOMER_PASSWORD = 'PlAnTeDpAsSwOrD42';
const WRONG_SECRET = 'WrOnG5EcReT0123456789';
const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 'PlAnTeDsIgNiNg').toString('base64')}`;
const EARLIER_SECRET = `whsec_${Buffer.alloc(32, 'EaRlIeRsIgNiNg').toString('base64')}`;
const SECRET_OF_NOBODY = `whsec_${Buffer.alloc(32, 'NoBoDy').toString('base64')}`;
const STRIPE_KEY = 'sk_test_PlAnTeDsTrIpEkEy0123';
// Of PayPal's shape, which says neither whose it is nor what it is for.
const PAYPAL_SECRET = 'ELPlAnTeDpAyPaLsEcReT0123';
// Chosen by a person, with something in it that could be taken for how all of them begin.
const PAYFLOW_PASSWORD = 'planted_payflow_PlAnTeDpAyFlOw0123';
const STRIPE_SIGNING_SECRET = 'whsec_PlAnTeDsTrIpEsIgNiNg0123';
const credential = {
  kind: 'oauth_client',
  clientId: 'gci_sandbox_plantedid',
  clientSecret: `gcs_sandbox_${SECRET}`,
} as const;

/** Everything a member of the staff or a customer can read, by API and pages. */
async function everythingShown(
  shop: TestShop,
  order: Awaited<ReturnType<typeof placedOrder>>,
  [integrationId = '', ...others]: readonly string[],
): Promise<string> {
  const { cookie = '' } = shop.administrator.headers;
  const [hold] = await history(shop, order.orderId);
  const paths = [
    '/health',
    '/api/deployment',
    '/api/users',
    '/api/audit-entries',
    '/api/deployment/standing',
    '/api/integrations',
    `/api/integrations/${integrationId}`,
    '/api/payment-rules',
    '/api/pricing',
    '/api/customers',
    '/api/offline-methods',
    `/api/orders/${order.orderId}/payment-methods`,
    '/api/orders',
    `/api/orders/${order.orderId}`,
    `/api/orders/${order.orderId}/payment-transactions`,
    `/api/orders/${order.orderId}/notifications`,
    `/api/integrations/${integrationId}/notifications`,
    '/',
    '/cart',
    `/api/orders/${order.orderId}/timeline`,
    '/admin/orders',
    '/admin/orders?text=ada',
    '/admin/exports/orders.csv',
    '/api/settlement-reports',
    '/admin/settlements',
    '/admin/exports/payments.csv',
    `/admin/orders/${order.orderId}`,
    ...['capture', 'cancel', 'refund', 'reauthorize'].map(
      (path) => `/admin/orders/${order.orderId}/${path}/${hold?.id}`,
    ),
    '/admin/integrations',
    `/admin/integrations/${integrationId}`,
    `/admin/integrations/${integrationId}/delete`,
    ...others.map((id) => `/admin/integrations/${id}`),
    '/admin/integrations/new',
    '/admin/integrations/new?type=stripe',
    '/admin/integrations/new?type=paypal',
    '/admin/payment-rules',
    '/admin/payment-methods?currency=EUR',
    `/admin/orders/${order.orderId}/payment-methods`,
    '/admin/pricing',
    '/admin/customers',
    '/admin/offline-methods/new',
    '/account',
    '/account/new',
    '/account/forgotten',
    '/admin/forgotten',
    '/admin/users',
    `/admin/users/${shop.app.world.random.id('nobody')}`,
    '/admin/audit',
    '/admin/health',
    `/orders/${order.orderToken}`,
    '/nothing',
  ];
  const answers = await Promise.all(paths.map((path) => fetch(shop.url + path, { headers: { cookie } })));
  const texts = await Promise.all(
    answers.map(async (answer) => `${answer.headers.getSetCookie().join()} ${await answer.text()}`),
  );
  expect(texts).toHaveLength(paths.length);
  return texts.join('\n');
}

test('planted secrets are in no answer, page, log line or byte of the database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const shop = await testShop({ config: { database: join(folder, 'shop.sqlite') } });
  closing.push(() => shop.close());
  const account = { email: 'ada@example.com', password: CUSTOMER_PASSWORD };
  await shop.guest.ask('POST', '/api/customers', { ...account, name: 'Ada' });
  const { body: signedIn } = await shop.guest.ask('POST', '/api/customer-session', account);
  const { customerToken } = signedIn as { customerToken: string };
  await shop.guest.ask('POST', '/api/customer-password-reset', { email: account.email });
  await shop.app.world.background.settled();
  const [mail] = shop.app.world.mailing.outbox?.mails() ?? [];
  const resetToken = /\/account\/password\/(\w+)/.exec(mail?.text ?? '')?.[1] ?? '';
  const wrongly = { token: `${resetToken}x`, password: CUSTOMER_PASSWORD };
  expect((await shop.guest.ask('POST', '/api/customer-password', wrongly)).status).toBe(410);
  const signingSecrets = [SIGNING_SECRET, EARLIER_SECRET];
  const { id, methodId, notificationUrl } = await openForBusiness(shop, { credential, signingSecrets });
  shop.provider.fail('POST /v1/payments', 'lost_after');
  const order = await placedOrder(shop, methodId);
  shop.provider.customer('pay_1', 'pays');
  const body = JSON.stringify(shop.provider.notification('pay_1'));
  const at = new Date(shop.clock.now());
  expect((await notify(notificationUrl, { body, at, secret: EARLIER_SECRET })).status).toBe(200);
  expect((await notify(notificationUrl, { body, at, secret: SECRET_OF_NOBODY })).status).toBe(401);
  await shop.app.world.background.settled();
  await returns(shop);
  const throughStripe = {
    ...{ type: 'stripe', label: 'Stripe', paymentAction: 'charge' },
    credential: { kind: 'api_key', apiKey: STRIPE_KEY },
    signingSecrets: [STRIPE_SIGNING_SECRET],
  };
  const { id: stripeId } = await shop.administrator.get<{ id: string }>(
    201,
    'POST',
    '/api/integrations',
    throughStripe,
  );
  const throughPayPal = {
    ...{ type: 'paypal', label: 'PayPal', paymentAction: 'charge', signingSecrets: ['1JE4291016473214C'] },
    credential: { kind: 'oauth_client', clientId: 'AExample', clientSecret: PAYPAL_SECRET },
  };
  const { id: paypalId } = await shop.administrator.get<{ id: string }>(
    201,
    'POST',
    '/api/integrations',
    throughPayPal,
  );
  const throughPayflow = {
    ...{ type: 'payflow', label: 'Payflow', paymentAction: 'charge' },
    credential: { kind: 'login', partner: 'PayPal', vendor: 'acme', user: 'acme', password: PAYFLOW_PASSWORD },
  };
  const { id: payflowId } = await shop.administrator.get<{ id: string }>(
    201,
    'POST',
    '/api/integrations',
    throughPayflow,
  );
  // Things that go wrong are where secrets slip out.
  shop.provider.refuse('GET /v1/connection', 401, 'credential-revoked');
  const failures = [
    await shop.administrator.ask('POST', `/api/integrations/${id}/check`),
    await shop.administrator.ask('POST', '/api/integrations', {
      ...{ type: 'generic', label: 'Wrong', paymentAction: 'authorize' },
      credential: { ...credential, clientSecret: `gcs_production_${WRONG_SECRET}` },
    }),
    await shop.administrator.ask('POST', '/api/integrations', { credential: { ...credential, kind: SECRET } }),
    await shop.administrator.ask('PUT', `/api/integrations/${id}`, {
      ...{ type: 'generic', label: 'Card', paymentAction: 'authorize', credential },
      signingSecrets: [WRONG_SECRET],
    }),
    await shop.guest.ask('POST', '/api/session', { email: 'administrator@shop.example', password: WRONG_SECRET }),
    // Who answers there is not Stripe.
    await shop.administrator.ask('POST', `/api/integrations/${stripeId}/check`),
    await shop.administrator.ask('POST', `/api/integrations/${paypalId}/check`),
    await shop.administrator.ask('POST', `/api/integrations/${payflowId}/check`),
    await shop.administrator.ask('POST', '/api/integrations', {
      ...throughStripe,
      credential: { kind: 'api_key', apiKey: `sk_live_${WRONG_SECRET}` },
    }),
  ];
  await shop.administrator.ask('POST', `/api/integrations/${id}/check`);

  const token = shop.provider.seen
    .map(({ headers }) => headers.authorization ?? '')
    .findLast((sent) => sent.startsWith('Bearer '));
  const session = shop.administrator.headers.cookie?.split('=')[1] ?? '';
  const keys = [SIGNING_SECRET, EARLIER_SECRET].map((secret) => secret.replace('whsec_', ''));
  const secrets = [
    SECRET,
    ...[STRIPE_KEY, STRIPE_SIGNING_SECRET].map((secret) => secret.slice(secret.lastIndexOf('_') + 1)),
    PAYPAL_SECRET,
    ...['planted_payflow', PAYFLOW_PASSWORD.slice(PAYFLOW_PASSWORD.lastIndexOf('_') + 1)],
    Buffer.from(`AExample:${PAYPAL_SECRET}`).toString('base64'),
    WRONG_SECRET,
    PASSWORD,
    CUSTOMER_PASSWORD,
    customerToken,
    resetToken,
    token?.replace('Bearer ', '') ?? '',
    session,
    ...keys,
  ];
  expect(secrets.every((secret) => secret.length > 8)).toBe(true);

  const shown =
    (await everythingShown(shop, order, [id, stripeId, paypalId, payflowId])) +
    failures.map(({ text }) => text).join('\n');
  const logged = shop.logged.join('\n');
  const stored = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file)).toString('latin1'))
    .join('\n');
  expect(stored).toContain(order.orderNumber);
  for (const secret of secrets) {
    expect(shown.includes(secret)).toBe(false);
    expect(logged.includes(secret)).toBe(false);
    expect(stored.includes(secret)).toBe(false);
  }
  const targets = shop.provider.seen.map(({ path }) => path).join('\n');
  for (const secret of secrets) expect(targets.includes(secret)).toBe(false);
  expect(shown).toContain('gcs_sandbox_…6789');
  for (const mask of ['sk_test_…0123', 'whsec_…0123']) expect(shown).toContain(mask);
  const asked = shop.provider.seen.find(({ path }) => path === '/v1/balance');
  expect(asked?.headers.authorization).toBe(`Bearer ${STRIPE_KEY}`);
  expect(shop.provider.seen.some(({ path }) => path === '/v1/oauth2/token')).toBe(true);
  expect(shop.provider.seen.some(({ body }) => body.includes(PAYFLOW_PASSWORD))).toBe(true);
  expect(shown).toContain(`whsec_…${SIGNING_SECRET.slice(-4)}`);
});

test('the provider gets a secret in headers only, and never a card', async () => {
  const shop = await testShop();
  closing.push(() => shop.close());
  const { methodId } = await openForBusiness(shop, { credential });
  await placedOrder(shop, methodId);
  for (const { path, body } of shop.provider.seen) expect(`${path} ${body}`).not.toContain(SECRET);
  const sent = shop.provider.seen.find(({ method, path }) => method === 'POST' && path === '/v1/payments');
  expect(Object.keys(JSON.parse(sent?.body ?? '{}')).toSorted()).toEqual([
    'amount',
    'captureMode',
    'description',
    'metadata',
    'reference',
    'returnUrl',
  ]);
});

test('a key file is made for its owner alone, once, and a spoiled one is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'keys', 'shop.key');
  const key = settingsKeyFile(path, () => Buffer.alloc(32, 3));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(settingsKeyFile(path, () => Buffer.alloc(32, 4))).toEqual(key);
  const spoiled = join(folder, 'spoiled.key');
  expect(() => settingsKeyFile(spoiled, () => Buffer.alloc(3))).toThrow('does not hold 64 hexadecimal digits');
});
