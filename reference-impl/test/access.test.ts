import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../src/access/roles.ts';
import { BACK_OFFICE_PAGES } from '../src/back-office/surface.ts';
import { STOREFRONT_PAGES } from '../src/storefront/surface.ts';
import { type Client, openForBusiness, PASSWORD, placedOrder, type TestShop, testShop } from './shop.ts';
import { DESCRIBED } from './specification.ts';

type Caller = Role | 'anonymous';
const CALLERS: readonly Caller[] = ['anonymous', ...ROLES];
const ANYONE = 'anonymous administrator integrator sales support';
const STAFF = 'administrator integrator sales support';

/** Who may ask for each operation. Whoever is not named is refused: 401 when anonymous, 403 otherwise. */
const OPERATIONS: Readonly<Record<string, string>> = {
  getHealth: ANYONE,
  getDeployment: ANYONE,
  signIn: ANYONE,
  getSession: STAFF,
  signOut: STAFF,
  listUsers: 'administrator',
  createUser: 'administrator',
  changeUser: 'administrator',
  resetPassword: 'administrator',
  endUserSessions: 'administrator',
  requestPasswordReset: ANYONE,
  choosePassword: ANYONE,
  requestCustomerPasswordReset: ANYONE,
  chooseCustomerPassword: ANYONE,
  listMails: 'administrator',
  listAuditEntries: 'administrator',
  getStanding: 'administrator integrator',
  confirmDeployment: 'administrator integrator',
  listIntegrations: 'administrator integrator',
  createIntegration: 'administrator integrator',
  getIntegration: 'administrator integrator',
  changeIntegration: 'administrator integrator',
  removeIntegration: 'administrator integrator',
  checkIntegration: 'administrator integrator',
  listPaymentRules: 'administrator integrator',
  createPaymentRule: 'administrator integrator',
  getPaymentRule: 'administrator integrator',
  changePaymentRule: 'administrator integrator',
  removePaymentRule: 'administrator integrator',
  explainCheckout: 'administrator integrator',
  explainOrder: 'administrator sales support',
  listOfflineMethods: 'administrator integrator',
  createOfflineMethod: 'administrator integrator',
  changeOfflineMethod: 'administrator integrator',
  removeOfflineMethod: 'administrator integrator',
  registerCustomer: ANYONE,
  signInCustomer: ANYONE,
  signOutCustomer: '',
  listCustomerOrders: '',
  listCustomers: 'administrator sales',
  setPaymentTerm: 'administrator sales',
  recordInvoice: 'administrator sales',
  getPricing: 'administrator',
  putPricing: 'administrator',
  listProducts: ANYONE,
  createCart: ANYONE,
  getCart: ANYONE,
  setCartLine: ANYONE,
  startCheckout: ANYONE,
  getCheckout: ANYONE,
  placeOrder: ANYONE,
  listOrders: 'administrator sales support',
  getOrder: 'administrator sales support',
  listSettlementReports: 'administrator sales',
  keepSettlementReport: 'administrator sales',
  getSettlementReport: 'administrator sales',
  getOrderTimeline: 'administrator sales support',
  payAgain: '',
  listPaymentTransactions: 'administrator sales support',
  reconcileOrder: 'administrator sales',
  reconcileAll: 'administrator sales',
  capturePayment: 'administrator sales',
  cancelAuthorization: 'administrator sales',
  refundPayment: 'administrator sales',
  reauthorizePayment: 'administrator sales',
  receiveNotification: ANYONE,
  listIntegrationNotifications: 'administrator integrator',
  listOrderNotifications: 'administrator sales support',
};

