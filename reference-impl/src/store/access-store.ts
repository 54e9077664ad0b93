import type { User } from '../access/user.ts';
import type { AccessStore } from '../access/world.ts';
import { instant, userId } from '../shop/ids.ts';
import { decode, encode } from './codec.ts';
import { type Database, isUniqueViolation } from './database.ts';

/** Users, sessions and failed sign-ins in the database. */
export function accessStore(db: Database): AccessStore {
  return {
    async users() {
      return db.all('select document from users order by email').map((row) => decode<User>(row.document));
    },
    async userById(id) {
      const row = db.one('select document from users where id = ?', id);
      return row && decode<User>(row.document);
    },
    async userByEmail(email) {
      const row = db.one('select document from users where email = ?', email);
      return row && decode<User>(row.document);
    },
    async addUser(user) {
      try {
        db.run('insert into users (id, email, document) values (?, ?, ?)', user.id, user.email, encode(user));
        return 'added';
      } catch (error) {
        if (isUniqueViolation(error)) return 'email_taken';
        throw error;
      }
    },
    async session(tokenHash) {
      const row = db.one('select user_id, expires_at from sessions where token_hash = ?', tokenHash);
      if (!row) return undefined;
      return { tokenHash, userId: userId(String(row.user_id)), expiresAt: instant(Number(row.expires_at)) };
    },
    async addSession({ tokenHash, userId: user, expiresAt }, now) {
      db.whole(() => {
        db.run('delete from sessions where expires_at <= ?', now);
        db.run('insert into sessions (token_hash, user_id, expires_at) values (?, ?, ?)', tokenHash, user, expiresAt);
      });
    },
    async removeSession(tokenHash) {
      db.run('delete from sessions where token_hash = ?', tokenHash);
    },
    async failures(email) {
      const row = db.one('select count, forget_at from sign_in_failures where email = ?', email);
      return row && { email, count: Number(row.count), forgetAt: instant(Number(row.forget_at)) };
    },
    async putFailures({ email, count, forgetAt }, now) {
      db.whole(() => {
        db.run('delete from sign_in_failures where forget_at <= ?', now);
        db.run(
          'insert or replace into sign_in_failures (email, count, forget_at) values (?, ?, ?)',
          email,
          count,
          forgetAt,
        );
      });
    },
    async forgetFailures(email) {
      db.run('delete from sign_in_failures where email = ?', email);
    },
  };
}
