import { CheckoutPaymentIntent, CustomError } from '@paypal/paypal-server-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ISSUES, type Issue } from '../../src/dialects/paypal/issues.ts';
import { journal } from '../merchant-account.ts';
import { DAY, type Running, start } from '../running-simulator.ts';
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

/** What came of it: status, name, issue and field, as the SDK gives them. */
async function refusal(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    (value) => value,
    (reason: unknown) => reason,
  );
  if (error instanceof CustomError) return told(error.statusCode, JSON.parse(String(error.body)));
  throw new Error(`no refusal: ${JSON.stringify(error)}`);
}

function told(status: number, { name, details = [] }: PayPalWire['Error']): string {
  return [status, name, ...details.map(({ issue, field = '-' }) => `${issue} ${field}`)].join(' ');
}

/** An order of which the SDK's types allow anything. */
function create(more: object, requestId: string | undefined = undefined) {
  const body = { intent: 'CAPTURE', purchase_units: [{ amount: { currency_code: 'EUR', value: '10.00' } }], ...more };
  return ask('POST', '/v2/checkout/orders', body, requestId === undefined ? {} : { 'paypal-request-id': requestId });
}

async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const { status, body: answer } = await account.ask(
    method,
    path,
    body === undefined ? { headers } : { body, headers },
  );
  return { status, answer };
}

/** What came of it, for what the SDK cannot send. */
async function refusalOf(asked: ReturnType<typeof ask>): Promise<string> {
  const { status, answer } = await asked;
  return told(status, answer as PayPalWire['Error']);
}

const unit = (more: object) => ({ purchase_units: [{ amount: { currency_code: 'EUR', value: '10.00' }, ...more }] });
const amountOf = (value: string, currency = 'EUR', more: object = {}) =>
  unit({ amount: { currency_code: currency, value, ...more } });
const money = (value: string) => ({ currency_code: 'EUR', value });
const orders = () => account.orders;
const payments = () => account.payments;

const BAD = '400 INVALID_REQUEST';
const NO = '422 UNPROCESSABLE_ENTITY';
const UNIT = '/purchase_units/0';

