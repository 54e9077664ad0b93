import { CheckoutPaymentIntent } from '@paypal/paypal-server-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../dashboard-visitor.ts';
import { expectStatus } from '../merchant-account.ts';
import { type ControlWire, DAY, HOUR, type Running, start } from '../running-simulator.ts';
import { situate } from '../simulated-world.ts';
import {
  approvedOrder,
  authorized,
  CONTEXT,
  captured,
  cardSource,
  euros,
  freshId,
  idIn,
  orderOf,
  payerLink,
  WALLET,
} from './orders.ts';
import {
  type Line,
  openLine,
  type PayPalAccount,
  type PayPalWire,
  paypalAccount,
  visitApproval,
} from './paypal-account.ts';

let running: Running;
let line: Line;
let account: PayPalAccount;
beforeAll(async () => {
  running = await start();
  line = await openLine(running, 'sandbox');
  account = await paypalAccount(running, line);
});
afterAll(async () => {
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
});

/** Asks with a token of now, whatever the clock shows: what the SDK keeps goes by the clock of the machine. */
async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  return (await account.ask(method, path, body === undefined ? {} : { body })).body as T;
}
const issueOf = ({ details = [] }: PayPalWire['Error']) => details[0]?.issue;
const AUTHORIZATIONS = '/v2/payments/authorizations';

test('an authorization is renewed once, from its fourth day on, under an id of its own', async () => {
  const id = await authorized(account, line);
  await ask('POST', `${AUTHORIZATIONS}/${id}/capture`, { amount: { currency_code: 'EUR', value: '40.00' } });
  await running.pass(3 * DAY - 1000);
  expect(issueOf(await ask('POST', `${AUTHORIZATIONS}/${id}/reauthorize`))).toBe('REAUTHORIZATION_TOO_SOON');
  await running.pass(1000);
  const more = { amount: { currency_code: 'EUR', value: '60.01' } };
  expect(issueOf(await ask('POST', `${AUTHORIZATIONS}/${id}/reauthorize`, more))).toBe(
    'MAX_AUTHORIZATION_AMOUNT_EXCEEDED',
  );
  const renewed = await ask<PayPalWire['Authorization']>('POST', `${AUTHORIZATIONS}/${id}/reauthorize`);
  expect(renewed.id).toMatch(/^[0-9A-Z]{17}$/);
  expect(renewed.id).not.toBe(id);
  expect(await ask('GET', `${AUTHORIZATIONS}/${renewed.id}`)).toMatchObject({
    status: 'CREATED',
    amount: { value: '60.00' },
    expiration_time: '2027-02-02T12:00:00Z',
  });
  // The old one is worth nothing any more, and the new one is not renewed again.
  expect(await ask('GET', `${AUTHORIZATIONS}/${id}`)).toMatchObject({ status: 'VOIDED' });
  expect(issueOf(await ask('POST', `${AUTHORIZATIONS}/${id}/capture`))).toBe('AUTHORIZATION_VOIDED');
  await running.pass(4 * DAY);
  expect(issueOf(await ask('POST', `${AUTHORIZATIONS}/${renewed.id}/reauthorize`))).toBe('REAUTHORIZATION_NOT_ALLOWED');
  expect(await ask('POST', `${AUTHORIZATIONS}/${renewed.id}/capture`)).toMatchObject({ status: 'COMPLETED' });
  await running.pass(30 * DAY);
});

test('an authorization is captured up to its last second, and then it has expired', async () => {
  const late = await paypalAccount(running, line);
  const asked = async (method: string, path: string, body?: object) =>
    (await late.ask(method, path, body === undefined ? {} : { body })).body;
  const [one, other] = [await authorized(late, line), await authorized(late, line)];
  await running.pass(29 * DAY - 1000);
  expect(await asked('POST', `${AUTHORIZATIONS}/${one}/capture`)).toMatchObject({ status: 'COMPLETED' });
  await running.pass(1000);
  const expired = { details: [{ issue: 'AUTHORIZATION_EXPIRED' }] };
  expect(await asked('POST', `${AUTHORIZATIONS}/${other}/capture`)).toMatchObject(expired);
  expect(await asked('POST', `${AUTHORIZATIONS}/${other}/reauthorize`)).toMatchObject(expired);
  expect(await asked('GET', `${AUTHORIZATIONS}/${other}`)).toMatchObject({ status: 'VOIDED' });
});

