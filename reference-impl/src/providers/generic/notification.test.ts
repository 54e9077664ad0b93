import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { instant } from '../../shop/ids.ts';
import { isSigningSecret, readNotification, verifyNotification } from './notification.ts';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const EARLIER = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
const NOW = instant(Date.parse('2026-12-01T10:00:00Z'));
const BODY = '{"id":"ntf_1","amount":1999}';
const SECONDS = String(NOW / 1000);

function signature(secret = SECRET, { id = 'ntf_1', time = SECONDS, body = BODY } = {}): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')}`;
}

const GOOD = signature();
const [, DIGEST = ''] = GOOD.split(',');

type Case = readonly [
  what: string,
  headers: Readonly<Record<string, string | undefined>>,
  outcome: string,
  secrets?: readonly string[],
];

const CASES: readonly Case[] = [
  // what, headers that differ from those of a good notification,                                outcome
  ['as it should be', {}, 'verified'],
  ['among other signatures', { 'webhook-signature': `v1a,${DIGEST} v1,AAAA ${GOOD}` }, 'verified'],
  ['by the second secret', { 'webhook-signature': signature(EARLIER) }, 'verified', [SECRET, EARLIER]],
  ['by both secrets', { 'webhook-signature': `${signature(EARLIER)} ${GOOD}` }, 'verified', [SECRET]],
  ['five minutes old', at(-300), 'verified'],
  ['five minutes ahead', at(300), 'verified'],
  ['five minutes and a second old', at(-301), 'timestamp_too_old'],
  ['five minutes and a second ahead', at(301), 'timestamp_too_new'],
  ['of the year 1970', { 'webhook-timestamp': '0' }, 'timestamp_too_old'],
  ['without secrets', {}, 'no_signing_secret', []],
  ['with a secret that is none', {}, 'no_signing_secret', ['whsec_', 'secret', 'WHSEC_AAAA']],
  ['by another secret', { 'webhook-signature': signature(EARLIER) }, 'signature_wrong'],
  ['over another body', { 'webhook-signature': signature(SECRET, { body: `${BODY} ` }) }, 'signature_wrong'],
  ['over another id', { 'webhook-id': 'ntf_2' }, 'signature_wrong'],
  ['over another time', { 'webhook-timestamp': String(NOW / 1000 + 1) }, 'signature_wrong'],
  ['of another version', { 'webhook-signature': `v2,${DIGEST}` }, 'signature_wrong'],
  ['with the digest alone', { 'webhook-signature': DIGEST }, 'signature_wrong'],
  ['with more after it', { 'webhook-signature': `${GOOD}=` }, 'signature_wrong'],
  ['with less of it', { 'webhook-signature': GOOD.slice(0, -1) }, 'signature_wrong'],
  ['with capitals', { 'webhook-signature': `V1,${DIGEST}` }, 'signature_wrong'],
  ['with nothing', { 'webhook-signature': '' }, 'signature_wrong'],
  ['with eleven signatures', { 'webhook-signature': `${'v1,AAAA '.repeat(10)}${GOOD}` }, 'header_malformed'],
  ['without an id', { 'webhook-id': undefined }, 'header_missing'],
  ['without a time', { 'webhook-timestamp': undefined }, 'header_missing'],
  ['without a signature', { 'webhook-signature': undefined }, 'header_missing'],
  ['with an empty id', { 'webhook-id': '' }, 'header_malformed'],
  ['with a dot in the id', { 'webhook-id': 'ntf.1' }, 'header_malformed'],
  ['with two ids', { 'webhook-id': 'ntf_1, ntf_1' }, 'header_malformed'],
  ['with a long id', { 'webhook-id': 'x'.repeat(201) }, 'header_malformed'],
  ['with two times', { 'webhook-timestamp': `${SECONDS}, ${SECONDS}` }, 'header_malformed'],
  ['with a time in words', { 'webhook-timestamp': '2026-12-01T10:00:00Z' }, 'header_malformed'],
  ['with a time of hexadecimal digits', { 'webhook-timestamp': '0x6a' }, 'header_malformed'],
  ['with a negative time', { 'webhook-timestamp': '-1' }, 'header_malformed'],
  ['with a time of nothing', { 'webhook-timestamp': '' }, 'header_malformed'],
];

function at(seconds: number): Readonly<Record<string, string>> {
  const time = String(NOW / 1000 + seconds);
  return { 'webhook-timestamp': time, 'webhook-signature': signature(SECRET, { time }) };
}

