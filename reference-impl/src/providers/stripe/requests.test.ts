import { describe, expect, test } from 'vitest';
import type { Answered, Wish } from '../../payments/provider.ts';
import type { HttpRequest } from '../../platform/http-client.ts';
import { money } from '../../shop/money.ts';
import { stripe } from './index.ts';

const PURCHASE = {
  action: 'authorize',
  method: 'card',
  amount: money(1999n, 'EUR'),
  orderNumber: 'N-1',
  commandId: 'command_1',
  environment: 'sandbox',
  idempotencyKey: 'key1',
  returnUrl: 'https://shop.example/checkout/return/a',
} as const;
const ON = { paymentReference: 'pi_1', idempotencyKey: 'key2' };

const CHARGE = { id: 'ch_1', disputed: true };
const INTENT = { id: 'pi_1', amount_received: 1000, latest_charge: CHARGE };
/** What Stripe would answer, by how an address begins. */
const ANSWERS: readonly (readonly [address: string, body: object])[] = [
  ['POST /v1/checkout/sessions', { id: 'cs_test_1', status: 'open' }],
  ['GET /v1/checkout/sessions/cs_test_open', { id: 'cs_test_open', status: 'open', payment_intent: null }],
  ['GET /v1/checkout/sessions/cs_test_1', { id: 'cs_test_1', status: 'complete', payment_intent: INTENT }],
  ['GET /v1/payment_intents/pi_held', { id: 'pi_held', amount_received: 0, latest_charge: { id: 'ch_2' } }],
  ['GET /v1/payment_intents/pi_1', INTENT],
  ['POST /v1/payment_intents', INTENT],
  ['POST /v1/refunds', { id: 're_1' }],
  ['GET /v1/refunds', { object: 'list', data: [], has_more: false }],
  ['GET /v1/disputes', { object: 'list', data: [], has_more: false }],
  ['GET /v1/balance', { object: 'balance', livemode: false }],
];

type Heard = Readonly<{ requests: readonly HttpRequest[]; answered: Answered }>;

/** Lets a wish be spoken to somebody who answers as Stripe would, or as told. */
async function heard(wish: Wish, answer: (request: HttpRequest) => Answered = asStripe): Promise<Heard> {
  if (typeof wish !== 'function') throw new Error('one request, and no conversation');
  const requests: HttpRequest[] = [];
  const answered = await wish(async (request) => {
    requests.push(request);
    return answer(request);
  });
  return { requests, answered };
}

function asStripe({ method, path }: HttpRequest): Answered {
  const [, body] = ANSWERS.find(([address]) => `${method} ${path}`.startsWith(address)) ?? [];
  if (body === undefined) throw new Error(`${method} ${path}: nobody has thought of that`);
  return { kind: 'replied', reply: { status: 200, headers: {}, body: JSON.stringify(body) } };
}

const lines = ({ requests }: Heard) => requests.map(({ method, path }) => `${method} ${path}`);
const form = ({ body = '' }: HttpRequest) => Object.fromEntries(new URLSearchParams(body));
const posted = ({ requests }: Heard) => requests.find(({ method }) => method === 'POST') ?? expect.fail();
const MONEY = ['GET /v1/refunds?payment_intent=pi_1&limit=100', 'GET /v1/disputes?payment_intent=pi_1&limit=100'];
const AFTERWARDS = ['GET /v1/payment_intents/pi_1?expand[0]=latest_charge', ...MONEY];

test('asks for a page on which money is held', async () => {
  const said = await heard(stripe.purchaseRequest(PURCHASE));
  expect(lines(said)).toEqual(['POST /v1/checkout/sessions']);
  expect(posted(said).headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    'idempotency-key': 'key1',
  });
  expect(form(posted(said))).toEqual({
    mode: 'payment',
    client_reference_id: 'N-1',
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'eur',
    'line_items[0][price_data][unit_amount]': '1999',
    'line_items[0][price_data][product_data][name]': 'Order N-1',
    'metadata[command]': 'command_1',
    'metadata[environment]': 'sandbox',
    'metadata[order]': 'N-1',
    'payment_intent_data[capture_method]': 'manual',
    'payment_intent_data[metadata][command]': 'command_1',
    'payment_intent_data[metadata][environment]': 'sandbox',
    'payment_intent_data[metadata][order]': 'N-1',
    'payment_method_options[card][request_multicapture]': 'if_available',
    success_url: 'https://shop.example/checkout/return/a',
    cancel_url: 'https://shop.example/checkout/return/a',
  });
});

