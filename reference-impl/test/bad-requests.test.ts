import { afterAll, beforeAll, expect, test } from 'vitest';
import { integrationDraft, openForBusiness, type TestShop, testShop } from './shop.ts';

let shop: TestShop;
let methodId: string;

beforeAll(async () => {
  shop = await testShop();
  ({ methodId } = await openForBusiness(shop));
});

afterAll(() => shop.close());

const ADDRESS = { name: 'A', street: 'A 1', city: 'B', postalCode: '1', country: 'DE' };
const rule = () => ({ name: 'R', sortOrder: 1, currency: 'EUR', methods: [methodId] });

const WRONG: readonly (readonly [
  method: string,
  path: string,
  body: () => unknown,
  status: number,
  pointers: readonly string[],
])[] = [
  ['POST', '/api/carts', () => ({}), 400, ['/currency']],
  ['POST', '/api/carts', () => ({ currency: 'GBP' }), 400, ['/currency']],
  ['POST', '/api/carts', () => ({ currency: 'EUR', a: 1, 'b/c': 2 }), 400, ['/a', '/b~1c']],
  ['POST', '/api/carts', () => [], 400, ['']],
  ['POST', '/api/carts', () => null, 400, ['']],
  ['PUT', '/api/carts/x/lines/touchstone', () => ({ quantity: 1 }), 404, []],
  ['PUT', '/api/carts/x/lines/touchstone', () => ({ quantity: -1 }), 400, ['/quantity']],
  ['PUT', '/api/carts/x/lines/touchstone', () => ({ quantity: 1.5 }), 400, ['/quantity']],
  ['PUT', '/api/carts/x/lines/touchstone', () => ({ quantity: '1' }), 400, ['/quantity']],
  ['PUT', '/api/carts/x/lines/touchstone', () => ({ quantity: 100 }), 400, ['/quantity']],
  ['POST', '/api/checkouts', () => ({ cartId: 'x', email: 'nonsense', billingAddress: ADDRESS }), 400, ['/email']],
  [
    'POST',
    '/api/checkouts',
    () => ({ cartId: 'x', email: 'a@b.example', billingAddress: { ...ADDRESS, country: 'XX' } }),
    400,
    ['/billingAddress/country'],
  ],
  [
    'POST',
    '/api/checkouts',
    () => ({ cartId: 'x', email: 'a@b.example', billingAddress: { ...ADDRESS, name: '  ' } }),
    400,
    ['/billingAddress/name'],
  ],
  ['POST', '/api/checkouts', () => ({ cartId: 'x', email: 'a@b.example', billingAddress: ADDRESS }), 404, []],
  ['POST', '/api/payment-rules', () => ({ ...rule(), currency: 'XXX' }), 400, ['/currency']],
  ['POST', '/api/payment-rules', () => ({ ...rule(), countries: ['DE', 'ZZ'] }), 400, ['/countries/1']],
  ['POST', '/api/payment-rules', () => ({ ...rule(), methods: [] }), 400, ['/methods']],
  ['POST', '/api/payment-rules', () => ({ ...rule(), methods: ['generic_nothing'] }), 400, ['/methods/0']],
  ['POST', '/api/payment-rules', () => ({ ...rule(), sortOrder: 1e9 }), 400, ['/sortOrder']],
  ['POST', '/api/customers', () => ({ email: 'a@b.example', name: 'A', password: 'short' }), 400, ['/password']],
  [
    'POST',
    '/api/customers',
    () => ({ email: 'a@b.example', name: '4242424242424242', password: 'long enough for it' }),
    400,
    ['/name'],
  ],
  ['POST', '/api/offline-methods', () => ({ label: 'A', settings: { type: 'cash' } }), 400, ['/settings/type']],
  [
    'POST',
    '/api/offline-methods',
    () => ({ label: 'A', settings: { type: 'check_money_order', payTo: 'A', sendTo: '4242424242424242' } }),
    400,
    ['/settings/sendTo'],
  ],
  ['PUT', '/api/customers/nobody/payment-term', () => ({ days: 181 }), 400, ['/days']],
  ['PUT', '/api/customers/nobody/payment-term', () => ({ days: 30 }), 404, []],
  ['POST', '/api/integrations', () => integrationDraft({ label: '' }), 400, ['/label', '/label']],
  [
    'POST',
    '/api/integrations',
    () => ({ ...integrationDraft(), credential: { kind: 'password' } }),
    400,
    ['/credential/kind'],
  ],
  [
    'POST',
    '/api/integrations',
    () => ({ ...integrationDraft(), credential: { kind: 'api_key' } }),
    400,
    ['/credential/apiKey'],
  ],
  ['POST', '/api/integrations', () => ({ ...integrationDraft(), card: '4242424242424242' }), 400, ['/card']],
  [
    'POST',
    '/api/users',
    () => ({ email: 'a@b.example', name: 'A', role: 'owner', password: 'short' }),
    400,
    ['/role', '/password'],
  ],
  [
    'POST',
    '/api/users',
    () => ({ email: 'administrator@shop.example', name: 'A', role: 'sales', password: 'long enough for it' }),
    409,
    [],
  ],
  ['POST', '/api/reconcile', () => ({ all: true }), 400, ['/all']],
  ['GET', '/api/orders?limit=0', () => undefined, 400, ['limit']],
  ['GET', '/api/orders?limit=many', () => undefined, 400, ['limit']],
  ['GET', '/api/orders?limit=5%20', () => undefined, 400, ['limit']],
  ['GET', '/api/orders?limit=0x10', () => undefined, 400, ['limit']],
  ['GET', '/api/orders?limit=1&limit=2', () => undefined, 400, ['limit']],
  ['GET', '/api/orders?limit=5&cursor=7', () => undefined, 200, []],
  ['GET', '/api/orders?cursor=-1', () => undefined, 400, ['cursor']],
  ['GET', '/api/orders?sort=total', () => undefined, 400, ['sort']],
  ['GET', '/api/orders/no%20such', () => undefined, 404, []],
  ['GET', '/api/orders/nothing', () => undefined, 404, []],
  ['GET', '/api/nothing', () => undefined, 404, []],
  ['GET', '/api/%ff', () => undefined, 404, []],
  ['PATCH', '/api/session', () => ({}), 405, []],
];

