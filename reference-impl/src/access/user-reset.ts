import {
  type Accounts,
  type Forgotten,
  type ResetRequest,
  type ResetResult,
  redeem,
  requestReset,
} from './password-reset.ts';
import { aboutUser, actorOf } from './user.ts';
import type { AccessWorld } from './world.ts';

/** Sends a member of the staff a way to choose another password, if there is one of that address who can sign in. */
export function requestUserReset(world: AccessWorld, forgotten: Forgotten): Promise<ResetRequest> {
  const accounts: Accounts = {
    kind: 'user',
    path: '/admin/password',
    async byEmail(email) {
      const user = await world.access.userByEmail(email);
      return user && user.disabledAt === undefined ? { kind: 'user', id: user.id } : undefined;
    },
  };
  return requestReset(world, accounts, forgotten);
}

/** Gives a member of the staff the password that was chosen with a token, once, and ends every session. */
export async function resetUserByToken(world: AccessWorld, token: string, password: string): Promise<ResetResult> {
  const redeemed = await redeem(world, { kind: 'user', token, password }, (account) =>
    account.kind === 'user' ? world.access.userById(account.id) : undefined,
  );
  if (!redeemed || redeemed.before.disabledAt !== undefined) return { kind: 'no_longer_good' };
  const { before, passwordHash, tokenHash } = redeemed;
  const after = { ...before, passwordHash };
  const at = world.clock.now();
  const entry = { at, by: actorOf(after), action: 'password_reset', about: aboutUser(after), changes: [] } as const;
  const more = { entry, sessions: 'end', reset: tokenHash } as const;
  if ((await world.access.changeUser(before, after, more)) === 'conflict') return { kind: 'no_longer_good' };
  await world.access.forgetFailures(after.email);
  return { kind: 'changed' };
}
