import { afterEach, beforeEach, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import {
  commandsSeen,
  history,
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

/** Transactions in one line, newest first: `capture approved, authorize approved`. */
async function inOneLine(orderId: string): Promise<string> {
  return (await history(shop, orderId)).map(({ action, outcome }) => `${action} ${outcome.kind}`).join(', ');
}

test('authorize, return, capture: one payment and one capture at the provider, the order paid in full', async () => {
  const { methodId } = await openForBusiness(shop);
  const order = await placedOrder(shop, methodId);
  expect(order).toMatchObject({ paymentStatus: 'pending', outcome: { kind: 'action_required' } });
  expect(order.redirectUrl).toBe(`${shop.provider.url}/pay/pay_1`);

  shop.provider.customer('pay_1', 'pays');
  const back = await returns(shop);
  expect([back.status, back.headers.get('location')]).toEqual([303, `/orders/${order.orderToken}`]);
  expect(await orderOf(shop, order.orderId)).toMatchObject({ paymentStatus: 'authorized', paid: { minor: 0 } });

  const sales = await shop.staff('sales');
  const [hold] = await history(shop, order.orderId);
  expect(hold).toMatchObject({
    environment: 'sandbox',
    mode: 'test',
    actions: ['capture', 'cancel', 're_authorize'],
    active: true,
  });
  const captured = await sales.get<Wire['CaptureResult']>(200, 'POST', `/api/payment-transactions/${hold?.id}/capture`);
  expect(captured).toMatchObject({
    paymentStatus: 'full',
    capture: { outcome: { kind: 'approved' }, sourceId: hold?.id },
  });
  expect(await inOneLine(order.orderId)).toBe('capture approved, authorize approved');
  expect((await history(shop, order.orderId))[1]).toMatchObject({ active: false, successful: true, actions: [] });
  expect(await orderOf(shop, order.orderId)).toMatchObject({ paid: { minor: 1999 }, due: { minor: 0 } });
  expect(shop.provider.payments.size).toBe(1);
  expect(shop.provider.payments.get('pay_1')?.captures).toHaveLength(1);
});

const CURRENCIES: readonly (readonly [currency: string, minor: number])[] = [
  ['EUR', 1999],
  ['JPY', 3200],
  ['KWD', 6605],
];

for (const [currency, minor] of CURRENCIES) {
  test(`charge in ${currency}: ${minor} minor units are asked for and taken`, async () => {
    const { methodId } = await openForBusiness(shop, { paymentAction: 'charge' });
    const order = await placedOrder(shop, methodId, currency);
    shop.provider.customer('pay_1', 'pays');
    await returns(shop);
    expect(shop.provider.payments.get('pay_1')).toMatchObject({
      amount: { minor, currency },
      captureMode: 'automatic',
    });
    expect(await orderOf(shop, order.orderId)).toMatchObject({ paymentStatus: 'full', paid: { minor, currency } });
    expect(await inOneLine(order.orderId)).toBe('charge approved');
  });
}

test('coming back without having paid pays nothing, whatever the address says', async () => {
  const { methodId } = await openForBusiness(shop);
  const order = await placedOrder(shop, methodId);
  await returns(shop);
  expect(await orderOf(shop, order.orderId)).toMatchObject({ paymentStatus: 'pending', paid: { minor: 0 } });
  expect(await inOneLine(order.orderId)).toBe('authorize action_required');
});

test('a return address that nobody was given is not found and asks nobody', async () => {
  const seen = shop.provider.seen.length;
  const back = await fetch(`${shop.url}/checkout/return/nonsense?payment=pay_1`, { redirect: 'manual' });
  expect([back.status, shop.provider.seen.length]).toEqual([404, seen]);
});

test('coming back again and again asks the provider nothing once it is settled', async () => {
  const { methodId } = await openForBusiness(shop, { paymentAction: 'charge' });
  const order = await placedOrder(shop, methodId);
  shop.provider.customer('pay_1', 'pays');
  await Promise.all([returns(shop), returns(shop), returns(shop)]);
  const seen = shop.provider.seen.length;
  await returns(shop);
  expect(shop.provider.seen).toHaveLength(seen);
  expect(await inOneLine(order.orderId)).toBe('charge approved');
});

test('a customer who never comes back has paid all the same, once somebody asks', async () => {
  const { methodId } = await openForBusiness(shop, { paymentAction: 'charge' });
  const order = await placedOrder(shop, methodId);
  shop.provider.customer('pay_1', 'pays');
  const swept = await shop.administrator.get<Wire['Sweep']>(200, 'POST', '/api/reconcile');
  expect(swept).toEqual({ looked: 1, resolved: 1, left: 0 });
  expect(await orderOf(shop, order.orderId)).toMatchObject({ paymentStatus: 'full' });
});

test('pressing the button five times at once places one order and asks for one payment', async () => {
  const { methodId } = await openForBusiness(shop);
  const { id } = await startedCheckout(shop);
  const press = () => shop.guest.ask('POST', `/api/checkouts/${id}/place`, { methodId });
  const answers = await Promise.all([press(), press(), press(), press(), press()]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 201]);
  expect(new Set(answers.map(({ body }) => (body as Wire['PlacedOrder']).orderId)).size).toBe(1);
  expect(new Set(answers.map(({ body }) => (body as Wire['PlacedOrder']).redirectUrl)).size).toBe(1);
  expect(commandsSeen(shop)).toHaveLength(1);
});

test('two tabs with one cart place one order', async () => {
  const { methodId } = await openForBusiness(shop);
  const first = await startedCheckout(shop);
  const { email, billingAddress, cartId } = first;
  const second = await shop.guest.get<Wire['Checkout']>(201, 'POST', '/api/checkouts', {
    cartId,
    email,
    billingAddress,
  });
  const place = (id: string) => shop.guest.ask('POST', `/api/checkouts/${id}/place`, { methodId });
  const answers = await Promise.all([place(first.id), place(second.id)]);
  expect(new Set(answers.map(({ body }) => (body as Wire['PlacedOrder']).orderId)).size).toBe(1);
  expect(shop.provider.payments.size).toBe(1);
});

test('what has been ordered can no longer be changed or ordered again', async () => {
  const { methodId } = await openForBusiness(shop);
  const { id, cartId, email, billingAddress } = await startedCheckout(shop);
  await shop.guest.get(201, 'POST', `/api/checkouts/${id}/place`, { methodId });
  const changed = await shop.guest.ask('PUT', `/api/carts/${cartId}/lines/touchstone`, { quantity: 9 });
  const again = await shop.guest.ask('POST', '/api/checkouts', { cartId, email, billingAddress });
  expect([changed.body, again.body]).toMatchObject([
    { type: '/problems/already-ordered' },
    { type: '/problems/already-ordered' },
  ]);
});

test('after a decline the customer pays the same order again, by a new command, and has paid once', async () => {
  const { methodId } = await openForBusiness(shop, { paymentAction: 'charge' });
  const order = await placedOrder(shop, methodId);
  shop.provider.customer('pay_1', 'is_declined');
  await returns(shop);
  expect(await orderOf(shop, order.orderId)).toMatchObject({ paymentStatus: 'declined' });

  const token = { 'order-token': order.orderToken };
  const again = () => shop.guest.ask('POST', `/api/orders/${order.orderId}/payments`, { methodId }, token);
  const [one, two] = await Promise.all([again(), again()]);
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(commandsSeen(shop)).toHaveLength(2);
  expect(new Set(commandsSeen(shop)).size).toBe(2);
  shop.provider.customer('pay_2', 'pays');
  await returns(shop);
  expect(await inOneLine(order.orderId)).toBe('charge approved, charge declined');
  expect(await orderOf(shop, order.orderId)).toMatchObject({ paymentStatus: 'full' });
  expect(await again()).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } });
});