/** Who may see each page of the back office or send its form; the others go to the sign-in page or get 403. */
const PAGES: Readonly<Record<string, string>> = {
  'get /admin': STAFF,
  'get /admin/sign-in': ANYONE,
  'post /admin/sign-in': ANYONE,
  'post /admin/sign-out': STAFF,
  'get /admin/forgotten': ANYONE,
  'post /admin/forgotten': ANYONE,
  'get /admin/password/:resetToken': ANYONE,
  'post /admin/password/:resetToken': ANYONE,
  'get /admin/outbox': 'administrator',
  'get /admin/users': 'administrator',
  'post /admin/users': 'administrator',
  'get /admin/users/:userId': 'administrator',
  'post /admin/users/:userId': 'administrator',
  'post /admin/users/:userId/password': 'administrator',
  'post /admin/users/:userId/sign-out': 'administrator',
  'get /admin/audit': 'administrator',
  'post /admin/deployment/confirm': 'administrator integrator',
  'get /admin/orders': 'administrator sales support',
  'get /admin/settlements': 'administrator sales',
  'post /admin/settlements': 'administrator sales',
  'get /admin/settlements/:settlementReportId': 'administrator sales',
  'get /admin/exports/orders.csv': 'administrator sales support',
  'get /admin/exports/payments.csv': 'administrator sales support',
  'get /admin/orders/:orderId': 'administrator sales support',
  'post /admin/orders/:orderId/reconcile': 'administrator sales',
  'get /admin/orders/:orderId/capture/:transactionId': 'administrator sales',
  'post /admin/orders/:orderId/capture/:transactionId': 'administrator sales',
  'get /admin/orders/:orderId/cancel/:transactionId': 'administrator sales',
  'post /admin/orders/:orderId/cancel/:transactionId': 'administrator sales',
  'get /admin/orders/:orderId/refund/:transactionId': 'administrator sales',
  'post /admin/orders/:orderId/refund/:transactionId': 'administrator sales',
  'get /admin/orders/:orderId/reauthorize/:transactionId': 'administrator sales',
  'post /admin/orders/:orderId/reauthorize/:transactionId': 'administrator sales',
  'get /admin/integrations': 'administrator integrator',
  'get /admin/integrations/new': 'administrator integrator',
  'post /admin/integrations/new': 'administrator integrator',
  'get /admin/integrations/:integrationId': 'administrator integrator',
  'post /admin/integrations/:integrationId': 'administrator integrator',
  'post /admin/integrations/:integrationId/check': 'administrator integrator',
  'get /admin/integrations/:integrationId/delete': 'administrator integrator',
  'post /admin/integrations/:integrationId/delete': 'administrator integrator',
  'get /admin/payment-rules': 'administrator integrator',
  'get /admin/payment-rules/new': 'administrator integrator',
  'post /admin/payment-rules/new': 'administrator integrator',
  'get /admin/payment-rules/:paymentRuleId': 'administrator integrator',
  'post /admin/payment-rules/:paymentRuleId': 'administrator integrator',
  'post /admin/payment-rules/:paymentRuleId/delete': 'administrator integrator',
  'get /admin/payment-methods': 'administrator integrator',
  'get /admin/orders/:orderId/payment-methods': 'administrator sales support',
  'get /admin/offline-methods/new': 'administrator integrator',
  'post /admin/offline-methods/new': 'administrator integrator',
  'get /admin/offline-methods/:offlineMethodId': 'administrator integrator',
  'post /admin/offline-methods/:offlineMethodId': 'administrator integrator',
  'get /admin/offline-methods/:offlineMethodId/delete': 'administrator integrator',
  'post /admin/offline-methods/:offlineMethodId/delete': 'administrator integrator',
  'get /admin/customers': 'administrator sales',
  'post /admin/customers/:customerId/payment-term': 'administrator sales',
  'get /admin/orders/:orderId/invoice/:transactionId': 'administrator sales',
  'post /admin/orders/:orderId/invoice/:transactionId': 'administrator sales',
  'get /admin/pricing': 'administrator',
  'post /admin/pricing': 'administrator',
  'get /admin/health': STAFF,
  'post /admin/reconcile': 'administrator sales',
};

let shop: TestShop;
let order: Awaited<ReturnType<typeof placedOrder>>;
const clients = new Map<Caller, Client>();

