import type { Place } from '../accounts/environment.ts';
import { after } from '../platform/clock.ts';
import { fitsPattern } from '../situations/match.ts';
import type { Operation } from '../situations/situation.ts';
import { inCanonicalOrder } from './order.ts';

/** What a merchant account's gate holds: requests before or after they are carried out, and notifications by type. */
export type GateSettings = Readonly<{
  before: readonly Operation[];
  after: readonly Operation[];
  /** Types of notifications; a text may hold `*` and `?`. */
  notifications: readonly string[];
  /** Milliseconds of real time after which what is held goes on by itself. */
  holdMs: number;
}>;

/** Something that comes to the gate. `reference` is the shop's, `detail` tells apart what is otherwise alike. */
export type Candidate = Readonly<{ reference?: string; paymentId?: string; detail?: string }> &
  Readonly<
    | { kind: 'request'; point: 'before' | 'after'; operations: readonly Operation[] }
    | { kind: 'notification'; type: string }
  >;

/** Something that is held, with the name by which a test knows it again in another run. */
export type Held = Readonly<{
  id: string;
  /** What it is, about which order, the how manieth of its like: `capture/order-1/2`. */
  label: string;
  kind: Candidate['kind'];
  point?: 'before' | 'after';
  /** The operation, or the type of the notification. */
  what: string;
  reference?: string;
  paymentId?: string;
  detail?: string;
  ordinal: number;
}>;

/** An exchange or a delivery on its way. It counts as moving from when it enters until it leaves, unless it is held. */
export interface Passage {
  /** Goes on at once, or when it is released. */
  hold(candidate: Candidate): Promise<void>;
  /** Waits for something that only the clock brings, which is not moving. */
  rest<T>(until: Promise<T>): Promise<T>;
  leave(): void;
}

/** What moves: exchanges that are being answered and notifications that are being delivered. */
export type Moving = Readonly<{ exchanges: number; deliveries: number }>;

/** Merchant accounts whose movements are asked about: one, those of an environment, or all. */
export type Scope = Readonly<{ environment?: string; merchantId?: string }>;

/** Holds chosen requests and notifications until they are released, and knows what moves. */
export interface Gate {
  /** Sets a merchant account's gate; undefined opens it and lets go of all that it holds. */
  set(merchantId: string, settings: GateSettings | undefined): void;
  settingsOf(merchantId: string): GateSettings | undefined;
  /** How many went on by themselves since the gate was set, because they were held too long or too many. */
  lapsed(merchantId: string): number;
  enter(place: Required<Place>, what: keyof Moving): Passage;
  /** Whether `hold` would hold it now. */
  holds(merchantId: string, candidate: Candidate): boolean;
  /** In canonical order, which does not depend on who arrived first. */
  held(scope: Scope): readonly Held[];
  release(id: string): 'released' | 'unknown';
  releaseAll(merchantId: string): number;
  moving(scope: Scope): Moving & Readonly<{ resting: number }>;
  /** Grows with everything that begins to move, and with everything that ends. */
  stirred(scope: Scope): number;
  /** Lets go of everything that is held anywhere, for good. */
  open(): void;
  /** Calls `listener` after everything that begins or ends; returns what stops that. */
  watch(listener: () => void): () => void;
}

// More than any test holds on purpose: whoever holds this many has forgotten to release.
const HELD_MAX = 1000;

type Account = {
  environment: string;
  moving: { exchanges: number; deliveries: number };
  resting: number;
  stirred: number;
  settings: GateSettings | undefined;
  lapsed: number;
  arrivals: Map<string, number>;
};
type Holding = Readonly<{ merchantId: string; held: Held; letGo: () => void }>;

