import type { DatabaseSync } from 'node:sqlite';
import { encode } from './codec.ts';
import type { Setting, SettingKey, SettingStore } from './settings.ts';
import { Statements } from './sqlite-rows.ts';
import type { TurnWriter } from './turn-writer.ts';

/** What is set for environments and merchant accounts, in SQLite. */
export function sqliteSettings(database: DatabaseSync, writer: TurnWriter): SettingStore {
  const statements = new Statements(database);
  const save = statements.run(
    `insert into settings (environment, merchant_id, kind, document) values (?, ?, ?, ?)
     on conflict (environment, merchant_id, kind) do update set document = excluded.document`,
  );
  const remove = statements.run('delete from settings where environment = ? and merchant_id = ? and kind = ?');
  const ofKind = statements.documents<Setting>(
    'select document from settings where kind = ? order by environment, merchant_id',
  );
  return {
    settingsOf: async (kind) => {
      writer.flush();
      return ofKind(kind);
    },
    putSetting: (setting) =>
      writer.write(() => {
        save(...columns(setting), encode(setting));
      }),
    removeSetting: (key) => writer.write(() => (remove(...columns(key)) === 1 ? 'removed' : 'unknown')),
  };
}

/** A setting of an environment belongs to no merchant account, which is the empty text: a key column holds no null. */
function columns({ environment, merchantId, kind }: SettingKey): [string, string, string] {
  return [environment, merchantId ?? '', kind];
}
