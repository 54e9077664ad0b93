import type { InboxEntry, UnverifiedCount } from '../payments/notification.ts';
import { UNVERIFIED_WHYS } from '../payments/notification.ts';
import type { InboxStore } from '../payments/world.ts';
import { instant } from '../shop/ids.ts';
import { decode, encode } from './codec.ts';
import { commit, type Database, onlyIfThere, type Row, statement } from './database.ts';

/** Notifications in the database. */
export function inboxStore(db: Database): InboxStore {
  return {
    async add(entry) {
      const added = statement(
        `insert into notifications (id, integration_id, webhook_id, order_id, state, next_attempt_at, version, document)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        entry.id,
        entry.integrationId,
        entry.webhookId,
        entry.orderId ?? null,
        entry.progress.state,
        nextAttemptAt(entry),
        entry.version,
        encode(entry),
      );
      return (await db.batch([added])) === 'taken' ? 'known' : 'added';
    },
    async replace(entry) {
      const replaced = onlyIfThere(
        `update notifications set state = ?, next_attempt_at = ?, version = ?, document = ?
         where id = ? and version = ?`,
        entry.progress.state,
        nextAttemptAt(entry),
        entry.version,
        encode(entry),
        entry.id,
        entry.version - 1,
      );
      return (await db.batch([replaced])) === 'done' ? 'replaced' : 'conflict';
    },
    async byWebhookId(integrationId, webhookId) {
      const row = await db.one(
        'select document from notifications where integration_id = ? and webhook_id = ?',
        integrationId,
        webhookId,
      );
      return row && entryOf(row);
    },
    async due(now, limit) {
      const rows = await db.all(
        `select document from notifications where state = 'received' and next_attempt_at <= ?
           order by next_attempt_at, number limit ?`,
        now,
        limit,
      );
      return rows.map(entryOf);
    },
    async ofOrder(id, limit) {
      const rows = await db.all(
        'select document from notifications where order_id = ? order by number desc limit ?',
        id,
        limit,
      );
      return rows.map(entryOf);
    },
    async ofIntegration(id, limit) {
      const rows = await db.all(
        'select document from notifications where integration_id = ? order by number desc limit ?',
        id,
        limit,
      );
      return rows.map(entryOf);
    },
    countUnverified: (id, why, at) =>
      commit(
        db,
        statement(
          `insert into unverified_notifications (integration_id, why, count, last_at) values (?, ?, 1, ?)
         on conflict (integration_id, why) do update set count = unverified_notifications.count + 1, last_at = excluded.last_at`,
          id,
          why,
          at,
        ),
      ),
    async unverified(id) {
      const rows = await db.all(
        'select why, count, last_at from unverified_notifications where integration_id = ? order by why',
        id,
      );
      return rows.flatMap(unverifiedCount);
    },
  };
}

function nextAttemptAt({ progress }: InboxEntry): number | null {
  return progress.state === 'received' ? progress.nextAttemptAt : null;
}

function entryOf(row: Row): InboxEntry {
  return decode<InboxEntry>(row.document);
}

function unverifiedCount(row: Row): readonly UnverifiedCount[] {
  const why = UNVERIFIED_WHYS.find((known) => known === row.why);
  return why === undefined ? [] : [{ why, count: Number(row.count), lastAt: instant(Number(row.last_at)) }];
}
