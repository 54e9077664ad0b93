import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { instant } from '../engine/ids.ts';
import {
  decodeSigningSecret,
  encodeSigningSecret,
  newSigningSecret,
  nobodysSecret,
  publicKeyText,
  type SigningSecret,
  secretText,
  standardWebhooks,
} from './signature.ts';

const AT = instant(Date.UTC(2027, 0, 1, 12) + 789);
const MESSAGE = { id: 'ntf_1', at: AT, body: '{"minor":1999,"name":"Söhne"}' };

let drawn = 0;

function secret(): SigningSecret {
  drawn += 1;
  return newSigningSecret((count) => Buffer.alloc(count, drawn));
}

function signatures(...secrets: readonly SigningSecret[]): readonly string[] {
  return (standardWebhooks(MESSAGE, secrets)['webhook-signature'] ?? '').split(' ');
}

test('v1 is what the library of the specification signs', () => {
  const one = secret();
  const [v1] = signatures(one);
  expect(v1).toBe(new Webhook(secretText(one)).sign(MESSAGE.id, new Date(AT), MESSAGE.body));
});

test('v1a is verified by the public key, and by no other', () => {
  const [one, other] = [secret(), secret()];
  const [, v1a = ''] = signatures(one);
  const content = Buffer.from(`ntf_1.${Math.floor(AT / 1000)}.${MESSAGE.body}`);
  const isGood = (text: string) => verify(null, content, keyOf(text), Buffer.from(v1a.replace('v1a,', ''), 'base64'));
  expect(isGood(publicKeyText(one))).toBe(true);
  expect(isGood(publicKeyText(other))).toBe(false);
});

test('two secrets make two signatures of each kind, the newest first', () => {
  const [newer, older] = [secret(), secret()];
  expect(signatures(newer, older)).toEqual([...signatures(newer), ...signatures(older)]);
  expect(signatures(newer, older).map((one) => one.split(',')[0])).toEqual(['v1', 'v1a', 'v1', 'v1a']);
});

test('id and timestamp are what was signed, in whole seconds', () => {
  expect(standardWebhooks(MESSAGE, [secret()])).toMatchObject({
    'webhook-id': 'ntf_1',
    'webhook-timestamp': String(Date.UTC(2027, 0, 1, 12) / 1000),
  });
});

test('a secret survives being written down', () => {
  const one = secret();
  const read = decodeSigningSecret(encodeSigningSecret(one));
  expect(standardWebhooks(MESSAGE, [read])).toEqual(standardWebhooks(MESSAGE, [one]));
});

test('the secret of nobody is the same for the same text alone', () => {
  expect(signatures(nobodysSecret('a'))).toEqual(signatures(nobodysSecret('a')));
  expect(signatures(nobodysSecret('a'))).not.toEqual(signatures(nobodysSecret('b')));
});

function keyOf(text: string) {
  const x = Buffer.from(text.replace('whpk_', ''), 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
