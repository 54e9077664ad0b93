import { type Actor, changesBetween, THE_SHOP } from '../shop/audit.ts';
import { type UserId, userId } from '../shop/ids.ts';
import { hashPassword } from './password.ts';
import type { Role } from './roles.ts';
import { aboutUser, normalizedEmail, type User, userFacts } from './user.ts';
import type { AccessWorld } from './world.ts';

/** What is needed to make a user. The password is long enough, which the edge has checked. */
export type NewUser = Readonly<{ email: string; name: string; role: Role; password: string }>;

/** What an administrator can change of a user. Left out, it stays. */
export type UserChange = Readonly<{ name?: string; role?: Role; canSignIn?: boolean }>;

/** What came of changing a user. */
export type UserResult =
  | Readonly<{ kind: 'changed'; user: User }>
  | Readonly<{ kind: 'not_found' }>
  /** Nobody would be left who could let anybody in again. */
  | Readonly<{ kind: 'last_administrator' }>
  /** Nobody takes away their own access by a slip. */
  | Readonly<{ kind: 'oneself' }>
  | Readonly<{ kind: 'conflict' }>;

// Two administrators who demote each other at once must not both succeed.
const IN_TURN = 'users';

/** Makes a user; two users cannot share an e-mail address. */
export async function createUser(world: AccessWorld, wanted: NewUser, by: Actor): Promise<User | 'email_taken'> {
  const { password, ...rest } = wanted;
  const user: User = {
    ...rest,
    id: userId(world.random.id('user')),
    email: normalizedEmail(wanted.email),
    passwordHash: await hashPassword(password, world.random.bytes(16), world.scryptCost),
    createdAt: world.clock.now(),
  };
  const changes = changesBetween(undefined, userFacts(user));
  const entry = { at: user.createdAt, by, action: 'user_created', about: aboutUser(user), changes } as const;
  const result = await world.access.addUser(user, entry);
  return result === 'added' ? user : result;
}

/** Makes the first administrator when there is no user yet; says nothing when there is one. */
export async function createFirstAdministrator(
  world: AccessWorld,
  { email, password }: { email: string; password: string },
): Promise<User | undefined> {
  if ((await world.access.users()).length > 0) return undefined;
  const user = await createUser(world, { email, name: 'Administrator', role: 'administrator', password }, THE_SHOP);
  return user === 'email_taken' ? undefined : user;
}

/** Changes name, role or whether a user can sign in. Whoever can no longer sign in is signed out everywhere. */
export async function changeUser(world: AccessWorld, id: UserId, change: UserChange, by: Actor): Promise<UserResult> {
  return world.inTurn(IN_TURN, async () => {
    const before = await world.access.userById(id);
    if (!before) return { kind: 'not_found' };
    const now = world.clock.now();
    const { disabledAt, ...kept } = before;
    const canSignIn = change.canSignIn ?? disabledAt === undefined;
    const named = { ...kept, name: change.name ?? before.name, role: change.role ?? before.role };
    const after: User = canSignIn ? named : { ...named, disabledAt: disabledAt ?? now };
    const changes = changesBetween(userFacts(before), userFacts(after));
    if (changes.length === 0) return { kind: 'changed', user: before };

    const losesAccess = isAdministrator(before) && !isAdministrator(after);
    if (losesAccess && by.kind === 'staff' && by.userId === id) return { kind: 'oneself' };
    const others = (await world.access.users()).filter((user) => user.id !== id);
    if (losesAccess && !others.some(isAdministrator)) return { kind: 'last_administrator' };
    const entry = { at: now, by, action: 'user_changed', about: aboutUser(after), changes } as const;
    const sessions = canSignIn ? 'keep' : 'end';
    const result = await world.access.changeUser(before, after, { entry, sessions });
    return result === 'changed' ? { kind: 'changed', user: after } : { kind: 'conflict' };
  });
}

/** Gives a user another password, ends the user's sessions and lifts a lock from wrong passwords. */
export async function resetPassword(world: AccessWorld, id: UserId, password: string, by: Actor): Promise<UserResult> {
  return world.inTurn(IN_TURN, async () => {
    const before = await world.access.userById(id);
    if (!before) return { kind: 'not_found' };
    const passwordHash = await hashPassword(password, world.random.bytes(16), world.scryptCost);
    const after: User = { ...before, passwordHash };
    const at = world.clock.now();
    const entry = { at, by, action: 'password_reset', about: aboutUser(after), changes: [] } as const;
    const result = await world.access.changeUser(before, after, { entry, sessions: 'end' });
    if (result === 'conflict') return { kind: 'conflict' };
    await world.access.forgetFailures(after.email);
    return { kind: 'changed', user: after };
  });
}

/** Ends every session of a user. */
export async function endSessions(world: AccessWorld, id: UserId, by: Actor): Promise<User | undefined> {
  const user = await world.access.userById(id);
  if (!user) return undefined;
  const at = world.clock.now();
  await world.access.removeSessionsOf(id, { at, by, action: 'sessions_revoked', about: aboutUser(user), changes: [] });
  return user;
}

function isAdministrator({ role, disabledAt }: User): boolean {
  return role === 'administrator' && disabledAt === undefined;
}
