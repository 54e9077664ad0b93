/** The real time as an ISO 8601 instant. */
export function instant(): string {
  return new Date().toISOString();
}

/** Milliseconds on a clock that never jumps; only differences of it mean anything. */
export function elapsedMs(): number {
  return performance.now();
}

/** Resolves after a while. For polling and load; a test waits for what it wants, never for time. */
export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

/**
 * Resolves when timers that are due have fired and what has come in over the network has been seen. After long work in
 * one piece, what this process believes about its connections is out of date until then.
 */
export async function caughtUp(): Promise<void> {
  // One turn may begin behind the part of the loop that reads from the network; the second one goes through all of it.
  for (const _ of [1, 2]) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Calls back at an interval until the returned function is called; does not keep the process alive. */
export function every(intervalMs: number, tick: () => void): () => void {
  const timer = setInterval(tick, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Something took longer than it was allowed to. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}

/** Settles as the promise does, or rejects when the deadline comes first. */
export async function within<T>(deadlineMs: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineExceeded(`${what}: not within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
