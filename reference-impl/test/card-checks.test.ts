import { afterEach, beforeEach, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { notify, SECRET } from './notifying.ts';
import {
  history,
  integrationDraft,
  openForBusiness,
  orderOf,
  placedOrder,
  returns,
  startedCheckout,
  type TestShop,
  testShop,
} from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;

beforeEach(async () => {
  shop = await testShop();
});

afterEach(() => shop.close());

/** An order whose customer has let a card be checked and is back, with what is told of it in one line. */
async function checked(settings: Partial<Wire['IntegrationDraft']>) {
  const { methodId, id: integrationId } = await openForBusiness(shop, settings);
  const { orderId, outcome, ...placed } = await placedOrder(shop, methodId);
  shop.provider.customer('pay_1', 'pays');
  const { headers } = await returns(shop);
  return { methodId, integrationId, orderId, ...placed, back: headers.get('location') ?? '' };
}

async function told(orderId: string): Promise<string> {
  const rows = (await history(shop, orderId)).map(
    ({ action, amount, active, successful }) =>
      `${action} ${amount.minor} ${active ? 'A' : '-'}${successful ? 'S' : '-'}`,
  );
  return [(await orderOf(shop, orderId)).paymentStatus, ...rows.toReversed()].join('; ');
}

/** What was asked of the provider, as amounts. */
function commands(): readonly string[] {
  return shop.provider.seen
    .filter(({ method, path }) => method === 'POST' && path.startsWith('/v1/payments'))
    .map(({ path, body }) => {
      const { amount, captureMode, cardOf, returnUrl } = JSON.parse(body);
      return `${path} ${amount.minor} ${captureMode}${cardOf ? ` card of ${cardOf}` : ''}${returnUrl ? ' page' : ''}`;
    });
}

const CHECK = '/v1/payments 0 manual page';

// OroCommerce's matrix of zero-amount authorization, from the order to what a sales person finds.
const MATRIX: readonly [settings: Partial<Wire['IntegrationDraft']>, told: string, asked: readonly string[]][] = [
  [{ paymentAction: 'authorize', cardCheck: 'only' }, 'pending; validate 0 AS', [CHECK]],
  [
    { paymentAction: 'authorize', cardCheck: 'then_authorize' },
    'authorized; validate 0 -S; authorize 1999 AS',
    [CHECK, '/v1/payments 1999 manual card of pay_1'],
  ],
  [
    { paymentAction: 'charge', cardCheck: 'only' },
    'full; validate 0 -S; charge 1999 -S',
    [CHECK, '/v1/payments 1999 automatic card of pay_1'],
  ],
  [
    { paymentAction: 'authorize', cardCheck: 'none' },
    'authorized; authorize 1999 AS',
    ['/v1/payments 1999 manual page'],
  ],
];
for (const [settings, wanted, asked] of MATRIX) {
  test(`${settings.paymentAction}, card check ${settings.cardCheck}: ${wanted}`, async () => {
    const { orderId } = await checked(settings);
    expect(await told(orderId)).toBe(wanted);
    expect(commands()).toEqual(asked);
  });
}

const ONLY = { paymentAction: 'authorize', cardCheck: 'only' } as const;

test('an order whose card was only checked holds nothing and says so; a sales person takes the money once', async () => {
  const { orderId, back } = await checked(ONLY);
  const page = await (await fetch(shop.url + back)).text();
  expect(page).toContain('Your order is placed; it is not paid yet.');
  const [check] = await history(shop, orderId);
  expect(check).toMatchObject({ action: 'validate', remaining: { minor: 1999 }, actions: ['capture', 'cancel'] });
  const sales = [await shop.staff('sales'), await shop.staff('sales')];
  const { cookie = '' } = sales[0]?.headers ?? {};
  const form = await fetch(`${shop.url}/admin/orders/${orderId}/capture/${check?.id}`, { headers: { cookie } });
  expect(await form.text()).toContain('Nothing is held until then');
  const path = `/api/payment-transactions/${check?.id}/capture`;
  const part = { amount: { minor: 5, currency: 'EUR' }, remaining: { minor: 1999, currency: 'EUR' } };
  expect((await sales[0]?.ask('POST', path, part))?.body).toMatchObject({ type: '/problems/operation-not-supported' });

  const taken = await Promise.all([...sales, ...sales].map((one) => one.ask('POST', path, {})));
  const ids = taken.map(({ body }) => (body as Wire['CaptureResult']).capture.id);
  expect([new Set(ids).size, new Set(taken.map(({ status }) => status))]).toEqual([1, new Set([200])]);
  expect(await told(orderId)).toBe('full; validate 0 -S; charge 1999 -S');
  expect(commands()).toEqual([CHECK, '/v1/payments 1999 automatic card of pay_1']);
  const [charge] = await history(shop, orderId);
  expect(charge).toMatchObject({ sourceId: check?.id, actions: ['refund'] });
  expect((await shop.administrator.ask('POST', path.replace('capture', 'cancel'), { note: 'x' })).status).toBe(409);
  const refund = `/api/payment-transactions/${charge?.id}/refund`;
  expect((await shop.administrator.ask('POST', refund, { note: 'Broken' })).status).toBe(200);
  expect(await told(orderId)).toBe('refunded; validate 0 -S; charge 1999 -S; refund 1999 -S');
});

test('an order whose card was only checked can be called off, once, which asks nobody and takes nothing', async () => {
  const { orderId, methodId, orderToken } = await checked(ONLY);
  const [check] = await history(shop, orderId);
  const path = `/api/payment-transactions/${check?.id}`;
  const { administrator } = shop;
  const { cookie = '' } = administrator.headers;
  const page = `${shop.url}/admin/orders/${orderId}`;
  expect(await (await fetch(page, { headers: { cookie } })).text()).toContain('Call off…');
  const form = await (await fetch(`${page}/cancel/${check?.id}`, { headers: { cookie } })).text();
  expect(form).toContain('Nothing is held');
  const before = shop.provider.seen.length;

  const wishes = ['Out of stock', 'Out of stock', 'Out of stock'];
  const done = await Promise.all(wishes.map((note) => administrator.ask('POST', `${path}/cancel`, { note })));
  expect(done.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(done.map(({ body }) => (body as Wire['OperationResult']).transaction.id)).size).toBe(1);
  expect(await told(orderId)).toBe('canceled; validate 0 -S; cancel 1999 -S');
  expect((await administrator.ask('POST', `${path}/capture`, {})).status).toBe(409);
  const again = { 'order-token': orderToken };
  expect((await shop.guest.ask('POST', `/api/orders/${orderId}/payments`, { methodId }, again)).status).toBe(409);
  await shop.administrator.ask('POST', `/api/orders/${orderId}/reconcile`);
  expect(shop.provider.seen.length).toBe(before);
  expect(await told(orderId)).toBe('canceled; validate 0 -S; cancel 1999 -S');
  const shown = await (await fetch(page, { headers: { cookie } })).text();
  expect(shown).toContain('What was to be paid with the card was called off. &quot;Out of stock&quot;');
  expect(shown).toContain('It was called off.');
});

test('what was only checked can be called off when its integration is gone', async () => {
  const { orderId, integrationId } = await checked(ONLY);
  const [check] = await history(shop, orderId);
  await shop.administrator.get(200, 'DELETE', `/api/integrations/${integrationId}`);
  expect((await history(shop, orderId))[0]?.actions).toEqual(['cancel']);
  const path = `/api/payment-transactions/${check?.id}`;
  expect((await shop.administrator.ask('POST', `${path}/cancel`, { note: 'Out of stock' })).status).toBe(200);
  expect(await told(orderId)).toBe('canceled; validate 0 -S; cancel 1999 -S');
});

test('nothing is called off while nobody knows whether its card was paid with', async () => {
  const { orderId } = await checked(ONLY);
  const [check] = await history(shop, orderId);
  const path = `/api/payment-transactions/${check?.id}`;
  const { administrator } = shop;
  shop.provider.fail('POST /v1/payments', 'lost_after');
  shop.provider.fail('GET /v1/payments', 'lost_before');
  const taking = await administrator.ask('POST', `${path}/capture`, {});
  expect(taking.body).toMatchObject({ capture: { outcome: { kind: 'unknown' } } });
  expect((await administrator.ask('POST', `${path}/cancel`, { note: 'x' })).status).toBe(409);
  expect(await told(orderId)).toBe('pending; validate 0 AS; charge 1999 A-');
  await administrator.ask('POST', `/api/orders/${orderId}/reconcile`);
  expect(await told(orderId)).toBe('full; validate 0 -S; charge 1999 -S');
});

test('a card that is declined later can be tried again, and one payment counts', async () => {
  const { orderId } = await checked(ONLY);
  const [check] = await history(shop, orderId);
  const take = () => shop.administrator.ask('POST', `/api/payment-transactions/${check?.id}/capture`, {});
  shop.provider.says.keptCards = 'is_declined';
  expect((await take()).body).toMatchObject({ capture: { outcome: { kind: 'declined' } }, paymentStatus: 'pending' });
  expect(await told(orderId)).toBe('pending; validate 0 AS; charge 1999 --');
  shop.provider.says.keptCards = 'pays';
  shop.provider.fail('POST /v1/payments', 'lost_after');
  expect((await take()).body).toMatchObject({ capture: { outcome: { kind: 'approved' } }, paymentStatus: 'full' });
  expect(shop.provider.payments.size).toBe(3);
  expect((await take()).body).toMatchObject({ paymentStatus: 'full' });
  expect(shop.provider.payments.size).toBe(3);
});

test('a card that is not good pays nothing, and neither does one that is declined right after its check', async () => {
  const { methodId } = await openForBusiness(shop, { paymentAction: 'charge', cardCheck: 'only' });
  const { orderId, orderToken } = await placedOrder(shop, methodId);
  shop.provider.customer('pay_1', 'is_declined');
  await returns(shop);
  expect(await told(orderId)).toBe('declined; validate 0 --');
  shop.provider.says.keptCards = 'is_declined';
  const again = { methodId };
  await shop.guest.ask('POST', `/api/orders/${orderId}/payments`, again, { 'order-token': orderToken });
  shop.provider.customer('pay_2', 'pays');
  await returns(shop);
  expect(await told(orderId)).toBe('declined; validate 0 --; validate 0 -S; charge 1999 --');
  shop.provider.says.keptCards = 'pays';
  await shop.guest.ask('POST', `/api/orders/${orderId}/payments`, again, { 'order-token': orderToken });
  shop.provider.customer('pay_4', 'pays');
  await returns(shop);
  expect((await orderOf(shop, orderId)).paymentStatus).toBe('full');
});

test('a notification that the card is good does what a return does, once, however often it comes', async () => {
  const settings = { paymentAction: 'charge' as const, cardCheck: 'only' as const, signingSecrets: [SECRET] };
  const { methodId, notificationUrl } = await openForBusiness(shop, settings);
  const { orderId } = await placedOrder(shop, methodId);
  shop.provider.customer('pay_1', 'pays');
  const body = JSON.stringify(shop.provider.notification('pay_1'));
  const at = new Date(shop.clock.now());
  const copies = await Promise.all([1, 2, 3].map(() => notify(notificationUrl, { body, at })));
  expect(copies.map(({ status }) => status)).toEqual([200, 200, 200]);
  await shop.app.world.background.settled();
  await returns(shop, 0);
  expect(await told(orderId)).toBe('full; validate 0 -S; charge 1999 -S');
  expect(commands()).toEqual([CHECK, '/v1/payments 1999 automatic card of pay_1']);
});

test('a check stays with the integration when it is saved otherwise, and is refused where the provider has none', async () => {
  const { administrator } = shop;
  const { id } = await openForBusiness(shop, ONLY);
  const kept = await administrator.get<Wire['Integration']>(200, 'PUT', `/api/integrations/${id}`, integrationDraft());
  expect(kept.cardCheck).toBe('only');
  const without = { ...integrationDraft(), cardCheck: 'none' };
  const off = await administrator.get<Wire['Integration']>(200, 'PUT', `/api/integrations/${id}`, without);
  expect(off.cardCheck).toBeUndefined();
  const paypal = {
    ...{ type: 'paypal', label: 'PayPal', paymentAction: 'charge', cardCheck: 'only' },
    credential: { kind: 'oauth_client', clientId: 'AClientExample', clientSecret: 'ESecretExample42' },
  };
  const refused = await administrator.ask('POST', '/api/integrations', paypal);
  expect(refused.body).toMatchObject({ errors: [{ pointer: '/cardCheck' }] });
  const { methodId } = off;
  expect((await startedCheckout(shop)).offeredMethods.map((method) => method.id)).toEqual([methodId]);
});
