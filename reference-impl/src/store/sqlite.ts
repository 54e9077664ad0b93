import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sqliteDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { type Store, storeOver } from './store.ts';

/** Opens a database file, which is made on first use, or `:memory:` for one that ends with the process. */
export function openSqlite(file: string): Store {
  // Orders and customers are nobody else's business on this machine.
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
  const connection = new DatabaseSync(file);
  connection.exec('pragma journal_mode = wal; pragma busy_timeout = 5000; pragma foreign_keys = on;');
  try {
    migrate(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  return storeOver(sqliteDatabase(connection), async () => connection.close());
}
