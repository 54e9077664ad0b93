import { type Instant, instant } from '../engine/ids.ts';
import { CLOCK_FIRST, CLOCK_LAST, type Clock, type ClockSetting, timeOn, turnedTo } from '../platform/clock.ts';
import type { Setting, SettingStore } from '../store/settings.ts';
import type { Json, Store } from '../store/store.ts';
import type { TimersRun } from './timer.ts';
import { nextTimer, runTimers } from './timers.ts';
import type { Place, World } from './world.ts';

/** The clocks of the environments, and of the merchant accounts that have one of their own. */
export type Clocks = Readonly<{
  /** The time in a place: a merchant account without a clock of its own follows its environment. */
  now: (place: Place) => Instant;
  /** What the clock of a place shows at another time of the machine's. */
  at: (place: Place, machine: Instant) => Instant;
  machine: () => Instant;
  /** How the clock goes that a place lives by. */
  setting: (place: Place) => ClockSetting;
  /** Whether a merchant account has a clock of its own; an environment always has. */
  hasOwn: (place: Place) => boolean;
  /** Every place of an environment with a clock of its own. */
  places: (environment: string) => readonly Place[];
  /** Sets the clock at once, and resolves when that is kept; nothing takes a merchant's own clock away. */
  set: (place: Place, setting: ClockSetting | undefined) => Promise<void>;
}>;

const KIND = 'clock';
const MACHINE_TIME: ClockSetting = { kind: 'system', offsetMs: 0 };

/**
 * The clocks as they were kept. An environment that has none yet gets the one it is to have from its first start on;
 * rejects when that would set it back, since merchant accounts have lived there by the machine's clock.
 */
export async function keptClocks(
  store: Store,
  machine: Clock,
  atStart: Readonly<Record<string, Readonly<{ at?: Instant }>>>,
): Promise<Clocks> {
  const known = await store.settingsOf(KIND);
  const clocks = clocksOf(store, machine, known);
  for (const [environment, { at = machine.now() }] of Object.entries(atStart)) {
    if (known.some((setting) => setting.environment === environment && setting.merchantId === undefined)) continue;
    const lived = (await store.listMerchants({ environment, limit: 1 })).length > 0;
    if (lived && at < machine.now())
      throw new Error(`time does not go back in ${environment}, where it is used already`);
    await clocks.set({ environment }, { kind: 'frozen', at });
  }
  return clocks;
}

/** Clocks that go with the machine's, but for those that are known to be set. */
export function clocksOf(store: SettingStore, machine: Clock, known: readonly Setting[] = []): Clocks {
  const own = new Map(
    known.map(({ value, ...place }) => [nameOf(place), { place: bare(place), setting: read(value) }]),
  );
  const setting = (place: Place) =>
    own.get(nameOf(place))?.setting ?? own.get(nameOf({ environment: place.environment }))?.setting ?? MACHINE_TIME;
  return {
    now: (place) => timeOn(setting(place), machine.now()),
    at: (place, time) => timeOn(setting(place), time),
    machine: () => machine.now(),
    setting,
    hasOwn: (place) => place.merchantId === undefined || own.has(nameOf(place)),
    places: (environment) => [
      { environment },
      ...[...own.values()].flatMap(({ place }) =>
        place.environment === environment && place.merchantId !== undefined ? [place] : [],
      ),
    ],
    set: async (place, next) => {
      // First in memory: whatever is stored from now on is stored after this, so that no restart can undo time.
      if (next === undefined) own.delete(nameOf(place));
      else own.set(nameOf(place), { place: bare(place), setting: next });
      if (next === undefined) await store.removeSetting({ ...bare(place), kind: KIND });
      else await store.putSetting({ ...bare(place), kind: KIND, value: next });
    },
  };
}

/** How a clock is to be turned. Without an offset it runs on from where it stands, if that is ahead of the machine's. */
export type Turn =
  | Readonly<{ to: 'frozen'; at?: Instant }>
  | Readonly<{ to: 'system'; offsetMs?: number }>
  /** Back to what it would be if nobody had set it: the environment's clock, or the machine's. */
  | Readonly<{ to: 'unset' }>
  | Readonly<{ to: 'later'; ms: number }>
  | Readonly<{ to: 'next_timer' }>;

