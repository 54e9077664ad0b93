import type { Instant } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';
import { lockedUntil, withFailure } from './lockout.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { hashOfToken, SESSION_LIFETIME_MS } from './session.ts';
import { normalizedEmail, type User } from './user.ts';
import type { AccessWorld } from './world.ts';

/** A sign-in that worked. The token goes to the browser and nowhere else. */
export type SignedIn = Readonly<{ kind: 'signed_in'; user: User; token: string; expiresAt: Instant }>;

/** What can come of signing in. Wrong address and wrong password are not told apart. */
export type SignInResult = SignedIn | Readonly<{ kind: 'refused' }> | Readonly<{ kind: 'locked_out'; until: Instant }>;

/** Signs a user in, or counts the failure against the e-mail address. Attempts on one address happen in turn. */
export async function signIn(
  world: AccessWorld,
  given: Readonly<{ email: string; password: string }>,
): Promise<SignInResult> {
  const email = normalizedEmail(given.email);
  return world.inTurn(`sign-in ${email}`, async () => {
    const now = world.clock.now();
    const failures = await world.access.failures(email);
    const until = lockedUntil(failures, now);
    if (until !== undefined) return { kind: 'locked_out', until };

    const user = await world.access.userByEmail(email);
    if (!user) {
      // As much work as for a user, so that the time taken does not tell who exists.
      await hashPassword(given.password, world.random.bytes(16), world.scryptCost);
    } else if (await passwordMatches(given.password, user.passwordHash)) {
      await world.access.forgetFailures(email);
      const token = world.random.token();
      const expiresAt = later(now, SESSION_LIFETIME_MS);
      await world.access.addSession({ tokenHash: hashOfToken(token), userId: user.id, expiresAt }, now);
      return { kind: 'signed_in', user, token, expiresAt };
    }
    await world.access.putFailures(withFailure(failures, email, now), now);
    return { kind: 'refused' };
  });
}

/** Who holds a session token, or nobody when it is unknown or has expired. */
export async function signedInUser(world: AccessWorld, token: string): Promise<User | undefined> {
  const session = await world.access.session(hashOfToken(token));
  if (!session || session.expiresAt <= world.clock.now()) return undefined;
  return world.access.userById(session.userId);
}

/** Ends a session. */
export async function signOut(world: AccessWorld, token: string): Promise<void> {
  await world.access.removeSession(hashOfToken(token));
}
