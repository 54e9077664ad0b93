/** A nested parameter as it was sent: text, or named parts in the order in which they came. */
export type FormNode = string | FormParts;
/** Named parts: those of a hash by their names, those of an array by their places. */
export type FormParts = ReadonlyMap<string, FormNode>;

const PAIRS_MAX = 2000;
const DEPTH_MAX = 10;
const NAME_LENGTH_MAX = 400;

/** A form, or why it is none. */
export type Form = Readonly<{ ok: true; parts: FormParts }> | Readonly<{ ok: false; why: string; name?: string }>;

/** Reads `a[b][0]=c&d[]=e` as nested parts; of a name that is given twice the last value counts. */
export function readForm(text: string): Form {
  const root = new Map<string, Part>();
  let pairs = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    pairs += 1;
    if (pairs > PAIRS_MAX) return { ok: false, why: `at most ${PAIRS_MAX} parameters are read` };
    const path = pathOf(name);
    if (path === undefined) return { ok: false, why: 'the name of a parameter is malformed' };
    if (!put(root, path, value)) return { ok: false, why: 'a parameter is given both as text and in parts', name };
  }
  return { ok: true, parts: root };
}

type Part = string | Map<string, Part>;

function pathOf(name: string): readonly [string, ...string[]] | undefined {
  const matched = name.length > NAME_LENGTH_MAX ? null : /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  const [, first, rest = ''] = matched ?? [];
  if (first === undefined) return undefined;
  const inner = rest === '' ? [] : rest.slice(1, -1).split('][');
  return inner.length < DEPTH_MAX ? [first, ...inner] : undefined;
}

function put(parts: Map<string, Part>, [first, ...rest]: readonly [string, ...string[]], value: string): boolean {
  // `a[]` is one more of what stands at `a`.
  const name = first === '' ? String(parts.size) : first;
  const existing = parts.get(name);
  const [next, ...further] = rest;
  if (next === undefined) {
    if (existing instanceof Map) return false;
    parts.set(name, value);
    return true;
  }
  if (typeof existing === 'string') return false;
  const inner = existing ?? new Map<string, Part>();
  parts.set(name, inner);
  return put(inner, [next, ...further], value);
}
