import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { localProvider } from './local-provider.ts';
import {
  commandsSeen,
  history,
  openForBusiness,
  orderOf,
  placedOrder,
  returns,
  type TestShop,
  testShop,
} from './shop.ts';

type Wire = components['schemas'];

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(...options: Parameters<typeof testShop>): Promise<TestShop> {
  const shop = await testShop(...options);
  closing.push(() => shop.close());
  return shop;
}

const FAULTS = ['lost_after', 'lost_before', 'error_after', 'error_before', 'html'] as const;
for (const fault of FAULTS) {
  test(`an answer to a purchase gone wrong (${fault}) makes one payment under one key, and the customer goes on`, async () => {
    const shop = await opened();
    const { methodId } = await openForBusiness(shop);
    shop.provider.fail('POST /v1/payments', fault);
    const order = await placedOrder(shop, methodId);
    expect(order).toMatchObject({
      outcome: { kind: 'action_required' },
      redirectUrl: `${shop.provider.url}/pay/pay_1`,
    });
    expect(shop.provider.payments.size).toBe(1);
    expect(new Set(commandsSeen(shop)).size).toBe(1);
    expect(await history(shop, order.orderId)).toHaveLength(1);
  });
}

test('a provider that says nothing in time leaves the outcome unknown: not declined, not to be paid again, listed, resolved later', async () => {
  const shop = await opened({ config: { providerTimeoutMs: 100 } });
  const { methodId } = await openForBusiness(shop);
  shop.provider.fail('POST /v1/payments', 'silent');
  shop.provider.fail('GET /v1/payments?', 'silent');
  const order = await placedOrder(shop, methodId);
  expect(order).toMatchObject({ outcome: { kind: 'unknown', why: 'timeout' }, paymentStatus: 'pending' });
  const page = await (await fetch(`${shop.url}/orders/${order.orderToken}`)).text();
  expect(page).toContain('Please do not pay again');
  expect(page).toContain('Check again');
  expect(await orderOf(shop, order.orderId)).toMatchObject({ unresolved: true });

  const token = { 'order-token': order.orderToken };
  await shop.guest.ask('POST', `/api/orders/${order.orderId}/reconcile`, undefined, token);
  expect(await history(shop, order.orderId)).toMatchObject([
    { outcome: { kind: 'action_required' }, reference: 'pay_1' },
  ]);
  expect(shop.provider.payments.size).toBe(1);
});

test('the same key in use means waiting, not failing', async () => {
  const shop = await opened();
  const { methodId } = await openForBusiness(shop);
  shop.provider.refuse('POST /v1/payments', 409, 'idempotency-key-in-use');
  shop.provider.refuse('POST /v1/payments', 409, 'idempotency-key-in-use');
  const order = await placedOrder(shop, methodId);
  expect(order).toMatchObject({ outcome: { kind: 'unknown', why: 'in_progress' } });
  await shop.administrator.get(200, 'POST', `/api/orders/${order.orderId}/reconcile`);
  expect(await history(shop, order.orderId)).toMatchObject([{ outcome: { kind: 'action_required' } }]);
  expect(new Set(commandsSeen(shop)).size).toBe(1);
});

test('a look-up that fails does not forget that the customer is being waited for', async () => {
  const shop = await opened();
  const { methodId } = await openForBusiness(shop);
  const order = await placedOrder(shop, methodId);
  for (const fault of ['lost_before', 'error_before', 'html'] as const) {
    shop.provider.fail('GET /v1/payments/pay_1', fault);
    await returns(shop);
    expect(await history(shop, order.orderId)).toMatchObject([{ outcome: { kind: 'action_required' } }]);
  }
  shop.provider.refuse('GET /v1/payments/pay_1', 404, 'not-found');
  await returns(shop);
  expect(await history(shop, order.orderId)).toMatchObject([{ outcome: { kind: 'action_required' } }]);
});

test('reconciling twice at once does the same as once', async () => {
  const shop = await opened();
  const { methodId } = await openForBusiness(shop, { paymentAction: 'charge' });
  const order = await placedOrder(shop, methodId);
  shop.provider.customer('pay_1', 'pays');
  const path = `/api/orders/${order.orderId}/reconcile`;
  const [one, two] = await Promise.all([
    shop.administrator.get<Wire['Order']>(200, 'POST', path),
    shop.administrator.get<Wire['Order']>(200, 'POST', path),
  ]);
  expect(one).toEqual(two);
  expect(one).toMatchObject({ paymentStatus: 'full', paid: { minor: 1999 } });
});

test('a shop that stopped between sending and recording asks when it starts again, under the stored key', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  const provider = await localProvider();
  closing.push(
    () => rmSync(folder, { recursive: true }),
    () => provider.close(),
  );
  const database = join(folder, 'shop.sqlite');
  const before = await testShop({ provider, config: { database }, seed: 'before' });
  const { methodId } = await openForBusiness(before, { paymentAction: 'charge' });
  // Nothing of the answer arrives, nor of the look-up that follows: as if the shop had died.
  provider.fail('POST /v1/payments', 'lost_after');
  provider.fail('GET /v1/payments?', 'lost_before');
  const order = await placedOrder(before, methodId);
  expect(order).toMatchObject({ outcome: { kind: 'unknown' } });
  await before.close();
  provider.customer('pay_1', 'pays');

  const after = await opened({ provider, config: { database }, seed: 'after' });
  await after.app.swept;
  expect(await orderOf(after, order.orderId)).toMatchObject({ paymentStatus: 'full', unresolved: false });
  expect(provider.payments.size).toBe(1);
  expect(after.logged.join('')).toContain('asked about 1 unresolved payment transactions; 0 still are');
});

test('a token that was withdrawn is fetched once more, and the request sent again under its key', async () => {
  const shop = await opened();
  const credential = { kind: 'oauth_client', clientId: 'gci_sandbox_aA1', clientSecret: 'gcs_sandbox_bB2' } as const;
  const { methodId } = await openForBusiness(shop, { credential });
  const tokens = () => shop.provider.seen.filter(({ path }) => path === '/oauth/token').length;
  expect(tokens()).toBe(1);
  shop.provider.refuse('POST /v1/payments', 401, 'credential-expired');
  const order = await placedOrder(shop, methodId);
  expect(order).toMatchObject({ outcome: { kind: 'action_required' } });
  expect(tokens()).toBe(2);
  expect(new Set(commandsSeen(shop)).size).toBe(1);
});

test('a token is used until shortly before its end', async () => {
  const shop = await opened();
  const credential = { kind: 'oauth_client', clientId: 'gci_sandbox_aA1', clientSecret: 'gcs_sandbox_bB2' } as const;
  const { methodId } = await openForBusiness(shop, { credential });
  const tokens = () => shop.provider.seen.filter(({ path }) => path === '/oauth/token').length;
  await placedOrder(shop, methodId);
  expect(tokens()).toBe(1);
  shop.clock.advance(3_600_000 - 30_000);
  await placedOrder(shop, methodId);
  expect(tokens()).toBe(2);
});
