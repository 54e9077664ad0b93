import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { belonging, entry, merchant } from '../../test/store-suite/samples.ts';
import { authorized, capture, stored, worldOn } from '../../test/world.ts';
import { instant, later } from '../engine/ids.ts';
import { virtualClock } from '../platform/clock.ts';
import { openSqlite } from './sqlite.ts';
import { SCHEMA_VERSION } from './sqlite-migrations.ts';

const START = instant(0);
const lost = (error: unknown) => {
  throw error;
};
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What an older program would have left: today's file with what came since taken away. */
function older(file: string, version: number, undo: string): void {
  const database = new DatabaseSync(file);
  if (version < 8) database.exec(NO_DUE_OBJECTS);
  database.exec(`${undo}; pragma user_version = ${version}`);
  database.close();
}

const NO_DUE_OBJECTS = `drop index dialect_objects_by_due; drop index dialect_objects_by_due_of_merchant;
  alter table dialect_objects drop column due_at`;

const NO_PAYMENT_OF_ENTRY = 'drop index journal_by_payment; alter table journal drop column payment_id';

function versionOf(file: string): unknown {
  const database = new DatabaseSync(file);
  const row = database.prepare('pragma user_version').get();
  database.close();
  return row?.user_version;
}

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-migrations-'));
  folders.push(folder);
  return join(folder, 'store.sqlite');
}

test('a file of version 1 learns which payments wait for a payout', async () => {
  const file = newFile();
  const before = openSqlite({ file, lost });
  const world = worldOn(before, virtualClock(START));
  const captured = stored(await capture(world, await authorized(world), 30n));
  await authorized(world);
  await before.close();
  older(
    file,
    1,
    `drop index payments_by_unsettled; drop index payments_by_unsettled_of_merchant;
     drop table payouts; drop table payout_payments; alter table payments drop column unsettled_since;
     drop index journal_outgoing; alter table journal drop column outgoing; ${NO_PAYMENT_OF_ENTRY}`,
  );

  const after = openSqlite({ file, lost });
  const waiting = await after.unsettledPayments({ environment: 'sandbox' }, later(START, 1), 10);
  expect(waiting).toEqual([captured]);
  await after.close();
  expect(versionOf(file)).toBe(SCHEMA_VERSION);
});

test('a file of version 2 has webhook endpoints without a secret, and a journal of what came in', async () => {
  const file = newFile();
  const before = openSqlite({ file, lost });
  before.append(entry({ requestId: 'req_old' }));
  await before.addArtefact({ kind: 'callback_host', host: 'shop.example', ...belonging('art_2') });
  await before.close();
  const endpoint = { kind: 'webhook_endpoint', url: 'https://shop.example/hooks', ...belonging('art_1') };
  older(
    file,
    2,
    `${NO_PAYMENT_OF_ENTRY}; drop index journal_outgoing; alter table journal drop column outgoing; drop table deliveries; drop table attempts;
     insert into artefacts (id, merchant_id, document) values ('art_1', 'mer_1', '${JSON.stringify(endpoint)}')`,
  );

  const after = openSqlite({ file, lost });
  expect(await after.endpointsOf('mer_1')).toEqual([{ ...endpoint, dialect: 'generic', secrets: [] }]);
  expect((await after.artefactsOf('mer_1')).map(({ id }) => id)).toEqual(['art_1', 'art_2']);
  const incoming = await after.readJournal({ direction: 'incoming', limit: 10 });
  expect(incoming.map(({ requestId }) => requestId)).toEqual(['req_old']);
  expect(await after.listDeliveries({ limit: 10 })).toEqual([]);
  await after.close();
  expect(versionOf(file)).toBe(SCHEMA_VERSION);
});

test('a file of version 4 has merchant accounts of sellers with one account each', async () => {
  const file = newFile();
  const before = openSqlite({ file, lost });
  const known = merchant({ id: 'mer_1', sellerId: 'mer_1' });
  await before.addMerchant(known);
  await before.close();
  older(
    file,
    4,
    `${NO_PAYMENT_OF_ENTRY};
     drop index merchants_by_seller; update merchants set document = json_remove(document, '$.sellerId')`,
  );

  const after = openSqlite({ file, lost });
  expect(await after.accountsOf('mer_1')).toEqual([known]);
  await after.close();
  expect(versionOf(file)).toBe(SCHEMA_VERSION);
});

