import { type Instant, instant } from '../engine/ids.ts';

/** The only source of time. Payments, tokens and journals ask it; nothing else in the simulator reads a clock. */
export interface Clock {
  /** Milliseconds since the Unix epoch, as this clock tells them. */
  now(): Instant;
  /** Milliseconds on a scale that never jumps, for measuring how long something took. */
  elapsedMs(): number;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => instant(Date.now()),
  elapsedMs: () => performance.now(),
};

/** A clock that stands still until it is turned. */
export interface VirtualClock extends Clock {
  /** Moves the clock forward by `ms` milliseconds; a negative amount throws. */
  advance(ms: number): void;
}

/** A virtual clock that starts at `start`. */
export function virtualClock(start: Instant): VirtualClock {
  let current = start;
  return {
    now: () => current,
    elapsedMs: () => current,
    advance(ms) {
      if (!(ms >= 0)) throw new Error(`a clock does not go back: ${ms} ms`);
      current = instant(current + ms);
    },
  };
}

/** The first instant a clock of the simulated world can be set to. */
export const CLOCK_FIRST = instant(Date.UTC(2000, 0, 1));
/** The last one: late enough for any test, early enough for every lifetime to end in a year of four digits. */
export const CLOCK_LAST = instant(Date.UTC(3000, 0, 1));

/** How a clock of the simulated world goes: with the machine's, by so much ahead or behind, or not until it is turned. */
export type ClockSetting = Readonly<{ kind: 'system'; offsetMs: number }> | Readonly<{ kind: 'frozen'; at: Instant }>;

/** What a clock shows at a time of the machine's. */
export function timeOn(setting: ClockSetting, machine: Instant): Instant {
  return setting.kind === 'frozen' ? setting.at : instant(machine + setting.offsetMs);
}

/** The same clock, turned so that it shows `at`. */
export function turnedTo(setting: ClockSetting, at: Instant, machine: Instant): ClockSetting {
  return setting.kind === 'frozen' ? { kind: 'frozen', at } : { kind: 'system', offsetMs: at - machine };
}

/** Runs `work` once, after everything that is already due in this turn of the event loop. */
export function afterThisTurn(work: () => void): void {
  setImmediate(work);
}

/** Runs `work` every `ms` milliseconds of real time without keeping the process alive; returns what stops it. */
export function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms);
  timer.unref();
  return () => clearInterval(timer);
}

/** Runs `work` once after `ms` milliseconds of real time without keeping the process alive; returns what cancels it. */
export function after(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
