import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { generic } from '../dialects/generic.ts';
import type { Canary } from '../oracle/canary.ts';
import { Scanner } from '../oracle/scanner.ts';
import { breachesAmong } from './always-on.ts';
import type { EnvironmentExchange } from './seen.ts';

const KEY: Canary = {
  text: 'gsk_sandbox_7hTq2vXw_Zk4pQ9sLm2Rt7Vb1Yc5Nd8Wf3Gh6Jk0',
  label: 'API key S',
  nature: 'secret',
  environment: 'sandbox',
  account: 'mer_1',
};
const LIVE: Canary = {
  ...KEY,
  text: KEY.text.replaceAll('a', 'b').replace('Zk4p', 'Ab1c'),
  label: 'API key P',
  environment: 'production',
};
const CARD = '4242424242424242';
const body = '{"amount":{"minor":1999,"currency":"EUR"}}';

type Happened = Parameters<typeof breachesAmong>[0];

function breaches(happened: Partial<Happened>): readonly string[] {
  const scanner = new Scanner();
  for (const canary of [KEY, LIVE]) scanner.add(canary);
  const nothing = { exchanges: [], journaled: [], ledgers: [], replies: '', log: '' };
  const known = { scanner, cardNumbers: new Set([CARD]), dialect: generic };
  return breachesAmong({ ...nothing, ...happened }, known).map(
    ({ requirement = 'whatever was checked', observed }) => `${requirement}: ${observed}`,
  );
}

type Request = EnvironmentExchange['request'];

const capture = (different: Partial<Request> = {}, key = 'k1', bearer = KEY.text): EnvironmentExchange => ({
  environment: 'sandbox',
  request: {
    operation: 'capture',
    atMs: 1,
    method: 'POST',
    target: '/v1/payments/pay_1/captures',
    headers: [
      ['Content-Type', 'application/json'],
      ['Authorization', `Bearer ${bearer}`],
      ['Idempotency-Key', key],
    ],
    body,
    ...different,
  },
  answer: { status: 201, headers: {}, body: '' },
  requestId: 'req_1',
});

const journaled = { environment: 'sandbox', name: 'POST /v1/payments/pay_1/captures', presented: KEY };

const signature = createHmac('sha256', LIVE.text).update(body).digest('hex');
const otherBody = '{"amount":{"minor":2000,"currency":"EUR"}}';
const row = { authorized: '9', capturable: '0', capturing: '0', captured: '0', released: '0', expired: '0' };
const balances = { ...row, overCaptured: '0', refundable: '0', refunding: '0', refunded: '0', disputed: '0' };

const CASES: readonly (readonly [what: string, happened: Partial<Happened>, breaches: readonly string[]])[] = [
  ['nothing', {}, []],
  ['an ordinary capture', { exchanges: [capture()], journaled: [{ ...journaled, requestId: 'req_1' }] }, []],
  [
    'a foreign key',
    { exchanges: [capture({}, 'k1', LIVE.text)] },
    ['CRE-01: API key P at the address of sandbox: POST /v1/payments/pay_1/captures'],
  ],
  [
    'a card number in an address',
    {
      exchanges: [
        capture({ operation: 'look_up', method: 'GET', target: `/v1/payments/pay_1?card=${CARD}`, body: '' }),
      ],
    },
    ['PRI-04: the card number …4242 in the address of GET /v1/payments/pay_1'],
  ],
  [
    'a signature with a foreign key',
    { exchanges: [capture({ headers: [...capture().request.headers, ['X-Signature', signature]] })] },
    ['CRE-01: a signature made with the API key P at the address of sandbox: POST /v1/payments/pay_1/captures'],
  ],
  [
    'what the API does not take',
    { exchanges: [capture({ body: '{"amount":1}' })] },
    [expect.stringMatching(/^whatever was checked: POST \/v1\/payments\/pay_1\/captures: .*amount/)],
  ],
  ['a change without a key', { exchanges: [capture({}, '')] }, ['IDM-01: POST /v1/payments/pay_1/captures has none']],
  [
    'a look-up without a key',
    { exchanges: [capture({ operation: 'look_up', method: 'GET', target: '/v1/payments/pay_1', body: '' }, '')] },
    [],
  ],
  [
    'a key that stands for two things',
    { exchanges: [capture(), capture({ body: otherBody })] },
    ['IDM-03: POST /v1/payments/pay_1/captures with the key k1 of another command'],
  ],
  [
    'a key that stands for the same thing at another address',
    { exchanges: [capture(), capture({ target: '/v1/payments/pay_2/captures' })] },
    ['IDM-03: POST /v1/payments/pay_2/captures with the key k1 of another command'],
  ],
  ['the same key of two callers', { exchanges: [capture(), capture({ body: otherBody }, 'k1', 'a-token')] }, []],
  [
    'a request by another way',
    { exchanges: [capture()], journaled: [{ ...journaled, requestId: 'req_2' }] },
    ['CRE-05: API key S at the listener of sandbox, by another address: POST /v1/payments/pay_1/captures'],
  ],
  [
    'a request whose answer is still on its way',
    { exchanges: [{ ...capture(), answer: undefined }], journaled: [{ ...journaled, requestId: 'req_2' }] },
    [],
  ],
  [
    'another request while one is on its way',
    {
      exchanges: [{ ...capture(), answer: undefined }],
      journaled: [{ ...journaled, name: 'GET /v1/payments/pay_1', requestId: 'req_2' }],
    },
    ['CRE-05: API key S at the listener of sandbox, by another address: GET /v1/payments/pay_1'],
  ],
  [
    'a ledger that is not even',
    { ledgers: [{ paymentId: 'pay_1', balances }] },
    [expect.stringMatching(/^whatever was checked: payment pay_1: /)],
  ],
  ['a key in a reply', { replies: KEY.text }, ["PRI-02: API key S in the subject's replies"]],
  ['a key in the log', { log: KEY.text }, ["PRI-02: API key S in the subject's log"]],
  ['a card in a reply', { replies: CARD }, ["PRI-01: the card number …4242 in the subject's replies"]],
  ['a card in the log', { log: CARD }, ["PRI-01: the card number …4242 in the subject's log"]],
];
for (const [what, happened, expected] of CASES) {
  test(`${what}: ${expected.length === 0 ? 'fine' : 'out of place'}`, () =>
    expect(breaches(happened)).toEqual(expected));
}
