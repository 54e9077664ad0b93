import { DatabaseError, Pool, type PoolClient } from 'pg';
import type { Log } from '../platform/log.ts';
import type { Database, Row, Statement } from './database.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { type Store, storeOver } from './store.ts';

// A database that does not answer must not hold every request for ever.
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECTIONS_MAX = 10;

/** Opens a PostgreSQL database by its address, several processes at once if need be, and brings it up to date. */
export async function openPostgres(address: string, log: Log): Promise<Store> {
  const pool = poolAt(address, log);
  try {
    await whole(pool, migratePostgres);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return storeOver(postgresDatabase(pool), () => pool.end());
}

/** Does something in a database that is not open otherwise, whole or not at all. */
export async function inPostgres<T>(address: string, log: Log, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const pool = poolAt(address, log);
  try {
    return await whole(pool, work);
  } finally {
    await pool.end();
  }
}

function poolAt(address: string, log: Log): Pool {
  const pool = new Pool({
    connectionString: address,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'assay-shop',
  });
  // An idle connection that breaks is replaced by the next one asked for; unheard, it would end the process.
  pool.on('error', (error) => log.error(error, 'a connection to the database broke'));
  return pool;
}

function postgresDatabase(pool: Pool): Database {
  const all = async (sql: string, values: readonly unknown[]): Promise<readonly Row[]> =>
    (await pool.query<Row>(numbered(sql), [...values])).rows;
  return {
    one: async (sql, ...values) => (await all(sql, values))[0],
    all: (sql, ...values) => all(sql, values),
    async batch(statements) {
      try {
        await whole(pool, (client) => run(client, statements));
        return 'done';
      } catch (error) {
        if (error instanceof Superseded) return 'superseded';
        if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) return 'taken';
        if (error instanceof DatabaseError && error.code === DEADLOCK) return 'superseded';
        throw error;
      }
    },
  };
}

const UNIQUE_VIOLATION = '23505';
const DEADLOCK = '40P01';

/** Undoes a batch of which one statement did not change as many rows as it had to. */
class Superseded extends Error {}

async function run(client: PoolClient, statements: readonly Statement[]): Promise<void> {
  for (const { sql, values, changes } of statements) {
    const { rowCount } = await client.query(numbered(sql), [...values]);
    if (changes !== undefined && rowCount !== changes) throw new Superseded();
  }
}

/** Does the work in a transaction of its own connection, whole or not at all. */
async function whole<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const done = await work(client);
    await client.query('commit');
    return done;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    // A connection that could not even roll back is of no use to anybody.
    client.release(broken);
  }
}

const texts = new Map<string, string>();

/** Question marks as PostgreSQL numbers them; none of our statements has one in a text. */
function numbered(sql: string): string {
  const known = texts.get(sql);
  if (known !== undefined) return known;
  let count = 0;
  const text = sql.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
  texts.set(sql, text);
  return text;
}
