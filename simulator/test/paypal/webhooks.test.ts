import { verify, X509Certificate } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectStatus } from '../merchant-account.ts';
import { type Arrived, type Receiver, receiver, setDisorder } from '../receiver.ts';
import { DAY, HOUR, type Running, SECOND, start } from '../running-simulator.ts';
import { approvedOrder, authorized, captured, cardSource, euros, freshId, orderOf, payerLink } from './orders.ts';
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
let liveLine: Line;
let shop: Receiver;
beforeAll(async () => {
  running = await start();
  line = await openLine(running, 'sandbox');
  liveLine = await openLine(running, 'production');
  shop = await receiver();
});
afterAll(async () => {
  expect([...line.problems, ...liveLine.problems]).toEqual([]);
  expect(running.logged).toEqual([]);
  await shop[Symbol.asyncDispose]();
  await line[Symbol.asyncDispose]();
  await liveLine[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
});

const ALL = '/v1/notifications/webhooks';
const EVENTS = '/v1/notifications/webhooks-events';

let paths = 0;

/** An address that no other test has. */
function address(): Readonly<{ path: string; url: string }> {
  paths += 1;
  const path = `/hooks/${paths}`;
  return { path, url: new URL(path, shop.url).href };
}

/** A webhook of an account, and what has arrived at it. */
async function webhookOf(account: PayPalAccount, names: readonly string[] = ['*'], at = address()) {
  const body = { url: at.url, event_types: names.map((name) => ({ name })) };
  const webhook = expectStatus<PayPalWire['Webhook']>(await account.ask('POST', ALL, { body }), 201);
  const arrived = () => shop.arrived.filter(({ path }) => path === at.path);
  return { webhook, arrived, events: () => arrived().map(({ body: text }): PayPalWire['Event'] => JSON.parse(text)) };
}

/** What a shop that has received something asks the provider. */
async function verification(account: PayPalAccount, webhookId: string, { headers, body }: Arrived): Promise<string> {
  const asked = {
    auth_algo: headers['paypal-auth-algo'],
    cert_url: headers['paypal-cert-url'],
    transmission_id: headers['paypal-transmission-id'],
    transmission_sig: headers['paypal-transmission-sig'],
    transmission_time: headers['paypal-transmission-time'],
    webhook_id: webhookId,
    webhook_event: JSON.parse(body),
  };
  const answer = await account.ask('POST', '/v1/notifications/verify-webhook-signature', { body: asked });
  return expectStatus<PayPalWire['Verification']>(answer, 200).verification_status;
}

/** Verifies what has arrived without asking, by the certificate that the headers name. */
async function verifiedOffline(webhookId: string, { headers, body }: Arrived): Promise<boolean> {
  const pem = await (await fetch(headers['paypal-cert-url'] ?? '')).text();
  const certificate = new X509Certificate(pem);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  const { 'paypal-transmission-id': id, 'paypal-transmission-time': time, 'paypal-transmission-sig': given } = headers;
  const text = `${id}|${time}|${webhookId}|${crc32(body)}`;
  return verify('sha256', Buffer.from(text), certificate.publicKey, Buffer.from(given ?? '', 'base64'));
}

test('webhooks are made, listed, changed and deleted, each account its own', async () => {
  const account = await paypalAccount(running, line);
  const { webhook } = await webhookOf(account, ['PAYMENT.CAPTURE.COMPLETED']);
  expect(webhook.event_types).toEqual([
    { name: 'PAYMENT.CAPTURE.COMPLETED', description: 'Payment completed', status: 'ENABLED' },
  ]);
  const { webhook: other } = await webhookOf(account);
  const list = expectStatus<PayPalWire['WebhookList']>(await account.ask('GET', ALL), 200);
  expect(list.webhooks.map(({ id }) => id).toSorted()).toEqual([webhook.id, other.id].toSorted());
  const moved = address();
  const patched = await account.ask('PATCH', `${ALL}/${webhook.id}`, {
    body: [
      { op: 'replace', path: '/url', value: moved.url },
      { op: 'replace', path: '/event_types', value: [{ name: 'PAYMENT.CAPTURE.REFUNDED' }] },
    ],
  });
  expect(patched.body).toMatchObject({ url: moved.url, event_types: [{ name: 'PAYMENT.CAPTURE.REFUNDED' }] });
  expect((await account.ask('GET', `${ALL}/${webhook.id}`)).body).toEqual(patched.body);
  const types = await account.ask('GET', `${ALL}/${webhook.id}/event-types`);
  expect(types.body).toMatchObject({ event_types: [{ name: 'PAYMENT.CAPTURE.REFUNDED' }] });

  const stranger = await paypalAccount(running, line);
  expect((await stranger.ask('GET', `${ALL}/${webhook.id}`)).status).toBe(404);
  expect((await stranger.ask('GET', ALL)).body).toEqual({ webhooks: [] });

  expect((await account.ask('DELETE', `${ALL}/${webhook.id}`)).status).toBe(204);
  expect((await account.ask('GET', `${ALL}/${webhook.id}`)).status).toBe(404);
});

test('a life is told, part by part, and then that the order is complete', async () => {
  const account = await paypalAccount(running, line);
  const { events } = await webhookOf(account);
  const authorizationId = await authorized(account, line);
  const { payments } = account;
  const body = { amount: euros('40.00') };
  const { result: capture } = await payments.captureAuthorizedPayment({ authorizationId, body });
  await payments.voidPayment({ authorizationId });
  const { result: refund } = await payments.refundCapturedPayment({ captureId: capture.id ?? '', body: {} });
  await running.pass(SECOND);
  expect(events().map(({ event_type: type, resource_type: about }) => [type, about])).toEqual([
    ['CHECKOUT.ORDER.APPROVED', 'checkout-order'],
    ['PAYMENT.AUTHORIZATION.CREATED', 'authorization'],
    ['CHECKOUT.ORDER.COMPLETED', 'checkout-order'],
    ['PAYMENT.CAPTURE.COMPLETED', 'capture'],
    ['PAYMENT.AUTHORIZATION.VOIDED', 'authorization'],
    ['PAYMENT.CAPTURE.REFUNDED', 'refund'],
  ]);
  const [, created, , completed, , refunded] = events();
  expect(created).toMatchObject({
    event_version: '1.0',
    summary: 'A payment authorization is created for 100.00 EUR',
    resource: { id: authorizationId, status: 'CREATED' },
  });
  // As it stood then, whatever has become of it.
  expect(completed).toMatchObject({ resource: { id: capture.id, status: 'COMPLETED' } });
  expect(refunded).toMatchObject({ resource: { id: refund.id, amount: { value: '40.00' } } });
});

test('what time and the console bring is told as well: a hold that runs out, a capture that is denied, a dispute', async () => {
  const account = await paypalAccount(running, line);
  const { events } = await webhookOf(account, [
    'PAYMENT.AUTHORIZATION.VOIDED',
    'PAYMENT.CAPTURE.DENIED',
    'PAYMENT.CAPTURE.REVERSED',
    'CUSTOMER.DISPUTE.CREATED',
    'CUSTOMER.DISPUTE.RESOLVED',
  ]);
  await account.orders.createOrder({
    body: orderOf({ paymentSource: cardSource('4000000000000002') }),
    paypalRequestId: freshId(),
  });
  const disputed = await account.orders.createOrder({
    body: orderOf({ paymentSource: cardSource('4000000000000259') }),
    paypalRequestId: freshId(),
  });
  await authorized(account, line);
  // The dispute is lost by not being answered, and the authorization runs out long after.
  await running.pass(11 * DAY);
  await running.pass(19 * DAY);
  const types = events().map(({ event_type: type }) => type);
  expect(types.toSorted()).toEqual([
    'CUSTOMER.DISPUTE.CREATED',
    'CUSTOMER.DISPUTE.RESOLVED',
    'PAYMENT.AUTHORIZATION.VOIDED',
    'PAYMENT.CAPTURE.DENIED',
    'PAYMENT.CAPTURE.REVERSED',
  ]);
  const list = await account.ask('GET', '/v1/customer/disputes');
  const [dispute] = expectStatus<PayPalWire['DisputeList']>(list, 200).items;
  const capture = disputed.result.purchaseUnits?.[0]?.payments?.captures?.[0]?.id ?? '';
  expect(dispute).toMatchObject({
    status: 'RESOLVED',
    reason: 'UNAUTHORISED',
    dispute_amount: { value: '100.00' },
    dispute_outcome: { outcome_code: 'RESOLVED_BUYER_FAVOUR' },
    disputed_transactions: [{ seller_transaction_id: capture }],
  });
  const one = await account.ask('GET', `/v1/customer/disputes/${dispute?.dispute_id}`);
  expect(one.body).toEqual(dispute);
  const about = (id: string) => account.ask('GET', `/v1/customer/disputes?disputed_transaction_id=${id}`);
  expect((await about(capture)).body).toMatchObject({ items: [{ dispute_id: dispute?.dispute_id }] });
  expect((await about('SOMETHINGELSE')).body).toMatchObject({ items: [] });
});

test('a notification verifies by its certificate and by asking; changed, or for another webhook, it does not', async () => {
  const account = await paypalAccount(running, line);
  const { webhook, arrived } = await webhookOf(account, ['PAYMENT.CAPTURE.COMPLETED']);
  const { webhook: other } = await webhookOf(account);
  await captured(account, line);
  await running.pass(SECOND);
  const [received] = arrived();
  if (received === undefined) throw new Error('nothing has arrived');
  expect(received.headers).toMatchObject({
    'paypal-auth-algo': 'SHA256withRSA',
    'paypal-transmission-id': expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    'paypal-cert-url': expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1\/notifications\/certs\/CERT-/),
  });
  expect(await verifiedOffline(webhook.id, received)).toBe(true);
  expect(await verifiedOffline(other.id, received)).toBe(false);
  expect(await verification(account, webhook.id, received)).toBe('SUCCESS');
  expect(await verification(account, other.id, received)).toBe('FAILURE');
  const changed = { ...received, body: received.body.replace('100.00', '900.00') };
  expect(await verification(account, webhook.id, changed)).toBe('FAILURE');
  const later = { ...received, headers: { ...received.headers, 'paypal-transmission-time': '2027-01-01T13:00:00Z' } };
  expect(await verification(account, webhook.id, later)).toBe('FAILURE');
  // ENV-08: where money is real nobody believes what a sandbox has signed, not even for a webhook at the same address.
  const live = await paypalAccount(running, liveLine, 'production');
  const { webhook: liveWebhook } = await webhookOf(live, ['*'], { path: received.path, url: webhook.url });
  expect(await verification(live, liveWebhook.id, received)).toBe('FAILURE');
  const certificate = new URL(received.headers['paypal-cert-url'] ?? '').pathname;
  expect((await fetch(`${liveLine.url}${certificate}`)).status).toBe(404);
});

