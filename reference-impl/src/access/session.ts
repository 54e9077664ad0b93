import { createHash } from 'node:crypto';
import type { Instant, UserId } from '../shop/ids.ts';

/** How long a member of the staff stays signed in: one working day. */
export const SESSION_LIFETIME_MS = 12 * 60 * 60 * 1000;

/** A signed-in browser or program. The token itself is kept by its holder only. */
export type Session = Readonly<{ tokenHash: string; userId: UserId; expiresAt: Instant }>;

/** What is stored of a session token, so that a copy of the database signs nobody in. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
