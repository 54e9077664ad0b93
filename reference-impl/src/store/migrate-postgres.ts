import { readFileSync } from 'node:fs';
import type { PoolClient } from 'pg';
import { SCHEMA_VERSION } from './migrate.ts';

/** PostgreSQL came in at this version, with everything up to it in one script. */
const FIRST_VERSION = 6;

/** What makes a database of one version into one of the next: a twin of each of SQLite's from then on. */
const MIGRATIONS = ['6-everything.sql', '7-password-resets.sql'].map((name) =>
  readFileSync(new URL(`./migrations/postgres/${name}`, import.meta.url), 'utf8'),
);

/** Any number, as long as nothing else in the database takes it: who holds it brings the database up to date. */
const LOCK = 4_110_4130;

/** Brings a database to the version of this program, within the caller's transaction; throws on a newer one. */
export async function migratePostgres(client: PoolClient): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await client.query('create table if not exists schema_version (version bigint not null)');
  const { rows } = await client.query<{ version: string }>('select version from schema_version');
  const found = Number(rows[0]?.version ?? 0);
  if (found > SCHEMA_VERSION) {
    throw new Error(`the database is of version ${found}, newer than this program, which knows ${SCHEMA_VERSION}`);
  }
  for (const [index, script] of MIGRATIONS.entries()) {
    if (found < FIRST_VERSION + index) await client.query(script);
  }
  const version = FIRST_VERSION + MIGRATIONS.length - 1;
  if (version !== SCHEMA_VERSION) throw new Error(`SQLite is at version ${SCHEMA_VERSION}, PostgreSQL at ${version}`);
  await client.query('delete from schema_version');
  await client.query('insert into schema_version (version) values ($1)', [version]);
}
