import { hash as hashOf, timingSafeEqual } from 'node:crypto';

/**
 * SHA-256 in hexadecimal. The secrets are drawn from about 238 bits of randomness, so that a slow password hash would
 * cost every request and add nothing.
 */
export function hashSecret(secret: string): string {
  return hashOf('sha256', secret, 'hex');
}

/** Whether the secret has this hash, in time that does not depend on where they differ. */
export function secretMatches(secret: string, hash: string): boolean {
  const own = hashOf('sha256', secret, 'buffer');
  const kept = Buffer.alloc(own.length);
  kept.write(hash, 'hex');
  return timingSafeEqual(own, kept);
}

/** Names a secret in the journal without giving it away: 16 hexadecimal digits of its hash. */
export function fingerprintOf(secret: string): string {
  return hashSecret(secret).slice(0, 16);
}

// What has to stay hidden for the rest to be shown: more than 100 bits where each character is one of 62.
const HIDDEN_LENGTH_MIN = 20;
const SHOWN_LENGTH = 4;

/**
 * Keeps the prefix up to the last underscore and the last four characters: enough to recognise, useless to use. Of what
 * is too short for that, such as a password that a person made up, it keeps nothing.
 */
export function maskSecret(secret: string): string {
  const prefixLength = secret.lastIndexOf('_') + 1;
  if (secret.length - prefixLength < HIDDEN_LENGTH_MIN + SHOWN_LENGTH) return '…';
  return `${secret.slice(0, prefixLength)}…${secret.slice(-SHOWN_LENGTH)}`;
}