test('asks for a page on which money is taken', async () => {
  const said = form(posted(await heard(stripe.purchaseRequest({ ...PURCHASE, action: 'charge' }))));
  expect(said['payment_intent_data[capture_method]']).toBe('automatic');
  expect(said).not.toHaveProperty('payment_method_options[card][request_multicapture]');
});

test('captures a part, keeps the rest and what was captured in mind, and looks at it all', async () => {
  const command = { ...ON, amount: money(1000n, 'EUR'), rest: 'keep' } as const;
  const said = await heard(stripe.captureRequest(command));
  expect(lines(said)).toEqual(['POST /v1/payment_intents/pi_1/capture', ...AFTERWARDS]);
  expect(posted(said).headers['idempotency-key']).toBe('key2');
  const fields = form(posted(said));
  expect(Object.entries(fields).map(([name, value]) => [name.replace(/[0-9a-f]{16}/, '#'), value])).toEqual([
    ['amount_to_capture', '1000'],
    ['metadata[capture_#]', '1000'],
    ['final_capture', 'false'],
  ]);
  const again = await heard(stripe.captureRequest(command));
  expect(posted(again).body).toBe(posted(said).body);
  const other = await heard(stripe.captureRequest({ ...command, idempotencyKey: 'key3' }));
  expect(posted(other).body).not.toBe(posted(said).body);
});

test('captures a part for good', async () => {
  const said = await heard(stripe.captureRequest({ ...ON, amount: money(500n, 'EUR'), rest: 'release' }));
  expect(form(posted(said))).not.toHaveProperty('final_capture');
});

test('gives a hold back', async () => {
  const said = await heard(stripe.voidRequest(ON));
  expect(lines(said)).toEqual(['POST /v1/payment_intents/pi_1/cancel', ...AFTERWARDS]);
  expect(posted(said).headers['idempotency-key']).toBe('key2');
});

test('returns a part, and says why', async () => {
  const command = { ...ON, amount: money(500n, 'EUR'), commandId: 'command_2', note: 'Broken' };
  const said = await heard(stripe.refundRequest(command));
  expect(lines(said)).toEqual(['POST /v1/refunds', ...AFTERWARDS]);
  expect(form(posted(said))).toEqual({
    payment_intent: 'pi_1',
    amount: '500',
    'metadata[command]': 'command_2',
    'metadata[note]': 'Broken',
  });
});

const PAGE = 'expand[0]=payment_intent.latest_charge';
const LOOKUPS: readonly (readonly [reference: string, lines: readonly string[], told: string])[] = [
  ['cs_test_open', [`GET /v1/checkout/sessions/cs_test_open?${PAGE}`], 'session'],
  ['cs_test_1', [`GET /v1/checkout/sessions/cs_test_1?${PAGE}`, ...MONEY], 'intent refunds disputes'],
  ['pi_1', AFTERWARDS, 'intent refunds disputes'],
  ['pi_held', ['GET /v1/payment_intents/pi_held?expand[0]=latest_charge'], 'intent refunds disputes'],
];
for (const [reference, wanted, told] of LOOKUPS) {
  test(`looks ${reference} up`, async () => {
    const said = await heard(stripe.lookupRequest(reference, { purchase: PURCHASE }));
    expect(lines(said)).toEqual(wanted);
    const body = said.answered.kind === 'replied' ? said.answered.reply.body : '';
    expect(Object.keys(JSON.parse(body)).join(' ')).toBe(told);
  });
}

const CHECK = { ...PURCHASE, amount: money(0n, 'EUR'), card: { kind: 'check' } } as const;

test('asks for a page on which a card is checked, and for the card on it', async () => {
  const said = await heard(stripe.purchaseRequest(CHECK));
  expect(lines(said)).toEqual(['POST /v1/checkout/sessions']);
  expect(posted(said).headers).toMatchObject({ 'idempotency-key': 'key1' });
  const names = Object.entries({ command: 'command_1', environment: 'sandbox', order: 'N-1' });
  expect(form(posted(said))).toEqual({
    ...{ mode: 'setup', currency: 'eur', customer_creation: 'always', client_reference_id: 'N-1' },
    ...Object.fromEntries(names.map(([name, text]) => [`metadata[${name}]`, text])),
    ...Object.fromEntries(names.map(([name, text]) => [`setup_intent_data[metadata][${name}]`, text])),
    ...{ success_url: PURCHASE.returnUrl, cancel_url: PURCHASE.returnUrl },
  });
  const looked = await heard(stripe.lookupRequest('cs_test_open', { purchase: CHECK }));
  expect(lines(looked)).toEqual(['GET /v1/checkout/sessions/cs_test_open?expand[0]=setup_intent']);
});

