import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { SEARCH_ORDERS_MAX } from '../src/history/order-search.ts';
import { instant } from '../src/shop/ids.ts';
import { placedOrderOf } from './samples.ts';
import { commandsSeen, openForBusiness, placedOrder, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;
const placed: Wire['PlacedOrder'][] = [];

beforeAll(async () => {
  shop = await testShop();
  const { methodId } = await openForBusiness(shop, { paymentAction: 'charge' });
  // One a day: paid, declined, and one in yen that waits for its customer.
  for (const [index, currency] of ['EUR', 'EUR', 'JPY'].entries()) {
    if (index > 0) shop.clock.advance(24 * 60 * 60 * 1000);
    placed.push(await placedOrder(shop, methodId, currency));
  }
  shop.provider.customer('pay_1', 'pays');
  shop.provider.customer('pay_2', 'is_declined');
  shop = { ...shop, administrator: await shop.signIn('administrator@shop.example', 'correct horse battery staple') };
  await shop.administrator.get(200, 'POST', '/api/reconcile');
});
afterAll(() => shop.close());

const number = (index: number) => placed[index]?.orderNumber ?? '';
async function found(query: string): Promise<readonly string[]> {
  const { orders } = await shop.administrator.get<{ orders: Wire['Order'][] }>(200, 'GET', `/api/orders?${query}`);
  return orders.map((order) => order.number);
}

test('orders are found by part of their number or address, by status, currency and day', async () => {
  const [one, two, three] = [number(0), number(1), number(2)];
  expect(await found('')).toEqual([three, two, one]);
  expect(await found(`text=${one.slice(2).toLowerCase()}`)).toEqual([one]);
  expect(await found('text=ADA%40example')).toEqual([three, two, one]);
  expect(await found('text=%25')).toEqual([]);
  expect(await found('text=_')).toEqual([]);
  expect(await found('paymentStatus=full')).toEqual([one]);
  expect(await found('paymentStatus=declined')).toEqual([two]);
  expect(await found('paymentStatus=pending&limit=1')).toEqual([three]);
  expect(await found('currency=JPY')).toEqual([three]);
  expect(await found('from=2026-12-02T00:00:00Z&until=2026-12-03T00:00:00Z')).toEqual([two]);
  expect(await found('currency=EUR&paymentStatus=pending')).toEqual([]);
});

test('what cannot be looked for is refused', async () => {
  for (const query of [
    'paymentStatus=won',
    'currency=euro',
    'currency=XXZ',
    'from=monday',
    `text=${'x'.repeat(101)}`,
    'text=',
  ]) {
    expect((await shop.administrator.ask('GET', `/api/orders?${query}`)).status, query).toBe(400);
  }
});

async function page(path: string): Promise<Readonly<{ status: number; type: string; text: string }>> {
  const { cookie = '' } = shop.administrator.headers;
  const answer = await fetch(shop.url + path, { headers: { cookie } });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

test('the page searches with the same words, keeps them in its form and its links, and escapes them', async () => {
  const { text } = await page(`/admin/orders?text=${number(0)}&status=full&from=2026-12-01&until=2026-12-01`);
  expect(text).toContain(number(0));
  expect(text).not.toContain(number(1));
  expect(text).toContain(`/admin/exports/orders.csv?text=${number(0)}&amp;status=full&amp;from=2026-12-01`);
  const odd = await page('/admin/orders?text=%22%3E%3Cscript%3E&status=nonsense&from=x&cursor=x');
  expect(odd).toMatchObject({ status: 200, text: expect.stringContaining('No order fits.') });
  expect(odd.text).not.toContain('<script>');
});

test('orders go out as CSV, as many as were found, and it is written down who took them', async () => {
  const { text, type } = await page('/admin/exports/orders.csv?currency=EUR');
  expect(type).toBe('text/csv; charset=utf-8');
  expect(text.split('\r\n')).toEqual([
    'Order,Placed,Customer,Currency,Total,Paid,Due,Payment status',
    `${number(1)},2026-12-02T10:00:00.000Z,ada@example.com,EUR,19.99,0.00,19.99,Payment declined`,
    `${number(0)},2026-12-01T10:00:00.000Z,ada@example.com,EUR,19.99,19.99,0.00,Paid in full`,
    '',
  ]);
  const { auditEntries } = await shop.administrator.get<{ auditEntries: Wire['AuditEntry'][] }>(
    200,
    'GET',
    '/api/audit-entries?action=exported',
  );
  expect(auditEntries).toMatchObject([{ about: { label: 'orders.csv' }, changes: [{ after: 'currency=EUR' }] }]);
});

test("the payment history goes out with OroCommerce's columns in its order, amounts in the currency's own digits", async () => {
  const [head = '', yen = '', ...rest] = (await page('/admin/exports/payments.csv')).text.split('\r\n');
  expect(head).toBe(
    'Order,Id,Payment method,Type,Amount,Currency,Successful,Active,Created,Updated,Reference,Environment,Made by',
  );
  expect(yen).toMatch(/,Card,charge,\d+,JPY,no,yes,2026-12-03T10:00:00.000Z,.*,pay_3,sandbox,shop$/);
  expect(rest.map((line) => line.split(',').slice(3, 8).join(' '))).toEqual([
    'charge 19.99 EUR no no',
    'charge 19.99 EUR yes no',
    '',
  ]);
});

test('the timeline of an order tells who wanted what', async () => {
  const [captured] = placed;
  const { id } = (
    await shop.administrator.get<{ paymentTransactions: Wire['PaymentTransaction'][] }>(
      200,
      'GET',
      `/api/orders/${captured?.orderId}/payment-transactions`,
    )
  ).paymentTransactions[0] ?? { id: '' };
  await shop.administrator.get(200, 'POST', `/api/payment-transactions/${id}/refund`, { note: 'Scratched' });
  const path = `/api/orders/${captured?.orderId}/timeline`;
  const { happenings } = await shop.administrator.get<{ happenings: Wire['Happening'][] }>(200, 'GET', path);
  expect(happenings.map(({ text, by }) => (by === undefined ? text : `${by}: ${text}`))).toEqual([
    'The order was placed, for EUR 19.99.',
    'EUR 19.99 was to be taken with Card.',
    'EUR 19.99 was taken.',
    'Administrator (administrator): EUR 19.99 was to be returned. "Scratched"',
    'EUR 19.99 was returned to the customer.',
  ]);
  expect((await page(`/admin/orders/${captured?.orderId}`)).text).toContain('EUR 19.99 was returned to the customer.');
});

test('a search by status ends, however many orders there are, and asks nobody', async () => {
  const { world } = shop.app;
  const before = commandsSeen(shop).length;
  for (let index = 0; index <= SEARCH_ORDERS_MAX; index += 1) {
    const order = { ...placedOrderOf(`bulk-${index}`), placedAt: instant(index) };
    await world.orders.place(order, undefined);
  }
  const first = await shop.administrator.get<{ orders: unknown[]; nextCursor?: string }>(
    200,
    'GET',
    '/api/orders?paymentStatus=declined&limit=100',
  );
  expect(first).toMatchObject({ orders: [], nextCursor: expect.any(String) });
  expect((await page('/admin/orders?status=declined')).text).toContain('1000 orders were looked at.');
  expect(await found(`paymentStatus=declined&limit=100&cursor=${first.nextCursor}`)).toEqual([number(1)]);
  expect(commandsSeen(shop)).toHaveLength(before);
  const { text } = await page('/admin/exports/orders.csv');
  expect(text.split('\r\n')).toHaveLength(SEARCH_ORDERS_MAX + 1 + 3 + 2);
});
