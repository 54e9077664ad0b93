import type { Spread } from './fault.ts';

/** The longest that a drawn wait takes: a tail has no end of its own. */
export const DRAWN_MAX_MS = 600_000;

// The standard normal distribution's 95th percentile.
const Z_95 = 1.6449;

/** How long it takes this time; `draws` are two numbers from 0 up to 1. */
export function spreadMs(spread: Spread, draws: readonly [first: number, second: number]): number {
  switch (spread.kind) {
    case 'fixed':
      return spread.ms;
    case 'uniform':
      return Math.round(spread.fromMs + draws[0] * (spread.toMs - spread.fromMs));
    case 'lognormal': {
      const sigma = Math.log(spread.p95Ms / spread.medianMs) / Z_95;
      return Math.min(Math.round(spread.medianMs * Math.exp(sigma * normal(draws))), DRAWN_MAX_MS);
    }
  }
}

/** A draw from the standard normal distribution (Box and Muller). */
function normal([first, second]: readonly [number, number]): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}
