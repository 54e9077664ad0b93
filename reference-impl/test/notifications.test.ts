import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { workOff } from '../src/payments/inbox.ts';
import { localProvider } from './local-provider.ts';
import { EARLIER_SECRET, notify, type Said, SECRET, type Sending, states } from './notifying.ts';
import {
  history,
  integrationDraft,
  openForBusiness,
  orderOf,
  placedOrder,
  returns,
  startedCheckout,
  type TestShop,
  testShop,
} from './shop.ts';

type Wire = components['schemas'];

const closing: (() => Promise<void> | void)[] = [];

let shop: TestShop;
let integration: Wire['Integration'];

beforeEach(async () => {
  shop = await testShop();
  closing.push(() => shop.close());
  integration = await openForBusiness(shop, { signingSecrets: [SECRET] });
});

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Sends what the provider would send about a payment, with changes, and waits until it has been acted on. */
async function send(
  paymentId: string,
  more: Readonly<Record<string, unknown>> = {},
  sending: Partial<Sending> = {},
  to = shop,
): Promise<Said> {
  const body = JSON.stringify(to.provider.notification(paymentId, more));
  const at = new Date(to.clock.now());
  const said = await notify(integration.notificationUrl.replace(shop.url, to.url), { body, at, ...sending });
  await to.app.world.background.settled();
  return said;
}

async function paid(to = shop): Promise<Wire['PlacedOrder']> {
  const order = await placedOrder(to, integration.methodId);
  to.provider.customer(`pay_${to.provider.payments.size}`, 'pays');
  return order;
}

async function inbox(orderId: string, to = shop): Promise<readonly Wire['Notification'][]> {
  const path = `/api/orders/${orderId}/notifications`;
  return (await to.administrator.get<{ notifications: Wire['Notification'][] }>(200, 'GET', path)).notifications;
}

function arrived(id = integration.id) {
  type Arrived = { notifications: Wire['Notification'][]; unverified: Wire['UnverifiedNotifications'][] };
  return shop.administrator.get<Arrived>(200, 'GET', `/api/integrations/${id}/notifications`);
}

const lookups = (to = shop) =>
  to.provider.seen.filter(({ method, path }) => method === 'GET' && /pay_\d/.test(path)).length;

test('a notification makes the shop ask the provider, before the customer is back and without them', async () => {
  const { orderId } = await paid();
  expect(await send('pay_1')).toEqual({ status: 200, body: { state: 'received' } });
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'authorized' });
  expect(await inbox(orderId)).toMatchObject([
    { state: 'asked', type: 'payment.authorized', paymentReference: 'pay_1', webhookId: 'ntf_pay_1' },
  ]);
  expect(lookups()).toBe(1);
});

test('the same notification again is acknowledged and has no effect, however often and however many at once', async () => {
  const { orderId } = await paid();
  await send('pay_1');
  const again = await Promise.all([send('pay_1'), send('pay_1'), send('pay_1')]);
  expect(again.map(({ status, body }) => [status, body.state])).toEqual([
    [200, 'asked'],
    [200, 'asked'],
    [200, 'asked'],
  ]);
  expect(await inbox(orderId)).toHaveLength(1);
  expect(lookups()).toBe(1);
});

test('what a notification says is not believed: the provider is asked, and its answer counts', async () => {
  const { orderId } = await placedOrder(shop, integration.methodId);
  const data = { ...Object(shop.provider.notification('pay_1').data), status: 'captured' };
  expect(await send('pay_1', { data, type: 'payment.captured' })).toMatchObject({ status: 200 });
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'pending', paid: { minor: 0 } });
});

test('notifications that are late, stale or out of order change nothing that is newer', async () => {
  const { orderId } = await paid();
  const early = shop.provider.notification('pay_1');
  await returns(shop);
  const [hold] = await history(shop, orderId);
  await shop.administrator.get(200, 'POST', `/api/payment-transactions/${hold?.id}/capture`);
  for (const [index, type] of ['payment.captured', 'payment.authorized', 'payment.declined'].entries()) {
    expect(await send('pay_1', { data: early.data, type, id: `ntf_${index}` })).toMatchObject({ status: 200 });
  }
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'full', paid: { minor: 1999 } });
  expect(await history(shop, orderId)).toHaveLength(2);
});

