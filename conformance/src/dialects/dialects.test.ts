import { expect, test } from 'vitest';
import type { Letter } from '../bench/mailbox.ts';
import { readCatalogue } from '../catalogue.ts';
import { type Asked, PROVIDERS, type ProviderName, REFUSALS, type Retelling, type Said } from './dialect.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { DIALECTS, dialectOf } from './registry.ts';

const KEY = [
  ['Idempotency-Key', 'k1'],
  ['PayPal-Request-Id', 'k1'],
  ['X-VPS-Request-ID', 'k1'],
] as const;
const ORDERS = '/v2/checkout/orders';
const UNIT = '{"custom_id":"sandbox/N-1","amount":{"currency_code":"EUR","value":"19.99"}}';
const CONTEXT = '{"paypal":{"experience_context":{"return_url":"https://a.example/"}}}';
// What is in a value with a length is a value, whatever it looks like.
const LOGIN = 'VENDOR[2]=v1&PWD[11]=a&TRXTYPE=I';
const PAY = '/v1/payments';
const PI = '/v1/payment_intents';

const requests: readonly (readonly [
  ProviderName,
  method: string,
  target: string,
  body: string,
  said: Partial<Said>,
])[] = [
  [
    'generic',
    'POST',
    PAY,
    '{"amount":{"minor":19,"currency":"EUR"},"reference":"N-1","returnUrl":"https://a.example/"}',
    {
      operation: 'create',
      amount: { minor: '19', currency: 'EUR' },
      reference: 'N-1',
      returnUrl: 'https://a.example/',
    },
  ],
  ['generic', 'POST', `/generic${PAY}`, '{"captureMode":"manual"}', { operation: 'create', captures: 'later' }],
  ['generic', 'POST', PAY, '{"captureMode":"automatic"}', { operation: 'create', captures: 'now' }],
  [
    'generic',
    'POST',
    `${PAY}/pay_1/captures`,
    '{"amount":{"minor":5,"currency":"JPY"}}',
    { operation: 'capture', amount: { minor: '5', currency: 'JPY' } },
  ],
  ['generic', 'POST', `${PAY}/pay_1/void`, '', { operation: 'void' }],
  ['generic', 'POST', `${PAY}/pay_1/refunds`, 'half a body', { operation: 'refund' }],
  ['generic', 'POST', `${PAY}/pay_1/increments`, '{}', { operation: 'amend' }],
  ['generic', 'GET', `${PAY}?reference=N-1`, '', { operation: 'look_up' }],
  ['generic', 'GET', '/v1/connection', '', {}],
  ['generic', 'POST', '/oauth/token', 'grant_type=client_credentials', {}],
  [
    'stripe',
    'POST',
    '/v1/checkout/sessions',
    'client_reference_id=N-1&line_items[0][price_data][unit_amount]=19&line_items[0][price_data][currency]=eur&payment_intent_data[capture_method]=manual&success_url=https%3A%2F%2Fa.example%2F',
    {
      operation: 'create',
      amount: { minor: '19', currency: 'EUR' },
      reference: 'N-1',
      returnUrl: 'https://a.example/',
      captures: 'later',
    },
  ],
  [
    'stripe',
    'POST',
    PI,
    'amount=19&currency=jpy&metadata[order]=N-2&capture_method=automatic',
    { operation: 'create', amount: { minor: '19', currency: 'JPY' }, reference: 'N-2', captures: 'now' },
  ],
  ['stripe', 'POST', `${PI}/pi_1/capture`, 'amount_to_capture=5', { operation: 'capture', amount: { minor: '5' } }],
  ['stripe', 'POST', `${PI}/pi_1/confirm`, '', { operation: 'complete' }],
  ['stripe', 'POST', `${PI}/pi_1/cancel`, '', { operation: 'void' }],
  ['stripe', 'POST', '/v1/checkout/sessions/cs_1/expire', '', { operation: 'void' }],
  ['stripe', 'POST', '/v1/refunds', 'payment_intent=pi_1&amount=3', { operation: 'refund', amount: { minor: '3' } }],
  ['stripe', 'POST', `${PI}/pi_1`, 'metadata[a]=1', { operation: 'amend' }],
  ['stripe', 'GET', `/stripe${PI}/pi_1?expand[]=latest_charge`, '', { operation: 'look_up' }],
  ['stripe', 'GET', '/v1/balance', '', {}],
  [
    'paypal',
    'POST',
    ORDERS,
    `{"intent":"AUTHORIZE","purchase_units":[${UNIT}],"payment_source":${CONTEXT}}`,
    {
      operation: 'create',
      amount: { minor: '1999', currency: 'EUR' },
      reference: 'sandbox/N-1',
      returnUrl: 'https://a.example/',
      captures: 'later',
    },
  ],
  ['paypal', 'POST', ORDERS, '{"intent":"CAPTURE"}', { operation: 'create', captures: 'now' }],
  ['paypal', 'POST', `${ORDERS}/O1/authorize`, '{}', { operation: 'complete' }],
  [
    'paypal',
    'POST',
    '/v2/payments/authorizations/A1/capture',
    '{"amount":{"currency_code":"JPY","value":"5"}}',
    { operation: 'capture', amount: { minor: '5', currency: 'JPY' } },
  ],
  [
    'paypal',
    'POST',
    '/v2/payments/authorizations/A1/capture',
    '{"amount":{"currency_code":"JPY","value":"5.5"}}',
    { operation: 'capture', amount: { minor: '5.5', currency: 'JPY' } },
  ],
  ['paypal', 'POST', '/paypal/v2/payments/authorizations/A1/void', '', { operation: 'void' }],
  ['paypal', 'POST', '/v2/payments/authorizations/A1/reauthorize', '', { operation: 'amend' }],
  ['paypal', 'POST', '/v2/payments/captures/C1/refund', '', { operation: 'refund' }],
  ['paypal', 'GET', `${ORDERS}/O1`, '', { operation: 'look_up' }],
  ['paypal', 'GET', '/v1/notifications/webhooks', '', {}],
  ['paypal', 'POST', '/v1/oauth2/token', 'grant_type=client_credentials', {}],
  ['stripe', 'POST', '/v1/customers', 'email=a', {}],
  [
    'payflow',
    'POST',
    '/payflow/',
    `${LOGIN}&TRXTYPE[1]=A&AMT[5]=19.99&CURRENCY[3]=EUR&CREATESECURETOKEN[1]=Y&CUSTREF[2]=C1&RETURNURL[10]=https://a/`,
    {
      operation: 'create',
      amount: { minor: '1999', currency: 'EUR' },
      reference: 'C1',
      returnUrl: 'https://a/',
      captures: 'later',
    },
  ],
  [
    'payflow',
    'POST',
    '/',
    `${LOGIN}&TRXTYPE=S&AMT=500.00&CURRENCY=JPY`,
    { operation: 'create', amount: { minor: '500', currency: 'JPY' }, captures: 'now' },
  ],
  [
    'payflow',
    'POST',
    '/',
    `${LOGIN}&TRXTYPE=S&AMT=500.50&CURRENCY=JPY`,
    { operation: 'create', amount: { minor: '500.50', currency: 'JPY' }, captures: 'now' },
  ],
  ['payflow', 'POST', '/', `${LOGIN}&TRXTYPE=A&ACTION=D&TOKEN=EC-1`, { operation: 'complete' }],
  ['payflow', 'POST', '/', `${LOGIN}&TRXTYPE=A&ACTION=G&TOKEN=EC-1`, { operation: 'look_up' }],
  [
    'payflow',
    'POST',
    '/',
    `${LOGIN}&TRXTYPE=D&ORIGID=A1&AMT=5.00&CUSTREF=C2`,
    { operation: 'capture', amount: { minor: '5.00' } },
  ],
  ['payflow', 'POST', '/', `${LOGIN}&TRXTYPE=V&ORIGID=A1`, { operation: 'void' }],
  ['payflow', 'POST', '/', `${LOGIN}&TRXTYPE=C&ORIGID=A1`, { operation: 'refund' }],
  ['payflow', 'POST', '/', `${LOGIN}&TRXTYPE=I&CUSTREF=C1`, { operation: 'look_up', reference: 'C1' }],
  ['payflow', 'POST', '/', 'SECURETOKEN=T&ACCT=1&TRXTYPE=A', {}],
  ['payflow', 'GET', '/?SECURETOKEN=T', '', {}],
];
for (const [provider, method, target, body, said] of requests) {
  test(`${provider}: ${method} ${target} is ${said.operation ?? 'about no payment'}`, () => {
    const request: Asked = { method, target, body, headers: KEY };
    expect(DIALECTS[provider].read(request)).toEqual({ key: 'k1', ...said });
  });
}

