import { expect, test } from 'vitest';
import type { Answered, Wish } from '../../payments/provider.ts';
import type { HttpReply, HttpRequest } from '../../platform/http-client.ts';
import { money } from '../../shop/money.ts';
import { paypal } from './index.ts';

const PURCHASE = {
  action: 'authorize',
  method: 'wallet',
  amount: money(1999n, 'EUR'),
  orderNumber: 'N-1',
  commandId: 'command_1',
  environment: 'sandbox',
  idempotencyKey: 'key1',
  returnUrl: 'https://shop.example/checkout/return/a',
} as const;
const ON = { paymentReference: 'O1', idempotencyKey: 'key2' };
const CUSTOM_ID = 'sandbox/N-1/command_1/EUR/1999';
const euros = (value: string) => ({ currency_code: 'EUR', value });

type Parts = Readonly<{
  status?: string;
  intent?: string;
  value?: string;
  customId?: string;
  payee?: string;
  payments?: object;
}>;

function order({
  status = 'COMPLETED',
  intent = 'AUTHORIZE',
  value = '19.99',
  customId = CUSTOM_ID,
  payee = 'M1',
  payments,
}: Parts) {
  const unit = { reference_id: 'command_1', custom_id: customId, amount: euros(value), payee: { merchant_id: payee } };
  return { id: 'O1', status, intent, purchase_units: [payments ? { ...unit, payments } : unit] };
}

const HELD = order({
  payments: {
    authorizations: [
      { id: 'A0', status: 'VOIDED', amount: euros('19.99') },
      { id: 'A1', status: 'PARTIALLY_CAPTURED', amount: euros('14.99') },
    ],
    captures: [{ id: 'C1', status: 'COMPLETED', amount: euros('5.00') }],
    refunds: [{ id: 'R1', status: 'COMPLETED', amount: euros('1.00'), custom_id: 'refund/O1/command_9' }],
  },
});

type Heard = Readonly<{ lines: readonly string[]; requests: readonly HttpRequest[]; answered: Answered }>;

/** Lets a wish be spoken to somebody who gives these answers one after the other, and the last one from then on. */
async function heard(wish: Wish, ...answers: readonly (object | Answered)[]): Promise<Heard> {
  if (typeof wish !== 'function') throw new Error('one request, and no conversation');
  const requests: HttpRequest[] = [];
  const answered = await wish(async (request) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? {};
    requests.push(request);
    return isAnswered(answer) ? answer : replied(200, answer);
  });
  return { requests, answered, lines: requests.map(({ method, path }) => `${method} ${path}`) };
}

function isAnswered(answer: object): answer is Answered {
  return 'kind' in answer;
}

function replied(status: number, body: object): Readonly<{ kind: 'replied'; reply: HttpReply }> {
  return { kind: 'replied', reply: { status, headers: {}, body: JSON.stringify(body) } };
}

const refused = (issue: string) => replied(422, { name: 'UNPROCESSABLE_ENTITY', details: [{ issue }] });
const posted = ({ requests }: Heard) => requests.find(({ method }) => method === 'POST') ?? expect.fail();
const body = (request: HttpRequest): unknown => JSON.parse(request.body ?? 'null');
const told = ({ answered }: Heard): unknown =>
  answered.kind === 'replied' ? JSON.parse(answered.reply.body) : answered;

test('asks for an order that a wallet approves, with the names of the shop', async () => {
  const said = await heard(paypal.purchaseRequest(PURCHASE), order({ status: 'PAYER_ACTION_REQUIRED' }));
  expect(said.lines).toEqual(['POST /v2/checkout/orders']);
  expect(posted(said).headers).toMatchObject({ 'paypal-request-id': 'key1', prefer: 'return=representation' });
  expect(posted(said).headers).not.toHaveProperty('authorization');
  expect(body(posted(said))).toEqual({
    intent: 'AUTHORIZE',
    purchase_units: [
      { reference_id: 'command_1', custom_id: CUSTOM_ID, description: 'Order N-1', amount: euros('19.99') },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          return_url: 'https://shop.example/checkout/return/a',
          cancel_url: 'https://shop.example/checkout/return/a',
          landing_page: 'LOGIN',
          user_action: 'PAY_NOW',
          shipping_preference: 'NO_SHIPPING',
        },
      },
    },
  });
});

test('a card is entered on the same page, which opens where a guest enters one', async () => {
  const said = await heard(paypal.purchaseRequest({ ...PURCHASE, method: 'card' }), order({}));
  expect(body(posted(said))).toMatchObject({
    payment_source: { paypal: { experience_context: { landing_page: 'GUEST_CHECKOUT' } } },
  });
  expect(JSON.stringify(body(posted(said)))).not.toContain('"card"');
});

