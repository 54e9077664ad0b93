import { afterEach, beforeEach, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import {
  history,
  integrationDraft,
  openForBusiness,
  orderOf,
  placedOrder,
  returns,
  type TestShop,
  testShop,
} from './shop.ts';

type Wire = components['schemas'];

let shop: TestShop;
let orderId: string;
let hold: string;
let integrationId: string;

beforeEach(async () => {
  shop = await testShop();
  const integration = await openForBusiness(shop);
  integrationId = integration.id;
  ({ orderId } = await placedOrder(shop, integration.methodId));
  shop.provider.customer('pay_1', 'pays');
  await returns(shop);
  hold = (await history(shop, orderId))[0]?.id ?? '';
});

afterEach(() => shop.close());

function capture(client = shop.administrator) {
  return client.ask('POST', `/api/payment-transactions/${hold}/capture`);
}

function capturesSeen(): readonly (string | string[] | undefined)[] {
  return shop.provider.seen
    .filter(({ path }) => path.endsWith('/captures'))
    .map(({ headers }) => headers['idempotency-key']);
}

async function inOneLine(): Promise<string> {
  return (await history(shop, orderId)).map(({ action, outcome }) => `${action} ${outcome.kind}`).join(', ');
}

test('two sales people who press at once capture once', async () => {
  const [one, two] = [await shop.staff('sales'), await shop.staff('sales')];
  const answers = await Promise.all([capture(one), capture(two), capture(one), capture(two)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(new Set(answers.map(({ body }) => (body as Wire['CaptureResult']).capture.id)).size).toBe(1);
  expect(capturesSeen()).toHaveLength(1);
  expect(await inOneLine()).toBe('capture approved, authorize approved');
});

test('a capture the provider refuses leaves the hold open, and the next one is a new command', async () => {
  shop.provider.refuse('POST /v1/payments/pay_1/captures', 422, 'currency-mismatch');
  expect((await capture()).body).toMatchObject({
    paymentStatus: 'authorized',
    capture: { outcome: { kind: 'rejected', code: 'currency-mismatch' } },
  });
  expect((await history(shop, orderId)).at(-1)).toMatchObject({
    active: true,
    successful: true,
    actions: ['capture', 'cancel', 're_authorize'],
  });
  expect((await capture()).body).toMatchObject({ paymentStatus: 'full' });
  expect(new Set(capturesSeen()).size).toBe(2);
  expect(await inOneLine()).toBe('capture approved, capture rejected, authorize approved');
});

test('a credential that may not capture changes nothing', async () => {
  shop.provider.refuse('POST /v1/payments/pay_1/captures', 403, 'scope-missing');
  expect((await capture()).body).toMatchObject({ capture: { outcome: { kind: 'rejected', code: 'scope-missing' } } });
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'authorized' });
});

test('captured at the provider: pressing the button finds that out and collects nothing more', async () => {
  const payment = shop.provider.payments.get('pay_1');
  payment?.captures.push({ id: 'cap_console', amount: { minor: 1999, currency: 'EUR' }, status: 'succeeded' });
  if (payment) payment.status = 'captured';
  await capture();
  expect(shop.provider.payments.get('pay_1')?.captures).toHaveLength(1);
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'full', paid: { minor: 1999 } });
  const [newest] = await history(shop, orderId);
  expect(newest).toMatchObject({ action: 'capture', origin: 'provider', reference: 'cap_console' });
});

test('voided at the provider: pressing the button finds that out', async () => {
  const payment = shop.provider.payments.get('pay_1');
  if (payment) payment.status = 'voided';
  await capture();
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'canceled' });
  expect(await inOneLine()).toBe('cancel approved, capture rejected, authorize approved');
  expect(await capture()).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } });
});

test('an expired hold is found out by asking, before anybody presses anything', async () => {
  const payment = shop.provider.payments.get('pay_1');
  if (payment) payment.status = 'expired';
  const order = await shop.administrator.get<Wire['Order']>(200, 'POST', `/api/orders/${orderId}/reconcile`);
  expect(order).toMatchObject({ paymentStatus: 'canceled' });
  const again = await shop.administrator.get<Wire['Order']>(200, 'POST', `/api/orders/${orderId}/reconcile`);
  expect(again).toEqual(order);
  expect(await inOneLine()).toBe('cancel approved, authorize approved');
});