test('a notification that is faster than the answer to the purchase waits for it and makes one payment', async () => {
  const checkout = await startedCheckout(shop);
  const open = shop.provider.gate('GET /v1/payments?');
  shop.provider.fail('POST /v1/payments', 'lost_after');
  const placing = shop.guest.get<Wire['PlacedOrder']>(201, 'POST', `/api/checkouts/${checkout.id}/place`, {
    methodId: integration.methodId,
  });
  await expect.poll(() => shop.provider.payments.size).toBe(1);
  shop.provider.customer('pay_1', 'pays');
  const sent = send('pay_1');
  open();
  expect(await sent).toMatchObject({ status: 200 });
  const { orderId } = await placing;
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'authorized' });
  expect(shop.provider.payments.size).toBe(1);
  expect(states(await inbox(orderId))).toEqual(['asked']);
});

describe('what nobody is known to have sent', () => {
  const CASES: readonly (readonly [what: string, reason: string, sending: (now: number) => Partial<Sending>])[] = [
    ['signed with another secret', 'signature_wrong', () => ({ secret: EARLIER_SECRET })],
    ['without a signature', 'header_malformed', () => ({ headers: { 'webhook-id': '' } })],
    ['with a signature of another id', 'signature_wrong', () => ({ headers: { 'webhook-id': 'ntf_2' } })],
    ['sent five minutes and a second ago', 'timestamp_too_old', (now) => ({ at: new Date(now - 301_000) })],
    ['sent from five minutes and a second ahead', 'timestamp_too_new', (now) => ({ at: new Date(now + 301_000) })],
  ];
  for (const [what, reason, sending] of CASES) {
    test(`is refused and not kept: ${what}`, async () => {
      const { orderId } = await paid();
      const said = await send('pay_1', {}, sending(shop.clock.now()));
      expect(said).toMatchObject({ status: 401, body: { type: '/problems/notification-unverified', reason } });
      expect(await arrived()).toMatchObject({ notifications: [], unverified: [{ why: reason, count: 1 }] });
      expect(lookups()).toBe(0);
      expect(await send('pay_1')).toMatchObject({ status: 200 });
      expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'authorized' });
    });
  }

  test('is counted, not kept, so that it cannot fill the database', async () => {
    await paid();
    for (let count = 0; count < 5; count += 1) await send('pay_1', { id: `ntf_${count}` }, { secret: EARLIER_SECRET });
    expect(await arrived()).toMatchObject({ notifications: [], unverified: [{ why: 'signature_wrong', count: 5 }] });
  });

  test('has nowhere to go: an address that is none, too much of it, another method', async () => {
    await paid();
    const body = JSON.stringify(shop.provider.notification('pay_1'));
    const at = new Date(shop.clock.now());
    expect(await notify(`${shop.url}/notifications/nothing`, { body, at })).toMatchObject({ status: 404 });
    const huge = JSON.stringify({ ...shop.provider.notification('pay_1'), more: 'x'.repeat(256 * 1024) });
    expect(await notify(integration.notificationUrl, { body: huge, at })).toMatchObject({ status: 413 });
    expect((await fetch(integration.notificationUrl)).status).toBe(405);
  });
});

