import { describe, expect, test } from 'vitest';
import type { HttpReply } from '../../platform/http-client.ts';
import { readConnection, readPayment, readSearch, readToken } from './replies.ts';

function reply(status: number, body: unknown, headers: Record<string, string> = {}): HttpReply {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const PAYMENT = {
  id: 'pay_1',
  environment: 'sandbox',
  mode: 'test',
  status: 'action_required',
  amount: { minor: 1999, currency: 'EUR' },
  reference: 'N-1',
  metadata: { command: 'command_1' },
  balances: { currency: 'EUR', authorized: 0, capturable: 0 },
  captures: [],
  refunds: [],
  disputes: [],
  authorizations: [],
  action: { kind: 'redirect', url: 'https://pay.example/pay/1' },
};
const problem = (type: string) => ({ type: `/problems/${type}`, title: 'No', status: 400 });

const READINGS: readonly (readonly [what: string, reply: HttpReply, reading: unknown])[] = [
  [
    'a payment',
    reply(201, PAYMENT),
    { kind: 'payment', payment: { reference: 'pay_1', redirectUrl: 'https://pay.example/pay/1' } },
  ],
  ['a payment with unknown fields', reply(200, { ...PAYMENT, risk: 7 }), { kind: 'payment' }],
  ['an unknown status', reply(200, { ...PAYMENT, status: 'settled' }), { kind: 'unknown', why: 'unreadable' }],
  ['no id', reply(200, { ...PAYMENT, id: undefined }), { kind: 'unknown', why: 'unreadable' }],
  [
    'an amount with a fraction',
    reply(200, { ...PAYMENT, amount: { minor: 19.99, currency: 'EUR' } }),
    { kind: 'unknown' },
  ],
  ['an amount as text', reply(200, { ...PAYMENT, amount: { minor: '1999', currency: 'EUR' } }), { kind: 'unknown' }],
  [
    'an amount too large to be exact',
    reply(200, { ...PAYMENT, amount: { minor: 2 ** 53, currency: 'EUR' } }),
    { kind: 'unknown' },
  ],
  [
    'a currency that is none',
    reply(200, { ...PAYMENT, amount: { minor: 1999, currency: 'XXX' } }),
    { kind: 'unknown' },
  ],
  [
    'balances in another currency',
    reply(200, { ...PAYMENT, balances: { ...PAYMENT.balances, currency: 'USD' } }),
    { kind: 'unknown' },
  ],
  ['an error page with status 200', reply(200, '<html>Access denied</html>'), { kind: 'unknown', why: 'unreadable' }],
  ['nothing with status 200', reply(200, ''), { kind: 'unknown', why: 'unreadable' }],
  ['half a payment', reply(200, JSON.stringify(PAYMENT).slice(0, 60)), { kind: 'unknown', why: 'unreadable' }],
  ['a list', reply(200, [PAYMENT]), { kind: 'unknown', why: 'unreadable' }],
  ['a redirect', reply(302, ''), { kind: 'unknown', why: 'unreadable' }],
  ['500', reply(500, problem('internal-error')), { kind: 'unknown', why: 'server_error' }],
  ['503 in HTML', reply(503, '<html>'), { kind: 'unknown', why: 'server_error' }],
  ['429', reply(429, problem('unavailable')), { kind: 'unknown', why: 'server_error' }],
  ['key in use', reply(409, problem('idempotency-key-in-use')), { kind: 'unknown', why: 'in_progress' }],
  [
    'key reused',
    reply(422, problem('idempotency-key-reused')),
    { kind: 'rejected', rejection: { about: 'conflict', code: 'idempotency-key-reused' } },
  ],
  ['hold released', reply(409, problem('hold-released')), { kind: 'rejected', rejection: { about: 'state' } }],
  ['wrong field', reply(400, problem('invalid-request')), { kind: 'rejected', rejection: { about: 'request' } }],
  ['revoked', reply(401, problem('credential-revoked')), { kind: 'rejected', rejection: { about: 'access' } }],
  ['401 in HTML', reply(401, '<html>'), { kind: 'rejected', rejection: { about: 'access', code: 'unauthorized' } }],
  ['403 in HTML', reply(403, '<html>Blocked by a firewall</html>'), { kind: 'unknown', why: 'unreadable' }],
  [
    'a problem nobody knows',
    reply(422, problem('brand-new')),
    { kind: 'rejected', rejection: { about: 'request', code: 'brand-new' } },
  ],
];

describe('a reply about a payment', () => {
  for (const [what, told, reading] of READINGS) {
    test(`${what}: ${JSON.stringify(reading)}`, () => {
      expect(readPayment(told)).toMatchObject({ ...(reading as object) });
    });
  }
});

test("the provider's name for the exchange is kept with a rejection", () => {
  const told = reply(409, problem('hold-released'), { 'request-id': 'req_7' });
  expect(readPayment(told)).toMatchObject({ rejection: { requestId: 'req_7' } });
});

for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'nonsense']) {
  test(`a payment page at ${url} is none`, () => {
    const read = readPayment(reply(201, { ...PAYMENT, action: { kind: 'redirect', url } }));
    expect(read.kind === 'payment' && 'redirectUrl' in read.payment).toBe(false);
    expect(read.kind).toBe('payment');
  });
}