// currency, authorized, the most that can be captured
test.each([
  ['USD', '100.00', '115.00'],
  ['USD', '1000.00', '1075.00'],
  ['EUR', '1000.00', '1150.00'],
  ['JPY', '101', '116'],
] as const)('of %s %s as much as %s can be captured', async (currency, value, most) => {
  const other = await paypalAccount(running, line);
  const more = { purchaseUnits: [{ amount: { currencyCode: currency, value } }] };
  const id = await authorized(other, line, more);
  const capture = async (amount: string) =>
    other.ask('POST', `${AUTHORIZATIONS}/${id}/capture`, {
      body: { amount: { currency_code: currency, value: amount } },
    });
  const above = currency === 'JPY' ? String(Number(most) + 1) : (Number(most) + 0.01).toFixed(2);
  expect((await capture(above)).body).toMatchObject({ details: [{ issue: 'MAX_CAPTURE_AMOUNT_EXCEEDED' }] });
  expect((await capture(most)).body).toMatchObject({ status: 'COMPLETED' });
  const shown = expectStatus<PayPalWire['Authorization']>(await other.ask('GET', `${AUTHORIZATIONS}/${id}`), 200);
  expect(shown).toMatchObject({ status: 'CAPTURED', amount: { value } });
});

test('a capture can be refunded for 180 days', async () => {
  const other = await paypalAccount(running, line);
  const [one, two] = [await captured(other, line), await captured(other, line)];
  const refund = async (id: string) =>
    (await other.ask('POST', `/v2/payments/captures/${id}/refund`, { body: {} })).body;
  await running.pass(180 * DAY - 1000);
  expect(await refund(one)).toMatchObject({ status: 'COMPLETED' });
  await running.pass(1000);
  expect(await refund(two)).toMatchObject({ details: [{ issue: 'REFUND_TIME_LIMIT_EXCEEDED' }] });
});

test('an order is changed before it is paid, also while the buyer looks at it', async () => {
  const other = await paypalAccount(running, line);
  const { result } = await other.orders.createOrder({
    body: orderOf({ applicationContext: CONTEXT, purchaseUnits: [{ amount: euros('10.00'), customId: 'basket' }] }),
  });
  const path = `/v2/checkout/orders/${result.id}`;
  const unit = "/purchase_units/@reference_id=='default'";
  const patched = await other.ask('PATCH', path, {
    body: [
      { op: 'replace', path: `${unit}/amount`, value: { currency_code: 'EUR', value: '12.00' } },
      { op: 'add', path: `${unit}/invoice_id`, value: 'invoice-7' },
      { op: 'remove', path: `${unit}/custom_id` },
      { op: 'replace', path: '/intent', value: 'AUTHORIZE' },
    ],
  });
  expect([patched.status, patched.text]).toEqual([204, '']);
  const shown = (await other.ask('GET', path)).body as PayPalWire['Order'];
  expect(shown).toMatchObject({
    status: 'CREATED',
    intent: 'AUTHORIZE',
    purchase_units: [{ amount: { value: '12.00' }, invoice_id: 'invoice-7' }],
  });
  expect(shown.purchase_units?.[0]).not.toHaveProperty('custom_id');
  await visitApproval(line, payerLink(result), 'approve');
  const raised = [{ op: 'replace', path: `${unit}/amount`, value: { currency_code: 'EUR', value: '13.00' } }];
  expect((await other.ask('PATCH', path, { body: raised })).status).toBe(204);
  // Two at once change what each of them is about.
  const texts = ['description', 'soft_descriptor'].map((name) => ({ op: 'add', path: `${unit}/${name}`, value: name }));
  await Promise.all(texts.map((one) => other.ask('PATCH', path, { body: [one] })));
  expect((await other.ask('GET', path)).body).toMatchObject({
    status: 'APPROVED',
    purchase_units: [{ description: 'description', soft_descriptor: 'soft_descriptor' }],
  });
  const { result: paid } = await other.orders.authorizeOrder({ id: result.id ?? '' });
  expect(paid.purchaseUnits?.[0]?.payments?.authorizations?.[0]).toMatchObject({
    amount: euros('13.00'),
    invoiceId: 'invoice-7',
  });
});

