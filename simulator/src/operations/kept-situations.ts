import { type ParsedSituation, situationFrom } from '../situations/parse.ts';
import type { Json } from '../store/store.ts';
import type { Counted, Known, Standing } from './situations.ts';

/** A situation that was parsed, with what was written in the form that stores take. */
export function knownFrom(parsed: Extract<ParsedSituation, { ok: true }>): Known {
  return { situation: parsed.situation, written: parsed.written };
}

/** A situation that is set, as it was kept; undefined when it has ceased to be one. */
export function readStanding(value: Json): Standing | undefined {
  if (!isObject(value) || typeof value.since !== 'string') return undefined;
  const parsed = situationFrom(value.written);
  return parsed.ok ? { ...knownFrom(parsed), since: value.since } : undefined;
}

/** What was counted, as it was kept. */
export function readCounts(value: Json): Counted {
  const { since = '', counts = {} } = isObject(value) ? value : {};
  const numbers = Object.entries(isObject(counts) ? counts : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return { since: String(since), counts: Object.fromEntries(numbers) };
}

function isObject(value: Json): value is Readonly<{ [name: string]: Json }> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
