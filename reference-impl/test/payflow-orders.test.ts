import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { type ProviderProgram, startProvider } from './provider-program.ts';
import { openForBusiness, startedCheckout, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];
type Login = Extract<Wire['Credential'], { kind: 'login' }>;

// Over the wire to a provider that speaks Payflow: its tokens, its page, its silent posts, its inquiries.
let provider: ProviderProgram;
let shop: TestShop;
let login: Login;
const methods = { authorize: '', charge: '', check: '', wallet: '', walletBesideChecks: '' };
let notificationUrl: string;

beforeAll(async () => {
  provider = await startProvider();
  const url = `${provider.environments.sandbox?.url}/payflow`;
  shop = await testShop({ config: { providers: new Map([['payflow', url]]) } });
  login = await loginIn('sandbox');
  for (const paymentAction of ['authorize', 'charge'] as const) {
    const more = { type: 'payflow', label: paymentAction, paymentAction, credential: login } as const;
    const integration = await openForBusiness(shop, more);
    methods[paymentAction] = integration.methodId;
    methods.wallet = integration.methods.find(({ kind }) => kind === 'express_checkout')?.id ?? '';
    ({ notificationUrl } = integration);
  }
  const checking = { type: 'payflow', paymentAction: 'authorize', cardCheck: 'only', credential: login } as const;
  const checks = await openForBusiness(shop, { ...checking, label: 'check' });
  methods.check = checks.methodId;
  methods.walletBesideChecks = checks.methods.find(({ kind }) => kind === 'express_checkout')?.id ?? '';
  const ids = [methods.wallet, methods.walletBesideChecks];
  const wallets = { name: 'Wallets', sortOrder: 1, currency: 'EUR', methods: ids };
  await shop.administrator.get(201, 'POST', '/api/payment-rules', wallets);
});

afterAll(async () => {
  await shop?.close();
  provider?.end();
});

/** The login of a seller's account in an environment. */
async function loginIn(environment: string): Promise<Login> {
  const { body } = await provider.control('POST', '/merchants', { environment, name: 'Shop' });
  await provider.control('POST', `/merchants/${body.id}/activate`);
  const issued = await provider.control('POST', `/merchants/${body.id}/credentials`, {
    dialect: 'payflow',
    kind: 'oauth_client',
  });
  const { publicId: vendor } = issued.body.credential as { publicId: string };
  return { kind: 'login', partner: 'PayPal', vendor, user: vendor, password: String(issued.body.secret) };
}

type Ordered = Readonly<{ orderId: string; page: string }>;

async function ordered(action: keyof typeof methods): Promise<Ordered> {
  const { id } = await startedCheckout(shop);
  const body = { methodId: methods[action] };
  const placed = await shop.guest.get<Wire['PlacedOrder']>(201, 'POST', `/api/checkouts/${id}/place`, body);
  const [asked] = await historyOf(placed.orderId);
  return { orderId: placed.orderId, page: asked?.outcome.redirectUrl ?? '' };
}

async function historyOf(orderId: string): Promise<readonly Wire['PaymentTransaction'][]> {
  const path = `/api/orders/${orderId}/payment-transactions`;
  const answer = await shop.administrator.get<{ paymentTransactions: Wire['PaymentTransaction'][] }>(200, 'GET', path);
  return answer.paymentTransactions;
}

async function statusOf(orderId: string): Promise<string> {
  return (await shop.administrator.get<Wire['Order']>(200, 'GET', `/api/orders/${orderId}`)).paymentStatus;
}

/** The customer enters a card on the page; where the browser is sent to then. */
async function enters(page: string, number: string): Promise<URL> {
  const shown = await fetch(page);
  const [, action = ''] = /<form[^>]*\saction="([^"]*)"/.exec(await shown.text()) ?? [];
  const fields = new URLSearchParams({ number, expiry: '12/40', cvc: '123' });
  const answer = await fetch(new URL(action, shown.url), { method: 'POST', body: fields, redirect: 'manual' });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get('location') ?? '', shown.url);
}

