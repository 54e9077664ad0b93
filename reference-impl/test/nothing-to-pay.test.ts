import { afterEach, beforeEach, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { history, openForBusiness, orderOf, startedCheckout, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;

beforeEach(async () => {
  shop = await testShop();
});

afterEach(() => shop.close());

async function checkout(): Promise<Wire['Checkout']> {
  const { guest } = shop;
  const cart = await guest.get<Wire['Cart']>(201, 'POST', '/api/carts', { currency: 'EUR' });
  await guest.get(200, 'PUT', `/api/carts/${cart.id}/lines/sample-streak`, { quantity: 2 });
  const billingAddress = { name: 'Ada', street: 'Markt 5', city: 'Frankfurt', postalCode: '60311', country: 'DE' };
  return guest.get(201, 'POST', '/api/checkouts', { cartId: cart.id, email: 'ada@example.com', billingAddress });
}

test('an order that costs nothing is placed without a method, asks no provider, and twice is once', async () => {
  await openForBusiness(shop);
  const before = shop.provider.seen.length;
  const { id, offeredMethods } = await checkout();
  expect(offeredMethods).toEqual([]);
  const placed = await shop.guest.get<Wire['PlacedOrder']>(201, 'POST', `/api/checkouts/${id}/place`, {});
  expect(placed).toMatchObject({ outcome: { kind: 'approved' }, paymentStatus: 'pending' });
  const again = await shop.guest.get<Wire['PlacedOrder']>(200, 'POST', `/api/checkouts/${id}/place`, {});
  expect(again.orderId).toBe(placed.orderId);
  expect(await history(shop, placed.orderId)).toEqual([]);
  expect(await orderOf(shop, placed.orderId)).toMatchObject({
    total: { minor: 0 },
    due: { minor: 0 },
    unresolved: false,
  });
  await shop.administrator.get(200, 'POST', `/api/orders/${placed.orderId}/reconcile`);
  expect(shop.provider.seen).toHaveLength(before);
  expect(await (await fetch(`${shop.url}/orders/${placed.orderToken}`)).text()).toContain('There is nothing to pay.');
  const page = { headers: { cookie: shop.administrator.headers.cookie ?? '' } };
  expect((await fetch(`${shop.url}/admin/orders/${placed.orderId}`, page)).status).toBe(200);
});

test('an order that costs something needs a method', async () => {
  await openForBusiness(shop);
  const { id } = await startedCheckout(shop);
  const answer = await shop.guest.ask('POST', `/api/checkouts/${id}/place`, {});
  expect(answer.body).toMatchObject({ status: 400, errors: [{ pointer: '/methodId' }] });
});