const PARTS = '{"captures":[{"status":"COMPLETED"}],"authorizations":[{"status":"CREATED"}]}';
const GENERIC = '{"status":"authorized","environment":"sandbox","mode":"test","amount":{"minor":19,"currency":"EUR"}}';
const STRIPE =
  '{"object":"payment_intent","status":"requires_capture","livemode":false,"amount":19,"amount_received":0,"amount_capturable":0,"currency":"eur"}';

const retellings: readonly (readonly [
  ProviderName,
  told: string,
  Retelling,
  now: Readonly<Record<string, unknown>>,
])[] = [
  ['generic', GENERIC, { what: 'amount', from: 19n, to: 20n }, { amount: { minor: 20, currency: 'EUR' } }],
  ['generic', GENERIC, { what: 'currency', from: 'EUR', to: 'SEK' }, { amount: { minor: 19, currency: 'SEK' } }],
  ['generic', GENERIC, { what: 'state', from: 'authorized', to: 'unheard_of' }, { status: 'quarantined' }],
  ['generic', GENERIC, { what: 'environment', from: 'sandbox', to: 'production' }, { environment: 'production' }],
  ['generic', GENERIC, { what: 'mode', to: 'live' }, { mode: 'live' }],
  ['generic', GENERIC, { what: 'news' }, { added_later: { nested: [1, null, 'x'] } }],
  ['stripe', STRIPE, { what: 'amount', from: 19n, to: 20n }, { amount: 20, amount_received: 0 }],
  ['stripe', STRIPE, { what: 'currency', from: 'EUR', to: 'SEK' }, { currency: 'sek' }],
  [
    'stripe',
    STRIPE,
    { what: 'state', from: 'authorized', to: 'captured' },
    { status: 'succeeded', amount_received: 19 },
  ],
  [
    'stripe',
    STRIPE,
    { what: 'state', from: 'captured', to: 'processing' },
    { status: 'processing', amount_received: 0 },
  ],
  ['stripe', STRIPE, { what: 'state', from: 'captured', to: 'authorized' }, { amount_capturable: 19 }],
  ['stripe', STRIPE, { what: 'state', from: 'authorized', to: 'unheard_of' }, { status: 'quarantined' }],
  ['stripe', STRIPE, { what: 'environment', from: 'sandbox', to: 'production' }, { livemode: true }],
  ['stripe', STRIPE, { what: 'mode', to: 'live' }, { livemode: true }],
  ['paypal', UNIT, { what: 'amount', from: 1999n, to: 5n }, { amount: { currency_code: 'EUR', value: '0.05' } }],
  ['paypal', UNIT, { what: 'currency', from: 'EUR', to: 'SEK' }, { amount: { currency_code: 'SEK', value: '19.99' } }],
  ['paypal', UNIT, { what: 'environment', from: 'sandbox', to: 'production' }, { custom_id: 'production/N-1' }],
  ['paypal', UNIT, { what: 'mode', to: 'live' }, {}],
  ['paypal', PARTS, { what: 'state', from: 'captured', to: 'processing' }, { captures: [{ status: 'PENDING' }] }],
  [
    'paypal',
    PARTS,
    { what: 'state', from: 'authorized', to: 'unheard_of' },
    { authorizations: [{ status: 'QUARANTINED' }] },
  ],
  ['paypal', '{"status":"CREATED"}', { what: 'news' }, { added_later: { nested: [1, null, 'x'] } }],
  ['stripe', STRIPE, { what: 'news' }, { added_later: { nested: [1, null, 'x'] } }],
];
for (const [provider, text, retelling, now] of retellings) {
  test(`${provider}: told anew with another ${Object.values(retelling).map(String).join(' ')}`, () => {
    expect(JSON.parse(DIALECTS[provider].retold(text, retelling))).toEqual({ ...JSON.parse(text), ...now });
  });
}

