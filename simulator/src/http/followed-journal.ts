import type { JournalQuery, JournalStore, NumberedEntry } from '../store/journal.ts';
import type { Reply } from './exchange.ts';

// How many entries are read at once while a follower catches up with what was written before it came.
const CATCH_UP = 500;

/** What a follower wants to hear, from where on, and as what it is told. */
export type Following = Readonly<{
  query: JournalQuery;
  lastEventId: string | undefined;
  render: (entry: NumberedEntry) => unknown;
}>;

/** The journal as server-sent events: first what matches from `after` (or Last-Event-ID) on, then what is written. */
export function followedJournal(journal: JournalStore, { query, lastEventId, render }: Following): Reply {
  const resumeAfter = /^\d{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : query.after;
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
    start: (write) => {
      let last = resumeAfter ?? 0;
      let caughtUp = resumeAfter === undefined;
      let missed = false;
      let ended = false;
      const send = (entry: NumberedEntry) => {
        if (ended || entry.number <= last) return;
        last = entry.number;
        write(`id: ${entry.number}\nevent: entry\ndata: ${JSON.stringify(render(entry))}\n\n`);
      };
      const stop = journal.followJournal((entry) => {
        // What is written while the past is read is read with it, or makes for one more reading: nothing falls between.
        if (!caughtUp) missed = true;
        else if (matches(entry, query)) send(entry);
      });
      write(': following\n\n');
      const catchUp = async () => {
        while (!ended && !caughtUp) {
          missed = false;
          const entries = await journal.readJournal({ ...query, after: last, limit: CATCH_UP });
          for (const entry of entries) send(entry);
          caughtUp = entries.length < CATCH_UP && !missed;
        }
      };
      catchUp().catch(() => {
        // The store is closed: the connection goes with it, and the follower will ask again from its last entry.
        ended = true;
      });
      return () => {
        ended = true;
        stop();
      };
    },
  };
}

function matches(entry: NumberedEntry, query: JournalQuery): boolean {
  const { environment, merchantId, paymentId, crossing, direction, path, status, after } = query;
  return (
    (environment === undefined || entry.environment === environment) &&
    (merchantId === undefined || (entry.merchantId ?? entry.credential?.merchantId) === merchantId) &&
    (paymentId === undefined || entry.paymentId === paymentId) &&
    (crossing === undefined || entry.crossing === crossing) &&
    (direction === undefined || (direction === 'outgoing') === (entry.delivery !== undefined)) &&
    (path === undefined || (entry.request.path ?? '').startsWith(path)) &&
    (status === undefined || entry.response.status === status) &&
    (after === undefined || entry.number > after)
  );
}