for (const [method, path, body, status, pointers] of WRONG) {
  test(`${method} ${path} ${JSON.stringify(body)}: ${status} ${pointers.join(' ')}`, async () => {
    const answer = await shop.administrator.ask(method, path, body());
    expect(answer.status, answer.text).toBe(status);
    const { errors = [] } = answer.body as { errors?: { pointer: string; detail: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining([...pointers]));
    expect(errors.length > 0).toBe(pointers.length > 0);
  });
}

test('a wrong method is told which are right', async () => {
  const answer = await shop.guest.ask('DELETE', '/api/carts', undefined);
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  const head = await fetch(`${shop.url}/health`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

const RAW: readonly (readonly [
  what: string,
  type: string,
  body: string | Uint8Array,
  status: number,
  problem: string,
])[] = [
  ['broken JSON', 'application/json', '{"currency":', 400, 'malformed-json'],
  ['a name twice', 'application/json', '{"currency":"EUR","currency":"USD"}', 400, 'malformed-json'],
  ['no body', 'application/json', '', 400, 'malformed-json'],
  ['bytes that are no text', 'application/json', Uint8Array.of(0x22, 0xff, 0x22), 400, 'malformed-json'],
  ['a form', 'application/x-www-form-urlencoded', 'currency=EUR', 415, 'unsupported-media-type'],
  ['no type', '', '{"currency":"EUR"}', 415, 'unsupported-media-type'],
  ['more than a megabyte', 'application/json', `"${'x'.repeat(1024 * 1024)}"`, 413, 'body-too-large'],
];

for (const [what, type, body, status, problem] of RAW) {
  test(`${what}: ${status} ${problem}`, async () => {
    const bytes = Buffer.from(body);
    const answer = await fetch(`${shop.url}/api/carts`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: bytes,
    });
    expect([answer.status, await answer.json()]).toMatchObject([status, { type: `/problems/${problem}` }]);
  });
}

test('deeply nested JSON is refused like any other', async () => {
  const body = '['.repeat(20_000) + ']'.repeat(20_000);
  const answer = await fetch(`${shop.url}/api/carts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(answer.status).toBe(400);
});

test('every page and answer carries the security headers, and no page asks for a script', async () => {
  for (const path of ['/', '/admin/sign-in', '/health', '/nothing', '/api/nothing']) {
    const answer = await fetch(shop.url + path);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`form-action 'self' ${shop.provider.url}`);
    expect(policy).not.toContain('script-src');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(await answer.text()).not.toContain('<script');
  }
});

test('text from outside is shown as text', async () => {
  const label = '<img src=x onerror=alert(1)>';
  await shop.administrator.get(201, 'POST', '/api/integrations', integrationDraft({ label }));
  const { cookie = '' } = shop.administrator.headers;
  const page = await (await fetch(`${shop.url}/admin/integrations`, { headers: { cookie } })).text();
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;img src=x');
});
