import type { Customer } from '../checkout/customer.ts';
import type { CustomerStore } from '../checkout/world.ts';
import { customerId, instant } from '../shop/ids.ts';
import { audited } from './audit-store.ts';
import { decode, encode } from './codec.ts';
import { commit, type Database, onlyIfThere, statement } from './database.ts';
import { resetsGone, resetUsedUp } from './reset-statements.ts';

/** Customers who sign in, and their sessions, in the database. */
export function customerStore(db: Database): CustomerStore {
  return {
    async page(limit) {
      const rows = await db.all('select document from customers order by number desc limit ?', limit);
      return rows.map((row) => decode<Customer>(row.document));
    },
    async byId(id) {
      const row = await db.one('select document from customers where id = ?', id);
      return row && decode<Customer>(row.document);
    },
    async byEmail(email) {
      const row = await db.one('select document from customers where email = ?', email);
      return row && decode<Customer>(row.document);
    },
    async add(customer) {
      const { id, email, version } = customer;
      const added = statement(
        'insert into customers (id, email, version, document) values (?, ?, ?, ?)',
        ...[id, email, version, encode(customer)],
      );
      return (await db.batch([added])) === 'done' ? 'added' : 'email_taken';
    },
    async replace(customer, entry) {
      const { id, version } = customer;
      const replaced = onlyIfThere(
        'update customers set version = ?, document = ? where id = ? and version = ?',
        ...[version, encode(customer), id, version - 1],
      );
      return (await db.batch([replaced, audited(entry)])) === 'done' ? 'replaced' : 'conflict';
    },
    async changePassword(customer, { tokenHash, expiresAt }) {
      const { id, version } = customer;
      const result = await db.batch([
        onlyIfThere(
          'update customers set version = ?, document = ? where id = ? and version = ?',
          ...[version, encode(customer), id, version - 1],
        ),
        statement('delete from customer_sessions where customer_id = ?', id),
        resetsGone({ kind: 'customer', id }),
        statement(
          'insert into customer_sessions (token_hash, customer_id, expires_at) values (?, ?, ?)',
          ...[tokenHash, id, expiresAt],
        ),
      ]);
      return result === 'done' ? 'replaced' : 'conflict';
    },
    async resetPassword(customer, resetTokenHash) {
      const { id, version } = customer;
      const result = await db.batch([
        resetUsedUp(resetTokenHash),
        onlyIfThere(
          'update customers set version = ?, document = ? where id = ? and version = ?',
          ...[version, encode(customer), id, version - 1],
        ),
        statement('delete from customer_sessions where customer_id = ?', id),
      ]);
      return result === 'done' ? 'replaced' : 'conflict';
    },
    async session(tokenHash) {
      const row = await db.one('select customer_id, expires_at from customer_sessions where token_hash = ?', tokenHash);
      if (!row) return undefined;
      return { tokenHash, customerId: customerId(String(row.customer_id)), expiresAt: instant(Number(row.expires_at)) };
    },
    addSession: ({ tokenHash, customerId: id, expiresAt }, now) =>
      commit(
        db,
        statement('delete from customer_sessions where expires_at <= ?', now),
        statement(
          'insert into customer_sessions (token_hash, customer_id, expires_at) values (?, ?, ?)',
          tokenHash,
          id,
          expiresAt,
        ),
      ),
    removeSession: (tokenHash) =>
      commit(db, statement('delete from customer_sessions where token_hash = ?', tokenHash)),
  };
}
