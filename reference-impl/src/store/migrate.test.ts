import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { methodsOf } from '../payments/payment-method.ts';
import { instant } from '../shop/ids.ts';
import { money } from '../shop/money.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { openSqlite } from './sqlite.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A database as the program of that version has left it. */
function written(version: number): string {
  const file = join(folder, `${version}.sqlite`);
  const connection = new DatabaseSync(file);
  connection.exec(readFileSync(new URL(`../../test/databases/version-${version}.sql`, import.meta.url), 'utf8'));
  connection.close();
  return file;
}

/** What the tables, their columns and their indexes are. */
function shape(file: string): unknown {
  const connection = new DatabaseSync(file);
  const all = (sql: string) => connection.prepare(sql).all();
  const tables = all("select name from sqlite_master where type = 'table' order by name").map(({ name }) => name);
  const columns = tables.map((name) => all(`select name, type, "notnull" from pragma_table_xinfo('${name}')`));
  const others = all("select type, name, tbl_name from sqlite_master where type in ('index', 'trigger') order by name");
  const version = all('pragma user_version');
  connection.close();
  return { version, tables, columns, others };
}

for (const version of [1, 3, 6]) {
  test(`a database of version ${version} becomes the same as a new one, with everything still in it`, () =>
    grownUp(version));
}

async function grownUp(version: number): Promise<void> {
  const old = written(version);
  const store = openSqlite(old);
  const [integration] = await store.integrations.all();
  const { orders } = await store.orders.page({ limit: 10 });
  const [unknown, held, captured] = await Promise.all(orders.map(({ id }) => store.transactions.ofOrder(id)));
  expect(integration?.accessId).toMatch(/^[0-9a-f]{40}$/);
  expect(await store.integrations.byAccessId(integration?.accessId ?? '')).toEqual(integration);
  expect(orders).toHaveLength(3);
  expect((await store.orders.byNumber(orders[0]?.number ?? ''))?.id).toBe(orders[0]?.id);
  expect(captured?.map(({ action, progress }) => `${action} ${progress.state}`)).toEqual([
    'authorize finished',
    'capture finished',
  ]);
  expect(held).toMatchObject([{ action: 'authorize', progress: { state: 'open' }, reference: 'pay_2' }]);
  expect(await store.transactions.byReference('pay_2')).toEqual(held);
  expect(unknown).toMatchObject([{ progress: { state: 'waiting', waiting: { for: 'reconciliation' } } }]);
  expect(await store.transactions.unresolved(10)).toEqual(unknown);
  const found = await store.orders.page({ limit: 10, filter: { text: orders[0]?.email.toUpperCase() ?? '' } });
  expect(found.orders.map(({ id }) => id)).toContain(orders[0]?.id);
  expect((await store.orders.page({ limit: 10, filter: { from: instant(0), currency: 'JPY' } })).orders).toHaveLength(
    1,
  );
  store.close();

  const fresh = join(folder, 'new.sqlite');
  openSqlite(fresh).close();
  expect(shape(old)).toEqual(shape(fresh));
}

test('payment rules keep the countries they had, and an order of before is its lines and nothing else', async () => {
  const old = written(3);
  const connection = new DatabaseSync(old);
  connection.exec(
    `update payment_rules set document = json_set(document, '$.countries', json('["DE","FR"]')) where number = 1`,
  );
  connection.close();
  const store = openSqlite(old);
  const [narrow, wide] = await store.paymentRules.all();
  const [integration] = await store.integrations.all();
  const { orders } = await store.orders.page({ limit: 10 });
  store.close();
  expect(narrow).toMatchObject({ expression: '', websites: [], methodOptions: {} });
  expect(narrow?.destinations).toEqual([
    { country: 'DE', postalCodes: [] },
    { country: 'FR', postalCodes: [] },
  ]);
  expect(wide?.destinations).toEqual([]);
  // The one method that an integration had is the first of those that its adapter declares.
  const [first] = integration ? methodsOf(integration, [{ kind: 'card', name: 'card' }]) : [];
  expect(narrow?.methods).toEqual([first?.id]);
  for (const { totals, total, lines, shippingMethod } of orders) {
    const nothing = money(0n, total.currency);
    const none = { discount: nothing, discountShares: lines.map(() => nothing), shipping: nothing, taxes: [] };
    expect([totals, shippingMethod]).toEqual([{ subtotal: total, ...none, total }, 'collect']);
  }
});

test('two programs that open an old database at once agree', async () => {
  const old = written(1);
  const stores = [openSqlite(old), openSqlite(old)];
  const [one, two] = await Promise.all(stores.map((store) => store.integrations.all()));
  expect(one).toEqual(two);
  for (const store of stores) store.close();
});

test('a database of a newer program is not touched', () => {
  const file = join(folder, 'newer.sqlite');
  const connection = new DatabaseSync(file);
  connection.exec(`pragma user_version = ${SCHEMA_VERSION + 1}`);
  connection.close();
  expect(() => openSqlite(file)).toThrow(`newer than this program, which knows ${SCHEMA_VERSION}`);
});