test("an answer about somebody else's payment changes nothing about the hold", async () => {
  const payment = shop.provider.payments.get('pay_1');
  Object.assign(payment ?? {}, { environment: 'production', status: 'voided' });
  await shop.administrator.get(200, 'POST', `/api/orders/${orderId}/reconcile`);
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'authorized' });
  expect(shop.logged.join('')).toContain('differs in its environment');
});

const FAULTS = ['lost_after', 'lost_before', 'error_after', 'error_before', 'html'] as const;
for (const fault of FAULTS) {
  test(`an answer to a capture gone wrong (${fault}) is resolved under the same key and captures once`, async () => {
    shop.provider.fail('POST /v1/payments/pay_1/captures', fault);
    expect((await capture()).body).toMatchObject({ paymentStatus: 'full', capture: { outcome: { kind: 'approved' } } });
    expect(new Set(capturesSeen()).size).toBe(1);
    expect(shop.provider.payments.get('pay_1')?.captures).toHaveLength(1);
    expect(await inOneLine()).toBe('capture approved, authorize approved');
  });
}

test('a capture nobody answers stays unknown, is neither failed nor sent again by a second press, and is resolved later', async () => {
  shop.provider.fail('POST /v1/payments/pay_1/captures', 'lost_before');
  shop.provider.fail('GET /v1/payments/pay_1', 'error_before');
  expect((await capture()).body).toMatchObject({
    capture: { outcome: { kind: 'unknown', why: 'connection_lost' } },
    paymentStatus: 'authorized',
  });
  const { status, unresolvedPaymentTransactions } = await shop.administrator.get<Wire['Health']>(200, 'GET', '/health');
  expect({ status, unresolvedPaymentTransactions }).toEqual({ status: 'ok', unresolvedPaymentTransactions: 1 });
  expect((await capture()).body).toMatchObject({ paymentStatus: 'full' });
  expect(new Set(capturesSeen()).size).toBe(1);
  expect(shop.provider.payments.get('pay_1')?.captures).toHaveLength(1);
});

test('after a silence, a refusal of the credential does not make the capture a failure', async () => {
  shop.provider.fail('POST /v1/payments/pay_1/captures', 'lost_after');
  shop.provider.refuse('GET /v1/payments/pay_1', 401, 'credential-revoked');
  expect((await capture()).body).toMatchObject({ capture: { outcome: { kind: 'unknown' } } });
  expect(await inOneLine()).toBe('capture unknown, authorize approved');
  await shop.administrator.get(200, 'POST', `/api/orders/${orderId}/reconcile`);
  expect(await inOneLine()).toBe('capture approved, authorize approved');
});

test('a hold of an integration that is switched off can still be captured', async () => {
  const { administrator } = shop;
  await administrator.get(200, 'PUT', `/api/integrations/${integrationId}`, { ...integrationDraft(), enabled: false });
  expect((await capture()).body).toMatchObject({ paymentStatus: 'full' });
});

test('a hold of a deleted integration keeps its history and cannot be captured here', async () => {
  const removal = await shop.administrator.get<{ changedPaymentRules: Wire['PaymentRule'][] }>(
    200,
    'DELETE',
    `/api/integrations/${integrationId}`,
  );
  expect(removal.changedPaymentRules).toMatchObject([{ enabled: false, methods: [] }, {}, {}]);
  expect(await history(shop, orderId)).toMatchObject([{ methodLabel: 'Card', action: 'authorize' }]);
  expect(await capture()).toMatchObject({ status: 409, body: { type: '/problems/integration-missing' } });
  expect(capturesSeen()).toEqual([]);
});

test('in the back office a capture is confirmed first, and pressing twice captures once', async () => {
  const { headers } = shop.administrator;
  const cookie = headers.cookie ?? '';
  const path = `/admin/orders/${orderId}/capture/${hold}`;
  const page = await (await fetch(shop.url + path, { headers: { cookie } })).text();
  expect(page).toContain('EUR\u00a019.99');
  const form = { method: 'POST', redirect: 'manual', headers: { cookie } } as const;
  const press = () =>
    fetch(shop.url + path, { ...form, body: new URLSearchParams({ csrf: headers['csrf-token'] ?? '' }) });
  const answers = await Promise.all([press(), press()]);
  expect(answers.map(({ status, headers: told }) => [status, told.get('location')])).toEqual([
    [303, `/admin/orders/${orderId}?notice=capture_approved`],
    [303, `/admin/orders/${orderId}?notice=capture_approved`],
  ]);
  expect(capturesSeen()).toHaveLength(1);
});
