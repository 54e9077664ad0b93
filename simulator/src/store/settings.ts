import type { Json } from './store.ts';

/** Something that is set for an environment or for one merchant account in it, such as a clock or a situation. */
export type Setting = Readonly<{ environment: string; merchantId?: string; kind: string; value: Json }>;

/** Where a setting belongs, and what it is. */
export type SettingKey = Omit<Setting, 'value'>;

/** Keeps what is set, so that a restart changes nothing. */
export interface SettingStore {
  /** Every setting of this kind, wherever it belongs. */
  settingsOf(kind: string): Promise<readonly Setting[]>;
  /** Sets it, whatever was set before. */
  putSetting(setting: Setting): Promise<void>;
  removeSetting(key: SettingKey): Promise<'removed' | 'unknown'>;
}
