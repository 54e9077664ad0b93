import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { type LocalPayPal, localPayPal } from './local-paypal.ts';
import { history, integrationDraft, placedOrder, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

const DRAFT = {
  type: 'paypal',
  label: 'PayPal',
  enabled: true,
  paymentAction: 'charge',
  credential: { kind: 'oauth_client', clientId: 'AClientExample', clientSecret: 'ESecretExample42' },
} as const;
const OURS = 'MERCHANT00001';
const THEIRS = 'MERCHANT00002';

let paypal: LocalPayPal;
let shop: TestShop;
let path: string;
let methodId: string;

beforeAll(async () => {
  paypal = await localPayPal();
  shop = await testShop({
    config: {
      providers: new Map([
        ['paypal', paypal.url],
        ['generic', paypal.url],
      ]),
    },
  });
  const made = await shop.administrator.get<Wire['Integration']>(201, 'POST', '/api/integrations', DRAFT);
  ({ methodId } = made);
  path = `/api/integrations/${made.id}`;
  await shop.administrator.get(200, 'POST', `${path}/check`);
  const rule = { name: 'Rule', sortOrder: 1, currency: 'EUR', methods: [methodId] };
  await shop.administrator.get(201, 'POST', '/api/payment-rules', rule);
});
afterAll(async () => {
  await shop.close();
  await paypal.close();
});

/** What the shop has asked PayPal for besides looking. */
const asked = () => paypal.seen.filter(({ path: to }) => /\/(authorize|capture)$/.test(to)).length;

/** What becomes of an order that the customer approves for whoever is paid then. */
async function paid(payee?: string): Promise<Wire['Outcome'] | undefined> {
  const { orderId } = await placedOrder(shop, methodId);
  const { reference = '' } = (await history(shop, orderId))[0] ?? {};
  paypal.approve(reference, payee);
  await shop.administrator.get(200, 'POST', `/api/orders/${orderId}/reconcile`);
  return (await history(shop, orderId))[0]?.outcome;
}

test('whom PayPal names first is paid, and nobody else: an order that pays another account is left alone', async () => {
  expect(await paid()).toEqual({ kind: 'approved' });
  const before = asked();
  const mismatch = { kind: 'mismatch', about: 'account', expected: OURS, found: THEIRS };
  expect(await paid(THEIRS)).toEqual(mismatch);
  expect(asked()).toBe(before);
});

test("the account that the integration names is paid, and an order that PayPal makes for somebody else's is for a person", async () => {
  const saved = await shop.administrator.get<Wire['Integration']>(200, 'PUT', path, { ...DRAFT, account: OURS });
  expect(saved).toMatchObject({ account: OURS, status: 'active' });
  expect(await paid()).toEqual({ kind: 'approved' });
  paypal.says.merchantId = THEIRS;
  const placed = await placedOrder(shop, methodId);
  expect(placed.outcome).toMatchObject({ kind: 'mismatch', about: 'account', expected: OURS, found: THEIRS });
  paypal.says.merchantId = OURS;
});

test('the account stays when it is left out, goes when it is empty, and is only for providers that name it', async () => {
  const { administrator } = shop;
  await administrator.get(200, 'PUT', path, { ...DRAFT, account: OURS });
  expect(await administrator.get(200, 'PUT', path, DRAFT)).toMatchObject({ account: OURS });
  const audit = await administrator.ask('GET', '/api/audit-entries?action=integration_changed');
  expect(audit.text).toContain(`"field":"account","after":"${OURS}"`);
  expect(await administrator.get(200, 'PUT', path, { ...DRAFT, account: '' })).not.toHaveProperty('account');
  const refused = await administrator.ask('POST', '/api/integrations', integrationDraft({ account: OURS }));
  expect(refused.body).toMatchObject({ status: 400, errors: [{ pointer: '/account' }] });
});
