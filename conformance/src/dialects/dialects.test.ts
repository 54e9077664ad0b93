import { expect, test } from 'vitest';
import { readCatalogue } from '../catalogue.ts';
import { type Asked, PROVIDERS, type ProviderName, REFUSALS, type Retelling, type Said } from './dialect.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { DIALECTS, dialectOf } from './registry.ts';

const KEY = [['Idempotency-Key', 'k1']] as const;
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
  ['stripe', 'POST', '/v1/customers', 'email=a', {}],
];
for (const [provider, method, target, body, said] of requests) {
  test(`${provider}: ${method} ${target} is ${said.operation ?? 'about no payment'}`, () => {
    const request: Asked = { method, target, body, headers: KEY };
    expect(DIALECTS[provider].read(request)).toEqual({ key: 'k1', ...said });
  });
}

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
  ['stripe', STRIPE, { what: 'news' }, { added_later: { nested: [1, null, 'x'] } }],
];
for (const [provider, text, retelling, now] of retellings) {
  test(`${provider}: told anew with another ${Object.values(retelling).map(String).join(' ')}`, () => {
    expect(JSON.parse(DIALECTS[provider].retold(text, retelling))).toEqual({ ...JSON.parse(text), ...now });
  });
}

for (const provider of PROVIDERS) {
  const { refusal, notices, retold } = DIALECTS[provider];

  test(`${provider}: every refusal is one, in JSON, and says what it is given to say`, () => {
    for (const why of REFUSALS) {
      const { status, body } = refusal(why, { title: 'No.', detail: 'Never.' });
      expect(status, why).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify(JSON.parse(body)), why).toMatch(/No\..*Never\./);
    }
  });

  test(`${provider}: every way to spoil a signed letter changes it, and a good signature among others stays`, () => {
    const letter = notices.sign?.('{"id":"x"}', { id: 'x', atMs: 1_000_000, secret: `whsec_${'A'.repeat(40)}` });
    if (!letter) return expect(notices.spoils).toEqual([]);
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
