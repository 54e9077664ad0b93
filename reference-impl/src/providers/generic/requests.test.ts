import { expect, test } from 'vitest';
import { money } from '../../shop/money.ts';
import {
  authorization,
  captureRequest,
  lookupRequest,
  purchaseRequest,
  reauthorizeRequest,
  refundRequest,
  searchRequest,
  voidRequest,
} from './requests.ts';

const COMMAND = {
  action: 'authorize',
  method: 'card',
  amount: money(1999n, 'EUR'),
  orderNumber: 'N-1',
  commandId: 'command_1',
  environment: 'sandbox',
  idempotencyKey: 'key1',
  returnUrl: 'https://shop.example/checkout/return/a',
} as const;

test('a purchase is asked for without a card, with its key and a return address', () => {
  const { method, path, headers, body = '' } = purchaseRequest(COMMAND);
  expect([method, path, headers['idempotency-key']]).toEqual(['POST', '/v1/payments', '"key1"']);
  expect(JSON.parse(body)).toEqual({
    amount: { minor: 1999, currency: 'EUR' },
    captureMode: 'manual',
    reference: 'N-1',
    description: 'Order N-1',
    returnUrl: 'https://shop.example/checkout/return/a',
    metadata: { command: 'command_1' },
  });
});

test('the same command is the same request, byte for byte', () => {
  expect(purchaseRequest(COMMAND)).toEqual(purchaseRequest({ ...COMMAND }));
});

test('taking the money at once is automatic capture', () => {
  expect(purchaseRequest({ ...COMMAND, action: 'charge' }).body).toContain('"captureMode":"automatic"');
});

const AMOUNTS: readonly (readonly ['EUR' | 'JPY' | 'KWD', bigint])[] = [
  ['EUR', 820n],
  ['JPY', 3200n],
  ['KWD', 6605n],
];
for (const [currency, minor] of AMOUNTS) {
  test(`${minor} minor units of ${currency} stay what they are`, () => {
    const { body = '' } = purchaseRequest({ ...COMMAND, amount: money(minor, currency) });
    expect(JSON.parse(body).amount).toEqual({ minor: Number(minor), currency });
  });
}

test('a capture names its amount and gives back the rest', () => {
  const command = { paymentReference: 'pay/1', amount: money(5n, 'KWD'), idempotencyKey: 'key2' } as const;
  const request = captureRequest({ ...command, rest: 'release' });
  expect(request.path).toBe('/v1/payments/pay%2F1/captures');
  expect(request.headers['idempotency-key']).toBe('"key2"');
  expect(JSON.parse(request.body ?? '')).toEqual({ amount: { minor: 5, currency: 'KWD' }, final: true });
  const part = captureRequest({ ...command, rest: 'keep' });
  expect(JSON.parse(part.body ?? '')).toEqual({ amount: { minor: 5, currency: 'KWD' }, final: false });
});

test('a void, a refund and a fresh hold carry their key, and a refund the command it can be told by', () => {
  const on = { paymentReference: 'pay_1', idempotencyKey: 'key2' };
  const refund = { ...on, amount: money(5n, 'KWD'), commandId: 'command_2' };
  const asked = [voidRequest(on), refundRequest(refund), refundRequest({ ...refund, captureReference: 'cap_1' })];
  expect(
    [...asked, reauthorizeRequest(on)].map(({ path, headers, body }) => [path, headers['idempotency-key'], body]),
  ).toEqual([
    ['/v1/payments/pay_1/void', '"key2"', '{}'],
    ['/v1/payments/pay_1/refunds', '"key2"', '{"amount":{"minor":5,"currency":"KWD"},"reason":"command_2"}'],
    [
      '/v1/payments/pay_1/refunds',
      '"key2"',
      '{"amount":{"minor":5,"currency":"KWD"},"reason":"command_2","captureId":"cap_1"}',
    ],
    ['/v1/payments/pay_1/reauthorizations', '"key2"', '{}'],
  ]);
});

test('no secret and no key is part of an address', () => {
  expect(lookupRequest('pay_1').path).toBe('/v1/payments/pay_1');
  expect(searchRequest('N-1').path).toBe('/v1/payments?reference=N-1&limit=100');
});

test('a client id and secret are exchanged in the header, a key is sent as it is', () => {
  const exchanged = authorization({ kind: 'oauth_client', clientId: 'gci_sandbox_a', clientSecret: 'gcs_sandbox_b' });
  if (exchanged.kind !== 'exchange') throw new Error('not exchanged');
  const basic = exchanged.request.headers.authorization ?? '';
  expect(Buffer.from(basic.replace('Basic ', ''), 'base64').toString()).toBe('gci_sandbox_a:gcs_sandbox_b');
  expect(exchanged.request.body).toBe('grant_type=client_credentials');
  expect(authorization({ kind: 'api_key', apiKey: 'gsk_sandbox_a' })).toEqual({
    kind: 'direct',
    headers: { authorization: 'Bearer gsk_sandbox_a' },
  });
});
