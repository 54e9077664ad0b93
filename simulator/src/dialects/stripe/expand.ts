import type { Json } from '../../store/store.ts';
import type { Shown } from './call.ts';
import { invalid, type Refused } from './errors.ts';
import type { Source } from './objects.ts';

/** What `expand[]` puts in the place of an id: which object it is, and how it is found. */
export type Expansion = Readonly<{
  object: string;
  fetch: (source: Source, id: string) => Promise<Shown | undefined>;
}>;

/** By the `object` of what is answered and the name of its member. */
export type Expansions = Readonly<Record<string, Readonly<Record<string, Expansion>>>>;

const DEPTH_MAX = 4;

/** What an operation answers: an object by its name, or a list of such. */
export type Root = Readonly<{ object: string; in: 'itself' | 'list' }>;

/** Why something cannot be expanded, if anything cannot; asked before anything is done. */
export function expandProblem(paths: readonly string[], root: Root, expansions: Expansions): Refused | undefined {
  for (const path of paths) {
    const names = path.split('.');
    if (names.length > DEPTH_MAX) {
      const message = `You cannot expand more than ${DEPTH_MAX} levels of a property. Property: ${path}`;
      return invalid(message, { param: 'expand' });
    }
    const inItem = root.in === 'list' && names[0] === 'data' ? names.slice(1) : names;
    const reached = inItem.reduce<string | undefined>(
      (object, name) => (object === undefined ? undefined : member(expansions, object, name)?.object),
      root.object,
    );
    const missesData = root.in === 'list' && names[0] !== 'data';
    if (reached !== undefined && !missesData) continue;
    const hint = missesData ? ` You may want to try expanding 'data.${path}' instead.` : '';
    return invalid(`This property cannot be expanded (${path}).${hint}`, { param: 'expand' });
  }
  return undefined;
}

/** The object with everything in it that was asked for. */
export async function expanded(
  value: Shown,
  paths: readonly string[],
  found: Readonly<{ source: Source; expansions: Expansions }>,
): Promise<Json> {
  let shown: Json = definite(value);
  for (const path of paths) shown = await expandedInto(shown, path.split('.'), found);
  return shown;
}

async function expandedInto(
  json: Json,
  [name, ...rest]: readonly string[],
  found: Readonly<{ source: Source; expansions: Expansions }>,
): Promise<Json> {
  if (name === undefined || typeof json !== 'object' || json === null) return json;
  if (isList(json)) return Promise.all(json.map((item) => expandedInto(item, [name, ...rest], found)));
  const held = json[name];
  if (held === undefined || held === null) return json;
  const expansion = member(found.expansions, String(json.object), name);
  const fetched = typeof held === 'string' ? await expansion?.fetch(found.source, held) : undefined;
  const inner = fetched === undefined ? held : definite(fetched);
  return {
    ...json,
    [name]: isList(inner) ? await expandedItems(inner, rest, found) : await expandedInto(inner, rest, found),
  };
}

function expandedItems(
  items: readonly Json[],
  rest: readonly string[],
  found: Readonly<{ source: Source; expansions: Expansions }>,
): Promise<readonly Json[]> {
  return Promise.all(items.map((item) => expandedInto(item, rest, found)));
}

function member(expansions: Expansions, object: string, name: string): Expansion | undefined {
  const members = Object.hasOwn(expansions, object) ? expansions[object] : undefined;
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object as JSON has it: without the members that are not there. */
export function definite(value: Shown): { readonly [name: string]: Json } {
  if (isDefinite(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [[name, part]])),
  );
}

function isDefinite(value: Shown): value is { readonly [name: string]: Json } {
  for (const name in value) if (value[name] === undefined) return false;
  return true;
}
