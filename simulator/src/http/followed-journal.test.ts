import { expect, test } from 'vitest';
import { instant } from '../engine/ids.ts';
import { afterThisTurn } from '../platform/clock.ts';
import type { JournalQuery, JournalStore, NumberedEntry } from '../store/journal.ts';
import { followedJournal } from './followed-journal.ts';

const entry = (number: number): NumberedEntry => ({
  number,
  at: instant(0),
  environment: 'sandbox',
  dialect: 'generic',
  requestId: `req_${number}`,
  crossing: false,
  request: { headers: {} },
  response: { headers: {} },
  durationMs: 0,
});

/** A journal that reads as slowly as a database behind a network: what it answers is what there was when it was asked. */
class SlowJournal implements JournalStore {
  readonly entries: NumberedEntry[] = [];
  readonly followers = new Set<(entry: NumberedEntry) => void>();
  reads = 0;

  append(): void {
    const next = entry(this.entries.length + 1);
    this.entries.push(next);
    for (const follower of this.followers) follower(next);
  }
  async readJournal({ after = 0, limit }: JournalQuery): Promise<readonly NumberedEntry[]> {
    this.reads += 1;
    const found = this.entries.filter(({ number }) => number > after).slice(0, limit);
    await nextTurn();
    return found;
  }
  followJournal(listener: (entry: NumberedEntry) => void): () => void {
    this.followers.add(listener);
    return () => this.followers.delete(listener);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => afterThisTurn(resolve));
}

function follow(journal: SlowJournal, after: number | undefined, lastEventId?: string) {
  const heard: number[] = [];
  const query = { limit: 100, ...(after === undefined ? {} : { after }) };
  const reply = followedJournal(journal, { query, lastEventId, render: ({ requestId }) => requestId });
  if (!('start' in reply)) throw new Error('not a stream');
  const stop = reply.start((text) => {
    const id = /^id: (\d+)/.exec(text)?.[1];
    if (id !== undefined) heard.push(Number(id));
  });
  return { heard, stop };
}

test('what is written between a reading and its end is not lost, and not heard twice', async () => {
  const journal = new SlowJournal();
  for (let count = 0; count < 3; count += 1) journal.append();
  const { heard } = follow(journal, 0);
  journal.append();
  journal.append();
  while (heard.length < 5) await nextTurn();
  journal.append();
  expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
  expect(journal.reads).toBe(2);
});

test('a long past is read in pieces', async () => {
  const journal = new SlowJournal();
  for (let count = 0; count < 1_200; count += 1) journal.append();
  const { heard } = follow(journal, 100);
  while (heard.length < 1_100) await nextTurn();
  expect(heard).toEqual(Array.from({ length: 1_100 }, (_, index) => index + 101));
  expect(journal.reads).toBe(3);
});

const resumptions: readonly [after: number | undefined, lastEventId: string | undefined, first: number][] = [
  // after     Last-Event-ID   first heard of five there are and one that comes
  [undefined, undefined, 6],
  [2, undefined, 3],
  [2, '4', 5],
  [undefined, '4', 5],
  [2, 'four', 3],
  [2, '-1', 3],
  [2, '9'.repeat(30), 3],
];
for (const [after, lastEventId, first] of resumptions) {
  test(`after ${after} with Last-Event-ID ${lastEventId?.slice(0, 5)}: from ${first} on`, async () => {
    const journal = new SlowJournal();
    for (let count = 0; count < 5; count += 1) journal.append();
    const { heard } = follow(journal, after, lastEventId);
    await nextTurn();
    await nextTurn();
    journal.append();
    expect(heard[0]).toBe(first);
  });
}

test('a follower that leaves hears nothing more, also of what is being read', async () => {
  const journal = new SlowJournal();
  journal.append();
  const { heard, stop } = follow(journal, 0);
  stop();
  await nextTurn();
  journal.append();
  expect(heard).toEqual([]);
  expect(journal.followers.size).toBe(0);
});
