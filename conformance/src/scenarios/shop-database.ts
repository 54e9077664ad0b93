import { DatabaseSync } from 'node:sqlite';

/** Copies a shop's database as it is at this moment, also while the shop is running. */
export function copyDatabase(from: string, to: string): void {
  using database = opened(from);
  database.prepare('vacuum into ?').run(to);
}

/** Copies every stored integration of one shop into the database of another, under another environment if one is given. */
export function copyIntegrations(from: string, to: string, relabelledAs?: string): void {
  using source = opened(from);
  using target = opened(to);
  const rows = source.prepare('select id, type, environment, version, document, sealed from integrations').all();
  if (rows.length === 0) throw new Error('there is no integration to copy');
  const insert = target.prepare(
    'insert into integrations (id, type, environment, version, document, sealed) values (?, ?, ?, ?, ?, ?)',
  );
  for (const { id = null, type = null, environment = null, version = null, document = null, sealed = null } of rows) {
    insert.run(id, type, relabelledAs ?? environment, version, document, sealed);
  }
}

/** Takes tables away under a running shop. */
export function damage(file: string): void {
  using database = opened(file);
  database.exec('pragma foreign_keys = off; drop table orders; drop table carts; drop table checkouts;');
}

function opened(file: string): DatabaseSync {
  return new DatabaseSync(file, { timeout: 5_000 });
}