test('asks for an order whose money is taken at once', async () => {
  const said = await heard(paypal.purchaseRequest({ ...PURCHASE, action: 'charge' }), order({}));
  expect(body(posted(said))).toMatchObject({ intent: 'CAPTURE' });
});

test('what PayPal cannot count is never sent', async () => {
  for (const amount of [money(1n, 'KWD'), money(1n, 'HUF')]) {
    const command = { ...ON, amount, rest: 'keep', commandId: 'c' } as const;
    for (const wish of [
      paypal.purchaseRequest({ ...PURCHASE, amount }),
      paypal.captureRequest(command),
      paypal.refundRequest(command),
    ]) {
      const said = await heard(wish);
      expect(said.lines).toEqual([]);
      expect(said.answered).toMatchObject({ kind: 'rejected', rejection: { code: 'amount_not_countable' } });
    }
  }
});

const COMPLETIONS: readonly (readonly [what: string, before: object, lines: readonly string[]])[] = [
  ['approved, to be held', order({ status: 'APPROVED' }), ['POST /v2/checkout/orders/O1/authorize']],
  ['approved, to be taken', order({ status: 'APPROVED', intent: 'CAPTURE' }), ['POST /v2/checkout/orders/O1/capture']],
  ['not approved yet', order({ status: 'PAYER_ACTION_REQUIRED' }), []],
  ['paid already', HELD, []],
  ['approved for another amount', order({ status: 'APPROVED', value: '29.99' }), []],
  ["somebody else's", order({ status: 'APPROVED', customId: 'T-1' }), []],
  ['of another command', order({ status: 'APPROVED', customId: 'sandbox/N-1/command_2/EUR/1999' }), []],
  ["to pay somebody else's account", order({ status: 'APPROVED', payee: 'M2' }), []],
];
for (const [what, before, lines] of COMPLETIONS) {
  test(`an order that is ${what} is ${lines.length > 0 ? 'paid, under an id of its own' : 'looked at'}`, async () => {
    const said = await heard(paypal.lookupRequest('O1', { account: 'M1' }), before, {}, HELD);
    const look = 'GET /v2/checkout/orders/O1';
    expect(said.lines).toEqual(lines.length > 0 ? [look, ...lines, look] : [look]);
    if (lines.length > 0) expect(posted(said).headers['paypal-request-id']).toBe('complete-O1');
    expect(told(said)).toEqual({ order: lines.length > 0 ? HELD : before });
  });
}

test('what a wallet declines is told with the order, and what somebody else was faster with is not', async () => {
  const approved = order({ status: 'APPROVED' });
  const declined = await heard(
    paypal.lookupRequest('O1', { account: 'M1' }),
    approved,
    refused('INSTRUMENT_DECLINED'),
    approved,
  );
  expect(told(declined)).toEqual({ order: approved, refused: 'INSTRUMENT_DECLINED' });
  const faster = await heard(
    paypal.lookupRequest('O1', { account: 'M1' }),
    approved,
    refused('ORDER_ALREADY_AUTHORIZED'),
    HELD,
  );
  expect(told(faster)).toEqual({ order: HELD });
});

test('captures a part of the newest authorization, and looks at it all', async () => {
  const command = { ...ON, amount: money(400n, 'EUR'), rest: 'keep' } as const;
  const said = await heard(paypal.captureRequest(command), HELD);
  expect(said.lines).toEqual([
    'GET /v2/checkout/orders/O1',
    'POST /v2/payments/authorizations/A1/capture',
    'GET /v2/checkout/orders/O1',
  ]);
  expect(posted(said).headers['paypal-request-id']).toBe('key2');
  expect(body(posted(said))).toEqual({ amount: euros('4.00'), final_capture: false });
  const last = await heard(paypal.captureRequest({ ...command, rest: 'release' }), HELD);
  expect(body(posted(last))).toMatchObject({ final_capture: true });
});

test('gives the hold back, and asks for a fresh one of what is left', async () => {
  const voided = await heard(paypal.voidRequest(ON), HELD);
  expect(voided.lines[1]).toBe('POST /v2/payments/authorizations/A1/void');
  expect(posted(voided).headers['paypal-request-id']).toBe('key2');
  const renewed = await heard(paypal.reauthorizeRequest(ON), HELD);
  expect(renewed.lines[1]).toBe('POST /v2/payments/authorizations/A1/reauthorize');
  expect(body(posted(renewed))).toEqual({ amount: euros('14.99') });
});

