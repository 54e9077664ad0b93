import { AUDIT_SUBJECTS, type AuditEntry, type AuditFilter, isAuditAction } from '../shop/audit.ts';
import { instant, userId } from '../shop/ids.ts';
import { isoText } from '../shop/instant.ts';
import { json, operation } from './operation.ts';
import { type FieldError, invalid } from './problem.ts';
import type { QueryOf } from './schema.ts';
import type { components } from './wire.d.ts';

/** Who did what. */
export const auditOperations = {
  listAuditEntries: operation(
    'listAuditEntries',
    { kind: 'permission', permission: 'view_audit' },
    async (world, { query }) => {
      const filter = filterOf(query);
      if ('errors' in filter) return invalid(...filter.errors);
      const { limit = 50, cursor } = query;
      const page = await world.audit.page({ filter, limit, ...(cursor === undefined ? {} : { cursor }) });
      const { nextCursor } = page;
      const auditEntries = page.entries.map(wireEntry);
      return json(200, { auditEntries, ...(nextCursor === undefined ? {} : { nextCursor }) });
    },
  ),
};

function filterOf(query: QueryOf<'listAuditEntries'>): AuditFilter | Readonly<{ errors: readonly FieldError[] }> {
  const { subjectId, userId: actor, from, until } = query;
  const action = query.action !== undefined && isAuditAction(query.action) ? query.action : undefined;
  const subject = AUDIT_SUBJECTS.find((known) => known === query.subject);
  const errors = [
    ...(query.action !== undefined && action === undefined ? [{ pointer: 'action', detail: 'is not an action' }] : []),
    ...(query.subject !== undefined && subject === undefined
      ? [{ pointer: 'subject', detail: 'is not a kind of thing' }]
      : []),
  ];
  if (errors.length > 0) return { errors };
  return {
    ...(action === undefined ? {} : { action }),
    ...(subject === undefined ? {} : { subject }),
    ...(subjectId === undefined ? {} : { subjectId }),
    ...(actor === undefined ? {} : { actorId: userId(actor) }),
    ...(from === undefined ? {} : { from: instant(Date.parse(from)) }),
    ...(until === undefined ? {} : { until: instant(Date.parse(until)) }),
  };
}

function wireEntry({ at, by, action, about, changes }: AuditEntry): components['schemas']['AuditEntry'] {
  return { at: isoText(at), by, action, about, changes: [...changes] };
}