/** What became of it. */
export type Turned =
  | (Readonly<{ kind: 'turned' }> & TimersRun)
  /** Time does not go back: nothing was changed. */
  | Readonly<{ kind: 'back'; stands: Instant; asked: Instant }>
  /** Beyond the first or the last instant of a clock: nothing was changed. */
  | Readonly<{ kind: 'out_of_range' }>
  /** The merchant account follows its environment, and has no clock that could be advanced. */
  | Readonly<{ kind: 'not_own' }>;

/**
 * Turns the clock of a place. Everything that falls due on the way is run in the order of time, with the clock standing
 * where it was due. One clock is turned by one caller at a time.
 */
export function turnClock(world: World, place: Place, turn: Turn): Promise<Turned> {
  return world.inTurn(`clock ${nameOf(place)}`, () => turned(world, place, turn));
}

async function turned(world: World, place: Place, turn: Turn): Promise<Turned> {
  const { clocks } = world;
  const isOwn = clocks.hasOwn(place);
  if (!isOwn && (turn.to === 'later' || turn.to === 'next_timer')) return { kind: 'not_own' };
  const next = turn.to === 'next_timer' ? await nextTimer(world, place) : undefined;
  // From here until the clock is stopped nothing is waited for: nobody can be told a later time than this one.
  const stands = clocks.now(place);
  const way = wayOf(world, place, { turn, stands, next: next?.at });
  if (way.until < stands) return { kind: 'back', stands, asked: way.until };
  if (way.until > CLOCK_LAST || way.until < CLOCK_FIRST) return { kind: 'out_of_range' };
  if (!isOwn && turn.to === 'unset') return { kind: 'turned', ran: [], more: false };
  if (turn.to === 'frozen') await clocks.set(place, { kind: 'frozen', at: stands });
  else if (!isOwn) await clocks.set(place, clocks.setting(place));
  const standAt = async (at: Instant) => {
    if (at > clocks.now(place)) await clocks.set(place, turnedTo(clocks.setting(place), at, clocks.machine()));
  };
  const run = await runTimers(world, place, way.until, standAt);
  // With more to run than one turn takes, the clock stays where it has come, and can be asked again.
  if (run.more) return { kind: 'turned', ...run };
  await standAt(way.until);
  if (way.afterwards !== 'goes_as_it_does') await clocks.set(place, way.afterwards);
  return { kind: 'turned', ...run };
}

/** How far a clock is to be turned, and how it goes once it has come there. */
type Way = Readonly<{ until: Instant; afterwards: 'goes_as_it_does' | ClockSetting | undefined }>;

/** Waits for nothing; `stands` is where the clock stands, `next` when something falls due next. */
function wayOf(
  { clocks }: World,
  { environment, merchantId }: Place,
  { turn, stands, next = stands }: Readonly<{ turn: Turn; stands: Instant; next: Instant | undefined }>,
): Way {
  const machine = clocks.machine();
  switch (turn.to) {
    case 'frozen':
      return { until: turn.at ?? stands, afterwards: 'goes_as_it_does' };
    case 'system': {
      const offsetMs = turn.offsetMs ?? Math.max(0, stands - machine);
      return { until: instant(machine + offsetMs), afterwards: { kind: 'system', offsetMs } };
    }
    case 'unset':
      return { until: merchantId === undefined ? machine : clocks.now({ environment }), afterwards: undefined };
    case 'later':
      return { until: instant(stands + turn.ms), afterwards: 'goes_as_it_does' };
    case 'next_timer':
      return { until: instant(Math.max(next, stands)), afterwards: 'goes_as_it_does' };
  }
}

function nameOf({ environment, merchantId }: Place): string {
  return merchantId === undefined ? environment : `${environment}/${merchantId}`;
}

function bare({ environment, merchantId }: Place): Place {
  return merchantId === undefined ? { environment } : { environment, merchantId };
}

function read(value: Json): ClockSetting {
  if (typeof value === 'object' && value !== null && 'kind' in value) {
    if (value.kind === 'frozen' && typeof value.at === 'number') return { kind: 'frozen', at: instant(value.at) };
    if (value.kind === 'system' && typeof value.offsetMs === 'number') {
      return { kind: 'system', offsetMs: value.offsetMs };
    }
  }
  throw new Error(`not a clock: ${JSON.stringify(value)}`);
}