// biome-ignore format: one row per mistake, what is answered last
const shapes: readonly (readonly [what: string, asked: () => ReturnType<typeof ask>, expected: string])[] = [
  ['no JSON', () => ask('POST', '/v2/checkout/orders'), `${BAD} MALFORMED_REQUEST_JSON -`],
  ['no intent', () => create({ intent: undefined }), `${BAD} MISSING_REQUIRED_PARAMETER /intent`],
  ['an intent that is none', () => create({ intent: 'SALE' }), `${BAD} INVALID_PARAMETER_VALUE /intent`],
  ['no purchase unit', () => create({ purchase_units: [] }), `${BAD} INVALID_ARRAY_MIN_ITEMS /purchase_units`],
  ['two purchase units', () => create({ purchase_units: [...unit({}).purchase_units, ...unit({}).purchase_units] }), `${BAD} INVALID_ARRAY_MAX_ITEMS /purchase_units`],
  ['an amount in words', () => create(amountOf('ten')), `${BAD} INVALID_PARAMETER_SYNTAX ${UNIT}/amount/value`],
  ['a long description', () => create(unit({ description: 'x'.repeat(128) })), `${BAD} INVALID_STRING_LENGTH ${UNIT}/description`],
  ['a currency that is none', () => create(amountOf('10.00', 'XYZ')), `${NO} INVALID_CURRENCY_CODE ${UNIT}/amount/currency_code`],
  ['a currency that is not taken', () => create(amountOf('10', 'KWD')), `${NO} CURRENCY_NOT_SUPPORTED ${UNIT}/amount/currency_code`],
  ['a tenth of a cent', () => create(amountOf('10.001')), `${NO} DECIMAL_PRECISION ${UNIT}/amount/value`],
  ['half a yen', () => create(amountOf('10.5', 'JPY')), `${NO} DECIMALS_NOT_SUPPORTED ${UNIT}/amount/value`],
  ['too much', () => create(amountOf('99999999999999999')), `${NO} MAX_VALUE_EXCEEDED ${UNIT}/amount/value`],
  ['nothing', () => create(amountOf('0.00')), `${NO} CANNOT_BE_ZERO_OR_NEGATIVE ${UNIT}/amount/value`],
  ['parts that are not the whole', () => create(amountOf('10.00', 'EUR', { breakdown: { item_total: money('9.00'), discount: money('1.00') } })), `${NO} AMOUNT_MISMATCH ${UNIT}/amount/value`],
  ['a part below nothing', () => create(amountOf('10.00', 'EUR', { breakdown: { item_total: money('11.00'), shipping: money('-1.00') } })), `${NO} CANNOT_BE_NEGATIVE ${UNIT}/amount/breakdown/shipping/value`],
  ['items without their total', () => create(unit({ items: [{ name: 'Hat', quantity: '1', unit_amount: money('10.00') }] })), `${NO} ITEM_TOTAL_REQUIRED ${UNIT}/amount/breakdown/item_total`],
  ['items of another total', () => create({ purchase_units: [{ amount: { ...money('10.00'), breakdown: { item_total: money('10.00') } }, items: [{ name: 'Hat', quantity: '2', unit_amount: money('4.00') }] }] }), `${NO} ITEM_TOTAL_MISMATCH ${UNIT}/amount/breakdown/item_total`],
  ['items of another tax', () => create({ purchase_units: [{ amount: { ...money('10.00'), breakdown: { item_total: money('8.00'), tax_total: money('2.00') } }, items: [{ name: 'Hat', quantity: '2', unit_amount: money('4.00'), tax: money('0.50') }] }] }), `${NO} TAX_TOTAL_MISMATCH ${UNIT}/amount/breakdown/tax_total`],
  ['a card without a PayPal-Request-Id', () => create({ payment_source: { card: { number: '4012000033330026', expiry: '2030-12' } } }), `${BAD} PAYPAL_REQUEST_ID_REQUIRED -`],
  ['a PayPal-Request-Id that is too long', () => create({}, 'x'.repeat(109)), `${BAD} INVALID_STRING_LENGTH PayPal-Request-Id`],
  ['a PayPal-Request-Id with a card number', () => create({}, 'order-4012000033330026'), `${BAD} INVALID_PARAMETER_VALUE PayPal-Request-Id`],
  ['a card number in the description', () => create(unit({ description: 'my card is 4012 0000 3333 0026' })), `${BAD} INVALID_PARAMETER_VALUE ${UNIT}/description`],
  ['a card that has run out', () => create({ payment_source: { card: { number: '4012000033330026', expiry: '2026-11' } } }, freshId()), `${NO} CARD_EXPIRED /payment_source/card/expiry`],
  ['a month that is none', () => create({ payment_source: { card: { number: '4012000033330026', expiry: '2030-13' } } }, freshId()), `${BAD} INVALID_PARAMETER_SYNTAX /payment_source/card/expiry`],
  ['card and wallet', () => create({ payment_source: { paypal: {}, card: { number: '4012000033330026', expiry: '2030-12' } } }, freshId()), `${BAD} INVALID_PARAMETER_VALUE /payment_source`],
  ['something else to pay with', () => create({ payment_source: { blik: {} } }, freshId()), `${BAD} MISSING_REQUIRED_PARAMETER /payment_source`],
  ['an address that is none', () => create({ application_context: { return_url: 'javascript:alert(1)' } }), `${BAD} INVALID_PARAMETER_VALUE /payment_source/paypal/experience_context/return_url`],
  ['an unknown order', () => ask('GET', '/v2/checkout/orders/5O190127TN364715T'), '404 RESOURCE_NOT_FOUND INVALID_RESOURCE_ID -'],
  ['an unknown authorization', () => ask('POST', '/v2/payments/authorizations/5O190127TN364715T/capture', {}), '404 RESOURCE_NOT_FOUND INVALID_RESOURCE_ID -'],
  ['an unknown capture', () => ask('POST', '/v2/payments/captures/5O190127TN364715T/refund', {}), '404 RESOURCE_NOT_FOUND INVALID_RESOURCE_ID -'],
  ['an unknown refund', () => ask('GET', '/v2/payments/refunds/5O190127TN364715T'), '404 RESOURCE_NOT_FOUND INVALID_RESOURCE_ID -'],
  ['an unknown dispute', () => ask('GET', '/v1/customer/disputes/PP-D-1'), '404 RESOURCE_NOT_FOUND INVALID_RESOURCE_ID -'],
  ['an unknown webhook', () => ask('DELETE', '/v1/notifications/webhooks/5O190127TN364715T'), '404 RESOURCE_NOT_FOUND INVALID_RESOURCE_ID -'],
  ['a path that is none', () => ask('GET', '/v2/nothing', undefined, { 'paypal-request-id': 'x' }), '404 RESOURCE_NOT_FOUND'],
  ['a method that is none', () => ask('DELETE', '/v2/checkout/orders/5O190127TN364715T'), '405 METHOD_NOT_SUPPORTED'],
  ['a webhook nowhere', () => ask('POST', '/v1/notifications/webhooks', { url: 'ftp://shop.example', event_types: [{ name: '*' }] }), `${BAD} INVALID_PARAMETER_VALUE /url`],
  ['a webhook for what never happens', () => ask('POST', '/v1/notifications/webhooks', { url: 'https://shop.example/never', event_types: [{ name: 'INVOICING.INVOICE.PAID' }] }), `${NO} INVALID_EVENT_TYPE /event_types/0/name`],
  ['a simulation for nobody', () => ask('POST', '/v1/notifications/simulate-event', { event_type: 'CHECKOUT.ORDER.APPROVED' }), `${BAD} MISSING_REQUIRED_PARAMETER /webhook_id`],
  ['a page of 400 events', () => ask('GET', '/v1/notifications/webhooks-events?page_size=400'), `${BAD} INVALID_PARAMETER_SYNTAX page_size`],
];
for (const [what, asked, expected] of shapes) {
  test(`${what}: ${expected}`, async () => expect(await refusalOf(asked())).toBe(expected));
}

