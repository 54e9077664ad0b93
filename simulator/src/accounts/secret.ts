import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * SHA-256 in hexadecimal. The secrets are drawn from about 238 bits of randomness, so that a slow password hash would
 * cost every request and add nothing.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether the secret has this hash, in time that does not depend on where they differ. */
export function secretMatches(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(hash.padEnd(64).slice(0, 64)));
}

/** Names a secret in the journal without giving it away: 16 hexadecimal digits of its hash. */
export function fingerprintOf(secret: string): string {
  return hashSecret(secret).slice(0, 16);
}

/** Keeps the prefix up to the last underscore and the last four characters: enough to recognise, useless to use. */
export function maskSecret(secret: string): string {
  const prefix = secret.slice(0, secret.lastIndexOf('_') + 1);
  return `${prefix}…${secret.slice(-4)}`;
}
