import type { Account } from '../access/password-reset.ts';
import type { User } from '../access/user.ts';
import type { AccessStore } from '../access/world.ts';
import { customerId, instant, userId } from '../shop/ids.ts';
import { audited } from './audit-store.ts';
import { decode, encode } from './codec.ts';
import { commit, type Database, onlyIfThere, statement } from './database.ts';
import { resetsGone, resetUsedUp } from './reset-statements.ts';

/** Users, sessions and failed sign-ins in the database. */
export function accessStore(db: Database): AccessStore {
  const one = async (column: 'id' | 'email', value: string): Promise<User | undefined> => {
    const row = await db.one(`select document from users where ${column} = ?`, value);
    return row && decode<User>(row.document);
  };
  return {
    async users() {
      return (await db.all('select document from users order by email')).map((row) => decode<User>(row.document));
    },
    userById: (id) => one('id', id),
    userByEmail: (email) => one('email', email),
    async addUser(user, entry) {
      const { id, email } = user;
      const added = statement('insert into users (id, email, document) values (?, ?, ?)', id, email, encode(user));
      return (await db.batch([added, audited(entry)])) === 'taken' ? 'email_taken' : 'added';
    },
    async changeUser(before, after, { entry, sessions, reset }) {
      const result = await db.batch([
        ...(reset === undefined ? [] : [resetUsedUp(reset)]),
        onlyIfThere(
          'update users set document = ? where id = ? and document = ?',
          encode(after),
          after.id,
          encode(before),
        ),
        ...(sessions === 'end' ? [statement('delete from sessions where user_id = ?', after.id)] : []),
        ...(sessions === 'end' ? [resetsGone({ kind: 'user', id: after.id })] : []),
        audited(entry),
      ]);
      return result === 'done' ? 'changed' : 'conflict';
    },
    async session(tokenHash) {
      const row = await db.one('select user_id, expires_at from sessions where token_hash = ?', tokenHash);
      if (!row) return undefined;
      return { tokenHash, userId: userId(String(row.user_id)), expiresAt: instant(Number(row.expires_at)) };
    },
    addSession: ({ tokenHash, userId: user, expiresAt }, now, entry) =>
      commit(
        db,
        statement('delete from sessions where expires_at <= ?', now),
        statement(
          'insert into sessions (token_hash, user_id, expires_at) values (?, ?, ?)',
          tokenHash,
          user,
          expiresAt,
        ),
        audited(entry),
      ),
    removeSession: (tokenHash) => commit(db, statement('delete from sessions where token_hash = ?', tokenHash)),
    removeSessionsOf: (id, entry) =>
      commit(db, statement('delete from sessions where user_id = ?', id), audited(entry)),
    putReset: ({ tokenHash, account, expiresAt }, now) =>
      commit(
        db,
        statement('delete from password_resets where expires_at <= ?', now),
        resetsGone(account),
        statement(
          'insert into password_resets (token_hash, account_kind, account_id, expires_at) values (?, ?, ?, ?)',
          ...[tokenHash, account.kind, account.id, expiresAt],
        ),
      ),
    async reset(tokenHash) {
      const row = await db.one(
        'select account_kind, account_id, expires_at from password_resets where token_hash = ?',
        tokenHash,
      );
      if (!row) return undefined;
      const id = String(row.account_id);
      const account: Account =
        row.account_kind === 'user' ? { kind: 'user', id: userId(id) } : { kind: 'customer', id: customerId(id) };
      return { tokenHash, account, expiresAt: instant(Number(row.expires_at)) };
    },
    async failures(email) {
      const row = await db.one('select count, forget_at from sign_in_failures where email = ?', email);
      return row && { email, count: Number(row.count), forgetAt: instant(Number(row.forget_at)) };
    },
    putFailures: ({ email, count, forgetAt }, now) =>
      commit(
        db,
        statement('delete from sign_in_failures where forget_at <= ?', now),
        statement(
          `insert into sign_in_failures (email, count, forget_at) values (?, ?, ?)
           on conflict (email) do update set count = excluded.count, forget_at = excluded.forget_at`,
          email,
          count,
          forgetAt,
        ),
      ),
    forgetFailures: (email) => commit(db, statement('delete from sign_in_failures where email = ?', email)),
  };
}
