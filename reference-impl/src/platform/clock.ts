import { type Instant, instant } from '../shop/ids.ts';

/** The only source of time: what expires and what is recorded asks it. */
export interface Clock {
  /** Milliseconds since the Unix epoch, as this clock tells them. */
  now(): Instant;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => instant(Date.now()) };

/** A clock that stands still until it is turned. */
export interface HandTurnedClock extends Clock {
  /** Moves the clock forward by so many milliseconds. */
  advance(ms: number): void;
}

/** A hand-turned clock that starts at an instant. */
export function handTurnedClock(start: Instant): HandTurnedClock {
  let current = start;
  return {
    now: () => current,
    advance(ms) {
      current = instant(current + ms);
    },
  };
}

/** A signal that aborts after so many milliseconds of real time, without keeping the process alive. */
export function deadline(ms: number): AbortSignal {
  return AbortSignal.timeout(ms);
}

/** Does work again and again, so many milliseconds after it was last done, until the returned function is called. */
export function again(ms: number, work: () => Promise<void>): () => void {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    timer = setTimeout(async () => {
      await work();
      if (!isOver) next();
    }, ms);
    timer.unref();
  };
  next();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
