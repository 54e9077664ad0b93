import { expect, test } from 'vitest';
import type { HttpReply } from '../../platform/http-client.ts';
import { instant } from '../../shop/ids.ts';
import { money } from '../../shop/money.ts';
import { readConnection, readPayment, readToken } from './replies.ts';

const CUSTOM_ID = 'sandbox/N-1/command_1/EUR/1999';
const euros = (value: string) => ({ currency_code: 'EUR', value });
const inEuros = (minor: bigint) => money(minor, 'EUR');
const EXPIRES = '2026-12-30T10:00:00Z';
const APPROVE = { rel: 'payer-action', href: 'https://www.sandbox.paypal.com/checkoutnow?token=O1' };

function reply(status: number, body: unknown): HttpReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'paypal-debug-id': 'f1' }, body: text };
}

function order(status: string, intent: string, payments: object | undefined, more: object = {}) {
  const unit = { reference_id: 'command_1', custom_id: CUSTOM_ID, amount: euros('19.99') };
  return { id: 'O1', status, intent, purchase_units: [{ ...unit, ...(payments ? { payments } : {}) }], ...more };
}

const auth = (status: string, value = '19.99', id = 'A1') => {
  return { id, status, amount: euros(value), expiration_time: EXPIRES };
};
const capture = (status: string, value: string, id = 'C1') => ({ id, status, amount: euros(value) });
const held = (authorizations: readonly object[], captures?: readonly object[]) => {
  return order('COMPLETED', 'AUTHORIZE', captures ? { authorizations, captures } : { authorizations });
};
const taken = (...captures: readonly object[]) => order('COMPLETED', 'CAPTURE', { captures });

const PAYMENTS: readonly (readonly [
  what: string,
  told: object,
  status: string,
  sums: readonly [authorized: bigint, capturable: bigint],
])[] = [
  // what, told, status, authorized and capturable
  ['made', { order: order('PAYER_ACTION_REQUIRED', 'CAPTURE', undefined) }, 'action_required', [0n, 0n]],
  ['approved', { order: order('APPROVED', 'CAPTURE', undefined) }, 'processing', [0n, 0n]],
  [
    'approved, and declined',
    { order: order('APPROVED', 'CAPTURE', undefined), refused: 'INSTRUMENT_DECLINED' },
    'declined',
    [0n, 0n],
  ],
  [
    'approved, and refused for what is our own fault',
    { order: order('APPROVED', 'CAPTURE', undefined), refused: 'PERMISSION_DENIED' },
    'processing',
    [0n, 0n],
  ],
  ['run out', { order: order('VOIDED', 'CAPTURE', undefined) }, 'cancelled', [0n, 0n]],
  ['held', { order: held([auth('CREATED')]) }, 'authorized', [1999n, 1999n]],
  ['looked at', { order: held([auth('PENDING')]) }, 'processing', [0n, 1999n]],
  ['held by nobody', { order: held([auth('DENIED')]) }, 'declined', [0n, 0n]],
  [
    'captured in part',
    { order: held([auth('PARTIALLY_CAPTURED')], [capture('COMPLETED', '5.00')]) },
    'partially_captured',
    [1999n, 1499n],
  ],
  [
    'captured, which came to nothing',
    { order: held([auth('CREATED')], [capture('DECLINED', '5.00')]) },
    'authorized',
    [1999n, 1999n],
  ],
  [
    'renewed after a part',
    { order: held([auth('VOIDED', '19.99', 'A0'), auth('CREATED', '14.99')], [capture('COMPLETED', '5.00')]) },
    'partially_captured',
    [1999n, 1499n],
  ],
  ['captured', { order: held([auth('CAPTURED')], [capture('COMPLETED', '19.99')]) }, 'captured', [1999n, 0n]],
  ['given back', { order: held([auth('VOIDED')]) }, 'voided', [1999n, 0n]],
  [
    'given back after a part',
    { order: held([auth('VOIDED')], [capture('COMPLETED', '5.00')]) },
    'captured',
    [1999n, 0n],
  ],
  ['taken', { order: taken(capture('COMPLETED', '19.99')) }, 'captured', [1999n, 0n]],
  ['taken and returned', { order: taken(capture('REFUNDED', '19.99')) }, 'captured', [1999n, 0n]],
  ['not decided', { order: taken(capture('PENDING', '19.99')) }, 'processing', [0n, 0n]],
  ['declined', { order: taken(capture('DECLINED', '19.99')) }, 'declined', [0n, 0n]],
];
for (const [what, told, status, [authorized, capturable]] of PAYMENTS) {
  test(`an order that is ${what} is ${status}`, () => {
    expect(readPayment(reply(200, told))).toMatchObject({
      kind: 'payment',
      payment: {
        ...{ reference: 'O1', status, environment: 'sandbox', orderNumber: 'N-1', commandId: 'command_1' },
        ...{ amount: inEuros(1999n), authorized: inEuros(authorized), capturable: inEuros(capturable) },
      },
    });
  });
}

