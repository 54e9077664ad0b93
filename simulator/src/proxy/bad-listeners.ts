import type { TlsFlaw } from '../store/journal.ts';
import { type BadCounts, type BadListener, openBadListener } from './bad-listener.ts';

/** A listener with a flaw, as it is told of. */
export type BadListenerState = BadCounts & Readonly<{ id: string; environment: string; flaw: TlsFlaw; url: string }>;

/** Listeners with flaws; they end with the program at the latest. */
export type BadListeners = Readonly<{
  open: (asked: Readonly<{ environment: string; flaw: TlsFlaw }>) => Promise<BadListenerState | 'too_many'>;
  all: () => readonly BadListenerState[];
  close: (id: string) => Promise<'closed' | 'unknown'>;
  closeAll: () => Promise<void>;
}>;

const LISTENERS_MAX = 20;

type Opening = Omit<Parameters<typeof openBadListener>[0], 'flaw' | 'entrance' | 'ended'>;

/** None yet. */
export function openBadListeners(
  options: Readonly<{
    opening: Opening;
    entranceOf: (environment: string) => ReturnType<Parameters<typeof openBadListener>[0]['entrance']>;
    ended: (environment: string, ...how: Parameters<Parameters<typeof openBadListener>[0]['ended']>) => void;
    newId: () => string;
  }>,
): BadListeners {
  type Known = Readonly<{ environment: string; flaw: TlsFlaw; listener: BadListener }>;
  const known = new Map<string, Known>();
  // Counted from when it is asked for: those that are being bound are not known yet.
  let opened = 0;
  const stateOf = (id: string, { environment, flaw, listener }: Known): BadListenerState => ({
    id,
    environment,
    flaw,
    url: listener.url,
    ...listener.counts(),
  });
  return {
    open: async ({ environment, flaw }) => {
      if (opened >= LISTENERS_MAX) return 'too_many';
      opened += 1;
      try {
        const listener = await openBadListener({
          ...options.opening,
          flaw,
          entrance: () => options.entranceOf(environment),
          ended: (...how) => options.ended(environment, ...how),
        });
        const id = options.newId();
        const made = { environment, flaw, listener };
        known.set(id, made);
        return stateOf(id, made);
      } catch (error) {
        opened -= 1;
        throw error;
      }
    },
    all: () => [...known].map(([id, one]) => stateOf(id, one)),
    close: async (id) => {
      const found = known.get(id);
      if (found === undefined) return 'unknown';
      known.delete(id);
      await found.listener.close();
      opened -= 1;
      return 'closed';
    },
    closeAll: async () => void (await Promise.all([...known.values()].map(({ listener }) => listener.close()))),
  };
}
