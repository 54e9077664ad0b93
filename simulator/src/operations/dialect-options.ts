import { type Merchant, placeOf } from '../accounts/merchant.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Json } from '../store/store.ts';
import type { Place } from './world.ts';

/** What can be chosen of a dialect for a merchant account: names, each with its words; the first holds where none is chosen. */
export type OptionChoices = Readonly<Record<string, readonly [string, ...string[]]>>;

/** What was chosen of a dialect, by name. */
export type ChosenOptions = Readonly<Record<string, string>>;

/** What was chosen of dialects for merchant accounts. */
export type DialectOptions = Readonly<{
  of: (merchantId: string, dialect: string) => ChosenOptions;
  /** Puts it in place of what was chosen before; nothing chosen is what the dialect does by itself. */
  set: (of: Required<Place>, dialect: string, chosen: ChosenOptions) => Promise<void>;
}>;

/** Something that cannot be chosen: a name that there is not, or a word that it does not know. */
export type OptionProblem = Readonly<{ name: string; detail: string }>;

const KIND = 'dialect_options';

/** The options as they were kept. */
export async function keptDialectOptions(store: SettingStore): Promise<DialectOptions> {
  const kept = await store.settingsOf(KIND);
  return dialectOptionsOf(
    store,
    new Map(kept.flatMap(({ merchantId = '', value }) => (isChosen(value) ? [[merchantId, value]] : []))),
  );
}

type ByDialect = Readonly<Record<string, ChosenOptions>>;

/** Options of which these are known. */
export function dialectOptionsOf(store: SettingStore, known: Map<string, ByDialect> = new Map()): DialectOptions {
  return {
    of: (merchantId, dialect) => known.get(merchantId)?.[dialect] ?? {},
    set: async ({ environment, merchantId }, dialect, chosen) => {
      const { [dialect]: _before, ...others } = known.get(merchantId) ?? {};
      const next: ByDialect = Object.keys(chosen).length === 0 ? others : { ...others, [dialect]: chosen };
      const key = { environment, merchantId, kind: KIND };
      if (Object.keys(next).length === 0) {
        known.delete(merchantId);
        await store.removeSetting(key);
        return;
      }
      known.set(merchantId, next);
      await store.putSetting({ ...key, value: next });
    },
  };
}

/** Chooses for a merchant account, unless one of the choices is none. */
export async function chooseOptions(
  options: DialectOptions,
  merchant: Merchant,
  about: Readonly<{ dialect: string; choices: OptionChoices; chosen: ChosenOptions }>,
): Promise<readonly OptionProblem[]> {
  const { dialect, choices, chosen } = about;
  const problems = Object.entries(chosen).flatMap(([name, word]): readonly OptionProblem[] => {
    const words = Object.hasOwn(choices, name) ? choices[name] : undefined;
    if (words === undefined) return [{ name, detail: `is none of the options: ${names(Object.keys(choices))}` }];
    return words.includes(word) ? [] : [{ name, detail: `is none of ${words.join(', ')}` }];
  });
  if (problems.length === 0) await options.set(placeOf(merchant), dialect, chosen);
  return problems;
}

/** What holds, by name: what was chosen, and the first word of everything else. */
export function optionsThatHold(choices: OptionChoices, chosen: ChosenOptions): ChosenOptions {
  return Object.fromEntries(Object.entries(choices).map(([name, [first]]) => [name, chosen[name] ?? first]));
}

function names(known: readonly string[]): string {
  return known.length === 0 ? 'there are none' : known.join(', ');
}

/** What is kept was chosen by name and word, which is why its members are believed. */
function isChosen(value: Json): value is Json & ByDialect {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