test('an order whose payment is under way is not paid a second time', async () => {
  const { methodId } = await openForBusiness(shop);
  const order = await placedOrder(shop, methodId);
  const token = { 'order-token': order.orderToken };
  const again = await shop.guest.ask('POST', `/api/orders/${order.orderId}/payments`, { methodId }, token);
  expect(again.body).toMatchObject({ orderId: order.orderId, redirectUrl: order.redirectUrl });
  expect(commandsSeen(shop)).toHaveLength(1);
});

test('giving up on the payment page lets the customer try again', async () => {
  const { methodId } = await openForBusiness(shop);
  const order = await placedOrder(shop, methodId);
  shop.provider.customer('pay_1', 'gives_up');
  await returns(shop);
  expect(await inOneLine(order.orderId)).toBe('authorize cancelled');
  const page = await (await fetch(`${shop.url}/orders/${order.orderToken}`)).text();
  expect(page).toContain('Try to pay again');
});

test('a refusal at the start fails the attempt and tells the customer nothing of the provider', async () => {
  const { methodId } = await openForBusiness(shop);
  shop.provider.refuse('POST /v1/payments', 403, 'merchant-suspended');
  const order = await placedOrder(shop, methodId);
  expect(order).toMatchObject({ outcome: { kind: 'rejected', code: 'merchant-suspended' }, paymentStatus: 'declined' });
  const page = await (await fetch(`${shop.url}/orders/${order.orderToken}`)).text();
  expect(page).not.toContain('suspended');
  expect(page).toContain('could not be started');
});

