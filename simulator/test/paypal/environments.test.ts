import { ApiError, OrdersController } from '@paypal/paypal-server-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectStatus, issue, journal, signUp } from '../merchant-account.ts';
import { DAY, HOUR, type Running, SECOND, start } from '../running-simulator.ts';
import { approvedOrder, authorized, captured, cardSource, freshId, orderOf } from './orders.ts';
import {
  askForToken,
  type Line,
  openLine,
  type PayPalAccount,
  type PayPalWire,
  paypalAccount,
  sdk,
  tokenOf,
} from './paypal-account.ts';

let running: Running;
let sandbox: Line;
let testing: Line;
let production: Line;
let account: PayPalAccount;
let live: PayPalAccount;
beforeAll(async () => {
  running = await start();
  sandbox = await openLine(running, 'sandbox');
  testing = await openLine(running, 'testing');
  production = await openLine(running, 'production');
  account = await paypalAccount(running, sandbox);
  live = await paypalAccount(running, production, 'production');
});
afterAll(async () => {
  const lines = [sandbox, testing, production];
  expect(lines.flatMap(({ problems }) => problems)).toEqual([]);
  expect(running.logged).toEqual([]);
  for (const line of lines) await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
});

/** Asks for an order with whatever token. */
async function withToken(line: Line, authorization: string | undefined, path = '/v2/checkout/orders/NONE') {
  const headers = authorization === undefined ? {} : { authorization };
  const answer = await fetch(`${line.url}${path}`, { headers });
  return `${answer.status} ${await answer.text()}`;
}

const INVALID_CLIENT = { error: 'invalid_client', error_description: 'Client Authentication failed' };

test('ENV-02, ENV-03: client id and secret of one environment are unknown in every other, and the journal says so', async () => {
  for (const [of, line] of [
    [account, production],
    [account, testing],
    [live, sandbox],
  ] as const) {
    const answer = await askForToken(line, of.clientId, of.secret);
    expect([answer.status, answer.body]).toEqual([401, INVALID_CLIENT]);
    const error = await new OrdersController(sdk(of, line, 'live')).getOrder({ id: 'NONE' }).catch((reason) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ statusCode: 401, body: JSON.stringify(INVALID_CLIENT) });
  }
  // A live secret that was sent to a sandbox is marked as a crossing, with whose it is.
  const entries = await journal(running, 'environment=sandbox&limit=500');
  const crossings = entries.filter(({ crossing }) => crossing);
  expect(crossings.length).toBeGreaterThan(0);
  expect(crossings.at(-1)).toMatchObject({
    operation: 'createToken',
    refusal: 'other_environment',
    credential: { environment: 'production', merchantId: live.id },
  });
});

test('ENV-05: a token of one environment is no token in another', async () => {
  const token = `Bearer ${await tokenOf(sandbox, account)}`;
  for (const line of [production, testing]) {
    expect(await withToken(line, token)).toBe(
      '401 {"error":"invalid_token","error_description":"Token signature verification failed"}',
    );
  }
});

