import { userId } from '../shop/ids.ts';
import { hashPassword } from './password.ts';
import type { Role } from './roles.ts';
import { normalizedEmail, type User } from './user.ts';
import type { AccessWorld } from './world.ts';

/** What is needed to make a user. The password is long enough, which the edge has checked. */
export type NewUser = Readonly<{ email: string; name: string; role: Role; password: string }>;

/** Makes a user; two users cannot share an e-mail address. */
export async function createUser(world: AccessWorld, wanted: NewUser): Promise<User | 'email_taken'> {
  const { password, ...rest } = wanted;
  const user: User = {
    ...rest,
    id: userId(world.random.id('user')),
    email: normalizedEmail(wanted.email),
    passwordHash: await hashPassword(password, world.random.bytes(16), world.scryptCost),
    createdAt: world.clock.now(),
  };
  const result = await world.access.addUser(user);
  return result === 'added' ? user : result;
}

/** Makes the first administrator when there is no user yet; says nothing when there is one. */
export async function createFirstAdministrator(
  world: AccessWorld,
  { email, password }: { email: string; password: string },
): Promise<User | undefined> {
  if ((await world.access.users()).length > 0) return undefined;
  const user = await createUser(world, { email, name: 'Administrator', role: 'administrator', password });
  return user === 'email_taken' ? undefined : user;
}