test('whoever has to approve is sent there, and to no address that is none', () => {
  const at = (href: string) =>
    readPayment(reply(200, { order: order('CREATED', 'CAPTURE', undefined, { links: [{ ...APPROVE, href }] }) }));
  expect(at(APPROVE.href)).toMatchObject({ payment: { redirectUrl: APPROVE.href } });
  for (const href of ['javascript:alert(1)', '/checkoutnow', 'https://']) {
    const reading = at(href);
    expect(reading.kind === 'payment' && reading.payment.redirectUrl).toBeUndefined();
  }
});

test('holds have names and an end, and the one that was renewed is told', () => {
  const told = { order: held([auth('VOIDED', '19.99', 'A0'), auth('CREATED')]) };
  expect(readPayment(reply(200, told))).toMatchObject({
    payment: {
      authorizations: [
        { reference: 'A0', status: 'replaced' },
        { reference: 'A1', status: 'open', expiresAt: instant(Date.parse(EXPIRES)) },
      ],
    },
  });
});

test('a refund of ours is told by its command, with the capture that it is of', () => {
  const links = [{ rel: 'up', href: 'https://api-m.paypal.com/v2/payments/captures/C1' }];
  const refund = { id: 'R1', status: 'PENDING', amount: euros('4.00'), custom_id: 'refund/O1/command_2', links };
  const console = { id: 'R2', status: 'COMPLETED', amount: euros('1.00'), custom_id: CUSTOM_ID };
  const payments = { captures: [capture('PARTIALLY_REFUNDED', '19.99')], refunds: [refund, console] };
  expect(readPayment(reply(200, { order: order('COMPLETED', 'CAPTURE', payments) }))).toMatchObject({
    payment: {
      refunds: [
        {
          ...{ reference: 'R1', amount: inEuros(400n), status: 'pending' },
          ...{ captureReference: 'C1', commandId: 'command_2' },
        },
        { reference: 'R2', amount: inEuros(100n), status: 'succeeded' },
      ],
    },
  });
});

const UNREADABLE: readonly (readonly [what: string, body: unknown])[] = [
  ['nothing', ''],
  ['a page', '<html>'],
  ['no order', {}],
  ['an order of no status', { order: order('DONE', 'CAPTURE', undefined) }],
  ['an order without names', { order: { ...order('CREATED', 'CAPTURE', undefined), purchase_units: [] } }],
  ['a capture without an amount', { order: taken({ id: 'C1', status: 'COMPLETED' }) }],
  ['a capture of no status', { order: taken(capture('DONE', '1.00')) }],
  ['captures that are no list', { order: order('COMPLETED', 'CAPTURE', { captures: 7 }) }],
  [
    'a capture in another currency',
    { order: taken({ ...capture('COMPLETED', '1'), amount: { currency_code: 'USD', value: '1' } }) },
  ],
];
for (const [what, body] of UNREADABLE) {
  test(`${what} is unknown, and never a decline`, () => {
    expect(readPayment(reply(200, body))).toEqual({ kind: 'unknown', why: 'unreadable' });
  });
}