function verified(
  headers: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[] = [SECRET],
): string {
  const all = { 'webhook-id': 'ntf_1', 'webhook-timestamp': SECONDS, 'webhook-signature': GOOD, ...headers };
  const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const result = verifyNotification({ headers: Object.fromEntries(present), body: Buffer.from(BODY) }, secrets, NOW);
  return result.kind === 'verified' ? result.kind : result.why;
}

for (const [what, headers, outcome, secrets] of CASES) {
  test(`signed ${what}: ${outcome}`, () => expect(verified(headers, secrets)).toBe(outcome));
}

test('agrees with another implementation of Standard Webhooks, byte for byte', () => {
  for (const body of ['{}', '{"name":"Zürich"}', ' {"id": "ntf_1"}\r\n', '\u0000']) {
    const headers = {
      'webhook-id': 'ntf_1',
      'webhook-timestamp': SECONDS,
      'webhook-signature': new Webhook(SECRET).sign('ntf_1', new Date(NOW), body),
    };
    const result = verifyNotification({ headers, body: Buffer.from(body) }, [SECRET], NOW);
    expect(result).toEqual({ kind: 'verified', id: 'ntf_1', sentAt: NOW });
  }
});

const SECRETS: readonly (readonly [text: string, isOne: boolean])[] = [
  [SECRET, true],
  [EARLIER, true],
  [`whsec_${Buffer.alloc(64, 1).toString('base64')}`, true],
  [`whsec_${Buffer.alloc(65, 1).toString('base64')}`, false],
  [`whsec_${Buffer.alloc(23, 1).toString('base64')}`, false],
  [`${SECRET} `, false],
  [SECRET.replace('whsec_', ''), false],
  [SECRET.replace('whsec_', 'whpk_'), false],
  ['whsec_', false],
  ['', false],
];

for (const [text, isOne] of SECRETS) {
  test(`${JSON.stringify(text)} ${isOne ? 'can' : 'cannot'} be a signing secret`, () => {
    expect(isSigningSecret(text)).toBe(isOne);
  });
}

const PAYMENT = {
  id: 'pay_1',
  environment: 'sandbox',
  mode: 'test',
  reference: 'N-1',
  amount: { minor: 1999, currency: 'EUR' },
  metadata: { command: 'command_1' },
};
const NOTIFICATION = { id: 'ntf_1', type: 'refund.failed', environment: 'sandbox', mode: 'test', data: PAYMENT };

test('a notification is read as a hint at a payment', () => {
  expect(readNotification(Buffer.from(JSON.stringify(NOTIFICATION)), 'ntf_1')).toEqual({
    kind: 'about_payment',
    type: 'refund.failed',
    told: {
      environment: 'sandbox',
      mode: 'test',
      paymentReference: 'pay_1',
      orderNumber: 'N-1',
      commandId: 'command_1',
      amount: { minor: 1999n, currency: 'EUR' },
    },
  });
});

const READINGS: readonly (readonly [what: string, body: unknown, kind: string])[] = [
  ['of an unknown type', { ...NOTIFICATION, type: 'payment.unheard_of' }, 'unknown_type'],
  ['of the type toString', { ...NOTIFICATION, type: 'toString' }, 'unknown_type'],
  ['of an unknown type about nothing', { id: 'ntf_1', type: 'account.closed' }, 'unknown_type'],
  ['of no type', { ...NOTIFICATION, type: undefined }, 'unreadable'],
  ['of a type without end', { ...NOTIFICATION, type: 'x'.repeat(101) }, 'unreadable'],
  ['with another id inside', { ...NOTIFICATION, id: 'ntf_2' }, 'unreadable'],
  ['without a payment', { ...NOTIFICATION, data: undefined }, 'unreadable'],
  ['with a payment of elsewhere inside', { ...NOTIFICATION, environment: 'production' }, 'unreadable'],
  ['with a payment of real money inside', { ...NOTIFICATION, mode: 'live' }, 'unreadable'],
  ['without an amount', { ...NOTIFICATION, data: { ...PAYMENT, amount: 1999 } }, 'unreadable'],
  [
    'with half a cent',
    { ...NOTIFICATION, data: { ...PAYMENT, amount: { minor: 0.5, currency: 'EUR' } } },
    'unreadable',
  ],
  ['that is a list', [NOTIFICATION], 'unreadable'],
  ['that is nothing', null, 'unreadable'],
];

for (const [what, body, kind] of READINGS) {
  test(`a notification ${what} is ${kind}`, () => {
    expect(readNotification(Buffer.from(JSON.stringify(body)), 'ntf_1').kind).toBe(kind);
  });
}

test('bytes that are no JSON are unreadable', () => {
  for (const text of ['', '{', '\ufffd', '<html>'])
    expect(readNotification(Buffer.from(text), 'ntf_1').kind).toBe('unreadable');
});