// the name on the card, what the processor says
test.each([
  ['CCREJECT-REFUSED', '0500'],
  ['CCREJECT-SF', '9500'],
  ['CCREJECT-EC', '5400'],
  ['CCREJECT-IF', '5120'],
  ['CCREJECT-LS', '9520'],
  ['CCREJECT-IRC', '5180'],
  ['CCREJECT-BAD_DATA', '5180'],
  ['CCREJECT-IA', '1330'],
  ['CCREJECT-BANK_ERROR', '5100'],
  ['CCREJECT-CVV_F', '00N7'],
] as const)('a card of %s is declined with %s, in an order that is complete', async (name, code) => {
  const other = await paypalAccount(running, line);
  for (const intent of [CheckoutPaymentIntent.Capture, CheckoutPaymentIntent.Authorize]) {
    const body = orderOf({ intent, paymentSource: cardSource('4012000033330026', { name }) });
    const { result, statusCode } = await other.orders.createOrder({ body, paypalRequestId: freshId() });
    const declined = { statusDetails: { reason: 'DECLINED_BY_PROCESSOR' }, processorResponse: { responseCode: code } };
    const payments =
      intent === CheckoutPaymentIntent.Capture
        ? { captures: [{ status: 'DECLINED', ...declined }] }
        : { authorizations: [{ status: 'DENIED', ...declined }] };
    expect([statusCode, result]).toMatchObject([201, { status: 'COMPLETED', purchaseUnits: [{ payments }] }]);
  }
});

test('a card is confirmed for an order, and then taken; the bank may want to know who it is', async () => {
  const other = await paypalAccount(running, line);
  const make = async () => (await other.orders.createOrder({ body: orderOf() })).result.id ?? '';
  const id = await make();
  const confirmed = await other.orders.confirmOrder({ id, body: { paymentSource: cardSource() } });
  expect(confirmed.result).toMatchObject({ status: 'APPROVED', paymentSource: { card: { lastDigits: '0026' } } });
  expect((await other.orders.captureOrder({ id })).result.status).toBe('COMPLETED');

  const card = {
    ...cardSource().card,
    attributes: { verification: { method: 'SCA_ALWAYS' } },
    experience_context: { return_url: CONTEXT.returnUrl, cancel_url: CONTEXT.cancelUrl },
    security_code: '123',
  };
  const challenged = await make();
  const answer = await other.ask('POST', `/v2/checkout/orders/${challenged}/confirm-payment-source`, {
    body: { payment_source: { card } },
  });
  const order = expectStatus<PayPalWire['Order']>(answer, 200);
  expect(order).toMatchObject({ status: 'PAYER_ACTION_REQUIRED' });
  const href = order.links.find(({ rel }) => rel === 'payer-action')?.href ?? '';
  await visitApproval(line, href, 'decline');
  const get = async () => (await other.ask('GET', `/v2/checkout/orders/${challenged}`)).body as PayPalWire['Order'];
  const result = (liability: string, status: string) => ({
    liability_shift: liability,
    three_d_secure: { enrollment_status: 'Y', authentication_status: status },
  });
  expect(await get()).toMatchObject({
    status: 'PAYER_ACTION_REQUIRED',
    payment_source: { card: { authentication_result: result('NO', 'N') } },
  });
  const refused = await other.ask('POST', `/v2/checkout/orders/${challenged}/capture`);
  expect(refused.body).toMatchObject({
    details: [{ issue: 'PAYER_ACTION_REQUIRED' }],
    links: [{}, { rel: 'payer-action', href }],
  });
  const back = await visitApproval(line, href, 'approve');
  expect(back).toMatch(/^https:\/\/shop\.example\/paid\?order=1&token=[0-9A-Z]{17}&PayerID=/);
  expect(await get()).toMatchObject({
    status: 'APPROVED',
    payment_source: { card: { authentication_result: result('POSSIBLE', 'Y') } },
  });
  const paid = await other.orders.captureOrder({ id: challenged });
  expect(paid.result).toMatchObject({ status: 'COMPLETED' });
});