test('a webhook at the same address, or the seventeenth', async () => {
  const other = await paypalAccount(running, line);
  const register = (path: string) =>
    other.ask('POST', '/v1/notifications/webhooks', {
      body: { url: `https://shop.example/${path}`, event_types: [{ name: '*' }] },
    });
  for (let count = 0; count < 16; count += 1) expect((await register(String(count))).status).toBe(201);
  expect((await register('0')).body).toMatchObject({ details: [{ issue: 'WEBHOOK_URL_ALREADY_EXISTS' }] });
  expect((await register('17')).body).toMatchObject({ details: [{ issue: 'WEBHOOK_NUMBER_LIMIT_EXCEEDED' }] });
});

/** The order made, and not approved yet. */
async function fresh(intent = CheckoutPaymentIntent.Capture): Promise<string> {
  return (await orders().createOrder({ body: orderOf({ intent }) })).result.id ?? '';
}

const partly = async () => {
  const authorizationId = await authorized(account, line);
  await payments().captureAuthorizedPayment({ authorizationId, body: { amount: euros('60.00') } });
  return authorizationId;
};
const finished = async () => {
  const authorizationId = await authorized(account, line);
  await payments().captureAuthorizedPayment({ authorizationId, body: { amount: euros('60.00'), finalCapture: true } });
  return authorizationId;
};
const voided = async () => {
  const authorizationId = await authorized(account, line);
  await payments().voidPayment({ authorizationId });
  return authorizationId;
};
/** The authorization, or the capture, of a card that comes to nothing. */
const cardPart = async (what: 'authorizations' | 'captures', number: string) => {
  const intent = what === 'captures' ? CheckoutPaymentIntent.Capture : CheckoutPaymentIntent.Authorize;
  const body = orderOf({ intent, paymentSource: cardSource(number) });
  return idIn((await orders().createOrder({ body, paypalRequestId: freshId() })).result, what);
};
const capture = async (authorizationId: Promise<string>, value?: string, currencyCode = 'EUR') =>
  payments().captureAuthorizedPayment({
    authorizationId: await authorizationId,
    body: value === undefined ? {} : { amount: { currencyCode, value } },
  });
const refund = async (captureId: Promise<string>, value?: string, currencyCode = 'EUR') =>
  payments().refundCapturedPayment({
    captureId: await captureId,
    body: value === undefined ? {} : { amount: { currencyCode, value } },
  });
const held = () => authorized(account, line);
const paid = () => captured(account, line);
const DECLINED = '4000000000000002';
const REVIEWED = '4000000000001000';
const DISPUTED = '4000000000000259';

const twice = async <T>(make: () => Promise<T>): Promise<T> => {
  await make();
  return make();
};
const captureOrder = async (id: Promise<string>) => orders().captureOrder({ id: await id });
const patch = async (id: Promise<string>, patches: object[]) =>
  ask('PATCH', `/v2/checkout/orders/${await id}`, patches);
const AMOUNT = "/purchase_units/@reference_id=='default'/amount";

