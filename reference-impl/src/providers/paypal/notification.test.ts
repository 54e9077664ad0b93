import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Verification } from '../../payments/notification.ts';
import type { Unknown } from '../../payments/outcome.ts';
import type { HttpReply } from '../../platform/http-client.ts';
import { instant } from '../../shop/ids.ts';
import { money } from '../../shop/money.ts';
import { asObject, type JsonObject, parsedJson, textField } from '../json.ts';
import { AHEAD_MS, isSigningSecret, KEPT_MS, readNotification, TRIED_MS, verifyNotification } from './notification.ts';

/** What a key that is kept nowhere has signed for this webhook and time, with its certificate. */
const SIGNED = asObject(
  parsedJson(readFileSync(new URL('../../../test/paypal-signatures.json', import.meta.url), 'utf8')),
);
const WEBHOOK = '1JE4291016473214C';
const NOW = instant(Date.parse('2026-12-01T10:00:00Z'));
const CERTIFICATE_URL = 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594';

function of(which: 'named' | 'unnamed', what: 'certificate' | 'signature'): string {
  return textField(asObject(SIGNED?.[which]) ?? {}, what) ?? '';
}

const BODY = textField(SIGNED ?? {}, 'body') ?? '';
const HEADERS: Readonly<Record<string, string>> = {
  'paypal-auth-algo': 'SHA256withRSA',
  'paypal-cert-url': CERTIFICATE_URL,
  'paypal-transmission-id': '5e6f-1',
  'paypal-transmission-time': '2026-12-01T10:00:00Z',
  'paypal-transmission-sig': of('named', 'signature'),
};
const CERTIFICATE: HttpReply = { status: 200, headers: {}, body: of('named', 'certificate') };

type Case = Readonly<{
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  webhooks?: readonly string[];
  now?: number;
  reply?: HttpReply;
}>;

async function verified({
  headers = HEADERS,
  body = BODY,
  webhooks = [WEBHOOK],
  now = NOW,
  reply = CERTIFICATE,
}: Case): Promise<Verification | Unknown> {
  const verifying = verifyNotification({ headers, body: Buffer.from(body) }, webhooks, instant(now));
  return verifying.kind === 'to_be_asked' ? verifying.read(reply) : verifying;
}

const withHeader = (name: string, value: string) => ({ headers: { ...HEADERS, [name]: value } });

const CASES: readonly (readonly [what: string, signed: Case, outcome: string])[] = [
  ['as it should be', {}, 'verified'],
  ['for the second webhook', { webhooks: ['8PT597110X687430L', WEBHOOK] }, 'verified'],
  ['three days ago', { now: NOW + TRIED_MS }, 'verified'],
  ['five minutes ahead', { now: NOW - AHEAD_MS }, 'verified'],
  ['more than three days ago', { now: NOW + TRIED_MS + 1 }, 'timestamp_too_old'],
  ['more than five minutes ahead', { now: NOW - AHEAD_MS - 1 }, 'timestamp_too_new'],
  ['without a webhook', { webhooks: [] }, 'no_signing_secret'],
  ['for what is no webhook', { webhooks: ['whsec_1', '1JE'] }, 'no_signing_secret'],
  ['for another webhook', { webhooks: ['8PT597110X687430L'] }, 'signature_wrong'],
  ['over another body', { body: `${BODY} ` }, 'signature_wrong'],
  ['over bytes that are no text', { body: Buffer.from([0xff, 0xfe]) }, 'signature_wrong'],
  ['over another id', withHeader('paypal-transmission-id', '5e6f-2'), 'signature_wrong'],
  ['over another time', withHeader('paypal-transmission-time', '2026-12-01T10:00:01Z'), 'signature_wrong'],
  ['with less of it', withHeader('paypal-transmission-sig', 'AAAA'), 'signature_wrong'],
  ['by nobody the host knows', { reply: { ...CERTIFICATE, status: 404 } }, 'signature_wrong'],
  [
    'by somebody who is not named as PayPal',
    {
      ...withHeader('paypal-transmission-sig', of('unnamed', 'signature')),
      reply: { ...CERTIFICATE, body: of('unnamed', 'certificate') },
    },
    'signature_wrong',
  ],
  ['by a certificate that cannot be had', { reply: { ...CERTIFICATE, status: 503 } }, 'server_error'],
  ['by a certificate that is none', { reply: { ...CERTIFICATE, body: '<html>' } }, 'unreadable'],
  ['by an algorithm of its own', withHeader('paypal-auth-algo', 'none'), 'header_malformed'],
  ['with a time in words', withHeader('paypal-transmission-time', 'today'), 'header_malformed'],
  ['with a bar in the id', withHeader('paypal-transmission-id', '5e6f|1'), 'header_malformed'],
  ['with more than a signature', withHeader('paypal-transmission-sig', 'A'.repeat(2_000)), 'header_malformed'],
  ['with another path', withHeader('paypal-cert-url', 'https://api.paypal.com/v1/../evil'), 'header_malformed'],
  ['with no address', withHeader('paypal-cert-url', 'CERT-1'), 'header_malformed'],
  ['without headers', { headers: {} }, 'header_missing'],
];
for (const [what, signed, outcome] of CASES) {
  test(`signed ${what}: ${outcome}`, async () => {
    const result = await verified(signed);
    expect(result.kind === 'verified' ? result.kind : result.why).toBe(outcome);
  });
}

