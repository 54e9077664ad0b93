import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** What makes a database of one version into one of the next. They only go forward, and a released one never changes. */
const MIGRATIONS = [
  '1-first.sql',
  '2-notifications.sql',
  '3-operations.sql',
  '4-back-office.sql',
  '5-rules-and-totals.sql',
  '6-offline-and-customers.sql',
  '7-password-resets.sql',
].map((name) => readFileSync(new URL(`./migrations/${name}`, import.meta.url), 'utf8'));

/** The version of a database that this program works with. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings a database to the version of this program; throws on one that a newer program has written. */
export function migrate(connection: DatabaseSync): void {
  const found = versionOf(connection);
  if (found > SCHEMA_VERSION) {
    throw new Error(`the database is of version ${found}, newer than this program, which knows ${SCHEMA_VERSION}`);
  }
  for (const [index, script] of MIGRATIONS.entries()) {
    connection.exec('begin immediate');
    try {
      // Looked at inside: another process that has just started may have been faster.
      if (versionOf(connection) <= index) {
        connection.exec(script);
        connection.exec(`pragma user_version = ${index + 1}`);
      }
      connection.exec('commit');
    } catch (error) {
      connection.exec('rollback');
      throw error;
    }
  }
}

/** The version of a database; 0 of an empty one. */
export function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare('pragma user_version').get()?.user_version ?? 0);
}
