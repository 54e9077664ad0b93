import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { PoolClient } from 'pg';
import type { Row } from './database.ts';
import { migratePostgres } from './migrate-postgres.ts';

/** Every table there is, one that is referred to before those that refer to it. */
export const TABLES = [
  'users',
  'sessions',
  'sign_in_failures',
  'password_resets',
  'integrations',
  'payment_rules',
  'carts',
  'checkouts',
  'customers',
  'customer_sessions',
  'orders',
  'payment_transactions',
  'notifications',
  'unverified_notifications',
  'audit_entries',
  'deployments',
  'settlement_reports',
  'pricing',
  'offline_methods',
] as const;

/** What arrived of a table: so many rows, and a digest over them that was the same on both sides. */
export type CarriedTable = Readonly<{ table: string; rows: number; digest: string }>;

// At once: a table has sixteen columns at most, and a statement takes 65,535 values.
const ROWS_AT_ONCE = 500;

/**
 * Copies every row into an empty PostgreSQL database, within the caller's transactions on both sides. Throws, so that
 * nothing of it stays, where the target is not empty or has not kept what it was given.
 */
export async function carryOver(from: DatabaseSync, to: PoolClient): Promise<readonly CarriedTable[]> {
  await migratePostgres(to);
  for (const table of TABLES) {
    const { rowCount } = await to.query(`select 1 from ${table} limit 1`);
    if (rowCount !== 0) throw new Error(`the target is not empty: there are rows in ${table}`);
  }
  for (const table of TABLES) await copy(table, from, to);
  const carried: CarriedTable[] = [];
  for (const table of TABLES) carried.push(await compared(table, from, to));
  return carried;
}

async function copy(table: string, from: DatabaseSync, to: PoolClient): Promise<void> {
  let waiting: Row[] = [];
  for (const row of rowsOf(table, from)) {
    waiting.push(row);
    if (waiting.length < ROWS_AT_ONCE) continue;
    await insert(table, waiting, to);
    waiting = [];
  }
  if (waiting.length > 0) await insert(table, waiting, to);
  const [known] = from.prepare('select seq from sqlite_sequence where name = ?').all(table);
  const { rows } = await to.query<{ name: string | null }>(
    `select pg_get_serial_sequence($1, column_name) as name from information_schema.columns
     where table_schema = current_schema() and table_name = $1 and is_identity = 'YES'`,
    [table],
  );
  // Numbers go on where they were, also past rows that are gone.
  if (rows[0]?.name) {
    const highest = `select greatest(max(number), $2::bigint) from ${table}`;
    await to.query(`select setval($1, (${highest})) where (${highest}) > 0`, [rows[0].name, known?.seq ?? null]);
  }
}

async function insert(table: string, rows: readonly Row[], to: PoolClient): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const places = rows.map(
    (_, row) => `(${columns.map((_name, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
  );
  const values = rows.flatMap((row) => columns.map((name) => row[name]));
  const sql = `insert into ${table} (${columns.join(', ')}) overriding system value values ${places.join(', ')}`;
  await to.query(sql, values);
}

async function compared(table: string, from: DatabaseSync, to: PoolClient): Promise<CarriedTable> {
  const given = tally();
  for (const row of rowsOf(table, from)) given.add(row);
  const kept = tally();
  await to.query(`declare carried cursor for select * from ${table}`);
  for (;;) {
    const { rows } = await to.query<Row>(`fetch ${ROWS_AT_ONCE} from carried`);
    if (rows.length === 0) break;
    for (const row of rows) kept.add(row);
  }
  await to.query('close carried');
  const [before, after] = [given.told(), kept.told()];
  if (before.rows !== after.rows || before.digest !== after.digest) {
    throw new Error(`${table} has not arrived as it was: ${before.rows} rows became ${after.rows}, or others`);
  }
  return { table, ...after };
}

function rowsOf(table: string, from: DatabaseSync): Iterable<Row> {
  const all = from.prepare(`select * from ${table}`);
  // A whole number of 64 bits is no number of this language.
  all.setReadBigInts(true);
  return all.iterate();
}

/** Counts rows and adds up a digest of each, in whatever order they come. */
function tally() {
  let rows = 0;
  let sum = 0n;
  return {
    add(row: Row) {
      rows += 1;
      const hex = createHash('sha256').update(canonical(row)).digest('hex');
      sum = BigInt.asUintN(256, sum + BigInt(`0x${hex}`));
    },
    told: () => ({ rows, digest: sum.toString(16).padStart(64, '0') }),
  };
}

function canonical(row: Row): string {
  const names = Object.keys(row).toSorted();
  return JSON.stringify(
    names.map((name) => {
      const value = row[name];
      if (value === null) return [name, null];
      return [name, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)];
    }),
  );
}
