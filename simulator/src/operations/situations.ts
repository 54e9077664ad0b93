import { isDeepStrictEqual } from 'node:util';
import type { Place } from '../accounts/environment.ts';
import type { Merchant } from '../accounts/merchant.ts';
import type { Fault } from '../faults/fault.ts';
import { spreadMs } from '../faults/spread.ts';
import { fractionOf } from '../platform/random.ts';
import { type About, type Counts, match } from '../situations/match.ts';
import { nearestName } from '../situations/nearest.ts';
import type { Aspect, IssuerRule, OutcomeRule, Rule, Situation } from '../situations/situation.ts';
import type { Setting, SettingStore } from '../store/settings.ts';
import type { Json } from '../store/store.ts';
import type { Disorder } from '../webhooks/disorder.ts';
import { readCounts, readStanding } from './kept-situations.ts';

/** A situation as it was written, and as it is understood. */
export type Known = Readonly<{ situation: Situation; written: Json }>;

/** A situation that is set, with the name of this setting: what was counted under another one does not count. */
export type Standing = Known & Readonly<{ since: string }>;

/** What one merchant account has met of a situation that is set. */
export type Counted = Readonly<{ since: string; counts: Counts }>;

/** Whose occasion it is. */
export type Whose = Pick<Merchant, 'id' | 'environment' | 'name'>;

/** A fault that applies, with how long it takes if it is one that takes long. */
export type AppliedFault = Readonly<{ fault: Fault; waitMs: number }>;

/** What the simulated world does, by environment and merchant account: each question is an occasion, and is counted. */
export type Situations = Readonly<{
  /** Those that can be set by name, in alphabetical order. */
  library: readonly Known[];
  /** Every place that something is set for, with the name of it. */
  standing: () => readonly (Place & Readonly<{ name: string }>)[];
  /** What is set for exactly this place. */
  setFor: (place: Place) => Known | undefined;
  /** What applies in a place: a merchant account without a situation of its own is in that of its environment. */
  at: (place: Place) => Known | undefined;
  set: (place: Place, situation: Known) => Promise<void>;
  unset: (place: Place) => Promise<'removed' | 'unknown'>;
  /** What a merchant account has met of the situation that it is in. */
  countsOf: (place: Required<Place>) => Counts;
  /** Begins to count anew for a merchant account. */
  countAnew: (place: Required<Place>) => Promise<void>;
  issuer: (whose: Whose, about: About) => IssuerRule | undefined;
  outcome: (whose: Whose, about: About) => OutcomeRule | undefined;
  fault: (whose: Whose, about: About) => AppliedFault | undefined;
  notification: (whose: Whose, about: About) => Disorder | undefined;
}>;

const STANDING = 'situation';
const COUNTED = 'situation_counts';

/** What the situations of a program need to begin with. */
export type SituationOptions = Readonly<{
  library: readonly Known[];
  /** What the draws follow from. */
  seed: string;
  /** Names a setting. */
  fresh: () => string;
  /** Is told of what could not be kept, as nobody waits for that, and of what was kept and cannot be read. */
  trouble: (error: unknown, what: string) => void;
}>;

/** The situations as they were kept. */
export async function keptSituations(store: SettingStore, options: SituationOptions): Promise<Situations> {
  return situationsOf(store, options, await store.settingsOf(STANDING), await store.settingsOf(COUNTED));
}