/** A gate that holds nothing yet. */
export function openGate(): Gate {
  const accounts = new Map<string, Account>();
  const holding = new Map<string, Holding>();
  const listeners = new Set<() => void>();
  let count = 0;

  const account = (merchantId: string, environment: string): Account => {
    const known = accounts.get(merchantId);
    if (known !== undefined) {
      if (known.environment === '') known.environment = environment;
      return known;
    }
    const moving = { exchanges: 0, deliveries: 0 };
    const fresh = { environment, moving, resting: 0, stirred: 0, settings: undefined, lapsed: 0, arrivals: new Map() };
    accounts.set(merchantId, fresh);
    return fresh;
  };
  const stir = (of: Account) => {
    of.stirred += 1;
    for (const listener of listeners) listener();
  };
  const inScope = (scope: Scope): readonly Account[] =>
    [...accounts]
      .filter(([id]) => scope.merchantId === undefined || scope.merchantId === id)
      .filter(([, { environment }]) => scope.environment === undefined || scope.environment === environment)
      .map(([, of]) => of);
  const ofMerchant = (merchantId: string) => [...holding.values()].filter((one) => one.merchantId === merchantId);

  const held = (merchantId: string, of: Account, settings: GateSettings, candidate: Candidate): Promise<void> => {
    const names = named(candidate);
    const ordinal = (of.arrivals.get(names.alike) ?? 0) + 1;
    of.arrivals.set(names.alike, ordinal);
    count += 1;
    const id = `held_${count}`;
    const { reference, paymentId, detail } = candidate;
    return new Promise((resolve) => {
      const cancel = after(settings.holdMs, () => {
        of.lapsed += 1;
        letGo();
      });
      const letGo = () => {
        cancel();
        if (holding.delete(id)) resolve();
      };
      const what: Held = {
        id,
        label: [names.what, reference ?? '-', ordinal].join('/'),
        kind: candidate.kind,
        ...(candidate.kind === 'request' ? { point: candidate.point } : {}),
        what: names.what,
        ...(reference === undefined ? {} : { reference }),
        ...(paymentId === undefined ? {} : { paymentId }),
        ...(detail === undefined ? {} : { detail }),
        ordinal,
      };
      holding.set(id, { merchantId, held: what, letGo });
      stir(of);
    });
  };
  const releaseAll = (merchantId: string): number => {
    const all = ofMerchant(merchantId);
    for (const { letGo } of all) letGo();
    return all.length;
  };

  return {
    set: (merchantId, settings) => {
      const of = account(merchantId, '');
      of.settings = settings;
      of.lapsed = 0;
      of.arrivals.clear();
      if (settings === undefined) releaseAll(merchantId);
    },
    settingsOf: (merchantId) => accounts.get(merchantId)?.settings,
    lapsed: (merchantId) => accounts.get(merchantId)?.lapsed ?? 0,
    holds: (merchantId, candidate) => {
      const settings = accounts.get(merchantId)?.settings;
      return settings !== undefined && isChosen(settings, candidate);
    },
    enter: ({ environment, merchantId }, what) => {
      const of = account(merchantId, environment);
      let gone = false;
      of.moving[what] += 1;
      stir(of);
      const aside = async <T>(until: () => Promise<T>, counted: 'resting' | 'held'): Promise<T> => {
        of.moving[what] -= 1;
        if (counted === 'resting') of.resting += 1;
        stir(of);
        try {
          return await until();
        } finally {
          if (counted === 'resting') of.resting -= 1;
          of.moving[what] += 1;
          stir(of);
        }
      };
      return {
        hold: async (candidate) => {
          const { settings } = of;
          if (settings === undefined || !isChosen(settings, candidate)) return;
          if (ofMerchant(merchantId).length >= HELD_MAX) {
            of.lapsed += 1;
            return;
          }
          await aside(() => held(merchantId, of, settings, candidate), 'held');
        },
        rest: (until) => aside(() => until, 'resting'),
        leave: () => {
          if (gone) return;
          gone = true;
          of.moving[what] -= 1;
          stir(of);
        },
      };
    },
    held: ({ environment, merchantId }) =>
      inCanonicalOrder(
        [...holding.values()]
          .filter((one) => merchantId === undefined || one.merchantId === merchantId)
          .filter((one) => environment === undefined || accounts.get(one.merchantId)?.environment === environment)
          .map((one) => one.held),
      ),
    release: (id) => {
      const found = holding.get(id);
      found?.letGo();
      return found === undefined ? 'unknown' : 'released';
    },
    releaseAll,
    moving: (scope) => {
      const sum = { exchanges: 0, deliveries: 0, resting: 0 };
      for (const { moving, resting } of inScope(scope)) {
        sum.exchanges += moving.exchanges;
        sum.deliveries += moving.deliveries;
        sum.resting += resting;
      }
      return sum;
    },
    open: () => {
      for (const [merchantId, of] of accounts) {
        of.settings = undefined;
        releaseAll(merchantId);
      }
    },
    stirred: (scope) => inScope(scope).reduce((sum, { stirred }) => sum + stirred, 0),
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isChosen(settings: GateSettings, candidate: Candidate): boolean {
  if (candidate.kind === 'notification') {
    return settings.notifications.some((pattern) => fitsPattern(pattern, candidate.type));
  }
  return settings[candidate.point].some((operation) => candidate.operations.includes(operation));
}

function named(candidate: Candidate): Readonly<{ what: string; alike: string }> {
  const what = candidate.kind === 'request' ? (candidate.operations[0] ?? 'request') : candidate.type;
  const point = candidate.kind === 'request' ? candidate.point : '';
  return { what, alike: JSON.stringify([what, point, candidate.reference, candidate.detail]) };
}