test('a decline is read by its code and advice, an unknown advice as the careful one', () => {
  const declined = {
    ...PAYMENT,
    status: 'declined',
    decline: { code: 'lost_card', message: 'Lost', advice: 'never_again' },
  };
  expect(readPayment(reply(201, declined))).toMatchObject({
    payment: { decline: { code: 'lost_card', advice: 'never_again' } },
  });
  const odd = { ...declined, decline: { code: 'brand_new', message: '', advice: 'whatever' } };
  expect(readPayment(reply(201, odd))).toMatchObject({
    payment: { decline: { code: 'brand_new', advice: 'other_method' } },
  });
});

test('a search finds the payment of the command, not the newest of the order', () => {
  const other = { ...PAYMENT, id: 'pay_2', metadata: { command: 'command_2' } };
  const page = reply(200, { payments: [other, PAYMENT] });
  expect(readSearch(page, 'command_1')).toMatchObject({ kind: 'payment', payment: { reference: 'pay_1' } });
  expect(readSearch(page, 'command_3')).toEqual({ kind: 'absent' });
  expect(readSearch(reply(200, '<html>'), 'command_1')).toEqual({ kind: 'unknown', why: 'unreadable' });
});

test('a token is read with its lifetime; an OAuth error is a rejection of access', () => {
  expect(
    readToken(reply(200, { access_token: 'gat_1', token_type: 'Bearer', expires_in: 3600, scope: 'pay' })),
  ).toEqual({
    kind: 'token',
    headers: { authorization: 'Bearer gat_1' },
    lifetimeMs: 3_600_000,
  });
  expect(readToken(reply(401, { error: 'invalid_client', error_description: 'no' }))).toMatchObject({
    rejection: { about: 'access', code: 'invalid_client' },
  });
  expect(readToken(reply(200, { access_token: 'gat_1' }))).toEqual({ kind: 'unknown', why: 'unreadable' });
  expect(readToken(reply(502, 'bad'))).toEqual({ kind: 'unknown', why: 'server_error' });
});

test('a connection tells environment, mode and merchant, or nothing at all', () => {
  const said = {
    environment: 'sandbox',
    mode: 'test',
    merchant: { id: 'm1', name: 'Demo', status: 'active' },
    credential: { id: 'c1', kind: 'api_key', scopes: ['pay', 'read'] },
  };
  expect(readConnection(reply(200, said))).toMatchObject({
    connection: { environment: 'sandbox', mode: 'test', scopes: ['pay', 'read'] },
  });
  expect(readConnection(reply(200, { ...said, environment: undefined }))).toEqual({
    kind: 'unknown',
    why: 'unreadable',
  });
  expect(readConnection(reply(403, problem('merchant-suspended')))).toMatchObject({
    rejection: { code: 'merchant-suspended' },
  });
});
