import type { World } from '../../src/operations/world.ts';
import type { VirtualClock } from '../../src/platform/clock.ts';
import type { Store } from '../../src/store/store.ts';

/** A store with whatever is needed to look at it from elsewhere. */
export type Opened = Readonly<{
  store: Store;
  /** Opens the same data as another process would; missing where the data lives in this process alone. */
  again?: () => Promise<Store>;
  /** Closes everything that was opened, and removes the data. */
  dispose: () => Promise<void>;
}>;

/** What each test of the suite starts from: a store with nothing in it. */
export type Given = Readonly<{
  opened: Opened;
  store: Store;
  clock: VirtualClock;
  world: World;
  /** The same data, seen by another process where there can be one. */
  elsewhere: () => Promise<Store>;
}>;
