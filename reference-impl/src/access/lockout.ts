import type { Instant } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';

/** How many wrong passwords in a row lock an address, and for how long. */
export const FAILURES_MAX = 5;
/** Long enough to make guessing pointless, short enough to wait for. */
export const LOCK_MS = 15 * 60 * 1000;

/** The failed sign-ins of one e-mail address, whether anyone has it or not: an answer must not tell. */
export type Failures = Readonly<{ email: string; count: number; forgetAt: Instant }>;

/** Until when nobody can sign in with the address, or nothing when anybody can try. */
export function lockedUntil(failures: Failures | undefined, now: Instant): Instant | undefined {
  if (!failures || failures.forgetAt <= now || failures.count < FAILURES_MAX) return undefined;
  return failures.forgetAt;
}

/** The failures with one more. */
export function withFailure(failures: Failures | undefined, email: string, now: Instant): Failures {
  const count = failures && failures.forgetAt > now ? failures.count + 1 : 1;
  return { email, count, forgetAt: later(now, LOCK_MS) };
}
