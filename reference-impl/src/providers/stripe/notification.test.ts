import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { instant } from '../../shop/ids.ts';
import { money } from '../../shop/money.ts';
import { isSigningSecret, readNotification, verifyNotification } from './notification.ts';

const SECRET = 'whsec_4eC39HqLyjWDarjtT1zdp7dc';
const EARLIER = 'whsec_8vQpWcXyZaBcDeFgHiJkLmNo';
const NOW = instant(Date.parse('2026-12-01T10:00:00Z'));
const T = NOW / 1000;
const BODY = '{"id":"evt_1","object":"event","type":"charge.captured"}';

function v1(secret = SECRET, { time = T, body = BODY } = {}): string {
  return `v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

const GOOD = `t=${T},${v1()}`;

const CASES: readonly (readonly [
  what: string,
  header: string | undefined,
  outcome: string,
  secrets?: readonly string[],
])[] = [
  // what, header,                                                                    outcome
  ['as it should be', GOOD, 'verified'],
  ['with the scheme of tests beside it', `${GOOD},v0=6ffbb59b2300aae63f272406069a9788598b792a`, 'verified'],
  ['among other signatures', `t=${T},${v1(EARLIER)},${v1()}`, 'verified'],
  ['by the second secret', `t=${T},${v1(EARLIER)}`, 'verified', [SECRET, EARLIER]],
  ['five minutes old', `t=${T - 300},${v1(SECRET, { time: T - 300 })}`, 'verified'],
  ['five minutes ahead', `t=${T + 300},${v1(SECRET, { time: T + 300 })}`, 'verified'],
  ['more than five minutes old', `t=${T - 301},${v1(SECRET, { time: T - 301 })}`, 'timestamp_too_old'],
  ['more than five minutes ahead', `t=${T + 301},${v1(SECRET, { time: T + 301 })}`, 'timestamp_too_new'],
  ['without secrets', GOOD, 'no_signing_secret', []],
  ['with secrets that are none', GOOD, 'no_signing_secret', ['whsec_', 'secret', '', 'WHSEC_4eC39HqLyjWDarjtT1zdp7dc']],
  ['by another secret', `t=${T},${v1(EARLIER)}`, 'signature_wrong'],
  ['over another body', `t=${T},${v1(SECRET, { body: `${BODY} ` })}`, 'signature_wrong'],
  ['over another time', `t=${T + 1},${v1()}`, 'signature_wrong'],
  ['in capitals', `t=${T},${v1().toUpperCase().replace('V1', 'v1')}`, 'signature_wrong'],
  ['with less of it', GOOD.slice(0, -1), 'signature_wrong'],
  ['with nothing', `t=${T},v1=`, 'header_malformed'],
  ['with nothing beside it', `${GOOD},v1`, 'header_malformed'],
  ['by the scheme of tests alone', `t=${T},${v1().replace('v1', 'v0')}`, 'header_malformed'],
  ['with eleven signatures', `t=${T},${'v1=00,'.repeat(10)}${v1()}`, 'header_malformed'],
  ['with two times', `t=1,${GOOD}`, 'header_malformed'],
  ['without a time', v1(), 'header_malformed'],
  ['with a time in words', `t=today,${v1()}`, 'header_malformed'],
  ['with a time and more', `t=${T}x,${v1()}`, 'header_malformed'],
  ['with more than a header holds', `${GOOD},${'x'.repeat(2_000)}`, 'header_malformed'],
  ['not at all', undefined, 'header_missing'],
];
for (const [what, header, outcome, secrets = [SECRET]] of CASES) {
  test(`signed ${what}: ${outcome}`, async () => {
    const headers: Readonly<Record<string, string>> = header === undefined ? {} : { 'stripe-signature': header };
    const result = await verifyNotification({ headers, body: Buffer.from(BODY) }, secrets, NOW);
    expect(result.kind === 'verified' ? result.kind : result.why).toBe(outcome);
  });
}

test('what the SDK signs is verified, under its own id and time', async () => {
  const header = Stripe.webhooks.generateTestHeaderString({ payload: BODY, secret: SECRET, timestamp: T });
  const arrival = { headers: { 'stripe-signature': header }, body: Buffer.from(BODY) };
  expect(await verifyNotification(arrival, [EARLIER, SECRET], NOW)).toEqual({
    kind: 'verified',
    id: 'evt_1',
    sentAt: NOW,
  });
});

test('what is signed and has no id is named by its bytes', async () => {
  for (const body of ['{}', 'no JSON', '{"id":"../evt"}', '{"id":7}']) {
    const headers = { 'stripe-signature': `t=${T},${v1(SECRET, { body })}` };
    const result = await verifyNotification({ headers, body: Buffer.from(body) }, [SECRET], NOW);
    expect(result).toMatchObject({ kind: 'verified', id: expect.stringMatching(/^unnamed-[0-9a-f]{32}$/) });
  }
});

test('bytes that are no text are not verified', async () => {
  const body = Buffer.from([0xff, 0xfe]);
  const signature = createHmac('sha256', SECRET).update(`${T}.`).update(body).digest('hex');
  const headers = { 'stripe-signature': `t=${T},v1=${signature}` };
  expect(await verifyNotification({ headers, body }, [SECRET], NOW)).toMatchObject({ why: 'signature_wrong' });
});

test('signing secrets are told from keys', () => {
  const texts = [SECRET, 'whsec_short', 'sk_test_4eC39HqLyjWDarjtT1zdp7dc', `${SECRET} `, `${SECRET}_${SECRET}`];
  expect(texts.map(isSigningSecret)).toEqual([true, false, false, false, false]);
});

const METADATA = { command: 'command_1', environment: 'sandbox', order: 'N-1' };
const INTENT = { id: 'pi_1', amount: 1999, currency: 'eur', livemode: false, metadata: METADATA };
const SESSION = { id: 'cs_test_1', amount_total: 1999, currency: 'eur', livemode: false, metadata: METADATA };
const TOLD = {
  environment: 'sandbox',
  mode: 'test',
  orderNumber: 'N-1',
  commandId: 'command_1',
  amount: money(1999n, 'EUR'),
};

const NAMES = { environment: 'sandbox', mode: 'test', orderNumber: 'N-1', commandId: 'command_1' };

type Parts = Readonly<{ type?: unknown; id?: unknown; livemode?: unknown; object?: unknown }>;

function event({ type = 'payment_intent.succeeded', id = 'evt_1', livemode = false, object = INTENT }: Parts): Buffer {
  return Buffer.from(JSON.stringify({ id, object: 'event', type, livemode, data: { object } }));
}

const READINGS: readonly (readonly [what: string, parts: Parts, reading: unknown])[] = [
  ['a payment intent', {}, { kind: 'about_payment', type: 'payment_intent.succeeded', told: TOLD }],
  ['a session', { type: 'checkout.session.completed', object: SESSION }, { kind: 'about_payment', told: TOLD }],
  [
    'a charge of real money',
    { type: 'charge.captured', livemode: true, object: { ...INTENT, livemode: true } },
    { kind: 'about_payment', told: { ...TOLD, mode: 'live' } },
  ],
  [
    'a refund, which says neither mode nor whose it is',
    { type: 'refund.failed', object: { id: 're_1', payment_intent: 'pi_1', amount: 500, metadata: { command: 'c' } } },
    { kind: 'about_payment', told: { mode: 'test', paymentReference: 'pi_1' } },
  ],
  [
    'a dispute',
    { type: 'charge.dispute.created', object: { id: 'du_1', livemode: false, payment_intent: 'pi_1' } },
    { kind: 'about_payment', told: { mode: 'test', paymentReference: 'pi_1' } },
  ],
  [
    'a dispute of the other mode',
    { type: 'charge.dispute.created', object: { id: 'du_1', livemode: true, payment_intent: 'pi_1' } },
    unreadable(),
  ],
  [
    'a dispute of what was not paid on a page',
    { type: 'charge.dispute.created', object: { id: 'du_1', livemode: false, payment_intent: null } },
    { kind: 'unknown_type' },
  ],
  [
    'a card that was checked',
    { type: 'setup_intent.succeeded', object: { id: 'seti_1', livemode: false, metadata: INTENT.metadata } },
    { kind: 'about_payment', told: NAMES },
  ],
  [
    'a session in which a card was checked',
    { type: 'checkout.session.completed', object: { ...SESSION, mode: 'setup', amount_total: null } },
    { kind: 'about_payment', told: NAMES },
  ],
  ['a type that is of no use', { type: 'customer.created' }, { kind: 'unknown_type', type: 'customer.created' }],
  ['a payment of somebody else', { object: { ...INTENT, metadata: {} } }, { kind: 'unknown_type' }],
  [
    'a payment without an environment',
    { object: { ...INTENT, metadata: { command: 'c', order: 'N-1' } } },
    unreadable(),
  ],
  ['two modes', { livemode: true }, unreadable()],
  ['no mode', { livemode: null }, unreadable()],
  ['no object', { object: null }, unreadable()],
  ['no amount', { object: { ...INTENT, amount: null } }, unreadable()],
  ['another id than was verified', { id: 'evt_2' }, unreadable()],
  ['a type that is no text', { type: 7 }, unreadable()],
  ['a type without end', { type: 'x'.repeat(101) }, unreadable()],
];
for (const [what, parts, reading] of READINGS) {
  test(`reads ${what}`, () => expect(readNotification(event(parts), 'evt_1')).toMatchObject(reading as object));
}

test('what is no JSON is unreadable', () => {
  expect(readNotification(Buffer.from('payment_intent.succeeded'), 'evt_1')).toEqual(unreadable());
});

function unreadable() {
  return { kind: 'unreadable' };
}
