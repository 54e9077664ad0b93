import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SECRET } from '../../test/notifying.ts';
import { capturePart, paidOrder, refundPart, sceneOf } from '../../test/paid-order.ts';
import { type PostgresServer, postgresServer } from '../../test/postgres-server.ts';
import { apiKey, history, KEY, PASSWORD, testShop } from '../../test/shop.ts';
import { describeStore } from '../../test/store-suite.ts';
import { copyToPostgres, rotateSettingsKey } from '../app.ts';
import { readConfig } from '../config.ts';
import { jsonLog } from '../platform/log.ts';
import { customerId, instant } from '../shop/ids.ts';
import { TABLES } from './carry-over.ts';
import { migrate, SCHEMA_VERSION } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import type { Store } from './store.ts';

let server: PostgresServer;
const open: Store[] = [];
const log = jsonLog(() => {});

beforeAll(async () => {
  server = await postgresServer();
}, 60_000);
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});
afterAll(() => server?.stop());

async function opened(): Promise<Store> {
  const store = await openPostgres(server.address, log);
  open.push(store);
  return store;
}

/** As good as new, and faster than making all of it once more. */
async function emptied(): Promise<void> {
  const tables = await server.query(
    "select string_agg(quote_ident(tablename), ', ') as names from pg_tables where schemaname = 'public' and tablename <> 'schema_version'",
  );
  const [row] = tables as { names: string | null }[];
  if (row?.names) await server.query(`truncate ${row.names} restart identity cascade`);
}

describeStore('PostgreSQL', {
  async fresh() {
    await emptied();
    return opened();
  },
  again: opened,
});

