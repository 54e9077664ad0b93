import { type Instant, later } from '../engine/ids.ts';
import { WINDOW_MS } from './judge.ts';

/** Remembers nonces for as long as their signatures would be believed. */
export type Replays = Readonly<{
  /** Whether it is new; it is not any more afterwards. */
  isNew: (keyId: string, nonce: string, now: Instant) => boolean;
}>;

const NONCES_MAX = 100_000;

/**
 * Nonces of this process alone: a restart forgets what was seen in the last minutes, and where there were more than fit,
 * the oldest is forgotten first.
 */
export function openReplays(): Replays {
  const seen = new Map<string, Instant>();
  return {
    isNew: (keyId, nonce, now) => {
      for (const [name, until] of seen) {
        // In the order they came in, which is that of their ends as long as clocks agree.
        if (until > now && seen.size < NONCES_MAX) break;
        seen.delete(name);
      }
      const name = `${keyId}\n${nonce}`;
      if (seen.has(name)) return false;
      // Twice the window: a signature may say that it was made as much later as its time may be off.
      seen.set(name, later(now, 2 * WINDOW_MS));
      return true;
    },
  };
}