/** The situations of a store, as far as it is known what is kept there. */
export function situationsOf(
  store: SettingStore,
  options: SituationOptions,
  keptStanding: readonly Setting[] = [],
  keptCounted: readonly Setting[] = [],
): Situations {
  const standing = new Map<string, Standing & Readonly<{ place: Place }>>();
  for (const { value, ...place } of keptStanding) {
    const kept = readStanding(value);
    if (kept !== undefined) standing.set(nameOf(place), { ...kept, place: bare(place) });
    else options.trouble(new Error('no situation any more'), `what is set for ${nameOf(place)} was passed over`);
  }
  const counted = new Map(keptCounted.map(({ value, ...place }) => [nameOf(place), readCounts(value)] as const));

  const at = (place: Place) => standing.get(nameOf(place)) ?? standing.get(place.environment);

  const ask = <A extends Aspect>(aspect: A, whose: Whose, about: About) => {
    // Each merchant account counts for itself, so that two suites in one environment do not disturb one another.
    const place = { environment: whose.environment, merchantId: whose.id };
    const current = at(place);
    if (current === undefined || !current.situation.rules.some((rule) => rule[aspect] !== undefined)) return undefined;
    const { situation, since } = current;
    const drawn = (rule: number, ordinal: number, what: string) =>
      fractionOf(options.seed, [nameOf(place), situation.name, aspect, rule, ordinal, what].join('/'));
    const known = counted.get(nameOf(place));
    const { applied, counts } = match(
      situation,
      aspect,
      { ...about, merchant: whose },
      known?.since === since ? known.counts : {},
      ({ rule, ordinal }) => drawn(rule, ordinal, 'applies'),
    );
    counted.set(nameOf(place), { since, counts });
    if (situation.rules.some(isCounting)) {
      store
        .putSetting({ ...place, kind: COUNTED, value: { since, counts } })
        .catch((error: unknown) => options.trouble(error, 'what a situation has counted could not be kept'));
    }
    return applied === undefined ? undefined : { ...applied, drawn };
  };

  return {
    library: options.library,
    at,
    standing: () => [...standing.values()].map(({ place, situation }) => ({ ...place, name: situation.name })),
    setFor: (place) => standing.get(nameOf(place)),
    set: async (place, { situation, written }) => {
      const since = options.fresh();
      standing.set(nameOf(place), { situation, written, since, place: bare(place) });
      await store.putSetting({ ...bare(place), kind: STANDING, value: { since, written } });
    },
    unset: async (place) => {
      standing.delete(nameOf(place));
      return store.removeSetting({ ...bare(place), kind: STANDING });
    },
    countsOf: (place) => {
      const known = counted.get(nameOf(place));
      return known !== undefined && known.since === at(place)?.since ? known.counts : {};
    },
    countAnew: async (place) => {
      counted.delete(nameOf(place));
      await store.removeSetting({ ...bare(place), kind: COUNTED });
    },
    issuer: (whose, about) => ask('issuer', whose, about)?.decides,
    outcome: (whose, about) => ask('outcome', whose, about)?.decides,
    notification: (whose, about) => ask('notification', whose, about)?.decides,
    fault: (whose, about) => {
      const applied = ask('fault', whose, about);
      if (applied === undefined) return undefined;
      const { decides: fault, rule, ordinal, drawn } = applied;
      if (fault.kind !== 'latency') return { fault, waitMs: 0 };
      const draws = [drawn(rule, ordinal, 'first'), drawn(rule, ordinal, 'second')] as const;
      return { fault, waitMs: spreadMs(fault.spread, draws) };
    },
  };
}

/** A situation of the library by its name, or why there is none. */
export function namedSituation(
  situations: Situations,
  name: string,
): Readonly<{ known: Known }> | Readonly<{ why: string }> {
  const known = situations.library.find(({ situation }) => situation.name === name);
  if (known !== undefined) return { known };
  const names = situations.library.map(({ situation }) => situation.name);
  const near = nearestName(name, names);
  return { why: near === undefined ? `Known are ${names.join(', ')}.` : `Did you mean ${near}?` };
}

/** Puts an environment into a situation of the library at the start; one that it is in already goes on counting. */
export async function setAtStart(situations: Situations, environment: string, name: string): Promise<void> {
  const found = namedSituation(situations, name);
  if ('why' in found) throw new Error(`there is no situation "${name}". ${found.why}`);
  const current = situations.setFor({ environment });
  if (current !== undefined && isDeepStrictEqual(current.written, found.known.written)) return;
  await situations.set({ environment }, found.known);
}

/** Whether it matters to the rule how many occasions it has met. */
function isCounting({ when, fault }: Rule): boolean {
  const isDrawn = fault?.kind === 'latency' && fault.spread.kind !== 'fixed';
  return when.nth !== undefined || when.probability !== undefined || isDrawn;
}

function nameOf({ environment, merchantId }: Place): string {
  return merchantId === undefined ? environment : `${environment}/${merchantId}`;
}

function bare({ environment, merchantId }: Place): Place {
  return merchantId === undefined ? { environment } : { environment, merchantId };
}