// biome-ignore format: one row per mistake, what is answered last
const states: readonly (readonly [what: string, asked: () => Promise<unknown>, expected: string])[] = [
  ['captured before it is approved', () => captureOrder(fresh()), `${NO} ORDER_NOT_APPROVED -`],
  ['authorized before it is approved', async () => orders().authorizeOrder({ id: await fresh(CheckoutPaymentIntent.Authorize) }), `${NO} ORDER_NOT_APPROVED -`],
  ['captured though it is to be authorized', async () => captureOrder(approvedOrder(account, line, 'authorize')), `${NO} ACTION_DOES_NOT_MATCH_INTENT -`],
  ['authorized though it is to be captured', async () => orders().authorizeOrder({ id: await approvedOrder(account, line) }), `${NO} ACTION_DOES_NOT_MATCH_INTENT -`],
  ['captured twice', async () => { const id = await approvedOrder(account, line); return twice(() => orders().captureOrder({ id })); }, `${NO} ORDER_ALREADY_CAPTURED -`],
  ['authorized twice', async () => { const id = await approvedOrder(account, line, 'authorize'); return twice(() => orders().authorizeOrder({ id })); }, `${NO} ORDER_ALREADY_AUTHORIZED -`],
  ['confirmed when it is paid', async () => { const id = await approvedOrder(account, line); await orders().captureOrder({ id }); return orders().confirmOrder({ id, body: { paymentSource: cardSource() } }); }, `${NO} ORDER_ALREADY_COMPLETED -`],
  ['a challenge that nobody has passed', async () => { const made = await orders().createOrder({ body: orderOf({ paymentSource: cardSource('4868719460707704') }), paypalRequestId: freshId() }); return captureOrder(Promise.resolve(made.result.id ?? '')); }, `${NO} PAYER_ACTION_REQUIRED -`],
  ['a wallet that does not pay', async () => { const { result } = await orders().createOrder({ body: orderOf({ paymentSource: WALLET }), paypalRequestId: freshId() }); await visitApproval(line, payerLink(result), 'decline'); return captureOrder(Promise.resolve(result.id ?? '')); }, `${NO} INSTRUMENT_DECLINED -`],
  ['captured when all is captured', () => capture(finished()), `${NO} AUTHORIZATION_ALREADY_CAPTURED -`],
  ['captured when it is voided', () => capture(voided()), `${NO} AUTHORIZATION_VOIDED -`],
  ['captured when it was denied', () => capture(cardPart('authorizations', DECLINED)), `${NO} AUTHORIZATION_DENIED -`],
  ['captured while it is looked at', () => capture(cardPart('authorizations', REVIEWED)), `${NO} TRANSACTION_REFUSED -`],
  ['captured for more than may be', () => capture(held(), '115.01'), `${NO} MAX_CAPTURE_AMOUNT_EXCEEDED /amount/value`],
  ['the rest captured without saying how much', () => capture(partly()), `${NO} MAX_CAPTURE_AMOUNT_EXCEEDED /amount/value`],
  ['captured in another currency', () => capture(held(), '10.00', 'USD'), `${NO} AUTH_CAPTURE_CURRENCY_MISMATCH /amount/currency_code`],
  ['captured for nothing', () => capture(held(), '0.00'), `${NO} CANNOT_BE_ZERO_OR_NEGATIVE /amount/value`],
  ['captured in tenths of cents', () => capture(held(), '1.001'), `${NO} DECIMAL_PRECISION /amount/value`],
  ['captured an eleventh time', async () => { const id = held(); for (let count = 0; count < 10; count += 1) await capture(id, '1.00'); return capture(id, '1.00'); }, `${NO} MAX_CAPTURE_COUNT_EXCEEDED -`],
  ['voided twice', async () => payments().voidPayment({ authorizationId: await voided() }), `${NO} PREVIOUSLY_VOIDED -`],
  ['voided when all is captured', async () => payments().voidPayment({ authorizationId: await finished() }), `${NO} PREVIOUSLY_CAPTURED -`],
  ['voided when it was denied', async () => payments().voidPayment({ authorizationId: await cardPart('authorizations', DECLINED) }), `${NO} AUTHORIZATION_DENIED -`],
  ['reauthorized on the first day', async () => payments().reauthorizePayment({ authorizationId: await held(), body: {} }), `${NO} REAUTHORIZATION_TOO_SOON -`],
  ['reauthorized when it is voided', async () => payments().reauthorizePayment({ authorizationId: await voided(), body: {} }), `${NO} AUTHORIZATION_VOIDED -`],
  ['refunded for more', () => refund(paid(), '100.01'), `${NO} REFUND_AMOUNT_EXCEEDED /amount/value`],
  ['refunded twice', async () => { const id = paid(); return twice(() => refund(id)); }, `${NO} CAPTURE_FULLY_REFUNDED -`],
  ['refunded in another currency', () => refund(paid(), '1.00', 'USD'), `${NO} REFUND_CAPTURE_CURRENCY_MISMATCH /amount/currency_code`],
  ['refunded for less than nothing', () => refund(paid(), '-1.00'), `${NO} CANNOT_BE_ZERO_OR_NEGATIVE /amount/value`],
  ['refunded when it was declined', () => refund(cardPart('captures', DECLINED)), `${NO} REFUND_NOT_ALLOWED -`],
  ['refunded while it is looked at', () => refund(cardPart('captures', REVIEWED)), `${NO} REFUND_NOT_ALLOWED -`],
  ['refunded while it is disputed', () => refund(cardPart('captures', DISPUTED)), `${NO} TRANSACTION_DISPUTED -`],
];
for (const [what, asked, expected] of states) {
  test(`${what}: ${expected}`, async () => expect(await refusal(asked())).toBe(expected));
}

