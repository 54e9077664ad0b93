import type { Log } from './log.ts';

/** Work that goes on after whoever caused it has been answered. */
export interface Background {
  /** Begins it; when the same is under way already, it is done once more afterwards, and never twice at once. */
  begin(what: string, work: () => Promise<unknown>): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** Nothing is under way in it yet. What fails is logged, as nobody waits for it. */
export function background(log: Log): Background {
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const run = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    do {
      again.delete(what);
      await work().catch((error: unknown) => log.error(error, `${what} failed`));
    } while (again.has(what));
    running.delete(what);
  };
  return {
    begin(what, work) {
      if (running.has(what)) again.add(what);
      else running.set(what, run(what, work));
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
