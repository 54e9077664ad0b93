import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secretShapes } from '../dialects/generic/credentials.ts';
import { maskedBody, maskedHeaders, maskedTarget, maskedText } from './mask.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const SECRET = 'gsk_sandbox_AAAABBBBCCCCDDDDEEEE_abcdefghijABCDEFGHIJ0123456789abcdefWXYZ';
const MASKED = 'gsk_sandbox_AAAABBBBCCCCDDDDEEEE_…WXYZ';

const bodies: readonly [type: string, body: string, kept: unknown][] = [
  // content type   what arrived                                        what the journal keeps
  [JSON_TYPE, '{"number":"4242424242424242"}', { number: '••••4242' }],
  [JSON_TYPE, '{"number":"4242 4242 4242 4242"}', { number: '••••4242' }],
  [JSON_TYPE, '{"number":"123"}', { number: '••••' }],
  [JSON_TYPE, '{"number":4242424242424242}', { number: '•••' }],
  [JSON_TYPE, '{"card_number":"4000000000000002"}', { card_number: '••••0002' }],
  [JSON_TYPE, '{"cvc":"737"}', { cvc: '•••' }],
  [JSON_TYPE, '{"cvc":737}', { cvc: '•••' }],
  [JSON_TYPE, '{"cvc":["7","3"]}', { cvc: '•••' }],
  [JSON_TYPE, '{"securityCode":"737"}', { securityCode: '•••' }],
  [JSON_TYPE, '{"card":{"CVV2":{"deep":"737"}}}', { card: { CVV2: '•••' } }],
  [JSON_TYPE, '{"amount":{"minor":4242424242424242}}', { amount: { minor: '•••' } }],
  [JSON_TYPE, '{"amount":{"minor":6221261111111111117}}', { amount: { minor: '•••' } }],
  [JSON_TYPE, '{"amount":{"minor":999999999999}}', { amount: { minor: 999999999999 } }],
  [JSON_TYPE, '{"clientSecret":"short"}', { clientSecret: '…' }],
  [JSON_TYPE, `{"note":"use ${SECRET}!"}`, { note: `use ${MASKED}!` }],
  [JSON_TYPE, '{"note":"4242424242424242, cvc: 737"}', { note: '••••••••••••4242, cvc: •••' }],
  [JSON_TYPE, '{"4242424242424242":"key"}', { '••••••••••••4242': '•••' }],
  [JSON_TYPE, '[null,true,false,0,"ok"]', [null, true, false, 0, 'ok']],
  [JSON_TYPE, '{"reference":"order-17","final":true}', { reference: 'order-17', final: true }],
  [JSON_TYPE, '{"number":"4242424242424242","cvc":"737"', '{"number":"••••••••••••••••","cvc":"•••"'],
  [JSON_TYPE, '{"number":"\\u0034242', '{"number":"\\u•••••••'],
  ['application/problem+json', '{"detail":"no 4242424242424242"}', { detail: 'no ••••••••••••4242' }],
  ['text/plain', 'cvc 737', 'cvc •••'],
  ['', 'card=4242424242424242', 'card=••••••••••••••••'],
  [FORM_TYPE, 'number=4242+4242+4242+4242&cvc=737', { number: '••••4242', cvc: '•••' }],
  [FORM_TYPE, 'card%5Bnumber%5D=4242424242424242&card[cvc]=737', { 'card[number]': '••••4242', 'card[cvc]': '•••' }],
  [FORM_TYPE, 'PWD=x9&ACCT=4242424242424242&CVV2=123', { PWD: '•••', ACCT: '••••4242', CVV2: '•••' }],
  [
    FORM_TYPE,
    `client_secret=${SECRET}&grant_type=client_credentials`,
    { client_secret: MASKED, grant_type: 'client_credentials' },
  ],
  [FORM_TYPE, 'scope=pay&scope=read', { scope: ['pay', 'read'] }],
  [FORM_TYPE, 'cvc=123&cvc=456', { cvc: '•••' }],
];
for (const [type, body, kept] of bodies) {
  test(`${type || 'no type'}: ${body} is kept as ${JSON.stringify(kept)}`, () => {
    expect(maskedBody(type, body, secretShapes)).toEqual({ body: kept });
  });
}

