import type { Exchange } from './exchange.ts';
import type { FieldError } from './problem.ts';
import { repeatedMember } from './repeated-member.ts';

/** A body read as JSON, or why it is none, in words that a problem can carry. */
export type JsonBody =
  | Readonly<{ kind: 'json'; value: unknown }>
  | Readonly<{ kind: 'wrong_media_type'; detail: string }>
  | Readonly<{ kind: 'malformed'; detail: string }>
  | Readonly<{ kind: 'invalid'; errors: readonly FieldError[] }>;

/** Reads the body as JSON in UTF-8. Where it is `optional`, a missing one counts as an empty object. */
export function readJsonBody(exchange: Exchange, needed: 'required' | 'optional'): JsonBody {
  if (exchange.body.length === 0) {
    return needed === 'optional' ? { kind: 'json', value: {} } : { kind: 'malformed', detail: 'There is no body.' };
  }
  const { 'content-type': contentType = '', 'content-encoding': encoding = 'identity' } = exchange.headers;
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType)) {
    return { kind: 'wrong_media_type', detail: 'Send application/json in UTF-8.' };
  }
  if (encoding.toLowerCase() !== 'identity') {
    return { kind: 'wrong_media_type', detail: 'Send the body without a Content-Encoding.' };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(exchange.body);
    const value: unknown = JSON.parse(text);
    const pointer = repeatedMember(text);
    if (pointer === undefined) return { kind: 'json', value };
    return { kind: 'invalid', errors: [{ pointer, detail: 'is given more than once' }] };
  } catch (error) {
    // Without the parser's message, which repeats what it stumbled over.
    return { kind: 'malformed', detail: error instanceof SyntaxError ? 'It could not be parsed.' : 'It is not UTF-8.' };
  }
}
