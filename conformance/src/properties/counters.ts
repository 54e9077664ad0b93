/** How often each kind of thing was tried: proof that a property which held was not empty. */
export class Counters {
  readonly #counts = new Map<string, number>();

  count(what: string): void {
    this.#counts.set(what, this.of(what) + 1);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** What was counted under names that begin like this, in alphabetical order. */
  under(prefix: string): readonly (readonly [what: string, count: number])[] {
    return [...this.#counts].filter(([what]) => what.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Each thing that was tried less often than it has to be, in a sentence. */
  shortOf(minimums: Readonly<Record<string, number>>): readonly string[] {
    return Object.entries(minimums)
      .filter(([what, least]) => this.of(what) < least)
      .map(([what, least]) => `${what}: ${this.of(what)} times, at least ${least} wanted`);
  }
}
