import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectStatus } from '../merchant-account.ts';
import { DAY, HOUR, type Running, SECOND, start } from '../running-simulator.ts';
import { situate, until } from '../simulated-world.ts';
import { approvedOrder, authorized, captured, cardSource, euros, freshId, orderOf } from './orders.ts';
import { type Line, openLine, type PayPalAccount, type PayPalWire, paypalAccount } from './paypal-account.ts';

let running: Running;
let line: Line;
let liveLine: Line;
let account: PayPalAccount;
beforeAll(async () => {
  running = await start();
  line = await openLine(running, 'sandbox');
  liveLine = await openLine(running, 'production');
  account = await paypalAccount(running, line);
});
afterAll(async () => {
  expect([...line.problems, ...liveLine.problems]).toEqual([]);
  expect(running.logged).toEqual([]);
  await line[Symbol.asyncDispose]();
  await liveLine[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
});

const ORDERS = '/v2/checkout/orders';
const AUTHORIZATIONS = '/v2/payments/authorizations';

/** Asks with a PayPal-Request-Id. */
function askOnce(of: PayPalAccount, path: string, requestId: string, body: object = {}) {
  return of.ask('POST', path, { body, headers: { 'paypal-request-id': requestId } });
}

const ORDER = { intent: 'CAPTURE', purchase_units: [{ amount: { currency_code: 'EUR', value: '100.00' } }] };

test('a repeat is answered with how things stand now, 200 instead of 201, and has no effect', async () => {
  const id = await authorized(account, line);
  const requestId = freshId();
  const body = { amount: { currency_code: 'EUR', value: '30.00' } };
  const path = `${AUTHORIZATIONS}/${id}/capture`;
  const first = await askOnce(account, path, requestId, body);
  expect([first.status, first.body]).toMatchObject([201, { status: 'COMPLETED' }]);
  const { id: captureId } = first.body as PayPalWire['Capture'];
  await account.payments.refundCapturedPayment({ captureId, body: { amount: euros('10.00') } });
  const second = await askOnce(account, path, requestId, body);
  // The same capture, which has been refunded in part since.
  expect([second.status, second.body]).toMatchObject([200, { id: captureId, status: 'PARTIALLY_REFUNDED' }]);
  // Whatever a repeat asks for, and however much it wants to be told.
  const third = await account.ask('POST', path, {
    body: { amount: { currency_code: 'EUR', value: '50.00' } },
    headers: { 'paypal-request-id': requestId, prefer: 'return=representation' },
  });
  expect([third.status, third.body]).toMatchObject([200, { id: captureId, amount: { value: '30.00' } }]);
  // Without one it is done again.
  expect((await account.ask('POST', path, { body })).status).toBe(201);
});

test('orders, authorizations, voids and refunds are made once', async () => {
  const made = [await askOnce(account, ORDERS, 'order-1', ORDER), await askOnce(account, ORDERS, 'order-1', ORDER)];
  expect(made.map(({ status }) => status)).toEqual([201, 200]);
  expect(new Set(made.map(({ body }) => (body as PayPalWire['Order']).id)).size).toBe(1);

  const approved = await approvedOrder(account, line, 'authorize');
  const path = `${ORDERS}/${approved}/authorize`;
  const [one, two] = [await askOnce(account, path, 'a-1'), await askOnce(account, path, 'a-1')];
  expect([one.status, two.status]).toEqual([201, 200]);
  const idOf = ({ body }: typeof one) =>
    (body as PayPalWire['Order']).purchase_units?.[0]?.payments?.authorizations?.map(({ id }) => id);
  expect(idOf(two)).toEqual(idOf(one));

  const [authorization] = idOf(one) ?? [];
  const voiding = `${AUTHORIZATIONS}/${authorization}/void`;
  expect(
    [await askOnce(account, voiding, 'v-1'), await askOnce(account, voiding, 'v-1')].map(({ status }) => status),
  ).toEqual([204, 204]);
  const capture = await captured(account, line);
  const refunding = `/v2/payments/captures/${capture}/refund`;
  const [refund, again] = [await askOnce(account, refunding, 'r-1'), await askOnce(account, refunding, 'r-1')];
  expect([refund.status, again.status, again.body]).toEqual([201, 200, refund.body]);
});

test('what was refused was not done, and is done once it can be, under the same id', async () => {
  const { result } = await account.orders.createOrder({ body: orderOf() });
  const path = `${ORDERS}/${result.id}/capture`;
  const requestId = freshId();
  expect((await askOnce(account, path, requestId)).body).toMatchObject({ details: [{ issue: 'ORDER_NOT_APPROVED' }] });
  await account.orders.confirmOrder({ id: result.id ?? '', body: { paymentSource: cardSource() } });
  expect((await askOnce(account, path, requestId)).status).toBe(201);
  expect((await askOnce(account, path, requestId)).status).toBe(200);
});

test('an id belongs to one account, one environment, one kind of call and one thing', async () => {
  const live = await paypalAccount(running, liveLine, 'production');
  const other = await paypalAccount(running, line);
  const ids: string[] = [];
  for (const one of [account, live, other]) {
    const answer = await askOnce(one, ORDERS, 'shared', ORDER);
    ids.push(expectStatus<PayPalWire['Order']>(answer, 201).id);
  }
  expect(new Set(ids).size).toBe(3);
  const [first, second] = [await authorized(account, line), await authorized(account, line)];
  for (const id of [first, second]) {
    expect((await askOnce(account, `${AUTHORIZATIONS}/${id}/capture`, 'shared')).status).toBe(201);
  }
});

test('ids are remembered for 6 hours for orders, and for 45 days for payments', async () => {
  const own = await paypalAccount(running, line);
  const id = await authorized(own, line);
  const body = { amount: { currency_code: 'EUR', value: '1.00' } };
  const capture = async () => (await askOnce(own, `${AUTHORIZATIONS}/${id}/capture`, 'c', body)).status;
  const create = async () => (await askOnce(own, ORDERS, 'o', ORDER)).status;
  expect([await capture(), await create()]).toEqual([201, 201]);
  await running.pass(6 * HOUR - SECOND);
  expect([await capture(), await create()]).toEqual([200, 200]);
  await running.pass(SECOND);
  expect([await capture(), await create()]).toEqual([200, 201]);
  await running.pass(45 * DAY - 6 * HOUR - SECOND);
  expect(await capture()).toBe(200);
  await running.pass(SECOND);
  // Forgotten, and the authorization has run out long ago.
  expect(await capture()).toBe(422);
});

test('while the first is under way, the second is told to wait', async () => {
  const own = await paypalAccount(running, line);
  const when = { operation: 'request_payment', nth: 1 } as const;
  await situate(running, own, { when, fault: { latency: { fixed: '1s', before: 'effect' } } });
  const first = askOnce(own, ORDERS, 'slow', ORDER);
  await until(running, own, { resting: 1 });
  const second = await askOnce(own, ORDERS, 'slow', ORDER);
  expect([second.status, second.body]).toMatchObject([
    409,
    { name: 'RESOURCE_CONFLICT', details: [{ issue: 'PREVIOUS_REQUEST_IN_PROGRESS' }] },
  ]);
  await running.pass(SECOND);
  const { id } = expectStatus<PayPalWire['Order']>(await first, 201);
  expect((await askOnce(own, ORDERS, 'slow', ORDER)).body).toMatchObject({ id });
});

test.each(['reset_after_commit', 'half_reply'] as const)(
  'after a lost reply (%s) the same id finds what was done',
  async (fault) => {
    const own = await paypalAccount(running, line);
    const id = await approvedOrder(own, line);
    await situate(running, own, { when: { operation: 'capture', nth: 1 }, fault });
    const path = `${ORDERS}/${id}/capture`;
    await expect(askOnce(own, path, 'lost')).rejects.toThrow();
    const again = await askOnce(own, path, 'lost');
    expect([again.status, again.body]).toMatchObject([200, { status: 'COMPLETED' }]);
    const captures = (again.body as PayPalWire['Order']).purchase_units?.[0]?.payments?.captures;
    expect(captures).toHaveLength(1);
  },
);

test('of many captures at once as many succeed as there is money for', async () => {
  const own = await paypalAccount(running, line);
  const id = await authorized(own, line);
  const body = { amount: { currency_code: 'EUR', value: '30.00' } };
  const made = await Promise.all(
    Array.from({ length: 6 }, () => own.ask('POST', `${AUTHORIZATIONS}/${id}/capture`, { body })),
  );
  // 115 of 100 can be captured, and so three times 30.
  expect(made.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 422, 422, 422]);
  const order = await approvedOrder(own, line);
  const taken = await Promise.all(Array.from({ length: 4 }, () => own.ask('POST', `${ORDERS}/${order}/capture`)));
  expect(taken.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422]);
  const refusals = taken.filter(({ status }) => status === 422);
  for (const { body: refused } of refusals) {
    expect(refused).toMatchObject({ details: [{ issue: 'ORDER_ALREADY_CAPTURED' }] });
  }
});
