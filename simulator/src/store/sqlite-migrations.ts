import type { DatabaseSync } from 'node:sqlite';
import { unsettledSince } from '../engine/entries.ts';
import type { Payment } from '../engine/payment.ts';
import { decode } from './codec.ts';
import { text } from './sqlite-rows.ts';

/** What brings a file to the next version of its tables: the first step one of version 1 to version 2, and so on. */
const STEPS: readonly ((database: DatabaseSync) => void)[] = [
  addUnsettledSince,
  completeEndpoints,
  addOutgoing,
  addSellers,
  addPaymentOfEntry,
  makeTagsOneTree,
  addDueObjects,
];

/** The version of the tables as `sqlite.sql` makes them: it grows when an existing table gets a column. */
export const SCHEMA_VERSION = STEPS.length + 1;

/** Brings a file that an older program has written up to date, whole or not at all; a new file needs nothing. */
export function migrate(database: DatabaseSync, version: number): void {
  if (version === 0) return;
  database.exec('begin immediate');
  try {
    for (const step of STEPS.slice(version - 1)) step(database);
    database.exec(`pragma user_version = ${SCHEMA_VERSION}`);
    database.exec('commit');
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
}

function addUnsettledSince(database: DatabaseSync): void {
  database.exec('alter table payments add column unsettled_since integer');
  const update = database.prepare('update payments set unsettled_since = ? where id = ?');
  for (const row of database.prepare('select id, state from payments').all()) {
    const since = unsettledSince(decode<Payment>(text(row, 'state')));
    if (since !== undefined) update.run(since, text(row, 'id'));
  }
}

/** Webhook endpoints were registered before there was anything to sign with: their secrets are made by rotating. */
function completeEndpoints(database: DatabaseSync): void {
  database.exec(
    `update artefacts set document = json_set(document, '$.dialect', 'generic', '$.secrets', json('[]'))
     where json_extract(document, '$.kind') = 'webhook_endpoint'`,
  );
}

function addOutgoing(database: DatabaseSync): void {
  database.exec('alter table journal add column outgoing integer not null default 0');
}

/** Accounts were not linked before, so every one is its seller's first. */
function addSellers(database: DatabaseSync): void {
  database.exec("update merchants set document = json_set(document, '$.sellerId', id)");
}

function addPaymentOfEntry(database: DatabaseSync): void {
  database.exec('alter table journal add column payment_id text');
  database.exec("update journal set payment_id = json_extract(document, '$.paymentId')");
}

/** Three trees were kept for each tag, of which one is enough. */
function makeTagsOneTree(database: DatabaseSync): void {
  database.exec(
    `create table if not exists dialect_object_tags (scope text not null, seq integer not null);
     create table tags_as_one_tree (scope text not null, seq integer not null, primary key (scope, seq))
     strict, without rowid;
     insert into tags_as_one_tree (scope, seq) select scope, seq from dialect_object_tags;
     drop table dialect_object_tags;
     alter table tags_as_one_tree rename to dialect_object_tags;`,
  );
}

/** The table came without a version of its own; a file that has none yet gets all of it at once. */
function addDueObjects(database: DatabaseSync): void {
  const known = database.prepare("select count(*) as tables from sqlite_master where name = 'dialect_objects'").get();
  if (known?.tables === 1) database.exec('alter table dialect_objects add column due_at integer');
}
