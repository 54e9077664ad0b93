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

  /**
   * Runs `work` in this turn's transaction; what it throws undoes its own writes and nobody else's. Where somebody else's
   * fails it is run again, so it has to do nothing but read and write the database. `written` is run at once when it is
   * durable, before anybody can read again.
   */
  write<T>(work: () => T, written: (result: T) => void = () => {}): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the database is closed'));
    return new Promise((resolve, reject) => {
      let result: T;
      this.#tasks.push({
        write: () => {
          result = work();
        },
        written: () => {
          written(result);
          resolve(result);
        },
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
    // Hardly any task fails, and a savepoint for each costs as much as a row: only where one has, all are done again.
    const outcome = this.#transaction(tasks, 'together');
    if (outcome === 'one_failed') this.#transaction(tasks, 'each_by_itself');
  }

  /** Writes what is waiting and takes nothing more. */
  close(): void {
    this.flush();
    this.#closed = true;
  }

  #transaction(tasks: readonly Task[], how: 'together' | 'each_by_itself'): 'over' | 'one_failed' {
    let done = tasks;
    try {
      this.#database.exec('begin immediate');
      if (how === 'each_by_itself') done = tasks.filter((task) => this.#attempt(task));
      else if (!this.#attemptAll(tasks)) return 'one_failed';
      this.#database.exec('commit');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      for (const task of tasks) task.failed(error);
      return 'over';
    }
    for (const task of done) task.written();
    return 'over';
  }

  /** Undoes everything where one fails, since what it has written by then cannot be told from what others have. */
  #attemptAll(tasks: readonly Task[]): boolean {
    try {
      for (const task of tasks) {
        task.write();
        // An error such as a full disk can end the transaction: what came next would be committed by itself.
        if (!this.#database.isTransaction) return false;
      }
      return true;
    } catch {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      return false;
    }
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
