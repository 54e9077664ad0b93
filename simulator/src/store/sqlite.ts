import { closeSync, openSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sqliteDeliveries } from './sqlite-deliveries.ts';
import { sqliteDirectory } from './sqlite-directory.ts';
import { sqliteJournal } from './sqlite-journal.ts';
import { Elsewhere } from './sqlite-kept.ts';
import { migrate, SCHEMA_VERSION } from './sqlite-migrations.ts';
import { sqliteNonces } from './sqlite-nonces.ts';
import { sqliteObjects } from './sqlite-objects.ts';
import { sqlitePayments } from './sqlite-payments.ts';
import { sqlitePayouts } from './sqlite-payouts.ts';
import { integer, Statements, text } from './sqlite-rows.ts';
import { sqliteSettings } from './sqlite-settings.ts';
import type { Store } from './store.ts';
import { TurnWriter } from './turn-writer.ts';

const TABLES = readFileSync(new URL('./sqlite.sql', import.meta.url), 'utf8');

/** `normal` survives the death of the process, `full` that of the machine as well, at three times the cost. */
export type Durability = 'normal' | 'full';

/** `lost` is told when a journal entry could not be written, as nobody waits for it. */
export type SqliteOptions = Readonly<{ file: string; durability?: Durability; lost: (error: unknown) => void }>;

/** Opens (and on first use makes) the database file, or `:memory:` for one that ends with the process. */
export function openSqlite(options: SqliteOptions): Store {
  // For the owner's eyes only: it holds the keys that make card fingerprints worth anything.
  if (options.file !== ':memory:') closeSync(openSync(options.file, 'a', 0o600));
  const database = new DatabaseSync(options.file);
  database.exec('pragma journal_mode = wal; pragma busy_timeout = 5000;');
  database.exec(`pragma synchronous = ${options.durability ?? 'normal'}`);
  makeTables(database, options.file);
  const writer = new TurnWriter(database);
  const elsewhere = new Elsewhere(database);
  const statements = new Statements(database);
  const offerSecret = statements.run('insert into installation (name, secret) values (?, ?) on conflict do nothing');
  const secretOf = statements.one('select secret from installation where name = ?');
  const anything = statements.one('select count(*) from installation');

  return {
    ...sqliteDirectory(database, writer, elsewhere),
    ...sqlitePayments(database, writer, elsewhere),
    ...sqliteObjects(database),
    ...sqliteDeliveries(database, writer),
    ...sqlitePayouts(database),
    ...sqliteJournal(database, writer, options.lost),
    ...sqliteSettings(database, writer),
    ...sqliteNonces(database, writer),
    installationSecret: (name, fresh) =>
      writer.write(() => {
        offerSecret(name, fresh);
        return text(secretOf(name) ?? {}, 'secret');
      }),
    ping: async () => {
      anything();
    },
    close: async () => {
      writer.close();
      database.close();
    },
  };
}

function makeTables(database: DatabaseSync, file: string): void {
  const version = integer(database.prepare('pragma user_version').get() ?? {}, 'user_version');
  if (version > SCHEMA_VERSION) {
    database.close();
    throw new Error(`${file} was written by a newer version of the simulator; use that one, or another file`);
  }
  try {
    migrate(database, version);
  } catch (error) {
    database.close();
    throw error;
  }
  database.exec(TABLES);
  database.exec(`pragma user_version = ${SCHEMA_VERSION}`);
}