describe('signing secrets', () => {
  const path = () => `/api/integrations/${integration.id}`;
  const change = (signingSecrets?: readonly string[]) =>
    shop.administrator.get<Wire['Integration']>(200, 'PUT', path(), {
      ...integrationDraft(),
      ...(signingSecrets === undefined ? {} : { signingSecrets }),
    });

  test('are shown masked, stay when their mask comes back or nothing does, and go when the list is empty', async () => {
    const mask = `whsec_…${SECRET.slice(-4)}`;
    expect(integration.signingSecrets).toEqual([mask]);
    expect(await change()).toMatchObject({ signingSecrets: [mask] });
    expect(await change([EARLIER_SECRET, mask])).toMatchObject({
      signingSecrets: [`whsec_…${EARLIER_SECRET.slice(-4)}`, mask],
    });
    await paid();
    expect(await send('pay_1')).toMatchObject({ status: 200 });
    expect(await change([])).toMatchObject({ signingSecrets: [] });
    const refused = await send('pay_1', { id: 'ntf_2' });
    expect(refused).toMatchObject({ status: 401, body: { reason: 'no_signing_secret' } });
    const wrong = await shop.administrator.ask('PUT', path(), { ...integrationDraft(), signingSecrets: ['whsec_x'] });
    expect(wrong.body).toMatchObject({ status: 400, errors: [{ pointer: '/signingSecrets/0' }] });
  });

  test('are both good while one replaces the other, and the old one never after', async () => {
    await change([SECRET, EARLIER_SECRET]);
    await paid();
    expect(await send('pay_1', { id: 'a' }, { secret: EARLIER_SECRET })).toMatchObject({ status: 200 });
    expect(await send('pay_1', { id: 'b' }, { secret: SECRET })).toMatchObject({ status: 200 });
    await change([SECRET]);
    expect(await send('pay_1', { id: 'c' }, { secret: EARLIER_SECRET })).toMatchObject({ status: 401 });
  });

  test('can be entered in the back office, where the address for notifications is shown', async () => {
    const { cookie = '', 'csrf-token': csrf = '' } = shop.administrator.headers;
    const url = `${shop.url}/admin/integrations/${integration.id}`;
    const page = await (await fetch(url, { headers: { cookie } })).text();
    expect(page).toContain(integration.notificationUrl);
    const fields = { csrf, label: 'Card', enabled: 'yes', paymentAction: 'authorize', kind: 'api_key' };
    const [mask = ''] = integration.signingSecrets ?? [];
    const form = { ...fields, apiKey: 'gsk_sandbox_…Et42', signingSecret: EARLIER_SECRET, earlierSigningSecret: mask };
    const post = (body: Record<string, string>) =>
      fetch(url, { method: 'POST', redirect: 'manual', headers: { cookie }, body: new URLSearchParams(body) });
    expect((await post(form)).status).toBe(303);
    await paid();
    expect(await send('pay_1', { id: 'a' }, { secret: EARLIER_SECRET })).toMatchObject({ status: 200 });
    expect(await send('pay_1', { id: 'b' })).toMatchObject({ status: 200 });
    const refused = await post({ ...form, signingSecret: 'whsec_nonsense' });
    const text = await refused.text();
    expect([refused.status, text.includes('not a signing secret'), text.includes('whsec_nonsense')]).toEqual([
      422,
      true,
      false,
    ]);
  });
});

describe('a signed notification that does not fit is refused, kept, and asks nobody', () => {
  const ofPayment = (more: object) => ({ data: { ...Object(shop.provider.notification('pay_1').data), ...more } });
  const CASES: readonly (readonly [why: string, more: () => Readonly<Record<string, unknown>>])[] = [
    ['environment_mismatch', () => ({ environment: 'production', ...ofPayment({ environment: 'production' }) })],
    ['mode_mismatch', () => ({ mode: 'live', ...ofPayment({ mode: 'live' }) })],
    ['unreadable', () => ({ environment: 'production' })],
    ['unreadable', () => ({ id: 'another' })],
    ['unreadable', () => ({ data: null })],
    ['order_mismatch', () => ofPayment({ reference: 'AAAAA-AAAAA' })],
    ['amount_mismatch', () => ofPayment({ amount: { minor: 1, currency: 'EUR' } })],
    ['currency_mismatch', () => ofPayment({ amount: { minor: 1999, currency: 'USD' } })],
  ];
  for (const [why, more] of CASES) {
    test(why, async () => {
      const { orderId } = await paid();
      const sending = { id: 'ntf_pay_1' };
      for (const _ of ['first', 'repeated']) {
        const said = await send('pay_1', more(), sending);
        expect(said).toMatchObject({ status: 422, body: { type: '/problems/notification-refused', reason: why } });
      }
      expect(states((await arrived()).notifications)).toEqual([`refused ${why}`]);
      expect(lookups()).toBe(0);
      expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'pending' });
    });
  }

  test('account_mismatch: a payment of another integration, however well signed', async () => {
    await paid();
    const draft = integrationDraft({ signingSecrets: [EARLIER_SECRET] });
    const other = await shop.administrator.get<Wire['Integration']>(201, 'POST', '/api/integrations', draft);
    const body = JSON.stringify(shop.provider.notification('pay_1'));
    const at = new Date(shop.clock.now());
    const said = await notify(other.notificationUrl, { body, at, secret: EARLIER_SECRET });
    expect(said).toMatchObject({ status: 422, body: { reason: 'account_mismatch' } });
    expect(lookups()).toBe(0);
    // Its own integration still hears of it under the same id.
    expect(await send('pay_1')).toMatchObject({ status: 200 });
  });
});

