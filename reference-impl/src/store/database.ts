import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';

/** A row as it comes out of the database. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** The few things the stores do with a database. All of them are synchronous, so no other request comes in between. */
export type Database = Readonly<{
  one(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): readonly Row[];
  /** Gives how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** Does the work whole or not at all. The work must not wait for anything. */
  whole<T>(work: () => T): T;
}>;

/** Statements are prepared once per text. */
export function database(connection: DatabaseSync): Database {
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    one: (sql, ...values) => statement(sql).get(...values),
    all: (sql, ...values) => statement(sql).all(...values),
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    whole(work) {
      connection.exec('begin immediate');
      try {
        const result = work();
        connection.exec('commit');
        return result;
      } catch (error) {
        connection.exec('rollback');
        throw error;
      }
    },
  };
}

/** Whether an error is the database refusing a second row where only one may be. */
export function isUniqueViolation(error: unknown): boolean {
  // SQLITE_CONSTRAINT_UNIQUE
  return error instanceof Error && 'errcode' in error && error.errcode === 2067;
}
