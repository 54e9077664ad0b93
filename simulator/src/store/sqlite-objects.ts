import type { DatabaseSync } from 'node:sqlite';
import { instant } from '../engine/ids.ts';
import { decode, encodeJson } from './codec.ts';
import type { DialectObject, ObjectOwner, ObjectStore } from './objects.ts';
import { Filter, integer, type Row, Statements, seqOf, text } from './sqlite-rows.ts';

/** What a commit writes beside the payment, and what is forgotten with a merchant account. */
export type ObjectWriter = Readonly<{
  /** Writes all of them; `conflict` when one has another version than was thought. */
  write: (objects: readonly DialectObject[]) => 'written' | 'conflict';
  forgetMerchant: (merchantId: string) => void;
}>;

/** What dialects keep beside payments, in SQLite. */
export function sqliteObjects(database: DatabaseSync): ObjectStore {
  const statements = new Statements(database);
  const find = statements.one(
    'select * from dialect_objects where merchant_id = ? and dialect = ? and id = ? and environment = ? and kind = ?',
  );
  const seqOfId = statements.one(
    'select seq from dialect_objects where merchant_id = ? and dialect = ? and id = ? and environment = ? and kind = ?',
  );
  const dueInEnvironment = statements.all(
    `select * from dialect_objects where environment = ? and due_at <= ?
     and merchant_id not in
       (select merchant_id from settings where environment = dialect_objects.environment and kind = 'clock')
     order by due_at, seq limit ?`,
  );
  const dueOfMerchant = statements.all(
    `select * from dialect_objects where merchant_id = ? and environment = ? and due_at <= ?
     order by due_at, seq limit ?`,
  );
  return {
    dueObjects: async ({ environment, merchantId }, now, limit) => {
      const rows =
        merchantId === undefined
          ? dueInEnvironment(environment, now, limit)
          : dueOfMerchant(merchantId, environment, now, limit);
      return rows.map(objectIn);
    },
    findObject: async ({ environment, merchantId, dialect }, kind, id) => {
      const row = find(merchantId, dialect, id, environment, kind);
      return row === undefined ? undefined : objectIn(row);
    },
    listObjects: async (query) => {
      const { environment, merchantId, dialect, kind, tags = [], anyTag, from, before, limit } = query;
      const cursor = (id: string) => seqOf(seqOfId(merchantId, dialect, id, environment, kind));
      const filter = new Filter();
      filter.and('merchant_id = ?', merchantId);
      filter.and('dialect = ?', dialect);
      filter.and('kind = ?', kind);
      filter.and('environment = ?', environment);
      for (const tag of tags) filter.and(tagged('?'), scope(query, kind, tag));
      if (anyTag !== undefined) {
        filter.and(tagged(anyTag.map(() => '?').join(', ')), ...anyTag.map((tag) => scope(query, kind, tag)));
      }
      if (from !== undefined) filter.and('created_at >= ?', from);
      if (before !== undefined) filter.and('created_at < ?', before);
      if (query.olderThan !== undefined) filter.and('seq < ?', cursor(query.olderThan));
      if (query.newerThan !== undefined) filter.and('seq > ?', cursor(query.newerThan));
      const order = query.newerThan === undefined ? 'desc' : 'asc';
      const sql = `select * from dialect_objects ${filter.where()} order by seq ${order} limit ?`;
      const found = statements
        .all(sql)(...filter.values, limit)
        .map(objectIn);
      return order === 'asc' ? found.toReversed() : found;
    },
  };
}

/** Writes what a commit changes, inside its transaction. */
export function objectWriter(statements: Statements): ObjectWriter {
  const insert = statements.insert(
    `insert into dialect_objects (environment, merchant_id, dialect, kind, id, created_at, version, tags, value,
                                  due_at)
     values (?, ?, ?, ?, ?, ?, 1, ?, ?, ?) on conflict (merchant_id, dialect, id) do nothing`,
  );
  const asItWas = statements.one(
    'select seq, tags from dialect_objects where merchant_id = ? and dialect = ? and id = ? and version = ?',
  );
  const update = statements.run(
    'update dialect_objects set version = version + 1, tags = ?, value = ?, due_at = ? where seq = ?',
  );
  const insertTag = statements.run('insert into dialect_object_tags (scope, seq) values (?, ?) on conflict do nothing');
  const forgetTag = statements.run('delete from dialect_object_tags where scope = ? and seq = ?');
  // Every scope begins with the account's id and a slash, which 0 comes next to.
  const forgetTagsOfMerchant = statements.run('delete from dialect_object_tags where scope > ? and scope < ?');
  const forgetObjects = statements.run('delete from dialect_objects where merchant_id = ?');

  const inserted = (object: DialectObject): number | undefined => {
    const { environment, merchantId, dialect, kind, id, createdAt, dueAt = null } = object;
    const written = [encodeJson(object.tags), encodeJson(object.value), dueAt] as const;
    return insert(environment, merchantId, dialect, kind, id, createdAt, ...written);
  };
  const updated = (object: DialectObject): number | undefined => {
    const row = asItWas(object.merchantId, object.dialect, object.id, object.version - 1);
    if (row === undefined) return undefined;
    const seq = integer(row, 'seq');
    update(encodeJson(object.tags), encodeJson(object.value), object.dueAt ?? null, seq);
    for (const tag of decode<readonly string[]>(text(row, 'tags'))) forgetTag(scope(object, object.kind, tag), seq);
    return seq;
  };
  return {
    write: (objects) => {
      for (const object of objects) {
        const seq = object.version === 1 ? inserted(object) : updated(object);
        if (seq === undefined) return 'conflict';
        for (const tag of object.tags) insertTag(scope(object, object.kind, tag), seq);
      }
      return 'written';
    },
    forgetMerchant: (merchantId) => {
      forgetTagsOfMerchant(`${merchantId}/`, `${merchantId}0`);
      forgetObjects(merchantId);
    },
  };
}

function objectIn(row: Row): DialectObject {
  return {
    environment: text(row, 'environment'),
    merchantId: text(row, 'merchant_id'),
    dialect: text(row, 'dialect'),
    kind: text(row, 'kind'),
    id: text(row, 'id'),
    createdAt: instant(integer(row, 'created_at')),
    version: integer(row, 'version'),
    tags: decode<readonly string[]>(text(row, 'tags')),
    value: decode(text(row, 'value')),
    ...(typeof row.due_at === 'number' ? { dueAt: instant(row.due_at) } : {}),
  };
}

function tagged(marks: string): string {
  return `exists (select 1 from dialect_object_tags where scope in (${marks}) and seq = dialect_objects.seq)`;
}

function scope({ merchantId, dialect }: ObjectOwner, kind: string, tag: string): string {
  return `${merchantId}/${dialect}/${kind}/${tag}`;
}
