/**
 * Text for the database and back. JSON has no bigint, so an amount is written as `{"$n":"1999"}`. Where somebody else's
 * data has a member of that name, such as a request in the journal, the name gets one more `$`.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return { $n: part.toString() };
    return isRecord(part) && Object.keys(part).some(isTaken) ? renamed(part, isTaken, (name) => `$${name}`) : part;
  });
}

/** The value that `encode` was given. What is decoded was written by this program, which is why its type is believed. */
export function decode<T>(text: string): T {
  const value: unknown = JSON.parse(text, (_key, part: unknown) => {
    if (!isRecord(part)) return part;
    if (typeof part.$n === 'string') return BigInt(part.$n);
    return Object.keys(part).some(isEscaped) ? renamed(part, isEscaped, (name) => name.slice(1)) : part;
  });
  return value as T;
}

function isTaken(name: string): boolean {
  return name.startsWith('$') && /^\$+n$/.test(name);
}

function isEscaped(name: string): boolean {
  return name.startsWith('$$') && /^\$\$+n$/.test(name);
}

function renamed(
  part: Readonly<Record<string, unknown>>,
  which: (name: string) => boolean,
  rename: (name: string) => string,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [which(name) ? rename(name) : name, value] as const),
  );
}

function isRecord(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}
