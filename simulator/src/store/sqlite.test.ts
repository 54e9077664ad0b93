import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Opened } from '../../test/store-suite/given.ts';
import { describeStore } from '../../test/store-suite.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

const lost = (error: unknown) => {
  throw error;
};

describeStore('SQLite in memory', async () => {
  const store = openSqlite({ file: ':memory:', lost });
  return { store, dispose: () => closed(store) };
});

describeStore('SQLite in a file', async (): Promise<Opened> => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-store-'));
  const stores: Store[] = [];
  const open = async () => {
    const store = openSqlite({ file: join(folder, 'store.sqlite'), lost });
    stores.push(store);
    return store;
  };
  return {
    store: await open(),
    again: open,
    dispose: async () => {
      for (const store of stores) await closed(store);
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

/** Closing twice is a mistake anywhere but here, where a test may have closed the store already. */
async function closed(store: Store): Promise<void> {
  const open = await store.ping().then(
    () => true,
    () => false,
  );
  if (open) await store.close();
}
