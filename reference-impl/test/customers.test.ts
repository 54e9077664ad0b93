import { afterEach, beforeEach, expect, test } from 'vitest';
import { REGISTRATIONS_OF_ADDRESS } from '../src/access/attempts.ts';
import type { components } from '../src/api/wire.d.ts';
import { REGISTRATIONS_MAX } from '../src/checkout/customers.ts';
import { history, PASSWORD, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;

beforeEach(async () => {
  shop = await testShop();
});

afterEach(() => shop.close());

const ADDRESS = { name: 'Ada', street: 'Markt 5', city: 'Frankfurt', postalCode: '60311', country: 'DE' };

/** A customer with an account, signed in. */
async function customer(email: string): Promise<Wire['CustomerSession']> {
  await shop.guest.get(201, 'POST', '/api/customers', { email, name: 'Ada', password: PASSWORD });
  return shop.guest.get(201, 'POST', '/api/customer-session', { email: email.toUpperCase(), password: PASSWORD });
}

async function checkoutAs(token: string | undefined): Promise<Wire['Checkout']> {
  const cart = await shop.guest.get<Wire['Cart']>(201, 'POST', '/api/carts', { currency: 'EUR' });
  await shop.guest.get(200, 'PUT', `/api/carts/${cart.id}/lines/touchstone`, { quantity: 1 });
  const draft = { cartId: cart.id, email: 'ada@example.com', billingAddress: ADDRESS };
  const headers: Record<string, string> = token === undefined ? {} : { 'customer-token': token };
  return (await shop.guest.ask('POST', '/api/checkouts', draft, headers)).body as Wire['Checkout'];
}

async function ordersOf(token: string): Promise<readonly string[]> {
  const { body } = await shop.guest.ask('GET', '/api/customer/orders', undefined, { 'customer-token': token });
  return (body as { orders: Wire['Order'][] }).orders.map(({ id }) => id);
}

test('whoever has a payment term may pay by invoice, guests and other customers may not', async () => {
  const { administrator, guest, clock } = shop;
  const draft = { label: 'Invoice', settings: { type: 'payment_term' } };
  const { methodId } = await administrator.get<Wire['OfflineMethod']>(201, 'POST', '/api/offline-methods', draft);
  const rule = { name: 'Invoice', sortOrder: 1, currency: 'EUR', methods: [methodId] };
  await administrator.get(201, 'POST', '/api/payment-rules', rule);
  const [ada, bob] = [await customer('ada@example.com'), await customer('bob@example.com')];
  await administrator.get(200, 'PUT', `/api/customers/${ada.customer.id}/payment-term`, { days: 30 });

  const offeredTo = async (token: string | undefined) => (await checkoutAs(token)).offeredMethods.map(({ id }) => id);
  expect(await offeredTo(ada.customerToken)).toEqual([methodId]);
  expect(await offeredTo(bob.customerToken)).toEqual([]);
  expect(await offeredTo(undefined)).toEqual([]);

  const { id } = await checkoutAs(ada.customerToken);
  const placed = await guest.get<Wire['PlacedOrder']>(201, 'POST', `/api/checkouts/${id}/place`, { methodId });
  const [pledge] = await history(shop, placed.orderId);
  const due = new Date(clock.now() + 30 * 24 * 60 * 60 * 1000).toISOString();
  expect(pledge).toMatchObject({ instructions: 'Please pay our invoice within 30 days.', dueAt: due });
  expect(await ordersOf(ada.customerToken)).toEqual([placed.orderId]);
  expect(await ordersOf(bob.customerToken)).toEqual([]);

  const later = await checkoutAs(ada.customerToken);
  await administrator.get(200, 'PUT', `/api/customers/${ada.customer.id}/payment-term`, {});
  const refused = await guest.ask('POST', `/api/checkouts/${later.id}/place`, { methodId });
  expect(refused.body).toMatchObject({ type: '/problems/method-not-offered' });
});

test('an e-mail address has one account, wrong passwords lock it, and tokens end', async () => {
  const { guest, clock } = shop;
  const { customerToken } = await customer('ada@example.com');
  const again = { email: 'ADA@example.com', name: 'A', password: PASSWORD };
  expect((await guest.ask('POST', '/api/customers', again)).body).toMatchObject({ type: '/problems/email-taken' });
  const wrong = { email: 'ada@example.com', password: 'not the password' };
  for (let attempt = 1; attempt <= 5; attempt++) {
    expect((await guest.ask('POST', '/api/customer-session', wrong)).status).toBe(401);
  }
  const right = { email: 'ada@example.com', password: PASSWORD };
  expect((await guest.ask('POST', '/api/customer-session', right)).status).toBe(429);
  // A locked customer is no reason to lock a member of the staff with the same address, nor the other way round.
  expect((await guest.ask('POST', '/api/session', wrong)).status).toBe(401);

  const asCustomer = () => guest.ask('GET', '/api/customer/orders', undefined, { 'customer-token': customerToken });
  expect((await asCustomer()).status).toBe(200);
  clock.advance(30 * 24 * 60 * 60 * 1000);
  expect((await asCustomer()).status).toBe(401);
  const { customerToken: next } = await guest.get<Wire['CustomerSession']>(201, 'POST', '/api/customer-session', right);
  const out = await guest.ask('DELETE', '/api/customer-session', undefined, { 'customer-token': next });
  expect(out.status).toBe(204);
  expect((await guest.ask('GET', '/api/customer/orders', undefined, { 'customer-token': next })).status).toBe(401);
});

test('a customer token opens nothing of the back office, and a staff cookie no account', async () => {
  const { customerToken } = await customer('ada@example.com');
  const asStaff = { 'customer-token': customerToken, cookie: `session-sandbox=${customerToken}` };
  expect((await shop.guest.ask('GET', '/api/orders', undefined, asStaff)).status).toBe(401);
  expect((await shop.administrator.ask('GET', '/api/customer/orders')).status).toBe(403);
});

/** A browser with its cookies. */
function browser() {
  const jar = new Map<string, string>();
  return async (path: string, form?: Readonly<Record<string, string>>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    const answer = await fetch(shop.url + path, { ...sent, redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
      jar.set(name, value);
    }
    return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text() };
  };
}

test('in the browser: make an account, see it at the checkout, sign out', async () => {
  const visit = browser();
  const csrf = /name="csrf" value="([^"]+)"/.exec((await visit('/account')).text)?.[1] ?? '';
  const wanted = { csrf, name: 'Ada Lovelace', email: 'ada@example.com', password: PASSWORD };
  expect((await visit('/account/new', { ...wanted, password: 'short' })).status).toBe(422);
  expect((await visit('/account/new', wanted)).status).toBe(303);
  expect((await visit('/account')).text).toContain('Signed in as Ada Lovelace');
  await visit('/cart/lines', { csrf, product: 'sample-streak', currency: 'EUR', quantity: '1' });
  expect((await visit('/checkout')).text).toContain('value="ada@example.com"');
  const address = { street: 'Markt 5', postalCode: '60311', city: 'Frankfurt', country: 'DE' };
  const entered = { csrf, name: 'Ada Lovelace', email: 'ada@example.com', ...address };
  const { location } = await visit('/checkout', entered);
  const review = /name="review" value="([^"]+)"/.exec((await visit(location)).text)?.[1] ?? '';
  expect((await visit(`${location}/place`, { csrf, review })).status).toBe(303);
  expect((await visit('/account')).text).toContain('Order ');
  await visit('/cart/lines', { csrf, product: 'touchstone', currency: 'EUR', quantity: '1' });
  expect((await visit('/checkout')).text).toContain('value="Markt 5"');
  await visit('/account/sign-out', { csrf });
  expect((await visit('/account')).text).not.toContain('Signed in');
});

