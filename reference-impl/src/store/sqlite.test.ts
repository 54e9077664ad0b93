import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
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
