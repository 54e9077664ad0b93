import type { JournalEntry } from './journal.ts';
import type { IdempotencyRecord, Json } from './store.ts';

/**
 * Text for the database and back. JSON has no bigint, so an amount is written as `{"$n":"1999"}`. Where somebody else's
 * data has a member of that name, such as a request in the journal, the name gets one more `$`.
 */
export function encode(value: unknown): string {
  // Most of what is kept is JSON as it is, and a replacer costs more than writing it.
  return JSON.stringify(isPlain(value) ? value : written(value));
}

/** The same text, of what JSON can say: it is written without being looked at first. */
export function encodeJson(value: Json | JournalEntry | IdempotencyRecord): string {
  const text = JSON.stringify(value);
  return text.includes('$n":') ? encode(value) : text;
}

/** The value that `encode` was given. What is decoded was written by this program, which is why its type is believed. */
export function decode<T>(text: string): T {
  const value: unknown = JSON.parse(text);
  return (text.includes('$n"') ? restored(value) : value) as T;
}

/** Whether JSON can say the value as it is. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'bigint') return false;
  if (!isRecord(value)) return !Array.isArray(value) || value.every(isPlain);
  for (const name in value) {
    if (isTaken(name) || !isPlain(value[name])) return false;
  }
  return true;
}

function written(value: unknown): unknown {
  if (typeof value === 'bigint') return { $n: value.toString() };
  if (Array.isArray(value)) return value.map(written);
  return isRecord(value) ? renamed(value, (name) => (isTaken(name) ? `$${name}` : name), written) : value;
}

function restored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restored);
  if (!isRecord(value)) return value;
  if (typeof value.$n === 'string') return BigInt(value.$n);
  return renamed(value, (name) => (isEscaped(name) ? name.slice(1) : name), restored);
}

function isTaken(name: string): boolean {
  return name.startsWith('$') && /^\$+n$/.test(name);
}

function isEscaped(name: string): boolean {
  return name.startsWith('$$') && /^\$\$+n$/.test(name);
}

function renamed(
  part: Readonly<Record<string, unknown>>,
  rename: (name: string) => string,
  change: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [rename(name), change(value)] as const));
}

function isRecord(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}
