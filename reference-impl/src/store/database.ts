import type { DatabaseSync } from 'node:sqlite';

/** A value that a statement takes. */
export type Value = string | number | bigint | null | Uint8Array;

/** A row as it comes out of the database. */
export type Row = Readonly<Record<string, unknown>>;

/** Something to be changed. With `changes`, exactly so many rows have to change, or nothing of its batch is done. */
export type Statement = Readonly<{ sql: string; values: readonly Value[]; changes?: number }>;

/** `taken`: something unique is there already. `superseded`: a statement did not change as many rows as it had to. */
export type BatchResult = 'done' | 'taken' | 'superseded';

/** The few things the stores do with a database, whichever it is. Nobody ever has a transaction open in hand. */
export type Database = Readonly<{
  one(sql: string, ...values: Value[]): Promise<Row | undefined>;
  all(sql: string, ...values: Value[]): Promise<readonly Row[]>;
  /** Does all of it or nothing, in this order. */
  batch(statements: readonly Statement[]): Promise<BatchResult>;
}>;

/** A statement with what it takes, placeholders being question marks. */
export function statement(sql: string, ...values: Value[]): Statement {
  return { sql, values };
}

/** A statement that has to change one row, or its batch is superseded. */
export function onlyIfThere(sql: string, ...values: Value[]): Statement {
  return { sql, values, changes: 1 };
}

/** Does what cannot collide with anything; throws if it does. */
export async function commit(db: Database, ...statements: Statement[]): Promise<void> {
  const result = await db.batch(statements);
  if (result !== 'done') throw new Error(`the database refused what cannot collide: ${result}`);
}

/** A SQLite database. A batch is synchronous from begin to end, so that no other request's statements join it. */
export function sqliteDatabase(connection: DatabaseSync): Database {
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const made = (sql: string) => {
    const known = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const changed = ({ sql, values }: Statement) => Number(made(sql).run(...values).changes);
  return {
    one: async (sql, ...values) => made(sql).get(...values),
    all: async (sql, ...values) => made(sql).all(...values),
    async batch(statements) {
      connection.exec('begin immediate');
      try {
        for (const one of statements) {
          const changes = changed(one);
          if (one.changes === undefined || one.changes === changes) continue;
          connection.exec('rollback');
          return 'superseded';
        }
        connection.exec('commit');
        return 'done';
      } catch (error) {
        connection.exec('rollback');
        if (isUniqueViolation(error)) return 'taken';
        throw error;
      }
    },
  };
}

/** SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY: a second row where only one may be. */
function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (error.errcode === 2067 || error.errcode === 1555);
}