test('a method that a rule no longer offers is refused when the order is placed', async () => {
  const { methodId } = await openForBusiness(shop);
  const { id, offeredMethods } = await startedCheckout(shop);
  expect(offeredMethods).toEqual([{ id: methodId, label: 'Card' }]);
  const { paymentRules } = await shop.administrator.get<{ paymentRules: Wire['PaymentRule'][] }>(
    200,
    'GET',
    '/api/payment-rules',
  );
  const rule = paymentRules.find(({ currency }) => currency === 'EUR');
  const { id: _, createdAt: __, ...draft } = rule ?? { id: '', createdAt: '' };
  await shop.administrator.get(200, 'PUT', `/api/payment-rules/${rule?.id}`, { ...draft, countries: ['US'] });
  const placed = await shop.guest.ask('POST', `/api/checkouts/${id}/place`, { methodId });
  expect(placed).toMatchObject({ status: 409, body: { type: '/problems/method-not-offered' } });
  expect(shop.provider.payments.size).toBe(0);
});

test('a method that was never offered is refused, and so is one that does not exist', async () => {
  await openForBusiness(shop);
  const { id } = await startedCheckout(shop, 'USD');
  for (const methodId of ['generic_nothing', 'generic_integration_1']) {
    const placed = await shop.guest.ask('POST', `/api/checkouts/${id}/place`, { methodId });
    expect(placed.body).toMatchObject({ type: '/problems/method-not-offered' });
  }
  expect(commandsSeen(shop)).toEqual([]);
});

const TAMPERED: readonly (readonly [what: string, change: object, about: string])[] = [
  ['one minor unit', { amount: { minor: 1, currency: 'EUR' } }, 'amount'],
  ['more than asked', { amount: { minor: 2000, currency: 'EUR' } }, 'amount'],
  ['another currency', { amount: { minor: 1999, currency: 'USD' } }, 'amount'],
  ['another order', { reference: 'SOMEBODY-ELSE' }, 'order_number'],
  ['another environment', { environment: 'production' }, 'environment'],
  ['another mode', { mode: 'live' }, 'mode'],
  ['another command', { metadata: { command: 'command_other' } }, 'command'],
];

for (const [what, change, about] of TAMPERED) {
  test(`a payment of ${what} does not pay the order and waits for a person`, async () => {
    const { methodId } = await openForBusiness(shop);
    const order = await placedOrder(shop, methodId);
    shop.provider.customer('pay_1', 'pays');
    Object.assign(shop.provider.payments.get('pay_1') ?? {}, change);
    await returns(shop);
    expect(await orderOf(shop, order.orderId)).toMatchObject({ paymentStatus: 'pending', paid: { minor: 0 } });
    expect(await history(shop, order.orderId)).toMatchObject([{ outcome: { kind: 'mismatch', about }, actions: [] }]);
    const page = await (await fetch(`${shop.url}/orders/${order.orderToken}`)).text();
    expect(page).toContain('Please do not pay again');
    expect(page).not.toContain('Try to pay again');
  });
}

test('a card number in an address goes nowhere', async () => {
  const cart = await shop.guest.get<Wire['Cart']>(201, 'POST', '/api/carts', { currency: 'EUR' });
  await shop.guest.get(200, 'PUT', `/api/carts/${cart.id}/lines/loupe`, { quantity: 1 });
  const billingAddress = { name: '4242 4242 4242 4242', street: 'A 1', city: 'B', postalCode: '1', country: 'DE' };
  const refused = await shop.guest.ask('POST', '/api/checkouts', {
    cartId: cart.id,
    email: 'a@b.example',
    billingAddress,
  });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/billingAddress/name' }] } });
  expect(refused.text).not.toContain('4242');
});