const KEPT = { ...PURCHASE, card: { kind: 'kept', reference: 'seti_1' } } as const;
const FOUND = ['GET /v1/setup_intents/seti_1', 'GET /v1/payment_intents?customer=cus_1&limit=100'];
const replied = (status: number, body: object): Answered => {
  return { kind: 'replied', reply: { status, headers: {}, body: JSON.stringify(body) } };
};
/** Somebody who has kept a card, and has these payment intents for its customer. */
const whoHas =
  (...intents: readonly object[]) =>
  (request: HttpRequest): Answered => {
    if (request.path.startsWith('/v1/setup_intents')) {
      return replied(200, { id: 'seti_1', customer: 'cus_1', payment_method: 'pm_1' });
    }
    const isList = request.path.startsWith('/v1/payment_intents?');
    return isList ? replied(200, { object: 'list', data: intents, has_more: false }) : asStripe(request);
  };

test('pays with a card that was kept, though nobody is there', async () => {
  const said = await heard(stripe.purchaseRequest(KEPT), whoHas({ id: 'pi_9', metadata: { command: 'other' } }));
  expect(lines(said)).toEqual([...FOUND, 'POST /v1/payment_intents', ...AFTERWARDS]);
  expect(posted(said).headers).toMatchObject({ 'idempotency-key': 'key1' });
  expect(form(posted(said))).toEqual({
    ...{ amount: '1999', currency: 'eur', customer: 'cus_1', payment_method: 'pm_1', capture_method: 'manual' },
    ...{ confirm: 'true', off_session: 'true', 'payment_method_options[card][request_multicapture]': 'if_available' },
    ...{ 'metadata[command]': 'command_1', 'metadata[environment]': 'sandbox', 'metadata[order]': 'N-1' },
  });
});

test('finds what it has paid with a card that was kept, when the answer was lost, and pays nothing more', async () => {
  const said = await heard(stripe.purchaseRequest(KEPT), whoHas({ id: 'pi_1', metadata: { command: 'command_1' } }));
  expect(lines(said)).toEqual([...FOUND, ...AFTERWARDS]);
});

test('a card that was kept and is declined is told as Stripe has told it', async () => {
  const declined = replied(402, { error: { type: 'card_error' } });
  const answer = (request: HttpRequest) => (request.method === 'POST' ? declined : whoHas()(request));
  const said = await heard(stripe.purchaseRequest(KEPT), answer);
  expect(said.answered).toEqual(declined);
});

test('asks without a payment whether money is real', async () => {
  const said = await heard(stripe.connectionRequest());
  expect(lines(said)).toEqual(['GET /v1/balance']);
  expect(said.answered).toMatchObject({ reply: { body: '{"livemode":false}' } });
});

test('asks nobody for a purchase whose answer was lost: sent again under its key, it finds itself', async () => {
  const said = await heard(stripe.searchRequest());
  expect(said.requests).toEqual([]);
});

test('says nothing of this machine, and leaves the key to whoever sends', async () => {
  for (const wish of [stripe.purchaseRequest(PURCHASE), stripe.lookupRequest('cs_test_1', { purchase: PURCHASE })]) {
    for (const { headers } of (await heard(wish)).requests) {
      expect(headers['user-agent']).toBe('assay-shop');
      expect(Object.keys(headers).join(' ')).not.toMatch(/authorization|telemetry|client-user-agent|\bhost\b|length/);
      expect(headers['stripe-version']).toMatch(/^20\d\d-\d\d-\d\d\./);
    }
  }
});