test('of the address of a certificate only the path is asked for, so that the host is always ours', () => {
  const headers = { ...HEADERS, 'paypal-cert-url': 'https://evil.example/v1/notifications/certs/CERT-1' };
  const verifying = verifyNotification({ headers, body: Buffer.from(BODY) }, [WEBHOOK], NOW);
  expect(verifying).toMatchObject({ request: { method: 'GET', path: '/v1/notifications/certs/CERT-1' } });
});

const ENDS = Date.parse('2100-10-28T09:46:52Z');
const KEPT: readonly (readonly [what: string, now: number, reply: HttpReply, until: number | undefined])[] = [
  ['a good certificate', NOW, CERTIFICATE, NOW + KEPT_MS],
  ['one that ends within the day', ENDS - 1000, CERTIFICATE, ENDS],
  ['one that has ended', ENDS + 1000, CERTIFICATE, undefined],
  ["somebody else's", NOW, { ...CERTIFICATE, body: of('unnamed', 'certificate') }, undefined],
  ['none', NOW, { ...CERTIFICATE, body: '<html>' }, undefined],
  ['an error', NOW, { ...CERTIFICATE, status: 404 }, undefined],
];
for (const [what, now, reply, until] of KEPT) {
  test(`${what} is kept ${until === undefined ? 'not at all' : `for ${until - now} ms`}, under its path`, () => {
    const headers = { ...HEADERS, 'paypal-transmission-time': new Date(now).toISOString() };
    const verifying = verifyNotification({ headers, body: Buffer.from(BODY) }, [WEBHOOK], instant(now));
    const keep = verifying.kind === 'to_be_asked' ? verifying.keep : undefined;
    expect([keep?.under, keep?.until(reply)]).toEqual([new URL(CERTIFICATE_URL).pathname, until]);
  });
}

test('what is verified has its own id and time', async () => {
  expect(await verified({})).toEqual({ kind: 'verified', id: 'WH-1-2', sentAt: NOW });
});

test('webhooks are told from secrets', () => {
  expect([WEBHOOK, 'whsec_abcdefghijklmnop', `${WEBHOOK} `, ''].map(isSigningSecret)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

const CUSTOM_ID = 'sandbox/N-1/command_1/EUR/1999';
const TOLD = {
  ...{ environment: 'sandbox', orderNumber: 'N-1', commandId: 'command_1' },
  amount: money(1999n, 'EUR'),
};
const CAPTURE = { id: 'C1', custom_id: CUSTOM_ID };

function event(type: string, resource: unknown, more: JsonObject = {}): Buffer {
  return Buffer.from(JSON.stringify({ id: 'WH-1', event_type: type, resource, ...more }));
}

const READINGS: readonly (readonly [what: string, body: Buffer, reading: object])[] = [
  ['a capture', event('PAYMENT.CAPTURE.COMPLETED', CAPTURE), { kind: 'about_payment', told: TOLD }],
  ['an authorization', event('PAYMENT.AUTHORIZATION.VOIDED', CAPTURE), { kind: 'about_payment', told: TOLD }],
  [
    'an order',
    event('CHECKOUT.ORDER.APPROVED', { id: 'O1', purchase_units: [CAPTURE] }),
    { kind: 'about_payment', told: TOLD },
  ],
  [
    'a refund of ours',
    event('PAYMENT.CAPTURE.REFUNDED', { custom_id: 'refund/O1/command_2' }),
    { kind: 'about_payment', told: { paymentReference: 'O1' } },
  ],
  [
    'who is paid',
    event('PAYMENT.CAPTURE.COMPLETED', { ...CAPTURE, payee: { merchant_id: 'MERCHANT00001' } }),
    { kind: 'about_payment', told: { ...TOLD, account: 'MERCHANT00001' } },
  ],
  [
    'who is paid for an order',
    event('CHECKOUT.ORDER.APPROVED', { purchase_units: [{ ...CAPTURE, payee: { merchant_id: 'MERCHANT00001' } }] }),
    { kind: 'about_payment', told: { ...TOLD, account: 'MERCHANT00001' } },
  ],
  ["somebody else's", event('PAYMENT.CAPTURE.COMPLETED', { id: 'C1' }), { kind: 'unknown_type' }],
  ['names with less', event('PAYMENT.CAPTURE.COMPLETED', { custom_id: 'a/b/c' }), { kind: 'unknown_type' }],
  ['names with more', event('PAYMENT.CAPTURE.COMPLETED', { custom_id: `${CUSTOM_ID}/x` }), { kind: 'unknown_type' }],
  ['a broken name', event('PAYMENT.CAPTURE.COMPLETED', { custom_id: '%/b/c/EUR/1' }), { kind: 'unknown_type' }],
  ['a dispute', event('CUSTOMER.DISPUTE.CREATED', {}), { kind: 'unknown_type', type: 'CUSTOMER.DISPUTE.CREATED' }],
  ['another id', event('PAYMENT.CAPTURE.COMPLETED', CAPTURE, { id: 'WH-2' }), { kind: 'unreadable' }],
  ['no resource', event('PAYMENT.CAPTURE.COMPLETED', null), { kind: 'unreadable' }],
  ['no type', Buffer.from('{"id":"WH-1"}'), { kind: 'unreadable' }],
  ['no JSON', Buffer.from('WH-1'), { kind: 'unreadable' }],
];
for (const [what, body, reading] of READINGS) {
  test(`read: ${what}`, () => {
    expect(readNotification(body, 'WH-1')).toMatchObject(reading);
  });
}
