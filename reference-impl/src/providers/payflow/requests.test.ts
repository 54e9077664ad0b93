import { expect, test } from 'vitest';
import type { CaptureCommand, RefundCommand } from '../../payments/provider.ts';
import { money } from '../../shop/money.ts';
import { type Pair, read } from './pairs.ts';
import {
  capturePairs,
  connectionPairs,
  custRefOf,
  inquiryPairs,
  modeOf,
  pageAddress,
  referencePairs,
  refundPairs,
  requestOf,
  type TokenCommand,
  tokenIdOf,
  tokenPairs,
  voidPairs,
  withLogin,
} from './requests.ts';

const LOGIN = { partner: 'PayPal', vendor: 'acme', user: 'acme-shop', password: 's3cret&PWD=42' };
const TOKEN: TokenCommand = {
  action: 'authorize',
  method: 'card',
  amount: money(1999n, 'EUR'),
  orderNumber: 'N-1',
  commandId: 'command_1',
  environment: 'sandbox',
  idempotencyKey: 'key_1',
  returnUrl: 'https://shop.example/checkout/return/a?b=c&d=e',
  notificationUrl: 'https://shop.example/notifications/x',
};
const CAPTURE: CaptureCommand = {
  ...{ paymentReference: 'A1B2C3D4E5F6', amount: money(500n, 'EUR'), rest: 'keep', idempotencyKey: 'key_2' },
};
const REFUND: RefundCommand = { ...CAPTURE, commandId: 'command_3' };

const named = (commandId: string) => `CUSTREF=${custRefOf(commandId)}`;

const cases: readonly [what: string, pairs: readonly Pair[] | undefined, expected: readonly string[]][] = [
  [
    'a token for an authorization',
    tokenPairs(TOKEN),
    [
      ...['TRXTYPE=A', 'TENDER=C', 'AMT=19.99', 'CURRENCY=EUR', 'CREATESECURETOKEN=Y'],
      ...[`SECURETOKENID=${tokenIdOf(TOKEN)}`, 'INVNUM=N-1', named('command_1')],
      ...['USER1=command_1', 'USER2=sandbox', 'USER3=N-1', 'USER4=EUR'],
      ...['RETURNURL', 'CANCELURL', 'ERRORURL'].map((name) => `${name}=${TOKEN.returnUrl}`),
      `SILENTPOSTURL=${TOKEN.notificationUrl}`,
    ],
  ],
  [
    'a card that is verified',
    tokenPairs({ ...TOKEN, amount: money(0n, 'EUR'), card: { kind: 'check' } })?.slice(0, 4),
    ['TRXTYPE=A', 'TENDER=C', 'AMT=0.00', 'CURRENCY=EUR'],
  ],
  [
    'a payment with a card that was verified',
    referencePairs({ ...TOKEN, action: 'charge' }, 'A1B2C3D4E5F6'),
    [
      ...['TRXTYPE=S', 'TENDER=C', 'ORIGID=A1B2C3D4E5F6', 'AMT=19.99', 'CURRENCY=EUR', 'INVNUM=N-1'],
      named('command_1'),
    ],
  ],
  [
    'a part, the rest kept',
    capturePairs(CAPTURE),
    ['TRXTYPE=D', 'TENDER=C', 'ORIGID=A1B2C3D4E5F6', 'AMT=5.00', 'CAPTURECOMPLETE=N', named('key_2')],
  ],
  [
    'a part, the rest given back',
    capturePairs({ ...CAPTURE, rest: 'release' }),
    ['TRXTYPE=D', 'TENDER=C', 'ORIGID=A1B2C3D4E5F6', 'AMT=5.00', 'CAPTURECOMPLETE=Y', named('key_2')],
  ],
  ['a void', voidPairs(CAPTURE), ['TRXTYPE=V', 'TENDER=C', 'ORIGID=A1B2C3D4E5F6', named('key_2')]],
  [
    'a refund of a sale',
    refundPairs(REFUND),
    ['TRXTYPE=C', 'TENDER=C', 'ORIGID=A1B2C3D4E5F6', 'AMT=5.00', named('command_3')],
  ],
  [
    'a refund of a capture, with a note',
    refundPairs({ ...REFUND, captureReference: 'B1', note: 'too late & broken' }),
    ['TRXTYPE=C', 'TENDER=C', 'ORIGID=B1', 'AMT=5.00', named('command_3'), 'COMMENT1=too late & broken'],
  ],
  ['an inquiry by reference', inquiryPairs({ pnref: 'A1' }), ['TRXTYPE=I', 'TENDER=C', 'ORIGID=A1', 'VERBOSITY=HIGH']],
  [
    'an inquiry by command',
    inquiryPairs({ commandId: 'command_1' }),
    ['TRXTYPE=I', 'TENDER=C', named('command_1'), 'VERBOSITY=HIGH'],
  ],
];
for (const [what, pairs, expected] of cases) {
  test(`asks for ${what}`, () => expect(pairs?.map((pair) => pair.join('='))).toEqual(expected));
}