// biome-ignore format: one row per mistake, what is answered last
const patches: readonly (readonly [what: string, patches: object[], expected: string])[] = [
  ['without a path', [{ op: 'replace', value: 1 }], `${NO} PATCH_PATH_REQUIRED /0/path`],
  ['without a value', [{ op: 'replace', path: AMOUNT }], `${NO} PATCH_VALUE_REQUIRED /0/value`],
  ['by moving', [{ op: 'move', path: AMOUNT, value: 1 }], `${NO} INVALID_PATCH_OPERATION /0/op`],
  ['the amount taken away', [{ op: 'remove', path: AMOUNT }], `${NO} INVALID_PATCH_OPERATION /0/op`],
  ['the id', [{ op: 'replace', path: '/id', value: 'x' }], `${NO} NOT_PATCHABLE /0/path`],
  ['another unit', [{ op: 'replace', path: "/purchase_units/@reference_id=='other'/amount", value: money('1.00') }], `${NO} NOT_PATCHABLE /0/path`],
  ['an amount of nothing', [{ op: 'replace', path: AMOUNT, value: money('0.00') }], `${NO} CANNOT_BE_ZERO_OR_NEGATIVE /0/value/amount/value`],
  ['an intent that is none', [{ op: 'replace', path: '/intent', value: 'SALE' }], `${BAD} INVALID_PARAMETER_VALUE /0/value`],
  ['the second of two', [{ op: 'replace', path: '/intent', value: 'CAPTURE' }, { op: 'replace', path: '/id', value: 'x' }], `${NO} NOT_PATCHABLE /1/path`],
];
for (const [what, list, expected] of patches) {
  test(`patched ${what}: ${expected}`, async () => expect(await refusalOf(patch(fresh(), list))).toBe(expected));
}

test('patched when it is paid', async () => {
  const id = await approvedOrder(account, line);
  await orders().captureOrder({ id });
  const list = [{ op: 'replace', path: AMOUNT, value: money('1.00') }];
  expect(await refusalOf(patch(Promise.resolve(id), list))).toBe(`${NO} ORDER_ALREADY_COMPLETED -`);
});

test('any issue can be asked for where money is not real, and nothing is done', async () => {
  const id = await approvedOrder(account, line);
  const asked: [Issue | 'INTERNAL_SERVER_ERROR', string][] = [
    ['INSTRUMENT_DECLINED', `${NO} INSTRUMENT_DECLINED -`],
    ['DUPLICATE_INVOICE_ID', `${NO} DUPLICATE_INVOICE_ID -`],
    ['PAYER_CANNOT_PAY', `${NO} PAYER_CANNOT_PAY -`],
    ['PERMISSION_DENIED', '403 NOT_AUTHORIZED PERMISSION_DENIED -'],
    ['PREVIOUS_REQUEST_IN_PROGRESS', '409 RESOURCE_CONFLICT PREVIOUS_REQUEST_IN_PROGRESS -'],
    ['INTERNAL_SERVER_ERROR', '500 INTERNAL_SERVER_ERROR'],
  ];
  for (const [code, expected] of asked) {
    const header = { 'paypal-mock-response': JSON.stringify({ mock_application_codes: code }) };
    const path = `/v2/checkout/orders/${id}/capture`;
    expect(await refusalOf(ask('POST', path, undefined, header))).toBe(expected);
  }
  for (const text of ['nonsense', '{}', '{"mock_application_codes":"NO_SUCH_CODE"}']) {
    const answer = ask('GET', `/v2/checkout/orders/${id}`, undefined, { 'paypal-mock-response': text });
    expect(await refusalOf(answer)).toBe(`${BAD} INVALID_PARAMETER_VALUE PayPal-Mock-Response`);
  }
  expect((await orders().captureOrder({ id })).result.status).toBe('COMPLETED');
});

