import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import type { Payment } from './local-provider.ts';
import { notify } from './notifying.ts';
import { capturePart, eur, paidOrder, refundPart, type Scene } from './paid-order.ts';
import { history, orderOf } from './shop.ts';

type Wire = components['schemas'];

let order: Scene;

afterEach(() => order.shop.close());

async function paid(paymentAction?: 'authorize' | 'charge'): Promise<void> {
  order = await paidOrder(paymentAction);
}

describe('refunds', () => {
  beforeEach(() => paid('charge'));

  test('of all', async () => {
    expect(await order.done('refund', { note: 'Returned' })).toMatchObject({
      paymentStatus: 'refunded',
      transaction: { action: 'refund', amount: eur(1999), sourceId: order.source },
    });
    expect(await orderOf(order.shop, order.orderId)).toMatchObject({ paid: eur(0), due: eur(1999) });
  });

  test('in parts, up to what was taken and never more', async () => {
    expect(await order.done('refund', refundPart(500, 1999))).toMatchObject({ paymentStatus: 'refunded_partially' });
    expect(await order.ask('refund', refundPart(1500, 1499))).toMatchObject({
      status: 422,
      body: { remaining: eur(1499) },
    });
    expect(await order.done('refund', refundPart(500, 1499))).toMatchObject({ paymentStatus: 'refunded_partially' });
    expect(await order.done('refund', { note: 'The rest' })).toMatchObject({ paymentStatus: 'refunded' });
    expect(order.atProvider().refunds.map(({ amount }) => amount.minor)).toEqual([500, 500, 999]);
  });

  test('twice the same is one, two people at once included', async () => {
    const [one, two] = [await order.shop.staff('sales'), await order.shop.staff('sales')];
    const part = refundPart(500, 1999);
    const answers = await Promise.all([one, two, one].map((client) => order.ask('refund', part, client)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(order.atProvider().refunds).toHaveLength(1);
    expect(await order.ask('refund', refundPart(500, 1999), two)).toMatchObject({ status: 200 });
    expect(order.atProvider().refunds).toHaveLength(1);
  });

  test('however many at once, never more is returned than was taken', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, index) => order.ask('refund', refundPart(1000 + index, 1999))));
    expect(order.atProvider().refunds).toHaveLength(1);
  });

  test('that are pending do not count as returned, reserve their amount, and come to an end later', async () => {
    order.shop.provider.says.refunds = 'pending';
    expect(await order.done('refund', refundPart(1500, 1999))).toMatchObject({
      paymentStatus: 'full',
      transaction: { outcome: { kind: 'pending' }, active: true, successful: false },
    });
    expect(await order.ask('refund', refundPart(500, 499))).toMatchObject({ status: 422 });
    expect(await orderOf(order.shop, order.orderId)).toMatchObject({ unresolved: true, paid: eur(1999) });
    const [refund] = order.atProvider().refunds;
    if (refund) refund.status = 'succeeded';
    await order.shop.app.tick();
    expect(await orderOf(order.shop, order.orderId)).toMatchObject({
      paymentStatus: 'refunded_partially',
      paid: eur(499),
      unresolved: false,
    });
  });

  test('that fail, soon or long after they had succeeded, are no refunds: the money can be returned again', async () => {
    await order.done('refund', refundPart(1500, 1999));
    const [refund] = order.atProvider().refunds;
    if (refund) refund.status = 'failed';
    const body = JSON.stringify(order.shop.provider.notification('pay_1', { type: 'refund.failed' }));
    await notify(order.integration.notificationUrl, { body, at: new Date(order.shop.clock.now()) });
    await order.shop.app.world.background.settled();
    expect(await orderOf(order.shop, order.orderId)).toMatchObject({ paymentStatus: 'full', paid: eur(1999) });
    expect(await order.inOneLine()).toBe('refund 1500 rejected, charge 1999 approved');
    expect(await order.done('refund', refundPart(1500, 1999))).toMatchObject({ paymentStatus: 'refunded_partially' });
    expect(new Set(order.sent('refunds')).size).toBe(2);
  });

  test('need a note', async () => {
    for (const body of [{}, { note: ' ' }, { note: '4242424242424242' }, capturePart(500, 1999)]) {
      expect((await order.ask('refund', body)).status).toBe(400);
    }
    expect(order.sent('refunds')).toEqual([]);
  });
});

test('a refund of one of several captures is of that capture, and of no more than it', async () => {
  await paid();
  await order.done('capture', capturePart(500, 1999));
  await order.done('capture', capturePart(1499, 1499));
  const [, first] = await history(order.shop, order.orderId);
  expect(await order.ask('refund', refundPart(501, 500), order.shop.administrator, first?.id)).toMatchObject({
    status: 422,
  });
  expect(await order.done('refund', { note: 'Returned' }, first?.id)).toMatchObject({
    transaction: { amount: eur(500), sourceId: first?.id },
  });
  expect(order.atProvider().refunds).toMatchObject([{ captureId: 'cap_pay_1_1', amount: eur(500) }]);
  expect((await history(order.shop, order.orderId)).find(({ id }) => id === first?.id)).toMatchObject({
    remaining: eur(0),
    actions: [],
  });
});

describe('what somebody does at the provider is seen when the shop asks, and shown', () => {
  async function seenAfter(change: (payment: Payment) => void): Promise<Wire['Order']> {
    change(order.atProvider());
    return order.shop.administrator.get<Wire['Order']>(200, 'POST', `/api/orders/${order.orderId}/reconcile`);
  }

  test('a part captured', async () => {
    await paid();
    const found = await seenAfter((payment) => {
      payment.captures.push({ id: 'cap_console', amount: eur(500), status: 'succeeded' });
      payment.status = 'partially_captured';
    });
    expect(found).toMatchObject({ paymentStatus: 'partially', paid: eur(500) });
    expect((await history(order.shop, order.orderId)).at(-1)).toMatchObject({ remaining: eur(1499) });
  });

  test('a refund, of a charge and of a capture', async () => {
    await paid('charge');
    const found = await seenAfter((payment) => {
      payment.refunds.push({ id: 'ref_console', amount: eur(500), status: 'succeeded' });
    });
    expect(found).toMatchObject({ paymentStatus: 'refunded_partially', paid: eur(1499) });
    expect((await history(order.shop, order.orderId))[0]).toMatchObject({
      action: 'refund',
      origin: 'provider',
      sourceId: order.source,
    });
    expect(await order.ask('refund', refundPart(1500, 1499))).toMatchObject({ status: 422 });
  });

  test('a dispute, while it is open and when it is decided; it is no refund', async () => {
    await paid('charge');
    const dispute = { id: 'dsp_1', amount: eur(1999), reason: 'fraudulent', status: 'open' };
    const found = await seenAfter((payment) => void payment.disputes.push(dispute));
    expect(found).toMatchObject({ paymentStatus: 'full', unresolved: false });
    expect((await history(order.shop, order.orderId))[0]).toMatchObject({
      action: 'dispute',
      active: true,
      disputeReason: 'fraudulent',
    });
    const { cookie = '' } = order.shop.administrator.headers;
    const page = async () =>
      (await fetch(`${order.shop.url}/admin/orders/${order.orderId}`, { headers: { cookie } })).text();
    expect(await page()).toContain('The customer contests this payment.');
    await seenAfter(() => {
      dispute.status = 'lost';
    });
    expect((await history(order.shop, order.orderId))[0]).toMatchObject({
      action: 'dispute',
      active: false,
      successful: true,
    });
    expect(await page()).toContain('Lost (fraudulent)');
  });
});