const TOLD = 'RESULT=0&ORIGRESULT=0&TRXTYPE=A&AMT=19.99&CURRENCY=EUR&TRANSSTATE=3';
const payflowRetellings: readonly (readonly [told: string, Retelling, now: string])[] = [
  [TOLD, { what: 'amount', from: 1999n, to: 5n }, TOLD.replace('19.99', '0.05')],
  [TOLD, { what: 'amount', from: 2000n, to: 5n }, TOLD],
  [
    'RESULT=0&AMT[6]=500.00&CURRENCY=JPY',
    { what: 'amount', from: 500n, to: 5000n },
    'RESULT=0&AMT[7]=5000.00&CURRENCY=JPY',
  ],
  [TOLD, { what: 'currency', from: 'EUR', to: 'SEK' }, TOLD.replace('EUR', 'SEK')],
  [TOLD, { what: 'state', from: 'authorized', to: 'captured' }, TOLD.replace('STATE=3', 'STATE=9')],
  [TOLD, { what: 'state', from: 'authorized', to: 'unheard_of' }, TOLD.replace('STATE=3', 'STATE=4711')],
  [TOLD, { what: 'state', from: 'captured', to: 'processing' }, TOLD],
  [
    'RESULT=0&ORIGRESULT=0&TRANSSTATE=6',
    { what: 'state', from: 'captured', to: 'processing' },
    'RESULT=0&ORIGRESULT=126',
  ],
  ['RESULT=0&TRANSSTATE=9', { what: 'state', from: 'captured', to: 'authorized' }, 'RESULT=0&TRANSSTATE=3'],
  [TOLD, { what: 'environment', from: 'sandbox', to: 'production' }, TOLD],
  [TOLD, { what: 'mode', to: 'live' }, TOLD],
  [TOLD, { what: 'news' }, `${TOLD}&ADDEDLATER=x`],
  ['RESULT[2]=0', { what: 'news' }, 'RESULT[2]=0'],
];
for (const [text, retelling, now] of payflowRetellings) {
  test(`payflow: told anew with another ${Object.values(retelling).map(String).join(' ')}, ${text}`, () => {
    expect(DIALECTS.payflow.retold(text, retelling)).toBe(now);
  });
}

