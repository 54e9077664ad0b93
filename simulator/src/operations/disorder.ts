import type { SettingStore } from '../store/settings.ts';
import type { Json } from '../store/store.ts';
import { type Disorder, type DisorderRule, takeRule } from '../webhooks/disorder.ts';
import type { Place } from './world.ts';

/** What goes wrong on request with the notifications of merchant accounts. */
export type Disorders = Readonly<{
  rulesOf: (merchantId: string) => readonly DisorderRule[];
  /** Puts these rules in place of those there were; without any nothing goes wrong. */
  set: (of: Required<Place>, rules: readonly DisorderRule[]) => Promise<void>;
  /** What befalls the next notification of this type; one fewer is left to the rule that says so. */
  take: (of: Required<Place>, type: string) => Promise<Disorder | undefined>;
}>;

const KIND = 'disorder';

/** The disorders as they were kept. */
export async function keptDisorders(store: SettingStore): Promise<Disorders> {
  const kept = await store.settingsOf(KIND);
  return disordersOf(
    store,
    new Map(kept.flatMap(({ merchantId = '', value }) => (isRules(value) ? [[merchantId, value]] : []))),
  );
}

/** Disorders of which these are known. */
export function disordersOf(store: SettingStore, known: Map<string, readonly DisorderRule[]> = new Map()): Disorders {
  const set = async ({ environment, merchantId }: Required<Place>, rules: readonly DisorderRule[]) => {
    // First in memory, so that two notifications that are owed at once do not take the same one.
    if (rules.length === 0) known.delete(merchantId);
    else known.set(merchantId, rules);
    const key = { environment, merchantId, kind: KIND };
    if (rules.length === 0) await store.removeSetting(key);
    else await store.putSetting({ ...key, value: rules.map(plain) });
  };
  return {
    rulesOf: (merchantId) => known.get(merchantId) ?? [],
    set,
    take: async (of, type) => {
      const before = known.get(of.merchantId);
      if (before === undefined) return undefined;
      const { disorder, rules } = takeRule(before, type);
      if (rules !== before) await set(of, rules);
      return disorder;
    },
  };
}

function plain({ disorder, types, times }: DisorderRule): Json {
  return {
    disorder: { ...disorder },
    ...(types === undefined ? {} : { types }),
    ...(times === undefined ? {} : { times }),
  };
}

/** What is kept was written by `plain`, which is why its members are believed. */
function isRules(value: Json): value is Json & readonly DisorderRule[] {
  return Array.isArray(value);
}
