/** A name and its value as it stands in the text, with whether its length stands before it. */
export type Pair = Readonly<{ name: string; value: string; tagged: boolean }>;

/** Names and values, whose lengths may be given in bytes; nothing when the text is no list of them. */
export function pairsIn(text: string): readonly Pair[] | undefined {
  const bytes = Buffer.from(text, 'utf8');
  const pairs: Pair[] = [];
  let at = 0;
  while (at < bytes.length) {
    const equals = bytes.indexOf('=', at);
    if (equals <= at) return undefined;
    const label = bytes.toString('utf8', at, equals);
    if (label.includes('&')) return undefined;
    const [, name, length] = /^(.+)\[(\d{1,7})\]$/s.exec(label) ?? [];
    const next = bytes.indexOf('&', equals);
    const end = length === undefined ? (next < 0 ? bytes.length : next) : equals + 1 + Number(length);
    if (end > bytes.length || (end < bytes.length && bytes[end] !== AND)) return undefined;
    pairs.push({ name: name ?? label, value: bytes.toString('utf8', equals + 1, end), tagged: length !== undefined });
    at = end + 1;
  }
  return pairs;
}

/** The text of names and values, as it was where nothing in it has changed. */
export function textOf(pairs: readonly Pair[]): string {
  return pairs
    .map(({ name, value, tagged }) => `${name}${tagged ? `[${Buffer.byteLength(value)}]` : ''}=${value}`)
    .join('&');
}

const AND = '&'.charCodeAt(0);
