import { describe, expect, test } from 'vitest';
import type { HttpReply } from '../../platform/http-client.ts';
import { money } from '../../shop/money.ts';
import { declineBy } from './declines.ts';
import { readConnection, readPayment, readSearch, readToken } from './replies.ts';

type Fields = Readonly<Record<string, unknown>>;

function reply(status: number, body: unknown, headers: Record<string, string> = {}): HttpReply {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const METADATA = { command: 'command_1', environment: 'sandbox', order: 'N-1' };
const OPEN: Fields = {
  id: 'cs_test_1',
  status: 'open',
  livemode: false,
  amount_total: 1999,
  currency: 'eur',
  metadata: METADATA,
  url: 'https://checkout.example/c/pay/cs_test_1',
  payment_intent: null,
};
const CHARGE: Fields = {
  id: 'ch_1',
  status: 'succeeded',
  amount: 1999,
  currency: 'eur',
  payment_method_details: { card: { capture_before: 1_800_000_000 } },
};
const INTENT: Fields = {
  id: 'pi_1',
  livemode: false,
  amount: 1999,
  status: 'requires_capture',
  currency: 'eur',
  amount_capturable: 1999,
  amount_received: 0,
  metadata: METADATA,
  latest_charge: CHARGE,
};

/** A page, in how it differs from one that is open. */
function page(session: Fields): HttpReply {
  return reply(200, { session: { ...OPEN, ...session } });
}

/** A payment, in how it differs from a hold. */
function told(intent: Fields, more: Fields = {}): HttpReply {
  return reply(200, { intent: { ...INTENT, ...intent }, refunds: [], disputes: [], ...more });
}

const eur = (minor: bigint) => money(minor, 'EUR');
const NOTHING_HELD = { authorized: eur(0n), capturable: eur(0n) };
const CAPTURED = { status: 'succeeded', amount_received: 1999, amount_capturable: 0 };
const DECLINED = {
  status: 'requires_payment_method',
  amount_capturable: 0,
  latest_charge: { ...CHARGE, status: 'failed' },
  last_payment_error: { code: 'card_declined', decline_code: 'stolen_card' },
};

const SETUP = { mode: 'setup', amount_total: null };
const SETUP_DECLINED = { last_setup_error: { code: 'card_declined', decline_code: 'stolen_card' } };

const PAYMENTS: readonly (readonly [what: string, reply: HttpReply, payment: object])[] = [
  [
    'a page that is open',
    page({}),
    {
      reference: 'cs_test_1',
      orderNumber: 'N-1',
      commandId: 'command_1',
      status: 'action_required',
      redirectUrl: OPEN.url,
      ...NOTHING_HELD,
      captures: [],
      authorizations: [],
    },
  ],
  [
    'a page on which a card was declined',
    page({ payment_intent: { ...INTENT, ...DECLINED } }),
    { status: 'action_required', redirectUrl: OPEN.url },
  ],
  ['a page that nobody has paid on', page({ status: 'expired' }), { status: 'cancelled' }],
  [
    'a page that has ended after a decline',
    page({ status: 'expired', payment_intent: { ...INTENT, ...DECLINED } }),
    { status: 'declined', decline: { code: 'stolen_card', advice: 'never_again' }, ...NOTHING_HELD },
  ],
  [
    'a page that has ended without one',
    page({ status: 'expired', payment_intent: { ...INTENT, ...DECLINED, last_payment_error: null } }),
    { status: 'cancelled' },
  ],
  [
    'a page whose address is none that a browser opens',
    page({ url: 'javascript:alert(1)' }),
    { status: 'action_required' },
  ],
  [
    'a page on which a card was checked',
    page({ ...SETUP, status: 'complete', setup_intent: { id: 'seti_1', status: 'succeeded' } }),
    { status: 'card_checked', reference: 'seti_1', commandId: 'command_1', amount: eur(0n), ...NOTHING_HELD },
  ],
  [
    'a page on which a card is to be checked, after one that was declined',
    page({ ...SETUP, setup_intent: { id: 'seti_1', status: 'requires_payment_method', ...SETUP_DECLINED } }),
    { status: 'action_required', reference: 'cs_test_1', redirectUrl: OPEN.url },
  ],
  [
    'a page that has ended after a card was declined that was to be checked',
    page({ ...SETUP, status: 'expired', setup_intent: { id: 'seti_1', ...SETUP_DECLINED } }),
    { status: 'declined', decline: { code: 'stolen_card' } },
  ],
  [
    'a card that was kept and is declined',
    reply(402, { error: { type: 'card_error', payment_intent: { ...INTENT, ...DECLINED, latest_charge: 'ch_1' } } }),
    { status: 'declined', reference: 'pi_1', decline: { code: 'stolen_card' }, ...NOTHING_HELD },
  ],
  ['what is being looked at', told({ status: 'processing', amount_capturable: 0 }), { status: 'processing' }],
  [
    'what has failed after the page was left',
    told(DECLINED),
    { status: 'declined', decline: { code: 'stolen_card', advice: 'never_again' }, ...NOTHING_HELD },
  ],
  ['what is to be tried again', told({ ...DECLINED, last_payment_error: null }), { status: 'processing' }],
  [
    'a hold',
    told({}),
    {
      reference: 'pi_1',
      environment: 'sandbox',
      mode: 'test',
      status: 'authorized',
      orderNumber: 'N-1',
      commandId: 'command_1',
      amount: eur(1999n),
      authorized: eur(1999n),
      capturable: eur(1999n),
      captures: [],
      authorizations: [{ reference: 'ch_1', status: 'open', expiresAt: 1_800_000_000_000 }],
    },
  ],
  [
    'what was taken at once',
    told(CAPTURED),
    {
      status: 'captured',
      capturable: eur(0n),
      captures: [{ reference: 'ch_1', amount: eur(1999n), status: 'succeeded' }],
      authorizations: [{ reference: 'ch_1', status: 'ended' }],
    },
  ],
  [
    'a part captured by us, and a part by somebody else',
    told({
      amount_received: 1500,
      amount_capturable: 499,
      metadata: { ...METADATA, capture_0123456789abcdef: '1000' },
    }),
    {
      status: 'partially_captured',
      capturable: eur(499n),
      captures: [
        { reference: 'ch_1-0123456789abcdef', amount: eur(1000n), status: 'succeeded' },
        { reference: 'ch_1', amount: eur(500n), status: 'succeeded' },
      ],
    },
  ],
  [
    'captures of ours that are more than was captured, which somebody has made up',
    told({ ...CAPTURED, metadata: { ...METADATA, capture_0123456789abcdef: '2000' } }),
    { captures: [{ reference: 'ch_1', amount: eur(1999n), status: 'succeeded' }] },
  ],
  [
    'a part captured, and the rest given back',
    told({
      status: 'canceled',
      amount_received: 1000,
      amount_capturable: 0,
      metadata: { ...METADATA, capture_0123456789abcdef: '1000' },
    }),
    { status: 'voided', captures: [{ reference: 'ch_1-0123456789abcdef' }], authorizations: [{ status: 'ended' }] },
  ],
  ['a hold that was given back', told({ status: 'canceled', amount_capturable: 0 }), { status: 'voided' }],
  [
    'a hold whose time is over',
    told({ status: 'canceled', cancellation_reason: 'automatic', amount_capturable: 0 }),
    { status: 'expired', authorizations: [{ reference: 'ch_1', status: 'expired' }] },
  ],
  [
    'what was called off before anything was held',
    told({ status: 'canceled', latest_charge: null, amount_capturable: 0 }),
    { status: 'cancelled', ...NOTHING_HELD },
  ],
  [
    'refunds, without what was only held',
    told(CAPTURED, {
      refunds: [
        { id: 're_1', amount: 500, currency: 'eur', status: 'succeeded', metadata: { command: 'command_2' } },
        { id: 're_2', amount: 100, currency: 'eur', status: 'requires_action', metadata: {} },
        { id: 're_3', amount: 100, currency: 'eur', status: 'canceled' },
        { id: 're_4', amount: 100, currency: 'eur', status: 'succeeded', reason: 'expired_uncaptured_charge' },
      ],
    }),
    {
      refunds: [
        { reference: 're_1', amount: eur(500n), status: 'succeeded', commandId: 'command_2' },
        { reference: 're_2', amount: eur(100n), status: 'pending' },
        { reference: 're_3', amount: eur(100n), status: 'failed' },
      ],
    },
  ],
  [
    'disputes',
    told(CAPTURED, {
      disputes: [
        { id: 'du_1', amount: 1999, currency: 'eur', reason: 'fraudulent', status: 'needs_response' },
        { id: 'du_2', amount: 1999, currency: 'eur', reason: 'general', status: 'warning_closed' },
        { id: 'du_3', amount: 1999, currency: 'eur', reason: 'general', status: 'lost' },
      ],
    }),
    {
      disputes: [
        { reference: 'du_1', status: 'open' },
        { reference: 'du_2', status: 'won' },
        { reference: 'du_3', status: 'lost' },
      ],
    },
  ],
  ['real money', told({ livemode: true }), { mode: 'live' }],
  [
    'krónur, which are written with two zeros',
    told({
      ...{ currency: 'isk', amount: 50_000, amount_capturable: 50_000 },
      latest_charge: { ...CHARGE, amount: 50_000, currency: 'isk' },
    }),
    { amount: money(500n, 'ISK'), capturable: money(500n, 'ISK') },
  ],
];
for (const [what, answer, payment] of PAYMENTS) {
  test(`reads ${what}`, () => expect(readPayment(answer)).toMatchObject({ kind: 'payment', payment }));
}

const REFUND = { id: 're_1', amount: 1, currency: 'eur', status: 'pending' };
const DISPUTE = { id: 'du_1', amount: 1, currency: 'eur', status: 'won', reason: 'general' };
const UNREADABLE: readonly (readonly [what: string, reply: HttpReply])[] = [
  ['nothing', reply(200, '')],
  ['an error page', reply(200, '<html>')],
  ['a list', reply(200, [])],
  ['a page alone', reply(200, OPEN)],
  ['a page without a name', page({ id: null })],
  ['a page of an unknown status', page({ status: 'paused' })],
  ['a page that was paid on without a payment', page({ status: 'complete' })],
  ['a page without a mode', page({ livemode: null })],
  ['a page without an amount', page({ amount_total: null })],
  ['a page that bears no names', page({ metadata: {} })],
  ['a payment without a name', told({ id: null })],
  ['an unknown status', told({ status: 'settled' })],
  ['no mode', told({ livemode: 'false' })],
  ['an amount with a fraction', told({ amount: 19.99 })],
  ['a currency that is none', told({ currency: 'xxx' })],
  ['a hold in another currency', told({ latest_charge: { ...CHARGE, currency: 'usd' } })],
  ['no environment', told({ metadata: { command: 'command_1', order: 'N-1' } })],
  ['no order', told({ metadata: { command: 'command_1', environment: 'sandbox' } })],
  ['no command', told({ metadata: { environment: 'sandbox', order: 'N-1' } })],
  ['what can be captured as text', told({ amount_capturable: '1999' })],
  ['captured without a charge', told({ ...CAPTURED, latest_charge: null })],
  ['a refund of no known status', told(CAPTURED, { refunds: [{ ...REFUND, status: 'lost' }] })],
  ['a refund in another currency', told(CAPTURED, { refunds: [{ ...REFUND, currency: 'usd' }] })],
  ['a dispute without a reason', told(CAPTURED, { disputes: [{ ...DISPUTE, reason: null }] })],
  ['no refunds', told(CAPTURED, { refunds: undefined })],
  ['a redirect', reply(302, '')],
  ['a refusal by something in between', reply(403, '<html>')],
  ['a refusal without a type', reply(400, { error: {} })],
];
for (const [what, answer] of UNREADABLE) {
  test(`cannot read ${what}`, () => expect(readPayment(answer)).toEqual({ kind: 'unknown', why: 'unreadable' }));
}

const REFUSALS: readonly (readonly [status: number, error: Fields, outcome: string])[] = [
  // status, error,                                                                         what it is about, or why nothing is known
  [400, { type: 'invalid_request_error', code: 'parameter_unknown' }, 'request parameter_unknown'],
  [400, { type: 'invalid_request_error' }, 'request invalid_request_error'],
  [400, { type: 'invalid_request_error', code: 'Sentence with a number 4242' }, 'request invalid_request_error'],
  [400, { type: 'invalid_request_error', code: 'amount_too_large' }, 'state amount_too_large'],
  [400, { type: 'invalid_request_error', code: 'charge_already_refunded' }, 'state charge_already_refunded'],
  [
    400,
    { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' },
    'state payment_intent_unexpected_state',
  ],
  [400, { type: 'idempotency_error' }, 'conflict idempotency_error'],
  [401, { type: 'invalid_request_error' }, 'access invalid_request_error'],
  [401, { type: 'invalid_request_error', code: 'api_key_expired' }, 'access api_key_expired'],
  [403, { type: 'invalid_request_error', code: 'secret_key_required' }, 'access secret_key_required'],
  [404, { type: 'invalid_request_error', code: 'resource_missing' }, 'access resource_missing'],
  [402, { type: 'card_error', code: 'card_declined', decline_code: 'lost_card' }, 'state lost_card'],
  [402, { type: 'card_error', code: 'expired_card' }, 'state expired_card'],
  [409, { type: 'invalid_request_error', code: 'idempotency_key_in_use' }, 'unknown in_progress'],
  [409, { type: 'invalid_request_error' }, 'unknown in_progress'],
  [429, { type: 'invalid_request_error', code: 'rate_limit' }, 'unknown server_error'],
  [429, { type: 'invalid_request_error', code: 'lock_timeout' }, 'unknown server_error'],
  [500, { type: 'api_error' }, 'unknown server_error'],
  [503, {}, 'unknown server_error'],
];
for (const [status, error, outcome] of REFUSALS) {
  test(`${status} ${Object.values(error).join(' ')}: ${outcome}`, () => {
    const answer = reply(status, { error: { ...error, message: 'No such card: 4242424242424242' } });
    for (const reading of [readPayment(answer), readConnection(answer)]) {
      expect(reading.kind === 'unknown' ? `unknown ${reading.why}` : inShort(reading)).toBe(outcome);
    }
  });
}

function inShort(reading: Readonly<{ kind: string; rejection?: Readonly<{ about: string; code: string }> }>): string {
  return `${reading.rejection?.about} ${reading.rejection?.code}`;
}

test('a refusal can be asked about by the name that Stripe has for it', () => {
  const answer = reply(400, { error: { type: 'invalid_request_error' } }, { 'request-id': 'req_1' });
  expect(readPayment(answer)).toMatchObject({ kind: 'rejected', rejection: { requestId: 'req_1' } });
});

describe('a connection', () => {
  for (const [livemode, mode] of [
    [true, 'live'],
    [false, 'test'],
  ] as const) {
    test(`with a key of ${mode} money is in that mode, and in no environment that has a name`, () => {
      const reading = readConnection(reply(200, { livemode }));
      expect(reading).toMatchObject({ kind: 'connection', connection: { mode, merchantStatus: 'active' } });
      expect(reading).not.toHaveProperty('connection.environment');
    });
  }
  test('that does not say is unknown', () => {
    expect(readConnection(reply(200, { object: 'balance' }))).toEqual({ kind: 'unknown', why: 'unreadable' });
  });
});

test('a search finds nothing and a token is nothing, as neither is asked for', () => {
  expect([readSearch().kind, readToken().kind]).toEqual(['absent', 'unknown']);
});

const DECLINES: readonly (readonly [words: readonly (string | undefined)[], code: string, advice: string])[] = [
  [['insufficient_funds', 'card_declined'], 'insufficient_funds', 'try_later'],
  [['do_not_try_again'], 'do_not_try_again', 'never_again'],
  [[undefined, 'expired_card'], 'expired_card', 'other_method'],
  [['a_new_reason', 'incorrect_cvc'], 'incorrect_cvc', 'try_later'],
  [['toString', '4242424242424242'], 'generic_decline', 'other_method'],
  [[], 'generic_decline', 'other_method'],
];
for (const [words, code, advice] of DECLINES) {
  test(`${words.join(', ') || 'nothing'}: ${code}`, () => expect(declineBy(words)).toEqual({ code, advice }));
}