test('a signature of nobody, and one of another environment, are found out in both ways', async () => {
  const account = await paypalAccount(running, line);
  const live = await paypalAccount(running, liveLine, 'production');
  const at = address();
  const { webhook, arrived } = await webhookOf(account, ['CHECKOUT.ORDER.COMPLETED'], at);
  await webhookOf(live, ['*'], at);
  for (const kind of ['wrong_signature', 'other_environment_signature'] as const) {
    await setDisorder(running, account, { times: 1, types: ['CHECKOUT.ORDER.COMPLETED'], disorder: { kind } });
    await captured(account, line);
    await running.pass(SECOND);
    const received = arrived().at(-1);
    if (received === undefined) throw new Error('nothing has arrived');
    expect(await verification(account, webhook.id, received)).toBe('FAILURE');
    if (kind === 'other_environment_signature') expect(await verifiedOffline(webhook.id, received)).toBe(false);
  }
  expect(arrived()).toHaveLength(2);
});

test('events are found by type and by what they are about, and are sent again', async () => {
  const account = await paypalAccount(running, line);
  const { webhook, arrived } = await webhookOf(account, ['PAYMENT.CAPTURE.COMPLETED']);
  const captureId = await captured(account, line);
  await captured(account, line);
  await running.pass(SECOND);
  const list = async (query: string) =>
    expectStatus<PayPalWire['EventList']>(await account.ask('GET', `${EVENTS}?${query}`), 200).events;
  expect((await list('page_size=300')).map(({ event_type: type }) => type)).toHaveLength(6);
  expect(await list('event_type=PAYMENT.CAPTURE.COMPLETED')).toHaveLength(2);
  expect(await list('start_time=2020-01-01T00:00:00Z&end_time=2020-01-02T00:00:00Z')).toHaveLength(0);
  const [event] = await list(`transaction_id=${captureId}`);
  const id = event?.id ?? '';
  expect(event).toMatchObject({
    event_type: 'PAYMENT.CAPTURE.COMPLETED',
    resource: { id: captureId },
    transmissions: [{ webhook_url: webhook.url, status: 'SUCCESS' }],
  });
  expect((await account.ask('GET', `${EVENTS}/${id}`)).body).toEqual(event);
  const resend = (body: object) => account.ask('POST', `${EVENTS}/${id}/resend`, { body });
  expect((await resend({ webhook_ids: ['OTHER'] })).status).toBe(202);
  expect((await resend({ webhook_ids: [webhook.id] })).status).toBe(202);
  await running.pass(SECOND);
  expect(arrived().map(({ body }) => JSON.parse(body).id === id)).toEqual([true, false, true]);
});

