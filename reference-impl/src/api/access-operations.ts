import { csrfToken } from '../access/csrf.ts';
import { permissionsOf } from '../access/roles.ts';
import { signIn, signOut } from '../access/sign-in.ts';
import type { User } from '../access/user.ts';
import { changeUser, createUser, endSessions, resetPassword, type UserResult } from '../access/users.ts';
import { callerAsActor, cookie, cookieNames } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import { userId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type Access, json, noContent, operation } from './operation.ts';
import { problem } from './problem.ts';
import { wireUser } from './render.ts';

const ADMINISTRATORS: Access = { kind: 'permission', permission: 'manage_users' };

/** Signing in and staff accounts. */
export const accessOperations = {
  signIn: operation('signIn', { kind: 'anyone' }, async (world, { body, exchange }) => {
    const result = await signIn(world, { ...body, address: exchange.address });
    switch (result.kind) {
      case 'signed_in': {
        const { session } = cookieNames(world.deployment);
        const headers = { 'set-cookie': cookie(world.deployment, session, result.token) };
        return json(201, sessionOf(result.user, csrfToken(world.csrfKey, result.token)), headers);
      }
      case 'refused':
        return problem('/problems/sign-in-refused');
      case 'locked_out': {
        const seconds = Math.max(1, Math.ceil((result.until - world.clock.now()) / 1000));
        return problem('/problems/locked-out', {}, { 'retry-after': String(seconds) });
      }
      default:
        return unreachable(result);
    }
  }),

  getSession: operation('getSession', { kind: 'signed_in' }, async (_world, { caller }) => {
    if (caller.kind === 'guest') return problem('/problems/not-signed-in');
    return json(200, sessionOf(caller.user, caller.csrfToken));
  }),

  signOut: operation('signOut', { kind: 'signed_in' }, async (world, { caller }) => {
    if (caller.kind === 'staff') await signOut(world, caller.sessionToken);
    const { session } = cookieNames(world.deployment);
    return noContent({ 'set-cookie': cookie(world.deployment, session, '', { maxAgeSeconds: 0 }) });
  }),

  listUsers: operation('listUsers', { kind: 'permission', permission: 'manage_users' }, async (world) =>
    json(200, { users: (await world.access.users()).map(wireUser) }),
  ),

  createUser: operation(
    'createUser',
    { kind: 'permission', permission: 'manage_users' },
    async (world, { body, caller }) => {
      const user = await createUser(world, body, callerAsActor(caller));
      return user === 'email_taken' ? problem('/problems/email-taken') : json(201, wireUser(user));
    },
  ),

  changeUser: operation('changeUser', ADMINISTRATORS, async (world, { exchange, body, caller }) => {
    const result = await changeUser(world, idIn(exchange), body, callerAsActor(caller));
    return result.kind === 'changed' ? json(200, wireUser(result.user)) : notChanged(result);
  }),

  resetPassword: operation('resetPassword', ADMINISTRATORS, async (world, { exchange, body, caller }) => {
    const result = await resetPassword(world, idIn(exchange), body.password, callerAsActor(caller));
    return result.kind === 'changed' ? noContent() : notChanged(result);
  }),

  endUserSessions: operation('endUserSessions', ADMINISTRATORS, async (world, { exchange, caller }) => {
    const user = await endSessions(world, idIn(exchange), callerAsActor(caller));
    return user ? noContent() : problem('/problems/not-found');
  }),
};

function idIn({ parameters }: Exchange) {
  return userId(parameters.userId ?? '');
}

function notChanged(result: Exclude<UserResult, { kind: 'changed' }>): Reply {
  switch (result.kind) {
    case 'not_found':
      return problem('/problems/not-found');
    case 'last_administrator':
      return problem('/problems/last-administrator');
    case 'oneself':
      return problem('/problems/own-access');
    case 'conflict':
      return problem('/problems/changed-meanwhile');
    default:
      return unreachable(result);
  }
}

function sessionOf(user: User, token: string) {
  return { user: wireUser(user), permissions: permissionsOf(user.role), csrfToken: token };
}
