import { afterEach, beforeEach, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { openForBusiness, orderOf, startedCheckout, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;
let methodId: string;

beforeEach(async () => {
  shop = await testShop();
  methodId = (await openForBusiness(shop)).methodId;
});

afterEach(() => shop.close());

const GERMANY = { name: 'Ada', street: 'Markt 5', city: 'Frankfurt', postalCode: '60311', country: 'DE' };
const CALIFORNIA = {
  name: 'Bob',
  street: 'Main 1',
  city: 'Beverly Hills',
  postalCode: '90210',
  region: 'US-CA',
  country: 'US',
};
const TAXES = [
  { name: 'VAT', country: 'DE', partsPerMillion: 190_000, how: 'on_top', taxClass: 'standard', onShipping: true },
  {
    name: 'Sales tax',
    country: 'US',
    region: 'US-CA',
    partsPerMillion: 72_500,
    how: 'on_top',
    taxClass: 'standard',
    onShipping: false,
  },
] satisfies Wire['Tax'][];
const DISCOUNTS: Wire['Discount'][] = [
  { code: 'TENTH', name: 'A tenth', off: { kind: 'share', partsPerMillion: 100_000 } },
  { code: 'FIVE', name: 'Five euros', off: { kind: 'amount', amount: { minor: 500, currency: 'EUR' } } },
];

async function withPricing(pricing: Partial<Wire['Pricing']> = { taxes: TAXES, discounts: DISCOUNTS }): Promise<void> {
  const { version } = await shop.administrator.get<Wire['Pricing']>(200, 'GET', '/api/pricing');
  await shop.administrator.get(200, 'PUT', '/api/pricing', { taxes: [], discounts: [], ...pricing, version });
}

async function cartOf(currency: string, quantity = 3): Promise<Wire['Cart']> {
  const cart = await shop.guest.get<Wire['Cart']>(201, 'POST', '/api/carts', { currency });
  return shop.guest.get(200, 'PUT', `/api/carts/${cart.id}/lines/touchstone`, { quantity });
}

async function checkoutOf(cartId: string, more: Partial<Wire['CheckoutDraft']> = {}): Promise<Wire['Checkout']> {
  const draft = { cartId, email: 'ada@example.com', billingAddress: GERMANY, ...more };
  return shop.guest.get(201, 'POST', '/api/checkouts', draft);
}

/** The amount the provider was asked for last. */
function askedFor(): unknown {
  const asked = shop.provider.seen.findLast(({ method, path }) => method === 'POST' && path === '/v1/payments');
  return JSON.parse(asked?.body ?? '{}').amount;
}

const ORDERS: readonly (readonly [currency: string, more: Partial<Wire['CheckoutDraft']>, parts: string])[] = [
  //                                          subtotal - discount + shipping + taxes on top = total
  ['EUR', {}, '5997 - 0 + 0 + 1139 = 7136'],
  ['EUR', { shippingMethod: 'express', discountCode: 'tenth' }, '5997 - 600 + 1490 + 1309 = 8196'],
  ['EUR', { shippingMethod: 'standard', discountCode: 'FIVE' }, '5997 - 500 + 490 + 1138 = 7125'],
  ['EUR', { shippingAddress: CALIFORNIA, shippingMethod: 'standard' }, '5997 - 0 + 490 + 435 = 6922'],
  ['JPY', { shippingMethod: 'express', discountCode: 'TENTH' }, '9600 - 960 + 2400 + 2098 = 13138'],
  ['KWD', { shippingMethod: 'express', discountCode: 'TENTH' }, '19815 - 1982 + 4895 + 4318 = 27046'],
];

for (const [currency, more, parts] of ORDERS) {
  test(`${currency} ${JSON.stringify(more)}: ${parts}, asked of the provider to the minor unit`, async () => {
    await withPricing();
    const { id: cartId } = await cartOf(currency);
    const { id, review } = await checkoutOf(cartId, more);
    const place = `/api/checkouts/${id}/place`;
    const { orderId } = await shop.guest.get<Wire['PlacedOrder']>(201, 'POST', place, { methodId, review });
    const { totals, total } = await orderOf(shop, orderId);
    const { subtotal, discount, shipping, taxes } = totals;
    const onTop = taxes.reduce((sum, { amount }) => sum + amount.minor, 0);
    expect(`${subtotal.minor} - ${discount.minor} + ${shipping.minor} + ${onTop} = ${total.minor}`).toBe(parts);
    expect(subtotal.minor - discount.minor + shipping.minor + onTop).toBe(total.minor);
    expect(askedFor()).toMatchObject({ currency, minor: total.minor });
  });
}

test('what has changed since the review is not ordered: the cart, a tax, a discount', async () => {
  await withPricing();
  const changes: readonly (() => Promise<unknown>)[] = [
    () => shop.guest.get(200, 'PUT', `/api/carts/${cartId}/lines/loupe`, { quantity: 1 }),
    () => withPricing({ taxes: [], discounts: DISCOUNTS }),
    () => withPricing(),
  ];
  const { id: cartId } = await cartOf('EUR');
  for (const change of changes) {
    const { id, review } = await checkoutOf(cartId, { discountCode: 'FIVE' });
    await change();
    const place = `/api/checkouts/${id}/place`;
    const refused = await shop.guest.ask('POST', place, { methodId, review });
    expect(refused.body).toMatchObject({ status: 409, type: '/problems/changed-meanwhile' });
  }
  expect(askedFor()).toBeUndefined();
  const { id } = await checkoutOf(cartId, { discountCode: 'FIVE' });
  await withPricing({ taxes: TAXES });
  const now = await shop.guest.get<Wire['Checkout']>(200, 'GET', `/api/checkouts/${id}`);
  expect(now.discountCode).toBeUndefined();
  const { review } = now;
  await shop.guest.get(201, 'POST', `/api/checkouts/${id}/place`, { methodId, review });
  expect(askedFor()).toMatchObject({ minor: now.total.minor });
});

test('two tabs with different reviews of one cart place one order, the one that was placed first', async () => {
  const { id: cartId } = await cartOf('EUR');
  const [collected, sent] = [await checkoutOf(cartId), await checkoutOf(cartId, { shippingMethod: 'express' })];
  const place = ({ id, review }: Wire['Checkout']) =>
    shop.guest.ask('POST', `/api/checkouts/${id}/place`, { methodId, review });
  const answers = await Promise.all([place(sent), place(collected)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
  const [one, other] = answers.map(({ body }) => (body as Wire['PlacedOrder']).orderId);
  expect(one).toBe(other);
  expect(await orderOf(shop, one ?? '')).toMatchObject({ total: { minor: 7487 }, shippingMethod: 'express' });
});

test('a code that there is not, or not for this currency, is refused before anything is ordered', async () => {
  await withPricing();
  const { id: cartId } = await cartOf('JPY');
  for (const discountCode of ['NOTHING', 'FIVE']) {
    const draft = { cartId, email: 'ada@example.com', billingAddress: GERMANY, discountCode };
    const answer = await shop.guest.ask('POST', '/api/checkouts', draft);
    expect(answer.body).toMatchObject({ status: 400, errors: [{ pointer: '/discountCode' }] });
  }
});

test('taxes and discounts are replaced by whoever has read what is there, and no code stands there twice', async () => {
  await withPricing();
  const stale = { version: 0, taxes: [], discounts: [] };
  expect((await shop.administrator.ask('PUT', '/api/pricing', stale)).body).toMatchObject({ status: 409 });
  const twice = { version: 1, taxes: [], discounts: [...DISCOUNTS, { ...DISCOUNTS[0], code: 'tenth' }] };
  expect((await shop.administrator.ask('PUT', '/api/pricing', twice)).body).toMatchObject({
    status: 400,
    errors: [{ pointer: '/discounts/2/code' }],
  });
});

test('an address of a card number, a country that is none, a region of another country: refused, each with its field', async () => {
  const { id: cartId } = await cartOf('EUR');
  const shippingAddress = { ...CALIFORNIA, street: '4242 4242 4242 4242', region: 'DE-HE' };
  const draft = { cartId, email: 'ada@example.com', billingAddress: { ...GERMANY, country: 'ZZ' }, shippingAddress };
  const { body } = await shop.guest.ask('POST', '/api/checkouts', draft);
  const pointers = (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
  expect(pointers).toEqual(['/billingAddress/country', '/shippingAddress/street', '/shippingAddress/region']);
});

/** A browser without scripts: it keeps cookies and sends the hidden fields of the page it has. */
async function browser() {
  const jar = new Map<string, string>();
  const visit = async (path: string, form?: Readonly<Record<string, string>>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    const answer = await fetch(shop.url + path, { ...sent, redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
      jar.set(name, value);
    }
    return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text() };
  };
  const csrf = /name="csrf" value="([^"]+)"/.exec((await visit('/')).text)?.[1] ?? '';
  return { visit: (path: string, form?: Readonly<Record<string, string>>) => visit(path, form && { csrf, ...form }) };
}

test('with the back button and an old page nothing is ordered that was not reviewed, and nothing twice', async () => {
  const { visit } = await browser();
  const buy = { product: 'touchstone', currency: 'EUR', quantity: '1' };
  await visit('/cart/lines', buy);
  const form = { ...GERMANY, email: 'ada@example.com', shippingMethod: 'standard' };
  const { location } = await visit('/checkout', form);
  const page = await visit(location);
  const review = /name="review" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  expect(page.text).toContain('EUR\u00a024.89');
  await visit('/cart/lines', buy);
  const stale = await visit(`${location}/place`, { method: methodId, review });
  expect([stale.status, stale.text.includes('not what you have reviewed')]).toEqual([409, true]);
  expect(askedFor()).toBeUndefined();
  const next = /name="review" value="([^"]+)"/.exec(stale.text)?.[1] ?? '';
  const placed = await visit(`${location}/place`, { method: methodId, review: next });
  expect(placed.status).toBe(303);
  expect(askedFor()).toMatchObject({ minor: 4488 });
  const again = await visit(`${location}/place`, { method: methodId, review });
  expect(again.location).toBe(placed.location);
  expect((await visit(location)).location).toMatch(/^\/orders\//);
  expect(shop.provider.seen.filter(({ path, method }) => method === 'POST' && path === '/v1/payments')).toHaveLength(1);
});

test('what was entered is there again when it is to be changed, for the browser with that cart only', async () => {
  const { visit } = await browser();
  await visit('/cart/lines', { product: 'touchstone', currency: 'EUR', quantity: '1' });
  const form = { ...GERMANY, region: 'HE', email: 'ada@example.com', shippingMethod: 'express' };
  const { location } = await visit('/checkout', form);
  const id = location.split('/').at(-1) ?? '';
  expect((await visit(`/checkout?from=${id}`)).text).toContain('value="DE-HE"');
  const stranger = await browser();
  await stranger.visit('/cart/lines', { product: 'touchstone', currency: 'EUR', quantity: '1' });
  expect((await stranger.visit(`/checkout?from=${id}`)).text).not.toContain('ada@example.com');
  expect((await startedCheckout(shop)).shippingMethod).toBe('collect');
});