test('every type can be simulated, and what arrives is such an event', async () => {
  const account = await paypalAccount(running, line);
  const { webhook, events } = await webhookOf(account, ['CHECKOUT.ORDER.APPROVED']);
  const all = await account.ask('GET', '/v1/notifications/webhooks-event-types');
  const types = expectStatus<PayPalWire['EventTypeList']>(all, 200).event_types.map(({ name }) => name);
  expect(types).toHaveLength(14);
  for (const [index, type] of types.entries()) {
    const target = index % 2 === 0 ? { webhook_id: webhook.id } : { url: webhook.url };
    const body = { ...target, event_type: type };
    // Held against the specification, which has the shape of every resource.
    const answer = await account.ask('POST', '/v1/notifications/simulate-event', { body });
    expect(answer.status, answer.text).toBe(202);
  }
  await running.pass(SECOND);
  // What is about nothing in particular comes in no particular order.
  expect(
    events()
      .map(({ event_type: type }) => type)
      .toSorted(),
  ).toEqual(types.toSorted());
  // Nothing of it has happened.
  expect((await account.ask('GET', EVENTS)).body).toMatchObject({ count: 0 });
});

test('what is not received is tried again, 25 times within three days', async () => {
  const account = await paypalAccount(running, line);
  const { arrived } = await webhookOf(account, ['CHECKOUT.ORDER.APPROVED']);
  shop.react(503);
  const id = await approvedOrder(account, line);
  // No wait between two attempts is longer.
  for (let count = 0; count < 30; count += 1) await running.pass(9 * HOUR);
  shop.react(204);
  const ids = new Set(arrived().map(({ headers }) => headers['paypal-transmission-id']));
  expect(ids.size).toBe(1);
  const delivered = await running.control.ask('GET', `/deliveries?payment=${id}`);
  expect(delivered.body).toMatchObject({ deliveries: [{ status: 'parked', attemptCount: 25 }] });
});

