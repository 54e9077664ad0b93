import type { OfflineMethod } from '../payments/offline-method.ts';
import type { OfflineMethodStore } from '../payments/world.ts';
import { audited } from './audit-store.ts';
import { decode, encode } from './codec.ts';
import { commit, type Database, onlyIfThere, statement } from './database.ts';
import { putRule } from './integration-store.ts';

/** Ways to pay without a provider, in the database. */
export function offlineMethodStore(db: Database): OfflineMethodStore {
  return {
    async all() {
      const rows = await db.all('select document from offline_methods order by number');
      return rows.map((row) => decode<OfflineMethod>(row.document));
    },
    async byId(id) {
      const row = await db.one('select document from offline_methods where id = ?', id);
      return row && decode<OfflineMethod>(row.document);
    },
    add: (row, entry) =>
      commit(
        db,
        statement(
          'insert into offline_methods (id, version, document) values (?, ?, ?)',
          row.id,
          row.version,
          encode(row),
        ),
        audited(entry),
      ),
    async replace(row, entry) {
      const replaced = onlyIfThere(
        'update offline_methods set version = ?, document = ? where id = ? and version = ?',
        row.version,
        encode(row),
        row.id,
        row.version - 1,
      );
      return (await db.batch([replaced, audited(entry)])) === 'done' ? 'replaced' : 'conflict';
    },
    remove: (id, rules, entry) =>
      commit(db, statement('delete from offline_methods where id = ?', id), ...rules.map(putRule), audited(entry)),
  };
}
