import type { Json } from '../../store/store.ts';
import type { Shown } from './call.ts';
import { definite } from './expand.ts';

/** What was otherwise before, member by member; of a hash only what has changed in it. */
export function previousAttributes(before: Shown, after: Shown): { readonly [name: string]: Json } {
  return changedMembers(definite(before), definite(after));
}

type Hash = { readonly [name: string]: Json };

function changedMembers(before: Hash, after: Hash): Hash {
  const changed: [string, Json][] = [];
  const look = (name: string) => {
    const [then = null, now = null] = [before[name], after[name]];
    if (isSame(then, now)) return;
    changed.push([name, isHash(then) && isHash(now) ? changedMembers(then, now) : then]);
  };
  // Of sixty members two have changed: what is made is made for these.
  for (const name of Object.keys(before)) look(name);
  for (const name of Object.keys(after)) if (!Object.hasOwn(before, name)) look(name);
  return Object.fromEntries(changed);
}

function isSame(then: Json, now: Json): boolean {
  if (then === now) return true;
  // Two that are both neither lists nor hashes are the same or they are not.
  if (typeof then !== 'object' || typeof now !== 'object' || then === null || now === null) return false;
  if (isHash(then) && isHash(now)) {
    const names = Object.keys(then);
    if (names.length !== Object.keys(now).length) return false;
    return names.every((name) => Object.hasOwn(now, name) && isSame(then[name] ?? null, now[name] ?? null));
  }
  return JSON.stringify(then) === JSON.stringify(now);
}

function isHash(value: Json): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