describe('a signed notification of no use here is kept and taken', () => {
  test('of an unknown type', async () => {
    await paid();
    expect(await send('pay_1', { type: 'payment.unheard_of' })).toEqual({ status: 200, body: { state: 'kept' } });
    expect((await arrived()).notifications).toMatchObject([{ type: 'payment.unheard_of', why: 'unknown_type' }]);
    expect(lookups()).toBe(0);
  });

  test("about somebody else's order, or a payment that nobody here asked for", async () => {
    const { orderId, orderNumber } = await paid();
    const stranger = { ...Object(shop.provider.notification('pay_1').data), id: 'pay_9' };
    expect(await send('pay_1', { data: { ...stranger, reference: 'ELSE' }, id: 'a' })).toMatchObject({
      body: { state: 'kept' },
    });
    expect(await send('pay_1', { data: { ...stranger, metadata: {} }, id: 'b' })).toMatchObject({
      body: { state: 'kept' },
    });
    expect(states((await arrived()).notifications)).toEqual(['kept unknown_payment', 'kept unknown_order']);
    expect((await arrived()).notifications[0]).toMatchObject({ orderNumber, orderId });
    expect(lookups()).toBe(0);
  });
});

test('a provider that does not answer when asked is asked again later, less and less often, and given up in the end', async () => {
  const { orderId } = await paid();
  for (let attempt = 0; attempt < 20; attempt += 1) shop.provider.fail('GET /v1/payments/pay_1', 'error_before');
  await send('pay_1');
  expect(states(await inbox(orderId))).toEqual(['received']);
  await shop.app.tick();
  const once = lookups();
  let waits = 0;
  while (states(await inbox(orderId))[0] === 'received') {
    shop.clock.advance(5_000 * 4 ** waits);
    waits += 1;
    await shop.app.world.background.settled();
    await workOff(shop.app.world);
  }
  expect([states(await inbox(orderId)), waits, lookups() - once]).toEqual([['given_up'], 7, 7]);
});

test('a shop that stopped between recording and acting acts when it starts again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  const provider = await localProvider();
  closing.push(
    () => rmSync(folder, { recursive: true }),
    () => provider.close(),
  );
  const config = { database: join(folder, 'shop.sqlite') };
  const before = await testShop({ provider, config, seed: 'before' });
  integration = await openForBusiness(before, { signingSecrets: [SECRET] });
  const order = await placedOrder(before, integration.methodId);
  provider.customer('pay_1', 'pays');
  provider.fail('GET /v1/payments/pay_1', 'lost_before');
  const at = new Date(before.clock.now());
  const body = JSON.stringify(provider.notification('pay_1'));
  expect(await notify(integration.notificationUrl, { body, at })).toMatchObject({ status: 200 });
  await before.close();

  const after = await testShop({ provider, config, seed: 'after' });
  closing.push(() => after.close());
  await after.app.swept;
  after.clock.advance(5_000);
  await after.app.tick();
  expect(states(await inbox(order.orderId, after))).toEqual(['asked']);
  expect(await orderOf(after, order.orderId)).toMatchObject({ paymentStatus: 'authorized' });
});

test('an integration that is switched off still hears, one that is deleted or of another deployment does not', async () => {
  const { orderId } = await paid();
  const off = { ...integrationDraft(), enabled: false };
  await shop.administrator.get(200, 'PUT', `/api/integrations/${integration.id}`, off);
  expect(await send('pay_1')).toMatchObject({ status: 200 });
  expect(await orderOf(shop, orderId)).toMatchObject({ paymentStatus: 'authorized' });
  await shop.administrator.get(200, 'DELETE', `/api/integrations/${integration.id}`);
  expect(await send('pay_1', { id: 'later' })).toMatchObject({ status: 404 });
  expect(states(await inbox(orderId))).toEqual(['asked']);
});

test('staff see on the order what came in, and on the integration what was turned away', async () => {
  const { orderId } = await paid();
  await send('pay_1', {}, { secret: EARLIER_SECRET });
  await send('pay_1', {
    id: 'a',
    data: { ...Object(shop.provider.notification('pay_1').data), amount: { minor: 1, currency: 'EUR' } },
  });
  await send('pay_1');
  const { cookie = '' } = shop.administrator.headers;
  const page = async (path: string) => (await fetch(shop.url + path, { headers: { cookie } })).text();
  const order = await page(`/admin/orders/${orderId}`);
  expect(order).toContain('Refused without effect (amount mismatch: EUR 0.01, expected EUR 19.99)');
  expect(order).toContain('The provider was asked, and its answer recorded');
  expect(await page(`/admin/integrations/${integration.id}`)).toContain('No signature fits.');
});