describe('PostgreSQL by itself', () => {
  test('two processes that start at once on an empty database agree on it', async () => {
    await server.query('drop schema public cascade; create schema public');
    const stores = await Promise.all([opened(), opened(), opened()]);
    for (const store of stores) expect(await store.integrations.all()).toEqual([]);
    expect(await server.query('select version from schema_version')).toHaveLength(1);
  });

  test('it has the tables and columns that SQLite has', async () => {
    const sqlite = new DatabaseSync(':memory:');
    migrate(sqlite);
    const columns = sqlite
      .prepare(
        `select t.name as table_name, c.name as column_name from sqlite_master t, pragma_table_xinfo(t.name) c
         where t.type = 'table' and t.name not like 'sqlite_%' order by 1, 2`,
      )
      .all();
    const indexes = sqlite
      .prepare("select name from sqlite_master where type = 'index' and sql is not null order by 1")
      .all();
    sqlite.close();
    await opened();
    const other = await server.query(
      `select table_name::text, column_name::text from information_schema.columns
       where table_schema = 'public' and table_name <> 'schema_version' order by table_name::text collate "C", column_name::text collate "C"`,
    );
    expect(other).toEqual(columns.map((row) => ({ ...row })));
    const names = await server.query("select indexname::text as name from pg_indexes where schemaname = 'public'");
    expect(names).toEqual(expect.arrayContaining(indexes.map((row) => ({ ...row }))));
  });

  test('a database of version 6 grows up, with everything still in it', async () => {
    await server.query('drop schema public cascade; create schema public');
    await server.query(readFileSync(new URL('./migrations/postgres/6-everything.sql', import.meta.url), 'utf8'));
    await server.query('create table schema_version (version bigint not null); insert into schema_version values (6)');
    const ada = { id: 'customer_1', email: 'ada@example.com', name: 'Ada', passwordHash: '', createdAt: 1, version: 1 };
    await server.query(
      `insert into customers (id, email, version, document) values ('customer_1', 'ada@example.com', 1, '${JSON.stringify(ada)}')`,
    );
    const store = await opened();
    const kept = await store.customers.byEmail('ada@example.com');
    expect(kept).toEqual(ada);
    const account = { kind: 'customer', id: customerId('customer_1') } as const;
    await store.access.putReset({ tokenHash: 'hash', account, expiresAt: instant(2) }, instant(1));
    expect(await store.access.reset('hash')).toMatchObject({ account });
    expect(await server.query('select version from schema_version')).toEqual([{ version: String(SCHEMA_VERSION) }]);
  });

  test('a database of a newer program is left alone', async () => {
    await opened();
    await server.query('update schema_version set version = 99');
    await expect(openPostgres(server.address, log)).rejects.toThrow('the database is of version 99');
    await server.query('drop schema public cascade; create schema public');
  });

  test('the audit trail can neither be changed nor shortened', async () => {
    const store = await opened();
    const about = { kind: 'deployment', id: 'd', label: 'D' } as const;
    const at = 1 as Parameters<Store['audit']['add']>[0]['at'];
    await store.audit.add({ at, by: { kind: 'shop' }, action: 'exported', about, changes: [] });
    await expect(server.query('delete from audit_entries')).rejects.toThrow('audit entries do not go');
    await expect(server.query("update audit_entries set action = ''")).rejects.toThrow('audit entries do not change');
  });

  test('a shop of SQLite goes on in PostgreSQL with everything it had, and is not copied onto another', async () => {
    await server.query('drop schema public cascade; create schema public');
    const folder = mkdtempSync(join(tmpdir(), 'carried-'));
    const file = join(folder, 'shop.sqlite');
    const scene = await paidOrder('authorize', { config: { database: file } });
    await scene.done('capture', capturePart(1500, 1999));
    const told = await history(scene.shop, scene.orderId);
    await scene.shop.app.close();
    const old = new DatabaseSync(file);
    const tables = old
      .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
      .all();
    expect(tables.map(({ name }) => String(name)).toSorted()).toEqual([...TABLES].toSorted());

    old.exec('pragma user_version = 5');
    await expect(copyToPostgres(file, server.address)).rejects.toThrow('the database is of version 5');
    old.exec(`pragma user_version = ${SCHEMA_VERSION}`);
    await opened();
    await server.query(`create function spoil() returns trigger language plpgsql as $$
      begin new.document := new.document || ' '; return new; end $$;
      create trigger spoil before insert on carts for each row execute function spoil()`);
    await expect(copyToPostgres(file, server.address)).rejects.toThrow('carts has not arrived as it was');
    expect(await server.query('select 1 from users')).toEqual([]);
    await server.query('drop function spoil cascade');
    const carried = await copyToPostgres(file, server.address);
    const counts = Object.fromEntries(carried.map(({ table, rows }) => [table, rows]));
    expect(counts).toMatchObject({ orders: 1, payment_transactions: 2, integrations: 1, payment_rules: 3 });
    for (const { table, rows } of carried) {
      expect([table, old.prepare(`select count(*) as rows from ${table}`).get()]).toEqual([table, { rows }]);
    }
    old.close();
    await expect(copyToPostgres(file, server.address)).rejects.toThrow('there are rows in users');
    await expect(copyToPostgres(join(folder, 'none'), server.address)).rejects.toThrow('there is no database');
    rmSync(folder, { recursive: true });

    const { provider } = scene.shop;
    const moved = await testShop({ provider, seed: 'another', config: { database: server.address } });
    expect(await history(moved, scene.orderId)).toEqual(told);
    // The numbers of new rows go on where those of the old ones ended.
    const again = sceneOf(moved, scene.integration, scene.orderId, scene.source);
    await again.done('capture', capturePart(499, 499));
    expect(await again.inOneLine()).toBe('capture 499 approved, capture 1500 approved, authorize 1999 approved');
    await moved.close();
    await provider.close();
  });

  /** Every row of every table, as a dump would have it. */
  async function dumped(): Promise<string> {
    const tables = await server.query(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1",
    );
    const rows = (tables as { name: string }[]).map(({ name }) => server.query(`select t::text as row from ${name} t`));
    return JSON.stringify(await Promise.all(rows));
  }

  test('a shop sells, captures, returns, has its settings sealed anew, and no secret is in a dump', async () => {
    await emptied();
    const scene = await paidOrder('authorize', { config: { database: server.address } });
    await scene.done('capture', capturePart(1500, 1999));
    const [captured] = await history(scene.shop, scene.orderId);
    await scene.done('refund', refundPart(400, 1500), captured?.id ?? '');
    expect(await scene.inOneLine()).toBe('refund 400 approved, capture 1500 approved, authorize 1999 approved');
    await scene.shop.close();
    const read = readConfig(['rotate-key', '--environment', 'sandbox', '--mode', 'test'], {
      SHOP_DATABASE: server.address,
      SHOP_SETTINGS_KEY: KEY.toString('hex'),
      SHOP_NEW_SETTINGS_KEY: '09'.repeat(32),
    });
    if (read.kind !== 'rotate_key') throw new Error(`not a rotation: ${JSON.stringify(read)}`);
    const rotated = await rotateSettingsKey(read.config, read.newKey);
    expect(rotated).toEqual({ resealed: 1, alreadyNew: 0, unreadable: [] });
    const dump = await dumped();
    expect(dump).toContain('payment_asked');
    const { apiKey: key } = apiKey();
    for (const secret of [key, key.slice(-12), SECRET.replace('whsec_', ''), PASSWORD]) {
      expect(dump.includes(secret) || dump.includes(Buffer.from(secret).toString('hex'))).toBe(false);
    }
  });
});
