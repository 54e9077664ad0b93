import type { Metadata } from './codec.ts';

/** Metadata after an update: names with an empty value go, an empty value for all of it takes all away. */
export function mergedMetadata(before: Metadata, asked: Readonly<Record<string, string>> | '' | undefined): Metadata {
  if (asked === undefined) return before;
  if (asked === '') return {};
  return Object.fromEntries(Object.entries({ ...before, ...asked }).filter(([, value]) => value !== ''));
}
