import type { DatabaseSync } from 'node:sqlite';
import type { NonceStore } from './nonces.ts';
import { Statements } from './sqlite-rows.ts';
import type { TurnWriter } from './turn-writer.ts';

// Where a clock stands nothing is over by itself: the oldest is forgotten first.
const NONCES_MAX = 100_000;

/** Nonces in SQLite. */
export function sqliteNonces(database: DatabaseSync, writer: TurnWriter): NonceStore {
  const statements = new Statements(database);
  const insert = statements.insert(
    'insert into nonces (merchant_id, name, believed_until) values (?, ?, ?) on conflict do nothing',
  );
  const forget = statements.run('delete from nonces where merchant_id = ? and believed_until <= ?');
  const forgetOldest = statements.run('delete from nonces where seq <= ?');
  return {
    takeNonce: ({ merchantId, keyId, nonce, until }, now) =>
      writer.write(() => {
        forget(merchantId, now);
        const seq = insert(merchantId, `${keyId}\n${nonce}`, until);
        if (seq === undefined) return 'used';
        forgetOldest(seq - NONCES_MAX);
        return 'new';
      }),
  };
}
