import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { history, openForBusiness, startedCheckout, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;
let methodId: string;

beforeAll(async () => {
  shop = await testShop();
  methodId = (await openForBusiness(shop)).methodId;
});

afterAll(() => shop.close());

function rule(more: Partial<Wire['PaymentRuleDraft']> = {}) {
  return { name: 'Rule', sortOrder: 0, currency: 'USD', methods: [methodId], ...more };
}

/** Has one rule for dollars, and gives what a checkout in dollars is offered. */
async function offeredUnder(more: Partial<Wire['PaymentRuleDraft']>, address: Partial<Wire['Address']> = {}) {
  const { administrator, guest } = shop;
  const made = await administrator.get<Wire['PaymentRule']>(201, 'POST', '/api/payment-rules', rule(more));
  const cart = await guest.get<Wire['Cart']>(201, 'POST', '/api/carts', { currency: 'USD' });
  await guest.get(200, 'PUT', `/api/carts/${cart.id}/lines/touchstone`, { quantity: 1 });
  const billingAddress = {
    name: 'Ada',
    street: 'Main 1',
    city: 'Anywhere',
    postalCode: '90210',
    country: 'US',
    ...address,
  };
  const draft = { cartId: cart.id, email: 'ada@example.com', billingAddress };
  const checkout = await guest.get<Wire['Checkout']>(201, 'POST', '/api/checkouts', draft);
  const path = `/api/checkouts/${checkout.id}/payment-methods`;
  const explanation = await administrator.get<Wire['Explanation']>(200, 'GET', path);
  expect(explanation.offeredMethods.map(({ id }) => id)).toEqual(checkout.offeredMethods.map(({ id }) => id));
  await administrator.get(204, 'DELETE', `/api/payment-rules/${made.id}`);
  return { checkout, why: explanation.rules.find(({ id }) => id === made.id) };
}

const CALIFORNIA = { country: 'US', region: 'US-CA', postalCodes: ['90210', '90211'] };

const CASES: readonly (readonly [
  what: string,
  rule: Partial<Wire['PaymentRuleDraft']>,
  address: Partial<Wire['Address']>,
  verdict: string,
])[] = [
  ['a country', { countries: ['US'] }, {}, 'counts'],
  ['another country', { countries: ['CA'] }, {}, 'other_destination'],
  ['region and postal code', { destinations: [CALIFORNIA] }, { region: 'US-CA' }, 'counts'],
  ['region not said', { destinations: [CALIFORNIA] }, {}, 'other_destination'],
  ['an expression that holds', { expression: 'total > 20.0 && customer.isGuest' }, {}, 'counts'],
  ['an expression that does not', { expression: 'total > 500' }, {}, 'expression_does_not_hold'],
  ['an expression that fails', { expression: 'lineItems[3].quantity == 1' }, {}, 'expression_failed'],
  ['the host of this shop', { websites: ['127.0.0.1'] }, {}, 'counts'],
  ['another host', { websites: ['other.example'] }, {}, 'other_website'],
  ['switched off', { enabled: false }, {}, 'disabled'],
];

for (const [what, draft, address, verdict] of CASES) {
  test(`${what}: ${verdict}`, async () => {
    const { checkout, why } = await offeredUnder(draft, address);
    expect(why).toMatchObject({ verdict });
    expect(checkout.offeredMethods).toHaveLength(verdict === 'counts' ? 1 : 0);
  });
}

test('an expression that fails is logged, with the rule and the place', async () => {
  shop.logged.length = 0;
  const { why } = await offeredUnder({ expression: '1 / 0 == 1' });
  expect(shop.logged.join()).toContain(`payment rule ${why?.id} failed: line 1, column 1: division by zero`);
});

test('a rule is given back as it was made: whole countries, parts of them, options', async () => {
  const draft = rule({
    countries: ['DE'],
    destinations: [CALIFORNIA],
    expression: 'total > 1.0',
    websites: ['shop.example'],
    methodOptions: { [methodId]: { paymentAction: 'charge', hint: 'At once' } },
  });
  const made = await shop.administrator.get<Wire['PaymentRule']>(201, 'POST', '/api/payment-rules', draft);
  expect(made).toMatchObject(draft);
  const path = `/api/payment-rules/${made.id}`;
  const { id: _, createdAt: __, ...asTold } = made;
  expect(await shop.administrator.get(200, 'PUT', path, asTold)).toEqual(made);
  await shop.administrator.get(204, 'DELETE', path);
});

const REFUSED: readonly (readonly [draft: Partial<Wire['PaymentRuleDraft']>, pointer: string, detail: string])[] = [
  [{ expression: 'total >' }, '/expression', 'line 1, column 8: Unexpected token: EOF'],
  [{ expression: 'currency' }, '/expression', 'line 1, column 1: is string, and has to be true or false'],
  [{ destinations: [{ country: 'ZZ', postalCodes: [] }] }, '/destinations/0/country', 'is not a country'],
  [
    { destinations: [{ country: 'US', region: 'CA-ON', postalCodes: [] }] },
    '/destinations/0/region',
    'is not a region of US',
  ],
  [{ methodOptions: { other: {} } }, '/methodOptions/other', 'is not a method of this rule'],
];

for (const [draft, pointer, detail] of REFUSED) {
  test(`${JSON.stringify(draft)} is refused: ${detail}`, async () => {
    const answer = await shop.administrator.ask('POST', '/api/payment-rules', rule(draft));
    expect(answer.body).toMatchObject({ status: 400, errors: [{ pointer, detail }] });
  });
}

test('what customers read beside a method is no card number', async () => {
  const draft = rule({ methodOptions: { [methodId]: { hint: 'as 4242 4242 4242 4242' } } });
  const answer = await shop.administrator.ask('POST', '/api/payment-rules', draft);
  expect(answer.body).toMatchObject({ status: 400, errors: [{ pointer: `/methodOptions/${methodId}/hint` }] });
});

test('what a rule wants of its method is done: taken at once, and a hint beside it', async () => {
  const options = { [methodId]: { paymentAction: 'charge' as const, hint: 'Taken at once' } };
  const draft = rule({ currency: 'EUR', methodOptions: options });
  const made = await shop.administrator.get<Wire['PaymentRule']>(201, 'POST', '/api/payment-rules', draft);
  const checkout = await startedCheckout(shop);
  expect(checkout.offeredMethods).toEqual([{ id: methodId, label: 'Card', hint: 'Taken at once' }]);
  const place = `/api/checkouts/${checkout.id}/place`;
  const { orderId } = await shop.guest.get<Wire['PlacedOrder']>(201, 'POST', place, { methodId });
  expect((await history(shop, orderId)).map(({ action }) => action)).toEqual(['charge']);
  const why = await shop.administrator.get<Wire['Explanation']>(200, 'GET', `/api/orders/${orderId}/payment-methods`);
  expect(why.rules.map(({ verdict }) => verdict)).toEqual(['counts', 'counts', 'other_currency', 'other_currency']);
  expect(why.rules[1]?.methods).toMatchObject([{ verdict: 'offered_before', reason: 'Offered already, by "Rule".' }]);
  await shop.administrator.get(204, 'DELETE', `/api/payment-rules/${made.id}`);
});

test('the page says why, for an order, for a checkout and for one that is only imagined', async () => {
  const { cookie = '' } = shop.administrator.headers;
  const page = async (query: Readonly<Record<string, string>>) =>
    (await fetch(`${shop.url}/admin/payment-methods?${new URLSearchParams(query)}`, { headers: { cookie } })).text();
  const checkout = await startedCheckout(shop);
  expect(await page({ checkout: checkout.id })).toContain('it is for orders in JPY');
  expect(await page({ checkout: 'nothing' })).toContain('There is no such checkout');
  expect(await page({ order: 'nothing' })).toContain('There is no order of that number');
  expect(await page({ currency: 'USD' })).toContain('No payment method is offered.');
  expect(await page({ currency: 'EUR', total: '0' })).toContain('There is nothing to pay.');
  expect(await page({ currency: 'EUR', total: '1.001' })).toContain('Please write an amount');
});
