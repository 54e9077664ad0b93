/** A name and its value. */
export type Pair = readonly [name: string, value: string];

// An answer has some dozens; more than this is none.
const PAIRS_MAX = 500;

/**
 * Names and values as Payflow takes them, each value with its length in bytes, so that nothing in it needs escaping. A
 * name never comes from outside the adapter: one that could not be told from the rest is a bug.
 */
export function written(pairs: readonly Pair[]): string {
  return pairs
    .map(([name, value]) => {
      if (!/^[^&=]+$/.test(name)) throw new Error('a name must be there, and hold neither & nor =');
      return `${name}[${Buffer.byteLength(value)}]=${value}`;
    })
    .join('&');
}

/**
 * The values by their names. A value ends where its length says, or at the next & when it has none. Nothing at all when a
 * length does not fit, a character is cut in two, or a name is missing or there twice: half an answer is no answer.
 */
export function read(text: string): ReadonlyMap<string, string> | undefined {
  // Bytes that are no text have become this, and cannot be counted any more.
  if (text.includes('\uFFFD')) return undefined;
  const bytes = Buffer.from(text);
  const values = new Map<string, string>();
  let at = 0;
  while (at < bytes.length) {
    const pair = pairAt(bytes, at);
    if (!pair || values.has(pair.name) || values.size === PAIRS_MAX) return undefined;
    values.set(pair.name, pair.value);
    at = pair.end + 1;
    // An & at the end promises one more.
    if (at === bytes.length) return undefined;
  }
  return values.size === 0 ? undefined : values;
}

const TAGGED = /^(.+)\[(\d{1,7})\]$/s;

function pairAt(bytes: Buffer, start: number): Readonly<{ name: string; value: string; end: number }> | undefined {
  const equals = bytes.indexOf('=', start);
  if (equals <= start) return undefined;
  const label = bytes.toString('utf8', start, equals);
  if (label.includes('&')) return undefined;
  const from = equals + 1;
  const [, name, length] = TAGGED.exec(label) ?? [];
  if (name === undefined && label.endsWith(']')) return undefined;
  const next = bytes.indexOf('&', from);
  const end = length === undefined ? (next === -1 ? bytes.length : next) : from + Number(length);
  if (end > bytes.length || (end < bytes.length && bytes[end] !== AMPERSAND)) return undefined;
  return { name: name ?? label, value: bytes.toString('utf8', from, end), end };
}

const AMPERSAND = '&'.charCodeAt(0);
