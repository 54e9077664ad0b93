import type { Json } from '../../store/store.ts';
import type { Shown } from './call.ts';
import { definite } from './expand.ts';

/** What was otherwise before, member by member; of a hash only what has changed in it. */
export function previousAttributes(before: Shown, after: Shown): { readonly [name: string]: Json } {
  return changedMembers(definite(before), definite(after));
}

type Hash = { readonly [name: string]: Json };

function changedMembers(before: Hash, after: Hash): Hash {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names.flatMap((name): readonly [string, Json][] => {
      const [then = null, now = null] = [before[name], after[name]];
      if (isSame(then, now)) return [];
      return [[name, isHash(then) && isHash(now) ? changedMembers(then, now) : then]];
    }),
  );
}

function isSame(then: Json, now: Json): boolean {
  if (then === now) return true;
  // Two that are both neither lists nor hashes are the same or they are not.
  if (typeof then !== 'object' || typeof now !== 'object') return false;
  return JSON.stringify(then) === JSON.stringify(now);
}

function isHash(value: Json): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
