/** How many of how many are done, and how long that has taken. */
export type Progress = Readonly<{ done: number; total: number; elapsedMs: number }>;

const MINUTE_MS = 60_000;

/** How far something that takes long has come, such as `[ 3/98, 12 min left]`; the rest is expected to go on as fast. */
export function progressOf({ done, total, elapsedMs }: Progress): string {
  const place = `${String(done).padStart(String(total).length)}/${total}`;
  if (done === 0 || done >= total) return `[${place}]`;
  const leftMs = (elapsedMs * (total - done)) / done;
  const left = leftMs < MINUTE_MS ? `${Math.ceil(leftMs / 1_000)} s` : `${Math.ceil(leftMs / MINUTE_MS)} min`;
  return `[${place}, ${left} left]`;
}
