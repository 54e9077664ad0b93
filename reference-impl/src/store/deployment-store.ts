import type { Confirmed } from '../payments/standing.ts';
import type { DeploymentStore } from '../payments/world.ts';
import { audited } from './audit-store.ts';
import { decode, encode } from './codec.ts';
import { commit, type Database, statement } from './database.ts';

/** Where the shop has been said to be, in the database. */
export function deploymentStore(db: Database): DeploymentStore {
  return {
    async confirmed() {
      const row = await db.one('select document from deployments');
      return row && decode<Confirmed>(row.document);
    },
    async adopt(confirmed) {
      // Whoever starts first says where it is; another process that starts at once is held against that.
      await db.batch([statement('insert into deployments (only_one, document) values (1, ?)', encode(confirmed))]);
    },
    confirm: (confirmed, entry) =>
      commit(
        db,
        statement(
          `insert into deployments (only_one, document) values (1, ?)
           on conflict (only_one) do update set document = excluded.document`,
          encode(confirmed),
        ),
        audited(entry),
      ),
  };
}
