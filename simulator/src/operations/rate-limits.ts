import type { Place } from '../accounts/environment.ts';
import type { Instant } from '../engine/ids.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Json } from '../store/store.ts';

/** How many requests a second a merchant account may make in an environment; undefined is any number of them. */
export type RateLimit = number | undefined;

/** The rate limits of the environments, and what merchant accounts have made of them. */
export type RateLimits = Readonly<{
  of: (environment: string) => RateLimit;
  set: (environment: string, perSecond: RateLimit) => Promise<void>;
  /** Counts one request; says whether it is one too many, which does not count. */
  admits: (place: Required<Place>, now: Instant) => boolean;
}>;

const KIND = 'rate_limit';
// What is full is the same as what nobody has taken from.
const BUCKETS_MAX = 10_000;

/** The limits as they were kept; an environment without one has none. */
export async function keptRateLimits(store: SettingStore): Promise<RateLimits> {
  const known = (await store.settingsOf(KIND)).flatMap(({ environment, value }) => {
    const perSecond = read(value);
    return perSecond === undefined ? [] : [[environment, perSecond] as const];
  });
  return rateLimitsOf(store, new Map(known));
}

/**
 * Limits by a bucket for each merchant account: a second's worth of requests at once, and as many again in every second
 * by the account's own clock. A clock that stands gives nothing back until it is turned.
 */
export function rateLimitsOf(store: SettingStore, limits: Map<string, number> = new Map()): RateLimits {
  const buckets = new Map<string, Readonly<{ left: number; at: Instant }>>();
  return {
    of: (environment) => limits.get(environment),
    set: async (environment, perSecond) => {
      buckets.clear();
      if (perSecond === undefined) {
        limits.delete(environment);
        await store.removeSetting({ environment, kind: KIND });
        return;
      }
      limits.set(environment, perSecond);
      await store.putSetting({ environment, kind: KIND, value: { perSecond } });
    },
    admits: ({ environment, merchantId }, now) => {
      const perSecond = limits.get(environment);
      if (perSecond === undefined) return true;
      const bucket = buckets.get(merchantId) ?? { left: perSecond, at: now };
      const left = Math.min(perSecond, bucket.left + (Math.max(0, now - bucket.at) * perSecond) / 1000);
      if (buckets.size >= BUCKETS_MAX && !buckets.has(merchantId)) buckets.clear();
      buckets.set(merchantId, { left: left >= 1 ? left - 1 : left, at: now });
      return left >= 1;
    },
  };
}

function read(value: Json): number | undefined {
  if (typeof value !== 'object' || value === null || !('perSecond' in value)) return undefined;
  return typeof value.perSecond === 'number' ? value.perSecond : undefined;
}
