/** What one target did in one or more rounds with one number of connections. */
export type Measured = Readonly<{
  requests: number;
  seconds: number;
  requestsPerSecond: number;
  /** Processor time that the server took for each. */
  cpuMs: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}>;

/** The value that this share of the sorted values does not exceed (nearest rank). */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** The middle of some values. */
export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** Sums up the latencies of requests that together took this long, and took the server so much processor time. */
export function measured(latenciesMs: readonly number[], took: Readonly<{ seconds: number; cpuMs: number }>): Measured {
  const sorted = Float64Array.from(latenciesMs).sort();
  return {
    requests: sorted.length,
    seconds: took.seconds,
    requestsPerSecond: sorted.length / took.seconds,
    cpuMs: took.cpuMs / sorted.length,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    maxMs: percentile(sorted, 1),
  };
}
