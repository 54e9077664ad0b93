/** A name and its value, as they follow one another on the wire. */
export type Pair = readonly [name: string, value: string];

/** A list of pairs, or the Payflow code that says what is wrong with it: -6 a name, -7 a length tag, -105 anything else. */
export type Pairs =
  | Readonly<{ ok: true; pairs: readonly Pair[] }>
  | Readonly<{ ok: false; code: -6 | -7 | -105; why: string }>;

const PAIRS_MAX = 1000;
const NAME_BYTES_MAX = 100;
const BYTES_MAX = 65_536;

const AMPERSAND = 0x26;
const EQUALS = 0x3d;

/**
 * Reads `NAME[5]=a&b=c&OTHER=d` by bytes: a value with a length tag is taken by its length, one without ends at the next
 * ampersand. Nothing is percent-decoded.
 */
export function readPairs(bytes: Buffer): Pairs {
  if (bytes.length === 0) return refused(-105, 'the parameter list is empty');
  if (bytes.length > BYTES_MAX) return refused(-105, `the parameter list may have ${BYTES_MAX} bytes`);
  const pairs: Pair[] = [];
  let from = 0;
  while (from <= bytes.length) {
    if (pairs.length === PAIRS_MAX) return refused(-105, `the parameter list may have ${PAIRS_MAX} names`);
    const named = readName(bytes, from);
    if (!named.ok) return named;
    const { name, length, valueFrom } = named;
    const ampersand = bytes.indexOf(AMPERSAND, valueFrom);
    const untagged = ampersand === -1 ? bytes.length : ampersand;
    const until = length === undefined ? untagged : valueFrom + length;
    if (until > bytes.length) return refused(-7, 'a length tag reaches past the end');
    if (until < bytes.length && bytes[until] !== AMPERSAND) return refused(-7, 'a length tag does not fit its value');
    const value = textOf(bytes.subarray(valueFrom, until));
    if (value === undefined) return refused(-105, 'a value is not UTF-8');
    pairs.push([name, value]);
    from = until + 1;
  }
  return { ok: true, pairs };
}

/** Writes pairs, each with the length of its value in bytes. Names have neither ampersand nor equals sign. */
export function writePairs(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => `${name}[${Buffer.byteLength(value)}]=${value}`).join('&');
}

type Named = Readonly<{ ok: true; name: string; length: number | undefined; valueFrom: number }>;

function readName(bytes: Buffer, from: number): Named | Extract<Pairs, { ok: false }> {
  const equals = bytes.indexOf(EQUALS, from);
  if (equals === -1) return refused(-105, 'a name has no equals sign after it');
  const written = textOf(bytes.subarray(from, Math.min(equals, from + NAME_BYTES_MAX + 1)));
  if (written === undefined) return refused(-6, 'a name is not UTF-8, or too long');
  if (written.includes('&')) return refused(-6, 'a name has an ampersand in it');
  if (Buffer.byteLength(written) > NAME_BYTES_MAX) return refused(-6, `a name may have ${NAME_BYTES_MAX} bytes`);
  const [, name = written, digits] = /^(.*)\[([^[\]]*)\]$/su.exec(written) ?? [];
  if (name === '') return refused(-6, 'a name is empty');
  if (digits === undefined) return { ok: true, name, length: undefined, valueFrom: equals + 1 };
  if (!/^\d{1,6}$/.test(digits)) return refused(-7, 'a length tag is not a number');
  return { ok: true, name, length: Number(digits), valueFrom: equals + 1 };
}

function textOf(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : undefined;
}

function refused(code: -6 | -7 | -105, why: string): Extract<Pairs, { ok: false }> {
  return { ok: false, code, why };
}