/** The customer opens the page and goes back without paying. */
async function cancels(page: string): Promise<URL> {
  const shown = await fetch(page);
  const [, action = ''] = /<form[^>]*\saction="([^"]*cancel[^"]*)"/.exec(await shown.text()) ?? [];
  const answer = await fetch(new URL(action, shown.url), { method: 'POST', redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '', shown.url);
}

/** The owner of an account approves on the page; the browser is sent back to the shop. */
async function answers(page: string, answer: 'approve' | 'decline'): Promise<URL> {
  const shown = await fetch(page);
  const [, action = ''] = /<form[^>]*\saction="([^"]*wallet)"/.exec(await shown.text()) ?? [];
  const body = new URLSearchParams({ answer });
  const back = await fetch(new URL(action, shown.url), { method: 'POST', body, redirect: 'manual' });
  return new URL(back.headers.get('location') ?? '', shown.url);
}

const comesBack = (to: URL) => fetch(to, { redirect: 'manual' });
const GOOD = '4242424242424242';
const NO_FUNDS = '4000000000009995';

test('a hold is captured in parts, the rest is released, and a part of it is returned', async () => {
  const { orderId, page } = await ordered('authorize');
  expect(await statusOf(orderId)).toBe('pending');
  await enters(page, GOOD);
  // Nobody comes back: the silent post tells.
  await expect.poll(() => statusOf(orderId)).toBe('authorized');
  const [hold] = await historyOf(orderId);
  const { administrator } = shop;
  const part = { amount: { minor: 500, currency: 'EUR' }, remaining: hold?.remaining };
  await administrator.get(200, 'POST', `/api/payment-transactions/${hold?.id}/capture`, part);
  expect(await statusOf(orderId)).toBe('partially');
  await administrator.get(200, 'POST', `/api/payment-transactions/${hold?.id}/cancel`, {
    note: 'the rest is sold out',
  });
  const captured = (await historyOf(orderId)).find(({ action }) => action === 'capture');
  expect(captured).toMatchObject({ amount: { minor: 500 }, outcome: { kind: 'approved' } });
  const note = 'scratched';
  const refund = { amount: { minor: 200, currency: 'EUR' }, remaining: { minor: 500, currency: 'EUR' }, note };
  await administrator.get(200, 'POST', `/api/payment-transactions/${captured?.id}/refund`, refund);
  const actions = (await historyOf(orderId)).map(({ action, outcome }) => `${action} ${outcome.kind}`);
  expect(actions).toEqual(['refund approved', 'cancel approved', 'capture approved', 'authorize approved']);
});

test('a declined card, then another one on the same page: taken at once, and told by whoever is asked on the way back', async () => {
  const { orderId, page } = await ordered('charge');
  const back = await enters(page, NO_FUNDS);
  await comesBack(back);
  expect(await statusOf(orderId)).not.toBe('full');
  expect((await comesBack(await enters(page, GOOD))).status).toBeLessThan(400);
  expect(await statusOf(orderId)).toBe('full');
});

test('coming back proves nothing, and neither does a silent post that somebody else has made up, or that has no result', async () => {
  const { orderId, page } = await ordered('charge');
  const first = await ordered('charge');
  await comesBack(await enters(first.page, GOOD));
  const real = await posted(first.orderId);
  await comesBack(await cancels(page));
  expect(await statusOf(orderId)).toBe('pending');
  const forged = new URLSearchParams(real);
  forged.set('PNREF', 'A00000000000');
  const silent = new URLSearchParams(real);
  silent.delete('RESULT');
  const refusals = [await post(forged), await post(silent)];
  expect(refusals).toMatchObject([
    { status: 401, body: { reason: 'denied' } },
    { status: 401, body: { reason: 'body_malformed' } },
  ]);
  expect(await statusOf(orderId)).toBe('pending');
});

test('an exact repeat of a silent post is thanked for and changes nothing; one about another amount is refused', async () => {
  const { orderId, page } = await ordered('charge');
  await enters(page, GOOD);
  await expect.poll(() => statusOf(orderId)).toBe('full');
  const real = await posted(orderId);
  const before = await historyOf(orderId);
  for (let time = 0; time < 2; time++) expect(await post(real)).toMatchObject({ status: 200 });
  const other = new URLSearchParams(real);
  other.set('AMT', '1.00');
  expect(await post(other)).toMatchObject({ status: 422, body: { reason: 'amount_mismatch' } });
  expect(await historyOf(orderId)).toEqual(before);
});