test('a wallet is confirmed for an order, and a card may come with the request for the money', async () => {
  const other = await paypalAccount(running, line);
  const { result } = await other.orders.createOrder({ body: orderOf() });
  const id = result.id ?? '';
  expect(result.status).toBe('CREATED');
  // Confirmed for a card whose bank asks, and then for a wallet after all.
  const card = {
    number: '4868719460707704',
    expiry: '2030-12',
    attributes: { verification: { method: 'SCA_WHEN_REQUIRED' } },
  };
  const confirm = (source: object) =>
    other.ask('POST', `/v2/checkout/orders/${id}/confirm-payment-source`, { body: { payment_source: source } });
  expect((await confirm({ card })).body).toMatchObject({ status: 'PAYER_ACTION_REQUIRED' });
  const wallet = { paypal: { experience_context: { return_url: CONTEXT.returnUrl, cancel_url: CONTEXT.cancelUrl } } };
  const confirmed = expectStatus<PayPalWire['Order']>(await confirm(wallet), 200);
  expect(confirmed).toMatchObject({ status: 'PAYER_ACTION_REQUIRED', payment_source: { paypal: {} } });
  const href = confirmed.links.find(({ rel }) => rel === 'payer-action')?.href ?? '';
  expect(await visitApproval(line, href, 'cancel')).toBe(`https://shop.example/cart?token=${id}`);
  // Confirmed once more after that, and approved.
  expect((await confirm(wallet)).status).toBe(200);
  expect((await confirm(wallet)).status).toBe(200);
  expect(await visitApproval(line, href, 'approve')).toContain('PayerID=');
  expect((await other.orders.captureOrder({ id })).result.paymentSource).toHaveProperty('paypal');

  const { result: fresh } = await other.orders.createOrder({ body: orderOf() });
  const paid = await other.ask('POST', `/v2/checkout/orders/${fresh.id}/capture`, {
    body: { payment_source: { card: { number: '4012000033330026', expiry: '2030-12' } } },
  });
  expect([paid.status, paid.body]).toMatchObject([
    201,
    { status: 'COMPLETED', payment_source: { card: { brand: 'VISA' } } },
  ]);
});

test('a card whose bank asks in any case sends the buyer there, at once or when it is to be taken', async () => {
  const other = await paypalAccount(running, line);
  const asks = cardSource('4868719460707704');
  const made = await other.orders.createOrder({ body: orderOf({ paymentSource: asks }), paypalRequestId: freshId() });
  expect(made.result).toMatchObject({ status: 'PAYER_ACTION_REQUIRED' });
  await visitApproval(line, payerLink(made.result), 'approve');
  const { result } = await other.orders.captureOrder({ id: made.result.id ?? '' });
  expect(result).toMatchObject({ status: 'COMPLETED', paymentSource: { card: { lastDigits: '7704' } } });

  const { result: fresh } = await other.orders.createOrder({ body: orderOf() });
  const body = { payment_source: { card: { number: '4868719460707704', expiry: '2030-12' } } };
  const path = `/v2/checkout/orders/${fresh.id}/capture`;
  expect((await other.ask('POST', path, { body })).body).toMatchObject({
    details: [{ issue: 'PAYER_ACTION_REQUIRED' }],
  });
  await visitApproval(line, payerLink((await other.orders.getOrder({ id: fresh.id ?? '' })).result), 'approve');
  expect((await other.ask('POST', path)).body).toMatchObject({ status: 'COMPLETED' });
});

test('ENV-16: what is looked at is pending, and told of when it is decided', async () => {
  const other = await paypalAccount(running, line);
  const reviewed = { body: orderOf({ paymentSource: cardSource('4000000000001000') }), paypalRequestId: freshId() };
  const { result } = await other.orders.createOrder(reviewed);
  expect(result).toMatchObject({
    status: 'COMPLETED',
    purchaseUnits: [{ payments: { captures: [{ status: 'PENDING', statusDetails: { reason: 'PENDING_REVIEW' } }] } }],
  });
  const id = idIn(result, 'captures');
  await running.pass(HOUR);
  expect((await other.ask('GET', `/v2/payments/captures/${id}`)).body).toMatchObject({ id, status: 'COMPLETED' });

  // A wallet that is looked at, and does not pay in the end, is not asked for again.
  await situate(running, other, {
    when: { operation: 'authorize' },
    issuer: { review: { after: '1h', decide: { decline: 'do_not_honor' } } },
  });
  const order = await approvedOrder(other, line);
  const path = `/v2/checkout/orders/${order}`;
  expect((await other.ask('POST', `${path}/capture`)).body).toMatchObject({
    purchase_units: [{ payments: { captures: [{ status: 'PENDING' }] } }],
  });
  await running.pass(HOUR);
  expect((await other.ask('GET', path)).body).toMatchObject({
    purchase_units: [{ payments: { captures: [{ status: 'DECLINED' }] } }],
  });
});