beforeAll(async () => {
  shop = await testShop();
  const { methodId } = await openForBusiness(shop);
  order = await placedOrder(shop, methodId);
  clients.set('anonymous', shop.guest);
  for (const role of ROLES) clients.set(role, await shop.staff(role));
});

afterAll(() => shop.close());

function clientOf(caller: Caller): Client {
  const client = clients.get(caller);
  if (!client) throw new Error(`nobody is ${caller}`);
  return client;
}

const NOTHING = 'nothing';

function target(path: string): string {
  return path.replaceAll(/\{orderId\}|:orderId/g, order.orderId).replaceAll(/\{\w+\}|:\w+/g, NOTHING);
}

test('the tables name every operation and every page there is', () => {
  expect(DESCRIBED.map(({ id }) => id).toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());
  const pages = BACK_OFFICE_PAGES.map(({ method, path }) => `${method} ${path}`);
  expect(pages.toSorted()).toEqual(Object.keys(PAGES).toSorted());
  expect(STOREFRONT_PAGES.filter(({ access }) => access.kind !== 'anyone')).toEqual([]);
});

describe('the API', () => {
  for (const { id, method, path } of DESCRIBED) {
    for (const caller of CALLERS) {
      const may = OPERATIONS[id]?.split(' ').includes(caller) ?? false;
      // Signing out ends the session that the other rows still need.
      if (id === 'signOut' && may) continue;
      test(`${caller} ${may ? 'may' : 'may not'} ${id}`, async () => {
        const body = method === 'post' || method === 'put' ? {} : undefined;
        const { status, body: said } = await clientOf(caller).ask(method.toUpperCase(), target(path), body);
        if (may) expect([401, 403]).not.toContain(status);
        else
          expect([status, said]).toMatchObject(
            caller === 'anonymous'
              ? [401, { type: '/problems/not-signed-in' }]
              : [403, { type: '/problems/permission-missing' }],
          );
      });
    }
  }
});

describe('the back office', () => {
  for (const { method, path } of BACK_OFFICE_PAGES) {
    for (const caller of CALLERS) {
      const may = PAGES[`${method} ${path}`]?.split(' ').includes(caller) ?? false;
      if (path === '/admin/sign-out' && may) continue;
      test(`${caller} ${may ? 'may' : 'may not'} ${method} ${path}`, async () => {
        const { headers } = clientOf(caller);
        const form = { body: new URLSearchParams({ csrf: headers['csrf-token'] ?? '' }) };
        const { cookie = '' } = headers;
        const request = { method, redirect: 'manual', headers: { cookie } } as const;
        const answer = await fetch(shop.url + target(path), method === 'post' ? { ...request, ...form } : request);
        const away = answer.status === 303 && answer.headers.get('location') === '/admin/sign-in';
        if (may && caller === 'anonymous') expect([200, 403, 410]).toContain(answer.status);
        else if (may) expect([answer.status === 403, away]).toEqual([false, false]);
        else if (caller === 'anonymous') expect(away).toBe(true);
        else expect(answer.status).toBe(403);
      });
    }
  }
});

describe('writes without the CSRF token of the session', () => {
  for (const { id, method, path } of DESCRIBED) {
    if (method === 'get' || OPERATIONS[id] === ANYONE || ['payAgain', 'signOutCustomer'].includes(id)) continue;
    test(`${id} is refused`, async () => {
      const { cookie = '' } = shop.administrator.headers;
      for (const token of [undefined, '', 'x'.repeat(43), clientOf('sales').headers['csrf-token'] ?? '']) {
        const headers = token === undefined ? { cookie } : { cookie, 'csrf-token': token };
        const answer = await shop.guest.ask(method.toUpperCase(), target(path), {}, headers);
        expect(answer.body).toMatchObject({ status: 403, type: '/problems/csrf-token-wrong' });
      }
    });
  }

  for (const { method, path } of [...BACK_OFFICE_PAGES, ...STOREFRONT_PAGES]) {
    if (method === 'get') continue;
    test(`the form of ${path} is refused`, async () => {
      const { cookie = '' } = shop.administrator.headers;
      const request = { method: 'POST', redirect: 'manual', headers: { cookie } } as const;
      const without = await fetch(shop.url + target(path), { ...request, body: new URLSearchParams({ a: 'b' }) });
      const other = { csrf: clientOf('sales').headers['csrf-token'] ?? '' };
      const foreign = await fetch(shop.url + target(path), { ...request, body: new URLSearchParams(other) });
      expect([without.status, foreign.status]).toEqual([403, 403]);
    });
  }
});