test('a card is verified and holds nothing; a sales person takes the money with it, and returns it', async () => {
  const { orderId, page } = await ordered('check');
  await enters(page, GOOD);
  // Nobody comes back: the silent post tells, of an amount of nothing.
  const told = async () => (await historyOf(orderId)).map(({ action, amount }) => `${action} ${amount.minor}`);
  await expect.poll(async () => (await historyOf(orderId))[0]?.outcome.kind).toBe('approved');
  expect([await statusOf(orderId), ...(await told())]).toEqual(['pending', 'validate 0']);
  const [check] = await historyOf(orderId);
  const { administrator } = shop;
  await administrator.get(200, 'POST', `/api/payment-transactions/${check?.id}/capture`, {});
  expect([await statusOf(orderId), ...(await told())]).toEqual(['full', 'charge 1999', 'validate 0']);
  const [charge] = await historyOf(orderId);
  await administrator.get(200, 'POST', `/api/payment-transactions/${charge?.id}/refund`, { note: 'scratched' });
  expect(await statusOf(orderId)).toBe('refunded');
});

test('an account is charged once its owner has come back, the amount being that of the order, and returned in part', async () => {
  const { orderId, page } = await ordered('wallet');
  expect(page).toMatch(/\/payflow\/webscr\?cmd=_express-checkout&token=EC-/);
  await comesBack(await cancels(page));
  expect(await statusOf(orderId)).toBe('pending');
  const back = await answers(page, 'approve');
  expect(await statusOf(orderId)).toBe('pending');
  await Promise.all([comesBack(back), comesBack(back)]);
  expect(await statusOf(orderId)).toBe('full');
  const [charge] = await historyOf(orderId);
  expect(charge).toMatchObject({ action: 'charge', amount: { minor: 1999 }, reference: expect.stringMatching(/^A/) });
  const remaining = charge?.remaining;
  const refund = { amount: { minor: 200, currency: 'EUR' }, remaining, note: 'scratched' };
  await shop.administrator.get(200, 'POST', `/api/payment-transactions/${charge?.id}/refund`, refund);
  expect((await historyOf(orderId)).map(({ action }) => action)).toEqual(['refund', 'charge']);
});

test('an account that declines is a declined payment, at once, and is not checked before where cards are', async () => {
  const { orderId, page } = await ordered('walletBesideChecks');
  expect(await historyOf(orderId)).toMatchObject([{ action: 'authorize', amount: { minor: 1999 } }]);
  await comesBack(await answers(page, 'decline'));
  expect(await statusOf(orderId)).toBe('declined');
});

test("the login of another environment is refused by Payflow, and the shop says that it is the login's fault", async () => {
  const credential = await loginIn('production');
  const draft = { type: 'payflow', label: 'Lost', enabled: true, paymentAction: 'charge', credential };
  const { administrator } = shop;
  const { id } = await administrator.get<Wire['Integration']>(201, 'POST', '/api/integrations', draft);
  const checked = await administrator.ask('POST', `/api/integrations/${id}/check`);
  expect(JSON.stringify(checked.body)).toContain('result_1');
  expect(JSON.stringify(checked.body)).not.toContain(credential.password);
});

async function post(body: URLSearchParams): Promise<Readonly<{ status: number; body: unknown }>> {
  const answer = await fetch(notificationUrl, { method: 'POST', body });
  return { status: answer.status, body: await answer.json() };
}

/** What the shop was posted about an order, from the provider's journal: what is secret in it is masked there. */
async function posted(orderId: string): Promise<URLSearchParams> {
  const { number } = await shop.administrator.get<Wire['Order']>(200, 'GET', `/api/orders/${orderId}`);
  const entry = async () => {
    const { body } = await provider.control('GET', '/journal?environment=sandbox&limit=500');
    const entries = body.entries as readonly { operation?: string; request?: { body?: Record<string, string> } }[];
    return entries.findLast(({ operation, request }) => operation === 'receiveSilentPost' && about(request, number));
  };
  await expect.poll(async () => (await entry()) !== undefined).toBe(true);
  return new URLSearchParams((await entry())?.request?.body);
}

function about(request: Readonly<{ body?: Record<string, string> }> | undefined, orderNumber: string): boolean {
  return request?.body?.USER3 === orderNumber;
}