describe('an amount that Stripe does not count', () => {
  const amount = money(5124n, 'KWD');
  const wishes: readonly (readonly [string, Wish])[] = [
    ['purchase', stripe.purchaseRequest({ ...PURCHASE, amount })],
    ['capture', stripe.captureRequest({ ...ON, amount, rest: 'keep' })],
    ['refund', stripe.refundRequest({ ...ON, amount, commandId: 'c' })],
  ];
  for (const [what, wish] of wishes) {
    test(`is refused before anything is sent: ${what}`, async () => {
      const rejection = { about: 'request', code: 'amount_not_countable' };
      expect(await heard(wish)).toEqual({ requests: [], answered: { kind: 'rejected', rejection } });
    });
  }
  test('and neither is a renewal, which Stripe does not have', async () => {
    expect((await heard(stripe.reauthorizeRequest())).answered).toMatchObject({ kind: 'rejected' });
  });
});

describe('a conversation ends with the first answer that is not what was asked for', () => {
  const replied = (status: number, body: string): Answered => ({
    kind: 'replied',
    reply: { status, headers: {}, body },
  });
  const answers: readonly (readonly [what: string, answer: Answered])[] = [
    ['silence', { kind: 'unknown', why: 'timeout' }],
    ['a refusal of the token', { kind: 'rejected', rejection: { about: 'access', code: 'x' } }],
    ['an error', replied(400, '{"error":{"type":"invalid_request_error"}}')],
    ['an error of the server', replied(500, '{"error":{"type":"api_error"}}')],
    ['too many', replied(429, '{"error":{"type":"invalid_request_error","code":"rate_limit"}}')],
    ['a lock', replied(409, '{"error":{"type":"invalid_request_error"}}')],
    ['an error with status 200', replied(200, '{"error":{"type":"api_error"}}')],
    ['an error page', replied(200, '<html>')],
    ['nothing', replied(200, '')],
    ['null', replied(200, 'null')],
    ['a list', replied(200, '[]')],
    ['a redirect', replied(302, '')],
  ];
  for (const [what, answer] of answers) {
    test(`${what}, which is handed on as it is, and after a change tells nothing of it`, async () => {
      expect(await heard(stripe.voidRequest(ON), () => answer)).toMatchObject({
        requests: [{ path: '/v1/payment_intents/pi_1/cancel' }],
        answered: answer,
      });
      const afterwards = (request: HttpRequest) => (request.method === 'POST' ? asStripe(request) : answer);
      const unread = answer.kind === 'unknown' ? answer : { kind: 'unknown', why: 'unreadable' };
      expect((await heard(stripe.voidRequest(ON), afterwards)).answered).toEqual(unread);
    });
  }
});

const KEYS: readonly (readonly [key: string, mode: string | undefined])[] = [
  ['sk_test_4eC39HqLyjWDarjtT1zdp7dc', 'test'],
  ['sk_live_4eC39HqLyjWDarjtT1zdp7dc', 'live'],
  ['rk_live_4eC39HqLyjWDarjtT1zdp7dc', 'live'],
  ['pk_live_4eC39HqLyjWDarjtT1zdp7dc', undefined],
  ['sk_test_', undefined],
  ['sk_prod_4eC39HqLyjWDarjtT1zdp7dc', undefined],
  ['SK_TEST_4eC39HqLyjWDarjtT1zdp7dc', undefined],
  ['sk_live_4eC39 HqLyjWDarjtT1zdp7dc', undefined],
  ['gsk_sandbox_4eC39HqLyjWDarjtT1', undefined],
];
for (const [apiKey, mode] of KEYS) {
  test(`${apiKey} says ${mode ?? 'nothing'}`, () => {
    expect(stripe.declarations({ kind: 'api_key', apiKey })).toEqual([{ field: 'apiKey', mode }]);
  });
}

test('a client id and secret are of another provider', () => {
  const client = {
    kind: 'oauth_client',
    clientId: 'sk_test_4eC39HqLyjWD',
    clientSecret: 'sk_test_4eC39HqLyj',
  } as const;
  expect(stripe.declarations(client)).toEqual([{ field: 'clientSecret', mode: undefined }]);
});

test('the key goes as it is, and only it is asked for', () => {
  const authorization = stripe.authorization({ kind: 'api_key', apiKey: 'sk_test_1' });
  expect(authorization).toEqual({ kind: 'direct', headers: { authorization: 'Bearer sk_test_1' } });
  const { credentials } = stripe.settingsForm({ mode: 'live' });
  expect(credentials).toEqual([{ kind: 'api_key', hints: { apiKey: expect.stringContaining('sk_live_') } }]);
});
