import type { DatabaseSync } from 'node:sqlite';
import { afterThisTurn } from '../platform/clock.ts';

type Task = Readonly<{ write: () => void; written: () => void; failed: (error: unknown) => void }>;

/**
 * Writes everything that is asked for in one turn of the event loop in one transaction, and answers only once it is
 * durable. Requests that arrive together share one commit; none is acknowledged before it.
 *
 * Everything between begin and commit is synchronous: with an await in between, another request's statements would join
 * this transaction, as there is only one connection.
 */
export class TurnWriter {
  #database: DatabaseSync;
  #tasks: Task[] = [];
  #scheduled = false;
  #closed = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Runs `work` in this turn's transaction; what it throws undoes its own writes and nobody else's. */
  write<T>(work: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the database is closed'));
    return new Promise((resolve, reject) => {
      let result: T;
      this.#tasks.push({
        write: () => {
          result = work();
        },
        written: () => resolve(result),
        failed: reject,
      });
      this.#schedule();
    });
  }

  /** Writes now what is waiting, so that a read that follows sees it. */
  flush(): void {
    const tasks = this.#tasks;
    if (tasks.length === 0) return;
    this.#tasks = [];
    const done: Task[] = [];
    try {
      this.#database.exec('begin immediate');
      for (const task of tasks) {
        if (this.#attempt(task)) done.push(task);
      }
      this.#database.exec('commit');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      for (const task of tasks) task.failed(error);
      return;
    }
    for (const task of done) task.written();
  }

  /** Writes what is waiting and takes nothing more. */
  close(): void {
    this.flush();
    this.#closed = true;
  }

  #attempt(task: Task): boolean {
    this.#database.exec('savepoint task');
    try {
      task.write();
      this.#database.exec('release task');
      return true;
    } catch (error) {
      this.#database.exec('rollback to task');
      this.#database.exec('release task');
      task.failed(error);
      return false;
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    afterThisTurn(() => {
      this.#scheduled = false;
      this.flush();
    });
  }
}