describe("an order's token", () => {
  const asGuest = (method: string, path: string, token: string) =>
    shop.guest.ask(method, path, undefined, { 'order-token': token });

  test('opens that order to whoever has it, and nothing else', async () => {
    const { orderId, orderToken } = order;
    expect((await asGuest('GET', `/api/orders/${orderId}`, orderToken)).status).toBe(200);
    expect((await asGuest('POST', `/api/orders/${orderId}/reconcile`, orderToken)).status).toBe(200);
    expect((await asGuest('GET', `/api/orders/${orderId}/payment-transactions`, orderToken)).status).toBe(401);
    expect((await asGuest('GET', '/api/orders', orderToken)).status).toBe(401);
  });

  test('of another order, or nearly right, opens nothing', async () => {
    const other = await placedOrder(shop, 'generic_integration_nothing').catch(() => undefined);
    expect(other).toBeUndefined();
    for (const token of ['', 'x', `${order.orderToken}x`, order.orderToken.toLowerCase(), order.orderId]) {
      expect((await asGuest('GET', `/api/orders/${order.orderId}`, token)).status).toBe(401);
    }
    expect((await asGuest('GET', '/api/orders/nothing', order.orderToken)).status).toBe(401);
    expect((await fetch(`${shop.url}/orders/${order.orderId}`)).status).toBe(404);
  });
});

describe('sessions', () => {
  test('end when signed out, and after a working day', async () => {
    const support = await shop.staff('support');
    const other = await shop.staff('support');
    expect((await support.ask('GET', '/api/session')).status).toBe(200);
    expect((await support.ask('DELETE', '/api/session')).status).toBe(204);
    expect((await support.ask('GET', '/api/session')).status).toBe(401);
    expect((await other.ask('GET', '/api/session')).status).toBe(200);
  });

  test('have a cookie that scripts and other sites cannot use', async () => {
    const body = { email: 'administrator@shop.example', password: PASSWORD };
    const answer = await shop.guest.ask('POST', '/api/session', body);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^session-sandbox=[0-9A-Za-z]{40}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });
});

test('five wrong passwords lock an address for a quarter of an hour, for the right password too, and say nothing of who exists', async () => {
  const { administrator, guest, clock } = shop;
  const email = 'locked@shop.example';
  await administrator.get(201, 'POST', '/api/users', { email, name: 'L', role: 'sales', password: PASSWORD });
  const attempt = (as: string, password: string) => guest.ask('POST', '/api/session', { email: as, password });
  for (const as of [email, 'nobody@shop.example']) {
    const wrong = await Promise.all(Array.from({ length: 7 }, () => attempt(as, 'not the password')));
    expect(wrong.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const locked = await attempt(as, PASSWORD);
    expect(locked).toMatchObject({ status: 429, body: { type: '/problems/locked-out' } });
    expect(Number(locked.headers.get('retry-after'))).toBe(900);
  }
  clock.advance(15 * 60 * 1000);
  expect((await attempt(email.toUpperCase(), PASSWORD)).status).toBe(201);
});

test('after a working day a session is over', async () => {
  const { clock } = shop;
  const support = await shop.staff('support');
  clock.advance(12 * 60 * 60 * 1000 - 1);
  expect((await support.ask('GET', '/api/session')).status).toBe(200);
  clock.advance(1);
  expect((await support.ask('GET', '/api/session')).status).toBe(401);
});