test('made to fail, it says so in its own words; times are as wrong as they are to be', async () => {
  const own = await paypalAccount(running, line);
  const id = (await own.orders.createOrder({ body: orderOf() })).result.id ?? '';
  const read = async () => {
    const { status, body } = await own.ask('GET', `/v2/checkout/orders/${id}`);
    return told(status, body as PayPalWire['Error']);
  };
  // biome-ignore format: one row per status
  for (const [code, expected] of [
    [408, '408 REQUEST_TIMEOUT'], [409, '409 RESOURCE_CONFLICT'], [429, '429 RATE_LIMIT_REACHED'],
    [500, '500 INTERNAL_SERVER_ERROR'], [502, '502 BAD_GATEWAY'], [503, '503 SERVICE_UNAVAILABLE'],
  ] as const) {
    await situate(running, own, { when: { operation: 'read' }, fault: { status: { code } } });
    expect(await read()).toBe(expected);
  }
  await situate(running, own, { when: { operation: 'read' }, fault: 'duplicate_refused' });
  expect(await read()).toBe('409 RESOURCE_CONFLICT PREVIOUS_REQUEST_IN_PROGRESS -');
  await situate(running, own, { when: { operation: 'read' }, fault: { clock_skew: '1h' } });
  const { body } = await own.ask('GET', `/v2/checkout/orders/${id}`);
  expect(body).toMatchObject({ id, create_time: expect.stringMatching(/^2027-01-01T13:00:00/) });
});

test('an error of an order leads on: to what it means, and the buyer to another instrument', async () => {
  const { result } = await orders().createOrder({ body: orderOf({ applicationContext: CONTEXT }) });
  await visitApproval(line, payerLink(result), 'decline');
  const answer = await account.ask('POST', `/v2/checkout/orders/${result.id}/capture`);
  expect(answer.headers.get('paypal-debug-id')).toBe((answer.body as { debug_id: string }).debug_id);
  expect(answer.body).toMatchObject({
    details: [{ issue: 'INSTRUMENT_DECLINED', description: ISSUES.INSTRUMENT_DECLINED[1] }],
    links: [{ rel: 'information_link' }, { rel: 'redirect', href: payerLink(result) }],
  });
});

test('ENV-10, ENV-18: no card number, no security code, no client secret and no token is in the journal or in any answer', async () => {
  const journaled = JSON.stringify(await journal(running, `merchant=${account.id}&limit=500`));
  const holds = (text: string, secret: RegExp | string) =>
    typeof secret === 'string' ? text.includes(secret) : secret.test(text);
  expect(holds(journaled, '/v2/checkout/orders')).toBe(true);
  for (const text of [journaled, ...line.exchanges.map((exchange) => exchange.text)]) {
    expect(holds(text, /4012000033330026|4012 0000 3333 0026/)).toBe(false);
    expect(holds(text, account.secret)).toBe(false);
  }
  expect(holds(journaled, /A21AA[A-Za-z0-9]{20}/)).toBe(false);
});

// The last, since tokens of the SDK go by the clock of the machine, and end by that of the environment.
test('an order that nobody approves in time is over', async () => {
  const id = await fresh();
  const { result } = await orders().getOrder({ id });
  await running.pass(DAY);
  const later = await account.ask('GET', `/v2/checkout/orders/${id}`);
  expect(later.body).toMatchObject({ status: 'VOIDED' });
  const captured = await account.ask('POST', `/v2/checkout/orders/${id}/capture`);
  expect(captured.body).toMatchObject({ name: 'UNPROCESSABLE_ENTITY', details: [{ issue: 'ORDER_EXPIRED' }] });
  const { pathname, search } = new URL(payerLink(result));
  const opened = await fetch(`${line.url}${pathname}${search}`, { redirect: 'manual' });
  const page = await fetch(`${line.url}${opened.headers.get('location')}`);
  expect(await page.text()).toContain('Time is up');
  expect((await fetch(`${line.url}/checkoutnow?token=NOBODYS`)).status).toBe(404);
});
