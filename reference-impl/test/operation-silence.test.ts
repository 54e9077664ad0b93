import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { localProvider } from './local-provider.ts';
import { capturePart, eur, paidOrder, refundPart, type Scene, sceneOf } from './paid-order.ts';
import { history, orderOf, testShop } from './shop.ts';

let order: Scene;

afterEach(() => order.shop.close());

async function paid(paymentAction?: 'authorize' | 'charge'): Promise<void> {
  order = await paidOrder(paymentAction);
}

const FAULTS = ['lost_after', 'lost_before', 'error_after', 'error_before', 'html'] as const;
const OPERATIONS: readonly (readonly [
  path: string,
  segment: string,
  action: 'authorize' | 'charge',
  body: unknown,
  end: string,
])[] = [
  ['capture', 'captures', 'authorize', capturePart(500, 1999), 'capture 500 approved, authorize 1999 approved'],
  ['cancel', 'void', 'authorize', { note: 'why' }, 'cancel 1999 approved, authorize 1999 approved'],
  ['refund', 'refunds', 'charge', refundPart(500, 1999), 'refund 500 approved, charge 1999 approved'],
  [
    'reauthorize',
    'reauthorizations',
    'authorize',
    { authorizationReference: 'auth_pay_1_1' },
    're_authorize 1999 approved, authorize 1999 approved',
  ],
];
for (const [path, segment, action, body, end] of OPERATIONS) {
  for (const fault of FAULTS) {
    test(`${path}: an answer gone wrong (${fault}) is resolved under the same key, with one effect`, async () => {
      await paid(action);
      order.shop.provider.fail(`POST /v1/payments/pay_1/${segment}`, fault);
      await order.done(path, body);
      expect(new Set(order.sent(segment)).size).toBe(1);
      expect(await order.inOneLine()).toBe(end);
      const { captures, refunds, authorizations } = order.atProvider();
      const effects = { captures, refunds, reauthorizations: authorizations.slice(1), void: [1] }[segment];
      expect(effects).toHaveLength(1);
    });
  }

  test(`${path}: what nobody answers stays unknown, holds everything else up, and is resolved later`, async () => {
    await paid(action);
    order.shop.provider.fail(`POST /v1/payments/pay_1/${segment}`, 'lost_after');
    order.shop.provider.fail('GET /v1/payments/pay_1', 'error_before');
    await order.done(path, body);
    expect(await order.inOneLine()).toContain('unknown');
    const other =
      action === 'charge' ? await order.ask('refund', refundPart(1, 1499)) : await order.ask('cancel', { note: 'why' });
    if (path !== 'cancel')
      expect(other).toMatchObject({ status: 409, body: { type: '/problems/operation-in-flight' } });
    await order.shop.app.tick();
    expect(await order.inOneLine()).toBe(end);
    expect(new Set(order.sent(segment)).size).toBe(1);
  });
}

test('an issuer that approves a part only: what is shown, offered and captured is the part', async () => {
  order = await paidOrder('authorize', {}, (payment) => {
    payment.authorized = 1200;
  });
  const [hold] = await history(order.shop, order.orderId);
  expect(hold).toMatchObject({ amount: eur(1200), remaining: eur(1200) });
  expect(await orderOf(order.shop, order.orderId)).toMatchObject({ paymentStatus: 'authorized_partially' });
  expect(await order.ask('capture', capturePart(1201, 1200))).toMatchObject({ status: 422 });
  expect(await order.done('capture')).toMatchObject({ paymentStatus: 'partially' });
});

test('whoever presses again after a restart gets the same, and nothing more is sent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  const provider = await localProvider();
  const config = { database: join(folder, 'shop.sqlite') };
  const before = await paidOrder('charge', { provider, config, seed: 'before' });
  const { transaction } = await before.done('refund', refundPart(500, 1999));
  await before.shop.close();
  const shop = await testShop({ provider, config, seed: 'after' });
  order = sceneOf(shop, before.integration, before.orderId, before.source);
  expect((await order.done('refund', refundPart(500, 1999))).transaction.id).toBe(transaction.id);
  expect(order.atProvider().refunds).toHaveLength(1);
  await provider.close();
  rmSync(folder, { recursive: true });
});
