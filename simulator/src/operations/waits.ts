import { type Instant, instant } from '../engine/ids.ts';
import { after } from '../platform/clock.ts';
import type { Clocks } from './clocks.ts';
import type { TimerSource } from './timer.ts';
import type { Place } from './world.ts';

/** What waits for a time: an answer that is late, a connection that is held open, an outage that ends. */
export type Waits = Readonly<{
  /** Resolves when the clock of the place shows so much more than it does now. */
  forMs: (place: Place, ms: number) => Promise<void>;
  /** What waits longest by a clock of its own: that of a merchant account that has one, or of an environment. */
  next: (place: Place, skip: ReadonlySet<string>) => Waiting | undefined;
  /** Lets everybody go, and nobody wait any more. */
  end: () => void;
}>;

/** One that waits. */
export type Waiting = Readonly<{ id: string; at: Instant; place: Place; letGo: () => void }>;

// A timer may come a little early, and a machine's clock in a test may stand: no reason to ask it all the time.
const LOOK_MIN_MS = 5;
const LOOK_MAX_MS = 3_600_000;

/** Nobody waits yet. */
export function openWaits(clocks: Clocks): Waits {
  const waiting = new Map<string, Waiting>();
  let count = 0;
  let ended = false;

  const forMs = (place: Place, ms: number): Promise<void> => {
    if (ended || ms <= 0) return Promise.resolve();
    const at = instant(clocks.now(place) + ms);
    count += 1;
    const id = `wait ${count}`;
    return new Promise((resolve) => {
      let cancel = () => {};
      const letGo = () => {
        cancel();
        if (waiting.delete(id)) resolve();
      };
      // A clock that goes with the machine's gets there by itself; one that stands is turned, and whoever does lets go.
      const look = () => {
        const left = at - clocks.now(place);
        if (left <= 0) letGo();
        else if (clocks.setting(place).kind === 'system')
          cancel = after(Math.min(Math.max(left, LOOK_MIN_MS), LOOK_MAX_MS), look);
      };
      waiting.set(id, { id, at, place, letGo });
      look();
    });
  };

  return {
    forMs,
    next: (place, skip) =>
      [...waiting.values()]
        .filter((one) => !skip.has(one.id) && livesBy(clocks, one.place, place))
        .toSorted((left, right) => left.at - right.at)[0],
    end: () => {
      ended = true;
      for (const { letGo } of [...waiting.values()]) letGo();
    },
  };
}

/** Whether the one place has no clock of its own but the other's. */
function livesBy(clocks: Clocks, one: Place, clockOf: Place): boolean {
  if (one.environment !== clockOf.environment) return false;
  const own = one.merchantId !== undefined && clocks.hasOwn(one) ? one.merchantId : undefined;
  return own === clockOf.merchantId;
}

/** What waits by the clock of a place, as something that falls due. */
export const waitTimer: TimerSource = async (world, clockOf, skip) => {
  const found = world.waits.next(clockOf, skip);
  if (found === undefined) return undefined;
  const { id, at, place, letGo } = found;
  return {
    about: id,
    at,
    run: async () => {
      letGo();
      return { at, kind: 'wait', ...(place.merchantId === undefined ? {} : { merchantId: place.merchantId }) };
    },
  };
};
