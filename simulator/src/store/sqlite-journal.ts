import type { DatabaseSync } from 'node:sqlite';
import { decode, encodeJson } from './codec.ts';
import type { JournalEntry, JournalStore, NumberedEntry } from './journal.ts';
import { Filter, integer, Statements, text } from './sqlite-rows.ts';
import type { TurnWriter } from './turn-writer.ts';

/** The journal in SQLite. `lost` is told when an entry could not be written, as nobody waits for it. */
export function sqliteJournal(
  database: DatabaseSync,
  writer: TurnWriter,
  lost: (error: unknown) => void,
): JournalStore {
  const statements = new Statements(database);
  const followers = new Set<(entry: NumberedEntry) => void>();
  const insertEntry = statements.insert(
    `insert into journal (environment, merchant_id, payment_id, crossing, outgoing, path, status, document)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const writeEntry = (entry: JournalEntry): NumberedEntry => {
    const number = insertEntry(
      entry.environment,
      entry.merchantId ?? entry.credential?.merchantId ?? null,
      entry.paymentId ?? null,
      entry.crossing ? 1 : 0,
      entry.delivery === undefined ? 0 : 1,
      entry.request.path ?? null,
      entry.response.status ?? null,
      encodeJson(entry),
    );
    return { number: number ?? 0, ...entry };
  };

  return {
    append: (entry) => {
      writer
        .write(() => writeEntry(entry))
        .then((numbered) => {
          for (const follower of followers) follower(numbered);
        })
        .catch(lost);
    },
    readJournal: async (query) => {
      writer.flush();
      const filter = new Filter();
      if (query.environment !== undefined) filter.and('environment = ?', query.environment);
      if (query.merchantId !== undefined) filter.and('merchant_id = ?', query.merchantId);
      if (query.paymentId !== undefined) filter.and('payment_id = ?', query.paymentId);
      if (query.crossing !== undefined) filter.and('crossing = ?', query.crossing ? 1 : 0);
      if (query.direction !== undefined) filter.and('outgoing = ?', query.direction === 'outgoing' ? 1 : 0);
      if (query.path !== undefined) filter.and('substr(path, 1, length(?)) = ?', query.path, query.path);
      if (query.status !== undefined) filter.and('status = ?', query.status);
      if (query.after !== undefined) filter.and('number > ?', query.after);
      if (query.before !== undefined) filter.and('number < ?', query.before);
      const order = query.order === 'newest_first' ? 'number desc' : 'number';
      const sql = `select number, document from journal ${filter.where()} order by ${order} limit ?`;
      return statements
        .all(sql)(...filter.values, query.limit)
        .map((row) => ({ number: integer(row, 'number'), ...decode<JournalEntry>(text(row, 'document')) }));
    },
    followJournal: (listener) => {
      followers.add(listener);
      return () => followers.delete(listener);
    },
  };
}
