import { createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Instant } from '../engine/ids.ts';

/** What a webhook endpoint's notifications are signed with: a secret that both sides have, and a key that one has. */
export type SigningSecret = Readonly<{ symmetric: Buffer; seed: Buffer; privateKey: KeyObject }>;

/** What is signed: the id by which a receiver knows it, when it is sent, and the exact body. */
export type Signable = Readonly<{ id: string; at: Instant; body: string }>;

/**
 * For whom it is signed, where a provider signs with a key of its own: the endpoint that it is sent as, the base address of
 * the environment that signs, and the secret of that environment (of nobody, where it is to be wrong).
 */
export type SignedAs = Readonly<{ endpointId: string; pages: string; environmentSecret: string }>;

/** How a provider signs: the headers that go with the body. Several secrets are in force while one is being rotated. */
export type Signer = (
  message: Signable,
  secrets: readonly SigningSecret[],
  as: SignedAs,
) => Readonly<Record<string, string>>;

// What precedes the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410 section 7).
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_BYTES = 32;

/**
 * Signs as the Standard Webhooks specification has it: `v1` is HMAC-SHA256 with the shared secret, `v1a` Ed25519 with a
 * key whose public half the receiver may know. Newest secret first.
 */
export const standardWebhooks = (
  { id, at, body }: Signable,
  secrets: readonly SigningSecret[],
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at / 1000));
  const content = `${id}.${timestamp}.${body}`;
  const signatures = secrets.flatMap(({ symmetric, privateKey }) => [
    `v1,${createHmac('sha256', symmetric).update(content).digest('base64')}`,
    `v1a,${sign(null, Buffer.from(content), privateKey).toString('base64')}`,
  ]);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
};

/** A fresh secret; `bytes` draws. */
export function newSigningSecret(bytes: (count: number) => Uint8Array): SigningSecret {
  return signingSecret(Buffer.from(bytes(KEY_BYTES)), Buffer.from(bytes(KEY_BYTES)));
}

/** A secret that belongs to nobody, always the same for the same text. */
export function nobodysSecret(text: string): SigningSecret {
  const derived = (part: string) => createHash('sha256').update(`nobody's ${part}: ${text}`).digest();
  return signingSecret(derived('secret'), derived('key'));
}

/** The shared half as the receiver is shown it, once. */
export function secretText({ symmetric }: SigningSecret): string {
  return `whsec_${symmetric.toString('base64')}`;
}

/** The half of the key pair that anybody may see. */
export function publicKeyText({ privateKey }: SigningSecret): string {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return `whpk_${Buffer.from(x, 'base64url').toString('base64')}`;
}

/** Both halves as text, for a store that keeps it sealed. */
export function encodeSigningSecret({ symmetric, seed }: SigningSecret): string {
  return Buffer.concat([symmetric, seed]).toString('base64');
}

/** What `encodeSigningSecret` has written. */
export function decodeSigningSecret(text: string): SigningSecret {
  const bytes = Buffer.from(text, 'base64');
  return signingSecret(bytes.subarray(0, KEY_BYTES), bytes.subarray(KEY_BYTES));
}

function signingSecret(symmetric: Buffer, seed: Buffer): SigningSecret {
  const key = Buffer.concat([PKCS8_ED25519, seed]);
  return { symmetric, seed, privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }) };
}
