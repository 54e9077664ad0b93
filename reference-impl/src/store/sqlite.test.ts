import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test, vi } from 'vitest';
import { describeStore } from '../../test/store-suite.ts';
import { decode, encode } from './codec.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

let folder = '';
const open: Store[] = [];

afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  if (folder !== '') rmSync(folder, { recursive: true });
  folder = '';
});

function opened(): Store {
  if (folder === '') folder = mkdtempSync(join(tmpdir(), 'store-'));
  const store = openSqlite(join(folder, 'shop.sqlite'));
  open.push(store);
  return store;
}

describeStore('SQLite', { fresh: async () => opened(), again: async () => opened() });

test.each(['full', 'normal'] as const)('%s is how surely the file keeps what was written', (durability) => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  const told: unknown[] = [];
  const { exec } = DatabaseSync.prototype;
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
    exec.call(this, sql);
    told.push(this.prepare('pragma synchronous').get()?.synchronous);
  });
  open.push(openSqlite(join(folder, 'shop.sqlite'), durability));
  expect(told.at(-1)).toBe(durability === 'full' ? 2 : 1);
});

test('a database of a newer program is left alone', () => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  const newer = join(folder, 'newer.sqlite');
  const db = new DatabaseSync(newer);
  db.exec('pragma user_version = 99');
  db.close();
  expect(() => openSqlite(newer)).toThrow('the database is of version 99');
});

test('minor units survive the database, and a customer cannot type what stands for them', () => {
  const value = { amount: 2n ** 70n, text: '{"$minor":"5"}', nested: [{ minor: -1n }] };
  expect(decode(encode(value))).toEqual(value);
});
