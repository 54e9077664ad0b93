import type { AuditEntry, AuditStore } from '../shop/audit.ts';
import { decode, encode } from './codec.ts';
import { commit, type Database, type Statement, statement, type Value } from './database.ts';

/** The audit trail in the database. */
export function auditStore(db: Database): AuditStore {
  return {
    add: (entry) => commit(db, audited(entry)),
    async page({ filter, limit, cursor }) {
      const { action, subject, subjectId, actorId, from, until } = filter;
      const conditions: readonly (readonly [sql: string, value: Value | undefined])[] = [
        ['number < ?', cursor === undefined ? undefined : Number(cursor)],
        ['action = ?', action],
        ['subject_kind = ?', subject],
        ['subject_id = ?', subjectId],
        ['actor_id = ?', actorId],
        ['at >= ?', from],
        ['at < ?', until],
      ];
      const asked = conditions.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
      const where = asked.length === 0 ? '' : `where ${asked.map(({ sql }) => sql).join(' and ')}`;
      const rows = await db.all(
        `select number, document from audit_entries ${where} order by number desc limit ?`,
        ...asked.map(({ value }) => value),
        limit + 1,
      );
      const entries = rows.slice(0, limit).map((row) => decode<AuditEntry>(row.document));
      const last = rows[limit - 1];
      return rows.length > limit && last ? { entries, nextCursor: String(last.number) } : { entries };
    },
  };
}

/** Writes an entry down, in the same commit as what it tells about. */
export function audited(entry: AuditEntry): Statement {
  const { at, by, action, about } = entry;
  return statement(
    `insert into audit_entries (at, actor_id, action, subject_kind, subject_id, document) values (?, ?, ?, ?, ?, ?)`,
    at,
    by.kind === 'staff' ? by.userId : null,
    action,
    about.kind,
    about.id,
    encode(entry),
  );
}
