import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sqliteDatabase } from './database.ts';
import { migrate, SCHEMA_VERSION, versionOf } from './migrate.ts';
import { type Store, storeOver } from './store.ts';

/**
 * Opens a database file, which is made on first use, or `:memory:` for one that ends with the process. Whatever was
 * acknowledged survives the death of the process; with `full` that of the machine, at the price of a wait for the disk.
 */
export function openSqlite(file: string, durability: 'full' | 'normal' = 'full'): Store {
  // Orders and customers are nobody else's business on this machine.
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
  const connection = new DatabaseSync(file);
  connection.exec('pragma journal_mode = wal; pragma busy_timeout = 5000; pragma foreign_keys = on;');
  connection.exec(`pragma synchronous = ${durability}`);
  try {
    migrate(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  return storeOver(sqliteDatabase(connection), async () => connection.close());
}

/** Reads a database file while nobody can write to it. Throws where it is not of the version of this program. */
export async function readSqlite<T>(file: string, read: (connection: DatabaseSync) => Promise<T>): Promise<T> {
  const connection = new DatabaseSync(file);
  try {
    connection.exec('pragma busy_timeout = 5000; begin immediate;');
    const found = versionOf(connection);
    if (found !== SCHEMA_VERSION) {
      throw new Error(
        `the database is of version ${found}: start the shop with it once, which makes it ${SCHEMA_VERSION}`,
      );
    }
    return await read(connection);
  } finally {
    connection.close();
  }
}