test('the buyer of the control API approves, declines and cancels on the page that everybody sees', async () => {
  const account = await paypalAccount(running, line);
  const at = shop.url.replace('/hooks', '');
  const trip = async (does: 'approve' | 'decline' | 'cancel') => {
    const context = { returnUrl: `${at}/back`, cancelUrl: `${at}/cart` };
    const { result } = await account.orders.createOrder({ body: orderOf({ applicationContext: context }) });
    const id = result.id ?? '';
    const sent = await running.control.ask('POST', `/payments/${id}/buyer`, {
      body: { do: does, back: 'never' },
    });
    return { id, link: payerLink(result), sent };
  };
  const approved = await trip('approve');
  expect(approved.sent.status, approved.sent.text).toBe(200);
  expect((await account.orders.captureOrder({ id: approved.id })).result.status).toBe('COMPLETED');

  const declined = await trip('decline');
  expect((await account.orders.getOrder({ id: declined.id })).result.status).toBe('APPROVED');
  await expect(account.orders.captureOrder({ id: declined.id })).rejects.toMatchObject({
    statusCode: 422,
    result: { details: [{ issue: 'INSTRUMENT_DECLINED' }] },
  });
  // The buyer chooses something else, and then it can be paid.
  await visitApproval(line, declined.link, 'approve');
  expect((await account.orders.captureOrder({ id: declined.id })).result.status).toBe('COMPLETED');

  const cancelled = await trip('cancel');
  expect((await account.orders.getOrder({ id: cancelled.id })).result.status).toBe('CREATED');
  await expect(account.orders.captureOrder({ id: cancelled.id })).rejects.toMatchObject({
    result: { details: [{ issue: 'ORDER_NOT_APPROVED' }] },
  });
  const back = await visitApproval(line, cancelled.link, 'cancel');
  expect(back).toBe(`${at}/cart?token=${cancelled.id}`);
});