test('a file of version 5 learns which payment each entry of the journal is about', async () => {
  const file = newFile();
  const before = openSqlite({ file, lost });
  before.append(entry({ requestId: 'req_1', paymentId: 'pay_1' }));
  before.append(entry({ requestId: 'req_2' }));
  await before.close();
  older(file, 5, NO_PAYMENT_OF_ENTRY);

  const after = openSqlite({ file, lost });
  const found = await after.readJournal({ paymentId: 'pay_1', limit: 10 });
  expect(found.map(({ requestId }) => requestId)).toEqual(['req_1']);
  await after.close();
  expect(versionOf(file)).toBe(SCHEMA_VERSION);
});

test('a file of version 6 keeps the tags of what dialects keep', async () => {
  const file = newFile();
  const before = openSqlite({ file, lost });
  const owner = { environment: 'sandbox', merchantId: 'mer_1', dialect: 'other' } as const;
  const one = { ...owner, kind: 'card', id: 'one', createdAt: START, tags: ['of=1'], value: {}, version: 1 };
  await before.commit({ objects: [one], at: START });
  await before.close();
  older(
    file,
    6,
    `create table before (scope text not null, seq integer not null, primary key (scope, seq)) strict;
     insert into before select * from dialect_object_tags; drop table dialect_object_tags;
     alter table before rename to dialect_object_tags;
     create index dialect_object_tags_by_object on dialect_object_tags (seq)`,
  );

  const after = openSqlite({ file, lost });
  const found = (tag: string) => after.listObjects({ ...owner, kind: 'card', tags: [tag], limit: 10 });
  expect(await found('of=1')).toEqual([one]);
  await after.commit({ objects: [{ ...one, tags: ['of=2'], version: 2 }], at: START });
  expect([...(await found('of=1')), ...(await found('of=2'))]).toEqual([{ ...one, tags: ['of=2'], version: 2 }]);
  await after.close();
  expect(versionOf(file)).toBe(SCHEMA_VERSION);
});

test('a file of version 7 has objects that nothing falls due of, and takes others', async () => {
  const file = newFile();
  const before = openSqlite({ file, lost });
  const owner = { environment: 'sandbox', merchantId: 'mer_1', dialect: 'other' } as const;
  const one = { ...owner, kind: 'card', id: 'one', createdAt: START, tags: [], value: {}, version: 1 };
  await before.commit({ objects: [one], at: START });
  await before.close();
  older(file, 7, '');

  const after = openSqlite({ file, lost });
  const other = { ...one, id: 'other', dueAt: later(START, 1) };
  await after.commit({ objects: [other], at: START });
  expect(await after.dueObjects(owner, later(START, 1), 10)).toEqual([other]);
  expect(await after.findObject(owner, 'card', 'one')).toEqual(one);
  await after.close();
  expect(versionOf(file)).toBe(SCHEMA_VERSION);
});

test('a new file has the newest tables, and opening one again changes nothing', async () => {
  const file = newFile();
  for (let count = 0; count < 2; count += 1) await openSqlite({ file, lost }).close();
  expect(versionOf(file)).toBe(SCHEMA_VERSION);
});

test('a file of a newer program is left alone', async () => {
  const file = newFile();
  await openSqlite({ file, lost }).close();
  older(file, SCHEMA_VERSION + 1, 'drop table payouts');
  expect(() => openSqlite({ file, lost })).toThrow('was written by a newer version');
  expect(versionOf(file)).toBe(SCHEMA_VERSION + 1);
});

test('a file that cannot be brought up to date is left as it was', async () => {
  const file = newFile();
  const store = openSqlite({ file, lost });
  await authorized(worldOn(store, virtualClock(START)));
  await store.close();
  older(
    file,
    1,
    `drop index payments_by_unsettled; drop index payments_by_unsettled_of_merchant;
     alter table payments drop column unsettled_since; update payments set state = 'no JSON'`,
  );
  expect(() => openSqlite({ file, lost })).toThrow();
  expect(versionOf(file)).toBe(1);
});