test('a password is changed by who knows it, and whoever was signed in elsewhere is so no longer', async () => {
  const { guest } = shop;
  const [here, elsewhere] = [browser(), browser()];
  const csrfOf = async (visit: typeof here) =>
    /name="csrf" value="([^"]+)"/.exec((await visit('/account')).text)?.[1] ?? '';
  const [csrf, otherCsrf] = [await csrfOf(here), await csrfOf(elsewhere)];
  await here('/account/new', { csrf, name: 'Ada', email: 'ada@example.com', password: PASSWORD });
  await elsewhere('/account/sign-in', { csrf: otherCsrf, email: 'ada@example.com', password: PASSWORD });
  const { customerToken } = await guest.get<Wire['CustomerSession']>(201, 'POST', '/api/customer-session', {
    email: 'ada@example.com',
    password: PASSWORD,
  });
  const another = 'a better battery staple';
  const change = (current: string, password: string) => here('/account/password', { csrf, current, password });
  expect((await change(PASSWORD, 'short')).text).toContain('Please choose a password of 12 to 200 characters.');
  expect((await change('not the password', another)).text).toContain('This is not your password.');
  expect((await elsewhere('/account')).text).toContain('Signed in as Ada');

  expect(await change(PASSWORD, another)).toMatchObject({ status: 303, location: '/account' });
  expect((await here('/account')).text).toContain('Signed in as Ada');
  expect((await elsewhere('/account')).text).not.toContain('Signed in');
  expect(await elsewhere('/account/password')).toMatchObject({ status: 303, location: '/account' });
  const asCustomer = { 'customer-token': customerToken };
  expect((await guest.ask('GET', '/api/customer/orders', undefined, asCustomer)).status).toBe(401);
  const signIn = (password: string) =>
    guest.ask('POST', '/api/customer-session', { email: 'ada@example.com', password });
  expect([(await signIn(PASSWORD)).status, (await signIn(another)).status]).toEqual([401, 201]);

  for (let attempt = 1; attempt <= 5; attempt++) await change('not the password', another);
  expect((await change(another, PASSWORD)).text).toContain('Too many wrong passwords');
  expect((await signIn(another)).status).toBe(429);
});

