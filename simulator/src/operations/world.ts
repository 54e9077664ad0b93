import type { CredentialKind } from '../accounts/credential.ts';
import type { Environment, Place } from '../accounts/environment.ts';
import type { Instant } from '../engine/ids.ts';
import type { Policy } from '../engine/policy.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import type { Store } from '../store/store.ts';
import type { Clocks } from './clocks.ts';
import type { InTurn } from './in-turn.ts';

/** How one dialect's credentials look. */
export type CredentialShapes = Readonly<
  Record<CredentialKind, (environment: string, random: Random) => Readonly<{ publicId: string; secret: string }>>
>;

/** What a dialect brings to the operations: its policy and the shape of its credentials, both as data. */
export type DialectData = Readonly<{ policy: Policy; credentials: CredentialShapes }>;

export type { Place };

/** Everything the operations work with. */
export type World = Readonly<{
  store: Store;
  /** The time in an environment, or for one merchant account in it. */
  now: (place: Place) => Instant;
  /** The clocks behind `now`, for whoever sets and turns them. */
  clocks: Clocks;
  random: Random;
  environments: readonly Environment[];
  dialects: Readonly<Record<string, DialectData>>;
  inTurn: InTurn;
  /** The key that makes card fingerprints of one environment useless in another. */
  fingerprintKey: (environment: string) => Promise<string>;
  /** Base address of the pages that customers of an environment see. */
  pageAddress: (environment: string) => string;
  log: Log;
  /** Idempotent requests that are being worked on by this process. */
  running: Set<string>;
}>;

/** The data of a dialect; throws when there is none, since what is stored names only dialects that exist. */
export function dialectData(world: World, dialect: string): DialectData {
  const data = world.dialects[dialect];
  if (data === undefined) throw new Error(`no dialect ${dialect}`);
  return data;
}
