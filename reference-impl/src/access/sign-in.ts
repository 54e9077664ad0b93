import { THE_SHOP } from '../shop/audit.ts';
import type { Instant } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';
import { tryFrom } from './attempts.ts';
import { lockedUntil, withFailure } from './lockout.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { hashOfToken, SESSION_LIFETIME_MS } from './session.ts';
import { aboutUser, actorOf, normalizedEmail, type User } from './user.ts';
import type { AccessWorld } from './world.ts';

/** A sign-in that worked. The token goes to the browser and nowhere else. */
export type SignedIn = Readonly<{ kind: 'signed_in'; user: User; token: string; expiresAt: Instant }>;

/** What can come of signing in. Wrong address and wrong password are not told apart. */
export type SignInResult = SignedIn | Readonly<{ kind: 'refused' }> | Readonly<{ kind: 'locked_out'; until: Instant }>;

/** What somebody types in to be signed in, and the address of the browser it comes from. */
export type Attempt = Readonly<{ email: string; password: string; address: string }>;

/** Signs a user in, or counts the failure, against the e-mail address and the browser's. */
export function signIn(world: AccessWorld, given: Attempt): Promise<SignInResult> {
  return tryFrom(world, given.address, () => signInTo(world, given));
}

/** Attempts on one e-mail address happen in turn. */
async function signInTo(world: AccessWorld, given: Attempt): Promise<SignInResult> {
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
    } else if ((await passwordMatches(given.password, user.passwordHash)) && user.disabledAt === undefined) {
      await world.access.forgetFailures(email);
      const token = world.random.token();
      const expiresAt = later(now, SESSION_LIFETIME_MS);
      await world.access.addSession({ tokenHash: hashOfToken(token), userId: user.id, expiresAt }, now, {
        at: now,
        by: actorOf(user),
        action: 'signed_in',
        about: aboutUser(user),
        changes: [],
      });
      return { kind: 'signed_in', user, token, expiresAt };
    }
    const counted = withFailure(failures, email, now);
    await world.access.putFailures(counted, now);
    // Once for each lock, and only for people there are: strangers must not be able to fill the database.
    if (user && lockedUntil(counted, now) !== undefined) {
      await world.audit.add({ at: now, by: THE_SHOP, action: 'locked_out', about: aboutUser(user), changes: [] });
    }
    return { kind: 'refused' };
  });
}

/** Who holds a session token, or nobody when it is unknown or has expired. */
export async function signedInUser(world: AccessWorld, token: string): Promise<User | undefined> {
  const session = await world.access.session(hashOfToken(token));
  if (!session || session.expiresAt <= world.clock.now()) return undefined;
  const user = await world.access.userById(session.userId);
  return user?.disabledAt === undefined ? user : undefined;
}

/** Ends a session. */
export async function signOut(world: AccessWorld, token: string): Promise<void> {
  await world.access.removeSession(hashOfToken(token));
}
