import { type Instant, later } from '../engine/ids.ts';
import type { Outage } from '../faults/fault.ts';
import type { Waits } from './waits.ts';

/** How an environment's listener refuses whoever wants to connect. */
export type Refusing = 'nobody' | 'everybody' | Readonly<{ next: number }>;

/** Whether an environment can be connected to, and when it will be again. */
export type OutageState = Readonly<
  | { kind: 'none' }
  | { kind: 'connections'; left: number }
  | { kind: 'time'; until: Instant }
  | { kind: 'until_cleared' }
>;

/** Outages of environments; they end with the program at the latest. */
export type Outages = Readonly<{
  begin: (environment: string, outage: Outage) => Promise<void>;
  end: (environment: string) => Promise<void>;
  of: (environment: string) => OutageState;
}>;

/** What a listener can be told about connections, and asked. */
export type Connections = Readonly<{ refuse: (whom: Refusing) => Promise<void>; refusesNext: () => number }>;

/** No outage yet. */
export function openOutages(
  options: Readonly<{
    waits: Waits;
    now: (environment: string) => Instant;
    /** An environment's listener. */
    connectionsOf: (environment: string) => Connections;
    /** Is told of a port that could not be opened again, as nobody waits for that. */
    failed: (error: unknown) => void;
  }>,
): Outages {
  const { waits, now, connectionsOf, failed } = options;
  type Current = Readonly<{ outage: Outage; until: Instant | undefined }>;
  const current = new Map<string, Current>();

  const end = async (environment: string): Promise<void> => {
    current.delete(environment);
    await connectionsOf(environment).refuse('nobody');
  };
  return {
    end,
    begin: async (environment, outage) => {
      const mine: Current = {
        outage,
        until: outage.kind === 'time' ? later(now(environment), outage.ms) : undefined,
      };
      current.set(environment, mine);
      if (outage.kind === 'connections') return connectionsOf(environment).refuse({ next: outage.count });
      await connectionsOf(environment).refuse('everybody');
      if (outage.kind !== 'time') return;
      // Not awaited: the outage has begun, and ends when its time has come or somebody ends it before.
      waits
        .forMs({ environment }, outage.ms)
        .then(() => (current.get(environment) === mine ? end(environment) : undefined))
        .catch(failed);
    },
    of: (environment) => {
      const found = current.get(environment);
      if (found === undefined) return { kind: 'none' };
      if (found.outage.kind === 'connections') {
        const left = connectionsOf(environment).refusesNext();
        return left === 0 ? { kind: 'none' } : { kind: 'connections', left };
      }
      return found.until === undefined ? { kind: 'until_cleared' } : { kind: 'time', until: found.until };
    },
  };
}
