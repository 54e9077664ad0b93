import type { DatabaseSync } from 'node:sqlite';
import { Statements } from './sqlite-rows.ts';

/**
 * What was read from the file or written to it, kept in memory for as long as it is what stands there: nothing outlives a
 * write of another process, and whoever writes in this one forgets or replaces what it changes. What is kept is not to be
 * changed by whoever is given it.
 */
export class Kept<T> {
  readonly #values = new Map<string, T>();
  readonly #version: () => unknown;
  readonly #sizeMax: number;
  #known: unknown;

  constructor(database: DatabaseSync, sizeMax: number) {
    // Changes with every commit of another connection, and is read from shared memory, not from the file.
    const version = new Statements(database).one('pragma data_version');
    this.#version = () => version()?.data_version;
    this.#known = this.#version();
    this.#sizeMax = sizeMax;
  }

  /** What is kept under this name, or else what `read` finds, which is kept from now on. */
  get(name: string, read: () => T): T {
    const version = this.#version();
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
