import { createPublicKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { CERTIFICATE_PEM, CERTIFICATE_PUBLIC_KEY_PEM } from '../../test/certificate.ts';
import {
  type ArtefactContent,
  certificateFromPem,
  publicKeyFromJwk,
  publicKeyFromPem,
  type Unreadable,
} from './artefact.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const edwards = generateKeyPairSync('ed25519');

const kinds: readonly [algorithm: string, key: KeyObject][] = [
  ['rsa-2048', rsa.publicKey],
  ['ec-prime256v1', curve.publicKey],
  ['ed25519', edwards.publicKey],
  ['ed448', generateKeyPairSync('ed448').publicKey],
  ['x25519', generateKeyPairSync('x25519').publicKey],
  ['ec-secp384r1', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey],
];
for (const [algorithm, key] of kinds) {
  test(`${algorithm}: one key has one fingerprint as PEM and as JWK`, () => {
    const fromPem = read(publicKeyFromPem(pemOf(key)));
    const fromJwk = read(publicKeyFromJwk(key.export({ format: 'jwk' })));
    expect(fromPem).toMatchObject({ kind: 'public_key', algorithm });
    expect(fromJwk).toEqual(fromPem);
  });
}

test('an RSA key is the same in the older PEM form', () => {
  const older = rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  expect(older).toContain('BEGIN RSA PUBLIC KEY');
  expect(publicKeyFromPem(older)).toEqual(publicKeyFromPem(pemOf(rsa.publicKey)));
});

test('a point on a curve is the same when it is compressed', () => {
  const { x = '', y = '' } = curve.publicKey.export({ format: 'jwk' });
  const sign = (Buffer.from(y, 'base64url').at(-1) ?? 0) % 2 === 0 ? 2 : 3;
  // SubjectPublicKeyInfo of a P-256 key (RFC 5480) with a compressed point.
  const der = Buffer.concat([
    Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex'),
    Buffer.from([sign]),
    Buffer.from(x, 'base64url'),
  ]);
  const compressed = `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
  expect(read(publicKeyFromPem(compressed)).keyFingerprint).toBe(
    read(publicKeyFromPem(pemOf(curve.publicKey))).keyFingerprint,
  );
});

test('a certificate tells its own fingerprint and that of its key', () => {
  const certificate = read(certificateFromPem(CERTIFICATE_PEM));
  expect(certificate).toMatchObject({ kind: 'client_certificate', subject: 'CN=shop.example' });
  expect(certificate.keyFingerprint).toBe(read(publicKeyFromPem(CERTIFICATE_PUBLIC_KEY_PEM)).keyFingerprint);
  expect(certificate.fingerprint).not.toBe(certificate.keyFingerprint);
});

test('what is kept of a key is its public part alone', () => {
  expect(createPublicKey(read(publicKeyFromPem(pemOf(rsa.publicKey))).pem).type).toBe('public');
});

const privateRsa = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const privateNewer = edwards.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const encrypted = edwards.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' })
  .toString();
const { subtle } = webcrypto;

const refused: readonly [what: string, got: () => ArtefactContent | Unreadable, why: RegExp][] = [
  ['a private RSA key', () => publicKeyFromPem(privateRsa), /private key/],
  ['a private key', () => publicKeyFromPem(privateNewer), /private key/],
  ['an encrypted private key', () => publicKeyFromPem(encrypted), /private key/],
  [
    'a public key with its private one below',
    () => publicKeyFromPem(pemOf(edwards.publicKey) + privateNewer),
    /private key/,
  ],
  ['a certificate with its private key below', () => certificateFromPem(CERTIFICATE_PEM + privateNewer), /private key/],
  ['a private JWK', () => publicKeyFromJwk(edwards.privateKey.export({ format: 'jwk' })), /private or shared/],
  ['a shared JWK', () => publicKeyFromJwk({ kty: 'oct', k: 'AAAA' }), /private or shared/],
  [
    'half a private RSA JWK',
    () => publicKeyFromJwk({ ...rsa.publicKey.export({ format: 'jwk' }), p: 'AQAB' }),
    /private or shared/,
  ],
  ['text', () => publicKeyFromPem('text'), /expected a public key/],
  [
    'an empty key',
    () => publicKeyFromPem('-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----'),
    /expected a public key/,
  ],
  ['an empty JWK', () => publicKeyFromJwk({}), /expected a public key/],
  [
    'a JWK off its curve',
    () => publicKeyFromJwk({ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }),
    /expected a public key/,
  ],
  ['a key as certificate', () => certificateFromPem(pemOf(rsa.publicKey)), /expected one X.509 certificate/],
];
for (const [what, got, why] of refused) {
  test(`${what} is refused`, () => {
    const content = got();
    expect(content.kind === 'unreadable' ? content.why : content.kind).toMatch(why);
  });
}

test('a key made by another program is read', async () => {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const jwk = await subtle.exportKey('jwk', pair.publicKey);
  expect(read(publicKeyFromJwk({ ...jwk })).kind).toBe('public_key');
});

function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

type WithKey = Extract<ArtefactContent, { keyFingerprint: string }>;

function read(content: ArtefactContent | Unreadable): WithKey {
  if ('keyFingerprint' in content) return content;
  throw new Error(JSON.stringify(content));
}
