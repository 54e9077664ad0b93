/**
 * What a marked text is. A `secret` must not be read anywhere but by its own provider; a `name` (such as a client id) is
 * half of a credential and no secret; a `reference` (an account, a payment) is only out of place at somebody else's.
 */
export const CANARY_NATURES = ['secret', 'name', 'reference'] as const;
export type CanaryNature = (typeof CANARY_NATURES)[number];

/** A text that belongs to one account in one environment, and tells on whoever lets it turn up elsewhere. */
export type Canary = Readonly<{
  text: string;
  /** In words, such as `API key of shop-1 in sandbox`; this is what reports show in place of the text. */
  label: string;
  nature: CanaryNature;
  environment: string;
  account: string;
  /** The credential that it is, or is a part of, or was made with. */
  credential?: string;
}>;

/** How a canary was written where it was found. */
export const ENCODINGS = ['as it is', 'percent-encoded', 'JSON-escaped', 'hexadecimal', 'base64', 'base64url'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A text to look for. Where case does not matter it is in lower case. */
export type Needle = Readonly<{ text: string; encoding: Encoding; anyCase: boolean }>;

// Shorter texts turn up in base64 by chance.
const ENCODED_LENGTH_MIN = 8;

// A secret is recognised by what comes after its last underscore, also when the part before it is left out or changed.
const TAIL_LENGTH_MIN = 16;

/** Every way in which a canary is looked for. A JWT and HTTP Basic are base64 of a text that holds it at some offset. */
export function needlesOf(canary: Canary): readonly Needle[] {
  const core = coreOf(canary);
  const needles: Needle[] = [{ text: core, encoding: 'as it is', anyCase: false }];
  if (core.length < ENCODED_LENGTH_MIN) return needles;
  const bytes = Buffer.from(core, 'utf8');
  const byByte = (prefix: string) => [...bytes].map((byte) => prefix + byte.toString(16).padStart(2, '0')).join('');
  const usual = encodeURIComponent(core);
  if (usual !== core) needles.push({ text: usual.toLowerCase(), encoding: 'percent-encoded', anyCase: true });
  needles.push({ text: byByte('%'), encoding: 'percent-encoded', anyCase: true });
  needles.push({ text: byByte('\\u00'), encoding: 'JSON-escaped', anyCase: true });
  needles.push({ text: byByte(''), encoding: 'hexadecimal', anyCase: true });
  for (const offset of [0, 1, 2]) {
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = base64At(bytes, offset, encoding);
      if (!needles.some((needle) => needle.text === text)) needles.push({ text, encoding, anyCase: false });
    }
  }
  return needles;
}

function coreOf({ text, nature }: Canary): string {
  const tail = text.slice(text.lastIndexOf('_') + 1);
  return nature === 'secret' && tail.length >= TAIL_LENGTH_MIN ? tail : text;
}

/** The characters of base64 that depend on these bytes alone when they begin at an offset, whatever stands around them. */
function base64At(bytes: Buffer, offset: number, encoding: 'base64' | 'base64url'): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString(encoding);
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + bytes.length) * 8) / 6);
  return encoded.slice(first, last);
}