test('payflow: a silent post has no type and no name, and says for whom it is to whoever changes its address', () => {
  const { isOf, ofType, renamed, addressed } = DIALECTS.payflow.notices;
  expect(['A', 'S', 'declined'].map((type) => isOf('RESULT=0&TRXTYPE=A', type))).toEqual([true, false, false]);
  expect(['A', 'S', 'declined'].map((type) => isOf('RESULT=12&TRXTYPE=A', type))).toEqual([false, false, true]);
  expect(ofType('RESULT=12&TRXTYPE=A', 'A')).toBe('RESULT=0&TRXTYPE=A&RESPMSG=Approved');
  expect(ofType('RESULT=12', 'payment.teleported')).toBeUndefined();
  expect(renamed('RESULT=0', 2)).not.toBe(renamed('RESULT=0', 3));
  const request = { method: 'POST', target: '/', headers: [] };
  const body = 'SILENTPOSTURL[9]=https://a&AMT=1.00';
  expect(addressed?.({ ...request, body }, 'http://b/ü')).toBe('SILENTPOSTURL[11]=http://b/ü&AMT=1.00');
  expect(addressed?.({ ...request, body: 'AMT=1.00' }, 'http://b')).toBe('AMT=1.00');
});

test('payflow: a login is in the body, and members that nobody has asked for are pairs more', () => {
  const { presented, added } = DIALECTS.payflow;
  expect(presented?.({ method: 'POST', target: '/', headers: [], body: LOGIN })).toBe('a&TRXTYPE=I');
  expect(added('RESULT=0', { trace: 'a&b' })).toBe('RESULT=0&TRACE[3]=a&b');
  expect(added('<html>', { trace: 'a' })).toBe('<html>');
});

