import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { capturePart, eur, paidOrder, type Scene } from './paid-order.ts';
import { history, orderOf } from './shop.ts';

let order: Scene;

afterEach(() => order.shop.close());

async function paid(paymentAction?: 'authorize' | 'charge'): Promise<void> {
  order = await paidOrder(paymentAction);
}

describe('captures in parts', () => {
  beforeEach(() => paid());

  test('several, then the rest: the status follows, and each says what is left', async () => {
    expect(await order.done('capture', capturePart(500, 1999))).toMatchObject({ paymentStatus: 'partially' });
    expect((await history(order.shop, order.orderId)).at(-1)).toMatchObject({ remaining: eur(1499), active: true });
    expect(await order.done('capture', capturePart(500, 1499))).toMatchObject({ paymentStatus: 'partially' });
    expect(await order.done('capture')).toMatchObject({ paymentStatus: 'full', capture: { amount: eur(999) } });
    expect(await order.inOneLine()).toBe(
      'capture 999 approved, capture 500 approved, capture 500 approved, authorize 1999 approved',
    );
    expect(order.atProvider().captures.map(({ amount }) => amount.minor)).toEqual([500, 500, 999]);
    expect(await orderOf(order.shop, order.orderId)).toMatchObject({ paid: eur(1999), due: eur(0) });
  });

  test('a part as the last one gives the rest back, and nothing more can be captured', async () => {
    await order.done('capture', capturePart(500, 1999, { final: true }));
    expect(await orderOf(order.shop, order.orderId)).toMatchObject({ paymentStatus: 'partially', paid: eur(500) });
    expect(await order.ask('capture', capturePart(1, 1499))).toMatchObject({
      status: 409,
      body: { type: '/problems/wrong-state' },
    });
    expect(await order.inOneLine()).toBe('capture 500 approved, authorize 1999 approved');
  });

  test('the same part twice is one capture, by one person or by two; a part of what is gone is nobody’s', async () => {
    const [one, two] = [await order.shop.staff('sales'), await order.shop.staff('sales')];
    const part = capturePart(500, 1999);
    const answers = await Promise.all([one, two, one].map((client) => order.ask('capture', part, client)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const other = await order.ask('capture', capturePart(600, 1999), two);
    expect(other).toMatchObject({ status: 409, body: { type: '/problems/changed-meanwhile', remaining: eur(1499) } });
    expect(order.sent('captures')).toHaveLength(1);
  });

  test('however many parts are asked for at once, never more than was held is asked for', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => order.ask('capture', capturePart(700 + index, 1999))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const more = await order.ask('capture', capturePart(1999, 1299));
    expect([409, 422]).toContain(more.status);
    expect(order.atProvider().captures).toHaveLength(1);
  });

  const WRONG: readonly (readonly [body: unknown, status: number, type: string])[] = [
    [capturePart(2000, 1999), 422, '/problems/exceeds-remaining'],
    [capturePart(0, 1999), 400, '/problems/invalid-request'],
    [capturePart(-1, 1999), 400, '/problems/invalid-request'],
    [{ amount: eur(500) }, 400, '/problems/invalid-request'],
    [{ remaining: eur(500) }, 400, '/problems/invalid-request'],
    [{ amount: { minor: 500, currency: 'USD' }, remaining: eur(1999) }, 400, '/problems/invalid-request'],
    [{ amount: { minor: 500, currency: 'QQQ' }, remaining: eur(1999) }, 400, '/problems/invalid-request'],
    [{ amount: { minor: 0.5, currency: 'EUR' }, remaining: eur(1999) }, 400, '/problems/invalid-request'],
  ];
  for (const [body, status, type] of WRONG) {
    test(`${JSON.stringify(body)} is refused and nothing is sent`, async () => {
      expect(await order.ask('capture', body)).toMatchObject({ status, body: { type } });
      expect(order.sent('captures')).toEqual([]);
    });
  }
});

describe('giving a hold back', () => {
  beforeEach(() => paid());

  test('closes it, with a note that stays with the order', async () => {
    expect(await order.done('cancel', { note: ' Customer changed their mind ' })).toMatchObject({
      paymentStatus: 'canceled',
      transaction: { action: 'cancel', note: 'Customer changed their mind', outcome: { kind: 'approved' } },
    });
    expect(order.atProvider().status).toBe('voided');
    expect(await order.inOneLine()).toBe('cancel 1999 approved, authorize 1999 approved');
    const { cookie = '' } = order.shop.administrator.headers;
    const page = await (await fetch(`${order.shop.url}/admin/orders/${order.orderId}`, { headers: { cookie } })).text();
    expect(page).toContain('Customer changed their mind');
  });

  test('needs a note, and none with a card number', async () => {
    for (const note of [undefined, '', '   ', 'card 4242 4242 4242 4242', 'x'.repeat(501)]) {
      expect((await order.ask('cancel', note === undefined ? {} : { note })).status).toBe(400);
    }
    expect(order.sent('void')).toEqual([]);
  });

  test('of what a part has left keeps the part', async () => {
    await order.done('capture', capturePart(500, 1999));
    expect(await order.done('cancel', { note: 'Out of stock' })).toMatchObject({
      paymentStatus: 'partially',
      transaction: { amount: eur(1499) },
    });
    expect(await order.ask('capture')).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } });
    expect(order.atProvider().captures).toHaveLength(1);
  });

  test('twice at once is once, and never beside a capture', async () => {
    const answers = await Promise.all([
      order.ask('cancel', { note: 'one' }),
      order.ask('cancel', { note: 'two' }),
      order.ask('capture'),
      order.ask('cancel', { note: 'three' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 409, 200]);
    expect([order.sent('void').length, order.sent('captures').length]).toEqual([1, 0]);
  });

  test('that the provider refuses leaves no note, and the hold as it was', async () => {
    order.shop.provider.refuse('POST /v1/payments/pay_1/void', 403, 'scope-missing');
    expect(await order.done('cancel', { note: 'In vain' })).toMatchObject({
      paymentStatus: 'authorized',
      transaction: { outcome: { kind: 'rejected', code: 'scope-missing' } },
    });
    const { cookie = '' } = order.shop.administrator.headers;
    const page = await (await fetch(`${order.shop.url}/admin/orders/${order.orderId}`, { headers: { cookie } })).text();
    expect(page).not.toContain('In vain');
    expect(await order.done('cancel', { note: 'Again' })).toMatchObject({ paymentStatus: 'canceled' });
    expect(new Set(order.sent('void')).size).toBe(2);
  });
});

