import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { decode } from './codec.ts';

/** A row as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Statements of one database: each is prepared once, where it is written down. */
export class Statements {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The first row, if there is one. */
  one(sql: string): (...values: SQLInputValue[]) => Row | undefined {
    const statement = this.#database.prepare(sql);
    return (...values) => statement.get(...values);
  }

  /** Every row. */
  all(sql: string): (...values: SQLInputValue[]) => readonly Row[] {
    const statement = this.#database.prepare(sql);
    return (...values) => statement.all(...values);
  }

  /** Changes rows, and tells how many. */
  run(sql: string): (...values: SQLInputValue[]) => number {
    const statement = this.#database.prepare(sql);
    return (...values) => Number(statement.run(...values).changes);
  }

  /** Adds a row, and tells its place in the table's order; undefined where there is one like it. */
  insert(sql: string): (...values: SQLInputValue[]) => number | undefined {
    const statement = this.#database.prepare(sql);
    return (...values) => {
      const { changes, lastInsertRowid } = statement.run(...values);
      return changes === 0 ? undefined : Number(lastInsertRowid);
    };
  }

  /** What the column `document` of the first row holds. */
  document<T>(sql: string): (...values: SQLInputValue[]) => Promise<T | undefined> {
    const find = this.one(sql);
    return async (...values) => {
      const row = find(...values);
      return row === undefined ? undefined : decode<T>(text(row, 'document'));
    };
  }

  /** What the column `document` of every row holds. */
  documents<T>(sql: string): (...values: SQLInputValue[]) => Promise<readonly T[]> {
    const find = this.all(sql);
    return async (...values) => find(...values).map((row) => decode<T>(text(row, 'document')));
  }
}

/** Conditions that are added one by one. */
export class Filter {
  readonly values: SQLInputValue[] = [];
  readonly #conditions: string[] = [];

  /** One more condition, with the values of its question marks. */
  and(condition: string, ...values: SQLInputValue[]): void {
    this.#conditions.push(condition);
    this.values.push(...values);
  }

  /** The conditions as a where clause. */
  where(): string {
    return this.#conditions.length === 0 ? '' : `where ${this.#conditions.join(' and ')}`;
  }
}

/** The place of a row in its table's order; 0, which is before all of them, when there is no such row. */
export function seqOf(row: Row | undefined): number {
  return row === undefined ? 0 : integer(row, 'seq');
}

/** The text of a column that always holds one. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`column ${column} holds no text`);
  return value;
}

/** The integer of a column that always holds one. */
export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`column ${column} holds no integer`);
  return value;
}