test('whoever is not known, or not let in, is told in the words of whoever is asked', async () => {
  expect(await withToken(sandbox, undefined)).toMatch(/^401 \{"name":"AUTHENTICATION_FAILURE"/);
  expect(await withToken(sandbox, 'Bearer')).toMatch(/^401 \{"name":"AUTHENTICATION_FAILURE"/);
  expect(await withToken(sandbox, 'Bearer A21AAnonsense')).toMatch(/^401 \{"error":"invalid_token"/);
  expect((await askForToken(sandbox, account.clientId, 'wrong')).body).toEqual(INVALID_CLIENT);
  expect((await askForToken(sandbox, 'nobody', account.secret)).body).toEqual(INVALID_CLIENT);
  const basic = `Basic ${Buffer.from(`${account.clientId}:${account.secret}`).toString('base64')}`;
  expect(await withToken(sandbox, basic)).toMatch(/^404 /);
  const grant = async (form: string) => {
    const headers = { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(`${sandbox.url}/v1/oauth2/token`, { method: 'POST', headers, body: form });
    return ((await answer.json()) as PayPalWire['IdentityError']).error;
  };
  expect([await grant(''), await grant('grant_type=password')]).toEqual(['invalid_request', 'unsupported_grant_type']);

  const { id } = await signUp(running, 'sandbox');
  const pending = await issue(running, id, { dialect: 'paypal', kind: 'oauth_client' });
  const asked = () => askForToken(sandbox, pending.credential.publicId, pending.secret);
  expect((await asked()).body).toMatchObject({ error: 'unauthorized_client' });
  await running.control.ask('POST', `/merchants/${id}/activate`);
  const { access_token: token } = expectStatus<PayPalWire['Token']>(await asked(), 200);
  await running.control.ask('POST', `/merchants/${id}/suspend`);
  expect(await withToken(sandbox, `Bearer ${token}`)).toMatch(/^403 .*PAYEE_ACCOUNT_LOCKED_OR_CLOSED/);
});

test('a token does what its client may', async () => {
  const reading = await issue(running, account.id, { dialect: 'paypal', kind: 'oauth_client', scopes: ['read'] });
  const client = sdk({ clientId: reading.credential.publicId, secret: reading.secret }, sandbox, 'test');
  const orders = new OrdersController(client);
  await expect(orders.createOrder({ body: orderOf() })).rejects.toMatchObject({
    statusCode: 403,
    body: expect.stringMatching(/"name":"NOT_AUTHORIZED".*"issue":"PERMISSION_DENIED"/),
  });
  const { result } = await account.orders.createOrder({ body: orderOf() });
  expect((await orders.getOrder({ id: result.id ?? '' })).result.id).toBe(result.id);
});

test('ids of another environment, or of another seller, are ids of nothing', async () => {
  const order = await approvedOrder(account, sandbox);
  const authorization = await authorized(account, sandbox);
  const capture = await captured(account, sandbox);
  const refund = (await account.payments.refundCapturedPayment({ captureId: capture, body: {} })).result.id;
  const stranger = await paypalAccount(running, sandbox);
  const twin = await paypalAccount(running, testing, 'testing');
  for (const other of [live, stranger, twin]) {
    for (const [method, path] of [
      ['GET', `/v2/checkout/orders/${order}`],
      ['POST', `/v2/checkout/orders/${order}/capture`],
      ['GET', `/v2/payments/authorizations/${authorization}`],
      ['POST', `/v2/payments/authorizations/${authorization}/capture`],
      ['POST', `/v2/payments/authorizations/${authorization}/void`],
      ['GET', `/v2/payments/captures/${capture}`],
      ['POST', `/v2/payments/captures/${capture}/refund`],
      ['GET', `/v2/payments/refunds/${refund}`],
    ] as const) {
      const { status, body } = await other.ask(method, path);
      expect([path, status, body]).toMatchObject([
        path,
        404,
        { name: 'RESOURCE_NOT_FOUND', details: [{ issue: 'INVALID_RESOURCE_ID' }] },
      ]);
    }
  }
  // Nobody approves it elsewhere either.
  expect((await fetch(`${production.url}/checkoutnow?token=${order}`)).status).toBe(404);
  expect((await account.orders.captureOrder({ id: order })).result.status).toBe('COMPLETED');
});

test('ENV-09: buyers are sent back to registered hosts alone, and so are notifications', async () => {
  const own = await paypalAccount(running, sandbox);
  const body = { kind: 'callback_host', host: 'shop.example' };
  expect((await running.control.ask('POST', `/merchants/${own.id}/artefacts`, { body })).status).toBe(201);
  const order = (name: string, url: string) =>
    own.ask('POST', '/v2/checkout/orders', {
      body: {
        intent: 'CAPTURE',
        purchase_units: [{ amount: { currency_code: 'EUR', value: '1.00' } }],
        application_context: { [name]: url },
      },
    });
  for (const name of ['return_url', 'cancel_url']) {
    expect((await order(name, 'https://staging.shop.example/back')).body).toMatchObject({
      name: 'INVALID_REQUEST',
      details: [{ issue: 'INVALID_PARAMETER_VALUE' }],
    });
    expect((await order(name, 'https://shop.example/back')).status).toBe(201);
  }
  const url = 'https://staging.shop.example/hooks';
  await own.ask('POST', '/v1/notifications/webhooks', { body: { url, event_types: [{ name: '*' }] } });
  await captured(own, sandbox);
  await running.pass(SECOND);
  const deliveries = await running.control.ask('GET', `/deliveries?merchant=${own.id}`);
  expect(deliveries.body).toMatchObject({
    deliveries: [1, 2, 3].map(() => ({ status: 'parked', parked: { reason: 'host_not_registered' } })),
  });
});

test('ENV-15: what was authorized in one environment is captured there, and nowhere by mistake', async () => {
  const id = await authorized(account, sandbox);
  expect((await live.ask('POST', `/v2/payments/authorizations/${id}/capture`)).status).toBe(404);
  expect((await account.ask('POST', `/v2/payments/authorizations/${id}/capture`)).status).toBe(201);
});

test('ENV-17: two shops with the same order number and the same PayPal-Request-Id do not meet', async () => {
  const other = await paypalAccount(running, sandbox);
  const body = orderOf({
    purchaseUnits: [{ amount: { currencyCode: 'EUR', value: '10.00' }, invoiceId: '100001' }],
    paymentSource: cardSource(),
  });
  const ids: (string | undefined)[] = [];
  for (const { orders } of [account, other]) {
    const { statusCode, result } = await orders.createOrder({ body, paypalRequestId: 'order-100001' });
    expect(statusCode).toBe(201);
    ids.push(result.id);
  }
  expect(ids[0]).not.toBe(ids[1]);
});

test('ENV-18: a client secret in the wrong place is not in the journal', async () => {
  const own = await paypalAccount(running, sandbox);
  const purchaseUnits = [{ amount: { currencyCode: 'EUR', value: '1.00' }, customId: own.secret }];
  await own.orders.createOrder({ body: orderOf({ purchaseUnits }) });
  const entries = JSON.stringify(await journal(running, `merchant=${own.id}`));
  expect([entries.includes('custom_id'), entries.includes(own.secret)]).toEqual([true, false]);
});

test('ENV-19: a test card is declined where money is real, and a real one where it is not', async () => {
  for (const [of, number] of [
    [live, '4012000033330026'],
    [account, '4539578763621486'],
  ] as const) {
    const body = orderOf({ paymentSource: cardSource(number) });
    const { result } = await of.orders.createOrder({ body, paypalRequestId: freshId() });
    expect(result.purchaseUnits?.[0]?.payments?.captures).toMatchObject([
      { status: 'DECLINED', processorResponse: { responseCode: '1330' } },
    ]);
  }
});

test('where money is real nobody looks at what is for tests: mock responses and names of cards', async () => {
  const id = await approvedOrder(live, production);
  const paypalMockResponse = '{"mock_application_codes":"INSTRUMENT_DECLINED"}';
  expect((await live.orders.captureOrder({ id, paypalMockResponse })).result.status).toBe('COMPLETED');
  const body = orderOf({ paymentSource: cardSource('4539578763621486', { name: 'CCREJECT-REFUSED' }) });
  const { result } = await live.orders.createOrder({ body, paypalRequestId: freshId() });
  expect(result.purchaseUnits?.[0]?.payments?.captures).toMatchObject([{ status: 'COMPLETED' }]);
  const sandboxed = approvedOrder(account, sandbox);
  await expect(account.orders.captureOrder({ id: await sandboxed, paypalMockResponse })).rejects.toMatchObject({
    statusCode: 422,
  });
});

test('ENV-20: the events, webhooks and disputes of others are not there', async () => {
  const stranger = await paypalAccount(running, sandbox);
  for (const path of ['/v1/notifications/webhooks', '/v1/notifications/webhooks-events', '/v1/customer/disputes']) {
    for (const other of [stranger, live]) {
      const list = Object.values((await other.ask('GET', path)).body as object).find((value) => Array.isArray(value));
      expect([path, JSON.stringify(list).includes(account.id)]).toEqual([path, false]);
    }
  }
  expect((await stranger.ask('GET', '/v1/notifications/webhooks-events')).body).toMatchObject({ count: 0 });
});

test('the same token is handed out as long as it is good, and ends with its client', async () => {
  const own = await paypalAccount(running, sandbox);
  const ask = async () => expectStatus<PayPalWire['Token']>(await askForToken(sandbox, own.clientId, own.secret), 200);
  const first = await ask();
  expect(first).toMatchObject({ token_type: 'Bearer', expires_in: 32_400 });
  await running.pass(HOUR);
  const second = await ask();
  expect([second.access_token, second.expires_in]).toEqual([first.access_token, 28_800]);
  const state = async () => (await withToken(sandbox, `Bearer ${first.access_token}`)).slice(0, 26);
  await running.pass(8 * HOUR - SECOND);
  expect(await state()).toMatch(/^404 /);
  await running.pass(SECOND);
  expect(await state()).toBe('401 {"error":"invalid_toke');
  const third = await ask();
  expect(third.access_token).not.toBe(first.access_token);
  await running.control.ask('POST', `/credentials/${own.credentialId}/revoke`);
  expect(await withToken(sandbox, `Bearer ${third.access_token}`)).toMatch(/^401 .*Access Token not found in cache/);
  expect((await askForToken(sandbox, own.clientId, own.secret)).body).toEqual(INVALID_CLIENT);
  await running.pass(DAY);
});