describe('a fresh hold', () => {
  beforeEach(() => paid());
  const seen = { authorizationReference: 'auth_pay_1_1' };

  test('is asked for before the old one ends, which is never given back', async () => {
    expect((await history(order.shop, order.orderId))[0]).toMatchObject({
      ...seen,
      holdExpiresAt: '2026-12-08T10:00:00.000Z',
    });
    expect(await order.done('reauthorize', seen)).toMatchObject({
      paymentStatus: 'authorized',
      transaction: { action: 're_authorize', outcome: { kind: 'approved' }, reference: 'auth_pay_1_2' },
    });
    expect(order.sent('void')).toEqual([]);
    expect((await history(order.shop, order.orderId)).at(-1)).toMatchObject({
      authorizationReference: 'auth_pay_1_2',
      holdExpiresAt: '2026-12-15T10:00:00.000Z',
    });
    expect(await order.done('capture')).toMatchObject({ paymentStatus: 'full' });
  });

  test('that the issuer declines leaves the old one', async () => {
    order.shop.provider.says.reauthorizes = false;
    expect(await order.done('reauthorize', seen)).toMatchObject({
      paymentStatus: 'authorized',
      transaction: { outcome: { kind: 'rejected', code: 'issuer-declined' } },
    });
    expect(await order.done('capture')).toMatchObject({ paymentStatus: 'full' });
  });

  test('pressed twice is one', async () => {
    await Promise.all([order.ask('reauthorize', seen), order.ask('reauthorize', seen)]);
    await order.ask('reauthorize', seen);
    expect(order.sent('reauthorizations')).toHaveLength(1);
    expect(await order.ask('reauthorize', { authorizationReference: 'auth_9' })).toMatchObject({ status: 409 });
  });
});