test('a JSON answer has members more at its beginning, and anything else has none', () => {
  expect(JSON.parse(DIALECTS.generic.added('{"a":1}', { trace: '"' }))).toEqual({ trace: '"', a: 1 });
  expect(DIALECTS.generic.added('<html>', { trace: 'a' })).toBe('<html>');
});

test('a JSON notification has the type and the name that it is given, or none', () => {
  const { isOf, ofType, renamed } = DIALECTS.stripe.notices;
  const body = '{"id":"evt_12345","type":"a"}';
  expect(isOf(body, 'a')).toBe(true);
  expect(isOf(ofType(body, 'b') ?? '', 'b')).toBe(true);
  expect(ofType('{}', 'b')).toBeUndefined();
  expect(renamed(body, 7)).toBe('{"id":"evt_1C007","type":"a"}');
  expect(renamed('{"id":"ntf_12345"}', 7)).toBeUndefined();
});

const LETTERS: Partial<Readonly<Record<ProviderName, string>>> = {
  payflow: 'RESULT=0&PNREF=A1&SECURETOKENID=t1&TRXTYPE=A',
};

const SIGNED_BY_PAYPAL: Letter = {
  headers: [
    ['paypal-auth-algo', 'SHA256withRSA'],
    ['paypal-cert-url', 'https://api.example/v1/notifications/certs/CERT-1'],
    ['paypal-transmission-id', '5efb8baa-787f-e76f-def1-008c9476155a'],
    ['paypal-transmission-time', '2026-11-25T12:33:35Z'],
    ['paypal-transmission-sig', 'kRn7Z27DJYb28jmrfOchwh3IJRFuYyNS'],
  ],
  body: '{"id":"WH-1"}',
};

for (const provider of PROVIDERS) {
  const { refusal, notices, retold } = DIALECTS[provider];

  test(`${provider}: every refusal is one, and says what it is given to say`, () => {
    for (const why of REFUSALS) {
      const { status, body } = refusal(why, { title: 'No.', detail: 'Never.' });
      // Payflow says no with a RESULT, and with 200.
      if (provider === 'payflow') expect(body, why).toMatch(/^RESULT=[1-9]\d*&RESPMSG\[\d+\]=No\..*Never\.$/);
      else expect(status, why).toBeGreaterThanOrEqual(400);
      if (provider !== 'payflow') expect(JSON.stringify(JSON.parse(body)), why).toMatch(/No\..*Never\./);
    }
  });

  test(`${provider}: every way to spoil a signed letter changes it, and a good signature among others stays`, () => {
    const body = LETTERS[provider] ?? '{"id":"x"}';
    const letter =
      notices.sign?.(body, { id: 'x', atMs: 1_000_000, secret: `whsec_${'A'.repeat(40)}` }) ?? SIGNED_BY_PAYPAL;
    for (const [what, spoilt] of notices.spoils) expect(spoilt(letter), what).not.toEqual(letter);
    const own = letter.headers.at(-1)?.[1].replace(/^t=\d+,/, '') ?? '';
    expect(JSON.stringify(notices.amongOthers(letter).headers)).toContain(own);
  });

  test(`${provider}: what is no JSON is told anew as it was, and what does not apply is a requirement with a reason`, () => {
    expect(retold('<html>', { what: 'news' })).toBe('<html>');
    const ids = readCatalogue().flatMap(({ requirements: all }) => all.map(({ id }) => id));
    for (const [id, reason] of Object.entries(EXCEPTIONS[provider])) {
      expect(ids).toContain(id);
      expect(reason.length).toBeGreaterThan(20);
    }
  });
}

test('a provider that nobody here knows has no dialect', () => {
  expect(PROVIDERS.map((provider) => dialectOf(provider)?.provider)).toEqual([...PROVIDERS]);
  expect(dialectOf('acme')).toBeUndefined();
});
