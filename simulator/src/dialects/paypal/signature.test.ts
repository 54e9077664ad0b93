import { verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { instant } from '../../engine/ids.ts';
import { wireId } from './ids.ts';
import { certificateId, paypalSignature, signedText } from './signature.ts';
import { signingKeyOf } from './signing-key.ts';

const AT = instant(Date.UTC(2027, 0, 1, 12, 0, 0, 999));
const AS = { endpointId: 'art_1', pages: 'https://pay.example', environmentSecret: 'secret of the sandbox' };

function signed(more: Partial<typeof AS> = {}, body = '{"id":"WH-1"}') {
  return paypalSignature({ id: 'WH-1', at: AT, body }, [], { ...AS, ...more });
}

function isGood(headers: Readonly<Record<string, string>>, webhookId: string, body: string, secret: string): boolean {
  const { 'paypal-transmission-id': id = '', 'paypal-transmission-time': time = '' } = headers;
  const signature = Buffer.from(headers['paypal-transmission-sig'] ?? '', 'base64');
  const text = Buffer.from(signedText({ id, time, webhookId, body }));
  return verify('sha256', text, signingKeyOf(secret).publicKey, signature);
}

test('the text that is signed is id, time, webhook and checksum, as PayPal documents it', () => {
  const text = signedText({
    id: 'abc',
    time: '2027-01-01T12:00:00Z',
    webhookId: '1JE4291016473214C',
    body: '{"a":"ü"}',
  });
  expect(text).toBe(`abc|2027-01-01T12:00:00Z|1JE4291016473214C|${crc32(Buffer.from('{"a":"ü"}'))}`);
  // The check value of this checksum: https://reveng.sourceforge.io/crc-catalogue/all.htm#crc.cat.crc-32-iso-hdlc
  expect(signedText({ id: '', time: '', webhookId: '', body: '123456789' })).toBe(`|||${0xcbf43926}`);
});

test('the headers say how, when, as which transmission and by which certificate', () => {
  const headers = signed();
  expect(headers).toMatchObject({
    'paypal-auth-algo': 'SHA256withRSA',
    'paypal-cert-url': `https://pay.example/v1/notifications/certs/${certificateId(AS.environmentSecret)}`,
    'paypal-transmission-time': '2027-01-01T12:00:00Z',
  });
  expect(signed()).toEqual(headers);
  expect(signed({ endpointId: 'art_2' })['paypal-transmission-id']).not.toBe(headers['paypal-transmission-id']);
});

// what is otherwise, whether it is believed
test.each([
  ['as it was sent', wireId('webhook', 'art_1'), '{"id":"WH-1"}', AS.environmentSecret, true],
  ['with another body', wireId('webhook', 'art_1'), '{"id":"WH-2"}', AS.environmentSecret, false],
  ['for another webhook', wireId('webhook', 'art_2'), '{"id":"WH-1"}', AS.environmentSecret, false],
  ['by the key of another environment', wireId('webhook', 'art_1'), '{"id":"WH-1"}', 'another secret', false],
] as const)('%s', (_what, webhookId, body, secret, expected) => {
  expect(isGood(signed(), webhookId, body, secret)).toBe(expected);
});

test('a key follows from its secret, and from no other', () => {
  const { publicKey } = signingKeyOf(AS.environmentSecret);
  expect(publicKey.asymmetricKeyType).toBe('rsa');
  expect(publicKey.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n });
  const pem = (secret: string) => signingKeyOf(secret).publicKey.export({ type: 'spki', format: 'pem' });
  expect(pem(AS.environmentSecret)).toBe(pem(AS.environmentSecret));
  expect(pem('another secret')).not.toBe(pem(AS.environmentSecret));
  expect(certificateId('another secret')).not.toBe(certificateId(AS.environmentSecret));
});