test('what is charged at once is a sale', () => {
  expect(tokenPairs({ ...TOKEN, action: 'charge' })).toContainEqual(['TRXTYPE', 'S']);
});

test('an amount that Payflow has not is not asked for', () => {
  const amount = money(5000n, 'KWD');
  expect([tokenPairs({ ...TOKEN, amount }), capturePairs({ ...CAPTURE, amount })]).toEqual([undefined, undefined]);
  expect(refundPairs({ ...REFUND, amount })).toBeUndefined();
});

test('a connection is checked without a payment, by asking for what nobody has made', () => {
  expect(Object.fromEntries(connectionPairs())).toMatchObject({ TRXTYPE: 'I' });
  expect(connectionPairs().map(([name]) => name)).not.toContain('AMT');
});

test('the login goes with every request, and nothing in it or in an address can be taken for another field', () => {
  const { body, path, method } = withLogin(LOGIN, requestOf(tokenPairs(TOKEN) ?? [], 'key_1'));
  expect([method, path]).toEqual(['POST', '/']);
  expect(Object.fromEntries(read(body ?? '') ?? [])).toMatchObject({
    ...{ PARTNER: 'PayPal', VENDOR: 'acme', USER: 'acme-shop', PWD: 's3cret&PWD=42' },
    ...{ RETURNURL: TOKEN.returnUrl, AMT: '19.99' },
  });
});

test('a request that has an effect bears an id of its command, the same on every retry; an inquiry bears none', () => {
  const idOf = (key?: string) => requestOf(connectionPairs(), key).headers['x-vps-request-id'];
  expect(idOf('key_1')).toMatch(/^[0-9a-f]{32}$/);
  expect(idOf('key_1')).toBe(idOf('key_1'));
  expect(idOf('key_1')).not.toBe(idOf('key_2'));
  expect(idOf()).toBeUndefined();
});

test('names are as long as Payflow keeps them, and tell nothing of the key', () => {
  expect(tokenIdOf(TOKEN)).toMatch(/^[0-9a-f]{36}$/);
  expect(tokenIdOf({ commandId: 'command_2' })).not.toBe(tokenIdOf(TOKEN));
  for (const id of ['command_1', 'command_2', '']) expect(custRefOf(id)).toMatch(/^[0-9A-Z]{12}$/);
  expect(custRefOf('command_1')).not.toBe(custRefOf('command_2'));
});

test('a long note is cut between characters', () => {
  const [, comment = ''] = refundPairs({ ...REFUND, note: '😀'.repeat(50) })?.at(-1) ?? [];
  expect(comment).toBe('😀'.repeat(32));
});

const token = { id: 'abc', value: 'Fj+1A&=' };
const query = '?SECURETOKEN=Fj%2B1A%26%3D&SECURETOKENID=abc';
const pages: readonly [address: string, expected: string][] = [
  ['https://payflowpro.paypal.com', `https://payflowlink.paypal.com/${query}`],
  ['https://pilot-payflowpro.paypal.com/', `https://pilot-payflowlink.paypal.com/${query}`],
  ['http://127.0.0.1:4010/payflow', `http://127.0.0.1:4010/payflow/${query}`],
];
for (const [address, expected] of pages) {
  test(`customers of ${address} pay at its own pages`, () => expect(pageAddress(address, token)).toBe(expected));
}

test('only the addresses that PayPal has itself say whether money is real', () => {
  const addresses = ['https://payflowpro.paypal.com', 'https://pilot-payflowpro.paypal.com', 'https://pay.example'];
  expect(addresses.map(modeOf)).toEqual(['live', 'test', undefined]);
});
