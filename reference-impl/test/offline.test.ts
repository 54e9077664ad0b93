import { afterEach, beforeEach, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { history, openForBusiness, orderOf, returns, startedCheckout, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;
let check: Wire['OfflineMethod'];

beforeEach(async () => {
  shop = await testShop();
  const settings = { type: 'check_money_order' as const, payTo: 'Assay Ltd', sendTo: 'Markt 1, Frankfurt' };
  check = await made({ label: 'Check', settings });
});

afterEach(() => shop.close());

/** A way to pay, offered in euros. */
async function made(draft: object): Promise<Wire['OfflineMethod']> {
  const { administrator } = shop;
  const method = await administrator.get<Wire['OfflineMethod']>(201, 'POST', '/api/offline-methods', draft);
  const rule = { name: method.label, sortOrder: 1, currency: 'EUR', methods: [method.methodId] };
  await administrator.get(201, 'POST', '/api/payment-rules', rule);
  return method;
}

async function ordered(): Promise<Wire['PlacedOrder']> {
  const { id } = await startedCheckout(shop);
  return shop.guest.get(201, 'POST', `/api/checkouts/${id}/place`, { methodId: check.methodId });
}

/** The transactions of an order in one line, newest first. */
async function told(orderId: string): Promise<string> {
  const rows = await history(shop, orderId);
  const flags = ({ active, successful }: Wire['PaymentTransaction']) => (active ? 'A' : '-') + (successful ? 'S' : '-');
  return rows.map((row) => `${row.action} ${row.amount.minor} ${flags(row)}`).join(', ');
}

function does(transaction: string, what: string, body?: object) {
  return shop.administrator.ask('POST', `/api/payment-transactions/${transaction}/${what}`, body ?? {});
}

const eur = (minor: number) => ({ minor, currency: 'EUR' });

test('an order by check is promised, billed, paid in two parts and paid back, and no provider hears of it', async () => {
  const { orderId, outcome, paymentStatus, orderToken } = await ordered();
  expect([outcome.kind, paymentStatus]).toEqual(['approved', 'pending']);
  const [pledge] = await history(shop, orderId);
  expect(pledge).toMatchObject({ action: 'pending', actions: ['capture', 'cancel', 'invoice'], remaining: eur(1999) });
  expect(await (await fetch(`${shop.url}/orders/${orderToken}`)).text()).toContain('out to Assay Ltd and send it to');
  const id = pledge?.id ?? '';

  expect((await does(id, 'invoice')).body).toMatchObject({ paymentStatus: 'invoiced' });
  expect((await does(id, 'invoice')).status).toBe(200);
  expect(await told(orderId)).toBe('invoice 1999 AS, pending 1999 AS');

  const part = { amount: eur(999), remaining: eur(1999) };
  expect((await does(id, 'capture', part)).status).toBe(200);
  expect((await does(id, 'capture', part)).status).toBe(200);
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'invoiced', paid: eur(999), due: eur(1000) });
  expect((await does(id, 'capture', part)).body).toMatchObject({ paymentStatus: 'invoiced' });
  expect((await does(id, 'capture', { amount: eur(1001), remaining: eur(1000) })).body).toMatchObject({ status: 422 });

  expect((await does(id, 'capture')).body).toMatchObject({ paymentStatus: 'full' });
  expect(await told(orderId)).toBe('capture 1000 -S, capture 999 -S, invoice 1999 -S, pending 1999 -S');
  const [last] = await history(shop, orderId);
  expect((await does(last?.id ?? '', 'refund', { note: 'broken' })).body).toMatchObject({
    paymentStatus: 'refunded_partially',
  });
  expect(shop.provider.seen).toEqual([]);
});

test('what is still to come can be called off, once, and by two people at once', async () => {
  const { orderId } = await ordered();
  const [pledge] = await history(shop, orderId);
  const id = pledge?.id ?? '';
  const both = await Promise.all([does(id, 'cancel', { note: 'gone' }), does(id, 'cancel', { note: 'gone' })]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(await told(orderId)).toBe('cancel 1999 -S, pending 1999 -S');
  expect((await orderOf(shop, orderId)).paymentStatus).toBe('canceled');
  expect((await does(id, 'capture')).body).toMatchObject({ status: 409, type: '/problems/wrong-state' });
});

test('after a declined card the customer pays by check after all, once', async () => {
  const { methodId } = await openForBusiness(shop);
  const { id } = await startedCheckout(shop);
  const placed = await shop.guest.get<Wire['PlacedOrder']>(201, 'POST', `/api/checkouts/${id}/place`, { methodId });
  shop.provider.customer('pay_1', 'is_declined');
  await returns(shop);
  const token = { 'order-token': placed.orderToken };
  const again = () =>
    shop.guest.ask('POST', `/api/orders/${placed.orderId}/payments`, { methodId: check.methodId }, token);
  const answers = await Promise.all([again(), again()]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(await told(placed.orderId)).toBe('pending 1999 AS, authorize 1999 --');
});

test('renewing is not for what nobody holds, and a bill is not for what is over', async () => {
  const { orderId } = await ordered();
  const [pledge] = await history(shop, orderId);
  const id = pledge?.id ?? '';
  expect((await does(id, 'reauthorize', { authorizationReference: 'x' })).status).toBe(409);
  await does(id, 'capture');
  expect((await does(id, 'invoice')).status).toBe(409);
});

test('a deleted way to pay leaves its rules, and what was promised by it can still be captured', async () => {
  const { orderId } = await ordered();
  const path = `/api/offline-methods/${check.id}`;
  const page = await fetch(`${shop.url}/admin/offline-methods/${check.id}/delete`, {
    headers: { cookie: shop.administrator.headers.cookie ?? '' },
  });
  expect(await page.text()).toContain('these payment rules lose it: Check (nothing is left)');
  const { changedPaymentRules } = await shop.administrator.get<{ changedPaymentRules: Wire['PaymentRule'][] }>(
    200,
    'DELETE',
    path,
  );
  expect(changedPaymentRules).toMatchObject([{ name: 'Check', enabled: false, methods: [] }]);
  expect((await startedCheckout(shop)).offeredMethods).toEqual([]);
  const [pledge] = await history(shop, orderId);
  expect((await does(pledge?.id ?? '', 'capture')).body).toMatchObject({ paymentStatus: 'full' });
});

test('switched off it is not offered, and says why; its kind stays what it is', async () => {
  const path = `/api/offline-methods/${check.id}`;
  const draft = { label: 'Check', enabled: false, settings: check.settings };
  await shop.administrator.get(200, 'PUT', path, draft);
  const { id, offeredMethods } = await startedCheckout(shop);
  expect(offeredMethods).toEqual([]);
  const refused = await shop.guest.ask('POST', `/api/checkouts/${id}/place`, { methodId: check.methodId });
  expect(refused.body).toMatchObject({ type: '/problems/method-not-offered' });
  const why = await shop.administrator.get<Wire['Explanation']>(200, 'GET', `/api/checkouts/${id}/payment-methods`);
  expect(why.rules[0]?.methods[0]?.reason).toContain('It is switched off.');
  const other = { ...draft, settings: { type: 'payment_term' } };
  expect((await shop.administrator.ask('PUT', path, other)).body).toMatchObject({ status: 400 });
});
