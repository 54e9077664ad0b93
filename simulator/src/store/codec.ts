/**
 * Text for the database and back. JSON has no bigint, so an amount is written as `{"$n":"1999"}`: a form that no string
 * typed by a customer can take.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? { $n: part.toString() } : part));
}

/** The value that `encode` was given. What is decoded was written by this program, which is why its type is believed. */
export function decode<T>(text: string): T {
  const value: unknown = JSON.parse(text, (_key, part: unknown) => (isEncodedBigint(part) ? BigInt(part.$n) : part));
  return value as T;
}

function isEncodedBigint(part: unknown): part is { $n: string } {
  return typeof part === 'object' && part !== null && '$n' in part && typeof part.$n === 'string';
}