test('a situation answers when the merchant asks for the money, and not when the buyer approves', async () => {
  const other = await paypalAccount(running, line);
  await situate(running, other, {
    when: { operation: 'authorize', nth: 1 },
    issuer: { decline: 'insufficient_funds' },
  });
  const path = `/v2/checkout/orders/${await approvedOrder(other, line)}/capture`;
  expect((await other.ask('POST', path)).body).toMatchObject({ details: [{ issue: 'INSTRUMENT_DECLINED' }] });
  expect((await other.ask('POST', path)).body).toMatchObject({ status: 'COMPLETED' });
});

test('the console sees an order as any other payment, and what it does is seen in the order', async () => {
  const other = await paypalAccount(running, line);
  const more = { paymentSource: WALLET, purchaseUnits: [{ amount: euros('100.00'), invoiceId: 'order-77' }] };
  const id = await approvedOrder(other, line, 'authorize', more);
  await other.ask('POST', `/v2/checkout/orders/${id}/authorize`);
  const dashboard = await signedIn(running);
  const page = await dashboard.get(`/dashboard/payments/${id}`);
  expect([page.status, page.text.includes('order-77')]).toEqual([200, true]);
  const byHand = async (what: string, body: object) => {
    const answer = await running.control.ask('POST', `/payments/${id}/${what}`, { body });
    expect(answer.status, answer.text).toBe(200);
  };
  await byHand('capture', { amount: { minor: '3000', currency: 'EUR' } });
  await byHand('refund', { amount: { minor: '1000', currency: 'EUR' } });
  const order = (await other.ask('GET', `/v2/checkout/orders/${id}`)).body as PayPalWire['Order'];
  expect(order.purchase_units?.[0]?.payments).toMatchObject({
    captures: [{ status: 'PARTIALLY_REFUNDED', amount: { value: '30.00' } }],
    refunds: [{ status: 'COMPLETED', amount: { value: '10.00' } }],
  });
  // Whatever somebody else has made is found by its id.
  const [refund] = order.purchase_units?.[0]?.payments?.refunds ?? [];
  expect((await other.ask('GET', `/v2/payments/refunds/${refund?.id}`)).body).toEqual(refund);
});

test('a dispute that the console opens is read here, and so is what becomes of it', async () => {
  const other = await paypalAccount(running, line);
  const id = await approvedOrder(other, line);
  const capture = (await other.ask('POST', `/v2/checkout/orders/${id}/capture`)).body as PayPalWire['Order'];
  const byHand = async (what: string, body: object) => {
    const answer = await running.control.ask('POST', `/payments/${id}/disputes${what}`, { body });
    const { events } = expectStatus<ControlWire['ConsoleResult']>(answer, 200);
    return events[0]?.detail as Readonly<Record<string, string>>;
  };
  const opened = await byHand('', {
    stage: 'inquiry',
    reason: 'duplicate',
    amount: { minor: '4000', currency: 'EUR' },
  });
  const read = async () => (await other.ask('GET', '/v1/customer/disputes')).body as PayPalWire['DisputeList'];
  expect((await read()).items).toMatchObject([
    {
      status: 'WAITING_FOR_SELLER_RESPONSE',
      dispute_life_cycle_stage: 'INQUIRY',
      reason: 'DUPLICATE_TRANSACTION',
      dispute_amount: { value: '40.00' },
      disputed_transactions: [
        { seller_transaction_id: capture.purchase_units?.[0]?.payments?.captures?.[0]?.id ?? 'no capture' },
      ],
    },
  ]);
  await byHand(`/${opened.disputeId}/escalate`, {});
  expect((await read()).items).toMatchObject([{ dispute_life_cycle_stage: 'CHARGEBACK' }]);
  await byHand(`/${opened.disputeId}/evidence`, { ruling: 'won', afterMs: HOUR });
  expect((await read()).items).toMatchObject([{ status: 'UNDER_REVIEW' }]);
  await running.pass(HOUR);
  expect((await read()).items).toMatchObject([
    { status: 'RESOLVED', dispute_outcome: { outcome_code: 'RESOLVED_SELLER_FAVOUR' } },
  ]);
  const { events } = (await other.ask('GET', '/v1/notifications/webhooks-events?page_size=300'))
    .body as PayPalWire['EventList'];
  const told = events.filter(({ resource_type: about }) => about === 'dispute').map(({ event_type: type }) => type);
  expect(told.toSorted()).toEqual([
    'CUSTOMER.DISPUTE.CREATED',
    'CUSTOMER.DISPUTE.RESOLVED',
    'CUSTOMER.DISPUTE.UPDATED',
    'CUSTOMER.DISPUTE.UPDATED',
  ]);
});
