/**
 * Text for the database and back. JSON has no bigint, so minor units are written as `{"$minor":"1999"}`, a form that
 * nothing a customer types can take.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? { $minor: part.toString() } : part,
  );
}

/** What `encode` was given. Only this program writes what is decoded, which is why its type is believed. */
export function decode<T>(text: unknown): T {
  if (typeof text !== 'string') throw new Error('a document in the database is not text');
  const value: unknown = JSON.parse(text, (_key, part: unknown) => (isMinor(part) ? BigInt(part.$minor) : part));
  return value as T;
}

function isMinor(part: unknown): part is { $minor: string } {
  return typeof part === 'object' && part !== null && '$minor' in part && typeof part.$minor === 'string';
}