test('an empty body is none', () => expect(maskedBody(JSON_TYPE, '', [])).toEqual({}));

test('of a body too long to keep a piece stays, without a digit', () => {
  const { body, truncated } = maskedBody(JSON_TYPE, `{"cvc":"737","number":"4242"${' '.repeat(70_000)}}`, []);
  expect(truncated).toBe(true);
  expect(body).toHaveLength(1024);
  expect(body).not.toMatch(/\d/);
});

test('a body nested without end does not end the journal', () => {
  const { body } = maskedBody(JSON_TYPE, `${'['.repeat(5000)}"4242424242424242"${']'.repeat(5000)}`, []);
  expect(JSON.stringify(body)).toContain('…');
});

const headers: readonly [name: string, value: string, kept: string][] = [
  ['authorization', `Bearer ${SECRET}`, `Bearer ${MASKED}`],
  ['authorization', `bearer   ${SECRET}`, '…'],
  ['authorization', SECRET, MASKED],
  ['authorization', 'Bearer my_own_password', 'Bearer …'],
  ['authorization', `Basic ${Buffer.from('gci_sandbox_AAAA:hunter2').toString('base64')}`, 'Basic gci_sandbox_AAAA:…'],
  [
    'authorization',
    `Basic ${Buffer.from(`4242424242424242:${SECRET}`).toString('base64')}`,
    `Basic ••••••••••••4242:${MASKED}`,
  ],
  ['cookie', 'session=abc', '…'],
  ['x-api-key', 'abc', '…'],
  ['idempotency-key', '4242-4242-4242-4242', '••••-••••-••••-4242'],
  ['referer', 'https://shop/?n=4242%204242%204242%204242', 'https://shop/?n=•••• •••• •••• 4242'],
  ['content-type', JSON_TYPE, JSON_TYPE],
];
for (const [name, value, kept] of headers) {
  test(`header ${name}: ${value.slice(0, 30)} is kept as ${kept}`, () => {
    expect(maskedHeaders({ [name]: value }, secretShapes)).toEqual({ [name]: kept });
  });
}

const targets: readonly [target: string, kept: string][] = [
  ['/v1/payments/pay_1?limit=3', '/v1/payments/pay_1?limit=3'],
  ['/v1/payments?reference=a%20b', '/v1/payments?reference=a%20b'],
  ['/v1/payments/4242424242424242', '/v1/payments/••••••••••••4242'],
  ['/v1/payments/%34%32%34%32424242424242', '/v1/payments/••••••••••••4242'],
  ['/v1/payments/4242%204242%2D42424242', '/v1/payments/•••• ••••-••••4242'],
  ['/v1/payments?reference=4242+4242+4242+4242', '/v1/payments?reference=•••• •••• •••• 4242'],
  ['/v1/payments?cvc=737&x=1', '/v1/payments?cvc=•••&x=1'],
  ['/v1/payments?card%5Bcvc%5D=737', '/v1/payments?card[cvc]=•••'],
  ['/v1/payments?access_token=abc', '/v1/payments?access_token=…'],
  [`/v1/payments?key=${SECRET}`, `/v1/payments?key=${MASKED}`],
  ['/?', '/?'],
  ['/?&&=', '/?&&='],
];
for (const [target, kept] of targets) {
  test(`target ${target.slice(0, 50)} is kept as ${kept}`, () => expect(maskedTarget(target, secretShapes)).toBe(kept));
}

test('no text keeps a card number, however it is wrapped', () => {
  const numbers = fc.constantFrom('4242424242424242', '378282246310005', '5555555555554444');
  const wraps: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text.replaceAll(/(\d{4})/g, '$1 '),
    (text) => [...text].map((digit) => `%${digit.charCodeAt(0).toString(16)}`).join(''),
    encodeURIComponent,
  ];
  fc.assert(
    fc.property(numbers, fc.constantFrom(...wraps), fc.string({ maxLength: 8 }), (number, wrap, around) => {
      const kept = maskedText(`${around} ${wrap(number)} ${around}`, []);
      expect(decodeURIComponentOrNot(kept).replaceAll(/[^0-9]/g, '')).not.toContain(number);
    }),
  );
});

function decodeURIComponentOrNot(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