test('a void is answered with nothing, and looked at all the same', async () => {
  const nothing = { kind: 'replied', reply: { status: 204, headers: {}, body: '' } } as const;
  const said = await heard(paypal.voidRequest(ON), HELD, nothing, HELD);
  expect(told(said)).toEqual({ order: HELD });
});

test('returns a part of the capture that is named, or else of the first, and says why', async () => {
  const command = { ...ON, amount: money(200n, 'EUR'), commandId: 'command_2', note: 'scratched' };
  const said = await heard(paypal.refundRequest(command), HELD);
  expect(said.lines[1]).toBe('POST /v2/payments/captures/C1/refund');
  expect(body(posted(said))).toEqual({
    amount: euros('2.00'),
    custom_id: 'refund/O1/command_2',
    note_to_payer: 'scratched',
  });
  const named = await heard(paypal.refundRequest({ ...command, captureReference: 'C7' }), HELD);
  expect(named.lines[1]).toBe('POST /v2/payments/captures/C7/refund');
});

test('a refund that is there already is not made again', async () => {
  const command = { ...ON, amount: money(100n, 'EUR'), commandId: 'command_9' };
  expect((await heard(paypal.refundRequest(command), HELD)).lines).toEqual(['GET /v2/checkout/orders/O1']);
});

test('where nothing is held nothing is captured', async () => {
  const said = await heard(paypal.captureRequest({ ...ON, amount: money(1n, 'EUR'), rest: 'keep' }), order({}));
  expect(said.lines).toEqual(['GET /v2/checkout/orders/O1']);
  expect(said.answered.kind === 'replied' && paypal.readPayment(said.answered.reply)).toMatchObject({
    kind: 'rejected',
    rejection: { about: 'state', code: 'nothing_there' },
  });
});

const ENDS: readonly (readonly [what: string, answer: Answered])[] = [
  ['silence', { kind: 'unknown', why: 'timeout' }],
  ['a token that is not given', { kind: 'rejected', rejection: { about: 'access', code: 'invalid_client' } }],
  ['an error', refused('AUTHORIZATION_VOIDED')],
  ['a broken server', { kind: 'replied', reply: { status: 503, headers: {}, body: '<html>' } }],
  ['a redirect', { kind: 'replied', reply: { status: 307, headers: {}, body: '' } }],
  ['no JSON', { kind: 'replied', reply: { status: 200, headers: {}, body: 'null' } }],
];
for (const [what, answer] of ENDS) {
  test(`${what} ends a conversation, which is answered with that`, async () => {
    for (const [before, said] of [
      [1, await heard(paypal.lookupRequest('O1', { account: 'M1' }), answer)],
      [2, await heard(paypal.voidRequest(ON), HELD, answer)],
    ] as const) {
      expect(said.lines).toHaveLength(before);
      expect(said.answered).toEqual(answer);
    }
  });
}

test('what was done and cannot be looked at is unknown, and never refused', async () => {
  const refusals = [
    refused('PERMISSION_DENIED'),
    { kind: 'rejected', rejection: { about: 'access', code: 'x' } },
  ] as const;
  for (const answer of refusals) {
    const voided = await heard(paypal.voidRequest(ON), HELD, {}, answer);
    expect(voided.lines).toHaveLength(3);
    expect(voided.answered).toEqual({ kind: 'unknown', why: 'unreadable' });
    const paid = await heard(paypal.lookupRequest('O1', { account: 'M1' }), order({ status: 'APPROVED' }), {}, answer);
    expect(paid.answered).toEqual({ kind: 'unknown', why: 'unreadable' });
  }
});

test('a client is exchanged for a token, and says nothing of its environment', () => {
  const client = { kind: 'oauth_client', clientId: 'AExample', clientSecret: 'ELExample' } as const;
  expect(paypal.declarations(client)).toEqual([]);
  expect(paypal.declarations({ kind: 'oauth_client', clientId: ' ', clientSecret: 'EL 1' })).toEqual([
    { field: 'clientId', mode: undefined },
    { field: 'clientSecret', mode: undefined },
  ]);
  expect(paypal.declarations({ kind: 'api_key', apiKey: 'EL1' })).toEqual([{ field: 'apiKey', mode: undefined }]);
  const authorization = paypal.authorization(client);
  if (authorization.kind !== 'exchange') throw new Error('the client goes out as it is');
  expect(authorization.request).toMatchObject({ method: 'POST', path: '/v1/oauth2/token' });
  const pair = Buffer.from('AExample:ELExample').toString('base64');
  expect(authorization.request.headers.authorization).toBe(`Basic ${pair}`);
});
