import type { DatabaseSync } from 'node:sqlite';
import { afterThisTurn } from '../platform/clock.ts';
import { Statements } from './sqlite-rows.ts';

/** Tells whether another connection has written to the file; asked of the file once in each turn of the event loop. */
export class Elsewhere {
  readonly #read: () => unknown;
  #version: unknown;
  #asked = false;

  constructor(database: DatabaseSync) {
    const version = new Statements(database).one('pragma data_version');
    this.#read = () => version()?.data_version;
  }

  /** Changes with every commit of another connection. What arrives later than such a commit arrives in a later turn. */
  version(): unknown {
    if (this.#asked) return this.#version;
    this.#asked = true;
    afterThisTurn(() => {
      this.#asked = false;
    });
    this.#version = this.#read();
    return this.#version;
  }
}

/**
 * What was read from the file or written to it, kept in memory for as long as it is what stands there: nothing outlives a
 * write of another process, and whoever writes in this one forgets or replaces what it changes. What is kept is not to be
 * changed by whoever is given it.
 */
export class Kept<T> {
  readonly #values = new Map<string, T>();
  readonly #elsewhere: Elsewhere;
  readonly #sizeMax: number;
  #known: unknown;

  constructor(elsewhere: Elsewhere, sizeMax: number) {
    this.#elsewhere = elsewhere;
    this.#sizeMax = sizeMax;
  }

  /** What is kept under this name, or else what `read` finds, which is kept from now on. */
  get(name: string, read: () => T): T {
    const version = this.#elsewhere.version();
    if (version !== this.#known) this.forgetAll();
    this.#known = version;
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const found = read();
    if (found !== undefined) this.put(name, found);
    return found;
  }

  /** To be called once it is committed. */
  put(name: string, value: T): void {
    this.#values.delete(name);
    this.#values.set(name, value);
    if (this.#values.size <= this.#sizeMax) return;
    const [oldest] = this.#values.keys();
    if (oldest !== undefined) this.#values.delete(oldest);
  }

  forgetAll(): void {
    this.#values.clear();
  }
}
