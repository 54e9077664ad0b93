import { expect, test } from 'vitest';
import type { Canary } from '../oracle/canary.ts';
import { Scanner } from '../oracle/scanner.ts';
import { evidenceOf } from './evidence.ts';

const KEY: Canary = {
  text: 'gsk_sandbox_7hTq2vXw_Zk4pQ9sLm2Rt7Vb1Yc5Nd8Wf3Gh6Jk0',
  label: 'API key of account 1 in sandbox',
  nature: 'secret',
  environment: 'sandbox',
  account: 'mer_1',
};

const scanner = new Scanner();
scanner.add(KEY);

function evidence(different: Partial<Parameters<typeof evidenceOf>[0]>) {
  return evidenceOf({ exchanges: [], calls: [], log: '', scanner, startedMs: 100, ...different });
}

function exchange(authorization: string, body: string, answer: string) {
  const headers = [['authorization', authorization]] as const;
  const request = { atMs: 350.4, method: 'POST', target: `/v1/payments?key=${KEY.text}`, headers, body };
  return { environment: 'sandbox', request, answer: { status: 200, headers: {}, body: answer } };
}

test('no secret is left in any part, in any encoding', () => {
  const basic = `Basic ${Buffer.from(`shop:${KEY.text}`).toString('base64')}`;
  const shown = evidence({
    exchanges: [exchange(basic, `{"key":"${KEY.text}"}`, Buffer.from(KEY.text).toString('hex'))],
    calls: [
      { atMs: 101, repliedMs: 102, method: 'configure', params: { apiKey: KEY.text }, reply: { message: KEY.text } },
    ],
    log: `saving ${KEY.text}`,
  });
  expect(scanner.find(JSON.stringify(shown))).toEqual([]);
  expect(shown.exchanges).toMatchObject([
    {
      atMs: 250.4,
      presented: 'API key of account 1 in sandbox',
      request: 'POST /v1/payments?key=‹API key of account 1 in sandbox›',
      responseBody: expect.stringContaining('‹API key of account 1 in sandbox, hexadecimal›'),
    },
  ]);
});

test('a card number is shown by its last digits only, a time is no card number', () => {
  const { calls } = evidence({
    calls: [
      {
        atMs: 101,
        repliedMs: 102,
        method: 'createPayment',
        params: { card: '4242424242424242', at: 1_764_000_000_000 },
        reply: {},
      },
    ],
  });
  expect(calls[0]?.request).toBe('createPayment {"card":"…4242","at":1764000000000}');
});

for (const [sent, shown] of [
  ['{"card":{"cvc":"123","expiryYear":2079}}', '{"card":{"cvc":"…","expiryYear":2079}}'],
  ['card%5Bcvc%5D=123&amount=999', 'card%5Bcvc%5D=…&amount=999'],
  ['CVV2=1234&AMT=19.99', 'CVV2=…&AMT=19.99'],
  ['{"cvcCheck":"pass","amount":123}', '{"cvcCheck":"pass","amount":123}'],
] as const) {
  test(`what is on the back of a card is nobody's business: ${sent}`, () => {
    expect(evidence({ exchanges: [exchange('', sent, '')] }).exchanges[0]?.requestBody).toBe(shown);
  });
}

test('what belongs to another environment is a crossing there, and only there', () => {
  const sent = exchange(`Bearer ${KEY.text}`, '', '');
  const { exchanges } = evidence({ exchanges: [sent, { ...sent, environment: 'production' }] });
  expect(exchanges.map(({ crossing }) => crossing)).toEqual([undefined, true]);
});

test('who was asked for in a request is told by every name and secret it carried, and by no payment', () => {
  const others: readonly Canary[] = [
    { ...KEY, text: 'gci_sandbox_7hTq2vXw_Zk4p', label: 'client id', nature: 'name' },
    { ...KEY, text: 'pay_sandbox_7hTq2vXw_Zk4p', label: 'payment', nature: 'reference' },
    { ...KEY, text: 'gsk_production_7hTq2vXw_Zk4p', label: 'live key', environment: 'production' },
  ];
  const knowing = new Scanner();
  for (const canary of [KEY, ...others]) knowing.add(canary);
  const text = [KEY, ...others].map((canary) => canary.text).join(' ');
  const { exchanges } = evidence({ scanner: knowing, exchanges: [exchange(`Bearer ${text}`, '', '')] });
  expect(exchanges).toMatchObject([{ presented: `${KEY.label} and client id and live key`, crossing: true }]);
});

test('no answer, and one that was lost on its way, has no status; no body is no body', () => {
  const answered = exchange('', '', '');
  const { exchanges } = evidence({
    exchanges: [
      { ...answered, answer: undefined },
      { ...answered, lost: true },
    ],
  });
  for (const shown of exchanges) {
    expect(Object.keys(shown).toSorted()).toEqual(['atMs', 'environment', 'presented', 'request']);
  }
});

test('a credential nobody knows is told from none', () => {
  const { exchanges } = evidence({
    exchanges: [
      exchange('Bearer something', '', ''),
      { ...exchange('', '', ''), request: bare },
      { ...exchange('', '', ''), request: { ...bare, headers: [['x-authorization', 'none']] } },
    ],
  });
  expect(exchanges.map(({ presented }) => presented)).toEqual([
    'a credential the harness did not issue',
    'no credential',
    'no credential',
  ]);
});

const bare = { atMs: 100, method: 'GET', target: '/', headers: [], body: '' };

test('much is shortened to its end, long texts to their beginning, and what every check does is left out', () => {
  const call = (method: 'capture' | 'initialize', number: number) => ({
    atMs: 100,
    repliedMs: 101,
    method,
    params: { number },
    reply: {},
  });
  const { calls, log } = evidence({
    calls: [call('initialize', 0), ...Array.from({ length: 100 }, (_, index) => call('capture', index))],
    log: `${'x'.repeat(5_000)}end`,
  });
  const exchanges = Array.from({ length: 100 }, () => exchange('', 'y'.repeat(1_001), ''));
  expect(evidence({ exchanges }).exchanges).toHaveLength(60);
  expect(evidence({ exchanges }).exchanges[0]?.requestBody).toBe(`${'y'.repeat(1_000)}…`);
  expect(calls).toHaveLength(60);
  expect(calls.at(-1)?.request).toBe('capture {"number":99}');
  expect(log.length).toBeLessThan(2_100);
  expect(log.endsWith('end')).toBe(true);
});
