/** Runs work that concerns the same thing one after the other, and everything else side by side. */
export type InTurn = <T>(about: string, work: () => Promise<T>) => Promise<T>;

/**
 * Without it, ten captures that arrive together on one payment decide on the same version and nine have to decide
 * again, and again. Across processes the version check of the store remains the judge.
 */
export function inTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (about, work) => {
    const before = last.get(about) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(about, mine);
    const forget = () => {
      if (last.get(about) === mine) last.delete(about);
    };
    mine.then(forget, forget);
    return mine;
  };
}