const issue = (name: string, of: string) => ({ name, details: [{ issue: of }], message: 'Card 4111111111111111' });
const ERRORS: readonly (readonly [status: number, body: unknown, reading: object])[] = [
  [500, {}, { kind: 'unknown', why: 'server_error' }],
  [503, '<html>', { kind: 'unknown', why: 'server_error' }],
  [408, {}, { kind: 'unknown', why: 'server_error' }],
  [429, issue('RATE_LIMIT_REACHED', 'x'), { kind: 'unknown', why: 'server_error' }],
  [409, issue('RESOURCE_CONFLICT', 'PREVIOUS_REQUEST_IN_PROGRESS'), { kind: 'unknown', why: 'in_progress' }],
  [307, '', { kind: 'unknown', why: 'unreadable' }],
  [422, '<html>', { kind: 'unknown', why: 'unreadable' }],
  [422, { name: 'Card 4111111111111111' }, { kind: 'unknown', why: 'unreadable' }],
  [
    422,
    issue('UNPROCESSABLE_ENTITY', 'AUTHORIZATION_VOIDED'),
    { rejection: { about: 'state', code: 'authorization_voided', requestId: 'f1' } },
  ],
  [400, { name: 'INVALID_REQUEST' }, { rejection: { about: 'request', code: 'invalid_request' } }],
  [403, issue('NOT_AUTHORIZED', 'PERMISSION_DENIED'), { rejection: { about: 'access', code: 'permission_denied' } }],
  [404, issue('RESOURCE_NOT_FOUND', 'INVALID_RESOURCE_ID'), { rejection: { about: 'access' } }],
  [401, { error: 'invalid_token' }, { rejection: { about: 'access', code: 'invalid_token' } }],
];
for (const [status, body, reading] of ERRORS) {
  test(`${status} with ${JSON.stringify(body)} is ${JSON.stringify(reading)}`, () => {
    for (const read of [readPayment, readConnection]) expect(read(reply(status, body))).toMatchObject(reading);
  });
}

test('the connection is there when the app says which webhooks it has', () => {
  expect(readConnection(reply(200, { webhooks: [] }))).toMatchObject({ kind: 'connection' });
  expect(readConnection(reply(200, {}))).toEqual({ kind: 'unknown', why: 'unreadable' });
});

test('a token is taken with its lifetime, and what is none is not', () => {
  expect(readToken(reply(200, { access_token: 'A21AA', expires_in: 32_400 }))).toEqual({
    kind: 'token',
    headers: { authorization: 'Bearer A21AA' },
    lifetimeMs: 32_400_000,
  });
  for (const body of ['', {}, { access_token: 'A21AA' }, { access_token: 'a b', expires_in: 1 }]) {
    expect(readToken(reply(200, body))).toEqual({ kind: 'unknown', why: 'unreadable' });
  }
  expect(readToken(reply(401, { error: 'invalid_client' }))).toMatchObject({
    rejection: { about: 'access', code: 'invalid_client' },
  });
  expect(readToken(reply(503, ''))).toMatchObject({ kind: 'unknown', why: 'server_error' });
});

const PAYEES: readonly (readonly [what: string, payee: unknown, account: string | undefined])[] = [
  ['by its id', { merchant_id: 'MERCHANT00001' }, 'MERCHANT00001'],
  ['by an address only', { email_address: 'seller@example.com' }, undefined],
  ['by what is no id', { merchant_id: 'seller@example.com' }, undefined],
  ['not at all', undefined, undefined],
];
for (const [what, payee, account] of PAYEES) {
  test(`who is paid is named ${what}: ${account ?? 'unknown'}`, () => {
    const unit = { reference_id: 'command_1', custom_id: CUSTOM_ID, amount: euros('19.99'), payee };
    const told = { id: 'O1', status: 'APPROVED', intent: 'CAPTURE', purchase_units: [unit] };
    const reading = readPayment(reply(200, { order: told }));
    expect(reading.kind === 'payment' && reading.payment.account).toBe(account);
  });
}