test('accounts are made in numbers that a shop can have, whoever makes them, and addresses cannot be tried without end', async () => {
  await shop.close();
  shop = await testShop({ config: { trustedProxies: ['127.0.0.1'] } });
  const { guest, clock } = shop;
  const make = (email: string, address = '192.0.2.99') =>
    guest.ask('POST', '/api/customers', { email, name: 'Ada', password: PASSWORD }, { 'x-forwarded-for': address });
  const many = await Promise.all(
    Array.from({ length: REGISTRATIONS_MAX - 1 }, (_, index) =>
      make(`ada-${index % 50}@example.com`, `192.0.2.${index % 4}`),
    ),
  );
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([201, 409]));
  const visit = browser();
  const csrf = /name="csrf" value="([^"]+)"/.exec((await visit('/account')).text)?.[1] ?? '';
  const wanted = { csrf, name: 'Ada', email: 'last@example.com', password: PASSWORD };
  expect((await visit('/account/new', wanted)).status).toBe(303);
  const refused = await make('ada@example.com');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
  const page = await visit('/account/new', { ...wanted, email: 'another@example.com' });
  expect([page.status, page.text.includes('Too many accounts are being made')]).toEqual([422, true]);
  expect(
    (await guest.ask('POST', '/api/customer-session', { email: 'last@example.com', password: PASSWORD })).status,
  ).toBe(201);
  clock.advance(15 * 60 * 1000);
  expect((await make('ada@example.com')).status).toBe(201);
});

test('of one address twenty accounts are made in a quarter of an hour, then no more', async () => {
  const make = async (index: number) => {
    const body = { email: `ada-${index}@example.com`, name: 'Ada', password: PASSWORD };
    return (await shop.guest.ask('POST', '/api/customers', body)).status;
  };
  const { max } = REGISTRATIONS_OF_ADDRESS;
  const all = await Promise.all(Array.from({ length: max + 1 }, (_, index) => make(index)));
  expect(all.filter((status) => status !== 201)).toEqual([429]);
  shop.clock.advance(15 * 60 * 1000);
  expect(await make(max + 1)).toBe(201);
});
