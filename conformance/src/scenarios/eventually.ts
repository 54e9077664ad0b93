import { elapsedMs, pause } from '../platform/clock.ts';

const WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 50;

/** Looks until what is seen is what is wanted; for what others do in their own time, such as sending a notification. */
export async function eventually<T>(what: string, look: () => Promise<T>, wanted: (seen: T) => boolean): Promise<void> {
  const startedMs = elapsedMs();
  let seen = await look();
  while (!wanted(seen)) {
    if (elapsedMs() - startedMs > WITHIN_MS)
      throw new Error(`${what}: not within ${WITHIN_MS} ms; last seen: ${String(seen)}`);
    await pause(LOOK_EVERY_MS);
    seen = await look();
  }
}
