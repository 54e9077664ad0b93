import type { Exchange } from '../http/exchange.ts';

/** A body read as JSON, or why it is none. */
export type JsonBody =
  | Readonly<{ kind: 'json'; value: unknown }>
  | Readonly<{ kind: 'unsupported_media_type' | 'malformed' }>
  /** A name that stands twice in one object: the two ends of a connection could read different values. */
  | Readonly<{ kind: 'repeated_name'; name: string }>;

/** Reads the body of a request as JSON in UTF-8. */
export function jsonBody({ headers, body }: Exchange): JsonBody {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type) || encoding.toLowerCase() !== 'identity') {
    return { kind: 'unsupported_media_type' };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const value: unknown = JSON.parse(text);
    const name = repeatedName(text);
    return name === undefined ? { kind: 'json', value } : { kind: 'repeated_name', name };
  } catch {
    // Neither the decoder nor the parser throws for anything but a malformed body.
    return { kind: 'malformed' };
  }
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

/** The first name that stands twice in one object, of a text that is known to be JSON. */
function repeatedName(text: string): string | undefined {
  // The names of every object that is open, and nothing for a list.
  const open: (Set<string> | undefined)[] = [];
  let previous = '';
  for (const [token] of text.matchAll(TOKENS)) {
    const names = open.at(-1);
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (names && token !== ',' && (previous === '{' || previous === ',')) {
      const name = String(JSON.parse(token));
      if (names.has(name)) return name;
      names.add(name);
    }
    previous = token;
  }
  return undefined;
}
